"""Tables of pairs, the packing below them and the narrow integers that tables are stored as, in every artifact."""

import json
import random

import numpy as np
import pytest

from hfedge.emit import tfjs_weights
from hfedge.emit.tfjs import emit_tfjs
from hfedge.lazy import tf
from hfedge.recipes import FLOAT32, INT8
from hfedge.tokenizer.double_array import compile_trie
from hfedge.tokenizer.lookup import Shifted, Split, compact, lookup, narrow
from hfedge.tokenizer.loops import repeat_while
from hfedge.tokenizer.packing import pack_rows
from hfedge.tokenizer.pair_table import compile_pairs
from hfedge.tokenizer.stream import shifted
from hfedge.tokenizer.tables import tables_of, with_tables
from small_graphs import bound
from tfjs_program import program_of
from tfjs_runner import TfjsRun, require_tfjs, run_tfjs

BOUNDS = [
    (0, 127, "int8"), (-128, 0, "int8"), (0, 128, "uint8"), (0, 255, "uint8"), (-1, 255, "int16"), (0, 256, "int16"),
    (-32768, 32767, "int16"), (0, 32768, "int32"), (-32769, 0, "int32"),
]  # fmt: skip


@pytest.mark.parametrize(("low", "high", "dtype"), BOUNDS)
def test_a_table_is_stored_in_the_first_dtype_that_holds_it(low, high, dtype):
    table = narrow(np.array([low, high, high]))
    assert (table.dtype.name, table.tolist()) == (dtype, [low, high, high])


@pytest.mark.parametrize(
    ("low", "high", "kind", "size"),
    [(0, 65535, Shifted, 2), (1000, 66535, Shifted, 2), (0, 65536, Split, 3), (-(2**23), 2**23 - 2**15 - 1, Split, 3),
     (0, 2**23 - 2**15, np.ndarray, 4), (-5, 100, np.ndarray, 1)],
)  # fmt: skip
def test_a_compact_table_reads_as_it_was(low, high, kind, size):
    array = np.array([low, high, (low + high) // 2, low + 1, high - 1], np.int32)
    table = compact(array)
    assert type(table) is kind and table.nbytes == size * len(array)
    assert lookup(table, tf.constant([4, 3, 2, 1, 0])).numpy().tolist() == array[::-1].tolist()


def test_every_lookup_gives_int32_and_may_be_of_rows():
    rows = np.array([[1, -2], [3, -4]], np.int8)
    found = lookup(rows, tf.constant([1, 0, 1]))
    assert found.dtype == tf.int32 and found.numpy().tolist() == [[3, -4], [1, -2], [3, -4]]


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "int32"])
@pytest.mark.parametrize("kind", [FLOAT32, INT8])
def test_a_tflite_file_holds_a_table_in_its_own_dtype(dtype, kind, tmp_path):
    limits = np.iinfo(dtype)
    table = np.linspace(max(limits.min, -(2**24)), min(limits.max, 2**24), 300).astype(dtype)
    weights = {"table": table, "matrix": np.ones((64, 64), np.float32)}

    def graph(weights, places, x):
        return lookup(weights["table"], places) + tf.cast(tf.reduce_max(x @ weights["matrix"]), tf.int32)

    file = bound(graph, weights, kind, tmp_path / "m.tflite", places=((300,), tf.int32), x=((1, 64), tf.float32))
    found = file.run("s", places=np.arange(300, dtype=np.int32), x=np.zeros((1, 64), np.float32))["y"]
    assert found.tolist() == table.tolist()
    assert sum(table.tobytes() == bytes(buffer.data) for buffer in file.model.buffers if buffer.data is not None) == 1


@pytest.mark.parametrize(
    ("low", "high", "dtype"),
    [(0, 255, "uint8"), (-1, 254, "uint8"), (-1, 255, "uint16"), (-44737, 20798, "uint16"), (0, 65536, "int32")],
)
@pytest.mark.parametrize("recipe", sorted(tfjs_weights.RECIPES))
def test_tfjs_reads_integers_as_they_were(low, high, dtype, recipe):
    array = np.random.default_rng(1).integers(low, high + 1, (30, 40)).astype(np.int32)
    array[0, :2] = low, high
    stored = tfjs_weights.stored("w", array, recipe)
    entry = stored.manifest_entry()
    levels = np.frombuffer(b"".join(stored.chunks()), dtype).astype(np.float64)
    assert (
        stored.dtype == dtype and entry["dtype"] == "int32" and stored.nbytes == levels.size * np.dtype(dtype).itemsize
    )
    rule = entry["quantization"] if dtype != "int32" else {"scale": 1, "min": 0}
    # decodeWeight of TF.js: Math.round(level * scale + min)
    assert np.floor(levels * rule["scale"] + rule["min"] + 0.5).tolist() == array.reshape(-1).tolist()


@pytest.mark.parametrize(("seed", "rows", "width", "longest"), [(1, 60, 9, 5), (2, 400, 300, 40), (3, 500, 50, 1)])
def test_packed_rows_share_no_slot_and_no_base(seed, rows, width, longest):
    rng = random.Random(seed)
    offsets = [sorted(rng.sample(range(-1, width), rng.randint(1, longest))) for _ in range(rows)]
    starts = np.cumsum([0, *map(len, offsets)])
    bases = pack_rows(starts, np.concatenate(offsets))
    slots = [int(base) + offset for base, row in zip(bases, offsets) for offset in row]
    assert len(set(slots)) == len(slots) and len(set(bases.tolist())) == rows and bases.min() >= 1


