"""The same tokens in TF.js, in Node, on its cpu and wasm backends: small tokenizers (tests/families) and real ones."""

import random
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.conformance import Reference, Tokenized
from tests.corpus import fuzz_strings, invalid_utf8, nasty_texts, pairs, random_bytes, random_strings, real_lines

from hfedge.conformance.compare import as_bytes, most_tokens
from hfedge.conformance.suite import added_contents
from hfedge.emit.tfjs import emit_tfjs
from hfedge.lazy import tf
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import parse_tokenizer_json
from tfjs_program import program_of
from tfjs_runner import TfjsRun, require_tfjs, run_tfjs
from tokenizer_cases import CASED, UNCASED, Verdict, real_spec, real_tokenizer, without_padding

FILES = {file.stem: file for file in sorted((Path(__file__).parents[1] / "families").glob("*.json"))}
# One of each kind; the others differ from one of these in a step or a setting, which fewer texts show.
OF_EACH_KIND = ["bytebpe-gpt2", "charbpe-openai-gpt", "spbpe-mistral", "unigram-byte-fallback", "wordlevel-whitespace",
         "wordpiece-cased"]  # fmt: skip
BACKENDS = ("cpu", "wasm")
OUTPUTS = ("input_ids", "attention_mask", "type_ids", "offsets", "token_count", "overflow_count")
# Bytes of a text. Every symbol costs little in TF.js, every op much: the smallest that most texts fit in.
FAMILY_BYTES, REAL_BYTES, REAL_TOKENS = 128, 256, 64

# What fills the input to its last byte, characters that are cut there included.
EDGES = [
    "a" * 128,
    "a " * 64,
    "." * 128,
    " " * 128,
    "x" * 126 + "é",
    "x" * 124 + "😀",
    "中 " * 32,
    "\u0301" * 64,
    "a" + "\u302e\u0323" * 25 + ".b",  # kept marks that NFD moves
    "x " * 62 + "한a",
    *((b"x" * 128)[: -len(end)] + end for end in (b"\xff", b"\xc3", b"\xe4\xb8", b" \xf0\x9f\x98")),
]


def emitted(tokenizer, size, max_tokens, folder, pairs=True):
    """A graph model with the signatures "tokenize" and, for pairs, "tokenize_pair", its tables variables as in
    hfedge.trace."""
    module = tf.Module()
    module.tables = {
        name: tf.Variable(table.astype(np.int32), trainable=False) for name, table in tokenizer.tables.items()
    }
    tokenizer, inputs = tokenizer.with_tables(module.tables), {"utf8": [1, size]}
    traced = {
        "tokenize": (lambda utf8: tokenizer.tokenize([utf8], max_tokens), inputs),
        "tokenize_pair": (
            lambda utf8, utf8_pair: tokenizer.tokenize([utf8, utf8_pair], max_tokens),
            {**inputs, "utf8_pair": [1, size]},
        ),
    }
    if not pairs:
        del traced["tokenize_pair"]
    emit_tfjs(program_of(module, traced), "fp32", folder, metadata={})
    return folder


def run_of(texts, size):
    signature = "tokenize" if len(texts) == 1 else "tokenize_pair"
    rows = {}
    for key, text in zip(("utf8", "utf8_pair"), texts):
        rows[f"{signature}/{key}"] = np.frombuffer(as_bytes(text).ljust(size, b"\0"), np.uint8).astype(np.int32)[None]
    return TfjsRun(rows, tuple(f"{signature}/{name}" for name in OUTPUTS))


def tokenized(result):
    found = {name.split("/")[1]: value for name, value in result.outputs.items()}
    count = int(found["token_count"][0])
    assert found["attention_mask"].sum() == count and found["overflow_count"][0] >= 0
    offsets = [tuple(pair) for pair in found["offsets"][0, :count].tolist()]
    return Tokenized(found["input_ids"][0, :count].tolist(), offsets, found["type_ids"][0, :count].tolist())


def verdict(spec, folder, rows, size, max_tokens, backend):
    """Every row, a tuple of one text or two, in one process of Node, beside the reference."""
    results = run_tfjs(folder, [run_of(row, size) for row in rows], backend, timeout=550)
    assert {result.leaked for result in results} == {0}
    reference, different = Reference(spec, max_tokens), []
    for row, result in zip(rows, results, strict=True):
        expected, found = reference(*row), tokenized(result)
        if expected != found:
            different.append((row, expected, found))
    return Verdict(len(rows), different)


def that_fit(rows, size):
    return [row for row in rows if all(len(as_bytes(text)) <= size for text in row)]


@cache
def family_rows(tokens, count, with_pairs):
    """`count` texts, by turns nasty ones, real lines, random Unicode and ill-formed bytes; and, with_pairs, a pair
    for every ten."""
    groups = [nasty_texts(), real_lines(20_000)[-400:], fuzz_strings(400, seed=35, tokens=tokens),
              [*invalid_utf8(), *random_bytes(100, seed=36)]]  # fmt: skip
    for group in groups:
        random.Random(37).shuffle(group)
    groups = [that_fit([(text,) for text in without_padding(group)], FAMILY_BYTES) for group in groups]
    assert all(len(group) >= count // 4 for group in groups)
    assert all(len(as_bytes(text)) == FAMILY_BYTES for text in EDGES)
    both = [tuple(without_padding(row)) for row in pairs(2_000)]
    singles = [*((text,) for text in EDGES), *(row for group in groups for row in group[: count // 4])][:count]
    return [*singles, *(that_fit(both, FAMILY_BYTES)[: count // 10] if with_pairs else ())]


def check_family(name, count, folder, backends=BACKENDS, with_pairs=True):
    require_tfjs()
    spec = parse_tokenizer_json(FILES[name].read_text(encoding="utf-8"), f"{name}.json")
    most = most_tokens(FAMILY_BYTES)
    emitted(compile_tokenizer(spec), FAMILY_BYTES, most, folder, with_pairs)
    rows = family_rows(tuple(added_contents(spec)), count, with_pairs)
    assert len(rows) == count + (count // 10 if with_pairs else 0)
    for backend in backends:
        found = verdict(spec, folder, rows, FAMILY_BYTES, most, backend)
        assert not found.different, f"{backend}: {found}"


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_five_hundred_texts_through_a_family_of_each_kind(name, tmp_path):
    check_family(name, 500, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FILES if name not in OF_EACH_KIND][::3])
def test_a_hundred_texts_through_other_families(name, tmp_path):
    check_family(name, 100, tmp_path, ("wasm",), with_pairs=False)


def real_rows():
    """300 rows: real, random, nasty, broken, and pairs."""
    rows = [*real_lines(20_000)[-80:], *random_strings(60, seed=31), *nasty_texts()[::5], *invalid_utf8()[::12]]
    singles = [(row,) for row in [*rows, *random_bytes(20, seed=32)]]
    return that_fit([*singles, *pairs(2_000)[:400]], REAL_BYTES)[:300]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "backend"), [(UNCASED, "cpu"), (UNCASED, "wasm"), (CASED, "wasm")])
def test_tfjs_gives_the_tokens_of_the_reference(name, backend, tmp_path):
    require_tfjs()
    rows = real_rows()
    assert len(rows) == 300 and len([row for row in rows if len(row) == 2]) >= 30
    folder = emitted(real_tokenizer(name), REAL_BYTES, REAL_TOKENS, tmp_path)
    found = verdict(real_spec(name), folder, rows, REAL_BYTES, REAL_TOKENS, backend)
    assert not found.different, found
