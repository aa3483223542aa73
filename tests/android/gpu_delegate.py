"""LiteRT's WebGPU delegate on Mesa's Vulkan of software: what a GPU would take of a .tflite, on a machine without one.

    report = run(file, {"encode_16": inputs}, full=True)

runs a process of its own: a delegate may end it. Mesa comes from Debian's backports, unpacked beside the project; the
one of Debian 12 itself is too old for the delegate.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from tests.android.debian import CACHE, Suite

MESA = Suite("bookworm-backports", "amd64", basis=("bookworm",))
_REFUSED = re.compile(r"not supported by GPU delegate:\n(.*?)^\d+ operations", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Report:
    """code: the process's, negative where a signal ended it; accelerated: what LiteRT says of the whole file; refused:
    its reasons, by op; outputs: by signature and name, empty where the file was refused; log: all it wrote."""

    code: int
    accelerated: bool
    refused: tuple[str, ...]
    outputs: Mapping[str, Mapping[str, np.ndarray]]
    log: str


@lru_cache
def driver() -> dict[str, str]:
    """The environment in which a process finds the Vulkan of software. Raises NotHere."""
    root = MESA.unpacked(("mesa-vulkan-drivers",))
    found = [path for part in ("usr/lib", "lib") for path in (root / part / "x86_64-linux-gnu").glob("*.so*")]
    folder = CACHE / "mesa"
    folder.mkdir(parents=True, exist_ok=True)
    for path in found:
        link = folder / path.name
        if not link.is_symlink():
            link.symlink_to(path)
    icd = folder / "lvp.json"
    library = str(folder / "libvulkan_lvp.so")
    icd.write_text(
        json.dumps({"file_format_version": "1.0.0", "ICD": {"library_path": library, "api_version": "1.3.0"}})
    )
    return {"VK_DRIVER_FILES": str(icd), "VK_ICD_FILENAMES": str(icd), "LD_LIBRARY_PATH": str(folder)}


def run(
    file: Path, calls: Mapping[str, Mapping[str, np.ndarray]], with_cpu: bool = False, float32: bool = False
) -> Report:
    """Opens a file with the GPU, and the CPU beside it or not, and runs some signatures; float32: no half precision."""
    asked = file.with_suffix(".asked.npz")
    np.savez(asked, **{f"{name}/{key}": value for name, inputs in calls.items() for key, value in inputs.items()})
    answered = file.with_suffix(".answered.npz")
    answered.unlink(missing_ok=True)
    command = [sys.executable, __file__, str(file), str(asked), str(answered), str(int(with_cpu)), str(int(float32))]
    paths = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        command, env={**os.environ, **driver(), "PYTHONPATH": paths}, capture_output=True, text=True, timeout=300
    )
    outputs: dict[str, dict[str, np.ndarray]] = {}
    if answered.exists():
        for name, value in np.load(answered).items():
            signature, key = name.split("/", 1)
            outputs.setdefault(signature, {})[key] = value
    reasons = {line for block in _REFUSED.findall(done.stderr) for line in block.splitlines() if line.strip()}
    full = "accelerated: True" in done.stdout
    return Report(done.returncode, full, tuple(sorted(reasons)), outputs, done.stderr)


def _main(file: str, asked: str, answered: str, with_cpu: str, float32: str) -> None:
    """In the other process."""
    from ai_edge_litert.compiled_model import CompiledModel, GpuOptions, HardwareAccelerator, Options

    wanted = HardwareAccelerator.GPU | HardwareAccelerator.CPU if int(with_cpu) else HardwareAccelerator.GPU
    model = CompiledModel.from_file(
        file, options=Options(wanted, gpu_options=GpuOptions(enforce_f32=bool(int(float32))))
    )
    print(f"accelerated: {model.is_fully_accelerated()}")
    calls: dict[str, dict[str, np.ndarray]] = {}
    for name, value in np.load(asked).items():
        calls.setdefault(name.split("/", 1)[0], {})[name.split("/", 1)[1]] = value
    found = {}
    for signature, values in calls.items():
        inputs = {name: model.create_input_buffer_by_name(signature, name) for name in values}
        details = model.get_output_tensor_details(signature)
        outputs = {name: model.create_output_buffer_by_name(signature, name) for name in details}
        for name, value in values.items():
            inputs[name].write(np.ascontiguousarray(value, np.int32).reshape(-1))
        model.run_by_name(signature, inputs, outputs)
        for name, detail in details.items():
            kind = np.float32 if "float" in str(detail["dtype"]).lower() else np.int32
            shape = [int(size) for size in detail["shape"]]
            found[f"{signature}/{name}"] = outputs[name].read(int(np.prod(shape)), np.dtype(kind)).reshape(shape)
    np.savez(answered, **found)


if __name__ == "__main__":
    _main(*sys.argv[1:])
