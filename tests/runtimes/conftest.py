"""The toy bundle, made once a module, and a copy of it to damage."""

from pathlib import Path

import pytest

from hfedge_runtime import open_bundle
from toy_bundle import convert_toy, write_toy_bundle


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write_toy_bundle(tmp_path_factory.mktemp("toy") / "toy.hfedge", convert_toy())


@pytest.fixture
def model(folder):
    with open_bundle(folder) as opened:
        yield opened


@pytest.fixture
def bundle(tmp_path) -> Path:
    """A bundle to damage."""
    return write_toy_bundle(tmp_path / "toy.hfedge", convert_toy())
