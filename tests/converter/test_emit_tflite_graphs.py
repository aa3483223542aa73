"""The TFLite emitter on small graphs: tables, forms of linear layers, sizes, and what it refuses."""

from pathlib import Path

import numpy as np
import pytest

from hfedge.architectures.layers import ACTIVATIONS
from hfedge.emit.int8 import quantize_rows, row_scales
from hfedge.emit.tflite import bind, convert_skeleton
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.recipes import FLOAT16, FLOAT32, INT8, INT8_WEIGHTS, Forms
from small_graphs import bound, numbers, program_of, without_delegate
from tiny_programs import TfliteFile

KINDS = (FLOAT32, FLOAT16, INT8, INT8_WEIGHTS)


# --- tables and sizes


def look_up(
    table: np.ndarray, kind: str, path: Path, shape: tuple[int, ...] = (1, 20)
) -> tuple[np.ndarray, TfliteFile]:
    ids = np.arange(np.prod(shape), dtype=np.int32).reshape(shape) % len(table)
    file = bound(lambda w, ids: tf.gather(w["table"], ids), {"table": table}, kind, path, ids=(shape, tf.int32))
    return file.run("s", ids=ids)["y"] - table[ids]


@pytest.mark.parametrize(
    ("kind", "shape"), [(INT8, (20,)), (INT8, (1, 20)), (INT8, (2, 5, 2)), (INT8_WEIGHTS, (1, 20))]
)
def test_an_int8_table_gives_rows_within_half_a_scale(tmp_path, kind, shape):
    table = numbers(20, 6) * np.logspace(-6, 6, 20, dtype=np.float32)[:, None]
    difference = look_up(table, kind, tmp_path / "t.tflite", shape)
    half = np.abs(table).max(1) / 127 / 2
    assert (np.abs(difference).reshape(-1, 6).max(1) <= half * 1.0001).all()
    assert np.abs(difference).max() > 0


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_zeros_and_rows_below_any_scale_come_out_as_zeros(tmp_path, kind):
    table = numbers(20, 6)
    table[3], table[4] = 0, 1e-44
    difference = look_up(table, kind, tmp_path / "t.tflite")
    assert np.abs(difference[0, 3:5]).max() <= 1e-44


@pytest.mark.parametrize("kind", KINDS)
def test_a_channel_of_zeros_gives_its_bias(tmp_path, kind):
    matrix, bias = numbers(8, 5), numbers(5, seed=1)
    matrix[:, 2] = 0
    weights = {"w": matrix, "b": bias}
    file = bound(lambda w, x: x @ w["w"] + w["b"], weights, kind, tmp_path / "f.tflite", x=((3, 8), tf.float32))
    stored = np.float16(bias[2]) if kind == FLOAT16 else bias[2]
    np.testing.assert_allclose(file.run("s", x=numbers(3, 8))["y"][:, 2], stored, rtol=1e-6)


@pytest.mark.parametrize(("kind", "share"), [(FLOAT16, 0.5), (INT8, 0.25), (INT8_WEIGHTS, 0.25)])
def test_the_size_really_drops(tmp_path, kind, share):
    weights = {"t": numbers(3000, 64), "w": numbers(64, 256), "b": numbers(256)}

    def size(kind: str) -> int:
        file = bound(lambda w, ids: tf.gather(w["t"], ids) @ w["w"] + w["b"], weights, kind,
                     tmp_path / "f.tflite", ids=((9,), tf.int32))  # fmt: skip
        return len(file.content)

    scales = 4 * (3000 + 256) + 8 * 256 if kind != FLOAT16 else 0
    assert size(kind) < share * sum(4 * value.size for value in weights.values()) + scales + 4000


def test_more_lengths_cost_little_more_than_their_ops(tmp_path):
    """Weights are there once: four encode signatures instead of one add no more than 3 % of the weights' bytes."""
    weights = {"t": numbers(4000, 128), "a": numbers(128, 512), "b": numbers(512, 128), "c": numbers(128)}

    def encode(values, ids):
        states = tf.gather(values["t"], ids[0])
        return tf.tanh(states @ values["a"]) @ values["b"] + values["c"]

    def size(lengths: tuple[int, ...], kind: str) -> int:
        specs = {name: tf.TensorSpec(value.shape, tf.float32, name) for name, value in weights.items()}
        call = tf.function(lambda ids, **values: {"y": encode(values, ids)}, autograph=False)
        functions = {f"encode_{n}": call.get_concrete_function(tf.TensorSpec([1, n], tf.int32, "ids"), **specs)
                     for n in lengths}  # fmt: skip
        bind(
            convert_skeleton(functions, {name: name for name in weights}),
            weights.get,
            Forms(kind),
            tmp_path / "f.tflite",
        )
        return (tmp_path / "f.tflite").stat().st_size

    for kind in KINDS:
        assert size((8, 16, 32, 64), kind) < 1.03 * size((16,), kind)


