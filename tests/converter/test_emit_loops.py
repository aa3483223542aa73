"""Loops and branches give in every artifact what eager TensorFlow gives."""

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from hfedge.emit.flatbuffer import operators, read_model
from hfedge.emit.tfjs import emit_tfjs
from hfedge.emit.tflite import bind, convert_skeleton
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.recipes import FLOAT16, FLOAT32, INT8, Forms
from hfedge.tokenizer.loops import only_if, repeat_while
from looped_program import CALLS, ROWS, SIZES, closed, expected, inputs_of, opened, parameters, tokenize
from small_graphs import bound
from small_graphs import program_of as program_of_one
from tfjs_program import program_of
from tfjs_runner import TfjsRun, run_tfjs
from tiny_programs import TfliteFile

LOOPED = [name for name in CALLS if name != "encode_16"]
SEEDS = range(5)


@cache
def skeleton(dtype: type = np.int32):
    values = parameters(dtype)
    return convert_skeleton(opened(values), {name: name for name in values})


def write(path: Path, kind: str = FLOAT32, dtype: type = np.int32) -> TfliteFile:
    bind(skeleton(dtype), parameters(dtype).__getitem__, Forms(kind), path)
    return TfliteFile(path)


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> TfliteFile:
    return write(tmp_path_factory.mktemp("loops") / "f.tflite")


def assert_same(found: dict, wanted: dict, near: float = 1e-4) -> None:
    assert found.keys() == wanted.keys()
    for name, value in wanted.items():
        if value.dtype == np.int32:
            np.testing.assert_array_equal(found[name], value, err_msg=name)
        else:
            np.testing.assert_allclose(found[name], value, atol=near, rtol=0, err_msg=name)


def test_the_program_loops_as_often_as_its_input_says():
    found = [expected("tokenize_16", inputs_of("tokenize_16", seed)) for seed in SEEDS]
    assert len({int(one["count"][0]) for one in found}) >= 3 and {int(one["odd"][0]) for one in found} == {0, 1}


# --- TFLite


@pytest.mark.parametrize("name", CALLS)
def test_litert_gives_what_tensorflow_gives(file, name):
    for seed in SEEDS:
        inputs = inputs_of(name, seed)
        assert_same(file.run(name, **inputs), expected(name, inputs))


@pytest.mark.parametrize(("kind", "near"), [(FLOAT16, 0.02), (INT8, 0.2)])
def test_the_numbers_of_loops_stay_exact_in_a_smaller_recipe(tmp_path, kind, near):
    smaller = write(tmp_path / "f.tflite", kind)
    for seed in SEEDS:
        inputs = inputs_of("serve", seed)
        assert_same(smaller.run("serve", **inputs), expected("serve", inputs), near)


def test_a_compiled_model_gives_what_tensorflow_gives(file):
    from ai_edge_litert.compiled_model import CompiledModel

    model = CompiledModel.from_buffer(file.content)
    for name in LOOPED:
        inputs = inputs_of(name, 1)
        wanted = expected(name, inputs)
        given = {key: model.create_input_buffer_by_name(name, key) for key in inputs}
        found = {key: model.create_output_buffer_by_name(name, key) for key in wanted}
        for key, value in inputs.items():
            given[key].write(value.reshape(-1))
        model.run_by_name(name, given, found)
        read = {
            key: found[key].read(value.size, value.dtype.type).reshape(value.shape) for key, value in wanted.items()
        }
        assert_same(read, wanted)


def test_no_table_and_no_constant_is_a_variable_of_a_loop(file):
    loops = branches = 0
    for subgraph in file.model.subgraphs:
        for name, op in operators(file.model, subgraph):
            if name not in ("WHILE", "IF"):
                continue
            loops, branches = loops + (name == "WHILE"), branches + (name == "IF")
            assert all(np.prod(subgraph.tensors[index].shape, dtype=int) <= SIZES[-1] for index in op.inputs)
            called = [getattr(op.builtinOptions, field) for field in vars(op.builtinOptions)]
            for index in called:
                inner = file.model.subgraphs[index]
                assert not any(file.has_data(inner.tensors[port]) for port in inner.inputs)
                assert len(inner.inputs) == len(op.inputs) - (name == "IF")
    assert (loops, branches) == (3 + 3 + 2, 3 * 2)  # serve has no use for the loop that never runs


def test_a_counter_that_nobody_reads_is_dropped(tmp_path):
    def run(weights, x):
        return repeat_while(lambda y: tf.reduce_max(y) < 100, lambda y: (y * 2 + 1,), (x,))[0]

    small = bound(run, {}, FLOAT32, tmp_path / "f.tflite", x=((4,), tf.int32))
    (loop,) = (op for name, op in operators(small.model, small.subgraph("s")) if name == "WHILE")
    assert len(loop.inputs) == 1
    np.testing.assert_array_equal(small.run("s", x=np.array([0, 1, 2, 3], np.int32))["y"], [31, 63, 95, 127])


def test_weights_are_stored_once_for_all_signatures_and_loops(file):
    held = sum(value.nbytes for value in parameters().values())
    assert held < len(file.content) < held + 40_000


