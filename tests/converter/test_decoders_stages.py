"""What is done to the joined text, against str.replace, the library's own cleaning and its UTF-8 with errors."""

import random

import numpy as np
import pytest
from tokenizers import decoders
from tokenizers.pre_tokenizers import ByteLevel
from transformers import PreTrainedTokenizerBase

from hfedge.lazy import tf
from hfedge.tokenizer.decoders.stages import CleanUp, StripEnds, Substitute, Text, replace_ill_formed
from hfedge.tokenizer.decoders.token_bytes import byte_level_bytes
from hfedge.tokenizer.refused import Refused

ROOM = 48


def runner(stage):
    """bytes -> bytes, through the stage as a graph."""
    specs = [tf.TensorSpec([ROOM], tf.int32), tf.TensorSpec([1], tf.int32)]

    @tf.function(input_signature=specs, autograph=False)
    def call(utf8, count):
        text = stage(Text(utf8, count, tf.zeros([1], tf.int32)))
        return text.utf8, text.count, text.lost

    def run(text: bytes) -> bytes:
        utf8 = np.zeros(ROOM, np.int32)
        utf8[: len(text)] = list(text)
        found, count, lost = (array.numpy() for array in call(utf8, np.array([len(text)], np.int32)))
        assert not lost[0] and not found[count[0] :].any()
        return found[: count[0]].astype(np.uint8).tobytes()

    return run


def random_texts(characters, number: int, longest: int = 16):
    rng = random.Random(3)
    return ["", *("".join(rng.choices(characters, k=rng.randint(1, longest))) for _ in range(number))]


def test_clean_up_deletes_what_transformers_deletes():
    run = runner(CleanUp())
    parts = [" ", " ", "'", "'", ".", "?", ",", "!", "n", "t", "m", "s", "ve", "re", "n't", " ' ", " 's", "é"]
    wrong = [text for text in random_texts(parts, 3000) if run(text.encode()).decode() != cleaned(text)]
    assert not wrong


def cleaned(text: str) -> str:
    return PreTrainedTokenizerBase.clean_up_tokenization(text)


@pytest.mark.parametrize(
    "old, new",
    [
        ("▁", " "),
        ("▁", ""),
        ("ab", "b"),
        ("aa", "c"),
        ("aaa", ""),
        ("aba", "b"),
        (" ' ", "'"),
        ("a", "aab"),
        ("ab", "bbb"),
    ]
    + [("abab", "x"), ("b", "é"), ("ababa", "▁"), ("b", "b"), ("aa", "aba")],
)
def test_substitutes_as_str_replace_does(old, new):
    run = runner(Substitute(old.encode(), new.encode()))
    texts = [*random_texts("ab", 200), *random_texts(["a", "b", " ", "'", " '", "▁", "é"], 200, 8)]
    wrong = [text for text in texts if run(text.encode()).decode() != text.replace(old, new)]
    assert not wrong and any(text.replace(old, new) != text for text in texts) == (old != new)


@pytest.mark.parametrize("old", ["aabaa", "a\0", ""])
def test_patterns_that_are_not_exact_are_refused(old):
    with pytest.raises(Refused, match="joined text"):
        Substitute(old.encode(), b"x")


@pytest.mark.parametrize("content", ["a", "é"])
@pytest.mark.parametrize("start, stop", [(1, 0), (3, 0), (0, 2), (2, 1), (1000, 1000), (0, 0)])
def test_strips_as_the_reference_does_where_that_does_not_panic(content, start, stop):
    run = runner(StripEnds(content.encode(), start, stop))
    reference = decoders.Strip(content, start, stop)
    # The reference panics where it would strip more than there is.
    texts = [f"{text[:8]}x{text[8:]}" for text in random_texts(["a", "a", "é", "é", "b"], 200, 12)]
    assert not [text for text in texts if run(text.encode()).decode() != reference.decode([text])]


@pytest.mark.parametrize("start, stop", [(2, 2), (1000, 0), (0, 1)])
def test_a_text_of_nothing_else_is_stripped_to_nothing(start, stop):
    assert runner(StripEnds(b"a", start, stop))(b"a" * min(start + stop, 3)) == b""


def test_ill_formed_bytes_become_what_the_reference_makes_of_them():
    run = runner(replace_ill_formed)
    spelled = {byte_level_bytes(char)[0]: char for char in ByteLevel.alphabet()}
    rng = random.Random(5)
    edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0]
    edges += [0xF1, 0xF4, 0xF5, 0xFF, *[0x80] * 8, *[0xBF] * 4, 0xE2, 0xF3]
    for _ in range(4000):
        data = bytes(rng.choices(edges, k=rng.randint(0, 12)))
        want = decoders.ByteLevel().decode(["".join(spelled[byte] for byte in data)])
        assert run(data).decode() == want, data.hex()
