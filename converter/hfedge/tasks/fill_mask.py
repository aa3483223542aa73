"""fill-mask: the likeliest tokens for each mask in a text, as transformers' pipeline of that name gives them.

Upstream: FillMaskPipeline, transformers v4.57.6, pipelines/fill_mask.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead, head_of
from hfedge.tokenizer.compile import why_no_decoder
from hfedge.tokenizer.spec import TokenizerSpec

# Masks of one text that are filled: the vocabulary layer is computed for so many rows, whatever the text.
MASKS = 8
# Tokens given for each mask.
TOP = 20


@dataclass(frozen=True, kw_only=True)
class FillMaskHead(TaskHead):
    """The architecture's head over the vocabulary, on the masks alone."""

    head: Head
    tied: bool
    mask_id: int = -1
    mask_token: str = ""
    output_names = ("mask_count", "token_ids", "token_scores")

    @property
    def weights(self) -> WeightTable:
        return self.head.weights

    @property
    def numbers(self) -> Mapping[str, int]:
        return {"tied": int(self.tied)}

    @property
    def options(self) -> Mapping[str, Any]:
        return {"mask_id": self.mask_id, "mask_token": self.mask_token}

    def for_tokenizer(self, spec: TokenizerSpec) -> "FillMaskHead":
        """Finds the mask token. Raises UnsupportedError: there is none, or no way from ids back to text."""
        names = {token.id: token.content for token in spec.added_tokens}
        mask_id = spec.named.get("mask_token")
        if mask_id not in names:
            raise UnsupportedError(
                "the tokenizer has no mask token",
                accepted="mask_token in tokenizer_config.json, [MASK] or <mask>, among the added tokens",
            )
        reason = why_no_decoder(spec)
        if reason:
            raise UnsupportedError(f"the tokens of an answer cannot be shown as text: the tokenizer has {reason}")
        return replace(self, mask_id=mask_id, mask_token=names[mask_id])

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """mask_count int32 [batch, 1], of all that there are; token_ids int32 and token_scores float32 [batch, MASKS,
        TOP], best first, zeros for a mask that is not there."""
        is_mask = tf.cast(tf.equal(batch.input_ids, self.mask_id), tf.int32) * batch.attention_mask
        count = tf.reduce_sum(is_mask, 1, keepdims=True)
        masked = replace(states, rows=tf.gather(states.rows, _mask_rows(is_mask, states)), tokens=MASKS)
        probabilities = tf.nn.softmax(self.head.forward(scope, masked, numbers))
        scores, ids = tf.math.top_k(probabilities, min(TOP, numbers["vocab_size"]))
        there = tf.cast(tf.less(np.arange(MASKS, dtype=np.int32)[None], count), tf.int32)
        shape = [states.batch, MASKS, min(TOP, numbers["vocab_size"])]
        return {
            "mask_count": count,
            "token_ids": tf.reshape(ids, shape) * there[:, :, None],
            "token_scores": tf.reshape(scores, shape) * tf.cast(there, tf.float32)[:, :, None],
        }


def _mask_rows(is_mask: Any, states: TokenStates) -> Any:
    """int32 [batch * MASKS]: the rows of the first masks of each text; the first row of all for one that is not there.

    is_mask: int32 [batch, tokens]
    """
    number = tf.cumsum(is_mask, 1) * is_mask
    taken = tf.logical_and(tf.greater(number, 0), tf.less_equal(number, MASKS))
    # Each text has a place more than masks, where all that is no mask goes, as zeros.
    place = tf.where(taken, number - 1, MASKS) + tf.range(states.batch)[:, None] * (MASKS + 1)
    row = tf.reshape(tf.range(states.batch * states.tokens), [states.batch, states.tokens])
    rows = tf.where(taken, row, 0)
    size = tf.reshape(states.batch * (MASKS + 1), [1])
    found = tf.scatter_nd(tf.reshape(place, [-1, 1]), tf.reshape(rows, [-1]), size)
    return tf.reshape(tf.reshape(found, [states.batch, MASKS + 1])[:, :MASKS], [-1])


def read_fill_mask_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> FillMaskHead:
    """Raises UnsupportedError where there is no such head."""
    tied = config.get("tie_word_embeddings") is not False  # transformers' default is true
    return FillMaskHead(head=head_of(architecture, "fill-mask", files), tied=tied)
