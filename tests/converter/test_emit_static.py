"""int8-static: steps and smoothing against numpy, LiteRT's products against whole numbers, and which layers have it."""

from pathlib import Path

import numpy as np
import pytest

from hfedge.emit import static_calibration
from hfedge.emit.static import Linear, Rows, StaticLayer, Steps, relative_error, static_layers
from hfedge.emit.static_calibration import StaticWeights, static_weights, told
from hfedge.emit.tflite import bind
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.parity.reference import Text
from hfedge.pipeline import describe
from hfedge.plan import ConvertRequest, plan
from hfedge.recipes import FLOAT32, INT8, INT8_STATIC, Forms
from hfedge.resolve import ModelRef, resolve
from small_graphs import numbers, program_of, without_delegate
from tiny_programs import LENGTHS, WORDS, TfliteFile, folder_of, prepared, tokens

STATIC = Forms(INT8_STATIC)


def rows_of(values: np.ndarray) -> Rows:
    return Rows(values, values.min(0), values.max(0))


def with_outliers(inputs: int, rows: int = 200) -> np.ndarray:
    """What a layer norm gives: two inputs fifty times as large as the others."""
    x = numbers(rows, inputs, seed=5)
    x[:, 3], x[:, 7] = 50 * x[:, 3], 20 + 30 * x[:, 7]
    return x


# --- steps and smoothing


@pytest.mark.parametrize(("low", "high"), [(-3, 5), (0.5, 2), (-7, -1), (0, 0), (-1e-30, 1e30), (-1e-45, 1e-44)])
def test_zero_is_a_level_and_the_ends_are_within_half_a_step_of_one(low, high):
    steps = Steps.of(low, high)
    assert -128 <= steps.zero <= 127 and steps.rounded(np.zeros(1, np.float32))[0] == 0
    ends = np.array([low, high], np.float32)
    assert (np.abs(steps.rounded(ends) - ends) <= 0.51 * steps.scale).all()


def test_smoothing_takes_most_of_the_error_of_outliers_in_what_a_layer_reads():
    x, layers = with_outliers(64), [Linear(numbers(40, 64)), Linear(numbers(30, 64, seed=1))]
    plain = Steps.of(x.min(), x.max()).rounded(x)
    for layer, found in zip(layers, static_layers(layers, rows_of(x))):
        exact = x @ layer.matrix.T
        assert found.error < 0.4 * relative_error(plain @ layer.matrix.T, exact) and found.smooth is not None


def test_layers_that_read_the_same_share_its_steps():
    one, other = static_layers([Linear(numbers(40, 64)), Linear(numbers(30, 64, seed=1))], rows_of(with_outliers(64)))
    assert one.read == other.read and np.array_equal(one.smooth, other.smooth) and one.written != other.written


def test_outputs_of_unlike_size_have_steps_of_their_own():
    matrix = numbers(40, 64) * np.logspace(-3, 1, 40, dtype=np.float32)[:, None]
    (found,) = static_layers([Linear(matrix)], rows_of(numbers(100, 64)))
    assert found.spread is not None and found.spread.max() / found.spread.min() > 1000


def test_even_inputs_and_outputs_cost_no_further_op():
    values = np.clip(numbers(200, 64), -1, 1)
    (found,) = static_layers([Linear(np.sign(numbers(40, 64)))], rows_of(values))
    assert found.smooth is None and found.spread is None and found.error < 0.02


@pytest.mark.parametrize("bias", [0, 1e-7])
def test_inputs_and_outputs_that_are_always_zero_or_nearly_do_no_harm(bias):
    matrix, x = numbers(6, 32), numbers(50, 32)
    matrix[2], matrix[:, 4], x[:, 9] = 0, 0, 0
    (found,) = static_layers([Linear(matrix, np.full(6, bias, np.float32))], rows_of(x))
    assert found.error < 0.05 and np.isfinite(found.scales).all() and not found.levels(matrix)[2].any()


def test_a_bias_that_is_huge_beside_its_weights_is_an_int32():
    matrix, bias = numbers(6, 32) * 1e-9, np.full(6, 1e3, np.float32)
    (found,) = static_layers([Linear(matrix, bias)], rows_of(numbers(50, 32)))
    assert np.allclose(found.bias * np.float64(found.read.scale) * found.scales, bias, rtol=1e-3)


@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_numbers_that_are_not_finite_are_refused(number):
    matrix, x = numbers(8, 32), numbers(20, 32)
    matrix[1, 1] = number
    with pytest.raises(EmitError, match="not finite"):
        static_layers([Linear(matrix)], rows_of(x))
    x[3, 3] = number
    with pytest.raises(EmitError, match="not finite"):
        static_layers([Linear(numbers(8, 32))], rows_of(x))


# --- in LiteRT


