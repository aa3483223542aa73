"""A linear layer of which all is int8 with steps known beforehand: what it reads, its weights and what it gives.

What a layer reads is divided, input by input, by what evens out its outliers, and the weights are multiplied by it
(SmoothQuant, Xiao et al., 2022), as far as the layer's outputs on real rows get better by it. What it gives is evened
out, too: the weights of an output are divided by how large it gets, which costs nothing, since each output has a scale
of its own, and what comes out is multiplied by it. MiniLM needs that most: a mean cosine of 0.961 with neither, 0.955
with the first alone, 0.992 with the second alone, 0.997 with both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hfedge.emit.int8 import quantize_rows, row_scales
from hfedge.errors import EmitError

LEAST, MOST = -128, 127
_ALPHAS = (0.3, 0.5, 0.65, 0.8)  # how much of an outlier goes to the weights; the paper's are 0.5 to 0.75
# Ranges are what the texts show and some more, for other texts: the outputs of a sample less sure than inputs of all.
# On MiniLM, with 64 texts, 1.0 and 1.0 give a least cosine of 0.974, 1.0 and 1.1 0.979, 1.1 and 1.5 0.985, 1.2 and 2.0
# 0.981; ranges of the least squared error, which cut the rarest numbers off, 0.971.
INPUT_MARGIN, OUTPUT_MARGIN = 1.1, 1.5
# A product, or a factor per output, before what is float32 is one more op: it has to take that much of the error.
WORTH_AN_OP = 0.8
_MOST_BIAS = 2.0**30  # of int32, half of which is left to the sum of products
_RATIOS = (2.0**-32, 256.0)  # of a product's step to the output's: XNNPACK refuses others
_LEAST_RATIO = 2.0**-20  # of what evens out inputs or outputs, to the largest


@dataclass(frozen=True)
class Steps:
    """Of an int8 tensor: a level stands for (level - zero) * scale."""

    scale: float
    zero: int

    @classmethod
    def of(cls, low: float, high: float) -> "Steps":
        """From low to high, and zero, which is a level."""
        low, high = min(0.0, float(low)), max(0.0, float(high))
        scale = np.float32((high - low) / (MOST - LEAST))
        if not scale >= np.finfo(np.float32).tiny:
            return cls(1.0, 0)
        return cls(float(scale), int(np.clip(np.rint(LEAST - low / scale), LEAST, MOST)))

    def levels(self, values: np.ndarray) -> np.ndarray:
        """float32, whole: what QUANTIZE makes of them."""
        return np.clip(np.rint(values / np.float32(self.scale)) + self.zero, LEAST, MOST)

    def rounded(self, values: np.ndarray) -> np.ndarray:
        return (self.levels(values) - self.zero) * np.float32(self.scale)


@dataclass(frozen=True)
class Rows:
    """What layers read: values float32 [rows, inputs] is a sample; low, high float32 [inputs] are of all rows."""

    values: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Linear:
    """float32: matrix [outputs, inputs], bias [outputs] or None; least, most: the bounds of a fused activation."""

    matrix: np.ndarray
    bias: np.ndarray | None = None
    least: float = -np.inf
    most: float = np.inf

    def outputs(self, products: np.ndarray) -> np.ndarray:
        return np.clip(products if self.bias is None else products + self.bias, self.least, self.most)


@dataclass(frozen=True)
class StaticLayer:
    """read, written: the steps of its input and output. smooth, float32 [inputs]: what the layer reads is divided by;
    spread, float32 [outputs]: what it gives is multiplied by (None: nothing). row_scales, float32 [outputs]: the steps
    of matrix * smooth. bias: int32 [outputs] or None. error: of what it gives, relative, on the rows it was made from.
    """

    shape: tuple[int, int]
    read: Steps
    written: Steps
    row_scales: np.ndarray
    bias: np.ndarray | None
    smooth: np.ndarray | None
    spread: np.ndarray | None
    error: float

    @property
    def scales(self) -> np.ndarray:
        """float32 [outputs]: the steps of the weights, of outputs that are not yet multiplied by `spread`."""
        return self.row_scales if self.spread is None else self.row_scales / self.spread

    def levels(self, matrix: np.ndarray) -> np.ndarray:
        """int8 [outputs, inputs] of the layer's float32 matrix."""
        return quantize_rows(matrix if self.smooth is None else matrix * self.smooth, self.row_scales)


def static_layers(layers: Sequence[Linear], rows: Rows) -> list[StaticLayer]:
    """Of layers that read the same, which therefore has the same steps for all. Raises EmitError for numbers that are
    not finite."""
    if not (np.isfinite(rows.low).all() and np.isfinite(rows.high).all()):
        raise EmitError("a layer reads numbers that are not finite", hint="Use another recipe: int8.")
    group = _Group(layers, rows)
    plain = group.error(None)
    tried = [(group.error(smooth), smooth) for smooth in group.smoothings()]
    error, smooth = min(tried, key=lambda row: row[0])
    smooth = smooth if error < WORTH_AN_OP * plain else None
    steps = group.steps(smooth)
    return [_static_layer(layer, rows.values, target, smooth, steps) for layer, target in zip(layers, group.targets)]


