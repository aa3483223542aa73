"""Published tokenizers of every family, compiled, in LiteRT: the ids, offsets and type ids of the reference.

They lie beside the project, not in it; where they do not, these tests say so loudly (and fail in CI).
"""

from functools import cache

import pytest
from tests.conformance import BySize
from tests.corpus import code_lines, fuzz_strings, invalid_utf8, long_words, nasty_texts, real_lines

from hfedge.conformance.suite import added_contents, as_pairs
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import parse_tokenizer_json
from tokenizer_cases import Verdict, published_tokenizer, without_padding

NAMES = ("roberta-base", "clip", "whisper-tiny", "t5-small", "phi-3-mini")
pytestmark = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.xdist_group(f"published {name}")) for name in NAMES]
)


@cache
def spec(name):
    return parse_tokenizer_json(published_tokenizer(name), f"{name}/tokenizer.json")


@cache
def compiled(name):
    return compile_tokenizer(spec(name))


@cache
def sized(name, pair=False):
    sizes = {"sizes": (256, 2048), "pair": True} if pair else {}
    return BySize(spec(name), compiled(name), **sizes)


def verdict(name, rows, pair=False):
    rows = rows if pair else without_padding(rows)
    found = filter(None, map(sized(name, pair).difference, rows))
    return Verdict(len(rows), [(one.row, one.expected, one.found) for one in found])


def test_nasty_texts_source_code_and_what_is_not_utf8(name):
    found = verdict(name, [*nasty_texts(), *code_lines(200, seed=3), *invalid_utf8()])
    assert found.rows > 800 and not found.different, found


def test_real_lines_and_random_strings(name):
    rows = [*real_lines(20_000)[:500], *fuzz_strings(500, seed=1, tokens=added_contents(spec(name)))]
    found = verdict(name, rows)
    assert found.rows == 1_000 and not found.different, found


def test_pairs(name):
    rows = [row for row in [*nasty_texts()[::4], *real_lines(20_000)[:60]] if len(row.encode()) < 500]
    found = verdict(name, as_pairs({"": without_padding(rows)})[""], pair=True)
    assert found.rows > 100 and not found.different, found


@pytest.mark.slow
def test_ten_thousand_real_lines(name):
    """`make conformance` runs 20,000, and as many random strings."""
    found = verdict(name, real_lines(20_000)[1::2])
    assert found.rows == 10_000 and not found.different, found


@pytest.mark.slow
def test_ten_thousand_random_strings(name):
    found = verdict(name, fuzz_strings(10_000, seed=2, tokens=added_contents(spec(name))))
    assert found.rows == 10_000 and not found.different, found


@pytest.mark.slow
def test_a_word_of_ten_thousand_characters(name):
    found = verdict(name, long_words())
    assert found.rows == 2 and not found.different, found


def test_its_tables_are_no_larger_than_its_file(name):
    assert compiled(name).table_bytes <= len(published_tokenizer(name).encode())
