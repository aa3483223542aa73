"""TF.js in Node for the tests: hfedge's own runner with the packages that `npm ci` put beside this file."""

import os
from pathlib import Path

import pytest

from hfedge.parity import node
from hfedge.parity.node import TfjsResult, TfjsRun, find_modules

HERE = Path(__file__).resolve().parent
__all__ = ["TfjsResult", "TfjsRun", "require_tfjs", "run_tfjs"]


def require_tfjs() -> Path:
    """The folder of the packages. Skips the test, loudly, when Node or they are missing; fails under CI=true."""
    modules = find_modules(HERE)
    missing = f"node, or its packages, are not installed: run `npm ci` in {HERE}"
    if modules is None and os.environ.get("CI") == "true":
        pytest.fail(f"TF.js cannot be tested: {missing}")
    if modules is None:
        pytest.skip(f"TF.js IS NOT TESTED: {missing}")
    return modules


def run_tfjs(model: Path | str, runs: list[TfjsRun], backend: str, *, timeout: float = 300) -> list[TfjsResult]:
    """hfedge.parity.node.run_tfjs with the tests' packages."""
    return node.run_tfjs(model, runs, backend, require_tfjs(), timeout=timeout)
