"""The page and the bundles that the tests in Chromium share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.harness import build_page, require_browser


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' page, or a skipped test."""
    require_browser()
    base = tmp_path_factory.getbasetemp()
    return build_page(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def span_bundles(trained_bundle: Callable[[str], Path]) -> dict[str, Path]:
    """The models of entities, answers and masks."""
    return {name: trained_bundle(name) for name in ("entities", "answers", "fill-mask")}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them on one worker: they read the same bundles, and the other one would wait for their conversion."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.xdist_group("browser"))
