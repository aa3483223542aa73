"""What the Python runtime answers about bundles, for the tests of runtimes/js: python js_cases.py OUT BUNDLE..."""

import json
import sys
from pathlib import Path
from typing import Any

from tests.golden.replay import utf16_spans

from hfedge_runtime import open_bundle
from hfedge_runtime.errors import ModelError

LONG = "Where is my parcel? It was due on Monday. " * 40
TEXTS = (
    "Where is my parcel? 👋🏽",
    "I'd like my money back, the naïve café cups arrived broken…",
    "  \t odd\u00a0spaces\u200b and \x00 zeros ",
    "日本語とEnglish",
    "",
    LONG,
)
CONTEXT = "👋 Anna Müller lives in Köln and works for the post office. Her sister Bea lives in Hamburg. "
# By task: texts and options beside those that all tasks answer.
OWN: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = {
    "text-classification": [((TEXTS[0],), {"top_k": 2}), ((TEXTS[0], TEXTS[1]), {}), ((LONG, LONG), {})],
    "token-classification": [(("👋 Anna Müller flew to Paris with Ben.",), {"aggregation": name})
                             for name in ("none", "simple", "first", "average", "max")],
    "question-answering": [(("Where does Anna live?", CONTEXT), {"top_k": 3}),
                           (("Where does Bea live?", CONTEXT * 20), {"max_answer_tokens": 5, "allow_no_answer": True})],
    "fill-mask": [(("Return the <mask> of the list.",), {}), (("<mask> the <mask>.",), {"top_k": 2})],
}  # fmt: skip
ALONE = ("text-classification", "token-classification", "sentence-similarity", "feature-extraction")


def cases_of(bundle: Path) -> dict[str, Any]:
    """The bundle's float32 .tflite, asked."""
    with open_bundle(bundle, recipe="fp32") as model:
        task = model.info().task
        asked = [((text,), {}) for text in TEXTS if task in ALONE] + OWN.get(task, [])
        return {"bundle": str(bundle), "cases": [_case(model, texts, options) for texts, options in asked]}


def _case(model: Any, texts: tuple[str, ...], options: dict[str, Any]) -> dict[str, Any]:
    found = model.run(*texts, **options)
    result = {**found.to_json(), "truncated": found.truncated}
    tokens = model.tokenize(*texts)
    row = {name: getattr(tokens, name) for name in ("ids", "tokens", "offsets", "sequences")}
    return {"texts": texts, "options": options, "result": result, "utf16": utf16_spans(texts, result), "tokens": row,
            "decoded": _decoded(model, tokens.ids)}  # fmt: skip


def _decoded(model: Any, ids: tuple[int, ...]) -> str | None:
    """None where the file decodes fewer."""
    try:
        return model.decode(ids)
    except ModelError:
        return None


if __name__ == "__main__":
    out, *bundles = map(Path, sys.argv[1:])
    out.write_text(json.dumps([cases_of(bundle) for bundle in bundles], ensure_ascii=False), encoding="utf-8")
