"""Runs TF.js graph models in Node; run_tfjs.mjs says which files pass between the two."""

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from hfedge.errors import HfedgeError


class TfjsError(HfedgeError, RuntimeError):
    """TF.js did not load the model or run it; the message is Node's."""


PACKAGES = ("tfjs-core", "tfjs-converter", "tfjs-backend-cpu", "tfjs-backend-wasm")
_SCRIPT = Path(__file__).with_name("run_tfjs.mjs")


def find_modules(folder: Path | None = None) -> Path | None:
    """A folder whose node_modules holds the TF.js packages: `folder`, HFEDGE_NODE_FOLDER, or the working folder.

    None if there is none, or no node on the PATH.
    """
    places = [folder, os.environ.get("HFEDGE_NODE_FOLDER"), Path.cwd()]
    for place in (Path(place).resolve() for place in places if place):
        if all((place / "node_modules" / "@tensorflow" / name).is_dir() for name in PACKAGES):
            return place if shutil.which("node") else None
    return None


@dataclass(frozen=True)
class TfjsRun:
    """One call: `inputs` by name (int32 or float32 arrays), names of the `outputs` wanted."""

    inputs: dict[str, np.ndarray]
    outputs: tuple[str, ...]
    repeat: int = 1


@dataclass(frozen=True)
class TfjsResult:
    """`outputs` by name, `ms` of every repetition, and how many tensors the model left behind."""

    outputs: dict[str, np.ndarray]
    ms: list[float] = field(repr=False)
    leaked: int = 0


def run_tfjs(
    model: Path | str, runs: list[TfjsRun], backend: str, modules: Path, *, timeout: float = 300
) -> list[TfjsResult]:
    """What the graph model in a folder, or at a URL, answers on `backend` ("cpu" or "wasm"), run by run.

    Raises TfjsError with Node's message when the model does not load or a run fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _write_request(work, model, runs, backend)
        done = subprocess.run(
            ["node", str(_SCRIPT), str(work), str(modules)], capture_output=True, text=True, timeout=timeout
        )
        if done.returncode != 0:
            raise TfjsError(done.stderr.strip())
        return _read_result(work)


def _write_request(work: Path, model: Path | str, runs: list[TfjsRun], backend: str) -> None:
    described, parts, offset = [], [], 0
    for run in runs:
        specs = []
        for name, value in run.inputs.items():
            array = np.ascontiguousarray(value)
            if array.dtype not in (np.int32, np.float32):
                raise TypeError(f"{name} is {array.dtype}, TF.js takes int32 and float32")
            specs.append({"name": name, "dtype": array.dtype.name, "shape": list(array.shape), "offset": offset})
            parts.append(array.tobytes())
            offset += array.nbytes
        described.append({"inputs": specs, "outputs": list(run.outputs), "repeat": run.repeat})
    request = {
        "model": model if isinstance(model, str) else str(model.resolve()),
        "backend": backend,
        "runs": described,
    }
    (work / "request.json").write_text(json.dumps(request), encoding="utf-8")
    (work / "request.bin").write_bytes(b"".join(parts))


def _read_result(work: Path) -> list[TfjsResult]:
    result = json.loads((work / "result.json").read_text(encoding="utf-8"))
    data = (work / "result.bin").read_bytes()

    def array(spec: dict) -> np.ndarray:
        dtype = np.float32 if spec["dtype"] == "float32" else np.int32
        count = int(np.prod(spec["shape"], dtype=np.int64))
        return np.frombuffer(data, dtype, count, spec["offset"]).reshape(spec["shape"])

    return [
        TfjsResult({spec["name"]: array(spec) for spec in run["outputs"]}, run["ms"], result["tensors"]["leaked"])
        for run in result["runs"]
    ]
