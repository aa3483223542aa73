"""Texts that are tokenized together get the tokens that each gets in Hugging Face `tokenizers` by itself."""

from types import SimpleNamespace

import pytest
from tests.corpus import nasty_texts

from hfedge.keras.tokens import TOGETHER, BatchTokenizer
from hfedge.lazy import tf
from hfedge.parity.reference import TokenizerReference
from hfedge.parity.texts import built_in
from hfedge.tokenizer.spec import parse_tokenizer_json
from tiny_tasks import FAMILIES

MAX_TOKENS, SIZES = 48, (64, 256, 1024)


def tokenizer(family: str) -> BatchTokenizer:
    """As a plan has it that takes pairs."""
    path = FAMILIES / f"{family}.json"
    spec = parse_tokenizer_json(path.read_text(encoding="utf-8"), path.name)
    kind = {"task": SimpleNamespace(pairs_only=False), "head": SimpleNamespace(features=())}
    plan = SimpleNamespace(name=family, tokenizer=spec, max_tokens=MAX_TOKENS, byte_sizes=SIZES, pairs=True, **kind)
    return BatchTokenizer.of(plan)


def texts() -> list[str]:
    """Those that a signature of the largest size reads whole; padding is told from no U+0000 at the end."""
    every = [text for (text,) in built_in()] + [text for text in nasty_texts() if isinstance(text, str)]
    every = [text.encode("utf-8", "replace").decode() for text in every]
    return [text for text in every if len(text.encode()) <= SIZES[-1] and not text.endswith("\0")]


@pytest.mark.parametrize("family", ["bytebpe-normalizer", "unigram-byte-fallback"])
def test_texts_and_pairs_get_the_tokens_of_the_reference(family):
    made, alone = tokenizer(family), texts()
    assert 1 < made.together(2, SIZES[0]) < made.together(1, SIZES[0]) <= TOGETHER < len(alone)
    reference = TokenizerReference(made.plan.tokenizer, MAX_TOKENS)
    for rows in ([(text,) for text in alone], list(zip(alone[:40], alone[40:80], strict=True))):
        found = {name: value.numpy() for name, value in made(*map(tf.constant, zip(*rows))).items()}
        for index, row in enumerate(rows):
            expected, count = reference.encode(row), int(found["attention_mask"][index].sum())
            got = [found[name][index, :count].tolist() for name in ("input_ids", "type_ids", "offsets")]
            assert got == [list(expected.ids), list(expected.type_ids), list(map(list, expected.offsets))], row
