"""Chromium for the tests: scenarios of scenarios.mjs run by Node, and what they print."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hfedge.parity.browser import find_browser

HERE = Path(__file__).resolve().parent
RUNTIME = HERE.parents[1] / "runtimes" / "js"
# What a page needs whose owner is strict: wasm, workers of its own, nothing from elsewhere.
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'"


def require_browser() -> Path:
    """Chromium's path. Skips the test, with a sentence, where something is missing; that fails under CI=true."""
    browser = find_browser()
    if browser is None:
        pytest.skip("THE BROWSER IS NOT TESTED: Chromium is not installed (apt-get install chromium, or CHROME_PATH)")
    if shutil.which("node") is None:
        pytest.skip("THE BROWSER IS NOT TESTED: Node is not installed")
    for folder in (HERE, RUNTIME):
        if not (folder / "node_modules").is_dir():
            pytest.skip(f"THE BROWSER IS NOT TESTED: run `npm ci` in {folder}")
    return browser


def build_page(base: Path) -> Path:
    """The tests' page, built once in a session whatever the number of workers."""
    out = base / "browser-page"
    with (base / "browser-page.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "page.js").exists():
            done = subprocess.run(["node", HERE / "build.mjs", out], capture_output=True, text=True, timeout=300)
            assert done.returncode == 0, done.stderr
    return out


def run_scenario(name: str, page: Path, bundles: Mapping[str, Path], **request: Any) -> list[dict[str, Any]]:
    """What a scenario printed, line by line; it runs in a browser and a profile of its own.

    The last line is {"said"}: what the page logged that it should not, which fails the test here unless the request has
    `may_complain`.
    """
    browser = require_browser()
    mayhem = request.pop("may_complain", False)
    whole = {"scenario": name, "chromium": str(browser), "page": str(page), "server": {}, **request}
    whole["bundles"] = {key: str(folder) for key, folder in bundles.items()}
    done = subprocess.run(
        ["node", HERE / "run.mjs"], input=json.dumps(whole), capture_output=True, text=True, timeout=280,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    *found, last = map(json.loads, done.stdout.splitlines())
    assert mayhem or last["said"] == [], last["said"]
    return found
