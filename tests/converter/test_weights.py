"""weights: every stored type, lazily; and checkpoints that are damaged, ambiguous or hostile."""

import json
import os
import pickle
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from hfedge.errors import SourceError, UnsupportedError
from hfedge.weights import Weights, open_weights

TWICE = b'{"w": %s, "w": %s}' % ((b'{"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}',) * 2)
VALUES = np.array([[1.5, -2.0, 0.25], [3.0, 1e-3, 1e4]], np.float32)


def written(path: Path, entries: dict[str, dict] | bytes, data: bytes, length: int | None = None) -> Path:
    """A safetensors file made by hand, so that anything in it can be wrong; its folder."""
    header = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
    path.write_bytes(struct.pack("<Q", len(header) if length is None else length) + header + data)
    return path.parent


def entry(dtype: str, shape: list[int], first: int, last: int) -> dict:
    return {"dtype": dtype, "shape": shape, "data_offsets": [first, last]}


def stored(tmp_path: Path, dtype: str, shape: list[int], data: bytes) -> Weights:
    written(tmp_path / "model.safetensors", {"w": entry(dtype, shape, 0, len(data))}, data)
    return open_weights(tmp_path)


def sharded(tmp_path: Path, shards: dict[str, list[str]], weight_map: object) -> Path:
    """A folder with an index and shards that hold tensors of these names."""
    for shard, names in shards.items():
        save_file({name: np.full(2, index, np.float32) for index, name in enumerate(names)}, tmp_path / shard)
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))
    return tmp_path


def refusal(folder: Path) -> str:
    with pytest.raises(SourceError) as error:
        open_weights(folder)
    return str(error.value)


@pytest.mark.parametrize(("dtype", "numpy"), [("F64", np.float64), ("F32", np.float32), ("F16", np.float16)])
def test_float_kinds_come_as_float32(tmp_path, dtype, numpy):
    weights = stored(tmp_path, dtype, [2, 3], VALUES.astype(numpy).tobytes())
    assert (weights.dtype("w"), weights.shape("w"), weights.get("w").dtype) == (dtype, (2, 3), np.float32)
    np.testing.assert_array_equal(weights.get("w"), VALUES.astype(numpy).astype(np.float32))


def test_bfloat16_comes_as_the_float32_that_torch_gives(tmp_path):
    every = np.arange(1 << 16, dtype=np.uint16)
    expected = torch.frombuffer(bytearray(every.tobytes()), dtype=torch.bfloat16).float().numpy()
    got = stored(tmp_path, "BF16", [1 << 16], every.tobytes()).get("w")
    np.testing.assert_array_equal(got.view(np.uint32), expected.view(np.uint32))


@pytest.mark.parametrize("numpy", ["int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8", "bool"])
def test_integers_come_as_stored(tmp_path, numpy):
    values = np.array([0, 1, 1], numpy)
    save_file({"w": values}, tmp_path / "model.safetensors")
    got = open_weights(tmp_path).get("w")
    assert got.dtype == values.dtype and got.tolist() == values.tolist()


def test_scalars_and_empty_tensors_keep_their_shapes(tmp_path):
    entries = {"scalar": entry("F32", [], 0, 4), "empty": entry("F32", [0, 3], 4, 4)}
    weights = open_weights(written(tmp_path / "model.safetensors", entries, struct.pack("<f", 7.0)))
    assert weights.get("scalar").shape == () and weights.get("scalar") == 7.0
    assert weights.get("empty").shape == (0, 3)


def test_a_tensor_that_lies_unaligned_is_read_aligned(tmp_path):
    entries = {"byte": entry("U8", [1], 0, 1), "w": entry("F32", [2, 3], 1, 25)}
    got = open_weights(written(tmp_path / "model.safetensors", entries, b"\1" + VALUES.tobytes())).get("w")
    assert got.flags.aligned and got.tolist() == VALUES.tolist()


