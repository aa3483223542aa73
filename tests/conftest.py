"""Bundles that many tests read: converted once in a session, whatever the number of workers."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hfedge.lazy import ENVIRONMENT
from hfedge_command import INTENTS

# A worker for each core: threads of its own would only get in the others' way.
if "PYTEST_XDIST_WORKER" in os.environ:
    for name in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
        os.environ.setdefault(name, "1")
# Some tests import Keras, and with it TensorFlow, before hfedge does.
for name, value in ENVIRONMENT["tensorflow"].items():
    os.environ.setdefault(name, value)
# Parity checks TF.js where they are.
os.environ.setdefault("HFEDGE_NODE_FOLDER", str(Path(__file__).parent / "node"))


@pytest.fixture(scope="session")
def shared_bundle(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """(name, *arguments of hfedge convert) -> the bundle's path; whoever comes first converts, others wait.

    Nobody may change it: copy it first.
    """
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, *arguments: str | Path) -> Path:
        out = folder / name / f"{name}.hfedge"
        out.parent.mkdir(exist_ok=True)
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not out.exists():
                _convert(*arguments, "-o", out)
        return out

    return make


def _convert(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "hfedge", "convert", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def intents_bundle(shared_bundle: Callable[..., Path]) -> Path:
    """The default model in all three formats, TFLite as int8 and fp32, parity checked."""
    recipes = ("--recipe", "int8,fp32,fp16")
    return shared_bundle("intents", INTENTS, *recipes)


# How the trained models for spans and masks are converted: most of their rows are short, and the parity of fill-mask is
# what tests/parity/test_fill_mask.py checks.
TRAINED = {
    "entities": ("--recipe", "fp32,int8", "--lengths", "32,128"),
    "answers": ("--recipe", "fp32,int8", "--lengths", "96,256"),
    "fill-mask": ("--recipe", "fp32,int8", "--lengths", "32", "--no-verify"),
}


@pytest.fixture(scope="session")
def trained_bundle(shared_bundle: Callable[..., Path]) -> Callable[[str], Path]:
    """Name of a model in models/ -> its bundle for LiteRT and TF.js."""
    return lambda name: shared_bundle(name, INTENTS.parent / name, "--to", "tflite,tfjs", *TRAINED[name])


@pytest.hookimpl(tryfirst=True)  # before xdist writes the groups into the tests' names
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a file that read a module's fixtures go to one worker: else each worker makes them, and many are
    conversions. A fixture with parameters is one for each."""
    for item in items:
        shared = _module_fixtures(item)
        if shared and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(" ".join([item.path.stem, *filter(None, shared)])))


def _module_fixtures(item: pytest.Item) -> list[str]:
    """For each fixture of the test with module scope the parameter that it has here, "" for none."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    fixtures = item._fixtureinfo.name2fixturedefs if hasattr(item, "_fixtureinfo") else {}
    found = [name for name, made in sorted(fixtures.items()) if made[-1].scope == "module"]
    return [f"{name}={parameters[name]}" if name in parameters else "" for name in found]


def _failed_if_skipped(report) -> None:
    """CI has every tool, so a check that is skipped there was not made: that is a failure, whoever skips it. But for
    what a mirror of old Debian suites may not have any more: that is said."""
    if os.environ.get("CI") != "true" or report.outcome != "skipped":
        return
    if "needs_mirror" in getattr(report, "keywords", ()):
        print(f"NOT CHECKED, {report.nodeid}: {report.longrepr}", file=sys.__stderr__)
    else:
        report.outcome, report.longrepr = "failed", f"skipped, under CI=true: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    _failed_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    report = yield
    _failed_if_skipped(report)
    return report
