"""all-MiniLM-L6-v2 from text to embedding, in every form, against torch float32.

The texts are 170 English sentences of 1 to 40 words and 30 in other languages, sentences.txt.
"""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hfedge.manifest import read_manifest
from hfedge.parity.compare import ArtifactReport, compare
from hfedge.parity.golden import read_golden
from hfedge.parity.reference import Golden
from hfedge.progress import Progress
from small_graphs import quantized_by_oracle
from tfjs_runner import require_tfjs
from tiny_programs import TfliteFile

pytestmark = pytest.mark.slow
SENTENCES = tuple((line,) for line in (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines())
IN_NODE = slice(0, 200, 20)


@pytest.fixture(scope="module")
def golden() -> Golden:
    """The committed answers; that torch still gives them is tested in test_goldens.py."""
    return read_golden(Path(__file__).parent / "goldens" / "minilm.npz")


@pytest.fixture(scope="module")
def litert(minilm_bundle: Path, golden: Golden) -> dict[str, ArtifactReport]:
    return reports(minilm_bundle, golden, "tflite")


def reports(bundle: Path, golden: Golden, target: str) -> dict[str, ArtifactReport]:
    """By recipe; prints what it measured."""
    manifest = read_manifest(bundle)
    own = tuple(artifact for artifact in manifest.artifacts if artifact.target == target)
    found = compare(bundle, replace(manifest, artifacts=own), golden, Progress())
    for item in found.artifacts:
        print(f"{item.runtime} {item.recipe}: {item.ids_equal} of {item.texts} ids equal, largest difference "
              f"{item.max_abs_diff:.2g}, cosine mean {item.mean_cosine:.5f} least {item.min_cosine:.5f}")  # fmt: skip
    return {item.recipe: item for item in found.artifacts}


def test_there_are_two_hundred_varied_sentences(golden):
    lengths = [len(text.split()) for (text,) in SENTENCES]
    assert tuple(case.text for case in golden.cases) == SENTENCES
    assert len(set(SENTENCES)) == 200 and max(lengths) >= 35 and sum(count > 15 for count in lengths) > 20


def test_token_ids_and_offsets_are_the_tokenizers(litert):
    assert {report.ids_equal for report in litert.values()} == {200}


def test_fp32_embeddings_are_within_1e5_of_torch(litert):
    assert litert["fp32"].max_abs_diff <= 1e-5


def test_fp16_keeps_the_direction(litert):
    assert litert["fp16"].mean_cosine >= 0.9999


def test_int8_keeps_the_direction_well_enough(litert):
    assert litert["int8"].mean_cosine >= 0.998
    assert litert["int8"].min_cosine >= 0.99


def test_int8_weights_with_float_arithmetic_are_nearer(litert):
    assert litert["int8-weights"].mean_cosine >= 0.9993
    assert litert["int8-weights"].mean_cosine > litert["int8"].mean_cosine
    assert litert["int8-weights"].min_cosine >= 0.997


def test_int8_static_keeps_the_direction_with_steps_that_no_text_changes(litert):
    assert litert["int8-static"].mean_cosine >= 0.996
    assert litert["int8-static"].min_cosine >= 0.975


def test_int4_keeps_the_direction_in_15_mb(litert, minilm_bundle):
    assert litert["int4"].mean_cosine >= 0.98
    assert litert["int4"].min_cosine >= 0.94
    assert (minilm_bundle / "model.int4.tflite").stat().st_size <= 15_000_000


def test_every_recipe_is_inside_its_budget_with_room(litert):
    """The budgets are for any model; the one they were measured on has to be well inside."""
    for report in litert.values():
        assert report.passed, report.failures
        assert report.budget.min_cosine is None or 1 - report.min_cosine < 0.9 * (1 - report.budget.min_cosine)


def test_the_int8_file_is_its_weights_their_scales_and_the_tables(minilm_bundle: Path):
    file = TfliteFile(minilm_bundle / "model.int8.tflite")
    matrices = 6 * (4 * 384 * 384 + 2 * 384 * 1536)
    rows = 30522 + 512
    scales = 4 * rows + 12 * 6 * (4 * 384 + 1536 + 384)  # zero points are int64
    floats = 4 * (2 * 384 + 2 * 384 + 6 * (4 * 384 + 1536 + 384 + 4 * 384))  # token types, norms, biases
    tables = tokenizer_bytes(file)
    expected = matrices + rows * 384 + scales + floats + tables
    print(f"int8: {len(file.content):,} bytes, of which weights, scales and tables {expected:,}, tables {tables:,}")
    size = len(file.content)
    # The rest: numbers of places, sixteen arrays as long as the largest text (0.5 MB), and 41 graphs (0.7 MB).
    assert expected <= size, "not all weights are there"
    assert size < 1.06 * expected, "more beside the weights than before"
    assert tables <= 1_500_000


def test_the_int8_static_file_has_besides_the_scales_of_biases_and_what_evens_out(minilm_bundle: Path):
    static, int8 = (TfliteFile(minilm_bundle / f"model.{name}.tflite") for name in ("int8-static", "int8"))
    outputs, inputs = 6 * (4 * 384 + 1536 + 384), 6 * (3 * 384 + 1536)
    expected = len(int8.content) + 12 * outputs + 4 * (outputs + inputs)
    print(f"int8-static: {len(static.content):,} bytes, int8 {len(int8.content):,}")
    assert len(static.content) < 1.01 * expected  # the rest: tensors and operators that int8 does not have
    layers = static.linear_layers("encode_128")
    assert len(layers) == 24 and static.op_versions()["FULLY_CONNECTED"] < 12  # not one is as it comes


def tokenizer_bytes(file: TfliteFile) -> int:
    """Of the tokenizer's tables and the decoder's, each once."""
    tensors = (tensor for name in ("tokenize_64", "detokenize_256") for tensor in file.subgraph(name).tensors)
    buffers = {tensor.buffer for tensor in tensors if tensor.name.startswith(b"tokenizer/")}
    return sum(len(file.model.buffers[index].data) for index in buffers)


def test_int8_matrices_are_those_of_ai_edge_quantizer(minilm_bundle: Path, tmp_path: Path):
    ours = TfliteFile(minilm_bundle / "model.int8.tflite")
    theirs = quantized_by_oracle(TfliteFile(minilm_bundle / "model.fp32.tflite"), tmp_path)
    pairs = list(zip(ours.linear_layers("encode_16"), theirs.linear_layers("encode_16"), strict=True))
    assert len(pairs) == 24
    for (own, _), (other, _) in pairs:
        assert ours.bytes_of(own) == theirs.bytes_of(other)
        assert np.array_equal(own.quantization.scale, other.quantization.scale)


def test_tfjs_in_node_equals_torch_on_some_of_them(minilm_bundle: Path, golden: Golden):
    os.environ["HFEDGE_NODE_FOLDER"] = str(require_tfjs())
    found = reports(minilm_bundle, replace(golden, cases=golden.cases[IN_NODE]), "tfjs")
    assert found.keys() == {"fp32", "fp16", "uint8", "uint16"}
    assert found["fp32"].max_abs_diff <= 1e-5
    for report in found.values():
        assert report.passed and report.texts == 10, report.failures


def test_the_int8_file_is_within_3_percent_of_its_weights_and_tables(minilm_bundle):
    """What has a name in the file are weights and the tokenizer's tables; the scale of a row takes 4 bytes more."""
    file = TfliteFile(minilm_bundle / "model.int8.tflite")
    named = {tensor.buffer: tensor for graph in file.model.subgraphs for tensor in graph.tensors if tensor.name}
    stored = (file.model.buffers[buffer].data for buffer in named)
    needed = sum(len(data) for data in stored if data is not None)
    scales = (each.quantization.scale for each in named.values() if each.quantization is not None)
    needed += sum(4 * len(scale) for scale in scales if scale is not None)
    assert 22_700_000 < needed < len(file.content) < 1.03 * needed
    print(f"{len(file.content):,} bytes, {len(file.content) / needed - 1:.2%} above weights and tables")
