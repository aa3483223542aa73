"""BPE: the same ids and bytes as the reference, for random merge tables and for each option."""

import random

import numpy as np
import pytest

from bpe_models import random_model, random_pieces
from bpe_reference import ADDED, compile_bpe, expected_of, reference_of
from hfedge.tokenizer.models.bpe import parse_bpe
from hfedge.tokenizer.models.bpe_pairs import MOST_MERGES
from hfedge.tokenizer.refused import Refused


def _model(vocabulary: str, merges: str, **options) -> dict:
    """Texts and merges (left+right) separated by spaces; ids in the order of the texts."""
    pairs = [merge.split("+") for merge in merges.split()]
    return {"type": "BPE", "vocab": {text: i for i, text in enumerate(vocabulary.split())}, "merges": pairs, **options}


def _same(model: dict, *texts: list[str], more_characters: str = "") -> None:
    reference, compiled = reference_of(model), compile_bpe(model, more_characters)
    for pieces in texts:
        assert compiled(pieces) == expected_of(reference, pieces), pieces


@pytest.mark.parametrize("seed", range(40))
def test_random_merge_tables_give_what_the_reference_gives(seed):
    choice = random.Random(seed)
    model, letters = random_model(choice)
    _same(model, *(random_pieces(choice, letters, ADDED) for _ in range(3)), more_characters=choice.choice(["", "yω"]))


def test_local_minima_are_not_merged_before_lower_ranks_reach_them():
    model = _model("w a b c wa wab bc ab", "w+a wa+b b+c a+b")
    assert [token for token, _, _ in compile_bpe(model)(["wabc"])] == [5, 3]
    _same(model, ["wabc", "abc", "wabcwabc"])


def test_a_merge_that_brings_a_lower_rank_is_made_at_one_place_at_a_time():
    # "a a" comes after "aa a", as in tables made of a SentencePiece vocabulary.
    model = _model("a b aa aaa aab", "aa+a a+a aa+b")
    _same(model, *(["a" * length] for length in (2, 3, 4, 5, 6, 7, 150, 151, 152, 300)), ["aabaab" * 50])


@pytest.mark.parametrize("length", [1, 2, 15, 16, 17, 31, 33, 127, 128, 129, 257, 600])
def test_runs_of_one_letter_merge_from_the_left_at_any_length(length):
    model = _model("a b aa aaaa aab", "a+a aa+aa aa+b")
    _same(model, ["a" * length], ["b" + "a" * length + "b", "a" * length], ["ab" * length])


def test_pieces_of_every_length_stand_side_by_side():
    choice = random.Random(1)
    model = _model("a b c ab bc abc cab ca", "a+b ab+c c+ab c+a b+c")
    pieces = ["".join(choice.choice("abc") for _ in range(length)) for length in (1, 400, 2, 16, 17, 100, 128, 129, 3)]
    _same(model, pieces, pieces[::-1], [ADDED, pieces[1], ADDED, ADDED, pieces[0]])


def test_a_text_may_fill_all_places():
    model = _model("a b ab abab", "a+b ab+ab", unk_token="a", ignore_merges=True)
    for pieces in (["abab"], ["a", "ba"], ["ab" * 40]):
        size = 1 + sum(map(len, pieces))
        assert compile_bpe(model)(pieces, size) == expected_of(reference_of(model), pieces)


def test_unknown_characters_are_fused_only_where_asked():
    for fuse in (True, False):
        model = _model("<unk> a b ab <unk>a", "a+b <unk>+a", unk_token="<unk>", fuse_unk=fuse)
        _same(model, ["xyabyxω", "ab", "x", "\U00010400xaxx", "yy", "yy"], more_characters="y")


def test_unknown_characters_are_fused_over_the_words_of_sentencepiece():
    model = _model("<unk> a ▁ ▁a", "▁+a", unk_token="<unk>", fuse_unk=True)
    _same(model, ["▁aa▁a▁▁axx▁axx▁x▁"])


def test_without_an_unknown_token_characters_vanish_and_the_offsets_of_the_rest_of_the_piece_move():
    model = _model("a b ab", "a+b")
    assert compile_bpe(model)(["axb"]) == [(2, 0, 2)]
    _same(model, ["axb", "b", "ωaωb", "x", "ab\U00010400ab", ADDED, "xxab"], ["x"], ["x", "y"], more_characters="y")


