"""Every decoder against the library: random lists of ids, special tokens kept and left out, cleaned up and not."""

import numpy as np
import pytest
from tokenizers.pre_tokenizers import ByteLevel

from decoder_cases import Eager, LiteRt, compiled_of, expected, mismatches, random_lists, texts_of, tokenizer_of
from hfedge.lazy import tf
from hfedge.tokenizer.decoders import compile_decoder
from hfedge.tokenizer.decoders.token_bytes import byte_level_bytes
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.tables import tables_of, with_tables

SIZE = 12
SPECIAL, ADDED = ("[CLS]", "<s>"), ("new word", " ad", "Ġx y")
WORDS = ["[UNK]", "a", "##b", "##ing", ".", "'", "t", "##'", "s", "##n't", "do", "not", "é", "日", "##本", "!", "'ve"]
SPACED = ["▁", "▁▁a", "▁the", "a▁b", "x", ".", "▁'", "'", "m", "é▁", "", "▁.", "</w>", "n't</w>"]
BYTES = [f"<0x{byte:02X}>" for byte in (0xE2, 0x96, 0x81, 0x20, 0xC3, 0xA9, 0xF0, 0x9F, 0x98, 0x80, 0x00, 0xFF, 0x27)]
PIECES = [*SPACED, *BYTES, "<0x+9>", "<0xc3>", "<0xZZ>", "<0x123>", "�"]
LETTERS = ["a", "Ġthe", "é", "Ã", "©", "ðŁ", "ĺ", "Ģ", "âĢ", "Ļ", "日本", "Ġ'", "Ġ", "'", "Ġ.", "s", "ï¿½", ""]
LETTERS += ["ð", "í", "ł", "ô", "ı", "Â", "Ġbefore", "n't"]
SOUNDS = ["<pad>", "|", "h", "e", "l", "o", "o<pad>", ".", " .", "'"]


def replaced(old: str, new: str, kind: str = "String") -> dict:
    return {"type": "Replace", "pattern": {kind: old}, "content": new}


def stripped(content: str, start: int, stop: int) -> dict:
    return {"type": "Strip", "content": content, "start": start, "stop": stop}


def sequence(*decoders: dict) -> dict:
    return {"type": "Sequence", "decoders": list(decoders)}


def metaspace(**options) -> dict:
    return {"type": "Metaspace", "replacement": "▁", **options}


def ctc(cleanup: bool) -> dict:
    return {"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": cleanup}


FALLBACK, FUSE = {"type": "ByteFallback"}, {"type": "Fuse"}
BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
BPE = {"type": "BPEDecoder", "suffix": "</w>"}
WORD_PIECE = {"type": "WordPiece", "prefix": "##", "cleanup": True}
CASES = {
    "none": (None, WORDS),
    "WordPiece": (WORD_PIECE, WORDS),
    "WordPiece without clean-up": ({**WORD_PIECE, "cleanup": False}, WORDS),
    "WordPiece with an empty prefix": ({**WORD_PIECE, "prefix": ""}, WORDS),
    "ByteLevel": (BYTE_LEVEL, LETTERS),
    "Metaspace": (metaspace(), SPACED),
    "Metaspace, first": (metaspace(prepend_scheme="first", split=False), SPACED),
    "Metaspace, never": (metaspace(prepend_scheme="never"), SPACED),
    "Metaspace, old keys": (metaspace(str_rep="▁", add_prefix_space=True), SPACED),
    "Metaspace, old keys, never": (metaspace(str_rep="▁", add_prefix_space=False, prepend_scheme="never"), SPACED),
    "BPEDecoder": (BPE, ["a</w>", "b", "</w></w>", "c</w>d", "'", "</w>", "."]),
    "BPEDecoder, empty suffix": ({**BPE, "suffix": ""}, ["a", "日b", "c"]),
    "ByteFallback": (FALLBACK, PIECES),
    "Fuse": (FUSE, PIECES),
    "Strip": (stripped("▁", 2, 0), SPACED),
    "Replace": (replaced("▁", " "), SPACED),
    "Replace, regex": (replaced("[▁.]+$", "_", "Regex"), SPACED),
    "CTC": (ctc(True), SOUNDS),
    "CTC without clean-up": (ctc(False), SOUNDS),
    "CTC, Strip, Fuse": (sequence(ctc(True), stripped(" ", 1, 0), FUSE, replaced("l", "ll")), SOUNDS),
    "Llama": (sequence(replaced("▁", " "), FALLBACK, FUSE, stripped(" ", 1, 0)), PIECES),
    "Gemma": (sequence(replaced("▁", " "), FALLBACK, FUSE), PIECES),
    "Llama of GGUF": (sequence(FALLBACK, FUSE, replaced("▁", " "), stripped(" ", 1, 0)), PIECES),
    "late Replace": (sequence(FALLBACK, replaced("▁", "__", "Regex"), FUSE, stripped("_", 3, 0)), PIECES),
    "late Metaspace": (sequence(FALLBACK, metaspace(prepend_scheme="never")), PIECES),
    "by first and last": (sequence(metaspace(), BPE), SPACED),
    "by last and first": (sequence(BPE, {**WORD_PIECE, "prefix": "▁"}), SPACED),
    "steps on one text": (sequence(FUSE, metaspace(), BPE, replaced("a", "ääa")), SPACED),
    "WordPiece on one text": (sequence(replaced("▁", " "), FUSE, WORD_PIECE), [*SPACED, "▁do", "▁not"]),
    "CTC on one text": (sequence(replaced("o", "  "), FUSE, ctc(True)), SOUNDS),
    "ByteLevel of replaced": (sequence(replaced("a", "Ã"), BYTE_LEVEL, replaced("'", "''")), LETTERS),
    "Sequence of nothing": (sequence(), WORDS),
}


