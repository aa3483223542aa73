"""What hfedge_runtime opens: a bundle or a single file, undamaged, that this version and its LiteRT can run."""

import json

import pytest

from hfedge_runtime import Bundle, ModelError, open_bundle
from hfedge_runtime.manifest import parse
from toy_bundle import LABELS, rewrite_manifest


def test_a_single_file_opens_by_the_manifest_inside(folder):
    with open_bundle(folder / "model.fp32.tflite", num_threads=2) as model, open_bundle(folder) as other:
        assert model.run("hello") == other.run("hello")
        assert model.info().recipe == "fp32" and model.info().num_threads == 2


def test_info_and_signatures_say_what_is_loaded(model, folder):
    info = model.info()
    assert (info.name, info.task, info.labels) == ("toy/bytes", "text-classification", LABELS)
    assert info.bytes == (folder / "model.fp32.tflite").stat().st_size and info.runtime.startswith("ai-edge-litert ")
    assert model.signatures["encode_8"].inputs[0].shape == (1, 8)


@pytest.mark.parametrize("place", [0, 4000, -1])
def test_a_file_with_one_byte_changed_is_refused(bundle, place):
    path = bundle / "model.fp32.tflite"
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="SHA-256"):
        open_bundle(bundle)


def test_a_file_of_another_size_is_refused_with_both_sizes(bundle):
    with open(bundle / "model.fp32.tflite", "ab") as stream:
        stream.write(b"!")
    with pytest.raises(ModelError, match=r"(\d+) bytes, the manifest says \d+"):
        open_bundle(bundle)


def test_a_missing_file_is_refused(bundle):
    (bundle / "model.fp32.tflite").unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        open_bundle(bundle)


def test_a_newer_manifest_is_refused_with_the_cure(bundle):
    with pytest.raises(ModelError, match=r"schema version 2, .*hfedge 0\.1\.0.*pip install -U hfedge-runtime"):
        Bundle.open(rewrite_manifest(bundle, schema_version=2))


def test_properties_of_later_writers_are_ignored(bundle):
    with open_bundle(rewrite_manifest(bundle, mood="sunny")) as model:
        assert model.run("a").labels


def test_a_file_that_needs_a_newer_litert_is_refused(bundle):
    artifacts = json.loads((bundle / "hfedge.json").read_text())["artifacts"]
    artifacts[0]["oldest_runtime"]["version"] = "99.0.0"
    with pytest.raises(ModelError, match=r"needs ai-edge-litert 99\.0\.0, found .*pip install -U ai-edge-litert"):
        open_bundle(rewrite_manifest(bundle, artifacts=artifacts))


@pytest.mark.parametrize("path", ["../toy.tflite", "/etc/passwd", "a/../b", "a\\b", "", "C:x", "a//b", "./a"])
def test_a_manifest_cannot_lead_out_of_the_bundle(bundle, path):
    artifacts = json.loads((bundle / "hfedge.json").read_text())["artifacts"]
    artifacts[0]["files"][0]["path"] = path
    with pytest.raises(ModelError, match="file path"):
        Bundle.open(rewrite_manifest(bundle, artifacts=artifacts))


@pytest.mark.parametrize(
    "changes",
    [
        {"schema_version": "1"},
        {"schema_version": True},
        {"labels": [1]},
        {"labels": 3},
        {"source": None},
        {"text": {}},
        {"signatures": {"serve": {}}},
        {"artifacts": [{"target": "tflite"}]},
        {"tokenizer": []},
    ],
)
def test_a_damaged_manifest_is_refused(bundle, changes):
    with pytest.raises(ModelError, match="damaged|not an hfedge manifest"):
        Bundle.open(rewrite_manifest(bundle, **changes))


def test_an_input_of_another_shape_than_the_manifest_says_is_refused(bundle):
    signatures = json.loads((bundle / "hfedge.json").read_text())["signatures"]
    signatures["encode_4"]["inputs"][0]["shape"] = [1, 5]
    with open_bundle(rewrite_manifest(bundle, signatures=signatures)) as model:
        with pytest.raises(ModelError, match="encode_4 of the file is not as the manifest says"):
            model.run("a")


def test_what_litert_raises_becomes_a_model_error(model, monkeypatch):
    model.run("a")
    loaded = model._engine.loaded["encode_4"]
    monkeypatch.setattr(loaded, "_subgraph", 10_000)
    with pytest.raises(ModelError, match="encode_4: LiteRT cannot run it"):
        loaded._call(loaded._binding.Invoke)


def test_labels_that_do_not_match_the_scores_are_refused(bundle):
    with pytest.raises(ModelError, match="3 scores, 2 labels"):
        open_bundle(rewrite_manifest(bundle, labels=["no", "yes"]))


def test_signatures_that_the_file_does_not_have_are_refused(bundle):
    signatures = json.loads((bundle / "hfedge.json").read_text())["signatures"]
    signatures["encode_6"] = signatures["encode_4"]
    with (
        open_bundle(rewrite_manifest(bundle, signatures=signatures)) as model,
        pytest.raises(ModelError, match="no signature encode_6"),
    ):
        model.run("abc")


@pytest.mark.parametrize("name", ["nothing-here", "empty", "text.tflite"])
def test_what_is_not_a_bundle_is_refused(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.tflite").write_text("not a model")
    with pytest.raises(ModelError):
        open_bundle(tmp_path / name)


def test_an_unknown_recipe_is_refused_with_the_known_ones(folder):
    with pytest.raises(ModelError, match="no recipe 'int3'. Accepted: fp32"):
        open_bundle(folder, recipe="int3")


def test_the_runtime_reads_what_the_converter_writes(folder):
    from hfedge.manifest import read_manifest

    mine, theirs = parse((folder / "hfedge.json").read_bytes(), "test"), read_manifest(folder)
    assert mine.signatures.keys() == theirs.signatures.keys() and mine.special_tokens == theirs.tokenizer.special_tokens
    assert (mine.name, mine.commit, mine.task, mine.labels) == (
        theirs.source.name,
        theirs.source.commit,
        theirs.source.task,
        theirs.labels,
    )
