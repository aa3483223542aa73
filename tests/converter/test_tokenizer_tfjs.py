"""The same tokens in TF.js, in Node, on its cpu and wasm backends."""

import numpy as np
import pytest
from tests.corpus import invalid_utf8, nasty_texts, pairs, random_bytes, random_strings, real_lines

from hfedge.emit.tfjs import emit_tfjs
from hfedge.lazy import tf
from tfjs_program import program_of
from tfjs_runner import TfjsRun, require_tfjs, run_tfjs
from tokenizer_cases import CASED, UNCASED, Reference, Tokenized, Verdict, excusable, real_spec, real_tokenizer

BYTES, MAX_TOKENS = 256, 64
OUTPUTS = ("input_ids", "attention_mask", "type_ids", "offsets", "token_count", "overflow_count")
CASES = [(UNCASED, "cpu"), (UNCASED, "wasm"), (CASED, "wasm")]


def emitted(name, folder):
    """A graph model with tokenize_256 and tokenize_pair_256."""
    tokenizer, inputs = real_tokenizer(name), {"utf8": [1, BYTES]}
    traced = {
        "tokenize_256": (lambda utf8: tokenizer.tokenize([utf8], MAX_TOKENS), inputs),
        "tokenize_pair_256": (
            lambda utf8, utf8_pair: tokenizer.tokenize([utf8, utf8_pair], MAX_TOKENS),
            {**inputs, "utf8_pair": [1, BYTES]},
        ),
    }
    emit_tfjs(program_of(tf.Module(), traced), "fp32", folder, metadata={})
    return folder


def run_of(texts):
    signature = "tokenize_256" if len(texts) == 1 else "tokenize_pair_256"
    rows = {}
    for key, text in zip(("utf8", "utf8_pair"), texts):
        data = text.encode() if isinstance(text, str) else text
        rows[f"{signature}/{key}"] = np.frombuffer(data.ljust(BYTES, b"\0"), np.uint8).astype(np.int32)[None]
    return TfjsRun(rows, tuple(f"{signature}/{name}" for name in OUTPUTS))


def tokenized(result):
    found = {name.split("/")[1]: value for name, value in result.outputs.items()}
    count = int(found["token_count"][0])
    assert found["attention_mask"].sum() == count
    offsets = [tuple(pair) for pair in found["offsets"][0, :count].tolist()]
    return Tokenized(found["input_ids"][0, :count].tolist(), offsets, found["type_ids"][0, :count].tolist())


def texts_for_tfjs():
    """300 rows: real, random, nasty, broken, and pairs."""
    rows = [*real_lines(20_000)[-80:], *random_strings(60, seed=31), *nasty_texts()[::5], *invalid_utf8()[::12]]
    singles = [(row,) for row in [*rows, *random_bytes(20, seed=32)]]
    both = [*singles, *pairs(2_000)[:400]]
    return [row for row in both if all(len(t.encode() if isinstance(t, str) else t) <= BYTES for t in row)][:300]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "backend"), CASES)
def test_tfjs_gives_the_tokens_of_the_reference(name, backend, tmp_path):
    require_tfjs()
    rows, spec = texts_for_tfjs(), real_spec(name)
    assert len(rows) == 300 and len([row for row in rows if len(row) == 2]) >= 30
    results = run_tfjs(emitted(name, tmp_path), [run_of(row) for row in rows], backend)
    assert {result.leaked for result in results} == {0}
    reference, different = Reference(spec, MAX_TOKENS), []
    for row, result in zip(rows, results):
        expected, found = reference(*row), tokenized(result)
        if expected != found and not excusable(spec, row, expected, found):
            different.append((row, expected, found))
    assert not different, Verdict(len(rows), different, [])
