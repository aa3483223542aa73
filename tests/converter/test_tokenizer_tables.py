"""The two tables under the tokenizer: the byte automaton against Python's decoder, the double array against a dict."""

import random
from itertools import product

import numpy as np
import pytest
from tests.conformance import decode_with_offsets
from tests.corpus import EDGE_BYTES, random_bytes

from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tokenizer.byte_automaton import build_automaton
from hfedge.tokenizer.double_array import compile_trie

ERRORS = (901, 902, 903)


def code_points():
    return np.array([*range(0xD800), *range(0xE000, 0x110000)])


def random_map(seed):
    """int32[0x110000]: an emission for every code point, in stretches, so that rows repeat as real ones do."""
    rng = np.random.default_rng(seed)
    stretches = np.repeat(rng.integers(0, 800, 0x110000 // 16), 16)
    single = rng.integers(0, 800, 0x110000)
    return np.where(rng.random(0x110000) < 0.2, single, stretches).astype(np.int32)


def emissions_of(automaton, data):
    return automaton.decode(tf.constant(np.frombuffer(data, np.uint8).astype(np.int32))).numpy()


def expected(values, data, tokens=None):
    """What decode() must give, by Python's own decoder; None where a byte lies within a character."""
    result = [None] * len(data)
    text, starts = decode_with_offsets(data)
    for char, begin, end in zip(text, starts, starts[1:]):
        valid = data[begin:end] == char.encode()
        result[begin] = int(values[ord(char)]) if valid else ERRORS[end - begin - 1]
    return result


def agrees(automaton, values, data):
    found = emissions_of(automaton, data)
    return all(want is None or want == got for want, got in zip(expected(values, data), found))


@pytest.mark.parametrize("seed", range(3))
def test_every_code_point_is_decoded(seed):
    values, points = random_map(seed), code_points()
    automaton = build_automaton(values, ERRORS, {})
    data = "".join(map(chr, points)).encode()
    starts = np.cumsum([0, *np.select([points < 0x80, points < 0x800, points < 0x10000], [1, 2, 3], 4)])[:-1]
    assert (emissions_of(automaton, data)[starts] == values[points]).all()
    assert automaton.depth == 4


@pytest.fixture(scope="module")
def decoder():
    values = random_map(9)
    return build_automaton(values, ERRORS, {}), values


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_all_short_sequences_of_edge_bytes_are_segmented_as_python_does(decoder, size):
    """Each alone: 'X' follows, so that nothing joins it to the next."""
    rows = [bytes(row) for row in product(EDGE_BYTES if size < 4 else EDGE_BYTES[3::2] + b"\x80\xbf", repeat=size)]
    data = b"X".join(rows) + b"X"
    assert agrees(*decoder, data)


def test_the_end_of_the_input_ends_a_sequence(decoder):
    for row in ("c3", "e282", "e2", "f09f98", "f09f", "f0", "eda0", "f490"):
        data = bytes.fromhex("41" + row)
        assert agrees(*decoder, data), row


def test_random_bytes_are_segmented_as_python_does(decoder):
    assert all(agrees(*decoder, data) for data in random_bytes(300, seed=11) if data)


def test_bytes_within_a_character_say_nothing_where_errors_are_silent():
    values = random_map(4)
    automaton = build_automaton(values, (0, 0, 0), {})
    data = "aé中😀".encode()
    found = emissions_of(automaton, data)
    assert found[[2, 4, 5, 7, 8, 9]].tolist() == [0] * 6


def test_tokens_match_to_their_end_or_not_at_all():
    values = random_map(5)
    names = ["[SEP]", "[SE", "é!", "éa", "中", "<>", "😀é", "[S\xff"]
    tokens = {text.encode(): 1000 + index for index, text in enumerate(names)}
    automaton = build_automaton(values, ERRORS, tokens)
    assert automaton.depth == 6
    texts = [*names, "[SEP", "[SEx", "[S", "[", "éb", "é", "中文", "<", "😀è", "😀", "[Sþ"]
    for text in texts:
        match = max((name for name in names if text.startswith(name)), key=len, default=None)
        wanted = int(values[ord(text[0])]) if match is None else tokens[match.encode()]
        assert emissions_of(automaton, text.encode() + b"X")[0] == wanted, text
        assert emissions_of(automaton, text.encode())[0] == wanted, text


def random_texts(rng, symbols, count, longest):
    """Text to value; prefixes of texts among them."""
    texts = {tuple(rng.randrange(1, symbols) for _ in range(rng.randint(1, longest))) for _ in range(count)}
    texts |= {text[: rng.randint(1, len(text))] for text in sorted(texts)[::5]}
    return {text: rng.randrange(100_000) for text in sorted(texts)}


@pytest.mark.parametrize("smallest", [False, True])
@pytest.mark.parametrize(
    ("seed", "symbols", "count", "longest"),
    [(1, 4, 300, 7), (2, 600, 2000, 4), (3, 40, 900, 12), (4, 2, 9, 30), (5, 300, 1, 1), (6, 9, 0, 1)],
)
def test_a_trie_knows_its_texts_their_beginnings_and_nothing_else(seed, symbols, count, longest, smallest):
    rng = random.Random(seed)
    texts = random_texts(rng, symbols, count, longest)
    trie = compile_trie(list(texts.items()), symbols, smallest)
    assert trie.longest == max(map(len, texts), default=0)
    beginnings = {text[:end] for text in texts for end in range(1, len(text) + 1)}
    length = longest + 2
    rows = [[rng.randrange(symbols) for _ in range(length)] for _ in range(300)]
    for text in list(texts)[:400]:
        rows += [[*text, *rows[0]][:length], [*text[:-1], rng.randrange(symbols), *rows[1]][:length]]
    state, nothing = tf.fill([len(rows)], trie.root), tf.zeros([len(rows)], tf.int32)
    for step, column in enumerate(np.array(rows, np.int32).T, 1):
        state = trie.step(state, trie.columns(tf.constant(column)), nothing)
        ways = [tuple(row[:step]) for row in rows]
        assert (state.numpy() != 0).tolist() == [way in beginnings for way in ways]
        assert (state.numpy() < 0).tolist() == [way in texts for way in ways]
        assert trie.value_of(state).numpy().tolist() == [texts[way] + 1 if way in texts else 0 for way in ways]


def test_a_trie_is_nearly_full():
    """Nodes, and a slot for each text with which another begins, fill nine slots in ten."""
    rng = random.Random(8)
    texts = random_texts(rng, 200, 4000, 9)
    beginnings = {text[:end] for text in texts for end in range(1, len(text) + 1)}
    inner = {text[:-1] for text in beginnings}
    trie = compile_trie(list(texts.items()), 200)
    assert len(beginnings) + len(inner & set(texts)) > 0.9 * len(trie.check)


def test_a_trie_gives_the_state_after_a_text():
    trie = compile_trie([((1, 2), 5), ((1, 2, 3), 6), ((7,), 7)], 9)
    assert trie.state_after(()) == trie.root and trie.state_after((1,)) > 0
    ends = [trie.state_after(text) for text in ((1, 2), (1, 2, 3), (7,), (7, 1), (8,), (2,))]
    assert trie.value_of(tf.constant(ends)).numpy().tolist() == [6, 7, 8, 0, 0, 0] and ends[3:] == [0, 0, 0]


def test_a_vocabulary_of_too_many_states_is_refused():
    with pytest.raises(UnsupportedError, match="states"):
        compile_trie([((1,), 2**23)], 2)


def test_tables_are_the_same_in_every_process():
    """Sets of strings have another order in every process, and a bundle must not."""
    import os
    import subprocess
    import sys

    code = (
        "import hashlib, tokenizer_cases as c; t = c.compile_tokenizer(c.small_spec()).tables;"
        "print(hashlib.sha256(b''.join(t[n].tobytes() for n in sorted(t))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = {
        subprocess.run([sys.executable, "-c", code], env={**environment, "PYTHONHASHSEED": seed}, capture_output=True,
                       text=True, check=True, timeout=120).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