def whole_number_arithmetic(layer: StaticLayer, linear: Linear, x: np.ndarray) -> np.ndarray:
    """What the file should give, from what it holds."""
    levels = layer.read.levels(x if layer.smooth is None else x * (1 / layer.smooth)).astype(np.int64)
    sums = (levels - layer.read.zero) @ layer.levels(linear.matrix).T.astype(np.int64)
    sums = sums if layer.bias is None else sums + layer.bias
    given = np.rint(sums * (np.float64(layer.read.scale) * layer.scales / layer.written.scale)) + layer.written.zero
    least = layer.written.zero if linear.least == 0 else -128
    values = (np.clip(given, least, 127) - layer.written.zero) * layer.written.scale
    return values if layer.spread is None else values * layer.spread


GRAPHS = {
    "plain": lambda w, x: x @ w["w"] + w["b"],
    "relu": lambda w, x: tf.nn.relu(x @ w["w"] + w["b"]),
    "no bias": lambda w, x: x @ w["w"],
}


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("delegate", [True, False])
def test_a_layer_computes_in_whole_numbers(tmp_path, graph, delegate):
    matrix, x = numbers(64, 24) * np.logspace(-2, 0, 24, dtype=np.float32), with_outliers(64, rows=30)
    weights = {"w": matrix} if graph == "no bias" else {"w": matrix, "b": numbers(24, seed=1)}
    linear = Linear(np.ascontiguousarray(matrix.T), weights.get("b"), 0.0 if graph == "relu" else -np.inf)
    (layer,) = static_layers([linear], rows_of(x))
    skeleton = program_of(GRAPHS[graph], weights, x=(x.shape, tf.float32))
    bind(skeleton, weights.__getitem__, STATIC, tmp_path / "f.tflite", {("w", True): layer})
    file = TfliteFile(tmp_path / "f.tflite")
    found = (file if delegate else without_delegate(file)).run("s", x=x)["y"]
    expected = whole_number_arithmetic(layer, linear, x)
    levels = np.abs(found - expected) / (layer.written.scale * (1 if layer.spread is None else layer.spread))
    assert levels.max() < 1.01 and (levels > 0.5).mean() < 0.02  # ties, and products that are rounded twice
    assert relative_error(found, linear.outputs(x @ matrix)) < 0.03
    assert file.op_versions()["FULLY_CONNECTED"] <= 6  # tflite-runtime 2.14 knows it, and gives the same


def test_what_several_layers_read_is_quantized_once(tmp_path):
    weights, x = {"v": numbers(64, 24), "w": numbers(64, 24, seed=1)}, with_outliers(64)
    layers = static_layers([Linear(np.ascontiguousarray(one.T)) for one in weights.values()], rows_of(x))
    skeleton = program_of(lambda w, x: (x @ w["v"]) * (x @ w["w"]), weights, x=(x.shape, tf.float32))
    bind(
        skeleton,
        weights.__getitem__,
        STATIC,
        tmp_path / "f.tflite",
        {("v", True): layers[0], ("w", True): layers[1]},
    )
    ops = TfliteFile(tmp_path / "f.tflite").ops("s")
    spreads = sum(layer.spread is not None for layer in layers)
    assert ops == {"MUL": 2 + spreads, "QUANTIZE": 1, "FULLY_CONNECTED": 2, "DEQUANTIZE": 2}


NORMS = {
    "weight": (lambda w, x: (x * w["g"]) @ w["w"], 0),
    "weight and bias": (lambda w, x: (x * w["g"] + w["b"]) @ w["w"], 0),
    "bias alone": (lambda w, x: (x + w["b"]) @ w["w"], 1),
    "read by another too": (lambda w, x: (x * w["g"] + w["b"]) @ w["w"] + tf.reduce_sum(x * w["g"] + w["b"]), 1),
}


@pytest.mark.parametrize("norm", NORMS)
def test_a_layer_norm_evens_out_what_it_gives_if_only_static_layers_read_it(tmp_path, norm):
    weights, x = {"w": numbers(64, 24), "g": 1 + numbers(64) ** 2, "b": numbers(64, seed=2)}, with_outliers(64)
    graph, further = NORMS[norm]
    read = {"weight": x * weights["g"], "bias alone": x + weights["b"]}.get(norm, x * weights["g"] + weights["b"])
    (layer,) = static_layers([Linear(np.ascontiguousarray(weights["w"].T))], rows_of(read))
    skeleton = program_of(graph, weights, x=(x.shape, tf.float32))
    plain, folded = tmp_path / "plain.tflite", tmp_path / "folded.tflite"
    bind(skeleton, weights.__getitem__, Forms(FLOAT32), plain)
    bind(skeleton, weights.__getitem__, STATIC, folded, {("w", True): layer})
    expected, found = (TfliteFile(path).run("s", x=x)["y"] for path in (plain, folded))
    assert layer.smooth is not None and relative_error(found, expected) < 0.02
    muls = [TfliteFile(path).ops("s")["MUL"] for path in (plain, folded)]
    assert muls[1] - muls[0] == further + (layer.spread is not None)


