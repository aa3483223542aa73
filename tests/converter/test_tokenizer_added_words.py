"""Added tokens matched in the normalized text: what tokenizer.add_tokens(["covid19"]) makes."""

import json
import random

import pytest
from tokenizers import AddedToken, Tokenizer

from conformance import Compiled, Reference, differences
from hfedge.errors import UnsupportedError
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import parse_tokenizer_json
from tokenizer_cases import small_json, small_vocabulary

SETS = {
    "words and signs": ["covid19", "New-Word", "c++", "Café", "ßx", "Ａbc", "xxab", "한"],
    "one begins as another ends": ["cat", "tea", "eat", "aca", "aa", "a-a"],
    "one is the beginning of another": ["covid", "covid-19", "cov", "<x>", "[y"],
    "characters that the vocabulary lacks": ["qüç", "q", "ü-б"],
    "one sign": ["#"],
}


def with_tokens(texts: list[str]):
    """The small tokenizer with normalized tokens, and one that is matched in the text itself."""
    tokenizer = Tokenizer.from_str(json.dumps(small_json(small_vocabulary())))
    tokenizer.add_tokens([AddedToken(text, normalized=True) for text in texts])
    tokenizer.add_special_tokens([AddedToken("<go>", normalized=False)])
    return parse_tokenizer_json(tokenizer.to_str(), "tokenizer.json")


def rows(texts: list[str], count: int) -> list[str]:
    """Random joins of the tokens, of parts of them, and of what may stand between."""
    choose = random.Random(5)
    parts = [*texts, *map(str.lower, texts), *map(str.upper, texts), *(text[:-1] for text in texts)]
    parts += ["the", "s", " ", "é", "中", ".", "-", "[SEP]", "<go>", "<g", "\u0301"]
    parts += ["19", "\0", " \u200b", "x", "a", "q"]
    joined = ("".join(choose.choice(parts) for _ in range(choose.randint(0, 14))) for _ in range(count))
    return [row.encode()[:256].decode(errors="ignore") for row in joined]


@pytest.mark.parametrize("name", SETS)
def test_normalized_tokens_are_found_as_the_reference_finds_them(name):
    spec = with_tokens(SETS[name])
    reference, compiled = Reference(spec, 64), Compiled(spec, 256, 64)
    assert differences(reference, compiled, rows(SETS[name], 1500)) == []


def test_normalized_tokens_are_found_in_both_texts_of_a_pair():
    texts = SETS["one begins as another ends"]
    spec = with_tokens(texts)
    found = rows(texts, 400)
    reference, compiled = Reference(spec, 32), Compiled(spec, 256, 32, pair=True)
    assert differences(reference, compiled, list(zip(found[:200], found[200:]))) == []


@pytest.mark.parametrize("texts", [["foo bar"], ["中文"], ["Foo", "foo"]])
def test_normalized_tokens_that_cannot_be_matched_exactly_are_refused_by_name(texts):
    with pytest.raises(UnsupportedError, match=texts[-1]):
        compile_tokenizer(with_tokens(texts))
