"""The manifest: its schema, its text, and the copy inside a .tflite."""

import copy
import json
import struct
import tracemalloc
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from hfedge.emit import Artifact, ArtifactFile
from hfedge.errors import BundleError, EmitError
from hfedge.manifest import (
    Manifest,
    Parity,
    Reference,
    Signature,
    TensorSpec,
    Verdict,
    embed_in_tflite,
    embedded_manifest,
    read_embedded,
    read_manifest,
    validate,
)
from hfedge.vectors import GoldenText, Sample, Vectors
from toy_bundle import convert_toy, toy_manifest_parts

CONVERTER = Path(__file__).parents[2] / "converter"
SCHEMA = json.loads((CONVERTER / "manifest.schema.json").read_text(encoding="utf-8"))


def full_manifest() -> Manifest:
    """A manifest that uses every part of the schema."""
    own = {
        "predict": Signature(
            "predict", (TensorSpec("text", "string", (-1,)),), (TensorSpec("scores", "float32", (-1, 3)),)
        )
    }
    files = (
        ArtifactFile("saved_model/saved_model.pb", 12, "a" * 64),
        ArtifactFile("saved_model/variables/x", 0, "b" * 64),
    )
    verdict = Verdict("saved_model", "fp32", "tensorflow 2.21.0", True, 200, True, 1e-6, 1.0, 0.99, None)
    vectors = Vectors("scores", 0.1, (Sample(3, (0.25, 0.5, 0.25)),))
    return Manifest(
        **toy_manifest_parts(),
        artifacts=(Artifact("saved_model", "fp32", files, "tensorflow 2.16.0", own, golden=vectors),),
        golden=(GoldenText(("a", "b"), (1, 2), ((0, 0), (0, 1))),),
        parity=Parity(Reference("2.13.0", "4.57.6", "0.22.1", "cpu"), (verdict,)),
    )


def changed(path: str, value: object) -> dict:
    """The full manifest as JSON with one value replaced; `path` such as "source/commit"."""
    found = copy.deepcopy(full_manifest().to_dict())
    *parents, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    place = found
    for part in parents:
        place = place[part]
    place[last] = value
    return found


