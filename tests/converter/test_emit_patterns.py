"""Long constants that a few numbers describe: found, and computed by the runtime with the same numbers."""

import copy

import numpy as np
import pytest

from hfedge.emit.flatbuffer import op_names, operators, read_model, tidy, write_model
from hfedge.emit.patterns import LONG, Run, compute_long_constants, pieces
from hfedge.lazy import tf
from small_graphs import bound, program_of
from tiny_programs import TfliteFile

N = 1000
COUNT = np.arange(N, dtype=np.int32)
PATTERNS = {
    "all the same": np.full(N, -1048576, np.int32),
    "counted": COUNT,
    "counted down": 2**23 - 3 * COUNT,
    "counted from below": COUNT - N,
    "shifted": np.maximum(COUNT - 1, 0),
    "a first one": np.minimum(COUNT, 1),
    "a one in the beginning": (COUNT == 1).astype(np.int32),
    "a last one": np.minimum(COUNT, 1) + (COUNT == N - 1),
    "a bend": np.minimum(COUNT, 400),
    "three stretches": np.concatenate([COUNT[:300], np.full(400, 7, np.int32), COUNT[:300]]),
}


def rebuilt(parts) -> np.ndarray:
    return np.concatenate(
        [p.start + p.step * np.arange(p.count) if isinstance(p, Run) else p for p in parts]
    )  # fmt: skip


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_described_by_few_numbers_that_give_it_again(name):
    parts = pieces(PATTERNS[name])
    assert rebuilt(parts).tolist() == PATTERNS[name].tolist()
    assert sum(1 if isinstance(part, Run) else len(part) for part in parts) <= 5


@pytest.mark.parametrize("seed", range(30))
def test_stretches_of_any_kind_are_given_again_whole(seed):
    random = np.random.default_rng(seed)
    stretches = [random.integers(-9, 9) + random.integers(-2, 3) * np.arange(random.choice([1, 2, 70, 200]))
                 for _ in range(random.integers(1, 6))]  # fmt: skip
    values = np.concatenate(stretches).astype(np.int32)
    parts = pieces(values)
    assert parts is None or rebuilt(parts).tolist() == values.tolist()


def test_tables_are_no_pattern():
    random = np.random.default_rng(0)
    assert pieces(random.integers(0, 2, N).astype(np.int32)) is None
    assert pieces(np.cumsum(random.integers(0, 3, N)).astype(np.int32)) is None


def all_patterns(weights, x):
    """Each pattern in one axis, and as a row and a column."""
    rows = [x + value for value in PATTERNS.values()]
    rows += [tf.reshape(x, (1, N)) * value[None] for value in PATTERNS.values()]
    rows += [tf.reshape(x, (N, 1)) - value[:, None] for value in PATTERNS.values()]
    return tf.stack([tf.reshape(row, (N,)) for row in rows])


@pytest.fixture(scope="module")
def patterned(tmp_path_factory) -> TfliteFile:
    return bound(all_patterns, {}, "float32", tmp_path_factory.mktemp("p") / "m.tflite", x=((N,), tf.int32))


def test_the_runtime_computes_the_same_numbers(patterned):
    x = np.random.default_rng(1).integers(-50, 50, N).astype(np.int32)
    assert patterned.run("s", x=x)["y"].tolist() == all_patterns({}, tf.constant(x)).numpy().tolist()
    assert {"RANGE", "FILL", "CONCATENATION"} <= set(op_names(read_model(patterned.content)))


def test_no_long_constant_is_left_in_the_file(patterned):
    model = read_model(patterned.content)
    assert max(len(buffer.data) for buffer in model.buffers if buffer.data is not None) < LONG
    assert len(patterned.content) < 20_000 < len(program_of(all_patterns, {}, x=((N,), tf.int32)).content)


def counted(weights, x):
    """A loop that reads patterns: ten times x = (x + 0, 1, 2 ...) % 1000, then chosen by a branch."""
    _, x = tf.while_loop(lambda n, _: n < 10, lambda n, value: (n + 1, (value + COUNT) % 1000), (0, x))
    return x * tf.where(tf.reduce_sum(x) > 0, PATTERNS["a first one"], PATTERNS["shifted"])


def test_loops_read_them_too(tmp_path):
    file = bound(counted, {}, "float32", tmp_path / "m.tflite", x=((N,), tf.int32))
    x = np.random.default_rng(2).integers(0, 50, N).astype(np.int32)
    for _ in range(2):  # what is computed once is there in every run
        assert file.run("s", x=x)["y"].tolist() == counted({}, tf.constant(x)).numpy().tolist()


def test_encoders_keep_their_constants_for_the_gpu(patterned, tmp_path):
    model = read_model(program_of(all_patterns, {}, x=((N,), tf.int32)).content)
    model.signatureDefs[0].signatureKey = b"encode_128"
    before = copy.deepcopy(model.subgraphs[0].operators)
    compute_long_constants(model)
    assert len(model.subgraphs[0].operators) == len(before)
    tidy(model)
    assert write_model(model, tmp_path / "m.tflite") > 4 * N * 10  # all ten are still there
    assert not {name for name, _ in operators(model, model.subgraphs[0])} & {"RANGE", "FILL"}