def test_a_layer_of_another_shape_is_named(tmp_path):
    (layer,) = static_layers([Linear(numbers(5, 32))], rows_of(numbers(9, 32)))
    skeleton = program_of(lambda w, x: x @ w["w"], {"w": numbers(64, 5)}, x=((3, 64), tf.float32))
    with pytest.raises(EmitError, match=r"w has the shape \(5, 32\)"):
        bind(skeleton, {"w": numbers(64, 5)}.get, STATIC, tmp_path / "f.tflite", {("w", True): layer})


def test_a_model_of_which_no_layer_can_be_static_is_refused(tmp_path):
    skeleton = program_of(lambda w, x: x @ w["w"], {"w": numbers(40, 5)}, x=((3, 40), tf.float32))
    with pytest.raises(EmitError, match="no layer can be int8 with steps known beforehand"):
        bind(skeleton, {"w": numbers(40, 5)}.get, STATIC, tmp_path / "f.tflite", {})


# --- whole models


def calibrated(
    folder: Path,
    smallest: int = 0,
    worst: float = 1.0,
    forms: Forms = STATIC,
    lengths: tuple[int, ...] = LENGTHS,
) -> StaticWeights:
    program, snapshot = prepared(folder, lengths, ("tflite",)), resolve(ModelRef.parse(str(folder)))
    request = ConvertRequest(ModelRef.parse(str(folder)), targets=("tflite",), recipes=("int8",), lengths=lengths)
    manifest = describe(plan(snapshot, request), program.traced)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(static_calibration, "SMALLEST", smallest)
        patch.setattr(static_calibration, "WORST_ERROR", worst)
        patch.setattr(static_calibration, "SAMPLE_BYTES", 300_000)  # of a few layers
        return static_weights(program.skeleton, program.weights, manifest, sentences(), forms)


def sentences() -> tuple[Text, ...]:
    """Of the words and letters that the tiny vocabulary has."""
    random = np.random.default_rng(0)
    words = [*WORDS, *map(chr, range(97, 123))]
    return tuple((" ".join(random.choice(words, random.integers(2, 12))),) for _ in range(20))


# albert's layers are used several times; t5's and modernbert's have no bias.
MODELS = {"bert": "ForSequenceClassification", "albert": "Model", "modernbert": "Model", "t5": "Model"}
NO_BIAS = ("modernbert", "t5")


@pytest.mark.parametrize("kind", MODELS)
def test_a_models_answers_are_near_those_of_int8(kind, tmp_path):
    folder, lengths = folder_of(kind, MODELS[kind]), LENGTHS if kind == "bert" else LENGTHS[-1:]
    program, found = prepared(folder, lengths, ("tflite",)), calibrated(folder, lengths=lengths)
    assert not found.others and any(layer.bias is None for layer in found.layers.values()) is (kind in NO_BIAS)
    bind(program.skeleton, program.weights, STATIC, tmp_path / "static.tflite", found.layers)
    static, int8 = TfliteFile(tmp_path / "static.tflite"), program.bind(INT8, tmp_path / "int8.tflite")
    for length in lengths:
        taken = int8.signatures()[f"encode_{length}"][0]
        inputs = {name: value for name, value in tokens(length).items() if name in taken}
        given, expected = (file.run(f"encode_{length}", **inputs) for file in (static, int8))
        for name in given:
            assert 0 < relative_error(given[name], expected[name]) < 0.3  # the narrow random t5: 0.25, the others less
    buffers = [[one.buffer for one, _ in static.linear_layers(f"encode_{length}")] for length in lengths]
    assert buffers[0] == buffers[-1] and len(set(buffers[0])) == len(found.layers)  # once, however often they are used


def test_small_layers_and_those_told_to_stay_do():
    forms = Forms(INT8_STATIC, (("encoder/layers/1/*", INT8),))
    found = calibrated(folder_of(), smallest=36 * 36, forms=forms)
    assert list(found.others.values()) == ["it has 108 weights, fewer than 1,296"]  # the classifier
    assert {key[0].split("/")[2] for key in found.layers if key[0].startswith("encoder/layers/")} == {"0", "2"}


def test_layers_that_would_be_off_too_far_stay_int8_and_it_is_told():
    found = calibrated(folder_of(), worst=1e-6)
    assert not found.layers and all("more than" in reason for reason in found.others.values())
    lines = list(told({"a": "why", "b": "other", "c": "why"}))
    assert lines == ["int8 as it comes: a, c: why", "int8 as it comes: b: other"]
