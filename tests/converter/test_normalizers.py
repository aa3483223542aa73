"""Every normalizer against the reference: the same characters, aligned to the same bytes."""

import json
from itertools import product

import numpy as np
import pytest

from hfedge.tokenizer.alphabet import CODE_POINTS, Needs, build_alphabet
from hfedge.tokenizer.normalizers import NORMALIZERS, parse_normalizer
from hfedge.tokenizer.normalizers.sequence import exact_bert
from hfedge.tokenizer.refused import Refused
from normalizer_cases import MARKS, NASTY, TOKEN, check, compiled, expected, parse, random_texts
from streams import pieces_of, stream_of

UNCASED = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
           "lowercase": True}  # fmt: skip


def bert(**options: bool | None) -> dict:
    return UNCASED | options


def replace(content: str, **pattern: str) -> dict:
    return {"type": "Replace", "pattern": pattern, "content": content}


def sequence(*steps: dict | str) -> dict:
    rows = [{"type": step} if isinstance(step, str) else step for step in steps]
    return {"type": "Sequence", "normalizers": rows}


def strip(left: bool, right: bool) -> dict:
    return {"type": "Strip", "strip_left": left, "strip_right": right}


CASES = {
    "lowercase": {"type": "Lowercase"},
    "nmt": {"type": "Nmt"},
    "accents": {"type": "StripAccents"},
    "cased": bert(lowercase=False),
    "cjk only": bert(lowercase=False, clean_text=False),
    "lower, accents kept": bert(strip_accents=False),
    "nfc": {"type": "NFC"},
    "nfd": {"type": "NFD"},
    "nfkc": {"type": "NFKC"},
    "nfkd": {"type": "NFKD"},
    "bytes": {"type": "ByteLevel"},
    "strip": strip(True, True),
    "strip left": strip(True, False),
    "strip right": strip(False, True),
    "prepend": {"type": "Prepend", "prepend": "\u2581"},
    "prepend several": {"type": "Prepend", "prepend": "ab\u2581"},
    "one for one": replace("\u2581", String=" "),
    "one for several": replace("<sp>", String=" "),
    "one for none": replace("", String=" "),
    "two for one": replace('"', String="''"),
    "two for three": replace("___", String="--"),
    "two for none": replace("", String="``"),
    "overlapping": replace("x", String="a-a"),
    "class": replace(" ", Regex=r"[\n\r]"),
    "runs": replace(" ", Regex=r"\s+"),
    "long runs": replace("\u2581", Regex=" {2,}"),
    "alternatives": replace("#", Regex=r"\s+|''|aa?"),
    "none": sequence(),
    "clip": sequence("NFC", replace(" ", Regex=r"\s+"), "Lowercase"),
    "albert": sequence(replace('"', String="``"), replace('"', String="''"), "NFKD", "StripAccents", "Lowercase"),
    "llama": sequence({"type": "Prepend", "prepend": "\u2581"}, replace("\u2581", String=" ")),
    "accents off": sequence("NFD", "Lowercase", "StripAccents"),
    "nested": sequence(sequence("Nmt", "NFKC"), sequence(replace(" ", Regex=" {2,}"), strip(True, True))),
    "twice": sequence("NFD", "NFC", "NFKD", "NFC"),
    "bytes of forms": sequence("NFC", "ByteLevel"),
}


@pytest.mark.parametrize("name", CASES)
def test_troublesome_texts_give_the_same_characters_and_bytes(name):
    check(CASES[name], [*NASTY, *random_texts(25, seed=len(name))], size=256)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_forms_order_and_compose_any_stack_of_marks(form):
    pool = "ae\u1ea1\u00e7q" + MARKS
    check({"type": form}, random_texts(60, seed=3, pool=pool), size=96)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_all_short_sequences_of_jamo(form):
    jamo = "\u1100\u1161\u11a8\uac00\uac01\u0301"
    texts = [" ".join("".join(chars) for chars in product(jamo, repeat=count)) for count in (1, 2, 3)]
    check({"type": form}, [text for whole in texts for text in (whole[i : i + 100] for i in range(0, len(whole), 100))],
          size=320)  # fmt: skip


def test_every_composition_is_found():
    from hfedge.tokenizer.normalizers.combining import compositions

    pairs = sorted(left + right for left, right in compositions() if not 0xAC00 <= ord(left) < 0xD7A4)
    check({"type": "NFC"}, [" ".join(pairs[i : i + 40]) for i in range(0, len(pairs), 40)], size=512)


