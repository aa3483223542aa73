"""What is installed here, and what each missing piece would enable."""

import importlib.metadata
import platform
import shutil
import subprocess
from typing import Any

from hfedge.errors import UsageError
from hfedge.parity.browser import VARIABLE as BROWSER
from hfedge.parity.old_tflite import INSTALL as OLD_TFLITE

# (package, needed, what it is for, how to get it)
PACKAGES = (
    ("tensorflow", "yes", "tracing and converting", "pip install hfedge"),
    ("tokenizers", "yes", "compiling tokenizers", "pip install hfedge"),
    ("safetensors", "yes", "reading weights", "pip install hfedge"),
    ("huggingface-hub", "yes", "models from the Hub", "pip install hfedge"),
    ("hfedge-runtime", "yes", "hfedge run", "pip install hfedge"),
    ("ai-edge-litert", "yes", "running .tflite files", "pip install hfedge"),
    ("datasets", "no", "--calibration and --data from data sets", "pip install 'hfedge[data]'"),
    ("tensorflow-text", "no", "--tokenizer tf-text", "pip install 'hfedge[tf-text]'"),
    ("torch", "no", "the parity check against the original", "pip install 'hfedge[reference]'"),
    ("transformers", "no", "the parity check against the original", "pip install 'hfedge[reference]'"),
)


def examine() -> list[dict[str, Any]]:
    """One row per piece: name, found (version or ""), needed, enables, install."""
    rows = [_row("python", platform.python_version(), "yes", "everything", "3.10 to 3.12")]
    rows += [_row(name, _version(name), needed, use, how) for name, needed, use, how in PACKAGES]
    rows.append(_row("cuda device", _cuda(), "no", "a reference on the GPU", "a CUDA build of torch"))
    rows.append(_row("node", _node(), "no", "checking TF.js artifacts", "Node (tested with 20)"))
    packages = "@tensorflow/tfjs-{core,converter,backend-cpu,backend-wasm}"
    install = f"npm install {packages}, and HFEDGE_NODE_FOLDER"
    rows.append(_row("tfjs packages", _tfjs(), "no", "checking TF.js artifacts", install))
    rows.append(_row("tflite-runtime", _tflite_runtime(), "no", "hfedge verify --runtime tflite-2.14", OLD_TFLITE))
    browser = f"Chromium or Chrome, or its path in {BROWSER}"
    rows.append(_row("browser", _browser(), "no", "hfedge verify --runtime browser", browser))
    return rows


def _row(name: str, found: str, needed: str, enables: str, install: str) -> dict[str, Any]:
    return {"name": name, "found": found, "needed": needed, "enables": enables, "install": install}


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _cuda() -> str:
    try:
        import torch
    except (ImportError, OSError):  # not there, or built for other libraries than are here
        return ""
    return torch.cuda.get_device_name() if torch.cuda.is_available() else ""


def _node() -> str:
    path = shutil.which("node")
    if path is None:
        return ""
    return subprocess.run([path, "--version"], capture_output=True, text=True, timeout=10).stdout.strip()


def _tflite_runtime() -> str:
    from hfedge.parity.old_tflite import find_python

    try:
        found = find_python()
    except UsageError:  # the variable names a Python without it
        return ""
    return f"{found[1]} ({found[0]})" if found else ""


def _browser() -> str:
    from hfedge.parity.browser import find_browser, version

    try:
        found = find_browser()
    except UsageError:  # the variable names nothing that runs
        return ""
    return f"{version(found)} ({found})" if found else ""


def _tfjs() -> str:
    from hfedge.parity.node import find_modules

    folder = find_modules()
    return str(folder) if folder else ""
