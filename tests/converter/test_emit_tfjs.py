"""The TF.js emitter: the graph model answers like TensorFlow in TF.js itself, and like the official converter's."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "node"))

from tfjs_runner import TfjsRun, require_tfjs, run_tfjs  # noqa: E402

from hfedge.emit import tfjs, tfjs_weights  # noqa: E402
from hfedge.errors import EmitError, UsageError  # noqa: E402
from hfedge.lazy import tf  # noqa: E402

WORDS, WIDTH, HEADS, LABELS, PAD_TO = 4000, 64, 4, 3, 24
METADATA = {"recipe": "fp32", "note": "naïve"}


@dataclass(frozen=True)
class Spec:
    name: str
    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Signature:
    name: str
    inputs: tuple[Spec, ...]
    outputs: tuple[Spec, ...]


@dataclass(frozen=True)
class Program:
    module: object
    functions: dict
    signatures: dict


def program_of(module, traced):
    """A traced program: `traced` maps a signature's name to a function and its inputs' shapes (int32) by name."""
    functions, signatures = {}, {}
    for name, (function, inputs) in traced.items():
        specs = {key: tf.TensorSpec(shape, tf.int32, name=key) for key, shape in inputs.items()}
        functions[name] = tf.function(function, autograph=False).get_concrete_function(**specs)
        outputs = functions[name].structured_outputs
        signatures[name] = Signature(
            name, tuple(Spec(key, "int32", tuple(shape)) for key, shape in inputs.items()),
            tuple(Spec(key, value.dtype.name, tuple(value.shape)) for key, value in outputs.items()))
    return Program(module, functions, signatures)


def encoder_weights():
    rng = np.random.default_rng(7)
    shapes = {"word": (WORDS, WIDTH), "position": (512, WIDTH), "query": (WIDTH, WIDTH), "key": (WIDTH, WIDTH),
              "value": (WIDTH, WIDTH), "up": (WIDTH, 4 * WIDTH), "down": (4 * WIDTH, WIDTH), "head": (WIDTH, LABELS),
              "query_bias": (WIDTH,), "up_bias": (4 * WIDTH,), "down_bias": (WIDTH,), "head_bias": (LABELS,),
              "gamma": (WIDTH,), "beta": (WIDTH,)}
    module = tf.Module()
    module.table = tf.Variable(rng.integers(0, WORDS, 30_000), dtype=tf.int32)
    for name, shape in shapes.items():
        setattr(module, name, tf.Variable(rng.normal(0, 0.3, shape), dtype=tf.float32))
    return module


def layer_norm(module, x):
    mean = tf.reduce_mean(x, -1, keepdims=True)
    variance = tf.reduce_mean(tf.math.squared_difference(x, mean), -1, keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + 1e-6) * module.gamma + module.beta


def dense(x, kernel, bias):
    return tf.matmul(x, kernel) + bias


def gelu(x):
    return 0.5 * x * (1.0 + tf.math.erf(x * 0.70710678))


def heads(x, tokens):
    return tf.transpose(tf.reshape(x, [1, tokens, HEADS, WIDTH // HEADS]), [0, 2, 1, 3])


def encode(module, input_ids, attention_mask):
    """One transformer layer and a classifier, in the ways that hfedge's architectures write them."""
    tokens = input_ids.shape[1]
    x = tf.gather(module.word, tf.reshape(input_ids, [-1])) + module.position[:tokens]
    query = heads(dense(x, module.query, module.query_bias), tokens)
    key, value = heads(tf.matmul(x, module.key), tokens), heads(tf.matmul(x, module.value), tokens)
    mask = (1.0 - tf.cast(tf.reshape(attention_mask, [1, 1, 1, tokens]), tf.float32)) * -100.0
    weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) * 0.25 + mask)
    mixed = tf.reshape(tf.transpose(tf.matmul(weights, value), [0, 2, 1, 3]), [tokens, WIDTH])
    x = layer_norm(module, x + mixed)
    x = layer_norm(module, x + dense(gelu(dense(x, module.up, module.up_bias)), module.down, module.down_bias))
    logits = tf.nn.relu(dense(tf.stop_gradient(x[:1]), module.head, module.head_bias))
    return {"logits": logits, "scores": tf.nn.softmax(logits), "again": logits}


