"""What cannot be compiled exactly is refused, and the message names it."""

import json

import pytest

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import STEPS, parse_tokenizer_json
from tokenizer_cases import added, small_json, small_spec, small_vocabulary, template

VOCABULARY = small_vocabulary()
SPECIALS = tuple(added(VOCABULARY[text], text) for text in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"))
NEXT = len(VOCABULARY)


def padding(**fields):
    plain = {"strategy": "BatchLongest", "direction": "Right", "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}
    return {**plain, **fields}


BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
REFUSED = {
    "a token that looks like padding": ({"tokens": (*SPECIALS, added(NEXT, "a\0"))}, r"'a\\x00' with U\+0000"),
    "a token that looks like broken bytes": ({"tokens": (added(VOCABULARY["\ufffd"], "\ufffd"),)}, r"U\+FFFD"),
    "a token with another id than the vocabulary's": (
        {"tokens": (added(9, "[SEP]"),)}, "id 9, which tokenizers reads as 3"
    ),
    "a new token with an id that is not the next": (
        {"tokens": (*SPECIALS, added(NEXT + 7, "<x>"))}, f"reads as {NEXT}"
    ),
    "another normalizer": ({"normalizer": {"type": "Romanize"}}, "normalizer Romanize"),
    "another pre-tokenizer": ({"pre_tokenizer": {"type": "Deal"}}, "pre_tokenizer Deal"),
    "another model": ({"model": {"type": "Bigram"}}, "model Bigram"),
    "another post-processor": ({"post_processor": {"type": "Chatty"}}, "post_processor Chatty"),
    "offsets trimmed twice": (
        {"post_processor": {"type": "Sequence", "processors": [BYTE_LEVEL, BYTE_LEVEL]}}, "offsets trimmed twice"
    ),
    "padding on the left": ({"padding": padding(direction="Left")}, "padding on the left"),
    "an unknown token that is not there": (
        {"model": {"unk_token": "<unk>"}}, "unk_token '<unk>' is not in the vocabulary"
    ),
    "words without characters": ({"model": {"max_input_chars_per_word": 0}}, "max_input_chars_per_word 0"),
    "a vocabulary that is a list": ({"model": {"vocab": ["a", "b"]}}, "not a piece and its score"),
    "an id that a float32 cannot hold": (
        {"model": {"vocab": {"[UNK]": 1, "a": 2**24}}, "tokens": ()}, "0 to 16,777,215"
    ),
    "a negative id": ({"model": {"vocab": {"[UNK]": 1, "a": -1}}, "tokens": ()}, "the id of 'a' is -1"),
    "the second text first": (
        {"post_processor": template(VOCABULARY, "$A:0", "$B:0 $A:1")}, r"sequences \['B', 'A'\], not \['A', 'B'\]"
    ),
    "a text that appears twice": ({"post_processor": template(VOCABULARY, "$A:0 $A:0", "$A:0 $B:0")}, r"\['A', 'A'\]"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_step_that_is_not_known_is_refused_by_name(name):
    parts, message = REFUSED[name]
    with pytest.raises(UnsupportedError, match=message) as refused:
        parse_tokenizer_json(json.dumps(small_json(**parts)), "org/model@0123456/tokenizer.json")
    assert str(refused.value).startswith("org/model@0123456/tokenizer.json: ")


def test_all_refusals_come_in_one_message_with_what_is_accepted():
    steps = {"normalizer": {"type": "Romanize"}, "pre_tokenizer": {"type": "Deal"}}
    with pytest.raises(UnsupportedError) as refused:
        small_spec(**steps, padding=padding(direction="Left"))
    named = ["normalizer Romanize", "pre_tokenizer Deal", "padding on the left"]
    named += [*STEPS["model"], *STEPS["post_processor"]]
    assert [name for name in named if name not in str(refused.value)] == []


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"model": null}', '{"model": []}'])
def test_what_is_no_tokenizer_is_refused(text):
    with pytest.raises(UnsupportedError, match=r"tokenizer\.json: (not valid JSON|holds no tokenizer model)"):
        parse_tokenizer_json(text, "tokenizer.json")


def test_a_token_that_begins_with_white_space_another_one_takes_is_refused():
    tokens = (*SPECIALS, added(NEXT, "<x>", rstrip=True), added(NEXT + 1, " y", lstrip=True))
    with pytest.raises(UnsupportedError, match="' y' with lstrip, beginning with white space"):
        compile_tokenizer(small_spec(tokens=tokens))


def test_files_of_before_tokenizers_0_10_have_no_type_of_their_model():
    data = small_json()
    del data["model"]["type"]
    assert parse_tokenizer_json(json.dumps(data), "tokenizer.json").kind == "WordPiece"


def test_records_say_in_a_line_what_they_are():
    spec = small_spec()
    compiled = compile_tokenizer(spec)
    parts = [compiled.steps, compiled.steps.bytes.automaton, compiled.steps.model]
    assert max(len(repr(record)) for record in [spec, spec.model, compiled, *parts]) < 250