# --- forms of linear layers that no architecture uses today


LAYERS = {
    "transposed": (lambda w, x: tf.matmul(x, w["w"], transpose_b=True) + w["b"], (5, 8)),
    "of rank three": (lambda w, x: tf.matmul(tf.stack([x, x]), w["w"], transpose_b=True) + w["b"], (5, 8)),
    "tied to another": (lambda w, x: tf.matmul(x @ w["w"], w["w"], transpose_b=True) + w["b"], (8, 8)),
    "with relu": (lambda w, x: tf.nn.relu(tf.matmul(x, w["w"], transpose_b=True) + w["b"]), (5, 8)),
    "without bias": (lambda w, x: tf.matmul(x, w["w"], transpose_b=True) * w["b"], (5, 8)),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize(("kind", "near"), [(FLOAT32, 1e-5), (FLOAT16, 2e-2), (INT8, 0.5), (INT8_WEIGHTS, 0.3)])
def test_a_linear_layer_may_be(tmp_path, name, kind, near):
    function, shape = LAYERS[name]
    weights, x = {"w": numbers(*shape), "b": numbers(shape[0], seed=1)}, numbers(4, 8, seed=2)
    file = bound(function, weights, kind, tmp_path / "f.tflite", x=(x.shape, tf.float32))
    expected = function({key: tf.constant(value) for key, value in weights.items()}, tf.constant(x)).numpy()
    found = file.run("s", x=x)["y"]
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=0, atol=near)
    assert "BATCH_MATMUL" not in file.ops("s")


# --- int8 weights, float32 arithmetic


@pytest.mark.parametrize("shape", [(8, 5), (33, 7), (2, 40), (64, 64)])
@pytest.mark.parametrize("delegate", [True, False])
def test_int8_weights_are_multiplied_in_float32(tmp_path, shape, delegate):
    """Equal to numpy's product with the int8 matrix, to the last bits: no activation is quantized."""
    matrix = numbers(*shape) * np.logspace(-3, 3, shape[1], dtype=np.float32)
    bias, x = numbers(shape[1], seed=1), numbers(4, shape[0], seed=2)
    file = bound(lambda w, x: x @ w["w"] + w["b"], {"w": matrix, "b": bias}, INT8_WEIGHTS, tmp_path / "f.tflite",
                 x=(x.shape, tf.float32))  # fmt: skip
    scales = row_scales(np.ascontiguousarray(matrix.T))
    stored = quantize_rows(np.ascontiguousarray(matrix.T), scales).astype(np.float32) * scales[:, None]
    expected = x @ stored.T + bias
    found = (file if delegate else without_delegate(file)).run("s", x=x)["y"]
    assert np.abs(expected - x @ matrix - bias).max() > 1e-4
    np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-5 * np.abs(expected).max())


def test_int8_weights_run_where_full_int8_does_not(tmp_path):
    """Old runtimes refuse version 12 of FULLY_CONNECTED; DEQUANTIZE knows scales per channel since version 5."""
    file = bound(lambda w, x: x @ w["w"] + w["b"], {"w": numbers(8, 5), "b": numbers(5)}, INT8_WEIGHTS,
                 tmp_path / "f.tflite", x=((3, 8), tf.float32))  # fmt: skip
    assert file.op_versions() == {"FULLY_CONNECTED": 1, "DEQUANTIZE": 5}


# --- what is refused


def test_an_op_that_is_not_built_in_is_named():
    with pytest.raises(EmitError, match="refused the graph: TF Select ops: AsString, StringLength"):
        program_of(lambda w, x: tf.strings.length(tf.strings.as_string(x)), {}, x=((4,), tf.int32))


def test_an_output_of_dynamic_shape_is_refused(tmp_path):
    with pytest.raises(EmitError, match="no static int32 or float32 shape"):
        bound(lambda w, x: tf.where(x > 0)[:, 0], {}, FLOAT32, tmp_path / "f.tflite", x=((4,), tf.int32))
    with pytest.raises(EmitError, match="no static int32 or float32 shape"):
        bound(lambda w, x: tf.boolean_mask(x, x > 0), {}, FLOAT32, tmp_path / "f.tflite", x=((4,), tf.int32))


@pytest.mark.parametrize("dtype", ["int64", "bool", "string", "float16"])
def test_other_types_at_the_boundary_are_refused(tmp_path, dtype):
    with pytest.raises(EmitError):
        bound(lambda w, x: tf.reshape(x, [2, 2]), {}, FLOAT32, tmp_path / "f.tflite", x=((4,), getattr(tf, dtype)))


