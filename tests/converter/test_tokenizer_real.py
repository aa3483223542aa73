"""MiniLM's uncased and BERT's cased tokenizer, compiled, beside Hugging Face tokenizers: ids, offsets, type ids."""

from dataclasses import replace
from functools import cache

import pytest
from tests.corpus import invalid_utf8, nasty_texts, pairs, random_bytes, random_strings, real_lines, scripts

from tokenizer_cases import CASED, UNCASED, Reference, Sized, compare, real_spec, real_tokenizer

MAX_TOKENS = 128
BOTH = pytest.mark.parametrize("name", [UNCASED, CASED])


@cache
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
    assert not found.different, found


@BOTH
@pytest.mark.slow
def test_random_strings_get_the_tokens_of_the_reference(name):
    """Every fourth is uniform over Unicode; the others are rich in marks, some of which NFD moves."""
    found = verdict(name, random_strings(20_000, seed=20))
    assert found.rows == 20_000
    assert not found.different, found


@BOTH
def test_nasty_texts_get_the_tokens_of_the_reference(name):
    found = verdict(name, nasty_texts(), sizes=(64, 512, 5120), max_tokens=512)
    assert not found.different, found


@BOTH
def test_every_kind_of_invalid_utf8_is_read_as_python_reads_it(name):
    found = verdict(name, invalid_utf8())
    assert not found.different, found


@BOTH
@pytest.mark.slow
def test_random_bytes_are_read_as_python_reads_them(name):
    found = verdict(name, random_bytes(5_000, seed=5))
    assert not found.different, found


@BOTH
@pytest.mark.slow
@pytest.mark.parametrize(("max_tokens", "count"), [(4, 200), (5, 200), (16, 500), (23, 2_000), (64, 500), (200, 500)])
def test_pairs_get_the_tokens_of_the_reference(name, max_tokens, count):
    program = Sized(real_tokenizer(name), (128, 1024), max_tokens, pair=True)
    found = compare(real_spec(name), program, pairs(count), max_tokens)
    assert found.rows == count
    assert not found.different, found


@pytest.mark.slow
@pytest.mark.parametrize("strategy", ["only_first", "only_second"])
def test_pairs_of_which_one_text_gives_way(strategy):
    spec = replace(real_spec(UNCASED), truncation_strategy=strategy)
    program = Sized(replace(real_tokenizer(UNCASED), spec=spec), (1024,), 33, pair=True)
    reference = Reference(spec, 33)
    rows = [row for row in pairs(500) if gives_way(reference, row)]
    found = compare(spec, program, rows, 33)
    assert found.rows > 200
    assert not found.different, found


def gives_way(reference, row):
    """The reference raises where the text to be cut is too short for what has to go."""
    try:
        return reference(*row) is not None
    except Exception as error:
        assert "too short to respect the provided max_length" in str(error)
        return False
