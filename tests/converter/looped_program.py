"""A small program full of loops and branches, for tests of every emitter: what `serve` does is `tokenize`, then floats.

Its tables are a parameter of 40,000 numbers, a small parameter, and constants; its loops are nested, hold a branch,
swap variables, hand on what they do not change, and may not run at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.manifest import Signature, TensorSpec
from hfedge.tokenizer.loops import only_if, repeat_while

ROWS, WIDTH, SIZES = 40_000, 32, (16, 48)


def parameters(dtype: type = np.int32) -> dict[str, np.ndarray]:
    """dtype: of the two tables; their numbers are the same in all."""
    random = np.random.default_rng(5)
    steps = random.integers(-100, 100, ROWS).astype(dtype)
    return {
        "steps": steps,
        "small": random.integers(0, 90, 50).astype(dtype),
        "words": random.normal(size=(ROWS // 16, WIDTH)).astype(np.float32),
        "matrix": random.normal(size=(WIDTH, 64)).astype(np.float32),
    }


def _look_up(table: Any, places: Any) -> Any:
    return tf.cast(tf.gather(table, places), tf.int32)


def tokenize(values: Mapping[str, Any], utf8: Any) -> dict[str, Any]:
    """int32[1, size] -> states, counts and a flag, by loops over all places at once."""
    size = utf8.shape[1]
    text = tf.reshape(utf8, [size])
    weights = text * 3 + 1  # computed outside, read inside
    fixed = np.arange(size, dtype=np.int32) * 7  # a constant outside, read inside

    def walk(state: Any, most: Any) -> Any:
        def step(count: Any, state: Any) -> tuple[Any, Any]:
            moved = state + _look_up(values["steps"], tf.math.floormod(state * 31 + fixed, ROWS)) + weights
            return count + 1, tf.math.floormod(moved, ROWS)

        return repeat_while(lambda count, state: count < most, step, (tf.constant(0), state))[1]

    def body(count: Any, left: Any, right: Any, odd: Any, marks: Any) -> tuple[Any, ...]:
        state = walk(left, 1 + tf.math.floormod(count, 3))
        state = only_if(
            tf.reduce_max(state) > ROWS - 2_000,
            lambda: state + _look_up(values["small"], tf.math.floormod(state, 50)),
            lambda: tf.math.floormod(state + weights, ROWS),
        )
        # The sides are swapped, a variable becomes a constant, another one stays what it is.
        return count + 1, right, tf.math.floormod(state, ROWS), tf.logical_not(odd), np.full(size, 9, np.int32)

    found = repeat_while(
        lambda count, left, *_: (count < 12) & (tf.reduce_sum(tf.math.floormod(left, 5)) * 10 < size * 24),
        body,
        (tf.constant(0), text, weights, tf.constant(False), tf.zeros([size], tf.int32)),
    )
    count, left, right, odd, marks = found
    never = repeat_while(lambda n, kept: tf.reshape(n, [1]) < 0, lambda n, kept: (n + 1, kept), (count, left))
    both = only_if(odd, lambda: (left, right), lambda: (right, left))
    output = {"left": both[0], "right": both[1], "marks": marks + never[1]}
    rows = {name: tf.reshape(value, [1, size]) for name, value in output.items()}
    return {**rows, "count": tf.reshape(count, [1]), "odd": tf.cast(tf.reshape(odd, [1]), tf.int32)}


def encode(values: Mapping[str, Any], ids: Any) -> dict[str, Any]:
    """No loop: int32[1, size] -> float32[1, 64]."""
    rows = tf.gather(values["words"], tf.math.floormod(tf.reshape(ids, [-1]), ROWS // 16))
    return {"mean": tf.reduce_mean(rows @ values["matrix"], axis=0, keepdims=True)}


def serve(values: Mapping[str, Any], utf8: Any) -> dict[str, Any]:
    found = tokenize(values, utf8)
    return {**encode(values, found["left"]), "left": found["left"]}


CALLS = {f"tokenize_{size}": (tokenize, "utf8", size) for size in SIZES}
CALLS |= {"encode_16": (encode, "ids", 16), "serve": (serve, "utf8", SIZES[-1])}


@dataclass(frozen=True)
class Closed:
    """As TracedProgram: functions that read variables."""

    module: Any
    functions: Mapping[str, Any]
    signatures: Mapping[str, Signature]


def closed() -> Closed:
    module = tf.Module()
    module.values = {name: tf.Variable(value) for name, value in parameters().items()}
    functions, signatures = {}, {}
    for name, (call, key, size) in CALLS.items():
        traced = tf.function(lambda call=call, **inputs: call(module.values, *inputs.values()), autograph=False)
        functions[name] = traced.get_concrete_function(**{key: tf.TensorSpec([1, size], tf.int32, key)})
        outputs = functions[name].structured_outputs
        signatures[name] = Signature(
            name,
            (TensorSpec(key, "int32", (1, size)),),
            tuple(TensorSpec(key, outputs[key].dtype.name, tuple(outputs[key].shape)) for key in sorted(outputs)),
        )
    return Closed(module, functions, signatures)


def opened(values: Mapping[str, np.ndarray]) -> dict[str, Any]:
    """Concrete functions that take the parameters as inputs."""
    functions = {}
    for name, (call, key, size) in CALLS.items():

        def run(call=call, key=key, **inputs: Any) -> dict[str, Any]:
            return call(inputs, inputs[key])

        specs = {name: tf.TensorSpec(value.shape, value.dtype, name) for name, value in values.items()}
        specs[key] = tf.TensorSpec([1, size], tf.int32, key)
        functions[name] = tf.function(run, autograph=False).get_concrete_function(**specs)
    return functions


def inputs_of(name: str, seed: int) -> dict[str, np.ndarray]:
    _, key, size = CALLS[name]
    return {key: np.random.default_rng(seed).integers(0, 256, (1, size)).astype(np.int32)}


def expected(name: str, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What eager TensorFlow says: its loops are Python's."""
    call, _, _ = CALLS[name]
    values = {name: tf.constant(value) for name, value in parameters().items()}
    return {key: value.numpy() for key, value in call(values, *map(tf.constant, inputs.values())).items()}
