"""The TF.js emitter: its graph model answers in TF.js as TensorFlow does, and as the official converter's."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "node"), str(ROOT / "tests" / "converter")]

from hfedge.emit import tfjs, tfjs_weights  # noqa: E402
from hfedge.errors import EmitError, UsageError  # noqa: E402
from hfedge.lazy import tf  # noqa: E402
from tfjs_program import (  # noqa: E402
    WIDTH,
    WORDS,
    Program,
    Signature,
    Spec,
    expected,
    program_of,
    small_inputs,
    small_program,
)
from tfjs_runner import TfjsRun, require_tfjs, run_tfjs  # noqa: E402

METADATA = {"recipe": "fp32", "note": "naïve"}


def runs_of(program, inputs):
    return [
        TfjsRun(
            {f"{name}/{key}": value for key, value in feeds.items()},
            tuple(f"{name}/{spec.name}" for spec in program.signatures[name].outputs),
        )
        for name, feeds in inputs.items()
    ]


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


def test_a_page_loads_all_shards_from_its_url(tmp_path, monkeypatch):
    monkeypatch.setattr(tfjs_weights, "LEAST_SHARD_BYTES", 100_000)
    folder, program, inputs = emitted(tmp_path / "shards"), small_program(), small_inputs()
    assert len(list(folder.glob("*.bin"))) == tfjs_weights.MOST_SHARDS
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        got = answers(f"http://127.0.0.1:{server.server_port}/model.json", program, inputs, "wasm")
        server.shutdown()
    assert_same(got, expected(program, inputs), 1e-5)


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def official(tmp_path_factory):
    """Folders by signature: what the official converter makes of a SavedModel of the same functions."""
    folder = tmp_path_factory.mktemp("official")
    program = small_program()
    tf.saved_model.save(program.module, str(folder / "saved_model"), signatures=program.functions)
    script = ROOT / "tests" / "node" / "official_converter.py"
    subprocess.run(
        [sys.executable, str(script), str(folder / "saved_model"), str(folder), *program.functions],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: folder / name for name in program.functions}


def official_answers(folder, signature, feeds, backend):
    """The official graph model's outputs, which are called Identity, Identity_1 ... by their sorted names."""
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
    # The integers of its table need two bytes each.
    variables = small_program().module.variables
    held = sum(variable.numpy().size * (2 if variable.dtype == tf.int32 else 4) for variable in variables)
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


def test_a_function_called_inside_is_inlined_and_an_input_may_be_unused(tmp_path):
    module = tf.Module()
    module.w = tf.Variable(np.random.default_rng(0).normal(size=(300, 40)).astype(np.float32))
    inner = tf.function(lambda rows: tf.gather(module.w, rows) * 2.0)
    traced = {"f": (lambda x, unused: {"y": inner(x) + inner(x + 1)}, {"x": [4], "unused": [2, 2]})}
    program = program_of(module, traced)
    inputs = {"f": {"x": np.arange(4, dtype=np.int32), "unused": np.zeros((2, 2), np.int32)}}
    folder = emitted(tmp_path / "inlined", program=program)
    assert_same(answers(folder, program, inputs, "cpu"), expected(program, inputs), 1e-6)


def test_a_bias_behind_a_transposed_matrix_is_right_for_every_row(tmp_path):
    """Fused to one op with such a matrix, the wasm backend of TF.js 4.22 adds wrong numbers to all but the first."""
    module, random = tf.Module(), np.random.default_rng(0)
    module.w = tf.Variable(random.normal(size=(300, 40)).astype(np.float32))
    module.b = tf.Variable(random.normal(size=300).astype(np.float32))
    rows = random.normal(size=(4, 40)).astype(np.float32)

    def dense(x):
        return {"y": tf.matmul(rows * tf.cast(x, tf.float32), module.w, transpose_b=True) + module.b}

    program = program_of(module, {"f": (dense, {"x": [4, 1]})})
    inputs = {"f": {"x": np.arange(1, 5, dtype=np.int32)[:, None]}}
    folder = emitted(tmp_path / "transposed", program=program)
    assert "_FusedMatMul" not in ops_of(folder, "f")
    assert_same(answers(folder, program, inputs, "wasm"), expected(program, inputs), 1e-4)


def test_gelu_stays_erf_and_dense_layers_become_one_op_each(fp32):
    ops = ops_of(fp32, "encode_16")
    assert ops.count("Erf") == 1 and "Erfc" not in ops
    assert ops.count("_FusedMatMul") == 4 and ops.count("MatMul") == 2
    assert "Relu" not in ops and "BiasAdd" not in ops and "StopGradient" not in ops


