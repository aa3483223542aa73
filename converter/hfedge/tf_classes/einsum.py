"""tf.einsum of two tensors as one product of matrices: TFLite and TF.js know no Einsum on every backend."""

import math
from collections.abc import Callable
from typing import Any

from hfedge.lazy import tf


def as_product(original: Callable[..., Any]) -> Callable[..., Any]:
    """tf.einsum, which stays itself for what is no product of two."""

    def run(equation: str, *operands: Any, **options: Any) -> Any:
        return (
            einsum(equation, *operands) if _is_product(equation, operands) else original(equation, *operands, **options)
        )

    return run


def _is_product(equation: str, operands: tuple[Any, ...]) -> bool:
    if len(operands) != 2 or "->" not in equation or "." in equation:
        return False
    inputs, result = equation.replace(" ", "").split("->")
    names = inputs.split(",")
    once = all(len(set(part)) == len(part) for part in names)
    return once and all(set(one) <= set(other) | set(result) for one, other in (names, names[::-1]))


def einsum(equation: str, left: Any, right: Any) -> Any:
    """einsum("ibh,hnd->ibnd", states, weight): every index of an operand is in the other operand, or in the result."""
    inputs, result = equation.replace(" ", "").split("->")
    first, second = inputs.split(",")
    size = {**_sizes(first, left), **_sizes(second, right)}
    batch = [i for i in first if i in second and i in result]
    summed = [i for i in first if i in second and i not in result]
    rows, columns = ([i for i in names if i not in [*batch, *summed]] for names in (first, second))
    groups = [[size[i] for i in names] for names in (batch, rows, summed, columns)]
    a = _arranged(left, first, [batch, rows, summed], groups[:3])
    transposed = list(second) == [*batch, *columns, *summed]  # as it lies: a weight must not be turned
    order = (0, 3, 2) if transposed else (0, 2, 3)
    names = [batch, rows, summed, columns]
    b = _arranged(right, second, [names[i] for i in order], [groups[i] for i in order])
    product = tf.matmul(a, b, transpose_b=transposed)
    product = tf.reshape(product, [*groups[0], *groups[1], *groups[3]])
    made = [*batch, *rows, *columns]
    return _transposed(product, [made.index(i) for i in result])


def _sizes(names: str, tensor: Any) -> dict[str, Any]:
    dynamic = tf.shape(tensor)
    return {i: dynamic[axis] if size is None else size for axis, (i, size) in enumerate(zip(names, tensor.shape))}


def _arranged(tensor: Any, names: str, order: list[list[str]], groups: list[list[Any]]) -> Any:
    """The tensor with one axis for each group of names; without the first where that group is empty."""
    tensor = _transposed(tensor, [names.index(i) for group in order for i in group])
    return tf.reshape(tensor, [math.prod(group) for group in (groups if order[0] else groups[1:])])


def _transposed(tensor: Any, axes: list[int]) -> Any:
    return tensor if axes == sorted(axes) else tf.transpose(tensor, axes)