def test_float32_is_a_view_of_the_file_and_outlives_the_weights(tmp_path):
    save_file({"w": VALUES}, tmp_path / "model.safetensors")
    with open_weights(tmp_path) as weights:
        got = weights.get("w")
    assert not got.flags.writeable and not got.flags.owndata
    np.testing.assert_array_equal(got, VALUES)
    assert weights.names == ()


def test_a_type_without_exact_float32_is_refused_only_when_it_is_asked_for(tmp_path):
    entries = {"w": entry("F8_E4M3", [4], 0, 4), "x": entry("F32", [1], 4, 8)}
    weights = open_weights(written(tmp_path / "model.safetensors", entries, bytes(8)))
    assert weights.get("x") == 0.0
    with pytest.raises(UnsupportedError, match="F8_E4M3.*Accepted: F64"):
        weights.get("w")


def test_the_weights_say_what_they_hold(tmp_path):
    save_file({"b": VALUES, "a": VALUES.astype(np.float16)}, tmp_path / "model.safetensors", {"format": "pt"})
    weights = open_weights(tmp_path)
    assert (weights.names, weights.total_bytes) == (("a", "b"), 36)
    assert weights.where("a") == f"{tmp_path}/model.safetensors: a"
    with pytest.raises(KeyError):
        weights.get("c")


def test_a_subfolder_has_weights_of_its_own(tmp_path):
    (tmp_path / "2_Dense").mkdir()
    save_file({"linear.weight": VALUES}, tmp_path / "2_Dense" / "model.safetensors")
    weights = open_weights(tmp_path, "2_Dense", lambda file: f"org/model@1234567/{file}")
    assert weights.where("linear.weight") == "org/model@1234567/2_Dense/model.safetensors: linear.weight"
    np.testing.assert_array_equal(weights.get("linear.weight"), VALUES)


def test_safetensors_are_preferred_to_a_pickle(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"not even a pickle")
    assert stored(tmp_path, "F32", [1], bytes(4)).names == ("w",)


def test_a_folder_without_weights_is_refused(tmp_path):
    assert "there are no weights" in refusal(tmp_path) and "Accepted: model.safetensors" in refusal(tmp_path)


# Damaged files.


@pytest.mark.parametrize("kept", [0, 4, 8, 20, 90, -1])
def test_a_truncated_file_is_refused_with_its_name_and_sizes(tmp_path, kept):
    save_file({"w": VALUES}, tmp_path / "model.safetensors")
    whole = (tmp_path / "model.safetensors").read_bytes()
    (tmp_path / "model.safetensors").write_bytes(whole[:kept])
    message = refusal(tmp_path)
    assert f"{tmp_path}/model.safetensors: damaged or cut short" in message and "Download it again" in message
    assert f"{len(whole[:kept])} bytes" in message


def test_every_cut_of_a_file_is_refused(tmp_path):
    save_file({"w": VALUES}, tmp_path / "model.safetensors")
    whole = (tmp_path / "model.safetensors").read_bytes()
    for kept in range(len(whole)):
        (tmp_path / "model.safetensors").write_bytes(whole[:kept])
        assert "damaged or cut short" in refusal(tmp_path)


def test_bytes_after_the_data_are_refused(tmp_path):
    folder = written(tmp_path / "model.safetensors", {"w": entry("F32", [1], 0, 4)}, bytes(5))
    assert "damaged" in refusal(folder)


@pytest.mark.parametrize("length", [2**63, 100_000_001, 2**64 - 1, 4096])
def test_a_header_length_beyond_the_file_is_not_believed(tmp_path, length):
    folder = written(tmp_path / "model.safetensors", {"w": entry("F32", [1], 0, 4)}, bytes(4), length)
    assert f"its header would take {8 + length}" in refusal(folder)


def test_a_header_beyond_the_limit_of_the_format_is_not_read(tmp_path):
    folder = written(tmp_path / "model.safetensors", b"{}", b"", 100_000_001)
    os.truncate(tmp_path / "model.safetensors", 200_000_000)  # sparse: takes no space
    assert "its header would take 100000009" in refusal(folder)


