"""The TFLite emitter: what is in its files, what they compute, and what it refuses.

The oracles: TensorFlow's own functions, the ordinary road through TFLiteConverter with the weights as variables, and
ai-edge-quantizer's dynamic int8 recipe on our fp32 file.
"""

from pathlib import Path

import numpy as np
import pytest

from hfedge.emit import binding
from hfedge.emit.flatbuffer import operators, read_model, schema
from hfedge.emit.tflite import bind, check_ops
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.recipes import FLOAT16, FLOAT32, INT8, INT8_WEIGHTS, Forms
from small_graphs import quantized_by_oracle
from tiny_programs import LENGTHS, TEXTS, Prepared, TfliteFile, prepared, tokens, utf8

KINDS = (FLOAT32, FLOAT16, INT8, INT8_WEIGHTS)
ENCODES = [f"encode_{length}" for length in LENGTHS]
# What may allocate its output at run time, where LiteRT.js gives garbage for it.
DYNAMIC = {"WHERE", "UNIQUE", "UNSORTED_SEGMENT_SUM", "UNSORTED_SEGMENT_MAX", "UNSORTED_SEGMENT_MIN"}
DYNAMIC_BUT_OF_CONSTANTS = {"RANGE", "FILL"}


@pytest.fixture(scope="module")
def program() -> Prepared:
    return prepared()


@pytest.fixture(scope="module")
def files(program, tmp_path_factory) -> dict[str, TfliteFile]:
    folder = tmp_path_factory.mktemp("bound")
    return {kind: program.bind(kind, folder / f"{kind}.tflite") for kind in KINDS}


def ports(signature) -> tuple[dict, dict]:
    return tuple({spec.name: (spec.dtype, spec.shape) for spec in specs} for specs in
                 (signature.inputs, signature.outputs))  # fmt: skip


def serve(file: TfliteFile, text: str) -> np.ndarray:
    return file.run("serve", utf8=utf8(text, 256))["scores"]


# --- what is in the file


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_has_the_signatures_of_the_program(files, program, kind):
    found = files[kind].signatures()
    assert found == {name: ports(signature) for name, signature in program.traced.signatures.items()}
    assert {"tokenize_64", "tokenize_pair_256", *ENCODES, "serve", "serve_pair"} <= found.keys()


def test_the_signatures_are_those_of_the_design(files):
    found = files[INT8].signatures()
    row, pair = ("int32", (1, 128)), ("int32", (1, 16))
    assert found["tokenize_pair_128"] == (
        {"utf8": row, "utf8_pair": row},
        {"input_ids": pair, "attention_mask": pair, "type_ids": pair, "offsets": ("int32", (1, 16, 2)),
         "token_count": ("int32", (1,)), "overflow_count": ("int32", (1,))},
    )  # fmt: skip
    scores = {"logits": ("float32", (1, 3)), "scores": ("float32", (1, 3))}
    ids = ("int32", (1, 8))
    assert found["encode_8"] == ({"input_ids": ids, "attention_mask": ids, "type_ids": ids}, scores)
    assert found["serve_pair"] == ({"utf8": ("int32", (1, 256)), "utf8_pair": ("int32", (1, 256))}, scores)


@pytest.mark.parametrize("kind", KINDS)
def test_linear_layers_have_their_bias_inside_and_no_product_has_a_constant(files, kind):
    file = files[kind]
    for name in ENCODES:
        ops, subgraph = file.ops(name), file.subgraph(name)
        assert (ops["FULLY_CONNECTED"], ops["GELU"]) == (14, 3)  # 3 layers of 4, pooler, classifier
        assert all(file.is_weight(subgraph, op.inputs[2]) for _, op in file.linear_layers(name))
        products = [op for op_name, op in operators(file.model, subgraph) if op_name == "BATCH_MATMUL"]
        assert len(products) == 6
        assert not any(file.has_data(subgraph.tensors[index]) for op in products for index in op.inputs)


