"""Weights in four bits: a float16 scale for every block of a row, and rounding that heeds what goes into the layer.

Rounding each weight for itself costs MiniLM 4 % of its cosine. Two things halve that twice:

- the scale of a block is the one, of a few, with the least error, where the error of a weight counts as much as the
  squares of what it is multiplied by;
- GPTQ (Frantar et al., 2022): the error of one input's weights is passed on to the inputs that are still to be rounded,
  as far as these go together with it in what the layer reads (its second moments, see calibration.py).

The scales have 8 significant bits: XNNPACK keeps them as bfloat16, and so computes with just these.
"""

from dataclasses import dataclass

import numpy as np

from hfedge.errors import EmitError

LEAST, MOST = -8, 7
BLOCK = 32  # XNNPACK has kernels for multiples of 32; 32 is the nearest
TABLE_BLOCKS = (64, 32)  # a looked-up row is one summand of many, and its scales are a tenth of the table's bytes
# Share of the mean second moment that is added to each: few texts say little about rare directions. On MiniLM, with a
# thousand tokens, 0.1 is better than 0.01.
DAMPING = 0.1
_SHARES = np.linspace(0.5, 1, 21, dtype=np.float32)  # of the scale that reaches the largest weight of a block
_SIGNED_SHARES = np.linspace(0.7, 1, 11, dtype=np.float32)
_LEAST_SCALE = np.float32(2.0**-24)  # of float16
_ROWS_AT_ONCE = 1024


@dataclass(frozen=True)
class Blocks:
    """packed: uint8 [rows * inputs / 2], the first of two weights in the low bits; scales: float16 [rows, blocks]."""

    packed: np.ndarray
    scales: np.ndarray
    shape: tuple[int, int]

    @property
    def size(self) -> int:
        """Inputs that share a scale."""
        return self.shape[1] // self.scales.shape[1]

    def values(self) -> np.ndarray:
        """float32 [rows, inputs]: what LiteRT makes of it."""
        pairs = np.stack([self.packed << 4, self.packed & 0xF0], 1).view(np.int8) >> 4
        blocks = pairs.reshape(*self.scales.shape, self.size)
        return (blocks * self.scales[..., None].astype(np.float32)).reshape(self.shape)


def quantize_matrix(matrix: np.ndarray, moments: np.ndarray, name: str) -> Blocks:
    """matrix: float32 [outputs, inputs], inputs a multiple of BLOCK; moments: float32 [inputs, inputs], the mean of
    x x^T over what the layer reads. Raises EmitError for numbers that are not finite."""
    rest, importance = _finite(matrix, name).copy(), np.diag(moments)
    spread = _spread(moments)
    levels = np.empty(matrix.shape, np.int8)
    scales = np.empty((len(matrix), matrix.shape[1] // BLOCK), np.float16)
    for number, start in enumerate(range(0, matrix.shape[1], BLOCK)):
        block, later = slice(start, start + BLOCK), slice(start + BLOCK, None)
        scale = best_scales(rest[:, block], importance[block])
        levels[:, block], errors = _round_block(rest[:, block], scale, spread[block, block])
        rest[:, later] -= errors @ spread[block, later]
        scales[:, number] = scale
    return Blocks(_pack(levels), scales, matrix.shape)


def quantize_table(table: np.ndarray, size: int, name: str) -> Blocks:
    """table: float32 [rows, width], width a multiple of size. LiteRT's lookup takes negative scales, and so the largest
    weight of a block can always be level -8. Raises EmitError for numbers that are not finite."""
    rows = _finite(table, name).reshape(-1, size)
    packed, scales = np.empty(table.size // 2, np.uint8), np.empty(len(rows), np.float16)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        scale = best_scales(rows[part], np.ones(size, np.float32), signed=True)
        packed[start * size // 2 : (start + _ROWS_AT_ONCE) * size // 2] = _pack(_levels(rows[part], scale[:, None]))
        scales[part] = scale
    return Blocks(packed, scales.reshape(len(table), -1), table.shape)


def relative_error(matrix: np.ndarray, blocks: Blocks, moments: np.ndarray) -> float:
    """Of the layer's outputs, without bias: the root of the mean square of their error over that of themselves."""
    error = matrix - blocks.values()
    wrong, all_ = (float(np.sum((weights @ moments) * weights)) for weights in (error, matrix))
    return (wrong / all_) ** 0.5 if all_ > 0 else 0.0


def best_scales(rows: np.ndarray, importance: np.ndarray, signed: bool = False) -> np.ndarray:
    """float32 [rows]: for each row of float32 [rows, n] the scale of the least error; importance: [n]."""
    peak = np.take_along_axis(rows, np.abs(rows).argmax(1)[:, None], 1)[:, 0]
    tried = [np.abs(peak) / MOST * share for share in _SHARES]
    if signed:
        tried += [peak / LEAST * share for share in _SIGNED_SHARES]
    best, least = np.ones(len(rows), np.float32), np.full(len(rows), np.inf, np.float32)
    for scale in map(_short, tried):
        error = ((_levels(rows, scale[:, None]) * scale[:, None] - rows) ** 2) @ importance
        better = error < least
        best, least = np.where(better, scale, best), np.where(better, error, least)
    return best


def _short(scales: np.ndarray) -> np.ndarray:
    """The nearest numbers, but zero, that are both float16 and bfloat16."""
    bits = (scales.astype(np.float32).view(np.uint32) + 0x8000) & 0xFFFF0000
    halves = bits.view(np.float32).astype(np.float16).astype(np.float32)
    return np.where(halves == 0, _LEAST_SCALE, halves)


def _levels(values: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(values / scale), LEAST, MOST).astype(np.int8)


def _round_block(values: np.ndarray, scale: np.ndarray, spread: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """-> levels int8, and errors to be passed on to what follows the block; both of the shape of values."""
    rest, levels, errors = values.copy(), np.empty(values.shape, np.int8), np.empty_like(values)
    for place in range(values.shape[1]):
        levels[:, place] = _levels(rest[:, place], scale)
        errors[:, place] = (rest[:, place] - levels[:, place] * scale) / spread[place, place]
        rest[:, place + 1 :] -= np.outer(errors[:, place], spread[place, place + 1 :])
    return levels, errors


def _spread(moments: np.ndarray) -> np.ndarray:
    """float32, upper triangular: row i says how an error at input i is passed on to those behind it."""
    damped = moments.astype(np.float64)
    mean = np.trace(damped) / len(damped)
    damped[np.diag_indices_from(damped)] += DAMPING * mean if mean > 0 else 1.0
    return np.linalg.cholesky(np.linalg.inv(damped)).T.astype(np.float32)


def _pack(levels: np.ndarray) -> np.ndarray:
    pairs = levels.reshape(-1, 2).view(np.uint8) & 0xF
    return pairs[:, 0] | pairs[:, 1] << 4


def _finite(values: np.ndarray, name: str) -> np.ndarray:
    largest = np.abs(values).max(initial=0)
    if not largest <= np.finfo(np.float16).max:  # so that it is true of NaN as well
        raise EmitError(f"{name} holds numbers beyond float16 (65504)", hint="Use another recipe: fp32 or int8.")
    return values
