"""The offsets that differ from the reference's on purpose: they must go on to differ, and nothing else may."""

import pytest
from tests.corpus import known_differences, random_strings
from tests.mark_order import moves_surviving_mark

from tokenizer_cases import CASED, UNCASED, Reference, Sized, compare, real_spec, real_tokenizer

KNOWN = known_differences()


@pytest.fixture(scope="module")
def program():
    return Sized(real_tokenizer(UNCASED), (64,), 64)


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: ascii(case["text"]))
def test_a_mark_that_nfd_moves_keeps_its_own_bytes(case, program):
    spec = real_spec(UNCASED)
    expected, found = Reference(spec, 64)(case["text"]), program(case["text"])
    assert expected.ids == found.ids
    assert [list(pair) for pair in expected.offsets[1:-1]] == case["reference"]
    assert [list(pair) for pair in found.offsets[1:-1]] == case["ours"] != case["reference"]
    assert moves_surviving_mark(case["text"], spec.normalizer), case["reason"]


@pytest.mark.parametrize(
    "text", ["a\u0323\u302e", "\u1b44\u0301", "x\u0301\u0323", "\u302e\u302f", "a\u0334\U0001d165 b", "ą\u302e"]
)
def test_marks_in_nfds_own_order_get_the_offsets_of_the_reference(text, program):
    spec = real_spec(UNCASED)
    assert not moves_surviving_mark(text, spec.normalizer)
    assert compare(spec, program, [text], 64).different == []


def test_no_text_is_excused_where_the_normalizer_does_not_decompose():
    flags = real_spec(CASED).normalizer
    assert not any(moves_surviving_mark(text, flags) for text in [case["text"] for case in KNOWN])


def test_what_is_excused_is_rare_even_among_texts_made_of_marks():
    flags = real_spec(UNCASED).normalizer
    assert sum(moves_surviving_mark(text, flags) for text in random_strings(4_000, seed=20)) < 4_000 * 0.01
