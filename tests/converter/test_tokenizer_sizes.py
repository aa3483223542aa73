"""Texts at the edge of a byte size, what is cut and what is filled up, and the budgets of the graph."""

from functools import cache

import numpy as np
import pytest
from tests.conformance import Compiled, Reference

from hfedge.emit.tfjs import BACKENDS, op_table
from hfedge.errors import UsageError
from hfedge.lazy import tf
from hfedge.tokenizer.compile import compile_tokenizer
from tokenizer_cases import CASED, UNCASED, real_spec, real_tokenizer, small_spec

SIZE, MAX_TOKENS = 64, 16
EDGE = ["a" * SIZE, "a" * (SIZE - 1), "a " * 32, "x" * 61 + "中", "x" * 62 + "é", "x" * 60 + "😀", "." * SIZE,
        "中" * 21, "x" * 59 + "[SEP]", "x" * 60 + "[SEP", "\u0301" * 32, " " * SIZE,
        "x" * 61 + "\u200b", "한" * 21 + "a"]  # fmt: skip


@cache
def program(name=UNCASED, size=SIZE, max_tokens=MAX_TOKENS, pair=False):
    return Compiled(real_tokenizer(name), size, max_tokens, pair)


@pytest.mark.parametrize("text", EDGE + [text[:-1] for text in EDGE], ids=lambda text: f"{len(text.encode())} bytes")
def test_a_text_that_fills_the_input_to_its_last_byte(text):
    assert len(text.encode()) <= SIZE
    for max_tokens in (MAX_TOKENS, 128):
        assert program(max_tokens=max_tokens)(text) == Reference(real_spec(UNCASED), max_tokens)(text)


