"""The trained fill-mask model (RoBERTa, byte-level BPE) from held-out texts through every format: the pipeline's
answers in fp32, and what quantizing costs."""

import json
from pathlib import Path

import pytest

import hfedge
from hfedge.data import DataRequest
from hfedge.manifest import read_manifest
from hfedge.pipeline import convert
from hfedge.plan import ConvertRequest
from hfedge.progress import Progress
from hfedge.resolve import ModelRef
from hfedge_runtime import open_bundle
from tfjs_runner import require_tfjs

pytestmark = pytest.mark.slow
MODELS = Path(__file__).parents[2] / "models"
MODEL = MODELS / "fill-mask"
ROWS = [json.loads(line) for line in (MODELS / "training/fill-mask/held_out.jsonl").read_text("utf-8").splitlines()]
# Names and words that the held-out texts do not have.
MORE = [
    "Zoë wohnt in <mask>, Köln.", "日本の<mask>", "naïve café <mask> 😀!", "Return<mask><mask> of Привет.", "<mask>",
    "Das <mask> — größer", "e\u0301 <mask> Å", "العربية <mask>", "\u200bzero <mask> width", "A\n<mask>\tb",
]  # fmt: skip


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """Parity is checked on the way, in every runtime."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HFEDGE_NODE_FOLDER", str(require_tfjs()))
        request = ConvertRequest(ModelRef.parse(str(MODEL)), recipes=("fp32", "int8", "uint8"), lengths=(128,))
        path, _, report = convert(request, tmp_path_factory.mktemp("fill") / "fill-mask.hfedge", Progress())
    for item in report.artifacts:
        print(f"{item.target} {item.recipe}: difference {item.max_abs_diff:.2g}, cosine mean {item.mean_cosine:.5f} "
              f"least {item.min_cosine:.5f}, best token the same {item.label_agreement:.3f}")  # fmt: skip
    assert report.not_run == ()
    return path


def test_the_task_is_inferred(bundle):
    assert read_manifest(bundle).source.task == "fill-mask"


def test_the_committed_answers_of_the_original_are_met(bundle):
    report = hfedge.verify(bundle, golden=Path(__file__).parent / "goldens" / "fill-mask.npz")
    assert report.passed and report.not_run == ()


def test_verify_measures_on_held_out_rows_what_the_card_states(bundle):
    """26.0 % and 50.4 %, on all rows."""
    data = DataRequest(str(MODELS / "training/fill-mask/held_out.jsonl"))
    found = hfedge.verify(bundle, model=str(MODEL), data=data, runtimes=["interpreter"])
    assert {name: round(100 * score, 1) for name, score in found.metrics.scores.items()} == {
        "accuracy": 26.0, "top-5": 50.4,
    }  # fmt: skip
    fp32, int8 = found.artifacts
    assert fp32.metrics == found.metrics.scores and abs(int8.metrics["top-5"] - 0.504) <= 0.02


def test_masks_are_filled_as_the_pipeline_does(bundle):
    from transformers import pipeline

    fill = pipeline("fill-mask", model=str(MODEL), device="cpu", top_k=5)
    with open_bundle(bundle, "fp32") as model:
        for text in [row["text"] for row in ROWS[:60]] + MORE:
            theirs = fill(text, tokenizer_kwargs={"truncation": True})
            theirs = theirs if isinstance(theirs[0], list) else [theirs]
            ours = model.run(text).masks
            found = [[(token.id, token.token, token.text) for token in mask] for mask in ours]
            expected = [[(row["token"], row["token_str"], row["sequence"]) for row in mask] for mask in theirs]
            assert found == expected, text
            assert all(abs(token.score - row["score"]) < 1e-4
                       for mask, rows in zip(ours, theirs) for token, row in zip(mask, rows))  # fmt: skip


def hits(bundle, recipe):
    """Percent of held-out texts whose hidden word is the first guess, and among the first five."""
    with open_bundle(bundle, recipe) as model:
        guesses = [[token.token.strip() for token in model.run(row["text"]).masks[0]] for row in ROWS]
    first = sum(row["answer"] == words[0] for row, words in zip(ROWS, guesses))
    best = sum(row["answer"] in words for row, words in zip(ROWS, guesses))
    return 100 * first / len(ROWS), 100 * best / len(ROWS)


def test_int8_finds_the_hidden_word_as_often(bundle):
    """Within one point: 5 of 500 texts."""
    full, small = hits(bundle, "fp32"), hits(bundle, "int8")
    print(f"first guess and first five, fp32 {full}, int8 {small}")
    assert full[1] > 45, "the card says 50.4"
    assert all(abs(one - other) <= 1 for one, other in zip(full, small))


def test_the_embedding_that_is_the_output_layer_too_is_stored_once(bundle):
    """1.14 million parameters, nearly half of them embeddings: as int8 with scales and the tokenizer, no copy."""
    from tiny_programs import TfliteFile

    file = TfliteFile(bundle / "model.int8.tflite")
    rows, size = 4000, 128
    tables = {tensor.buffer for graph in file.model.subgraphs for tensor in graph.tensors
              if list(tensor.shape) == [rows, size] and file.has_data(tensor)}  # fmt: skip
    users = {name for name, op in _operators(file) if _reads(file, op, tables)}
    assert len(tables) == 1 and len(file.bytes_of(_tensor(file, tables))) == rows * size
    assert users == {"GATHER", "FULLY_CONNECTED"}


def _operators(file):
    from hfedge.emit.flatbuffer import operators

    return list(operators(file.model, file.subgraph("encode_128")))


def _reads(file, op, buffers):
    tensors = file.subgraph("encode_128").tensors
    return any(tensors[index].buffer in buffers for index in op.inputs if index >= 0)


def _tensor(file, buffers):
    return next(t for graph in file.model.subgraphs for t in graph.tensors if t.buffer in buffers)