def test_a_long_run_of_marks_is_sorted():
    check({"type": "NFC"}, ["a" + "\u0301\u0323\u0316" * 30, "\u0301\u0323" * 30], size=256)


def test_single_characters_are_folded_into_one_stage():
    stage, alphabet = compiled(sequence("Nmt", "Lowercase", replace("\u2581", String=" ")))
    assert stage.context_free
    assert stage.outputs(alphabet.symbol("A")) == (alphabet.symbol("a"),)
    assert stage.outputs(alphabet.symbol("\t")) == (alphabet.known["\u2581"],)
    assert stage.outputs(alphabet.symbol("\x01")) == ()
    assert stage.outputs(alphabet.symbol("\u0130")) == (alphabet.symbol("i"), alphabet.symbol("\u0307"))
    assert stage.outputs(alphabet.first_token) == (alphabet.first_token,)


def test_ideographs_that_get_spaces_are_one_class():
    stage, alphabet = compiled(UNCASED)
    assert stage.context_free
    space, ideograph = alphabet.known[" "], alphabet.symbol("\u3400")
    assert ideograph == alphabet.symbol("\U00020000") >= alphabet.first_class
    assert stage.outputs(ideograph) == (space, ideograph, space)


def test_bert_gives_the_same_characters_where_nfd_has_none_to_sort_and_the_same_bytes_anywhere():
    check(UNCASED, NASTY[:3] + ["\u00c9t\u00e9 Vi\u1ec7t \ud55c \u4e2d\x00\u00ad \u0130", "a\u0301<t>\u0323b"])
    check(
        UNCASED,
        ["a\u302e\u0323", "\u0301\u1b44 \u302e\u0323<t>\u0323\u302e", "\U0001d15e\u0334\u302e"],
        own_bytes=False,
    )


def test_bert_that_sorts_marks_is_exact_on_all_texts():
    step = exact_bert(parse(UNCASED))
    alphabet = build_alphabet(step.needs(), [TOKEN])
    stage = step.compile(alphabet)
    for text in [*NASTY, *random_texts(40, seed=9)]:
        pieces = [part for part in text.replace(TOKEN, f"\0\0{TOKEN}\0\0").split("\0\0") if part]
        found = pieces_of(stage(stream_of(pieces, alphabet)), alphabet)
        assert [unit for piece in found for unit in piece] == expected(UNCASED, text), ascii(text)


def test_the_order_of_marks_shows_where_a_later_step_tells_them_apart():
    plain, shows = Needs(), parse(UNCASED).shows_mark_order
    assert not shows(plain, "abc\u302e", knows_words=True)
    assert shows(plain, "abc\u302e\U0001d165", knows_words=True)
    assert not shows(plain, "abc\u0301", knows_words=False)
    assert shows(plain, "abc\u302e", knows_words=False)
    assert shows(Needs(frozenset("\u302e")), "abc", knows_words=True)
    label = np.zeros(CODE_POINTS, np.int32)
    label[0x302E] = 1
    assert shows(Needs(partitions=(label,)), "abc", knows_words=True)


@pytest.mark.parametrize(
    "data",
    [
        {"type": "Prepend", "prepend": ""},
        strip(False, False),
        replace("x", String=""),
        replace("x", Regex="a*"),
        {"type": "Precompiled", "precompiled_charsmap": "AAAA"},
        {"type": "Bert2"},
    ],
    ids=json.dumps,
)
def test_what_cannot_be_done_exactly_is_refused(data):
    with pytest.raises(Refused):
        parse_normalizer(data)


def test_no_normalizer_leaves_the_text_alone():
    step = parse_normalizer(None)
    alphabet = build_alphabet(step.needs())
    assert pieces_of(step.compile(alphabet)(stream_of("ab", alphabet)), alphabet) == [[("a", 0, 1), ("b", 1, 2)]]


def test_every_normalizer_of_the_table_is_tested():
    def types(data: dict) -> set[str]:
        return {data["type"]}.union(*(types(row) for row in data.get("normalizers", [])))

    tested = set().union(*(types(data) for data in CASES.values()))
    assert tested | {"BertNormalizer", "Precompiled"} == set(NORMALIZERS)