def tokenize(module, utf8):
    """Words between blanks, each summed up and looked up, compacted and padded: the tokenizer's ops without its tables."""
    size = utf8.shape[1]
    text = tf.reshape(utf8, [size])
    blank = tf.equal(text, 32) | tf.equal(text, 0)
    before = tf.concat([[True], blank[:-1]], 0)
    starts = tf.cast(~blank & before, tf.int32)
    word = tf.cumsum(starts) - 1
    slot = tf.where(blank, size, word)
    sums = tf.scatter_nd(tf.reshape(slot, [-1, 1]), text * 37 + tf.range(size), [size + 1])[:size]
    places = tf.math.floordiv(sums, 3) + tf.math.floormod(sums, 7)
    ids = tf.gather(module.table, tf.minimum(places, 29_999))
    ids = tf.where(tf.range(size) < tf.reduce_sum(starts), ids, 0)
    padded = tf.pad(ids, [[1, PAD_TO]])[:PAD_TO]
    return {"input_ids": tf.reshape(padded, [1, PAD_TO]), "token_count": tf.reshape(tf.reduce_sum(starts), [1])}


@lru_cache(maxsize=1)
def small_program():
    module = encoder_weights()
    traced = {f"encode_{size}": (lambda input_ids, attention_mask: encode(module, input_ids, attention_mask),
                                 {"input_ids": [1, size], "attention_mask": [1, size]}) for size in (8, 16)}
    traced["tokenize_32"] = (lambda utf8: tokenize(module, utf8), {"utf8": [1, 32]})
    return program_of(module, traced)


@lru_cache(maxsize=1)
def small_inputs():
    rng = np.random.default_rng(3)
    text = np.frombuffer(b"the quick  brown fox".ljust(32, b"\0"), np.uint8).astype(np.int32)[None]
    inputs = {"tokenize_32": {"utf8": text}}
    for size in (8, 16):
        mask = (np.arange(size)[None] < size - 3).astype(np.int32)
        inputs[f"encode_{size}"] = {"input_ids": rng.integers(0, WORDS, (1, size)).astype(np.int32), "attention_mask": mask}
    return inputs


def expected(program, inputs):
    return {f"{name}/{key}": value.numpy() for name, feeds in inputs.items()
            for key, value in program.functions[name](**{k: tf.constant(v) for k, v in feeds.items()}).items()}


def runs_of(program, inputs):
    return [TfjsRun({f"{name}/{key}": value for key, value in feeds.items()},
                    tuple(f"{name}/{spec.name}" for spec in program.signatures[name].outputs)) for name, feeds in inputs.items()]


def answers(folder, program, inputs, backend):
    results = run_tfjs(folder, runs_of(program, inputs), backend)
    assert [result.leaked for result in results] == [0] * len(results)
    return {name: value for result in results for name, value in result.outputs.items()}


def emitted(folder, recipe="fp32", program=None):
    folder.mkdir(parents=True, exist_ok=True)
    files = tfjs.emit_tfjs(program or small_program(), recipe, folder, metadata=METADATA)
    assert sorted(files) == sorted(path.name for path in folder.iterdir())
    return folder


@pytest.fixture(scope="module")
def fp32(tmp_path_factory):
    return emitted(tmp_path_factory.mktemp("tfjs") / "fp32")


def model_json(folder):
    return json.loads((folder / "model.json").read_text(encoding="utf-8"))


def weight_bytes(folder):
    return b"".join((folder / name).read_bytes() for name in model_json(folder)["weightsManifest"][0]["paths"])


