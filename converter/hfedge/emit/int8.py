"""Weights in eight bits: a scale for every row of a matrix."""

import numpy as np

from hfedge.errors import EmitError

_ROWS_AT_ONCE = 1024


def row_scales(values: np.ndarray, name: str = "a matrix") -> np.ndarray:
    """float32 [rows]: the scale of each row of a matrix for symmetric int8 (-127 to 127).

    A row of zeros has the scale 1, and so has one so small that its scale would be no normal number: it becomes zeros.
    Raises EmitError for numbers that are not finite.
    """
    largest = np.maximum(values.max(axis=1), -values.min(axis=1))
    if not np.isfinite(largest).all():
        raise EmitError(f"{name} holds numbers that are not finite")
    scales = largest / np.float32(127)
    return np.where(scales >= np.finfo(np.float32).tiny, scales, np.float32(1))


def quantize_rows(values: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """int8, of the same shape; ties go to even, as numpy and ai-edge-quantizer round."""
    quantized = np.empty(values.shape, np.int8)
    for start in range(0, len(values), _ROWS_AT_ONCE):  # so that no second float32 matrix is made
        rows = slice(start, start + _ROWS_AT_ONCE)
        quantized[rows] = np.clip(np.rint(values[rows] / scales[rows, None]), -127, 127)
    return quantized
