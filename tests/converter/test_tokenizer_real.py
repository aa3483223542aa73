"""MiniLM's uncased and BERT's cased tokenizer, compiled, beside Hugging Face tokenizers: ids, offsets, type ids."""

from functools import lru_cache

import pytest
from tests.corpus import invalid_utf8, nasty_texts, pairs, random_bytes, random_strings, real_lines, scripts

from tokenizer_cases import CASED, UNCASED, Sized, compare, real_spec, real_tokenizer

MAX_TOKENS = 128
BOTH = pytest.mark.parametrize("name", [UNCASED, CASED])


@lru_cache(maxsize=None)
def sized(name, sizes=(64, 256, 1024), max_tokens=MAX_TOKENS):
    return Sized(real_tokenizer(name), sizes, max_tokens)


def verdict(name, rows, **options):
    return compare(real_spec(name), sized(name, **options), rows, options.get("max_tokens", MAX_TOKENS))


def test_the_real_lines_are_of_at_least_ten_scripts():
    found = scripts(real_lines(20_000))
    assert len([script for script, lines in found.items() if lines >= 100]) >= 10, found


@BOTH
@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_real_lines_get_the_tokens_of_the_reference(name, part):
    found = verdict(name, real_lines(20_000)[part::2])
    assert found.rows == 10_000
    assert found.different == found.excused == []


@BOTH
@pytest.mark.slow
@pytest.mark.parametrize("part", range(2))
def test_random_strings_get_the_tokens_of_the_reference(name, part):
    found = verdict(name, random_strings(20_000, seed=20)[part::2])
    assert found.rows == 10_000
    assert not found.different, found
    assert len(found.excused) < found.rows * 0.001


@BOTH
def test_nasty_texts_get_the_tokens_of_the_reference(name):
    found = verdict(name, nasty_texts(), sizes=(64, 512, 5120), max_tokens=512)
    assert not found.different, found


@BOTH
def test_every_kind_of_invalid_utf8_is_read_as_python_reads_it(name):
    found = verdict(name, invalid_utf8())
    assert found.different == found.excused == []


@BOTH
@pytest.mark.slow
def test_random_bytes_are_read_as_python_reads_them(name):
    found = verdict(name, random_bytes(5_000, seed=5))
    assert not found.different, found


@BOTH
@pytest.mark.slow
@pytest.mark.parametrize("max_tokens", [5, 16, 23, 64])
def test_pairs_get_the_tokens_of_the_reference(name, max_tokens):
    rows = pairs(2_000)[{5: 0, 16: 1, 23: 2, 64: 3}[max_tokens] :: 4] if max_tokens != 23 else pairs(2_000)
    program = Sized(real_tokenizer(name), (128, 1024), max_tokens, pair=True)
    found = compare(real_spec(name), program, rows, max_tokens)
    assert not found.different, found