def test_no_rows_have_no_bases():
    assert pack_rows(np.zeros(1, np.int64), np.zeros(0, np.int64)).tolist() == []


def zipf_pairs(rng, lefts, rights, count):
    """Pairs of which a few lefts and rights have many, as the merges of a vocabulary do."""
    pairs = {(int(lefts * rng.random() ** 4), int(rights * rng.random() ** 3)) for _ in range(count)}
    return {pair: rng.randrange(2**23) for pair in sorted(pairs)}


@pytest.mark.parametrize(
    ("seed", "lefts", "rights", "count"), [(1, 5, 7, 20), (2, 60, 3, 90), (3, 2, 900, 700), (4, 3000, 2500, 20000)]
)
def test_a_pair_table_finds_what_a_dict_finds(seed, lefts, rights, count):
    rng = random.Random(seed)
    pairs = zipf_pairs(rng, lefts, rights, count)
    left, right = np.array(list(pairs), np.int32).T
    table = compile_pairs(left, right, np.array(list(pairs.values()), np.int32), lefts, rights)
    asked = [*pairs, *((rng.randrange(lefts), rng.randrange(rights)) for _ in range(3000))]
    asked += [(lefts - 1, rights - 1), (0, rights - 1), (lefts - 1, 0), (0, 0)]
    found = table.find(*(tf.constant(column, tf.int32) for column in zip(*asked)))
    assert found.numpy().tolist() == [pairs.get(pair, -1) for pair in asked]


def test_a_table_without_pairs_finds_none():
    none = np.zeros(0, np.int32)
    table = compile_pairs(none, none, none, 3, 4)
    assert table.find(tf.constant([0, 2, 1]), tf.constant([0, 3, 1])).numpy().tolist() == [-1, -1, -1]


def test_a_pair_table_is_about_as_full_as_it_can_be():
    """Where every left has pairs with low rights, nothing but the packing leaves holes."""
    pairs = zipf_pairs(random.Random(5), 4000, 600, 30000)
    left, right = np.array(list(pairs), np.int32).T
    table = compile_pairs(left, right, np.arange(len(pairs), dtype=np.int32), 4000, 600)
    assert len(pairs) > 0.9 * (table.last + 1)


PLACES = 40


def small_trie():
    rng = random.Random(6)
    texts = {tuple(rng.randrange(1, 6) for _ in range(rng.randint(1, 7))): value for value in range(400)}
    return texts, compile_trie(list(texts.items()), 6, smallest=True)


def longest(trie, symbols):
    """One more than the value of the longest text at each place, found in a loop."""
    nothing = np.zeros(PLACES, np.int32)

    def walk(state, columns, best):
        columns = shifted(columns)
        state = trie.step(state, columns, nothing)
        return state, columns, tf.where(tf.less(state, 0), state, best)

    columns = trie.columns(symbols)
    state = trie.step(nothing + trie.root, columns, nothing)
    start = (state, columns, tf.minimum(state, 0))
    *_, best = repeat_while(lambda state, *_: tf.reduce_any(tf.not_equal(state, nothing)), walk, start)
    return trie.value_of(best)


def longest_by_dict(texts, symbols):
    ways = [[tuple(symbols[begin:end]) for end in range(begin + 1, PLACES + 1)] for begin in range(PLACES)]
    return [next((texts[way] + 1 for way in reversed(ends) if way in texts), 0) for ends in ways]


def test_a_trie_is_walked_in_a_loop_of_a_tflite_file(tmp_path):
    """Its tables are inputs of the graph until they are bound, and are read from within the loop."""
    texts, trie = small_trie()
    tables = tables_of(trie)

    def graph(weights, symbols):
        return longest(with_tables(trie, weights), symbols)

    file = bound(graph, tables, FLOAT32, tmp_path / "m.tflite", symbols=((PLACES,), tf.int32))
    symbols = random.Random(7).choices(range(6), k=PLACES)
    found = file.run("s", symbols=np.array(symbols, np.int32))["y"]
    assert found.tolist() == longest_by_dict(texts, symbols) and len(set(found.tolist())) > 9
    held = [bytes(buffer.data) for buffer in file.model.buffers if buffer.data is not None]
    assert all(held.count(table.tobytes()) == 1 for table in tables.values())


@pytest.mark.parametrize("backend", ["cpu", "wasm"])
@pytest.mark.parametrize("kept_in", ["constants", "variables"])
def test_narrow_tables_are_int32_in_tfjs_and_small_in_its_files(kept_in, backend, tmp_path):
    require_tfjs()
    texts, trie = small_trie()
    module = tf.Module()
    module.tables = {name: tf.Variable(table) for name, table in tables_of(trie).items()}
    used = trie if kept_in == "constants" else with_tables(trie, module.tables)
    program = program_of(module, {"s": (lambda symbols: {"y": longest(used, symbols)}, {"symbols": (PLACES,)})})
    emit_tfjs(program, "fp32", tmp_path, metadata={})
    symbols = random.Random(7).choices(range(6), k=PLACES)
    (result,) = run_tfjs(tmp_path, [TfjsRun({"s/symbols": np.array(symbols, np.int32)}, ("s/y",))], backend)
    assert result.outputs["s/y"].tolist() == longest_by_dict(texts, symbols)
    weights = json.loads((tmp_path / "model.json").read_text())["weightsManifest"][0]["weights"]
    assert {weight["dtype"] for weight in weights} <= {"int32", "bool"}
    assert sum(path.stat().st_size for path in tmp_path.glob("*.bin")) < 1.5 * sum(
        table.nbytes for table in tables_of(trie).values()
    )
