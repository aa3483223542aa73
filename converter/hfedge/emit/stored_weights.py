"""Weights as they lie in a .tflite: which form each has, made when the file is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import LazyBuffer, scales_per_row, schema
from hfedge.emit.int4 import Blocks
from hfedge.emit.int8 import quantize_rows, row_scales
from hfedge.emit.static import StaticLayer
from hfedge.errors import EmitError
from hfedge.recipes import FLOAT16, FLOAT32, INT4, INT8, INT8_STATIC, Forms

Key = tuple[str, bool]  # a weight's name, and whether its matrix is turned
_INTEGERS = ("int8", "uint8", "int16", "int32")  # tables of the tokenizer, as they are


@dataclass(frozen=True)
class Stored:
    """A parameter as it lies in the file: buffer index, tensor type, shape, and scales if it is int8."""

    buffer: int
    type: int
    shape: tuple[int, ...]
    quantization: Any = None


@dataclass(frozen=True)
class StoredLayer:
    """A StaticLayer as it lies in the file."""

    matrix: Stored
    bias: Stored | None
    spread: Stored | None


class WeightStore:
    """The weights of a file: each is stored once in each form, however many signatures read it.

    weights(name): float32 or integer array of a parameter; forms: how each is stored; calibrated: the weights that are
    int4 (Blocks) or int8-static (StaticLayer), the others of these forms are int8; for_gpu: whether graphs are written
    as gpu.py wants them.
    """

    def __init__(
        self,
        model: Any,
        weights: Callable[[str], np.ndarray],
        forms: Forms,
        calibrated: Mapping[Key, Blocks | StaticLayer] | None = None,
        for_gpu: bool = False,
    ):
        self.model, self.weights, self.forms, self.for_gpu = model, weights, forms, for_gpu
        self.blocks = {key: one for key, one in (calibrated or {}).items() if isinstance(one, Blocks)}
        self.static = {key: one for key, one in (calibrated or {}).items() if isinstance(one, StaticLayer)}
        self.types = schema().TensorType
        self.stored: dict[tuple[Any, ...], Stored] = {}
        self.layers: dict[Key, StoredLayer] = {}
        self.float_bytes = self.stored_bytes = 0  # of float parameters: as float32, and as they are stored

    def form_of(self, name: str) -> str:
        """How a matrix or table that was not calibrated is stored."""
        form = self.forms.of(name)
        return INT8 if form in (INT4, INT8_STATIC) else form

    def store(self, name: str, shape: tuple[int, ...], kind: str = FLOAT32, transposed: bool = False) -> Stored:
        """The parameter as FLOAT32, FLOAT16 or INT8; shape: what the graph says it has, before it is transposed."""
        key = (name, kind, "transposed" if transposed else "")
        if key not in self.stored:
            self.stored[key] = self._add(name, kind, transposed)
        stored = self.stored[key]
        if tuple(shape) != (stored.shape[::-1] if transposed else stored.shape):
            raise EmitError(f"{name} has the shape {stored.shape}, the graph wants {tuple(map(int, shape))}")
        return stored

    def _add(self, name: str, kind: str, transposed: bool) -> Stored:
        def array() -> np.ndarray:
            values = np.asarray(self.weights(name))
            return np.ascontiguousarray(values.T) if transposed else values

        values = array()
        if values.dtype.name in _INTEGERS:
            tensor_type = getattr(self.types, values.dtype.name.upper())
            return Stored(self.add_buffer(values.nbytes, array), tensor_type, values.shape)
        if values.dtype != np.float32:
            raise EmitError(f"{name} is {values.dtype}", accepted=f"float32, {', '.join(_INTEGERS)}")
        quantization = None
        if kind == INT8:
            scales = row_scales(values, name)
            quantization, item = scales_per_row(scales), (self.types.INT8, 1, lambda: quantize_rows(array(), scales))
        elif kind == FLOAT16:
            item = (self.types.FLOAT16, 2, lambda: to_float16(array(), name))
        else:
            item = (self.types.FLOAT32, 4, array)
        tensor_type, item_bytes, make = item
        self.float_bytes += values.nbytes
        self.stored_bytes += values.size * item_bytes
        return Stored(self.add_buffer(values.size * item_bytes, make), tensor_type, values.shape, quantization)

    def store_blocks(self, key: Key) -> tuple[Stored, Stored]:
        """One of `blocks` -> its weights and its scales."""
        name, blocks = f"{key[0]} in blocks", self.blocks[key]
        parts = {"weights": (blocks.packed, blocks.shape, self.types.INT4),
                 "scales": (blocks.scales, blocks.scales.shape, self.types.FLOAT16)}  # fmt: skip
        for part, (array, shape, tensor_type) in parts.items():
            if (name, part, key[1]) not in self.stored:
                buffer = self.add_buffer(array.nbytes, lambda array=array: array)
                self.stored[name, part, key[1]] = Stored(buffer, tensor_type, shape)
                self.stored_bytes += array.nbytes
                self.float_bytes += 4 * blocks.shape[0] * blocks.shape[1] if part == "weights" else 0
        return self.stored[name, "weights", key[1]], self.stored[name, "scales", key[1]]

    def store_static(self, key: Key) -> StoredLayer:
        """One of `static`."""
        if key not in self.layers:
            layer = self.static[key]
            spread = None if layer.spread is None else self.vector(layer.spread)
            self.layers[key] = StoredLayer(self._static_matrix(key, layer), self._static_bias(layer), spread)
        return self.layers[key]

    def _static_matrix(self, key: Key, layer: StaticLayer) -> Stored:
        def levels() -> np.ndarray:
            values = self.weights(key[0])
            return layer.levels(np.ascontiguousarray(values.T) if key[1] else values)

        outputs, inputs = layer.shape
        self.float_bytes += 4 * outputs * inputs
        self.stored_bytes += outputs * inputs
        buffer = self.add_buffer(outputs * inputs, levels)
        return Stored(buffer, self.types.INT8, layer.shape, scales_per_row(layer.scales))

    def _static_bias(self, layer: StaticLayer) -> Stored | None:
        if layer.bias is None:
            return None
        stored = self.vector(layer.bias)
        scales = scales_per_row(layer.scales * np.float32(layer.read.scale))
        return Stored(stored.buffer, self.types.INT32, stored.shape, scales)

    def vector(self, array: np.ndarray) -> Stored:
        """One of a static layer's, or rows known beforehand (float32 or float16), once however many have the same."""
        key = ("vector", array.dtype.name, array.tobytes())
        if key not in self.stored:
            self.stored_bytes += array.nbytes
            buffer = self.add_buffer(array.nbytes, lambda: array)
            self.stored[key] = Stored(buffer, getattr(self.types, array.dtype.name.upper()), array.shape)
        return self.stored[key]

    def add_buffer(self, size: int, make: Callable[[], np.ndarray]) -> int:
        self.model.buffers.append(LazyBuffer(size, make))
        return len(self.model.buffers) - 1

    def scales_of(self, name: str, table: Stored) -> Stored:
        """The scales of an int8 table as a float32 table [rows, 1] of their own."""
        key = (name, "scales")
        if key not in self.stored:
            scales = table.quantization.scale.reshape(-1, 1)
            buffer = self.add_buffer(scales.nbytes, lambda: scales)
            self.stored[key] = Stored(buffer, self.types.FLOAT32, scales.shape)
            self.stored_bytes += scales.nbytes
        return self.stored[key]


def to_float16(values: np.ndarray, name: str) -> np.ndarray:
    """Raises EmitError for a number that float16 cannot hold."""
    largest = max(values.max(initial=0), -values.min(initial=0))
    if not largest <= np.finfo(np.float16).max:  # so that it is true of NaN as well
        raise EmitError(f"{name} holds numbers beyond float16 (65504)", hint="Use another recipe: fp32 or int8.")
    return values.astype(np.float16)