@pytest.mark.parametrize("kind", KINDS)
def test_all_ops_are_built_in_and_none_allocates_its_output_at_run_time(files, kind):
    ops = files[kind].op_versions().keys()
    assert "CUSTOM" not in ops and not any(name.startswith("STABLEHLO") for name in ops)
    assert not ops & DYNAMIC
    model = files[kind].model
    for subgraph in model.subgraphs:
        for name, op in operators(model, subgraph):
            inputs = [subgraph.tensors[index] for index in op.inputs]
            assert name not in DYNAMIC_BUT_OF_CONSTANTS or all(map(files[kind].has_data, inputs))


@pytest.mark.parametrize("kind", KINDS)
def test_every_output_is_a_tensor_of_its_own_that_an_op_writes(files, kind):
    for definition in files[kind].model.signatureDefs:
        subgraph = files[kind].model.subgraphs[definition.subgraphIndex]
        written = {int(index) for op in subgraph.operators for index in op.outputs}
        outputs = [int(entry.tensorIndex) for entry in definition.outputs]
        assert set(outputs) <= written and len(set(outputs)) == len(outputs)
        assert sorted(outputs) == sorted(map(int, subgraph.outputs))


@pytest.mark.parametrize("kind", KINDS)
def test_buffers_lie_on_multiples_of_sixteen(files, kind):
    root = schema().Model.GetRootAsModel(files[kind].content, 0)
    data = [buffer._tab.Vector(buffer._tab.Offset(4)) for buffer in map(root.Buffers, range(root.BuffersLength()))
            if buffer.DataLength()]  # fmt: skip
    assert len(data) > 50
    assert {place % 16 for place in data} == {0}


def test_int8_weights_ask_for_a_runtime_that_knows_scales_per_channel(files):
    """As version 1 to 11, old runtimes run them with wrong numbers; this way they refuse the file."""
    assert files[INT8].op_versions()["FULLY_CONNECTED"] == 12
    assert files[FLOAT32].op_versions()["FULLY_CONNECTED"] == files[FLOAT16].op_versions()["FULLY_CONNECTED"] == 1


def versions_of_a_lookup(dtype: tf.DType) -> dict[str, int]:
    """What TensorFlow's converter says of rows of such a table, as float32."""
    table = tf.constant(np.arange(64).reshape(16, 4), dtype)
    call = tf.function(lambda ids: tf.cast(tf.gather(table, ids), tf.float32))
    concrete = call.get_concrete_function(tf.TensorSpec([5], tf.int32))
    converted = TfliteFile(Path("none"))
    converted.__dict__["content"] = tf.lite.TFLiteConverter.from_concrete_functions([concrete]).convert()
    return converted.op_versions()


def test_new_ops_have_the_versions_that_tensorflow_gives_them(files):
    """Weights are int8, the tokenizer's tables as narrow as they can be: one version serves all."""
    tables = {tensor.type for tensor in files[INT8].subgraph("tokenize_64").tensors if files[INT8].has_data(tensor)}
    types = schema().TensorType
    assert types.INT16 in tables
    lookups = [versions_of_a_lookup(dtype) for dtype in (tf.int8, tf.int16)]
    found = files[INT8].op_versions()
    assert {name: found[name] for name in ("CAST", "GATHER")} == {
        name: max(versions[name] for versions in lookups) for name in ("CAST", "GATHER")
    }


def test_the_same_program_gives_the_same_bytes(files, program, tmp_path):
    assert program.bind(INT8, tmp_path / "again.tflite").content == files[INT8].content


# --- what it computes