def decoded_weights(folder):
    """Every weight as TF.js expands it, by name."""
    data, offset, weights = weight_bytes(folder), 0, {}
    for entry in model_json(folder)["weightsManifest"][0]["weights"]:
        rule = entry.get("quantization", {"dtype": entry["dtype"]})
        stored = np.frombuffer(data, rule["dtype"], int(np.prod(entry["shape"])), offset)
        offset += stored.nbytes
        values = stored * rule["scale"] + rule["min"] if "scale" in rule else stored
        weights[entry["name"]] = values.astype(entry["dtype"]).reshape(entry["shape"])
    assert offset == len(data)
    return weights


def assert_same(got, wanted, tolerance):
    assert got.keys() == wanted.keys()
    for name, value in wanted.items():
        assert got[name].dtype == value.dtype and got[name].shape == value.shape, name
        if value.dtype == np.int32:
            np.testing.assert_array_equal(got[name], value, err_msg=name)
        else:
            np.testing.assert_allclose(got[name], value, atol=tolerance, rtol=0, err_msg=name)


@pytest.mark.parametrize("backend", ["cpu", "wasm"])
def test_every_signature_answers_in_tfjs_what_it_answers_in_tensorflow(fp32, backend):
    program, inputs = small_program(), small_inputs()
    assert_same(answers(fp32, program, inputs, backend), expected(program, inputs), 1e-5)


def nodes(folder):
    return model_json(folder)["modelTopology"]["node"]


def ops_of(folder, signature):
    return [node["op"] for node in nodes(folder) if node["name"].startswith(f"{signature}/")]


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def official(tmp_path_factory):
    """Folders by signature: what the official converter makes of a SavedModel of the same functions."""
    folder = tmp_path_factory.mktemp("official")
    program = small_program()
    tf.saved_model.save(program.module, str(folder / "saved_model"), signatures=program.functions)
    script = ROOT / "tests" / "node" / "official_converter.py"
    subprocess.run([sys.executable, str(script), str(folder / "saved_model"), str(folder), *program.functions],
                   check=True, capture_output=True, timeout=120)
    return {name: folder / name for name in program.functions}


def official_answers(folder, signature, feeds, backend):
    """The official graph model's outputs, which it calls Identity, Identity_1 ... in the order of their sorted names."""
    keys = sorted(spec.name for spec in signature.outputs)
    names = ["Identity" if number == 0 else f"Identity_{number}" for number in range(len(keys))]
    result = run_tfjs(folder, [TfjsRun(feeds, tuple(names))], backend)[0].outputs
    return {f"{signature.name}/{key}": result[name] for key, name in zip(keys, names, strict=True)}


@pytest.mark.parametrize("backend", ["cpu", "wasm"])
def test_the_official_converters_graphs_give_the_same_numbers(fp32, official, backend):
    program, inputs = small_program(), small_inputs()
    theirs = {}
    for name, feeds in inputs.items():
        theirs |= official_answers(official[name], program.signatures[name], feeds, backend)
    assert_same(answers(fp32, program, inputs, backend), theirs, 1e-6)


def test_no_signature_has_more_nodes_than_the_official_converter_makes(fp32, official):
    for name, folder in official.items():
        theirs = [node["op"] for node in nodes(folder) if node["op"] not in ("Const", "Identity")]
        ours = [op for op in ops_of(fp32, name) if op != "Identity"]
        assert 10 < len(ours) <= len(theirs), name


def test_weights_and_tables_are_stored_once_for_all_signatures(fp32):
    held = sum(variable.numpy().nbytes for variable in small_program().module.variables)
    assert held <= len(weight_bytes(fp32)) < held + 16_000


def test_two_variables_of_the_same_content_are_stored_once(tmp_path):
    module = tf.Module()
    module.a, module.b = (tf.Variable(tf.ones([100, 100])) for _ in range(2))
    traced = {"f": (lambda x: {"y": tf.gather(module.a, x) + tf.gather(module.b, x + 1)}, {"x": [5]})}
    folder = emitted(tmp_path / "twice", program=program_of(module, traced))
    assert len(weight_bytes(folder)) < 41_000


