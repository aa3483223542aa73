"""Every small tokenizer of tests/families, compiled, in LiteRT: the ids, offsets and type ids of the reference."""

import json
import random
from functools import cache
from pathlib import Path

import pytest
from tests.conformance import BySize
from tests.corpus import (
    code_lines,
    everyday_texts,
    fuzz_strings,
    invalid_utf8,
    long_words,
    nasty_texts,
    random_bytes,
    real_lines,
)
from tests.sampling import some

from hfedge.conformance.compare import BYTE_SIZES
from hfedge.conformance.suite import added_contents, as_pairs
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import parse_tokenizer_json
from tokenizer_cases import Verdict, without_padding

FILES = {file.stem: file for file in sorted((Path(__file__).parents[1] / "families").glob("*.json"))}
# One of each kind: in CI the long runs are theirs. `make conformance` runs twice as
# much for all.
LONG = [
    "bytebpe-roberta",
    "bytebpe-llama3",
    "spbpe-llama2",
    "unigram-t5",
    "charbpe-openai-gpt",
    "wordlevel-whitespace",
]


def _joins(name):
    """How a family puts pairs together: its post-processors, without the ids."""
    found = json.loads(FILES[name].read_text(encoding="utf-8"))["post_processor"] or {}
    parts = found.get("processors", [found])
    pieces = [[(key, piece["type_id"]) for part in one.get("pair", ()) for key, piece in part.items()] for one in parts]
    return repr([one.get("type") for one in parts]), repr(pieces)


# A program for pairs is built for the first family of every way to join them, and for those of the long runs.
JOINING = sorted({*{_joins(name): name for name in reversed(sorted(FILES))}.values(), *LONG})


def each(names):
    """A family's programs are built once: its tests go to one process."""
    rows = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in names]
    return pytest.mark.parametrize("name", rows)


EVERY, KINDS, PAIRED = each(sorted(FILES)), each(LONG), each(JOINING)


@cache
def spec(name):
    return parse_tokenizer_json(FILES[name].read_text(encoding="utf-8"), f"{name}.json")


@cache
def tokenizer(name):
    return compile_tokenizer(spec(name))


@cache
def sized(name, pair=False):
    """Built once for all tests of a family. A program of a size takes seconds to build: one family of each kind has
    all sizes, the others, and pairs, have one that all but a few texts fit in."""
    sizes = BYTE_SIZES if name in LONG and not pair else (512,)
    return BySize(spec(name), tokenizer(name), sizes, pair)


def verdict(name, rows, pair=False):
    both, rows = sized(name, pair), rows if pair else without_padding(rows)
    if name in LONG or pair:
        assert all(map(both.takes, rows))
    rows = [row for row in rows if both.takes(row)]
    found = filter(None, map(both.difference, rows))
    return Verdict(len(rows), [(row.row, row.expected, row.found) for row in found])


@EVERY
def test_texts_that_are_known_to_be_nasty(name):
    found = verdict(name, [*nasty_texts(), *everyday_texts()])
    assert found.rows > 390 and not found.different, found


@EVERY
def test_real_lines_in_many_scripts(name):
    lines = some(real_lines(20_000)[:1_000], 2)
    found = verdict(name, lines)
    assert found.rows > 0.98 * len(lines) and not found.different, found


@KINDS
@pytest.mark.slow
def test_ten_thousand_real_lines(name):
    found = verdict(name, real_lines(20_000)[::2])
    assert found.rows == 10_000 and not found.different, found


@EVERY
def test_random_strings(name):
    found = verdict(name, fuzz_strings(1_000, seed=1, tokens=added_contents(spec(name))))
    assert found.rows == 1_000 and not found.different, found


@KINDS
@pytest.mark.slow
def test_ten_thousand_random_strings(name):
    found = verdict(name, fuzz_strings(10_000, seed=2, tokens=added_contents(spec(name))))
    assert found.rows == 10_000 and not found.different, found


@EVERY
def test_source_code(name):
    found = verdict(name, [*code_lines(300, seed=3), "\n".join(code_lines(40, seed=4)), "\t" * 70 + "x = 1"])
    assert not found.different, found


@EVERY
def test_bytes_that_are_not_utf8(name):
    found = verdict(name, [*invalid_utf8(), *random_bytes(300, seed=6)])
    assert found.rows > 600 and not found.different, found


@KINDS
@pytest.mark.slow
def test_a_word_of_ten_thousand_characters(name):
    found = verdict(name, long_words())
    assert found.rows == 2 and not found.different, found


@EVERY
def test_texts_that_its_own_vocabulary_is_made_of(name):
    """Pieces joined at random: every piece is met, beside pieces that it does not follow in real text."""
    vocabulary = sized(name).reference.tokenizer.get_vocab()
    pieces, rng = sorted(vocabulary), random.Random(5)
    rng.shuffle(pieces)
    joined = ["".join(pieces[at : at + 4]) for at in range(0, len(pieces), 4)]
    readable = [row.replace("Ġ", " ").replace("▁", " ").replace("##", "").replace("</w>", " ") for row in joined]
    found = verdict(name, [*joined, *readable])
    assert not found.different, found


@PAIRED
def test_pairs(name):
    rows = [
        row for row in [*everyday_texts(), *nasty_texts()[::4], *real_lines(20_000)[:60]] if len(row.encode()) < 500
    ]
    found = verdict(name, as_pairs({"": without_padding(rows)})[""], pair=True)
    assert found.rows > 150 and not found.different, found
