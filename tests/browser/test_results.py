"""In Chromium every task gives what the Python runtime gives: ids and spans the same, scores within 1e-4 in fp32."""

import json
from pathlib import Path

import pytest

from tests.browser.expected import TEXTS, alike, expected_results
from tests.browser.harness import POLICY, run_scenario
from tests.parity.conftest import minilm, minilm_bundle  # noqa: F401

GOLDEN = Path(__file__).parents[1] / "golden"
ENGINES = {"litert": "wasm", "tfjs": "wasm"}
each_engine = pytest.mark.parametrize("engine", ENGINES)


def check(bundles: dict[str, Path], page: Path, engine: str, recipe: str = "fp32", **request) -> dict[str, dict]:
    """Runs TEXTS of the bundles in one page, and compares; the lines by bundle, and that of the page."""
    runs = [{"name": name, "calls": TEXTS[name]} for name in bundles]
    options = {"engine": engine, "recipe": recipe, **request.pop("options", {})}
    *found, last = run_scenario("run", page, bundles, runs=runs, options=options, **request)
    for line, (name, bundle) in zip(found, bundles.items(), strict=True):
        assert "error" not in line, line
        results, tokens = expected_results(bundle, name, recipe)
        assert line["tokens"] == tokens
        for one, wanted in zip(line["results"], results, strict=True):
            assert one == alike(wanted)
        info = line["info"]
        assert (info["engine"], info["backend"], info["recipe"]) == (engine, ENGINES[engine], recipe)
        assert info["where"] == request.get("where", "main")
    return {**{line["name"]: line for line in found}, "page": last}


@each_engine
def test_every_task_is_as_in_python(engine, page, intents_bundle, span_bundles):
    check({"intents": intents_bundle, **span_bundles}, page, engine)


@pytest.mark.slow
@each_engine
def test_sentence_embeddings_are_as_in_python(engine, page, minilm_bundle):  # noqa: F811
    check({"minilm": minilm_bundle}, page, engine)


@each_engine
def test_a_worker_of_an_isolated_page_gives_the_same(engine, page, intents_bundle):
    found = check({"intents": intents_bundle}, page, engine, where="worker", server={"isolated": True})
    assert found["page"] == {"isolated": True}


@each_engine
def test_a_strict_policy_without_isolation_and_without_caches_is_enough(engine, page, intents_bundle):
    server = {"csp": POLICY, "noStore": True}
    found = check({"intents": intents_bundle}, page, engine, server=server, options={"cache": False})
    assert found["page"] == {"isolated": False} and found["intents"]["info"]["cached"] is False


@each_engine
def test_a_worker_under_a_strict_policy_of_an_isolated_page_gives_the_same(engine, page, intents_bundle):
    server = {"csp": POLICY, "isolated": True}
    check({"intents": intents_bundle}, page, engine, where="worker", server=server)


def test_int8_in_litert_gives_the_same_tokens_and_the_best_label(page, intents_bundle):
    runs = [{"name": "intents", "calls": TEXTS["intents"]}]
    options = {"engine": "litert", "recipe": "int8"}
    line, _ = run_scenario("run", page, {"intents": intents_bundle}, runs=runs, options=options)
    results, tokens = expected_results(intents_bundle, "intents", "int8")
    assert line["tokens"] == tokens
    best = [[result["labels"][0]["label"] for result in some] for some in (line["results"], results)]
    assert best[0] == best[1]


def test_golden_results_are_those_of_python(page):
    files = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(GOLDEN.glob("*.json"))]
    asked = [
        {**file, "cases": [{**case, "options": _names(case["options"])} for case in file["cases"]]} for file in files
    ]
    found = iter(run_scenario("golden", page, {}, files=asked))
    for file in files:
        for case, line in zip(file["cases"], found):
            wanted = case["result"]
            if "utf16" in case:
                key = next(key for key in ("entities", "answers") if key in wanted)
                spans = [{**item, "start": span[0], "end": span[1]} for item, span in zip(wanted[key], case["utf16"])]
                wanted = {**wanted, key: spans}
            assert line["task"] == file["task"] and line["left"] == 0
            assert line["result"] == alike(_javascript(wanted), 1e-6), (file["task"], line["number"])
    assert next(found, None) is None


def _names(options: dict) -> dict:
    """top_k -> topK."""
    return {name.split("_")[0] + "".join(map(str.title, name.split("_")[1:])): value for name, value in options.items()}


def _javascript(result: dict) -> dict:
    return {"hiddenStates" if key == "hidden_states" else key: value for key, value in result.items()}
