"""From a string to model inputs: TF Text's ops give the tokens, the rest is what the compiled tokenizer does."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tf_text.sentencepiece import SentencePieceOps
from hfedge.tf_text.wordpiece import WordPieceOps
from hfedge.tokenizer.features import FEATURES, token_lengths
from hfedge.tokenizer.models.tokens import Tokens
from hfedge.tokenizer.post_processors import Layout, Sequence, assemble
from hfedge.tokenizer.spec import TokenizerSpec

OPS = {"WordPiece": WordPieceOps, "Unigram": SentencePieceOps}
# The words of tokens: TF Text does not tell.
NOT_GIVEN = ("words",)


@dataclass(frozen=True)
class TfTextTokenizer:
    """A tokenizer over TF Text's ops. `ops`: see OPS; the spec says how texts are cut, put together and filled up."""

    spec: TokenizerSpec
    ops: Any

    @classmethod
    def of(cls, spec: TokenizerSpec) -> "TfTextTokenizer":
        """spec: one that accepts.check_tf_text takes."""
        return cls(spec, OPS[spec.kind](spec))

    def tokenize(self, texts: list[Any], max_tokens: int, features: tuple[str, ...] = ()) -> dict[str, Any]:
        """texts: one or two string [1] -> input_ids, attention_mask, type_ids int32 [1, max_tokens], offsets
        [1, max_tokens, 2] where the ops give them, the features that they can be read for, token_count and
        overflow_count int32 [1]."""
        spec = self.spec
        template = spec.template.pair if len(texts) == 2 else spec.template.single
        layout = Layout(
            template=template, max_tokens=max_tokens, strategy=spec.truncation_strategy, side=spec.truncation_side,
            pad_id=spec.pad_id, pad_type_id=spec.pad_type_id,
            lengths=token_lengths(spec) if any(FEATURES[name].reads_lengths for name in features) else None,
            features=tuple(name for name in features if FEATURES[name].read and name not in NOT_GIVEN),
        )  # fmt: skip
        rows = {name: self._sequence(text, max_tokens) for name, text in zip("AB", texts)}
        found = assemble(rows, layout, max_tokens)
        return found if self.ops.gives_offsets else {name: row for name, row in found.items() if name != "offsets"}

    def _sequence(self, text: Any, most: int) -> Sequence:
        """The tokens of a text, of which no more than the first (or last) `most` can be read."""
        ids, begin, end = self.ops(text)
        count = tf.shape(ids)
        before = tf.maximum(count - most, 0) if self.spec.truncation_side == "left" else tf.zeros_like(count)
        filling = np.zeros(most, np.int32)
        rows = (tf.slice(tf.concat([row, filling], 0), before, [most]) for row in (ids, begin, end))
        places = np.arange(most, dtype=np.int32)
        # `first` is what an index over all tokens loses by what is left out before.
        return Sequence(Tokens(None, *rows, totals=(), words=None), places, -before, count, 0)