def case(name: str):
    decoder, vocabulary = CASES[name]
    return tokenizer_of(decoder, vocabulary, SPECIAL, ADDED)


@pytest.mark.parametrize("clean_up", [False, True])
@pytest.mark.parametrize("name", CASES)
def test_ids_become_the_bytes_of_the_reference(name, clean_up):
    tokenizer = case(name)
    run = Eager(compiled_of(tokenizer, clean_up), SIZE)
    lists = random_lists(tokenizer, 250, SIZE)
    assert len({expected(tokenizer, [max(index, 0) for index in ids], False, clean_up) for ids in lists}) > 100
    assert not mismatches(tokenizer, run, lists, clean_up)


@pytest.mark.parametrize("name", CASES)
def test_litert_gives_the_bytes_of_the_reference(name):
    tokenizer = case(name)
    run = LiteRt(compiled_of(tokenizer, clean_up=True), SIZE)
    assert not mismatches(tokenizer, run, random_lists(tokenizer, 100, SIZE, seed=2), clean_up=True)


@pytest.mark.parametrize("name", ["none", "ByteLevel", "Llama", "CTC", "steps on one text"])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_very_short_lists_are_decoded(name, size):
    tokenizer = case(name)
    run = Eager(compiled_of(tokenizer, clean_up=True), size)
    lists = [[index] * size for index in sorted(texts_of(tokenizer))]
    assert not mismatches(tokenizer, run, lists, clean_up=True)


def test_no_ids_and_special_ones_alone_give_no_text():
    tokenizer = case("BPEDecoder")
    special = [tokenizer.token_to_id(text) for text in SPECIAL]
    run = Eager(compiled_of(tokenizer), SIZE)
    assert (run([], False), run([], True), run(special, True), run(special, False)) == ("", "", "", "[CLS]<s>")


def test_the_first_token_is_the_first_that_is_not_left_out():
    tokenizer = case("Metaspace")
    ids = [tokenizer.token_to_id(text) for text in ("<s>", "▁the", "▁the")]
    run = Eager(compiled_of(tokenizer), SIZE)
    assert (run(ids, True), run(ids, False)) == ("the the", "<s> the the")


def test_a_token_of_a_special_text_is_left_out_too():
    decoder = compile_decoder(None, {0: "a", 1: "<s>", 2: "<s>"}, frozenset([2]), clean_up=False)
    assert Eager(decoder, 4)([0, 1, 2, 0], True) == "a a"


def test_ids_of_no_token_are_left_out():
    decoder = compile_decoder(None, {0: "a", 5: "b"}, frozenset(), clean_up=False)
    assert Eager(decoder, 8)([3, 0, 6, -1, -(2**31), 2**31 - 1, 5, 1], False) == "a b"


