"""verify --runtime browser: a bundle in headless Chromium through the JavaScript runtime, and what is said where it
cannot be."""

import stat
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from hfedge import doctor, page
from hfedge.errors import UsageError
from hfedge.manifest import Manifest, read_manifest
from hfedge.parity import runtimes
from hfedge.parity.browser import BrowserError, ask_browser, find_browser, find_page
from hfedge.parity.browser_server import serve
from hfedge.parity.compare import compare
from hfedge.parity.golden import read_golden
from hfedge.parity.reference import Golden
from hfedge.progress import Progress

ANSWERS = Path(__file__).parent / "goldens" / "message-intents.npz"


@pytest.fixture(scope="module")
def golden() -> Golden:
    """Of every eighth text of the committed answers of torch."""
    whole = read_golden(ANSWERS)
    return replace(whole, cases=whole.cases[::8])


@pytest.fixture(scope="module")
def manifest(intents_bundle) -> Manifest:
    found = read_manifest(intents_bundle)
    kept = tuple(item for item in found.artifacts if item.recipe in ("fp32", "int8"))
    return replace(found, artifacts=kept)


@pytest.fixture
def browser() -> Path:
    found = find_browser()
    if found is None:
        pytest.skip("NOT TESTED: Chromium is not installed (apt-get install chromium, or CHROME_PATH)")
    return found


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_both_engines_are_rows_of_the_report(browser, intents_bundle, manifest, golden):
    found = compare(intents_bundle, manifest, golden, Progress(), ["browser"])
    rows = {(item.target, item.recipe): item for item in found.artifacts}
    assert rows.keys() == {("tflite", "int8"), ("tflite", "fp32"), ("tfjs", "fp32")} and found.passed
    for (target, recipe), row in rows.items():
        assert row.ids_equal == row.texts == len(golden.cases)
        assert row.runtime.startswith({"tflite": "LiteRT.js wasm, ", "tfjs": "TF.js wasm, "}[target])
        assert recipe == "int8" or row.max_abs_diff < 1e-5
    row = next(row for row in doctor.examine() if row["name"] == "browser")
    assert row["found"].endswith(f"({browser})")


def test_many_texts_are_asked_as_a_sample(browser, intents_bundle, manifest, golden, monkeypatch):
    few = {**runtimes.RUNTIMES, "browser-litert": replace(runtimes.RUNTIMES["browser-litert"], most=2)}
    monkeypatch.setattr(runtimes, "RUNTIMES", few)
    found = compare(intents_bundle, manifest, golden, Progress(), ["browser-litert"])
    assert {item.texts for item in found.artifacts} == {2} and found.passed
    texts = {case.text for item in found.artifacts for case in item.worst}
    assert texts == {golden.cases[0].text, golden.cases[-1].text}


def test_what_the_runtime_refuses_is_said_with_its_message(browser, tmp_path, intents_bundle, manifest, golden):
    own = tuple(item for item in manifest.artifacts if (item.target, item.recipe) == ("tflite", "fp32"))
    (tmp_path / "hfedge.json").write_bytes((intents_bundle / "hfedge.json").read_bytes())
    data = bytearray((intents_bundle / "model.fp32.tflite").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "model.fp32.tflite").write_bytes(data)
    found = compare(tmp_path, replace(manifest, artifacts=own), golden, Progress(), ["browser"])
    assert found.artifacts == () and len(found.not_run) == 1
    assert found.not_run[0].startswith("tflite fp32: LiteRT.js wasm, ") and "model.fp32.tflite" in found.not_run[0]


def test_without_a_browser_the_report_says_what_it_needs(intents_bundle, manifest, golden, monkeypatch):
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    found = compare(intents_bundle, manifest, golden, Progress(), ["browser"])
    assert found.artifacts == () and len(found.not_run) == len(manifest.artifacts) - 1
    assert all("needs Chromium or Chrome" in line for line in found.not_run)
    assert not next(row for row in doctor.examine() if row["name"] == "browser")["found"]


def test_a_variable_that_names_no_browser_is_refused(monkeypatch):
    monkeypatch.setenv("CHROME_PATH", "/no/such/chrome")
    with pytest.raises(UsageError, match=r"CHROME_PATH.*cannot be run|cannot be run.*CHROME_PATH"):
        find_browser()


def test_a_browser_that_ends_is_told_with_its_last_words(tmp_path, intents_bundle):
    broken = program(tmp_path / "chromium", "echo cannot open display >&2; exit 7")
    with pytest.raises(BrowserError, match="ended with 7: cannot open display"):
        ask_browser(broken, {}, intents_bundle, "litert", "fp32", [("a",)])


def test_a_page_that_was_not_built_is_no_runtime(monkeypatch, tmp_path):
    monkeypatch.setattr(page, "BUILT", tmp_path)
    assert find_page() is None


def test_the_server_gives_nothing_without_the_secret_and_nothing_outside_the_bundle(tmp_path):
    bundle = tmp_path / "a.hfedge"
    bundle.mkdir()
    (bundle / "hfedge.json").write_text("{}")
    (tmp_path / "private").write_text("no")

    def status(url: str) -> int:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    with serve({}, bundle, {}) as (url, _):
        root, secret = url.rsplit("/", 2)[0], url.rsplit("/", 2)[1]
        assert status(url) == 200 and status(f"{root}/{secret}/bundle/hfedge.json") == 200
        refused = ["index.html", "x/index.html", f"{secret}/bundle/../../private", f"{secret}/bundle/%2e%2e/private",
                   f"{secret}/bundle/", f"{secret}/answer"]  # fmt: skip
        assert [status(f"{root}/{path}") for path in refused] == [404] * len(refused)
