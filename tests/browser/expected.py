"""What the Python runtime says of texts that show differences: results with the positions of JavaScript's strings."""

from pathlib import Path
from typing import Any

import pytest

from hfedge_runtime import open_bundle
from tests.golden.replay import utf16_spans

LONG = "The courier called at nine and nobody was at home, so the parcel went back to the depot in Köln. " * 40
CONTEXT = "Anna 👩🏽‍🚀 Müller lives in Köln. Her brother Zoë-Kim moved to São Paulo in 2019 and sells naïve café art."
# Of each model: (text, options by JavaScript's names). Letters outside ASCII and beyond the basic plane, marks that
# combine, controls, nothing at all, what looks like special tokens, and more than fits.
TEXTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "intents": [
        ("I forgot my password", {}),
        ("", {}),
        (" \t\n ", {"topK": 1}),
        ("WHERE is my parcel? It was due Monday!", {"topK": 3}),
        ("Mon café préféré est fermé 😢👍🏽", {}),
        ("退款 please — 返金お願いします 환불", {}),
        ("e\u0301te\u0301 \u0000\u0001 x\ufeffy", {}),
        ("[CLS] refund [SEP] [PAD]", {}),
        (LONG, {"topK": 2}),
        ("cancel it", {"pair": "my subscription, not the parcel 📦"}),
    ],
    "entities": [
        ("Anna Müller lives in Köln.", {}),
        ("", {}),
        ("🙂 Yesterday Zoë-Kim O’Brien 👩🏽‍🚀 flew to São Paulo with Siemens.", {}),
        ("Maria works for the Red Cross in Łódź.", {"aggregation": "none"}),
        (LONG, {"aggregation": "first"}),
        ("João and Peter met at IBM in New York.", {"aggregation": "average", "ignoreLabels": []}),
        ("Ångström e\u0301mile visited 東京 on Friday", {"aggregation": "max"}),
    ],
    "answers": [
        ("Where does Anna live?", {"pair": CONTEXT}),
        ("Who sells art?", {"pair": CONTEXT, "topK": 3}),
        ("When did Zoë-Kim move?", {"pair": CONTEXT, "maxAnswerTokens": 4}),
        ("What?", {"pair": "", "allowNoAnswer": True}),
        ("Where did the parcel go?", {"pair": LONG, "topK": 2, "allowNoAnswer": True}),
    ],
    "fill-mask": [
        ("Return the <mask> of the list.", {}),
        ("Return the <mask> of a <mask>, or é 😀.", {"topK": 3}),
        ("<mask>", {"topK": 1}),
    ],
    "minilm": [("A man is eating 🍝.", {}), ("", {}), (LONG, {}), ("Ein Mann ißt Spaghetti.", {})],
}
_PYTHON = {"topK": "top_k", "ignoreLabels": "ignore_labels", "maxAnswerTokens": "max_answer_tokens",
           "allowNoAnswer": "allow_no_answer"}  # fmt: skip
TOLERANCE = 1e-4  # of scores in fp32


def expected_results(bundle: Path, name: str, recipe: str) -> tuple[list[dict], list[dict]]:
    """Of every text of TEXTS the result and the tokens, as the page writes them."""
    with open_bundle(bundle, recipe=recipe) as model:
        results, tokens = [], []
        for text, options in TEXTS[name]:
            found = model.run(text, **{_PYTHON.get(key, key): value for key, value in options.items()})
            texts = (text, *filter(None, [options.get("pair")]))
            results.append(_in_utf16({**found.to_json(), "truncated": found.truncated}, texts))
            ids = model.tokenize(text, options.get("pair"))
            tokens.append({"ids": list(ids.ids), "offsets": [list(span) for span in ids.offsets]})
    return results, tokens


def _in_utf16(result: dict[str, Any], texts: tuple[str, ...]) -> dict[str, Any]:
    spans = utf16_spans((*texts, ""), result)
    key = next((key for key in ("entities", "answers") if key in result), None)
    if key is None or spans is None:
        return result
    return {**result, key: [{**item, "start": start, "end": end} for item, (start, end) in zip(result[key], spans)]}


def alike(value: Any, tolerance: float = TOLERANCE) -> Any:
    """Everything equal, numbers that are not whole within a tolerance."""
    if isinstance(value, dict):
        return {key: alike(item, tolerance) for key, item in value.items()}
    if isinstance(value, list):
        return [alike(item, tolerance) for item in value]
    return pytest.approx(value, abs=tolerance) if isinstance(value, float) else value
