"""tflite-runtime 2.14, the last of TensorFlow Lite's own packages, which many devices still have.

It needs numpy < 2 and Python 3.11 at most, so it runs in an environment of its own, whose Python
HFEDGE_TFLITE_RUNTIME_PYTHON names.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hfedge.errors import UsageError
from hfedge.parity.calls import Arrays, Call
from hfedge.parity.refusal import Refused

VARIABLE = "HFEDGE_TFLITE_RUNTIME_PYTHON"
INSTALL = f"pip install tflite-runtime==2.14.0 'numpy<2' in a venv of Python 3.11, and its python in {VARIABLE}"
_SCRIPT = Path(__file__).with_name("run_tflite.py")
_STARTING, _CALLING = 300, 2  # seconds, and for each call


def find_python() -> tuple[Path, str] | None:
    """The Python that has it, and its version; None where the variable is not set. Raises UsageError for one that names
    no such Python."""
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    try:
        done = _run(Path(named), "--version")
    except OSError as error:
        raise UsageError(f"{named!r} cannot be run ({error.strerror})", where=VARIABLE, hint=INSTALL) from error
    if done.returncode:
        raise UsageError(f"{named!r} has no tflite-runtime ({_last_line(done.stderr)})", where=VARIABLE, hint=INSTALL)
    return Path(named), done.stdout.strip()


def _run(python: Path, argument: str, calls: int = 0) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    # From a folder of its own: beside it are modules (bisect, html) that Python would take for the standard library's.
    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        command, seconds = [str(python), shutil.copy(_SCRIPT, folder), argument], _STARTING + _CALLING * calls
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, env=environment)


def _last_line(text: str) -> str:
    """The interpreter's own message, without the lines that the file's buffers were logged in."""
    return " ".join([line for line in text.splitlines() if line.strip()][-1:])[-300:]


class OldTflite:
    """A caller (see calls.py) of one .tflite. Raises Refused where the runtime does."""

    def __init__(self, python: Path, file: Path):
        self._python, self._file = python, file

    def __call__(self, calls: Sequence[Call]) -> list[Arrays]:
        with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
            work = Path(folder)
            names = [{"signature": call.signature, "inputs": list(call.inputs),
                      "outputs": [spec.name for spec in call.outputs]} for call in calls]  # fmt: skip
            request = {"model": str(self._file.resolve()), "calls": names}
            (work / "request.json").write_text(json.dumps(request), encoding="utf-8")
            rows = enumerate(calls)
            given = {f"{number}/{name}": value for number, call in rows for name, value in call.inputs.items()}
            np.savez(work / "request.npz", **given)
            done = _run(self._python, str(work), len(calls))
            if done.returncode:
                raise Refused(_last_line(done.stderr) or f"it ended with {done.returncode}")
            with np.load(work / "result.npz") as found:
                return [{spec.name: found[f"{number}/{spec.name}"] for spec in call.outputs}
                        for number, call in enumerate(calls)]  # fmt: skip
