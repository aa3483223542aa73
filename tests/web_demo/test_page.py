"""The built page in Chromium, as a person uses it (web-demo/tests/page.mjs), and that it is what its sources give."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hfedge_command import ROOT

DEMO = ROOT / "web-demo"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As tests/browser converts it, so that it is converted once.
ENTITIES = ("--to", "tflite,tfjs", "--recipe", "fp32,int8", "--lengths", "16,64", "--no-verify")
CASES = (
    "typing shows the result and the tokens",
    "a token that is pointed at is marked in the text",
    "both engines pass and can be changed",
    "the second bundle shows entities in the text",
    "a label that is HTML is only text",
    "a .tflite that is picked runs",
    "a .tflite that is dropped runs",
    "a file that is no bundle is refused with a sentence",
    "the keyboard is enough",
    "every control has a name",
    "nothing is wider than a phone of 360 pixels",
    "text has contrast in light and dark",
    "it works without its server after the first visit",
    "the cache can be emptied",
    "the console is silent",
)


def needed() -> str:
    """Chromium's path. Skips, with a sentence, where something is missing."""
    found = [os.environ.get("CHROME_PATH"), *map(shutil.which, BROWSERS)]
    browser = next((path for path in found if path), None)
    if browser is None:
        pytest.skip("THE WEB DEMO IS NOT TESTED: Chromium is not installed (apt-get install chromium, or CHROME_PATH)")
    npm_ci()
    return browser


def npm_ci() -> None:
    if shutil.which("node") is None or not (DEMO / "node_modules").is_dir():
        pytest.skip("THE WEB DEMO IS NOT TESTED: install Node and npm, and run `npm ci` in web-demo")


@pytest.fixture(scope="module")
def cases(intents_bundle, shared_bundle, tmp_path_factory) -> dict[str, str | None]:
    """Case -> what went wrong in it. All are of one browser: what is cached in one is there in the next."""
    browser = needed()
    entities = shared_bundle("browser-entities", ROOT / "models" / "entities", *ENTITIES)
    html = hostile(intents_bundle, tmp_path_factory.mktemp("hostile") / "hostile.hfedge")
    bundles = ",".join(map(str, (intents_bundle, entities, html)))
    command = ["node", "tests/page.mjs", sys.executable, browser, bundles, intents_bundle / "model.int8.tflite"]
    done = subprocess.run(command, cwd=DEMO, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    return {row["case"]: row["error"] for row in map(json.loads, done.stdout.splitlines())}


def hostile(bundle: Path, folder: Path) -> Path:
    """A copy whose label of orders is HTML."""
    shutil.copytree(bundle, folder)
    manifest = json.loads((folder / "hfedge.json").read_text())
    where = manifest["labels"].index("order_status")
    manifest["labels"][where] = '<img src="x" onerror="alert(1)">'
    (folder / "hfedge.json").write_text(json.dumps(manifest))
    return folder


@pytest.mark.parametrize("case", CASES)
def test_in_chromium(cases, case):
    assert cases[case] is None


def test_every_case_of_the_script_is_listed(cases):
    assert tuple(cases) == CASES


def test_the_built_page_is_what_the_sources_give():
    npm_ci()
    command = [sys.executable, DEMO / "pack.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sources_are_typed_strictly():
    npm_ci()
    done = subprocess.run(["npm", "run", "--silent", "check"], cwd=DEMO, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