class _Group:
    def __init__(self, layers: Sequence[Linear], rows: Rows):
        self.layers, self.rows = layers, rows
        self.targets = [rows.values @ layer.matrix.T for layer in layers]

    def smoothings(self) -> Iterator[np.ndarray]:
        peaks = np.maximum(self.rows.high, -self.rows.low)
        weights = np.max([np.abs(layer.matrix).max(0) for layer in self.layers], 0)
        seen = (peaks > 0) & (weights > 0)
        for alpha in _ALPHAS:
            smooth = np.ones(len(peaks), np.float32)
            smooth[seen] = peaks[seen] ** alpha / weights[seen] ** (1 - alpha)
            yield _bounded(smooth)

    def steps(self, smooth: np.ndarray | None) -> Steps:
        low, high = (end if smooth is None else end / smooth for end in (self.rows.low, self.rows.high))
        return Steps.of(low.min() * INPUT_MARGIN, high.max() * INPUT_MARGIN)

    def error(self, smooth: np.ndarray | None) -> float:
        """Of all products, squared and relative to each layer's."""
        read = self.steps(smooth).rounded(self.rows.values if smooth is None else self.rows.values / smooth)
        return sum(
            relative_error(read @ _rounded(layer.matrix, smooth).T, target) ** 2
            for layer, target in zip(self.layers, self.targets)
        )


def _static_layer(
    layer: Linear, values: np.ndarray, target: np.ndarray, smooth: np.ndarray | None, read: Steps
) -> StaticLayer:
    exact = layer.outputs(target)
    scales = _safe_scales(layer, layer.matrix if smooth is None else layer.matrix * smooth, read)
    whole = read.rounded(values if smooth is None else values / smooth)
    given = layer.outputs(whole @ _rounded(layer.matrix, smooth, scales).T)
    least = read.scale * scales if layer.least == -np.inf and layer.most == np.inf else None
    spread, written = _output_steps(given, least)
    found = written.rounded(given if spread is None else given / spread)
    error = relative_error(found if spread is None else found * spread, exact)
    made = StaticLayer(layer.matrix.shape, read, written, scales, None, smooth, spread, error)
    ratios = made.scales * np.float32(read.scale / written.scale)
    if ratios.min() < _RATIOS[0] or ratios.max() >= _RATIOS[1]:
        made = replace(made, error=np.inf)
    if layer.bias is None:
        return made
    return replace(made, bias=np.rint(layer.bias / (np.float64(read.scale) * made.row_scales)).astype(np.int32))


def _safe_scales(layer: Linear, matrix: np.ndarray, read: Steps) -> np.ndarray:
    """Steps of the rows that are not too unlike, and long enough for the bias to be an int32."""
    scales, used = row_scales(matrix), matrix.any(1)
    if used.any():
        scales = _bounded(np.where(used, scales, scales[used].max()))
    if layer.bias is None:
        return scales
    return np.maximum(scales, np.abs(layer.bias) / np.float32(read.scale * _MOST_BIAS))


def _output_steps(given: np.ndarray, least: np.ndarray | None) -> tuple[np.ndarray | None, Steps]:
    """given: float32 [rows, outputs] -> what to divide each output by, and the steps then. least: [outputs], the steps
    of the products, than which no output is taken to be smaller; None for outputs that cannot be divided."""
    written = _widened(given)
    if least is None:
        return None, written
    peaks = np.maximum(np.abs(given).max(0), least)
    spread = _bounded(peaks / peaks.max())
    evened = _widened(given / spread)
    errors = (np.sum((written.rounded(given) - given) ** 2),
              np.sum((evened.rounded(given / spread) * spread - given) ** 2))  # fmt: skip
    return (spread, evened) if errors[1] < WORTH_AN_OP * errors[0] else (None, written)


def _widened(values: np.ndarray) -> Steps:
    return Steps.of(values.min() * OUTPUT_MARGIN, values.max() * OUTPUT_MARGIN)


def _bounded(factors: np.ndarray) -> np.ndarray:
    return np.maximum(factors, factors.max() * np.float32(_LEAST_RATIO)).astype(np.float32)


def _rounded(matrix: np.ndarray, smooth: np.ndarray | None, scales: np.ndarray | None = None) -> np.ndarray:
    smoothed = matrix if smooth is None else matrix * smooth
    scales = row_scales(smoothed) if scales is None else scales
    return quantize_rows(smoothed, scales) * scales[:, None]


def relative_error(found: np.ndarray, exact: np.ndarray) -> float:
    """The root of the mean square of the error over that of the numbers themselves."""
    size = float(np.sum(np.square(exact, dtype=np.float64)))
    return (float(np.sum(np.square(found - exact, dtype=np.float64))) / size) ** 0.5 if size > 0 else 0.0
