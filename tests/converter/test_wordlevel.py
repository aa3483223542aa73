"""WordLevel: a piece is one token, known or not."""

import random

import pytest

from bpe_reference import ADDED, Compiled, expected_of, reference_of
from hfedge.tokenizer.models.wordlevel import parse_wordlevel
from hfedge.tokenizer.refused import Refused

WORDS = ["<unk>", "a", "ab", "abc", "éa", "中文", "\U0001f600", "a b", "b" * 40]


def _model(words: list[str], **options) -> dict:
    return {"type": "WordLevel", "vocab": {word: 3 * i + 1 for i, word in enumerate(words)}, **options}


def _same(model: dict, *texts: list[str], more_characters: str = "") -> None:
    reference, compiled = reference_of(model), Compiled(parse_wordlevel(model), more_characters)
    for pieces in texts:
        assert compiled(pieces) == expected_of(reference, pieces), pieces


def test_a_piece_is_a_token_only_as_a_whole():
    model = _model(WORDS, unk_token="<unk>")
    assert Compiled(parse_wordlevel(model))(["ab", "abab", "b"]) == [(7, 0, 2), (1, 2, 6), (1, 6, 7)]
    _same(model, WORDS, WORDS[::-1], ["b" * 39], ["b" * 41, "b" * 40], ["x"], [ADDED, "a", ADDED], ["abcabc" * 50])


@pytest.mark.parametrize("seed", range(10))
def test_random_words_give_what_the_reference_gives(seed):
    choice = random.Random(seed)

    def words(letters: str, count: int, longest: int) -> list[str]:
        lengths = [choice.randint(1, longest) for _ in range(count)]
        return ["".join(choice.choice(letters) for _ in range(length)) for length in lengths]

    known = list(dict.fromkeys(["?", *words("abé中", 60, 4)]))
    texts = [words("abé中", 8, 3) + words("abzω", 2, 5) for _ in range(5)]
    _same(_model(known, unk_token="?"), *texts, more_characters="z")


def test_a_text_that_fills_all_places_keeps_its_last_piece():
    compiled = Compiled(parse_wordlevel(_model(WORDS, unk_token="<unk>")))
    assert compiled(["a", "abc"], size=5) == [(4, 0, 1), (10, 1, 4)]
    assert compiled(["abc", "a"], size=5) == [(10, 0, 3), (4, 3, 4)]


@pytest.mark.parametrize("options", [{}, {"unk_token": "?"}, {"unk_token": "<unk>", "more": 1}])
def test_without_an_unknown_token_and_with_other_options_it_is_refused(options):
    with pytest.raises(Refused):
        parse_wordlevel(_model(WORDS, **options))


def test_a_vocabulary_that_is_none_is_refused():
    for vocabulary in (None, ["a"], {"a": -1}, {"a": 2**24}, {"a": True}):
        with pytest.raises(Refused):
            parse_wordlevel({"vocab": vocabulary, "unk_token": "a"})