@pytest.mark.parametrize(
    "entries",
    [
        b"not json",
        b"[]",
        b'{"w": 3}',
        b"[" * 50_000,
        {"w": entry("F32", [2], 0, 4)},
        {"w": entry("F32", [1], -4, 4)},
        {"w": entry("F32", [2**62, 8], 0, 4)},
        {"w": entry("F32", [1], 4, 0), "x": entry("F32", [1], 0, 4)},
        {"w": entry("F32", [1], 0, 4), "x": entry("F32", [1], 0, 4)},
        {"w": entry("NO", [1], 0, 4)},
        TWICE,
        {"w": {"dtype": "F32", "shape": "1", "data_offsets": [0, 4]}},
        {"w": {"dtype": "F32", "shape": [1], "data_offsets": ["0", "4"]}},
    ],
)
def test_a_header_that_does_not_hold_together_is_refused(tmp_path, entries):
    assert "damaged" in refusal(written(tmp_path / "model.safetensors", entries, bytes(4)))


def test_a_git_lfs_pointer_is_called_by_its_name(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    assert "git lfs pull" in refusal(tmp_path)


# Shards.


def test_shards_are_one_checkpoint(tmp_path):
    placed = {"a": "s1.safetensors", "b": "s1.safetensors", "c": "s2.safetensors"}
    shards = {"s1.safetensors": ["a", "b"], "s2.safetensors": ["c"]}
    weights = open_weights(sharded(tmp_path, shards, placed))
    assert weights.names == ("a", "b", "c") and weights.get("b").tolist() == [1.0, 1.0]
    assert weights.where("c").endswith("s2.safetensors: c")


def test_a_missing_shard_is_named(tmp_path):
    folder = sharded(tmp_path, {"s1.safetensors": ["a"]}, {"a": "s1.safetensors", "b": "s2.safetensors"})
    assert "index.json: it names 1 shards that are not there: s2.safetensors" in refusal(folder)


def test_a_tensor_that_is_not_in_its_shard_is_named(tmp_path):
    shards = {"s1.safetensors": ["a"], "s2.safetensors": ["b"]}
    folder = sharded(tmp_path, shards, {"a": "s1.safetensors", "b": "s1.safetensors", "x": "s2.safetensors"})
    assert "puts tensor b in s1.safetensors, which lacks it" in refusal(folder)


def test_a_tensor_in_two_shards_is_refused(tmp_path):
    shards = {"s1.safetensors": ["a", "b"], "s2.safetensors": ["b"]}
    folder = sharded(tmp_path, shards, {"a": "s1.safetensors", "b": "s2.safetensors"})
    assert "s2.safetensors: it holds tensors that s1.safetensors holds too: b" in refusal(folder)


def test_a_tensor_that_the_index_forgot_is_there_all_the_same(tmp_path):
    assert open_weights(sharded(tmp_path, {"s1.safetensors": ["a", "b"]}, {"a": "s1.safetensors"})).names == (
        "a",
        "b",
    )


@pytest.mark.parametrize("shard", ["../x.safetensors", "/etc/passwd", "a/b.safetensors", "a\\b.safetensors", "x.bin"])
def test_an_index_that_leads_out_of_the_folder_is_refused(tmp_path, shard):
    assert repr(shard) in refusal(sharded(tmp_path, {}, {"a": shard}))


@pytest.mark.parametrize("weight_map", [None, [], {}, {"a": 1}])
def test_an_index_without_a_weight_map_is_refused(tmp_path, weight_map):
    assert "weight_map" in refusal(sharded(tmp_path, {}, weight_map))


def test_an_index_that_is_not_json_is_refused(tmp_path):
    (tmp_path / "model.safetensors.index.json").write_bytes(b"\xff{")
    assert "not JSON" in refusal(tmp_path)


# PyTorch files.


class Attack:
    """Unpickles to a call: what a hostile checkpoint does."""

    def __init__(self, path: Path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_pytorch_file_is_read_as_float32(tmp_path, zipped):
    state = {
        "a": torch.tensor(VALUES),
        "h": torch.tensor(VALUES).bfloat16(),
        "i": torch.arange(3),
        "t": torch.ones(3, 2).T,
    }
    torch.save(state, tmp_path / "pytorch_model.bin", _use_new_zipfile_serialization=zipped)
    weights = open_weights(tmp_path)
    assert [weights.dtype(name) for name in weights.names] == ["F32", "BF16", "I64", "F32"]
    np.testing.assert_array_equal(weights.get("a"), VALUES)
    assert weights.get("h").dtype == np.float32 and weights.get("i").tolist() == [0, 1, 2]
    assert weights.get("t").shape == weights.shape("t") == (2, 3)


def test_a_sharded_pytorch_checkpoint_is_one(tmp_path):
    torch.save({"a": torch.ones(2)}, tmp_path / "pytorch_model-00001-of-00002.bin")
    torch.save({"b": torch.zeros(2)}, tmp_path / "pytorch_model-00002-of-00002.bin")
    placed = {"a": "pytorch_model-00001-of-00002.bin", "b": "pytorch_model-00002-of-00002.bin"}
    (tmp_path / "pytorch_model.bin.index.json").write_text(json.dumps({"weight_map": placed}))
    assert open_weights(tmp_path).get("a").tolist() == [1.0, 1.0]


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
@pytest.mark.parametrize("how", ["torch, zipped", "torch, legacy", "plain pickle"])
def test_a_malicious_pickle_is_refused_and_not_run(tmp_path, how):
    attack, path = {"a": torch.ones(1), "b": Attack(tmp_path / "owned")}, tmp_path / "pytorch_model.bin"
    if how == "plain pickle":
        path.write_bytes(pickle.dumps(Attack(tmp_path / "owned")))
    else:
        torch.save(attack, path, _use_new_zipfile_serialization=how.endswith("zipped"))
    message = refusal(tmp_path)
    assert "weights-only loader refuses it" in message and "weights_only=False" not in message
    assert not (tmp_path / "owned").exists()


def test_the_attack_of_these_tests_would_work_without_the_refusal(tmp_path):
    pickle.loads(pickle.dumps(Attack(tmp_path / "owned")))
    assert (tmp_path / "owned").exists()


@pytest.mark.parametrize("kept", [0, 1, 100, 400, -30])
def test_a_truncated_pytorch_file_is_refused(tmp_path, kept):
    torch.save({"a": torch.ones(100)}, tmp_path / "pytorch_model.bin")
    whole = (tmp_path / "pytorch_model.bin").read_bytes()
    (tmp_path / "pytorch_model.bin").write_bytes(whole[:kept])
    assert f"{tmp_path}/pytorch_model.bin" in refusal(tmp_path)


@pytest.mark.parametrize("content", [[torch.ones(1)], {"model": {"a": torch.ones(1)}}, {1: torch.ones(1)}, {"step": 3}])
def test_a_pytorch_file_that_is_no_state_dict_is_refused(tmp_path, content):
    torch.save(content, tmp_path / "pytorch_model.bin")
    assert "something other than named dense tensors" in refusal(tmp_path)


def test_without_torch_a_pytorch_file_is_refused_with_two_ways_out(tmp_path, monkeypatch):
    torch.save({"a": torch.ones(1)}, tmp_path / "pytorch_model.bin")
    monkeypatch.setitem(sys.modules, "torch", None)
    assert "pip install torch" in refusal(tmp_path) and "safetensors" in refusal(tmp_path)


def test_a_torch_with_the_known_hole_is_not_used(tmp_path, monkeypatch):
    torch.save({"a": torch.ones(1)}, tmp_path / "pytorch_model.bin")
    monkeypatch.setattr(torch, "__version__", "2.5.1+cpu")
    assert "Accepted: PyTorch 2.6 or newer" in refusal(tmp_path)
