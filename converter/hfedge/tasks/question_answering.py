"""question-answering: the stretches of a text that answer a question, chosen in the graph.

Upstream: QuestionAnsweringPipeline (`select_starts_ends`, `decode_spans`, `get_indices`), transformers v4.57.6,
pipelines/question_answering.py. Windows of a long text are tokenize_pair_<B>'s part (its input `window`); answers of
several windows are brought together by the runtime.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead, head_of
from hfedge.tokenizer.spec import TokenizerSpec

# How many spans the graph gives: the pipeline looks at 2 * top_k + 10, so this is enough for the best 11 answers.
SPANS = 32
# Tokens of the longest answer that may be asked for, and of those that are found if nobody asks.
LONGEST, USUAL = 30, 15
# In place of the logit of a token that is no part of an answer; padding is as far below that again.
_MASKED = -10000.0
_CONTEXT = 2  # in sequence_ids: a token of the second text
_NEVER = -1  # no token has this id


@dataclass(frozen=True, kw_only=True)
class QuestionHead(TaskHead):
    """The architecture's own head, then the likeliest spans.

    cls_id: the token that stands for no answer, or _NEVER.
    """

    head: Head
    cls_id: int = _NEVER
    features: tuple[str, ...] = ("sequence_ids", "words", "offsets")
    settings: Mapping[str, int] = field(default_factory=lambda: {"max_answer_tokens": USUAL})
    output_names = ("answer_offsets", "answer_scores", "logits", "null_score")

    @property
    def weights(self) -> WeightTable:
        return self.head.weights

    @property
    def numbers(self) -> Mapping[str, int]:
        return {"labels": 2}

    @property
    def options(self) -> Mapping[str, Any]:
        return {"settings": dict(self.settings), "most_answer_tokens": LONGEST, "spans": SPANS}

    def for_tokenizer(self, spec: TokenizerSpec) -> "QuestionHead":
        """Finds the cls token. Raises UnsupportedError: windows begin at the end of the text."""
        if spec.truncation_side != "right":
            raise UnsupportedError("windows of a text that is cut on the left", accepted="truncation_side right")
        return replace(self, cls_id=spec.named.get("cls_token", _NEVER))

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """logits float32 [batch, tokens, 2]; answer_scores float32 [batch, SPANS], best first (0: no span);
        answer_offsets int32 [batch, SPANS, 2], in bytes of the second text, of whole words; null_score float32
        [batch, 1], of no answer."""
        logits = tf.reshape(self.head.forward(scope, states, numbers), [batch.batch, batch.tokens, 2])
        start, end = (self._likelihoods(logits[:, :, place], batch) for place in range(2))
        places = tf.range(batch.tokens)
        # The first token stands for no answer, whatever it is.
        inside = tf.cast(tf.logical_and(_of_context(batch), tf.greater(places, 0)), tf.float32)
        scores = _span_scores(start * inside, end * inside, batch)
        best, index = tf.math.top_k(scores, SPANS)
        length = tf.math.floordiv(index, batch.tokens)
        first = index - length * batch.tokens
        last = tf.minimum(first + length, batch.tokens - 1)
        return {
            "logits": logits,
            "answer_scores": best,
            "answer_offsets": _word_offsets(first, last, batch),
            "null_score": start[:, :1] * end[:, :1],
        }

    def _likelihoods(self, logits: Any, batch: TextBatch) -> Any:
        """logits float32 [batch, tokens] -> a softmax over the tokens of the second text and those that stand for no
        answer; the others have as good as none."""
        allowed = tf.logical_or(_of_context(batch), tf.equal(batch.input_ids, self.cls_id))
        others = (2.0 - tf.cast(batch.attention_mask, tf.float32)) * _MASKED
        return tf.nn.softmax(tf.where(allowed, logits, others))


def _of_context(batch: TextBatch) -> Any:
    return tf.equal(batch.features["sequence_ids"], _CONTEXT)


def _span_scores(start: Any, end: Any, batch: TextBatch) -> Any:
    """start, end: float32 [batch, tokens] -> [batch, LONGEST * tokens]: at d * tokens + s the score of the span from
    token s to s + d, 0 where that is longer than max_answer_tokens."""
    width = batch.tokens + LONGEST
    # Rows of `width` numbers, read as rows of one more, move by one from row to row: row d begins with end[d].
    repeated = tf.tile(tf.pad(end, [[0, 0], [0, LONGEST]]), [1, LONGEST + 1])[:, : LONGEST * (width + 1)]
    shifted = tf.reshape(repeated, [batch.batch, LONGEST, width + 1])[:, :, : batch.tokens]
    most = tf.reshape(batch.features["max_answer_tokens"], [1, 1, 1])
    fits = tf.cast(tf.less(np.arange(LONGEST, dtype=np.int32)[None, :, None], most), tf.float32)
    scores = shifted * (fits * tf.expand_dims(start, 1))
    return tf.reshape(scores, [batch.batch, LONGEST * batch.tokens])


def _word_offsets(first: Any, last: Any, batch: TextBatch) -> Any:
    """first, last: int32 [batch, spans], tokens -> int32 [batch, spans, 2]: where the first one's word begins and the
    last one's ends, as far as the window has their tokens (`get_indices` with align_to_words)."""
    places = tf.range(batch.tokens)
    # Words of the first text are no words here.
    words = batch.features["words"] * tf.cast(_of_context(batch), tf.int32)
    by_span = tf.expand_dims(words, 1)
    of_first, of_last = (tf.equal(by_span, tf.expand_dims(_take(words, at, batch), -1)) for at in (first, last))
    begin = tf.reduce_min(tf.where(of_first, places, batch.tokens - 1), -1)
    end = tf.reduce_max(tf.where(of_last, places, 0), -1)
    offsets = batch.features["offsets"]
    return tf.stack([_take(offsets[:, :, 0], begin, batch), _take(offsets[:, :, 1], end, batch)], -1)


def _take(values: Any, at: Any, batch: TextBatch) -> Any:
    """values int32 [batch, tokens], at int32 [batch, spans] -> int32 [batch, spans]"""
    rows = at + tf.expand_dims(tf.range(batch.batch) * batch.tokens, -1)
    found = tf.gather(tf.reshape(values, [-1]), tf.reshape(rows, [-1]))
    return tf.reshape(found, [batch.batch, SPANS])


def read_question_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> QuestionHead:
    """Raises UnsupportedError where there is no such head, or where the pipeline would ask the other way round."""
    name = "tokenizer_config.json"
    settings = files.read_json(name) if files.has(name) else {}
    for side in ("padding_side", "truncation_side"):
        if settings.get(side, "right") != "right":
            raise UnsupportedError(f"{side} is {settings[side]!r}", where=files.where(name), accepted="right")
    return QuestionHead(head=head_of(architecture, "question-answering", files))
