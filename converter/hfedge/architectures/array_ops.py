"""What `arrange` does to weights, on numpy arrays (a conversion) and on TensorFlow tensors (a model in training) alike.

Of numpy arrays the results are those of numpy itself, bit by bit.
"""

from collections.abc import Sequence
from typing import Any

from hfedge.lazy import LazyModule, tf

# Listing architectures must not wait for it.
np = LazyModule("numpy")


def _is_numpy(array: Any) -> bool:
    return isinstance(array, (np.ndarray, np.generic))


def concatenate(parts: Sequence[Any], axis: int) -> Any:
    """[..., n, ...] each -> one, side by side along `axis`."""
    return np.concatenate(parts, axis) if all(map(_is_numpy, parts)) else tf.concat(parts, axis)


def stack(parts: Sequence[Any]) -> Any:
    """[...] each, of one shape -> [parts, ...]"""
    return np.stack(parts) if all(map(_is_numpy, parts)) else tf.stack(parts)


def reshape(array: Any, shape: Sequence[int]) -> Any:
    return array.reshape(shape) if _is_numpy(array) else tf.reshape(array, shape)


def transpose(array: Any) -> Any:
    """With all axes reversed."""
    return np.ascontiguousarray(array.T) if _is_numpy(array) else tf.transpose(array)


def take_rows(array: Any, rows: Any) -> Any:
    """array [n, ...], rows int [m] -> [m, ...]"""
    return array[rows] if _is_numpy(array) else tf.gather(array, rows)


def mean_of_rows(array: Any) -> Any:
    """[..., n] -> [..., 1]"""
    return array.mean(-1, keepdims=True) if _is_numpy(array) else tf.reduce_mean(array, -1, keepdims=True)


def square_root(array: Any) -> Any:
    return np.sqrt(array) if _is_numpy(array) else tf.sqrt(array)