def test_branches_that_the_converter_shares_get_a_graph_each(tmp_path):
    def step(v):
        return only_if(v[0] > 3, lambda: v + 1, lambda: v + 2)

    def run(weights, x):
        @tf.function(autograph=False)
        def loop(x):
            return repeat_while(lambda i, v: i < 5, lambda i, v: (i + 1, step(v)), (tf.constant(0), x))[1]

        return loop(x) + loop(x * 2)

    skeleton = program_of_one(run, {}, x=((4,), tf.int32))
    assert max(calls(read_model(skeleton.content)).values()) > 1
    small = bound(run, {}, FLOAT32, tmp_path / "f.tflite", x=((4,), tf.int32))
    assert set(calls(small.model).values()) == {1}
    for first in (0, 3, 9):
        x = np.arange(4, dtype=np.int32) + first
        np.testing.assert_array_equal(small.run("s", x=x)["y"], run({}, tf.constant(x)).numpy())


def calls(model) -> Counter:
    """How often each subgraph is called."""
    ops = [op for subgraph in model.subgraphs for name, op in operators(model, subgraph) if name in ("WHILE", "IF")]
    return Counter(index for op in ops for index in vars(op.builtinOptions).values())


def test_two_conversions_give_the_same_bytes(file, tmp_path):
    skeleton.cache_clear()
    assert write(tmp_path / "again.tflite").content == file.content


