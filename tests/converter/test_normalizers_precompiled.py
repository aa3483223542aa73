"""Precompiled charsmaps, small ones made here, against the reference."""

import base64
import struct

import pytest

from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.normalizers import NORMALIZERS, parse_normalizer
from hfedge.tokenizer.normalizers.charsmap import read_charsmap, write_charsmap
from hfedge.tokenizer.normalizers.graphemes import grapheme_kinds
from hfedge.tokenizer.refused import Refused
from normalizer_cases import NASTY, check, compiled, normalized, parse, random_texts


def precompiled(replacements: dict[str, str]) -> dict:
    return {"type": "Precompiled", "precompiled_charsmap": write_charsmap(replacements)}


# Like nmt_nfkc: spaces, deletions, compatibility characters, decomposed letters; and what that has not: keys of three
# characters, replacements longer and shorter than their keys.
MIXED = precompiled(
    {
        "\x01": "",
        "\x1e": "",
        "q": "",
        "\n": " ",
        "\t": " ",
        "\u2122": "TM",
        "\u2026": "...",
        "\u00a9": "(c)",
        "U": "u",
        "\u0915": "K",
        "\u0300": "!",
        "\u1ec7": "e",
        "a\u0301": "\u00e1",
        "e\u0323\u0302": "\u1ec7",
        "e\u0323\u0301": "XY",
        "o\u0301": "",
        "\u0301\u0302": "ZZZ",
        "\u0600a": "Q",
        "\r\n": "NL",
        "\u00ae\u200d": "R",
        "\u0627\u0653": "\u0622",
    }
)
# One key of every kind of character, so that every cluster of less than 6 bytes shows.
EVERY_KIND = "a\u0301\u00a9\u0915\u1100\u1161\u11a8\uac00\uac01\u0600\r\n\u200d\u200c\u093f\u094d\u2764\u0661\x02"
KINDS = precompiled({key: f"<{index}>" for index, key in enumerate(EVERY_KIND)})
AROUND = EVERY_KIND + "b\u0302\u0e33\U0001f1e9\U0001f468\U000110bd\U0001d165\U000e0001\u0ac9\u0acd\u0a95 "


def test_troublesome_texts_give_the_same_characters_and_bytes():
    check(MIXED, [*NASTY, *random_texts(60, seed=1)], size=256, own_bytes=False)


def test_keys_beside_what_vanishes_keep_the_alignment_of_the_reference():
    pool = "\x01\x1eqU\u2122\u2026ao\u0301\u0302e\u0323\u0600\r\n"
    check(MIXED, random_texts(60, seed=2, pool=pool), size=256, own_bytes=False)


def test_clusters_of_every_kind_are_those_of_the_reference():
    check(KINDS, [*NASTY, *random_texts(100, seed=3, pool=AROUND)], size=400, own_bytes=False)


def test_alignment_to_other_bytes_is_announced():
    assert not parse(MIXED).keeps_bytes
    assert parse(KINDS).keeps_bytes
    with pytest.raises(Refused, match="ByteLevel"):
        parse_normalizer({"type": "Sequence", "normalizers": [MIXED, {"type": "ByteLevel"}]})


def test_every_code_point_has_the_kind_that_the_reference_shows():
    labels, kinds = grapheme_kinds()
    assert len(labels) == CODE_POINTS

    def kind(char: str):
        return kinds[labels[ord(char)]]

    assert kind("\u0301").attaches and kind("\u0301").extends and kind("\u0301").links
    assert kind("\u0903").attaches and not kind("\u0903").extends
    assert kind("\u200d").joins and kind("\u00a9").pictures and kind("\u0600").prepends and kind("\u200b").control
    assert kind("\u0915").consonant and kind("\u094d").linker
    assert [kind(char).hangul for char in "\u1100\u1161\u11a8\uac00\uac01"] == [1, 2, 3, 4, 5]
    assert kind("a") == kind("b") == type(kind("a"))()


def test_a_key_that_no_cluster_holds_is_left_out():
    step = parse(precompiled({"ab": "x", "a\u0301": "y", "\u0915\u093f": "z"}))
    assert dict(step.several) == {"a\u0301": "y"}


def test_charsmaps_are_read_as_they_were_written():
    replacements = {"\x01": "", "a": "b", "\u0915": "\U0001f468", "a\u0301": "hidden", "e\u0301": "\u00e9"}
    found = read_charsmap(write_charsmap(replacements))
    del replacements["a\u0301"]  # the reference takes the shortest key
    assert found == replacements


@pytest.mark.parametrize("form", ["Sequence", "Precompiled"])
def test_a_sequence_with_a_charsmap_is_exact(form):
    assert form in NORMALIZERS
    data = {"type": "Sequence", "normalizers": [
        MIXED, {"type": "Strip", "strip_left": True, "strip_right": True},
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "\u2581"}, {"type": "NFC"},
    ]}  # fmt: skip
    check(data if form == "Sequence" else MIXED, [*NASTY, *random_texts(30, seed=4)], size=256, own_bytes=False)


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"\x04\0\0",
        struct.pack("<I", 0),
        struct.pack("<II", 400, 0),
        struct.pack("<I", 4) + struct.pack("<I", 0) + b"\xff\xfe",
    ],
)
def test_damaged_charsmaps_are_refused(blob):
    with pytest.raises(Refused):
        read_charsmap(base64.b64encode(blob).decode())


def test_a_charsmap_that_goes_round_in_circles_is_refused_quickly():
    # The children of every unit are those of the root.
    units = b"".join(struct.pack("<I", label << 10 | label) for label in range(256))
    with pytest.raises(Refused, match="circles"):
        read_charsmap(base64.b64encode(struct.pack("<I", len(units)) + units + b"x\0").decode())


def test_text_without_anything_to_replace_is_left_alone():
    assert normalized(MIXED, "plain") == "plain"
    stage, alphabet = compiled(MIXED)
    assert stage.single.of(alphabet.symbol("b")) == (alphabet.symbol("b"),)