def test_fp32_computes_what_tensorflow_computes(files, program):
    for length in LENGTHS:
        for count in (1, length // 2, length):
            inputs = tokens(length, count)
            found, expected = (
                files[FLOAT32].run(f"encode_{length}", **inputs),
                program.call(f"encode_{length}", **inputs),
            )
            assert found.keys() == expected.keys() == {"logits", "scores"}
            for name in found:
                np.testing.assert_allclose(found[name], expected[name], rtol=0, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_tokenizing_and_pairs_give_what_tensorflow_gives(files, program, kind):
    for text in TEXTS:
        row, pair = utf8(text, 256), utf8("a pair", 256)
        calls = {"tokenize_256": {"utf8": row}, "tokenize_pair_256": {"utf8": row, "utf8_pair": pair}}
        for name, inputs in calls.items():
            found, expected = files[kind].run(name, **inputs), program.call(name, **inputs)
            assert found.keys() == expected.keys()
            assert all(np.array_equal(found[output], expected[output]) for output in found), text


@pytest.mark.parametrize("kind", KINDS)
def test_serve_is_tokenize_and_encode_in_one_call(files, kind):
    for text in TEXTS:
        row = utf8(text, 256)
        ids = files[kind].run("tokenize_256", utf8=row)
        named = {name: ids[name] for name in ("input_ids", "attention_mask", "type_ids")}
        expected = files[kind].run("encode_16", **named)["scores"]
        # No delegate takes `serve` of a float file (emit/gpu.py): of float16 weights XNNPACK makes other sums.
        most = 1e-4 if kind == FLOAT16 else 1e-6
        np.testing.assert_allclose(serve(files[kind], text), expected, rtol=0, atol=most)


def test_fp32_equals_a_file_made_by_the_ordinary_road(files, program, tmp_path):
    names = [*ENCODES, "tokenize_64"]
    functions = {name: program.traced.functions[name] for name in names}
    tf.saved_model.save(program.traced.module, str(tmp_path), signatures=functions)
    converter = tf.lite.TFLiteConverter.from_saved_model(str(tmp_path), signature_keys=names)
    ordinary = TfliteFile(tmp_path / "ordinary.tflite")
    ordinary.path.write_bytes(converter.convert())
    for length in LENGTHS:
        inputs = tokens(length, length - 2)
        found, expected = (file.run(f"encode_{length}", **inputs) for file in (files[FLOAT32], ordinary))
        for name in expected:
            np.testing.assert_allclose(found[name], expected[name], rtol=0, atol=1e-6)
        ours, theirs = (file.ops(f"encode_{length}") for file in (files[FLOAT32], ordinary))
        assert sum(ours.values()) <= sum(theirs.values()) + 4  # it folds what it sees of the weights


@pytest.mark.parametrize(("kind", "difference"), [(FLOAT16, 2e-3), (INT8, 0.2), (INT8_WEIGHTS, 0.1)])
def test_smaller_weights_stay_near(files, kind, difference):
    """The weights here are random, of standard deviation 0.15 and more: the noise of int8 is larger than in a model."""
    inputs = tokens(16)
    found, expected = (files[name].run("encode_16", **inputs)["logits"] for name in (kind, FLOAT32))
    assert 0 < np.abs(found - expected).max() < difference * np.abs(expected).max()


# --- int8 against ai-edge-quantizer, and the tables


@pytest.fixture(scope="module")
def oracle(files, tmp_path_factory) -> TfliteFile:
    return quantized_by_oracle(files[FLOAT32], tmp_path_factory.mktemp("oracle"))


def test_int8_matrices_are_those_of_ai_edge_quantizer_byte_for_byte(files, oracle):
    for name in ENCODES:
        pairs = list(zip(files[INT8].linear_layers(name), oracle.linear_layers(name), strict=True))
        assert len(pairs) == 14
        for (ours, _), (theirs, _) in pairs:
            assert files[INT8].bytes_of(ours) == oracle.bytes_of(theirs)
            assert ours.quantization.scale.tobytes() == theirs.quantization.scale.tobytes()
            assert not np.any(ours.quantization.zeroPoint)


def test_int8_gives_the_numbers_of_ai_edge_quantizer_where_the_tables_are_float(program, oracle, tmp_path, monkeypatch):
    monkeypatch.setattr(binding, "SMALLEST_TABLE", 10**6)
    ours = program.bind(INT8, tmp_path / "float-tables.tflite")
    for count in (1, 9, 16):
        found, expected = (file.run("encode_16", **tokens(16, count)) for file in (ours, oracle))
        np.testing.assert_allclose(found["logits"], expected["logits"], rtol=0, atol=1e-6)


def test_int8_without_a_delegate_is_as_near(files):
    """Phones may run LiteRT's own kernels, where scales per channel are another piece of code."""
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    plain = Interpreter(model_content=files[INT8].content,
                        experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES)  # fmt: skip
    inputs = tokens(16)
    found = plain.get_signature_runner("encode_16")(**inputs)["logits"]
    np.testing.assert_allclose(found, files[INT8].run("encode_16", **inputs)["logits"], rtol=0, atol=0.1)


# --- in every runtime that opens such files


@pytest.mark.parametrize("kind", KINDS)
def test_tensorflows_own_interpreter_gives_the_same(files, kind):
    interpreter = tf.lite.Interpreter(model_content=files[kind].content)
    inputs = tokens(16, 11)
    found = interpreter.get_signature_runner("encode_16")(**inputs)["logits"]
    np.testing.assert_allclose(found, files[kind].run("encode_16", **inputs)["logits"], rtol=0, atol=1e-5)


def compiled(file: TfliteFile):
    from ai_edge_litert.compiled_model import CompiledModel

    return CompiledModel.from_file(str(file.path))


def run_compiled(model, file: TfliteFile, name: str, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    buffers = {key: model.create_input_buffer_by_name(name, key) for key in inputs}
    for key, value in inputs.items():
        buffers[key].write(value)
    outputs = file.signatures()[name][1]
    into = {key: model.create_output_buffer_by_name(name, key) for key in outputs}
    model.run_by_name(name, buffers, into)
    return {key: into[key].read(int(np.prod(shape)), np.dtype(kind).type).reshape(shape)
            for key, (kind, shape) in outputs.items()}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_compiled_models_give_the_same(files, kind):
    model = compiled(files[kind])
    for name, inputs in {"encode_16": tokens(16, 11), "tokenize_64": {"utf8": utf8("Walking.", 64)}}.items():
        found, expected = run_compiled(model, files[kind], name, inputs), files[kind].run(name, **inputs)
        for key, value in expected.items():
            np.testing.assert_allclose(found[key], value, rtol=0, atol=1e-5)


def test_the_embedded_default_model_has_what_its_manifest_says(intents_bundle):
    from hfedge.manifest import read_manifest

    expected = {name: ports(signature) for name, signature in read_manifest(intents_bundle).signatures.items()}
    for name in ("fp32", "fp16", "int8"):
        file = TfliteFile(intents_bundle / f"model.{name}.tflite")
        assert file.signatures() == expected
        ops = file.ops("encode_16")
        assert ops["GELU"] and ops["FULLY_CONNECTED"] == 4 * ops["GELU"] + 2


# --- what is refused


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["feed_forward/expand/weight", "feed_forward/expand/bias", "embeddings", "norm"])
def test_a_weight_of_another_shape_is_named(program, tmp_path, kind, part):
    weight = next(name for name in program.traced.parameters if part in name)

    def broken(name: str) -> np.ndarray:
        array = program.weights(name)
        return array[..., :-1] if name == weight else array

    with pytest.raises(EmitError, match=weight):
        bind(program.skeleton, broken, Forms(kind), tmp_path / "f.tflite")


def test_check_ops_names_a_custom_op(files):
    model = read_model(files[FLOAT32].content)
    model.operatorCodes[0].builtinCode = model.operatorCodes[0].deprecatedBuiltinCode = 32
    model.operatorCodes[0].customCode = b"FlexErf"
    with pytest.raises(EmitError, match="FlexErf"):
        check_ops(model)
