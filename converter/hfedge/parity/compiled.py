"""LiteRT's CompiledModel on the CPU, one thread: the API that LiteRT wants apps to move to.

Its buffers are made by name, kept for each signature, and read with the manifest's dtypes and shapes. It prints a line
for every output that is constant, so what it writes to the process's stderr is thrown away.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.parity.calls import Arrays, Call
from hfedge.parity.refusal import Refused


class Compiled:
    """A caller (see calls.py) of one .tflite. Not for several threads. Raises Refused where LiteRT does."""

    def __init__(self, file: Path):
        from ai_edge_litert.compiled_model import CompiledModel

        try:
            with _quiet():
                self._model = CompiledModel.from_file(str(file))
        except (RuntimeError, ValueError) as error:
            raise Refused(str(error)) from error
        self._buffers: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}

    def __call__(self, calls: Sequence[Call]) -> list[Arrays]:
        try:
            with _quiet():
                return [self._run(call) for call in calls]
        except (RuntimeError, ValueError) as error:
            raise Refused(str(error)) from error

    def close(self) -> None:
        with _quiet():
            self._buffers.clear()
            self._model = None  # and LiteRT's environment with it, which logs its end

    def _run(self, call: Call) -> Arrays:
        inputs, outputs = self._buffers_of(call)
        for name, values in call.inputs.items():
            inputs[name].write(values)
        self._model.run_by_name(call.signature, inputs, outputs)
        return {
            spec.name: outputs[spec.name].read(int(np.prod(spec.shape)), np.dtype(spec.dtype)).reshape(spec.shape)
            for spec in call.outputs
        }

    def _buffers_of(self, call: Call) -> tuple[dict[str, Any], dict[str, Any]]:
        if call.signature not in self._buffers:
            model, name = self._model, call.signature
            self._buffers[name] = (
                {one: model.create_input_buffer_by_name(name, one) for one in call.inputs},
                {spec.name: model.create_output_buffer_by_name(name, spec.name) for spec in call.outputs},
            )
        return self._buffers[call.signature]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """LiteRT writes to the descriptor, not to sys.stderr."""
    saved = os.dup(2)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)
