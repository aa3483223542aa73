"""token-classification and question-answering of tiny models, from a folder to a bundle of every format."""

import json
import shutil
from pathlib import Path

import pytest

from eager_engine import EagerEngine
from hfedge.manifest import read_manifest
from hfedge.parity.replay import typed_result
from hfedge.parity.runtimes import RUNTIMES
from hfedge.pipeline import convert
from hfedge.plan import ConvertRequest
from hfedge.progress import Progress
from hfedge.recipes import TARGETS
from hfedge.resolve import ModelRef
from hfedge_runtime import Bundle, ModelError, open_bundle
from tfjs_runner import require_tfjs
from tiny_models import tiny

FAMILY = Path(__file__).parents[1] / "families" / "wordpiece-bert.json"
MAX_TOKENS = 24
# Several windows, of which the last is short.
CONTEXT = "Zoë lives in Köln, 日本 is far. " * 6 + "😀 Naïve café!"
ASKED = {
    "token-classification": ("ForTokenClassification", ("Anna Müller wohnt in Köln.",), {"aggregation": "first"}),
    "question-answering": (
        "ForQuestionAnswering", ("Wo?", CONTEXT), {"top_k": 3, "max_answer_tokens": 7, "allow_no_answer": True},
    ),
}  # fmt: skip


def model_for(task: str, folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(FAMILY, folder / "tokenizer.json")
    size = len(json.loads(FAMILY.read_text(encoding="utf-8"))["model"]["vocab"]) + 8
    tiny("bert", ASKED[task][0], vocab_size=size).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("task", ASKED)
def test_a_span_task_passes_in_every_runtime_and_answers_alike(task, tmp_path, monkeypatch):
    monkeypatch.setenv("HFEDGE_NODE_FOLDER", str(require_tfjs()))
    folder, (_, texts, options) = model_for(task, tmp_path / "model"), ASKED[task]
    request = ConvertRequest(ModelRef.parse(str(folder)), targets=TARGETS, recipes=("fp32",), lengths=(MAX_TOKENS,))
    bundle, chosen, report = convert(request, tmp_path / "m.hfedge", Progress())
    assert chosen.task.name == task and report.passed and report.not_run == ()
    assert [(item.target, item.ids_equal == item.texts > 20) for item in report.artifacts] == [
        (target, True) for target in ("tflite", "tfjs", "saved_model")
    ]
    expected = EagerEngine(folder, task, lengths=(MAX_TOKENS,)).run(*texts, **options)
    with open_bundle(bundle) as model:
        found = model.run(*texts, **options).to_json()
        assert rounded(found) == rounded(expected.to_json())
        assert model.tokenize(*texts).ids == model.tokenize(*texts).ids, "a window stays where it was"
        usual = {"max_answer_tokens": 15} if task == "question-answering" else {}
        assert_replayed(bundle, texts, {**options, **usual}, model.run(*texts, **{**options, **usual}).to_json())
        with pytest.raises(ModelError, match="takes no option 'labels'"):
            model.run(*texts, labels=3)
    names = read_manifest(bundle).signatures.keys()
    assert ("serve" in names, "serve_pair" in names) == (len(texts) == 1, len(texts) == 2)
    assert f"{'serve_pair' if len(texts) == 2 else 'serve'}/utf8" in (bundle / "README.md").read_text(encoding="utf-8")


def assert_replayed(bundle, texts, options, expected):
    """The typed result that verify's metrics are of, made of what each runtime answered."""
    manifest = read_manifest(bundle)
    for name in ("interpreter", "compiled", "tfjs"):
        row = RUNTIMES[name]
        artifact = next(artifact for artifact in manifest.artifacts if artifact.target == row.target)
        first, whole = (
            row.find(bundle, manifest, artifact).answer([texts], every_window=every)[0] for every in (False, True)
        )
        assert len(first.steps) == 1 and (len(whole.steps) > 10) == (len(texts) == 2), name
        assert first.ids == whole.ids
        found = typed_result(Bundle.open(bundle).manifest, texts, whole, options).to_json()
        assert rounded(found) == rounded(expected), name


def rounded(found):
    if isinstance(found, dict):
        return {name: rounded(value) for name, value in found.items()}
    if isinstance(found, list):
        return [rounded(value) for value in found]
    return pytest.approx(found, abs=1e-4) if isinstance(found, float) else found
