"""int4: the rounding against numpy, LiteRT's products and lookups, and which weights of a model have it."""

from pathlib import Path

import numpy as np
import pytest

from hfedge.emit import calibration
from hfedge.emit.calibration import int4_weights
from hfedge.emit.int4 import Blocks, quantize_matrix, quantize_table, relative_error
from hfedge.emit.stored_weights import Key
from hfedge.emit.tflite import bind
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.parity.texts import chosen_texts
from hfedge.pipeline import describe
from hfedge.plan import ConvertRequest, plan
from hfedge.recipes import INT4, INT8, Forms
from hfedge.resolve import ModelRef, resolve
from small_graphs import numbers, program_of, without_delegate
from tiny_models import tiny
from tiny_programs import LENGTHS, TfliteFile, folder_of, prepared, tokens


def moments(inputs: int) -> np.ndarray:
    return np.eye(inputs, dtype=np.float32)


def four_bits(matrix: np.ndarray) -> Blocks:
    """matrix: [inputs, outputs]."""
    return quantize_matrix(np.ascontiguousarray(matrix.T), moments(len(matrix)), "w")


# --- the rounding


@pytest.mark.parametrize("size", [32, 64])
def test_a_table_is_within_half_a_level_of_its_blocks(size):
    table = numbers(50, 128) * np.logspace(-3, 3, 50, dtype=np.float32)[:, None]
    blocks = quantize_table(table, size, "t")
    assert blocks.packed.nbytes == table.size // 2 and blocks.scales.shape == (50, 128 // size)
    error = np.abs(blocks.values() - table).reshape(50, -1, size)
    peak = np.abs(table).reshape(50, -1, size).max(2)
    assert (error.max(2) < peak / 3.5).all()  # the best scale may cut the largest weight
    assert 0.05 < np.linalg.norm(blocks.values() - table) / np.linalg.norm(table) < 0.12


def test_what_four_bits_hold_is_kept_exactly():
    levels = np.random.default_rng(0).integers(-8, 8, (6, 64)).astype(np.float32)
    levels[:, [0, 32]] = -8
    levels[:, [1, 33]] = 7
    assert np.array_equal(quantize_table(levels / 4, 32, "t").values(), levels / 4)
    assert np.array_equal(quantize_matrix(levels / 4, moments(64), "w").values(), levels / 4)


def test_the_scales_of_matrices_are_positive_and_no_longer_than_bfloat16s():
    """XNNPACK refuses others, and keeps them as bfloat16."""
    matrix = numbers(20, 96) * np.logspace(-7, 3, 20, dtype=np.float32)[:, None]
    matrix[3], matrix[4, :32] = 0, 0
    blocks = quantize_matrix(matrix, moments(96), "w")
    bits = blocks.scales.astype(np.float32).view(np.uint32)
    assert (blocks.scales > 0).all() and not np.any(bits & 0xFFFF)
    assert not blocks.values()[3].any() and not blocks.values()[4, :32].any()