@pytest.mark.parametrize("kind", [FLOAT16, INT8, INT8_WEIGHTS])
def test_a_recipe_that_makes_nothing_smaller_is_refused(tmp_path, kind):
    weights = {"scale": numbers(500), "shift": numbers(500)}
    with pytest.raises(EmitError, match="nothing was quantized"):
        bound(lambda w, x: x * w["scale"] + w["shift"], weights, kind, tmp_path / "f.tflite", x=((2, 500), tf.float32))


@pytest.mark.parametrize(
    ("kind", "number"), [(INT8, np.nan), (INT8, np.inf), (INT8_WEIGHTS, np.inf), (FLOAT16, 1e6), (FLOAT16, np.nan)]
)
def test_numbers_that_the_recipe_cannot_hold_are_refused(tmp_path, kind, number):
    matrix = numbers(8, 5)
    matrix[1, 1] = number
    with pytest.raises(EmitError, match="w holds numbers"):
        bound(lambda w, x: x @ w["w"], {"w": matrix}, kind, tmp_path / "f.tflite", x=((3, 8), tf.float32))


def test_weights_of_another_type_are_refused(tmp_path):
    skeleton = program_of(lambda w, x: x @ w["w"], {"w": numbers(8, 5)}, x=((3, 8), tf.float32))
    with pytest.raises(EmitError, match="w is float64"):
        bind(skeleton, {"w": numbers(8, 5).astype(np.float64)}.get, Forms(FLOAT32), tmp_path / "f.tflite")


def test_a_weight_in_a_product_that_is_no_linear_layer_is_refused(tmp_path):
    with pytest.raises(EmitError, match="no linear layer"):
        bound(lambda w, x: tf.matmul(x, w["w"]), {"w": numbers(2, 8, 5)}, INT8, tmp_path / "f.tflite",
              x=((2, 3, 8), tf.float32))  # fmt: skip


@pytest.mark.parametrize("function", [lambda w, x: tf.zeros([3]) + w["b"], lambda w, x: w["b"]])
def test_an_output_that_depends_on_nothing_is_refused(tmp_path, function):
    with pytest.raises(EmitError, match="the same whatever goes in"):
        bound(function, {"b": np.zeros(3, np.float32)}, FLOAT32, tmp_path / "f.tflite", x=((3,), tf.float32))


# --- what TensorFlow's converter does to activations


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_of_a_product_without_a_bias_is_kept(tmp_path, name):
    """T5's feed-forward layer: the converter dropped its relu."""
    weights, x = {"a": numbers(16, 24), "b": numbers(24, 5)}, numbers(3, 16)

    def layer(w, x):
        rows = tf.reshape(x @ w["a"], [3, 4, 6])
        return tf.reshape(ACTIVATIONS[name](rows), [3, 24]) @ w["b"]

    file = bound(layer, weights, FLOAT32, tmp_path / "f.tflite", x=((3, 16), tf.float32))
    want = layer({key: tf.constant(value) for key, value in weights.items()}, tf.constant(x))
    np.testing.assert_allclose(file.run("s", x=x)["y"], want, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", ["relu", "relu6"])
def test_the_relu_of_a_product_with_a_bias_is_part_of_the_layer(tmp_path, name):
    weights = {"a": numbers(16, 24), "b": numbers(24)}
    file = bound(
        lambda w, x: ACTIVATIONS[name](x @ w["a"] + w["b"]), weights, FLOAT32, tmp_path / "f.tflite",
        x=((3, 16), tf.float32),
    )  # fmt: skip
    x = numbers(3, 16)
    want = np.clip(x @ weights["a"] + weights["b"], 0, 6 if name == "relu6" else None)
    np.testing.assert_allclose(file.run("s", x=x)["y"], want, rtol=1e-4, atol=1e-4)
    assert dict(file.ops("s")) == {"FULLY_CONNECTED": 1}


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("dropped", ["Relu", "Relu6", "Maximum", "Minimum"])
def test_an_activation_that_the_converter_would_drop_is_refused(dropped, inside):
    functions = {
        "Relu": tf.nn.relu, "Relu6": tf.nn.relu6,
        "Maximum": lambda y: tf.maximum(0.0, y), "Minimum": lambda y: tf.minimum(y, 6.0),
    }  # fmt: skip

    def layer(w, x):
        return functions[dropped](tf.reshape(x @ w["a"], [-1]))

    call = tf.function(layer, autograph=False) if inside else layer
    with pytest.raises(EmitError, match=f"{dropped} .* of a product without a bias"):
        program_of(call, {"a": numbers(4, 4)}, x=((3, 4), tf.float32))