def test_an_output_may_be_an_input_a_weight_or_another_output(tmp_path):
    module = tf.Module()
    module.w = tf.Variable(np.arange(6, dtype=np.float32))
    traced = {"f": (lambda x: {"same": x, "weight": module.w, "y": x * 2, "z": x * 2}, {"x": [4]})}
    program, inputs = program_of(module, traced), {"f": {"x": np.arange(4, dtype=np.int32)}}
    folder = emitted(tmp_path / "outputs", program=program)
    assert_same(answers(folder, program, inputs, "wasm"), expected(program, inputs), 0)


def test_gelu_stays_erf_and_dense_layers_become_one_op_each(fp32):
    ops = ops_of(fp32, "encode_16")
    assert ops.count("Erf") == 1 and "Erfc" not in ops
    assert ops.count("_FusedMatMul") == 4 and ops.count("MatMul") == 2
    assert "Relu" not in ops and "BiasAdd" not in ops and "StopGradient" not in ops


def test_the_signature_names_every_tensor_with_its_dtype_and_shape(fp32):
    model = model_json(fp32)
    assert model["format"] == "graph-model" and model["userDefinedMetadata"] == {"hfedge": METADATA}
    assert model["signature"]["inputs"]["tokenize_32/utf8"] == {
        "name": "tokenize_32/utf8", "dtype": "DT_INT32", "tensorShape": {"dim": [{"size": "1"}, {"size": "32"}]}}
    assert model["signature"]["outputs"]["encode_8/logits"]["dtype"] == "DT_FLOAT"
    names = {node["name"] for node in nodes(fp32)}
    assert names.issuperset({*model["signature"]["inputs"], *model["signature"]["outputs"]})


@pytest.mark.parametrize(("recipe", "share", "tolerance"), [("fp16", 0.5, 0.02), ("uint8", 0.25, 0.3)])
def test_a_smaller_recipe_shrinks_the_floats_and_answers_nearly_the_same(fp32, tmp_path, recipe, share, tolerance):
    folder, program, inputs = emitted(tmp_path / recipe, recipe), small_program(), small_inputs()
    integers = 4 * 30_000
    assert len(weight_bytes(folder)) - integers < share * (len(weight_bytes(fp32)) - integers) + 8_000
    assert_same(answers(folder, program, inputs, "wasm"), expected(program, inputs), tolerance)
    got, wanted = decoded_weights(folder), decoded_weights(fp32)
    changed = [name for name in wanted if not np.array_equal(got[name], wanted[name])]
    assert {wanted[name].shape for name in changed} == {
        (WORDS, WIDTH), (512, WIDTH), (WIDTH, WIDTH), (WIDTH, 4 * WIDTH), (4 * WIDTH, WIDTH)}


