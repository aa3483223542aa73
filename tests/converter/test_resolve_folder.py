"""resolve on folders, and on names that are refused before anything is asked; all in this process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hfedge
from hfedge import hub
from hfedge.errors import HfedgeError, SourceError, UnsupportedError, UsageError
from hfedge.resolve import ModelRef, Snapshot, resolve
from hub_server import tiny_model


def folder_of(tmp_path: Path, files: dict[str, bytes]) -> Path:
    folder = tmp_path / "my-model"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def resolve_folder(folder: Path, revision: str | None = None) -> Snapshot:
    return resolve(ModelRef.parse(str(folder), revision))


def refusal(tmp_path: Path, change: dict[str, bytes | None], kind: type[HfedgeError] = SourceError) -> str:
    """The message for a tiny model in a folder, with files replaced or (None) taken away."""
    files = tiny_model(1.0) | change
    folder = folder_of(tmp_path, {name: content for name, content in files.items() if content is not None})
    with pytest.raises(kind) as error:
        resolve_folder(folder)
    return str(error.value)


def modules(path: str, kind: str = "sentence_transformers.models.Pooling") -> bytes:
    return json.dumps([{"path": path, "type": kind}]).encode()


NO_WEIGHTS = {name: None for name in ("model.safetensors", "pytorch_model.bin", "tf_model.h5", "onnx/model.onnx")}


def test_a_folder_is_a_model_too(tmp_path):
    snapshot = resolve_folder(folder_of(tmp_path, tiny_model(1.0)))
    assert (snapshot.name, snapshot.license, snapshot.from_hub) == ("my-model", "apache-2.0", False)
    assert snapshot.weights().get("weight").shape == (300, 100)
    assert snapshot.weights("2_Dense").names == ("linear.weight",)
    assert snapshot.has("vocab.txt") and not snapshot.has("merges.txt")


def test_a_check_that_refuses_saves_the_hashing_of_weights(tmp_path, monkeypatch):
    def refuse(snapshot):
        raise UnsupportedError(snapshot.read_json("config.json")["model_type"], where="here")

    monkeypatch.setattr(hub, "sha256_of", lambda path: pytest.fail(f"{path} was read"))
    with pytest.raises(UnsupportedError, match="bert"):
        resolve(ModelRef.parse(str(folder_of(tmp_path, tiny_model(1.0)))), check=refuse)


def test_the_commit_of_a_folder_is_its_content_wherever_it_lies(tmp_path):
    one = resolve_folder(folder_of(tmp_path / "a", tiny_model(1.0)))
    other = folder_of(tmp_path / "b", tiny_model(1.0) | {"unread.txt": b"x"})
    assert len(one.commit) == 40 and resolve_folder(other).commit == one.commit
    (other / "2_Dense/config.json").write_bytes(b"{}")
    assert resolve_folder(other).commit != one.commit


@pytest.mark.parametrize("text", ["./x", "~/x", "a/b/c", "/x", "."])
def test_what_can_only_be_a_path_is_a_folder(text):
    assert ModelRef.parse(text).folder is not None


def test_a_file_that_exists_is_not_taken_for_a_hub_id(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("model.onnx").write_bytes(b"")
    with pytest.raises(SourceError, match="a file, not a folder"):
        resolve(ModelRef.parse("model.onnx"))


@pytest.mark.parametrize("text", ["org/model", "bert-base-uncased", ""])
def test_anything_else_is_a_hub_id(text):
    assert ModelRef.parse(text, "v1") == ModelRef(text, None, "v1")


@pytest.mark.parametrize("text", ["", "org/model@v2", "a b", "org/--x"])
def test_a_name_that_is_no_hub_id_is_refused_without_asking(text):
    with pytest.raises(SourceError, match="cannot be a model on the Hub"):
        resolve(ModelRef.parse(text))


@pytest.mark.parametrize("revision", ["../../x", "a b", "", "-x", "/x"])
def test_a_revision_that_git_forbids_is_refused_without_asking(revision):
    with pytest.raises(UsageError, match="cannot be a revision") if revision else pytest.raises(HfedgeError):
        resolve(ModelRef("org/model", None, revision), offline=True)


def test_a_revision_of_a_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no revisions"):
        resolve_folder(folder_of(tmp_path, tiny_model(1.0)), "main")


def test_a_folder_that_is_missing_or_empty_or_a_file_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for name, found in {
        "none": "no such folder",
        "empty": "is empty",
        "file": "a file, not a folder",
    }.items():
        with pytest.raises(SourceError, match=found) as error:
            resolve_folder(tmp_path / name)
        assert str(tmp_path / name) in str(error.value)


@pytest.mark.parametrize("config", [b"{", b"\xff", b'"bert"', b"[]", b"{}", b'{"model_type": 1}', b"[" * 100_000])
def test_a_config_that_names_no_model_type_is_refused(tmp_path, config):
    assert str(tmp_path / "my-model" / "config.json") in refusal(tmp_path, {"config.json": config})


def test_a_folder_without_config_says_what_is_there(tmp_path):
    assert "no config.json" in refusal(tmp_path, {"config.json": None})
    nested = refusal(tmp_path, {"config.json": None, "0_Transformer/config.json": b"{}"})
    assert "There is 0_Transformer/config.json" in nested or "There is 1_Pooling/config.json" in nested


@pytest.mark.parametrize(
    "file",
    ["tf_weights.h5", "flax_model.msgpack", "model-q4.gguf", "onnx/model.onnx", "consolidated.safetensors"],
)
def test_weights_in_another_format_are_named_and_refused(tmp_path, file):
    message = refusal(tmp_path, NO_WEIGHTS | {file: b"x"})
    assert file in message and "Accepted: model.safetensors" in message


def test_no_weights_at_all_is_refused(tmp_path):
    left = {"2_Dense/model.safetensors": None, "training_args.bin": b"what a training run leaves"}
    assert ": no weights." in refusal(tmp_path, NO_WEIGHTS | left)


def test_an_adapter_is_refused_with_the_way_to_merge_it(tmp_path):
    adapter = {"adapter_config.json": b"{}", "adapter_model.safetensors": b"x", "config.json": None}
    assert "merge_and_unload" in refusal(tmp_path, adapter, UnsupportedError)


@pytest.mark.parametrize("path", ["../1_Pooling", "/etc", "a/../../b", "C:\\x", "a\\..\\b"])
def test_a_module_path_that_leads_out_is_refused(tmp_path, path):
    assert "leads out" in refusal(tmp_path, {"modules.json": modules(path)})


def test_modules_that_are_not_a_list_of_modules_are_refused(tmp_path):
    for content in (b"{}", b"[1]", b'[{"path": "x"}]'):
        assert "modules.json" in refusal(tmp_path, {"modules.json": content})


def test_a_transformer_below_the_top_is_refused(tmp_path):
    inner = modules("0_Transformer", "sentence_transformers.models.Transformer")
    assert "0_Transformer" in refusal(tmp_path, {"modules.json": inner}, UnsupportedError)


def test_a_snapshot_opens_nothing_outside_its_folder(tmp_path):
    (tmp_path / "secret.json").write_text("{}")
    snapshot = resolve_folder(folder_of(tmp_path, tiny_model(1.0)))
    for name in ("../secret.json", str(tmp_path / "secret.json")):
        with pytest.raises(SourceError, match="leads out"):
            snapshot.read_json(name)


@pytest.mark.parametrize(
    ("card", "license"),
    [
        (b"no front matter", None),
        (b"---\nlicense: [\n---\n", None),
        (b"---\n- a list\n---\n", None),
        (b"---\r\nlicense: mit\r\n---\r\n", "mit"),
        (b"---\nlicense: other\nlicense_name: my-terms\n---\n", "my-terms"),
        (b"---\nlicense: !!python/object/apply:os.getcwd []\n---\n", None),
        (b"---\nlicense: " + b"[" * 5000 + b"\n---\n", None),
    ],
)
def test_a_card_says_the_license_or_nothing(tmp_path, card, license):
    files = tiny_model(1.0) | {"README.md": card}
    assert resolve_folder(folder_of(tmp_path, files)).license == license


def test_importing_resolve_imports_no_framework_and_no_client():
    heavy = "import sys, hfedge.resolve; print({'torch', 'tensorflow', 'huggingface_hub'} & set(sys.modules))"
    environment = os.environ | {"PYTHONPATH": str(Path(hfedge.__path__[0]).parent)}
    done = subprocess.run([sys.executable, "-c", heavy], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == "set()\n", done.stderr
