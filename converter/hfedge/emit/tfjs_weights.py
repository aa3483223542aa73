"""Weights of a TF.js graph model: how a recipe stores them, and the shard files that hold them.

TF.js expands stored weights to float32 or int32 as it loads them: what is stored small shrinks the download, not the
memory. Integers are stored in as few bytes as hold them exactly, whatever the recipe.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from hfedge.errors import UsageError

# Only float32 matrices of at least this many elements are stored smaller. What stays exact (biases, layer
# norms, scalars, short tables such as type embeddings) is under 1 % of an encoder's bytes, and is the part
# where an error touches every token alike.
QUANTIZED_ELEMENTS = 1024

# TF.js's loader awaits the headers of all shards before it reads any body. Over HTTP/1.1 a browser has six
# connections to a host, so with responses that may not be cached it waits for ever, without an error, once
# the shards are more than the connections that are free. Four leave two for the page itself. Below 4 MiB a
# shard is not worth its request; a quarter of MiniLM in fp32 is 22.8 MB, under the 25 MiB that common hosts
# allow a file.
MOST_SHARDS = 4
LEAST_SHARD_BYTES = 4 * 1024 * 1024

# The largest level of each dtype that TF.js reads as level * scale + min (decodeWeight of tfjs-core's io_utils.ts).
_LEVELS = {"uint8": 255, "uint16": 65535}
# A smaller array is not worth the numbers that say how it is stored.
_SHRUNK_INTEGERS = 64

_LARGEST_FLOAT16 = float(np.finfo(np.float16).max)
_CHUNK_ELEMENTS = 1 << 20


@dataclass(frozen=True)
class Stored:
    """How one array lies in the shards, as `dtype`; `scale` and `minimum` are of uint8 and uint16 only."""

    name: str
    array: np.ndarray
    dtype: str
    scale: float = 0.0
    minimum: float = 0.0

    @property
    def nbytes(self) -> int:
        return self.array.size * np.dtype(self.dtype).itemsize

    def manifest_entry(self) -> dict[str, Any]:
        """The row of model.json's weightsManifest."""
        original = self.array.dtype.name
        entry = {"name": self.name, "shape": list(self.array.shape), "dtype": original}
        if self.dtype != original:
            affine = {"min": self.minimum, "scale": self.scale} if self.dtype in _LEVELS else {}
            entry["quantization"] = {**affine, "original_dtype": original, "dtype": self.dtype}
        return entry

    def chunks(self) -> Iterator[bytes]:
        """The stored bytes, little-endian, a few MiB at a time, so that no weight is ever held twice."""
        flat = self.array.reshape(-1)
        for start in range(0, flat.size, _CHUNK_ELEMENTS):
            yield self._encoded(flat[start : start + _CHUNK_ELEMENTS]).tobytes()

    def _encoded(self, values: np.ndarray) -> np.ndarray:
        if self.dtype in _LEVELS:
            levels = np.round((values.astype(np.float64) - self.minimum) / self.scale)
            return np.clip(levels, 0, _LEVELS[self.dtype]).astype(np.dtype(self.dtype).newbyteorder("<"))
        return values.astype(np.dtype(self.dtype).newbyteorder("<"), copy=False)


def as_is(name: str, array: np.ndarray) -> Stored:
    return Stored(name, array, array.dtype.name)


def as_levels(name: str, array: np.ndarray) -> Stored:
    """Integers in one or two bytes each, exactly, if their range allows it: TF.js rounds level + minimum."""
    low, high = int(array.min()), int(array.max())
    fitting = (dtype for dtype, largest in _LEVELS.items() if high - low <= largest)
    dtype = next(fitting, None)
    return Stored(name, array, dtype, 1, low) if dtype else as_is(name, array)


def as_float16(name: str, array: np.ndarray) -> Stored:
    """Half the bytes; an array with a value that float16 cannot hold stays float32."""
    fits = max(float(array.max()), -float(array.min())) <= _LARGEST_FLOAT16
    return Stored(name, array, "float16") if fits else as_is(name, array)


def as_affine(name: str, array: np.ndarray, dtype: str) -> Stored:
    """A quarter of the bytes as uint8, half of them as uint16: value = level * scale + minimum, one pair per array.

    Where the range holds 0.0 it is moved, as the official converter does, so that a level is exactly 0.0.
    An array that is not finite stays float32.
    """
    low, high = float(array.min()), float(array.max())
    if not math.isfinite(low) or not math.isfinite(high):
        return as_is(name, array)
    if low == high:
        return Stored(name, array, dtype, 1.0, low)
    scale = (high - low) / _LEVELS[dtype]
    if low <= 0 <= high:
        low = -float(np.round(-low / scale)) * scale
    return Stored(name, array, dtype, scale, low)


RECIPES = {
    "fp32": as_is,
    "fp16": as_float16,
    "uint8": partial(as_affine, dtype="uint8"),
    "uint16": partial(as_affine, dtype="uint16"),
}


def stored(name: str, array: np.ndarray, recipe_name: str) -> Stored:
    """`array` as the recipe stores it. Raises UsageError for a recipe that TF.js has not."""
    if recipe_name not in RECIPES:
        raise UsageError(f"recipe {recipe_name!r} does not exist for TF.js", accepted=", ".join(RECIPES))
    if array.dtype == np.int32:
        return as_levels(name, array) if array.size >= _SHRUNK_INTEGERS else as_is(name, array)
    is_matrix = sum(size > 1 for size in array.shape) >= 2
    shrinks = array.dtype == np.float32 and is_matrix and array.size >= QUANTIZED_ELEMENTS
    return RECIPES[recipe_name](name, array) if shrinks else as_is(name, array)


def shard_bytes(total: int) -> int:
    """Size of every shard but the last."""
    return max(LEAST_SHARD_BYTES, math.ceil(total / MOST_SHARDS))


def write_shards(folder: Path, weights: list[Stored]) -> list[str]:
    """Write `weights`, one behind the other, cut into shards; the file names in order."""
    total = sum(weight.nbytes for weight in weights)
    size = shard_bytes(total)
    count = max(1, math.ceil(total / size))
    names = [f"group1-shard{number + 1}of{count}.bin" for number in range(count)]
    pieces = (memoryview(chunk) for weight in weights for chunk in weight.chunks())
    left = memoryview(b"")
    for name in names:
        with open(folder / name, "wb") as shard:
            left = _fill(shard, size, left, pieces)
    return names


def _fill(shard: BinaryIO, room: int, left: memoryview, pieces: Iterator[memoryview]) -> memoryview:
    """Write up to `room` bytes, those `left` of the last piece first; what is left of the piece now."""
    while room:
        left = left if left else next(pieces, memoryview(b""))
        if not left:
            break
        shard.write(left[:room])
        room, left = room - len(left[:room]), left[room:]
    return left
