"""What a task may read of the tokens beside their ids: a row of FEATURES each.

A task names the features it needs. `tokenize_<B>` gives each as one more output, int32 [1, T] (`offsets`, which it
always gives, is [1, T, 2]), and `encode_<T>` takes it. Special tokens and padding have 0.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.lookup import lookup, narrow
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.spec import TokenizerSpec


@dataclass(frozen=True)
class Taken:
    """Tokens that one text gives to a row. tokens: of all texts; place: int32[T], where in `tokens` each stands; ids:
    int32[T]; number: 1 for the text, 2 for its pair; lengths: see `token_lengths`."""

    tokens: Tokens
    place: Any
    ids: Any
    number: int
    lengths: Any


@dataclass(frozen=True)
class Feature:
    """read: int32[T] of the tokens (None: tokenize_<B> gives it in any case); shape: what follows [1, T]; tables:
    whether it reads `token_lengths`."""

    summary: str
    read: Callable[[Taken], Any] | None
    shape: tuple[int, ...] = ()
    reads_lengths: bool = False


FEATURES: dict[str, Feature] = {
    "offsets": Feature("first byte, and one past the last, in the token's text", None, (2,)),
    "sequence_ids": Feature(
        "1 for a token of the text, 2 for one of its pair",
        lambda taken: tf.zeros_like(taken.ids) + taken.number,
    ),
    "words": Feature(
        "the number of the word (what the pre-tokenizer cuts, or an added token) that the token is of",
        lambda taken: tf.gather(taken.tokens.words, taken.place),
    ),
    "token_lengths": Feature(
        "how many characters the vocabulary spells the token with",
        lambda taken: lookup(taken.lengths, taken.ids),
        reads_lengths=True,
    ),
}


def token_lengths(spec: TokenizerSpec) -> np.ndarray:
    """[ids]: the characters (code points) of every token as the vocabulary spells it, "##" and all."""
    texts: Mapping[str, int] = spec.token_ids
    lengths = np.zeros(spec.vocabulary_size, np.int32)
    for text, token_id in [*texts.items(), *((token.content, token.id) for token in spec.added_tokens)]:
        lengths[token_id] = len(text)
    return narrow(lengths)