def official_quantization():
    import importlib.util

    package = importlib.util.find_spec("tensorflowjs").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("official_quantization", Path(package) / "quantization.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("low", "high"), [(-1.0, 3.0), (0.5, 2.0), (-4.0, -1.0), (0.0, 1.0), (-1e-8, 1.0), (2.0, 2.0)])
def test_uint8_is_what_the_official_converter_stores(low, high):
    array = np.random.default_rng(1).uniform(low, high, (40, 50)).astype(np.float32)
    stored = tfjs_weights.stored("w", array, "uint8")
    levels, rule = official_quantization().quantize_weights(array, np.uint8)
    assert b"".join(stored.chunks()) == levels.tobytes()
    assert (stored.scale, stored.minimum) == pytest.approx((rule["scale"], rule["min"]), rel=1e-12)


def test_zero_survives_uint8_exactly():
    array = np.random.default_rng(2).normal(0.1, 1, (60, 60)).astype(np.float32)
    array[::7] = 0
    stored = tfjs_weights.stored("w", array, "uint8")
    values = np.frombuffer(b"".join(stored.chunks()), np.uint8).reshape(60, 60) * stored.scale + stored.minimum
    assert np.all(values[::7].astype(np.float32) == 0)
    assert np.abs(values - array).max() <= stored.scale * 0.51


def test_float16_is_numpys_and_leaves_what_it_cannot_hold():
    array = np.random.default_rng(2).normal(0, 1, (60, 60)).astype(np.float32)
    assert b"".join(tfjs_weights.stored("w", array, "fp16").chunks()) == array.astype("<f2").tobytes()
    array[0, 0] = -1e9
    assert tfjs_weights.stored("w", array, "fp16").dtype == "float32"


@pytest.mark.parametrize(("shape", "dtype"), [((5000,), "float32"), ((1, 5000), "float32"), ((2, 384), "float32"),
                                              ((200, 200), "int32")])
def test_biases_short_rows_and_integers_are_never_quantized(shape, dtype):
    array = np.ones(shape, dtype)
    assert {tfjs_weights.stored("w", array, recipe).dtype for recipe in tfjs_weights.RECIPES} == {dtype}


def test_an_unknown_recipe_is_refused_with_the_ones_there_are(tmp_path):
    with pytest.raises(UsageError, match="int4.*fp32, fp16, uint8"):
        tfjs.emit_tfjs(small_program(), "int4", tmp_path, metadata={})


FORBIDDEN = {
    "Erfc": lambda x: tf.math.erfc(tf.cast(x, tf.float32)),
    "BitwiseAnd": lambda x: tf.bitwise.bitwise_and(x, 7),
    "UnsortedSegmentSum": lambda x: tf.math.unsorted_segment_sum(x, x, 4),
    "UniqueV2|Unique": lambda x: tf.unique(x)[0],
    "dtype int64": lambda x: tf.cast(x, tf.int64) * 3,
    "dtype float64": lambda x: tf.cast(x, tf.float64) * 3,
    "dtype string": lambda x: tf.gather(tf.constant(["a", "b"]), x),
    "While": lambda x: tf.while_loop(lambda i, v: i < 4, lambda i, v: (i + 1, v * 2), (x[0], x))[1],
}


@pytest.mark.parametrize("found", FORBIDDEN)
def test_what_some_backend_lacks_is_refused_by_name(tmp_path, found):
    traced = {"serve": (lambda x: {"y": FORBIDDEN[found](x)}, {"x": [4]})}
    program = program_of(tf.Module(), traced)
    with pytest.raises(EmitError, match=rf"^serve/.*({found}).*Accepted: ") as refusal:
        tfjs.emit_tfjs(program, "fp32", tmp_path, metadata={})
    assert refusal.value.exit_code == 1 and not list(tmp_path.iterdir())


def test_a_signature_that_the_function_does_not_have_is_refused(tmp_path):
    program = small_program()
    wrong = Signature("tokenize_32", (Spec("bytes", "int32", (1, 32)),), ())
    with pytest.raises(EmitError, match=r"tokenize_32: .*utf8.*Accepted: bytes"):
        tfjs.emit_tfjs(Program(program.module, program.functions, {"tokenize_32": wrong}), "fp32", tmp_path, metadata={})


def test_written_twice_from_two_traces_and_two_processes_it_is_the_same_bytes(fp32, tmp_path):
    small_program.cache_clear()
    again = emitted(tmp_path / "again")
    script = f"from pathlib import Path; import test_emit_tfjs as t; t.emitted(Path({str(tmp_path / 'other')!r}))"
    paths = os.pathsep.join(filter(None, [str(Path(__file__).parent), str(ROOT / "converter"), os.environ.get("PYTHONPATH")]))
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, timeout=120,
                   env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "77"})
    assert digests(fp32) == digests(again) == digests(tmp_path / "other")


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


def test_the_op_table_is_that_of_the_installed_tfjs():
    require_tfjs()
    done = subprocess.run(["node", "make_tfjs_table.mjs", "--check"], cwd=ROOT / "tests" / "node", capture_output=True, text=True)
    assert done.returncode == 0 and tfjs.op_table()["tfjs"] in done.stdout, done.stderr


def test_the_node_harness_fails_loudly_on_a_tensor_that_is_not_there(fp32):
    with pytest.raises(RuntimeError, match="no_such_output"):
        run_tfjs(fp32, [TfjsRun({"tokenize_32/utf8": np.zeros((1, 32), np.int32)}, ("tokenize_32/no_such_output",))], "cpu")
