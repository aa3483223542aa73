"""How many tokens and which ids a Keras model takes, found by asking it: its layers may be anybody's."""

from collections.abc import Callable
from typing import Any

import numpy as np

from hfedge.errors import UnsupportedError
from hfedge.keras_models.calling import Call
from hfedge.lazy import tf

# Where neither the model nor its tokenizer has a limit.
USUAL_TOKENS = 512
# Padding may move the last digits of float32 sums.
TOLERANCE = 1e-4
_PADDING, _TOKENS = 5, 8


class Asked:
    """The model on the CPU, where an id beyond a table is an error, and not zeros as on a GPU."""

    def __init__(self, call: Call):
        self.call = call

    def __call__(self, ids: list[int], mask: list[int] | None = None, types: list[int] | None = None) -> Any:
        rows = (ids, mask or [1] * len(ids), types or [0] * len(ids))
        with tf.device("CPU"):
            return self.call.run(*(tf.constant([row], tf.int32) for row in rows))

    def fails(self, ids: list[int], types: list[int] | None = None) -> str:
        """What it says, or "" where it answers."""
        try:
            self(ids, types=types)
        except Exception as error:  # whatever the person's layers raise
            return " ".join(str(error).split())[:300] or type(error).__name__
        return ""


def find_longest(asked: Asked, limit: int | None, where: str) -> int:
    """The most tokens that the model takes, at most `limit` (None: USUAL_TOKENS). Raises UnsupportedError where it
    fails at any length."""
    if asked.call.tokens:
        limit = asked.call.tokens
    limit = limit or USUAL_TOKENS
    if not asked.fails([1] * limit):
        return limit
    shortest = asked.call.tokens or min(_TOKENS, limit)
    if failed := asked.fails([1] * shortest):
        raise UnsupportedError(f"the model fails on {shortest} tokens: {failed}", where=where)
    low, high = shortest, limit  # low works, high fails
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if asked.fails([1] * middle) else (middle, high)
    return low


def check_ids(asked: Asked, vocabulary: int, longest: int, where: str) -> None:
    """Raises UnsupportedError where the model has no row for the tokenizer's last id."""
    tokens = asked.call.tokens or min(_TOKENS, longest)
    if failed := asked.fails([vocabulary - 1] * tokens):
        raise UnsupportedError(
            f"the model has no embedding for the tokenizer's id {vocabulary - 1}: {failed}", where=where,
            accepted="a tokenizer whose ids all have a row", hint="Are tokenizer and model of the same training?",
        )  # fmt: skip


def count_types(asked: Asked, longest: int) -> int:
    """How many token types the model has: 2 or 1."""
    tokens = asked.call.tokens or min(_TOKENS, longest)
    return 1 if asked.fails([1] * tokens, [1] * tokens) else 2


def check_scores(
    asked: Asked, read: Callable[[Any], np.ndarray], limits: Any, longest: int, last: str, where: str
) -> None:
    """Raises UnsupportedError where rows that are taken for logits add up to 1 as a softmax's do."""
    tokens = asked.call.tokens or min(_TOKENS, longest)
    rows = read(asked(np.random.default_rng(1).integers(0, limits.vocabulary, tokens).tolist()))
    if rows.shape[-1] > 1 and rows.min() >= 0 and np.abs(rows.sum(-1) - 1).max() < TOLERANCE:
        raise UnsupportedError(
            f"the model gives probabilities, and its last op is {last}, not the softmax that they come from",
            where=where, accepted="a softmax as the last op, or logits",
        )  # fmt: skip


def check_padding(asked: Asked, read: Callable[[Any], np.ndarray], limits: Any, longest: int, where: str) -> None:
    """Raises UnsupportedError where padding changes what a model of any length gives: then no fixed length equals it.

    limits: of the tokenizer; read: its outputs -> what is compared, [rows, width]; the rows of the tokens first.
    """
    tokens = min(_TOKENS, longest - _PADDING)
    if asked.call.tokens or tokens < 1:
        return
    ids = np.random.default_rng(0).integers(0, limits.vocabulary, tokens).tolist()
    alone = read(asked(ids))
    padded = read(asked([*ids, *[limits.pad_id] * _PADDING], [*[1] * tokens, *[0] * _PADDING]))[: len(alone)]
    difference = float(np.abs(alone - padded).max())
    if not difference <= TOLERANCE * max(1.0, float(np.abs(alone).max())):
        raise UnsupportedError(
            f"padding changes the model's numbers, by {difference:.2g}", where=where,
            accepted="a model that reads its attention_mask in every layer that mixes tokens, or one of a fixed length",
            hint="Give it the mask, or a fixed length: keras.Input(shape=(128,), ...), to which texts are padded.",
        )  # fmt: skip