def test_another_process_gives_the_same_bytes(file, folder, tmp_path):
    script = (
        "import sys, pathlib, test_emit_loops as t; folder = pathlib.Path(sys.argv[1]);"
        "t.emit_tfjs(t.closed(), 'fp32', folder, metadata={'recipe': 'fp32'}); t.write(folder / 'f.tflite')"
    )
    here = Path(__file__).parent
    paths = [here, here.parent / "node", here.parents[1] / "converter", os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONHASHSEED": "77"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, timeout=120, env=env)
    wanted = {path.name: path.read_bytes() for path in folder.iterdir()} | {"f.tflite": file.content}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == wanted


@pytest.mark.parametrize("dtype", [np.int8, np.int16])
def test_tables_may_be_narrow(tmp_path, dtype):
    narrow = write(tmp_path / "f.tflite", FLOAT32, dtype)
    for name in LOOPED:
        inputs = inputs_of(name, 2)
        assert_same(narrow.run(name, **inputs), expected(name, inputs))


@pytest.mark.parametrize("start", [0, 200])
def test_what_a_loop_hands_on_unchanged_may_be_read_behind_it(tmp_path, start):
    table = np.arange(100, dtype=np.int32)

    def run(weights, x):
        found = repeat_while(
            lambda n, *_: n[0] < 100,
            lambda n, kept, table: (n + tf.gather(table, [7]), kept, table),
            (x[:1] + start, x, weights["table"]),
        )
        return found[0] + found[1] + tf.gather(found[2], x)

    small = bound(run, {"table": table}, FLOAT32, tmp_path / "f.tflite", x=((3,), tf.int32))
    x = np.array([1, 2, 3], np.int32)
    wanted = run({"table": tf.constant(table)}, tf.constant(x)).numpy()
    np.testing.assert_array_equal(small.run("s", x=x)["y"], wanted)


# --- TF.js


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tfjs")
    emit_tfjs(closed(), "fp32", folder, metadata={"recipe": "fp32"})
    return folder


@pytest.mark.parametrize("backend", ["cpu", "wasm"])
def test_tfjs_gives_what_tensorflow_gives(folder, backend):
    program = closed()
    cases = [(name, inputs_of(name, seed)) for seed in SEEDS for name in CALLS]
    runs = [
        TfjsRun({f"{name}/{key}": value for key, value in inputs.items()},
                tuple(f"{name}/{spec.name}" for spec in program.signatures[name].outputs), repeat=2)
        for name, inputs in cases
    ]  # fmt: skip
    results = run_tfjs(folder, runs, backend)
    assert {result.leaked for result in results} == {0}
    for (name, inputs), result in zip(cases, results, strict=True):
        assert_same({key.split("/")[1]: value for key, value in result.outputs.items()}, expected(name, inputs))


def model_json(folder: Path) -> dict:
    return json.loads((folder / "model.json").read_text(encoding="utf-8"))


def test_the_model_says_which_signatures_execute_refuses(folder):
    assert model_json(folder)["userDefinedMetadata"]["hfedge"] == {"recipe": "fp32", "executeAsync": LOOPED}


def test_functions_hold_weights_by_the_names_of_the_manifest_and_no_table_is_handed_on(folder):
    model = model_json(folder)
    weights = {entry["name"]: entry for entry in model["weightsManifest"][0]["weights"]}
    functions = model["modelTopology"]["library"]["function"]
    tables = [name for name, entry in weights.items() if entry["shape"] == [ROWS]]
    assert len(tables) == 1 and len(functions) > 10
    for function in functions:
        constants = {node["name"] for node in function["nodeDef"] if node["op"] == "Const"}
        assert constants <= weights.keys()
        assert not constants.intersection(argument["name"] for argument in function["signature"]["inputArg"])
        for node in function["nodeDef"]:
            if node["op"] in ("StatelessWhile", "StatelessIf"):
                assert not constants.intersection(name for name in node["input"] if name in tables)
    assert any(tables[0] in [node["name"] for node in function["nodeDef"]] for function in functions)


def test_two_traces_give_the_same_graph_model(folder, tmp_path):
    emit_tfjs(closed(), "fp32", tmp_path, metadata={"recipe": "fp32"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_equal_loops_share_their_functions(tmp_path):
    def run(x):
        found = repeat_while(lambda y: tf.reduce_max(y) < 100, lambda y: (y * 2 + 1,), (x,))
        again = repeat_while(lambda y: tf.reduce_max(y) < 100, lambda y: (y * 2 + 1,), (x + 1,))
        return {"y": found[0] + again[0]}

    emit_tfjs(program_of(tf.Module(), {"f": (run, {"x": [4]})}), "fp32", tmp_path, metadata={})
    assert len(model_json(tmp_path)["modelTopology"]["library"]["function"]) == 2


def test_what_a_branch_computes_for_nobody_may_read_a_variable(tmp_path):
    module = tf.Module()
    module.tables = [tf.Variable(np.arange(9, dtype=np.int32) * factor) for factor in (2, 3)]

    def branch(x):
        return tuple(tf.gather(table, x) for table in module.tables)

    def run(x):
        return {"y": only_if(x[0] > 3, lambda: branch(x), lambda: branch(8 - x))[0]}

    emit_tfjs(program_of(module, {"f": (run, {"x": [2]})}), "fp32", tmp_path, metadata={})
    runs = [TfjsRun({"f/x": np.array(x, np.int32)}, ("f/y",)) for x in ([4, 8], [3, 1])]
    found = [result.outputs["f/y"].tolist() for result in run_tfjs(tmp_path, runs, "cpu")]
    assert found == [[8, 16], [10, 14]]
    assert [entry["shape"] for entry in model_json(tmp_path)["weightsManifest"][0]["weights"]].count([9]) == 1


def test_an_op_that_tfjs_lacks_is_found_inside_a_loop(tmp_path):
    def run(x):
        return {"y": repeat_while(lambda y: y[0] < 100, lambda y: (tf.bitwise.left_shift(y, 1),), (x,))[0]}

    with pytest.raises(EmitError, match=r"f/.*LeftShift"):
        emit_tfjs(program_of(tf.Module(), {"f": (run, {"x": [4]})}), "fp32", tmp_path, metadata={})


def test_an_input_and_an_output_of_one_name_are_refused(tmp_path):
    with pytest.raises(EmitError, match="f/x is an input and an output"):
        emit_tfjs(program_of(tf.Module(), {"f": (lambda x: {"x": x + 1}, {"x": [4]})}), "fp32", tmp_path, metadata={})


# --- SavedModel


def test_a_saved_model_maps_a_function_with_loops_over_a_batch(tmp_path):
    module = tf.Module()
    module.values = {name: tf.Variable(value) for name, value in parameters().items()}

    def row(utf8):
        return tokenize(module.values, utf8[None])["left"][0]

    def batch(utf8):
        return {"left": tf.map_fn(row, utf8, fn_output_signature=tf.TensorSpec([16], tf.int32))}

    call = tf.function(batch, autograph=False).get_concrete_function(tf.TensorSpec([None, 16], tf.int32, "utf8"))
    tf.saved_model.save(module, str(tmp_path), signatures={"tokenize": call})
    rows = [inputs_of("tokenize_16", seed) for seed in SEEDS]
    wanted = np.concatenate([expected("tokenize_16", row)["left"] for row in rows])
    loaded = tf.saved_model.load(str(tmp_path)).signatures["tokenize"]
    found = loaded(utf8=tf.constant(np.concatenate([row["utf8"] for row in rows])))
    np.testing.assert_array_equal(found["left"].numpy(), wanted)


# --- what a loop may be


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (lambda x: (tf.cast(x, tf.float32),), "int32 and bool of static shape, not float32"),
        (lambda x: (x[:1],), r"int32\(1,\) where int32\(4,\) was"),
        (lambda x: (x > 0,), r"bool\(4,\) where int32\(4,\) was"),
        (lambda x: (x, x), "returns 2 variables, it got 1"),
    ],
)
def test_a_body_that_changes_what_its_variables_are_is_refused(body, message):
    call = tf.function(lambda x: repeat_while(lambda x: x[0] < 9, body, (x,)), autograph=False)
    with pytest.raises(TypeError, match=message):
        call(tf.zeros([4], tf.int32))


def test_branches_that_differ_are_refused():
    x = tf.zeros([4], tf.int32)
    call = tf.function(lambda x, then, otherwise: only_if(x[0] > 0, then, otherwise), autograph=False)
    with pytest.raises(TypeError, match=r"int32\(2,\) where int32\(4,\) was"):
        call(x, lambda: x, lambda: x[:2])
    with pytest.raises(TypeError, match="returns 1 tensors, the other 2"):
        call(x, lambda: x, lambda: (x, x))
