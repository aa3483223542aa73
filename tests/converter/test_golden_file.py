"""Golden files: what is written is read back, the same answers give the same bytes, nothing else is taken for one."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hfedge.errors import GoldenError, UsageError
from hfedge.manifest import Reference
from hfedge.parity import golden as golden_file
from hfedge.parity.golden import read_golden, write_golden
from hfedge.parity.reference import Expected, Golden, choose_device, hash_texts

CPU = Reference("2.13.0", "4.57.6", "0.22.2", "CPU (x86_64)")
TEXTS = (("naïve 😀",), ("a\tb\n", ""), ("日本",))


def answers(texts=TEXTS) -> Golden:
    """Of a model with two outputs, one of them with a row for every token."""
    numbers = np.random.default_rng(0)
    cases = []
    for count, text in enumerate(texts, 2):
        offsets = tuple((place, place + 1) for place in range(count))
        outputs = {"scores": numbers.random(3, np.float32), "states": numbers.random((count, 4), np.float32)}
        cases.append(Expected(text, tuple(range(count)), (0,) * count, offsets, outputs))
    return Golden("org/name", "0a" * 20, "text-classification", 16, CPU, tuple(cases), ("x", "y", "ß"))


@pytest.fixture
def written(tmp_path) -> Path:
    write_golden(answers(), tmp_path / "a.npz")
    return tmp_path / "a.npz"


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewrite(path: Path, **changed: bytes | None) -> None:
    """With other members; None leaves one out. A dot in a name is given as two underscores."""
    found = members(path) | {name.replace("__", "."): data for name, data in changed.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in found.items():
            if data is not None:
                file.writestr(name, data)


def change_header(path: Path, change: Callable[[dict], object]) -> None:
    header = json.loads(members(path)["golden.json"])
    change(header)
    rewrite(path, golden__json=json.dumps(header).encode())


# --- written and read


def test_what_was_written_is_read_back(written):
    found, made = read_golden(written), answers()
    assert replace(found, cases=(), file="") == replace(made, cases=()) and found.file == "a.npz"
    for got, want in zip(found.cases, made.cases, strict=True):
        assert replace(got, outputs={}) == replace(want, outputs={}) and got.outputs.keys() == want.outputs.keys()
        for name, array in want.outputs.items():
            assert got.outputs[name].dtype == np.float32 and np.array_equal(got.outputs[name], array)
    assert found.texts_sha256 == made.texts_sha256 == hash_texts(TEXTS)


def test_the_same_answers_give_the_same_bytes(written, tmp_path):
    write_golden(answers(), tmp_path / "b.npz")
    assert (tmp_path / "b.npz").read_bytes() == written.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.npz", "b.npz"]


def test_numpy_reads_it_without_pickle(written):
    with np.load(written, allow_pickle=False) as found:
        assert json.loads(found["golden.json"])["reference"]["device"] == "CPU (x86_64)"
        assert found["ids"].tolist() == [0, 1, 0, 1, 2, 0, 1, 2, 3] and found["offsets"].shape == (18,)
        assert np.array_equal(found["outputs/scores"][:3], answers().cases[0].outputs["scores"])


def test_texts_in_another_order_or_split_otherwise_have_another_hash():
    kinds = [[("a", "b")], [("a",), ("b",)], [("b",), ("a",)], [("ab",)], [("a", "b"), ("",)]]
    assert len({hash_texts(texts) for texts in kinds}) == len(kinds)


def test_a_write_that_fails_leaves_an_older_file_as_it_was(written, monkeypatch):
    before = written.read_bytes()

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(golden_file.os, "replace", full)
    with pytest.raises(UsageError, match=r"a\.npz: the golden file cannot be written \(No space left"):
        write_golden(answers(TEXTS[:1]), written)
    assert written.read_bytes() == before and [path.name for path in written.parent.iterdir()] == ["a.npz"]


def test_no_answers_are_no_golden_file(tmp_path):
    with pytest.raises(GoldenError, match="no text has a token"):
        write_golden(answers(()), tmp_path / "a.npz")
    assert not list(tmp_path.iterdir())


def test_more_than_is_ever_read_is_not_written_either(tmp_path, monkeypatch):
    monkeypatch.setattr(golden_file, "LARGEST", 1000)
    with pytest.raises(GoldenError, match="Take fewer texts"):
        write_golden(answers(), tmp_path / "a.npz")


# --- refused


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + bytes(100), b"\x93NUMPY\x01\x00"])
def test_a_file_that_is_no_golden_file_is_refused(tmp_path, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(GoldenError, match=r"a\.npz: it is no golden file, or damaged"):
        read_golden(tmp_path / "a.npz")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(GoldenError, match=r"a\.npz.*No such file"):
        read_golden(tmp_path / "a.npz")


def test_an_npz_of_someone_else_is_refused_though_it_holds_a_pickle(tmp_path):
    np.savez(tmp_path / "a.npz", ids=np.array([{"a": 1}], object))
    with pytest.raises(GoldenError, match=r"there is no golden\.json"):
        read_golden(tmp_path / "a.npz")


def test_a_file_cut_short_anywhere_is_refused(written):
    data = written.read_bytes()
    for size in range(0, len(data), 97):
        written.write_bytes(data[:size])
        with pytest.raises(GoldenError):
            read_golden(written)


def test_no_changed_byte_is_read_as_other_answers(written):
    """Bytes that say nothing (times, versions) may change; answers, texts and stamps may not."""
    data, made = written.read_bytes(), answers()
    refused = 0
    for place in range(0, len(data), 5):
        written.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            found = read_golden(written)
        except GoldenError:
            refused += 1
            continue
        assert replace(found, cases=(), file="") == replace(made, cases=())
        for got, want in zip(found.cases, made.cases, strict=True):
            assert (got.text, got.ids, got.offsets) == (want.text, want.ids, want.offsets)
            assert all(np.array_equal(got.outputs[name], array) for name, array in want.outputs.items())
    assert refused > len(data) / 5 / 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda header: header.update(version=2), "version 2.*Upgrade"),
        (lambda header: header.update(format="other"), "does not say hfedge-golden"),
        (lambda header: header.pop("commit"), "'commit' is a required property"),
        (lambda header: header.update(commit="main"), "commit"),
        (lambda header: header.update(task="dreaming"), "task"),
        (lambda header: header.update(more=1), "more"),
        (lambda header: header["reference"].pop("device"), "device"),
        (lambda header: header["texts"][0].__setitem__(0, "another"), "its texts are not those"),
        (lambda header: header["texts"].pop(), "its texts are not those"),
        (lambda header: header["tokens"].__setitem__(0, 1), r"ids\.npy does not hold 8 numbers"),
        (lambda header: header["tokens"].__setitem__(0, -1), "tokens/0"),
        (lambda header: header["outputs"]["states"].__setitem__(0, [2**30, 2**30]), "does not hold"),
        (lambda header: header["outputs"].update(more=[[1]] * 3), "it has"),
    ],
)
def test_a_header_that_is_not_what_the_arrays_are_is_refused(written, change, message):
    change_header(written, change)
    with pytest.raises(GoldenError, match=message):
        read_golden(written)


def test_an_array_of_another_type_shape_or_name_is_refused(written):
    kept = written.read_bytes()
    for array in (np.zeros(9, np.int64), np.zeros((3, 3), np.int32), np.zeros(8, np.int32)):
        stream = io.BytesIO()
        np.save(stream, array)
        written.write_bytes(kept)
        rewrite(written, ids__npy=stream.getvalue())
        with pytest.raises(GoldenError, match=r"ids\.npy does not hold 9 numbers of <i4"):
            read_golden(written)
    written.write_bytes(kept)
    rewrite(written, ids__npy=None)
    with pytest.raises(GoldenError, match="it has golden"):
        read_golden(written)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused_before_it_is_unpacked(written, monkeypatch):
    rewrite(written, golden__json=b" " * (golden_file.LARGEST_HEADER + 1))
    assert written.stat().st_size < 1 << 20
    monkeypatch.setattr(golden_file, "_member", None)
    with pytest.raises(GoldenError, match="Take fewer texts"):
        read_golden(written)


# --- where the reference runs


@pytest.mark.parametrize("asked", ["cuda", "mps", "tpu"])
def test_a_device_that_is_not_here_is_refused(monkeypatch, asked):
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(UsageError, match=rf"finds no device '{asked}' here\. Accepted: cpu\."):
        choose_device(asked)


def test_auto_takes_cuda_where_there_is_one_and_never_mps(monkeypatch):
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    for there, chosen in ((True, "cuda"), (False, "cpu")):
        monkeypatch.setattr(torch.cuda, "is_available", lambda there=there: there)
        assert choose_device("auto") == chosen
    assert choose_device("mps") == "mps"


def test_a_cpu_reference_is_called_one():
    assert CPU.kind == "CPU reference"
    assert replace(CPU, device="NVIDIA H100 80GB HBM3").kind == replace(CPU, device="Apple GPU (arm64)").kind
    assert replace(CPU, device="Apple GPU (arm64)").kind == "GPU reference"