def test_unknown_characters_become_bytes_which_can_merge():
    byte_tokens = " ".join(f"<0x{byte:02X}>" for byte in range(256))
    vocabulary = f"<unk> a {byte_tokens} <0xCF><0x89> a<0xCF>"
    model = _model(vocabulary, "<0xCF>+<0x89> a+<0xCF>", unk_token="<unk>", byte_fallback=True, fuse_unk=True)
    _same(model, ["aωω", "\U00010400x\ufffdy", "a", "ya", ADDED, "ω"], more_characters="yz")
    _same(model, ["\U0001f600" * 100])


def test_the_end_of_a_word_and_its_inside_are_other_symbols():
    model = _model("a b a</w> b</w> ab ab</w>", "a+b</w> a+b", end_of_word_suffix="</w>", unk_token="a")
    _same(model, ["ab", "a", "abab", "ba", "x", "abx"])
    prefixed = _model("a b ##a ##b ab ##ab aba", "a+##b ##a+##b a+##b ab+##a", continuing_subword_prefix="##")
    _same(prefixed, ["ab", "a", "abab", "ba", "x", "aabb"])


def test_ignore_merges_takes_a_piece_that_is_in_the_vocabulary_at_once():
    model = _model("a b c ab abc xyz aω", "a+b", ignore_merges=True)
    assert compile_bpe(model)(["abc", "abcc"]) == [(4, 0, 3), (3, 3, 5), (2, 5, 6), (2, 6, 7)]
    _same(model, ["ab", "xyz", "xyzz", "xy", "aω", "abc" * 20, "c", ADDED, "aω"], ["abc"], ["xa", "abcab"])


def test_ids_need_not_be_dense():
    model = _model("a b ab", "a+b")
    model["vocab"] = {"a": 70_000, "b": 5, "ab": 16_000_000}
    _same(model, ["ab", "ba", "aabb"])


def test_old_files_hold_merges_as_lines_and_no_type():
    model = _model("a b ab", "")
    model["merges"] = ["#version: 0.2", "a b"]
    del model["type"]
    _same(model, ["ab"])


def test_of_duplicate_merges_the_last_counts():
    _same(_model("a b c ab bc", "a+b b+c a+b"), ["abc"])


REFUSED = {
    "dropout": ({"dropout": 0.1}, "dropout"),
    "another option": ({"fancy": 1}, "'fancy'"),
    "a part that is missing": ({"merges": [["a", "z"]]}, "'z' is not in the vocabulary"),
    "a result that is missing": ({"merges": [["b", "a"]]}, "'ba' is not in the vocabulary"),
    "three parts": ({"merges": ["a b c"]}, "two parts"),
    "no merges": ({"merges": None}, "no list of merges"),
    "one id twice": ({"vocab": {"a": 0, "b": 0, "ab": 1}}, "the id 0"),
    "an id that is too large": ({"vocab": {"a": 0, "b": 1, "ab": 2**24}}, "the id 16777216"),
    "an id that is no number": ({"vocab": {"a": 0, "b": 1, "ab": "2"}}, "the id '2'"),
    "a merge with nothing": ({"vocab": {"a": 0, "": 1}, "merges": [["a", ""]]}, "adds nothing"),
    "some bytes only": ({"byte_fallback": True, "vocab": {"a": 0, "b": 1, "ab": 2, "<0x41>": 3}}, "<0x00>"),
    "no unknown token": ({"unk_token": "?"}, "'?'"),
    "a part without the prefix": ({"continuing_subword_prefix": "##"}, "prefix"),
    "more merges than can be ranked": ({"merges": [["a", "b"]] * (MOST_MERGES + 1)}, "merges, where at most"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_exact_is_refused_with_what_was_found(name):
    changes, message = REFUSED[name]
    with pytest.raises(Refused, match=message.replace("?", r"\?")):
        parse_bpe({**_model("a b ab", "a+b"), **changes})


def test_the_tables_of_a_large_vocabulary_are_small():
    choice = np.random.default_rng(0)
    texts = {chr(97 + i): i for i in range(26)}
    merges = []
    while len(merges) < 5000:
        known = list(texts)
        pair = known[int(len(known) * choice.random() ** 3)] + " " + known[int(len(known) * choice.random() ** 2)]
        if pair.replace(" ", "") not in texts:
            texts[pair.replace(" ", "")] = len(texts)
            merges.append(pair)
    pairs = compile_bpe({"type": "BPE", "vocab": texts, "merges": merges}).stage.pairs
    assert pairs.check.shape[0] < 2.5 * len(merges)
