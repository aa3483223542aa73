"""Loops and branches of a graph: tf.while_loop and tf.cond in the one form that every artifact runs.

They become StatelessWhile and StatelessIf, whose bodies are functions; the emitters keep them so (WHILE and IF of
TFLite, the function library of TF.js). What to know when writing one:

- What a body reads from outside is captured, as in any Python function, at next to no cost: tables and constants
  become constants of the body, what was computed outside is handed on without being copied.
- Variables that change are copied, and added to TF.js's work, in every iteration: few of them, and small.
- LiteRT needs 0.15 us for an iteration besides its ops, 0.15 us more for each variable of 512 numbers, 0.4 us for a
  branch and 1.1 us to enter an inner loop: about what one or two ops cost.
- TF.js needs 0.2 ms for an iteration and 1 us more for every weight of the model (it walks through all of them
  whenever it calls a function), and 25 us for an op: there 30 iterations are 15 ms. A body that takes several steps at
  once, and does nothing in those that are not needed, makes up for it. webgl also waits for every condition.
"""

from collections.abc import Callable
from typing import Any

from hfedge.lazy import tf

Variables = tuple[Any, ...]


def repeat_while(condition: Callable[..., Any], body: Callable[..., Variables], variables: Variables) -> Variables:
    """While condition(*variables), a bool of one element, is true: variables = body(*variables).

    variables: int32 or bool tensors of static shape, at least one; `body` returns as many of the same dtypes and
    shapes. Raises TypeError for others.

        doubled, = repeat_while(lambda n: n < 100, lambda n: (n * 2,), (n,))
    """
    variables = tuple(_checked(variable) for variable in variables)

    def step(*current: Any) -> list[Any]:
        given = tuple(body(*current))
        if len(given) != len(current):
            raise TypeError(f"the body of a loop returns {len(given)} variables, it got {len(current)}")
        return [_like(old, _checked(new)) for old, new in zip(current, given)]

    found = tf.while_loop(lambda *current: _scalar(condition(*current)), step, list(variables), parallel_iterations=1)
    return tuple(found)


def only_if(condition: Any, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
    """then() if condition, a bool of one element, is true, else otherwise(): only that one is computed.

    Both return a tensor, or a tuple of as many, int32 or bool, of the same static shapes. Raises TypeError for others.
    """
    shapes: list[Any] = []

    def branch(call: Callable[[], Any]) -> Any:
        given = call()
        several = isinstance(given, (tuple, list))
        tensors = [_checked(tensor) for tensor in (given if several else (given,))]
        first = shapes[0] if shapes else shapes.append(tensors) or tensors
        if len(tensors) != len(first):
            raise TypeError(f"one branch returns {len(first)} tensors, the other {len(tensors)}")
        tensors = [_like(wanted, tensor) for wanted, tensor in zip(first, tensors)]
        return tuple(tensors) if several else tensors[0]

    return tf.cond(_scalar(condition), lambda: branch(then), lambda: branch(otherwise))


def _scalar(condition: Any) -> Any:
    condition = tf.convert_to_tensor(condition)
    return tf.reshape(condition, []) if condition.shape.rank else condition


def _checked(value: Any) -> Any:
    tensor = tf.convert_to_tensor(value)
    if tensor.dtype not in (tf.int32, tf.bool) or not tensor.shape.is_fully_defined():
        raise TypeError(
            f"loops and branches give int32 and bool of static shape, not {tensor.dtype.name}{tensor.shape}"
        )
    return tensor


def _like(wanted: Any, tensor: Any) -> Any:
    if (tensor.dtype, tensor.shape) != (wanted.dtype, wanted.shape):
        found, accepted = (f"{item.dtype.name}{item.shape}" for item in (tensor, wanted))
        raise TypeError(f"a loop or branch gives {found} where {accepted} was")
    return tensor
