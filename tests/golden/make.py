"""Writes the golden files again: python -m tests.golden.make [TASK...]

Each is of a tiny random model, with the tokenizer of tests/families that CASES names; what it answers is no prediction,
but what a runtime makes of it is the same as for a real one.
"""

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eager_engine import EagerEngine
from hfedge_runtime.tasks import find_task
from tests.golden.engine import RESULT_KEYS, Recorder
from tests.golden.replay import replay, utf16_spans
from tiny_models import tiny

HERE = Path(__file__).parent
FAMILIES = HERE.parent / "families"
MAX_TOKENS = 24
TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
_QUESTION = "Wo?"
_LONG = "Zoë 😀 wohnt in Köln, nicht in 日本. Sie heißt Zoë!"  # more than one window
TEXTS = ("Anna Müller wohnt in Köln.", "日本 and 😀 2 Zoë", "", "I'm  here!")


@dataclass(frozen=True)
class Golden:
    """head: the end of transformers' class name; family: a tokenizer; cases: texts with options; config: of the model;
    files: more of its JSON files."""

    head: str
    family: str
    cases: tuple[tuple[tuple[str, ...], dict[str, Any]], ...]
    config: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)


def _each(*texts: str, **options: Any) -> tuple:
    return tuple(((text,), options) for text in texts)


def _labels(*names: str) -> dict[str, Any]:
    return {"id2label": dict(enumerate(names)), "label2id": {name: number for number, name in enumerate(names)}}


_MODULES = {
    "modules.json": [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ],
    "1_Pooling/config.json": {"word_embedding_dimension": 12, "pooling_mode_mean_tokens": True},
}
# Small, so that the files are.
_SIZES = {"hidden_size": 12, "intermediate_size": 16, "num_hidden_layers": 1}

CASES: dict[str, Golden] = {
    "text-classification": Golden(
        "ForSequenceClassification", "wordpiece-bert",
        (*_each(*TEXTS), *_each(TEXTS[0], top_k=2), (("Wo?", "In Köln."), {}), *_each("word " * 30)),
        _labels("bad", "fair", "good"),
    ),
    "token-classification": Golden(
        "ForTokenClassification", "wordpiece-bert",
        (*_each(*TEXTS), *(((text,), {"aggregation": name}) for text in TEXTS[:2]
                           for name in ("none", "first", "average", "max")),
         *_each(TEXTS[0], aggregation="none", ignore_labels=["O", "B-PER"]), *_each("word " * 30)),
        _labels(*TAGS),
    ),
    "question-answering": Golden(
        "ForQuestionAnswering", "wordpiece-bert",
        (((_QUESTION, TEXTS[0]), {}), ((_QUESTION, _LONG), {"top_k": 3}),
         ((_QUESTION, _LONG), {"top_k": 2, "max_answer_tokens": 3, "allow_no_answer": True}),
         ((_QUESTION, "Köln KÖLN köln 😀 Köln"), {"top_k": 3}), ((_QUESTION, "   "), {})),
    ),
    "zero-shot-classification": Golden(
        "ForSequenceClassification", "wordpiece-bert",
        (*_each(*TEXTS, labels=["Köln", "日本", "work 😀"]), *_each(TEXTS[0], labels=["Köln"]),
         *_each(TEXTS[0], labels=["a", "b"], multi_label=True, hypothesis_template="Es geht um {}."),
         *_each("word " * 60, labels=["a", "b"])),
        _labels("entailment", "neutral", "contradiction"),
    ),
    "text-ranking": Golden(
        "ForSequenceClassification", "wordpiece-bert",
        (*_each("Wo?", "", documents=list(TEXTS)), *_each("Wo?", documents=list(TEXTS), top_k=2)),
        _labels("LABEL_0"),
    ),
    "multiple-choice": Golden("ForMultipleChoice", "wordpiece-bert", _each(*TEXTS, choices=["Köln", "日本 😀", ""])),
    "fill-mask": Golden(
        "ForMaskedLM", "wordpiece-bert",
        (*_each("Anna [MASK] in Köln.", "日本 [MASK] 😀 [MASK]", top_k=2), *_each("[MASK]")),
    ),
    "sentence-similarity": Golden("Model", "wordpiece-bert", _each(*TEXTS), files=_MODULES),
    "feature-extraction": Golden("Model", "wordpiece-bert", _each(*TEXTS[1:])),
}  # fmt: skip


def write(task: str) -> None:
    """Writes <task>.json."""
    golden = CASES[task]
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_of(Path(folder), task, golden)
        manifest = {key: getattr(engine.manifest, key) for key in RESULT_KEYS}
        manifest = json.loads(json.dumps(manifest))
        cases = [_case(engine, manifest, task, texts, options) for texts, options in golden.cases]
    found = {"task": task, "manifest": manifest, "cases": cases}
    (HERE / f"{task}.json").write_text(_json(found), encoding="utf-8", newline="\n")


def engine_of(folder: Path, task: str, golden: Golden) -> EagerEngine:
    shutil.copy(FAMILIES / f"{golden.family}.json", folder / "tokenizer.json")
    size = len(json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]) + 8
    tiny("bert", golden.head, vocab_size=size, **_SIZES, **golden.config).save_pretrained(folder)
    for name, content in golden.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return EagerEngine(folder, task, lengths=(MAX_TOKENS,))


def _case(engine: EagerEngine, manifest: dict, task: str, texts: tuple[str, ...], options: dict) -> dict[str, Any]:
    recorder = Recorder(engine)
    find_task(engine.manifest).run(recorder, tuple(text.encode() for text in texts), **options)
    for step in recorder.steps:
        if step["texts"] == list(texts):
            del step["texts"]
    case = {"texts": list(texts), "options": options, "steps": recorder.steps}
    result = replay(manifest, task, case)
    spans = utf16_spans(texts, result)
    return {**case, "result": result, **({"utf16": spans} if spans is not None else {})}


def _json(found: dict[str, Any]) -> str:
    """A case a line."""
    head = json.dumps({key: found[key] for key in ("task", "manifest")}, ensure_ascii=False, sort_keys=True)
    cases = ",\n".join(json.dumps(case, ensure_ascii=False, sort_keys=True) for case in found["cases"])
    return f'{head[:-1]}, "cases": [\n{cases}\n]}}\n'


if __name__ == "__main__":
    for name in sys.argv[1:] or CASES:
        write(name)
