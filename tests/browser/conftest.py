"""The page and the bundles that the tests in Chromium share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.harness import build_page, require_browser

MODELS = Path(__file__).parents[2] / "models"
OPTIONS = ("--to", "tflite,tfjs", "--recipe", "fp32,int8", "--lengths", "16,64", "--no-verify")


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' page, or a skipped test."""
    require_browser()
    base = tmp_path_factory.getbasetemp()
    return build_page(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def span_bundles(shared_bundle: Callable[..., Path]) -> dict[str, Path]:
    """The models of entities, answers and masks, in both formats."""
    names = ("entities", "answers", "fill-mask")
    return {name: shared_bundle(f"browser-{name}", MODELS / name, *OPTIONS) for name in names}
