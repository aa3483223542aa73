"""Models whose tokenizers loop, from a folder to a bundle of every format: parity in every runtime, from the text."""

import json
import shutil
from pathlib import Path

import pytest
from tests.sampling import some

from hfedge.manifest import read_manifest
from hfedge.pipeline import convert
from hfedge.plan import ConvertRequest
from hfedge.progress import Progress
from hfedge.recipes import TARGETS
from hfedge.resolve import ModelRef
from tfjs_runner import require_tfjs
from tiny_models import tiny

FAMILIES = Path(__file__).parents[1] / "families"
# By model kind; tokens of a text, and the byte sizes that follow from them.
LOOPED = {
    "BPE on bytes": "bytebpe-roberta",
    "BPE": "spbpe-mistral",
    "Unigram": "unigram-xlm-roberta",
    "WordLevel": "wordlevel-whitespace",
}
MAX_TOKENS, SIZES = 16, (64, 128, 256)


def model_with(family: str, folder: Path) -> Path:
    """A BERT of transformers with random weights, as many rows as the family has ids."""
    shutil.copy(FAMILIES / f"{family}.json", folder / "tokenizer.json")
    model = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    tiny("bert", "Model", vocab_size=len(model["vocab"]) + 8).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("family", some(LOOPED.values(), 2), ids=some(LOOPED, 2))
def test_a_model_with_a_looped_tokenizer_passes_in_every_runtime(family, tmp_path, monkeypatch):
    monkeypatch.setenv("HFEDGE_NODE_FOLDER", str(require_tfjs()))
    (tmp_path / "model").mkdir()
    request = ConvertRequest(
        ModelRef.parse(str(model_with(family, tmp_path / "model"))), task="feature-extraction", targets=TARGETS,
        recipes=("fp32",), lengths=(MAX_TOKENS,),
    )  # fmt: skip
    bundle, _, report = convert(request, tmp_path / "m.hfedge", Progress())
    assert report.passed and report.not_run == ()
    assert [(item.target, item.ids_equal == item.texts > 60) for item in report.artifacts] == [
        (target, True) for target in ("tflite", "tfjs", "saved_model")
    ]
    assert max(item.max_abs_diff for item in report.artifacts) < 1e-4
    looped = [f"tokenize_{size}" for size in SIZES]
    assert {*looped, f"encode_{MAX_TOKENS}", "serve"} <= read_manifest(bundle).signatures.keys()
    graph = json.loads((bundle / "tfjs" / "fp32" / "model.json").read_text(encoding="utf-8"))
    assert {*looped, "serve"} <= set(graph["userDefinedMetadata"]["hfedge"]["executeAsync"])
    assert f"encode_{MAX_TOKENS}" not in graph["userDefinedMetadata"]["hfedge"]["executeAsync"]
