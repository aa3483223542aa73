"""Features of tokens against the reference's encodings: words, the texts' numbers and lengths, for every family."""

from pathlib import Path

import numpy as np
import pytest

from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.features import FEATURES
from hfedge.tokenizer.spec import parse_tokenizer_json

QUICK = ("wordpiece-bert", "bytebpe-roberta", "unigram-xlm-roberta", "wordlevel-scripts")
FAMILIES = [
    pytest.param(file, id=file.stem, marks=() if file.stem in QUICK else pytest.mark.slow)
    for file in sorted((Path(__file__).parents[1] / "families").glob("*.json"))
]
SIZE, MAX_TOKENS = 64, 128
ASKED = ("sequence_ids", "words", "token_lengths")
# Pairs, as every text is one of the two: words of punctuation, of scripts without spaces, added tokens, white space,
# characters of several bytes that a byte-level token may begin or end in, and empty texts.
PAIRS = (
    ("It's 3.50€, isn't it?", "don't  stop\n\nnow "),
    ("", "naïve café"),
    ("日本語 한국어 text", "😀👩‍👩‍👧 ok"),
    ("[MASK] a<mask>b </s> <unk>", " leading, trailing "),
    ("\t\t", "x"),
    ("HELLO_world-foo.bar", "ﬁ Ǆ ĳ e\u0301 \u0301"),
    ("supercalifragilistic zzzqq", "1234567 ½"),
)


@pytest.mark.parametrize("file", FAMILIES)
def test_features_are_those_of_the_reference(file):
    text = file.read_text(encoding="utf-8")
    spec = parse_tokenizer_json(text, file.name)
    compiled = compile_tokenizer(spec, ASKED)
    found = [outputs(compiled, pair) for pair in PAIRS]
    for pair, ours in zip(PAIRS, found, strict=True):
        theirs = reference(spec, pair)
        assert ours["ids"] == theirs["ids"]
        assert ours["sequence_ids"] == [0 if part is None else part + 1 for part in theirs["sequences"]], pair
        for place, (token, part) in enumerate(zip(theirs["tokens"], theirs["sequences"], strict=True)):
            assert ours["token_lengths"][place] == (0 if part is None else len(token)), (pair, token)
        assert grouped(ours["words"], theirs["sequences"]) == grouped(theirs["words"], theirs["sequences"]), pair


def outputs(compiled, pair):
    rows = [np.frombuffer(text.encode().ljust(SIZE, b"\0"), np.uint8).astype(np.int32)[None] for text in pair]
    found = {name: np.asarray(value) for name, value in compiled.tokenize(rows, MAX_TOKENS, ASKED).items()}
    count = int(found["token_count"][0])
    assert set(ASKED) <= FEATURES.keys() and not found["overflow_count"][0]
    return {"ids": found["input_ids"][0, :count].tolist(), **{name: found[name][0, :count].tolist() for name in ASKED}}


def reference(spec, pair):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(spec.source)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    found = tokenizer.encode(*pair)
    # Not found.tokens: there an unknown token is spelled as the text is.
    tokens = [tokenizer.id_to_token(number) for number in found.ids]
    return {"ids": found.ids, "tokens": tokens, "sequences": found.sequence_ids, "words": found.word_ids}


def grouped(words, sequences):
    """The places of each word's tokens; both texts count their words by themselves, or go on counting."""
    groups = {}
    for place, (word, part) in enumerate(zip(words, sequences, strict=True)):
        if part is not None:
            groups.setdefault((part, word), []).append(place)
    return list(groups.values())