def test_an_empty_vocabulary_decodes_to_nothing():
    assert Eager(compile_decoder(None, {}, frozenset(), clean_up=True), 4)([0, 1], False) == ""


@pytest.mark.parametrize("name", ["none", "ByteLevel", "Llama of GGUF", "late Replace"])
def test_a_text_that_finds_no_room_says_how_much_was_cut(name):
    decoder, vocabulary = CASES[name]
    tokenizer = tokenizer_of(decoder, ["▁" * 40, *vocabulary])
    run = Eager(compiled_of(tokenizer), SIZE)
    room = compiled_of(tokenizer).output_bytes(SIZE)
    for ids in ([0] * 2, [0] * SIZE):
        found = run.run(np.array([ids + [0] * (SIZE - len(ids))], np.int32), len(ids), False)
        whole = expected(tokenizer, ids, False, False)
        count, cut = int(found["byte_count"][0]), int(found["unwritten_count"][0])
        assert (cut > 0) == (len(ids) == SIZE) and found["utf8"].shape == (1, room)
        # The cut may go through a character.
        assert whole.startswith(found["utf8"][0, :count].astype(np.uint8).tobytes().decode(errors="ignore"))
        assert cut > 0 or count == len(whole.encode())


def test_the_characters_of_byte_level_are_those_of_the_reference():
    assert sorted(byte_level_bytes(char) for char in ByteLevel.alphabet()) == [bytes([byte]) for byte in range(256)]
    level = ByteLevel(add_prefix_space=False, use_regex=False)
    for code in [*range(1, 0x3000), *range(0x3000, 0xD800, 97), *range(0xE000, 0x110000, 997)]:
        ((spelled, _),) = level.pre_tokenize_str(chr(code))
        assert byte_level_bytes(spelled) == chr(code).encode()
    assert byte_level_bytes("Ġ日") == "Ġ日".encode()


def test_tables_are_found_and_replaced_by_name():
    tokenizer = case("Metaspace")
    decoder = compiled_of(tokenizer)
    tables = tables_of(decoder)
    assert {"tokens/flat", "tokens/kinds", "tokens/starts", "tokens/skips", "tokens/lengths"} == set(tables)
    variables = {name: tf.Variable(table) for name, table in tables.items()}
    run = Eager(with_tables(decoder, variables), SIZE)
    assert not mismatches(tokenizer, run, random_lists(tokenizer, 20, SIZE))


REFUSED = [
    ("Unheard", {"type": "Unheard"}),
    ("None", {"suffix": "</w>"}),
    ("type ..ByteLevel", ["ByteLevel"]),
    ("type {}", {"type": {}}),
    ("does not read", stripped("ab", 1, 0)),
    ("does not read", metaspace(add_prefix_space=False)),
    ("on the joined text", sequence(FUSE, replaced("[a-z]", "", "Regex"))),
    ("to replace 'aabaa'", sequence(FUSE, replaced("aabaa", "b"))),
    ("Replace of .* between ByteFallback and Fuse", sequence(FALLBACK, replaced("ab", "b"))),
    ("WordPiece between ByteFallback and Fuse", sequence(FALLBACK, WORD_PIECE)),
    ("Strip between ByteFallback and Fuse", sequence(FALLBACK, stripped(" ", 1, 0))),
    ("ByteLevel behind", sequence(FUSE, BYTE_LEVEL)),
    ("ByteFallback behind", sequence(FUSE, FALLBACK)),
    ("a byte in one place", sequence(metaspace(), FALLBACK)),
    ("first or last, behind CTC", sequence(ctc(True), metaspace())),
    ("CTC behind", sequence(BPE, ctc(True))),
]


@pytest.mark.parametrize("message, config", REFUSED)
def test_what_cannot_be_exact_is_refused(message, config):
    with pytest.raises(Refused, match=message):
        compile_decoder(config, {0: "a", 1: "▁<0x41>"}, frozenset(), clean_up=False)


def test_ids_beyond_what_the_graph_can_number_are_refused():
    with pytest.raises(Refused, match="16777215"):
        compile_decoder(None, {0: "a", 2**24 - 1: "b"}, frozenset(), clean_up=False)
    decoder = compile_decoder(None, {0: "a" * 70_000}, frozenset(), clean_up=False)
    with pytest.raises(Refused, match="512 tokens of up to 70001 bytes"):
        Eager(decoder, 512)([0], False)
