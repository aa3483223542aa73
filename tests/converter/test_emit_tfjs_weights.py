"""How a TF.js recipe stores weights, and the shards that hold them."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from hfedge.emit import tfjs_weights


def official_quantization():
    package = importlib.util.find_spec("tensorflowjs").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("official_quantization", Path(package) / "quantization.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize(("low", "high"), [(-1.0, 3.0), (0.5, 2.0), (-4.0, -1.0), (0.0, 1.0), (-1e-8, 1.0), (2.0, 2.0)])
def test_levels_are_what_the_official_converter_stores(low, high, dtype):
    array = np.random.default_rng(1).uniform(low, high, (40, 50)).astype(np.float32)
    stored = tfjs_weights.stored("w", array, dtype)
    levels, rule = official_quantization().quantize_weights(array, np.dtype(dtype).type)
    assert b"".join(stored.chunks()) == levels.tobytes()
    assert (stored.scale, stored.minimum) == pytest.approx((rule["scale"], rule["min"]), rel=1e-12)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_zero_survives_levels_exactly(dtype):
    array = np.random.default_rng(2).normal(0.1, 1, (60, 60)).astype(np.float32)
    array[::7] = 0
    stored = tfjs_weights.stored("w", array, dtype)
    values = np.frombuffer(b"".join(stored.chunks()), dtype).reshape(60, 60) * stored.scale + stored.minimum
    assert np.all(values[::7].astype(np.float32) == 0)
    assert np.abs(values - array).max() <= stored.scale * 0.51


def test_float16_is_numpys_and_leaves_what_it_cannot_hold():
    array = np.random.default_rng(2).normal(0, 1, (60, 60)).astype(np.float32)
    assert b"".join(tfjs_weights.stored("w", array, "fp16").chunks()) == array.astype("<f2").tobytes()
    array[0, 0] = -1e9
    assert tfjs_weights.stored("w", array, "fp16").dtype == "float32"


@pytest.mark.parametrize(
    ("shape", "dtype"),
    [((5000,), "float32"), ((1, 5000), "float32"), ((2, 384), "float32"), ((9,), "int32"), ((200, 200), "int32")],
)
def test_biases_short_rows_and_what_no_level_holds_are_never_quantized(shape, dtype):
    array = np.arange(np.prod(shape)).reshape(shape).astype(dtype) * 2
    assert {tfjs_weights.stored("w", array, recipe).dtype for recipe in tfjs_weights.RECIPES} == {dtype}


@pytest.mark.parametrize(("megabytes", "count"), [(0, 1), (1, 1), (4, 1), (5, 2), (15, 4), (100, 4), (1000, 4)])
def test_there_are_never_more_shards_than_a_browser_has_connections(megabytes, count):
    total = megabytes * 1024 * 1024
    assert max(1, -(-total // tfjs_weights.shard_bytes(total))) == count


def test_shards_put_together_are_the_weights_in_order(tmp_path):
    rng = np.random.default_rng(5)
    arrays = [rng.normal(size=(size, 999)).astype(np.float32) for size in (1500, 3, 700)]
    weights = [tfjs_weights.stored(str(number), array, "fp32") for number, array in enumerate(arrays)]
    names = tfjs_weights.write_shards(tmp_path, weights)
    assert names == ["group1-shard1of3.bin", "group1-shard2of3.bin", "group1-shard3of3.bin"]
    assert b"".join((tmp_path / name).read_bytes() for name in names) == b"".join(array.tobytes() for array in arrays)
