"""Added tokens with every flag, matched in the text itself and in the normalized text, beside the reference."""

import json
import random

import pytest
from tests.conformance import Compiled, Reference, differences
from tokenizers import AddedToken, Tokenizer

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import parse_tokenizer_json
from tokenizer_cases import small_json, small_vocabulary


def raw(text: str, **flags: bool) -> AddedToken:
    return AddedToken(text, normalized=False, **flags)


SETS = {
    "words and signs": ["covid19", "New-Word", "c++", "Café", "ßx", "Ａbc", "xxab", "한"],
    "one begins as another ends": ["cat", "tea", "eat", "aca", "aa", "a-a"],
    "one is the beginning of another": ["covid", "covid-19", "cov", "<x>", "[y"],
    "characters that the vocabulary lacks": ["qüç", "q", "ü-б"],
    "one sign": ["#"],
    "with spaces": ["foo bar", "New Word", "中文"],
    "in the text, one begins as another ends": [raw("aa"), raw("aab"), raw("bab"), raw("!!"), raw("!!!", lstrip=True)],
    "runs of white space": [raw("\n\n"), raw("  "), raw("   "), raw("x", lstrip=True, single_word=True)],
    "flags in the normalized text": [
        AddedToken("<mask>", lstrip=True), AddedToken("Covid19", lstrip=True, rstrip=True),
        AddedToken("foo bar", single_word=True), AddedToken("é!", single_word=True, lstrip=True),
    ],
    "flags in the text": [
        raw("<mask>", lstrip=True, special=True), raw("ab", single_word=True), raw("</s>", rstrip=True),
        raw("<m", rstrip=True), raw("_x", single_word=True, rstrip=True),
    ],
    "both": [raw("<m", rstrip=True), AddedToken("<mask>", lstrip=True), raw("xyz"), AddedToken("y", single_word=True)],
}  # fmt: skip


def with_tokens(tokens: list):
    """The small tokenizer with these tokens, and one that is matched in the text itself."""
    tokenizer = Tokenizer.from_str(json.dumps(small_json(small_vocabulary())))
    tokenizer.add_tokens([AddedToken(token, normalized=True) if isinstance(token, str) else token for token in tokens])
    tokenizer.add_special_tokens([AddedToken("<go>", normalized=False)])
    return parse_tokenizer_json(tokenizer.to_str(), "tokenizer.json")


def rows(tokens: list, count: int) -> list[str]:
    """Random joins of the tokens, of parts of them, and of what may stand between."""
    choose = random.Random(5)
    texts = [token if isinstance(token, str) else token.content for token in tokens]
    parts = [*texts, *map(str.lower, texts), *map(str.upper, texts), *(text[:-1] for text in texts)]
    parts += [
        "the",
        "s",
        " ",
        "  ",
        "\n",
        "\u3000",
        "\u00a0",
        "é",
        "中",
        ".",
        "-",
        "_",
        "[SEP]",
        "<go>",
        "<g",
        "\u0301",
    ]
    parts += ["19", "\0", " \u200b", "x", "a", "q"]
    joined = ("".join(choose.choice(parts) for _ in range(choose.randint(0, 14))) for _ in range(count))
    return [row.encode()[:256].decode(errors="ignore").rstrip("\0") for row in joined]


@pytest.mark.parametrize("name", SETS)
def test_added_tokens_are_found_as_the_reference_finds_them(name):
    spec = with_tokens(SETS[name])
    reference, compiled = Reference(spec, 64), Compiled(spec, 256, 64)
    assert differences(reference, compiled, rows(SETS[name], 1500)) == []


@pytest.mark.parametrize("name", ["one begins as another ends", "flags in the text", "both"])
def test_added_tokens_are_found_in_both_texts_of_a_pair(name):
    spec = with_tokens(SETS[name])
    found = rows(SETS[name], 400)
    reference, compiled = Reference(spec, 32), Compiled(spec, 256, 32, pair=True)
    assert differences(reference, compiled, list(zip(found[:200], found[200:]))) == []


@pytest.mark.parametrize(("texts", "message"), [(["Foo", "foo"], "'foo'"), (["\u0301\u0300"], "leaves nothing")])
def test_normalized_tokens_that_cannot_be_matched_exactly_are_refused_by_name(texts, message):
    with pytest.raises(UnsupportedError, match=message):
        compile_tokenizer(with_tokens(texts))
