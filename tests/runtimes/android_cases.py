"""What the Kotlin library must answer: bundles of the project's models, and the Python runtime's answers as JSON.

prepare(folder, {"message-intents": bundle, ...}) writes folder/expected.json and links the bundles and the golden
files: what runtimes/android/jvm-harness/run.sh takes as DATA. A bundle "small" is for the memory test. `each` limits
the texts of a model (an emulator is slow):
python -m tests.runtimes.android_cases FOLDER NAME=BUNDLE ... [--each N]
"""

import json
import sys
from pathlib import Path
from typing import Any

from hfedge_runtime import TextModel, Tokens, open_bundle

GOLDENS = Path(__file__).parents[1] / "golden"
# How far scores may be from those of Python: the kernels are the same, the order of sums need not be.
TOLERANCES = {"fp32": 1e-4, "int8": 1e-3}

TEXTS = (
    "Where is my parcel?", "I forgot my password", "can i swap teh jacket for a bigger size?",
    "My new café cups arrived broken, I'd like my money back.", "WHAT TIME DO YOU CLOSE TODAY", "", "   ", "a", "👋",
    "Zoë 😀 wohnt in Köln, nicht in 日本.", "e\u0301 A\u030a Å ﬁ ß İ", "नमस्ते 한국어 العربية Привет",
    "\u200bzero\u200d width\ufeff",
    "a\x00b\tc\nd\u2028e", "Ａ１ full width", "👩‍👩‍👧‍👦 family 🇩🇪 flag", "supercalifragilistic" * 6,
    "!?.,;:-–—…", "word " * 200, "日本語" * 300,
)  # fmt: skip
_CONTEXT = (
    "Anna Müller lives in Köln and works at Siemens. Her brother Zoë 😀 moved to 日本 in 1999. "
    "The library opens at nine o'clock on Monday."
)
_QUESTIONS = ("Where does Anna live?", "When does the library open?", "Wo wohnt Zoë 😀?", "Who?")

# Name of the model: texts, pairs and options.
CASES: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = {
    "message-intents": [*(((text,), {}) for text in TEXTS), ((TEXTS[0],), {"top_k": 2}), ((TEXTS[0], TEXTS[3]), {})],
    "entities": [
        *(((text,), {}) for text in (*TEXTS, _CONTEXT)),
        *(((_CONTEXT,), {"aggregation": name}) for name in ("none", "simple", "first", "average", "max")),
        ((_CONTEXT,), {"aggregation": "none", "ignore_labels": []}),
    ],
    "answers": [
        *(((question, _CONTEXT), {}) for question in _QUESTIONS),
        ((_QUESTIONS[0], _CONTEXT * 20), {"top_k": 3}),
        ((_QUESTIONS[1], _CONTEXT), {"top_k": 5, "max_answer_tokens": 3, "allow_no_answer": True}),
        ((_QUESTIONS[0], ""), {}), (("", _CONTEXT), {}), ((_QUESTIONS[0], "日本 😀 " * 40), {"top_k": 2}),
    ],
    "fill-mask": [
        *(((text,), {}) for text in ("Return the <mask> of the list.", "<mask>", "café <mask> 😀!", "日本の<mask>")),
        (("Return<mask><mask> of Привет.",), {"top_k": 3}), (("e\u0301 <mask> Å " + "word " * 300,), {}),
    ],
}  # fmt: skip


def prepare(folder: Path, bundles: dict[str, Path], each: int | None = None) -> None:
    """Raises OSError where something is in the way."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "goldens").symlink_to(GOLDENS)
    models = []
    for name, bundle in bundles.items():
        (folder / f"{name}.hfedge").symlink_to(bundle.resolve())
        if name in CASES:
            models += [_model(name, bundle, recipe, each) for recipe in TOLERANCES if recipe in _recipes(bundle)]
    (folder / "expected.json").write_text(json.dumps({"models": models}), encoding="utf-8")


def _recipes(bundle: Path) -> set[str]:
    artifacts = json.loads((bundle / "hfedge.json").read_text(encoding="utf-8"))["artifacts"]
    return {artifact["recipe"] for artifact in artifacts if artifact["target"] == "tflite"}


def _model(name: str, bundle: Path, recipe: str, each: int | None) -> dict[str, Any]:
    with open_bundle(bundle, recipe) as model:
        task = model.info().task
        cases = [_case(model, texts, options) for texts, options in CASES[name][:each]]
    path = f"{name}.hfedge/model.{recipe}.tflite"
    found = {"name": f"{name} {recipe}", "path": path, "recipe": recipe, "task": task, "cases": cases}
    return {**found, "tolerance": TOLERANCES[recipe]}


def _case(model: TextModel, texts: tuple[str, ...], options: dict[str, Any]) -> dict[str, Any]:
    text, pair = (*texts, None)[:2]
    result = model.run(*texts, **options)
    found = {**result.to_json(), "truncated": result.truncated}
    for key, owner in (("entities", text), ("answers", pair)):
        for item in found.get(key, ()):
            item["start"], item["end"] = _units(owner, item["start"]), _units(owner, item["end"])
    tokens = _tokens(model.tokenize(*texts), texts)
    return {"text": text, "pair": pair, "options": options, "result": found, "tokens": tokens}


def _tokens(found: Tokens, texts: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = []
    for token, piece, span, owner in zip(found.ids, found.tokens, found.char_offsets, found.sequences):
        start, end = (0, 0) if owner is None else (_units(texts[owner], place) for place in span)
        place = {"start": start, "end": end, "sequence": -1 if owner is None else owner}
        rows.append({"id": token, "text": piece, **place})
    return rows


def _units(text: str, place: int) -> int:
    """A position in code points as one in UTF-16 units."""
    return len(text[:place].encode("utf-16-le")) // 2


def main(folder: str, *arguments: str) -> None:
    each = int(arguments[arguments.index("--each") + 1]) if "--each" in arguments else None
    bundles = dict(item.split("=", 1) for item in arguments if "=" in item)
    prepare(Path(folder), {name: Path(path) for name, path in bundles.items()}, each)


if __name__ == "__main__":
    main(*sys.argv[1:])