@pytest.mark.parametrize("end", ["c3", "e4b8", "f09f98", "f0", "ff", "80", "eda0", "5b534550"])
def test_bytes_that_end_in_the_middle_of_a_character(end):
    for fill in (b"x", b"x "):
        for size in (SIZE, SIZE - 1, 10):
            text = (fill * SIZE)[: size - len(end) // 2] + bytes.fromhex(end)
            assert program()(text) == Reference(real_spec(UNCASED), MAX_TOKENS)(text)


@pytest.mark.parametrize("words", range(12, 20))
def test_the_counts_of_kept_and_cut_tokens_are_exact(words):
    found = program().raw("a " * words)
    assert found["token_count"].tolist() == [min(words + 2, MAX_TOKENS)]
    assert found["overflow_count"].tolist() == [max(words + 2 - MAX_TOKENS, 0)]


@pytest.mark.parametrize(("first", "second"), [(0, 0), (6, 7), (7, 7), (20, 1), (1, 20), (20, 20), (13, 0), (14, 0)])
def test_the_counts_of_a_pair_are_exact(first, second):
    found = program(pair=True).raw("a " * first, "b " * second)
    assert found["token_count"].tolist() == [min(first + second + 3, MAX_TOKENS)]
    assert found["overflow_count"].tolist() == [max(first + second + 3 - MAX_TOKENS, 0)]


def test_what_follows_the_last_token_is_padding():
    found, spec = program().raw("hello world"), real_spec(UNCASED)
    assert found["token_count"].tolist() == [4]
    assert found["input_ids"][0, 4:].tolist() == [spec.pad_id] * 12
    assert found["attention_mask"][0].tolist() == [1] * 4 + [0] * 12
    assert not found["offsets"][0, 4:].any() and not found["type_ids"].any()


@pytest.mark.parametrize(
    ("size", "max_tokens", "pair", "length"),
    [(8, 128, False, 10), (8, 128, True, 19), (64, 16, False, 16), (64, 16, True, 16)],
)
def test_every_output_has_the_static_shape_that_the_contract_says(size, max_tokens, pair, length):
    found = program(size=size, max_tokens=max_tokens, pair=pair)
    rows = {"input_ids": [1, length], "attention_mask": [1, length], "type_ids": [1, length],
            "offsets": [1, length, 2], "token_count": [1], "overflow_count": [1]}  # fmt: skip
    by_index = {detail["index"]: detail for detail in found.interpreter.get_output_details()}
    for name, index in found.outputs.items():
        assert by_index[index]["shape"].tolist() == by_index[index]["shape_signature"].tolist() == rows[name]
        assert by_index[index]["dtype"] == np.int32
    assert sorted(found.outputs) == sorted(rows)


def test_as_many_tokens_as_bytes_fit():
    found = program(size=8, max_tokens=128).raw("........")
    assert (found["token_count"].tolist(), found["overflow_count"].tolist()) == ([10], [0])


def test_zeros_at_the_end_are_padding_even_where_the_normalizer_keeps_them():
    kept = Compiled(compile_tokenizer(small_spec(normalizer={"clean_text": False})), 16, 16)
    assert kept(b"a\0\0") == kept(b"a") != kept(b"a\0a")


@pytest.mark.parametrize("room", [2, 3])
def test_the_fewest_tokens_are_the_special_ones(room):
    found = program(max_tokens=room)("hello world")
    assert found == Reference(real_spec(UNCASED), room)("hello world")


@pytest.mark.parametrize(("pair", "max_tokens"), [(False, 1), (True, 2)])
def test_fewer_tokens_than_special_ones_are_refused(pair, max_tokens):
    with pytest.raises(UsageError, match="special tokens"):
        Compiled(real_tokenizer(UNCASED), 16, max_tokens, pair)


# The graph: op by op, what every runtime runs. Measured: 270 ops for tokenize_512 without those of the loop.
MOST_OPS, MOST_BYTES = 300, 600_000
LOOPS = {"StatelessWhile", "StatelessIf"}


def traced(name, size=512, max_tokens=128, pair=False):
    call = tf.function(lambda *texts: real_tokenizer(name).tokenize(list(texts), max_tokens), autograph=False)
    return call.get_concrete_function(*[tf.TensorSpec([1, size], tf.int32)] * (2 if pair else 1))


@pytest.mark.parametrize("name", [UNCASED, CASED])
def test_the_graph_and_its_tables_stay_within_their_budget(name):
    assert program(name, 512, 128).op_count <= MOST_OPS
    assert real_tokenizer(name).table_bytes <= len(real_spec(name).source.encode())
    assert len(program(name, 512, 128).model) <= MOST_BYTES
    assert program(name, 64, 128).op_count <= program(name, 512, 128).op_count


@pytest.mark.parametrize("pair", [False, True])
def test_every_op_of_the_graph_runs_on_every_tfjs_backend(pair):
    ops = ops_of(traced(UNCASED, pair=pair)) - {"Placeholder", "NoOp"} - LOOPS
    table = op_table()
    assert {op for op in ops if not set(BACKENDS) <= set(table["ops"].get(op, ()))} == set()
    assert ops.isdisjoint(table["needs_async"]) and ops.isdisjoint(table["refused"])


def ops_of(concrete):
    """The types of the ops, of those in loops and branches too."""
    inner = (node.op for function in concrete.graph.as_graph_def().library.function for node in function.node_def)
    return {node.type for node in concrete.graph.get_operations()} | set(inner)


def test_the_tflite_file_holds_no_custom_op_and_no_flex_op():
    names = {op["op_name"] for op in program(size=512, max_tokens=128).interpreter._get_ops_details()}
    assert not {name for name in names if name.startswith("Flex") or name in ("CUSTOM", "CALL")}


@pytest.mark.parametrize("name", [UNCASED, CASED])
def test_every_integer_is_exact_in_a_float32(name):
    """Of the tables, of the graph's constants, and of every tensor while a long text runs through."""
    for table in real_tokenizer(name).tables.values():
        assert np.issubdtype(table.dtype, np.integer) and np.abs(table.astype(np.int64)).max(initial=0) < 2**24
    graph = traced(name).graph
    # A branch cannot be fetched itself; the Identity of each of its outputs can.
    operations = [op for op in graph.get_operations() if graph.is_fetchable(op)]
    tensors = [t for op in operations for t in op.outputs if t.dtype == tf.int32]
    with tf.compat.v1.Session(graph=graph) as session:
        text = ("Zażółć [SEP] gęślą, 中文 😀 한국어! " * 12).encode()[:512]
        row = np.zeros((1, 512), np.int32)
        row[0, : len(text)] = list(text)
        values = session.run(tensors, {graph.inputs[0].name: row})
    assert max(int(np.abs(value).max(initial=0)) for value in values) < 2**24


def test_no_tensor_but_what_is_read_from_a_table_is_of_another_type_than_int32_and_bool():
    operations = traced(UNCASED, pair=True).graph.get_operations()
    others = {op.type for op in operations for tensor in op.outputs if tensor.dtype not in (tf.int32, tf.bool)}
    assert others <= {"Const", "GatherV2"}