def test_the_signature_names_every_tensor_with_its_dtype_and_shape(fp32):
    model = model_json(fp32)
    assert model["format"] == "graph-model" and model["userDefinedMetadata"] == {"hfedge": METADATA}
    assert model["signature"]["inputs"]["tokenize_32/utf8"] == {
        "name": "tokenize_32/utf8",
        "dtype": "DT_INT32",
        "tensorShape": {"dim": [{"size": "1"}, {"size": "32"}]},
    }
    assert model["signature"]["outputs"]["encode_8/logits"]["dtype"] == "DT_FLOAT"
    names = {node["name"] for node in nodes(fp32)}
    assert names.issuperset({*model["signature"]["inputs"], *model["signature"]["outputs"]})


@pytest.mark.parametrize(
    ("recipe", "share", "tolerance"), [("fp16", 0.5, 0.02), ("uint8", 0.25, 0.3), ("uint16", 0.5, 0.002)]
)
def test_a_smaller_recipe_shrinks_the_floats_and_answers_nearly_the_same(fp32, tmp_path, recipe, share, tolerance):
    folder, program, inputs = emitted(tmp_path / recipe, recipe), small_program(), small_inputs()
    integers = 4 * 30_000
    assert len(weight_bytes(folder)) - integers < share * (len(weight_bytes(fp32)) - integers) + 8_000
    assert_same(answers(folder, program, inputs, "wasm"), expected(program, inputs), tolerance)
    got, wanted = decoded_weights(folder), decoded_weights(fp32)
    changed = [name for name in wanted if not np.array_equal(got[name], wanted[name])]
    assert {wanted[name].shape for name in changed} == {
        (WORDS, WIDTH),
        (512, WIDTH),
        (WIDTH, WIDTH),
        (WIDTH, 4 * WIDTH),
        (4 * WIDTH, WIDTH),
    }


def test_an_unknown_recipe_is_refused_with_the_ones_there_are(tmp_path):
    with pytest.raises(UsageError, match="int4.*fp32, fp16, uint8, uint16"):
        tfjs.emit_tfjs(small_program(), "int4", tmp_path, metadata={})


FORBIDDEN = {
    "Erfc": lambda x: tf.math.erfc(tf.cast(x, tf.float32)),
    "BitwiseAnd": lambda x: tf.bitwise.bitwise_and(x, 7),
    "UnsortedSegmentSum": lambda x: tf.math.unsorted_segment_sum(x, x, 4),
    "UniqueV2|Unique": lambda x: tf.unique(x)[0],
    "dtype int64": lambda x: tf.cast(x, tf.int64) * 3,
    "dtype float64": lambda x: tf.cast(x, tf.float64) * 3,
    "dtype string": lambda x: tf.gather(tf.constant(["a", "b"]), x),
    "Where": lambda x: tf.reshape(tf.where(x > 0), [-1])[:2],
    "constant that holds 16777216": lambda x: x + tf.constant([1, 2, 3, 1 << 24]),
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
        tfjs.emit_tfjs(
            Program(program.module, program.functions, {"tokenize_32": wrong}), "fp32", tmp_path, metadata={}
        )


def test_written_twice_from_two_traces_and_two_processes_it_is_the_same_bytes(fp32, tmp_path):
    small_program.cache_clear()
    again = emitted(tmp_path / "again")
    script = "import sys, test_emit_tfjs as t; t.emitted(t.Path(sys.argv[1]))"
    paths = [Path(__file__).parent, ROOT / "converter", os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONHASHSEED": "77"}
    command = [sys.executable, "-c", script, str(tmp_path / "other")]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=env)
    assert digests(fp32) == digests(again) == digests(tmp_path / "other")


def test_the_op_table_is_that_of_the_installed_tfjs():
    require_tfjs()
    command = ["node", str(ROOT / "tests" / "node" / "make_tfjs_table.mjs"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and tfjs.op_table()["tfjs"] in done.stdout, done.stderr


def test_the_node_harness_fails_loudly_on_a_tensor_that_is_not_there(fp32):
    with pytest.raises(RuntimeError, match="no_such_output"):
        run_tfjs(
            fp32,
            [TfjsRun({"tokenize_32/utf8": np.zeros((1, 32), np.int32)}, ("tokenize_32/no_such_output",))],
            "cpu",
        )