def nodes(schema: object):
    """Every schema of a property in `schema`."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).values()
        for value in schema.values():
            yield from nodes(value)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    path = tmp_path / "toy.tflite"
    path.write_bytes(convert_toy())
    return path


def payload() -> bytes:
    return embedded_manifest(full_manifest(), "fp32")


def buffer_places(data: bytes) -> list[int]:
    """Position of the data of every buffer of a .tflite that has some."""
    from ai_edge_litert import schema_py_generated as schema

    model = schema.Model.GetRootAsModel(data, 0)
    buffers = [model.Buffers(index) for index in range(model.BuffersLength())]
    return [buffer._tab.Vector(buffer._tab.Offset(4)) for buffer in buffers if buffer.DataLength()]


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_copy_of_the_schema_is_equal_to_it():
    shipped = CONVERTER / "hfedge" / "manifest.schema.json"
    assert shipped.read_bytes() == (CONVERTER / "manifest.schema.json").read_bytes()


def test_every_property_of_the_schema_is_described_or_refers_to_a_definition_that_is():
    assert [
        node for node in nodes(SCHEMA) if node is not False and not (node.get("description") or "$ref" in node)
    ] == []
    assert all(definition["description"] for definition in SCHEMA["$defs"].values())


def test_every_object_of_the_schema_refuses_what_it_does_not_know():
    objects = [
        node for node in [SCHEMA, *SCHEMA["$defs"].values(), *nodes(SCHEMA)] if node and node.get("type") == "object"
    ]
    assert objects and all("additionalProperties" in node for node in objects)


def test_a_manifest_comes_back_from_its_text_unchanged():
    manifest = full_manifest()
    assert Manifest.from_dict(json.loads(manifest.to_json())) == manifest


def test_the_text_depends_on_the_content_alone():
    parts = toy_manifest_parts()
    turned = dict(reversed(parts["signatures"].items()))
    artifacts = full_manifest().artifacts
    text = Manifest(**parts, artifacts=artifacts).to_json()
    assert Manifest(**{**parts, "signatures": turned}, artifacts=artifacts).to_json() == text
    assert text.endswith("}\n") and not text.endswith("\n\n")


def test_the_embedded_copy_has_the_recipe_and_nothing_that_is_known_afterwards():
    found = json.loads(payload())
    assert found["embedded"] == {"recipe": "fp32"} and not {"artifacts", "parity", "golden"} & found.keys()
    assert Manifest.from_dict(found) == Manifest(**toy_manifest_parts())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("source/commit", "abc"),
        ("source/author", "someone"),
        ("source/task", "Text Classification"),
        ("tokenizer/offsets", "characters"),
        ("tokenizer/special_tokens", {"one": "[CLS]"}),
        ("labels", "good"),
        ("defaults/max_tokens", 0),
        ("artifacts", []),
        ("artifacts/0/files/0/path", "../model.tflite"),
        ("artifacts/0/files/0/path", "a/../../model.tflite"),
        ("artifacts/0/files/0/path", "/etc/passwd"),
        ("artifacts/0/files/0/path", "a\\b"),
        ("artifacts/0/golden/texts/0/values", [1.0] * 9),
        ("golden/0/ids", [-1]),
        ("artifacts/0/files/0/sha256", "A" * 64),
        ("artifacts/0/files/0/bytes", -1),
        ("artifacts/0/recipe", "../fp32"),
        ("parity/artifacts/0/mean_cosine", "high"),
        ("signatures/serve", {"inputs": [], "outputs": []}),
        ("embedded", {"recipe": "fp32"}),
    ],
)
def test_a_wrong_manifest_is_refused_with_the_place(path, value):
    with pytest.raises(BundleError, match="not valid at"):
        validate(changed(path, value))


def test_a_file_named_with_dots_is_a_file_and_not_a_way_out():
    assert validate(changed("artifacts/0/files/0/path", "saved_model/..data/.hidden"))


def test_a_newer_manifest_is_refused_with_the_versions_and_the_cure():
    with pytest.raises(BundleError, match=r"version 2.*hfedge 0\.1\.0.*version 1.*pip install -U hfedge"):
        validate(changed("schema_version", 2))


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_a_folder_without_a_readable_manifest_is_refused(tmp_path, text):
    if text is not None:
        (tmp_path / "hfedge.json").write_text(text)
    with pytest.raises(BundleError, match="manifest"):
        read_manifest(tmp_path)


def test_the_entry_inside_a_tflite_reads_back(toy):
    embed_in_tflite(toy, payload())
    assert read_embedded(toy) == json.loads(payload())


def test_embedding_again_gives_the_newer_entry_alone(toy):
    from ai_edge_litert import schema_py_generated as schema

    embed_in_tflite(toy, b'{"old": 1}')
    embed_in_tflite(toy, b'{"new": 2}')
    model = schema.Model.GetRootAsModel(toy.read_bytes(), 0)
    names = [model.Metadata(index).Name() for index in range(model.MetadataLength())]
    assert read_embedded(toy) == {"new": 2}
    assert sorted(names) == [b"CONVERSION_METADATA", b"hfedge.json", b"min_runtime_version"]


def test_the_same_file_and_payload_give_the_same_bytes_and_nothing_else_in_the_folder(toy, tmp_path):
    embed_in_tflite(toy, payload())
    first = toy.read_bytes()
    toy.write_bytes(convert_toy())
    embed_in_tflite(toy, payload())
    assert toy.read_bytes() == first and list(tmp_path.iterdir()) == [toy]


@pytest.mark.parametrize("size", range(1, 70, 7))
def test_every_buffer_keeps_its_alignment_and_the_new_one_has_sixteen(toy, size):
    before = buffer_places(toy.read_bytes())
    embed_in_tflite(toy, b"x" * size)
    after = buffer_places(toy.read_bytes())
    assert [place % 64 for place in after[:-1]] == [place % 64 for place in before] and after[-1] % 16 == 0


@pytest.mark.filterwarnings("ignore:.*tf.lite.Interpreter is deprecated")
@pytest.mark.parametrize("runtime", ["litert", "compiled", "tensorflow"])
def test_the_runtimes_still_run_the_file(toy, runtime):
    plain = token_ids(toy, runtime)
    embed_in_tflite(toy, payload())
    assert token_ids(toy, runtime) == plain and plain[:4] == [1, 107, 108, 2]


def token_ids(path: Path, runtime: str) -> list[int]:
    """input_ids of tokenize_16 for the text "hi"."""
    text = np.zeros((1, 16), np.int32)
    text[0, :2] = list(b"hi")
    if runtime == "compiled":
        return compiled_ids(path, text)
    if runtime == "litert":
        from ai_edge_litert.interpreter import Interpreter
    else:
        from hfedge.lazy import tf

        Interpreter = tf.lite.Interpreter
    return Interpreter(model_path=str(path)).get_signature_runner("tokenize_16")(utf8=text)["input_ids"][0].tolist()


def compiled_ids(path: Path, text: np.ndarray) -> list[int]:
    from ai_edge_litert.compiled_model import CompiledModel

    model = CompiledModel.from_file(str(path))
    index = model.get_signature_index("tokenize_16")
    inputs, outputs = model.create_input_buffers(index), model.create_output_buffers(index)
    inputs[0].write(text)
    model.run_by_index(index, inputs, outputs)
    place = model.get_signature_list()["tokenize_16"]["outputs"].index("input_ids")
    return outputs[place].read(18, np.int32).tolist()


def test_buffers_that_lie_behind_the_flatbuffer_are_found_at_their_new_place(tmp_path):
    path = tmp_path / "far.tflite"
    path.write_bytes(far_model(b"far away"))
    embed_in_tflite(path, payload())
    from ai_edge_litert import schema_py_generated as schema

    data = path.read_bytes()
    buffer = schema.Model.GetRootAsModel(data, 0).Buffers(1)
    assert data[buffer.Offset() : buffer.Offset() + buffer.Size()] == b"far away"


def far_model(content: bytes) -> bytes:
    """A .tflite without graphs whose buffer 1 lies behind the FlatBuffer, as in files of more than 2 GB."""
    import flatbuffers
    from ai_edge_litert import schema_py_generated as schema

    model = schema.ModelT()
    model.version, model.operatorCodes, model.subgraphs = 3, [], []
    model.buffers = [schema.BufferT(), schema.BufferT()]
    model.buffers[1].offset, model.buffers[1].size = 2**20, len(content)
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output()).ljust(2**20, b"\0") + content


@pytest.mark.parametrize("data", [b"", b"PK\3\4 not a model", b"\x1c\0\0\0TFL3", b"\xff\xff\xff\x7fTFL3" + b"\0" * 99])
def test_what_is_not_a_tflite_is_refused_and_left_as_it_was(tmp_path, data):
    path = tmp_path / "model.tflite"
    path.write_bytes(data)
    with pytest.raises(EmitError if data else (EmitError, ValueError)):
        embed_in_tflite(path, payload())
    assert path.read_bytes() == data and list(tmp_path.iterdir()) == [path]


def test_a_tflite_without_an_entry_is_refused_by_the_reader(toy):
    with pytest.raises(BundleError, match="no hfedge.json inside"):
        read_embedded(toy)


def test_the_reader_survives_a_file_with_any_byte_destroyed(toy):
    embed_in_tflite(toy, b'{"a": 1}')
    data = bytearray(toy.read_bytes())
    answers = []
    for place in range(0, 700, 3):
        broken = bytearray(data)
        struct.pack_into("<I", broken, place, 0xFFFFFFF0)
        toy.write_bytes(broken)
        try:
            answers.append(read_embedded(toy))
        except BundleError:
            answers.append("refused")
    assert "refused" in answers and len(answers) == 234


def test_embedding_into_a_large_file_takes_little_memory(tmp_path):
    path = tmp_path / "large.tflite"
    path.write_bytes(far_model(b"\1" * (64 << 20)))
    tracemalloc.start()
    embed_in_tflite(path, payload())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20