def test_rounding_by_what_the_layer_reads_moves_its_outputs_less():
    """Inputs that go together: the error of one is made good by the others."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(500, 12)).astype(np.float32) @ rng.normal(size=(12, 96)).astype(np.float32)
    matrix, read = numbers(40, 96), x.T @ x / len(x)
    alone, together = (quantize_matrix(matrix, seen, "w") for seen in (moments(96), read))
    errors = [relative_error(matrix, blocks, read) for blocks in (alone, together)]
    direct = np.linalg.norm(x @ (matrix - together.values()).T) / np.linalg.norm(x @ matrix.T)
    assert errors[1] < 0.6 * errors[0] and errors[1] == pytest.approx(direct, rel=1e-3)


@pytest.mark.parametrize("number", [np.nan, np.inf, 1e6])
def test_numbers_that_the_scales_cannot_hold_are_refused(number):
    matrix = numbers(8, 32)
    matrix[1, 1] = number
    for attempt in (lambda: quantize_matrix(matrix, moments(32), "w"), lambda: quantize_table(matrix, 32, "w")):
        with pytest.raises(EmitError, match="w holds numbers"):
            attempt()


# --- in LiteRT


def whole_numbers(*shape: int) -> np.ndarray:
    """float32 that stays as it is when a layer quantizes what it reads: whole, from -128 to 127 in every row."""
    x = np.random.default_rng(4).integers(-128, 128, shape).astype(np.float32)
    x[..., 0], x[..., 1] = -128, 127
    return x


@pytest.mark.parametrize("shape", [(32, 5), (64, 8), (96, 33)])
@pytest.mark.parametrize("delegate", [True, False])
def test_a_layer_multiplies_what_is_stored(tmp_path, shape, delegate):
    matrix, bias, x = numbers(*shape), numbers(shape[1], seed=1), whole_numbers(3, shape[0])
    blocks, weights = four_bits(matrix), {"w": matrix, "b": bias}
    skeleton = program_of(lambda w, x: x @ w["w"] + w["b"], weights, x=(x.shape, tf.float32))
    bind(skeleton, weights.__getitem__, Forms(INT4), tmp_path / "f.tflite", {("w", True): blocks})
    file = TfliteFile(tmp_path / "f.tflite")
    found = (file if delegate else without_delegate(file)).run("s", x=x)["y"]
    np.testing.assert_allclose(found, x @ blocks.values().T + bias, rtol=0, atol=1e-3)
    assert np.abs(found - x @ matrix - bias).max() > 1
    assert file.op_versions()["FULLY_CONNECTED"] == 14  # LiteRT 1.0 to 1.3 would run a lower one, with wrong numbers


def look_up(path: Path, shape: tuple[int, ...]) -> tuple[TfliteFile, np.ndarray, np.ndarray, np.ndarray]:
    """-> the file, what it looks up, what int4 makes of it, what it was."""
    table, ids = numbers(40, 64), np.arange(np.prod(shape), dtype=np.int32).reshape(shape) % 40
    skeleton = program_of(lambda w, ids: tf.gather(w["t"], ids), {"t": table}, ids=(shape, tf.int32))
    blocks = quantize_table(table, 64, "t")
    bind(skeleton, {"t": table}.get, Forms(INT4), path, {("t", False): blocks})
    return TfliteFile(path), TfliteFile(path).run("s", ids=ids)["y"], blocks.values()[ids], table[ids]


def test_rows_of_a_table_are_those_stored(tmp_path):
    file, found, stored, _ = look_up(tmp_path / "t.tflite", (50,))
    assert np.abs(found - stored).max() <= 1e-6 and file.op_versions() == {"EMBEDDING_LOOKUP": 5}
    assert len(file.content) < 40 * 64 // 2 + 40 * 2 + 1500


def test_ids_of_two_dimensions_which_the_lookup_does_not_take_read_int8(tmp_path):
    file, found, _, exact = look_up(tmp_path / "t.tflite", (5, 9))
    assert "EMBEDDING_LOOKUP" not in file.op_versions() and 0 < np.abs(found - exact).max() < 0.02


def test_int4_of_nothing_is_refused(tmp_path):
    skeleton = program_of(lambda w, x: x @ w["w"], {"w": numbers(40, 5)}, x=((3, 40), tf.float32))
    with pytest.raises(EmitError, match="no weight can be stored in four bits"):
        bind(skeleton, {"w": numbers(40, 5)}.get, Forms(INT4), tmp_path / "f.tflite", {})


def test_blocks_of_another_shape_are_named(tmp_path):
    skeleton = program_of(lambda w, x: x @ w["w"], {"w": numbers(64, 5)}, x=((3, 64), tf.float32))
    with pytest.raises(EmitError, match=r"w has the shape \(5, 32\)"):
        bind(
            skeleton,
            {"w": numbers(64, 5)}.get,
            Forms(INT4),
            tmp_path / "f.tflite",
            {("w", True): four_bits(numbers(32, 5))},
        )


# --- a whole model


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The tiny classifier, with widths of 64 and 96, and 40, which no block divides."""
    path = tmp_path_factory.mktemp("tiny")
    for file in folder_of().iterdir():
        (path / file.name).write_bytes(file.read_bytes())
    sizes = {"hidden_size": 64, "num_attention_heads": 4, "intermediate_size": 40, "num_hidden_layers": 2}
    tiny("bert", "ForSequenceClassification", vocab_size=70, num_labels=3, **sizes).save_pretrained(path)
    return path


def calibrated(folder: Path, worst: float) -> dict[Key, Blocks]:
    """What is int4 where layers of 2,560 weights may be, and none whose outputs move by more than `worst`."""
    program, snapshot = prepared(folder, LENGTHS, ("tflite",)), resolve(ModelRef.parse(str(folder)))
    request = ConvertRequest(ModelRef.parse(str(folder)), targets=("tflite",), recipes=("int4",), lengths=LENGTHS)
    manifest = describe(plan(snapshot, request), program.traced)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calibration, "SMALLEST", 64 * 40)
        patch.setattr(calibration, "MOMENT_BYTES", 40_000)  # of two layers
        patch.setattr(calibration, "WORST_ERROR", worst)
        return int4_weights(program.skeleton, program.weights, manifest, chosen_texts(manifest)[:20], Forms(INT4))


@pytest.fixture(scope="module")
def chosen(folder) -> dict[Key, Blocks]:
    return calibrated(folder, 1.0)


def test_large_matrices_that_blocks_divide_and_tables_are_int4(chosen):
    matrices, tables = ({one.shape for key, one in chosen.items() if key[1] is turned} for turned in (True, False))
    assert matrices == {(192, 64), (64, 64), (40, 64)}  # not the feed-forward's second, nor the classifier's
    assert (70, 64) in tables and len(tables) == 2 and min(rows for rows, _ in tables) >= 16  # words and positions


def test_layers_that_four_bits_move_too_far_stay_int8(folder, chosen):
    assert calibrated(folder, 0.0).keys() == {key for key in chosen if not key[1]}


def test_the_file_is_smaller_than_int8_and_answers_nearly_the_same(folder, chosen, tmp_path):
    program, blocks = prepared(folder, LENGTHS, ("tflite",)), chosen
    small, large = tmp_path / "int4.tflite", tmp_path / "int8.tflite"
    bind(program.skeleton, program.weights, Forms(INT4), small, blocks)
    bind(program.skeleton, program.weights, Forms(INT8), large)
    int4, int8 = TfliteFile(small), TfliteFile(large)
    saved = sum(one.shape[0] * one.shape[1] // 2 - one.scales.nbytes for one in blocks.values())
    assert len(int8.content) - len(int4.content) > 0.8 * saved
    for length in LENGTHS:
        found, expected = (file.run(f"encode_{length}", **tokens(length))["scores"] for file in (int4, int8))
        assert 0 < np.abs(found - expected).max() < 0.35
