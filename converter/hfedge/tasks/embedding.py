"""One embedding per text from its token states, as the modules of sentence-transformers compute it.

Written after sentence-transformers 6.2 (sentence_transformer/modules/pooling.py, base/modules/dense.py and
normalize.py), for texts padded on the right.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures.checkpoint import WeightTable, linear
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.architectures.layers import linear as apply_linear
from hfedge.lazy import tf
from hfedge.tasks.record import TaskHead

# Added to padding before a maximum over tokens: below every hidden state, and a number in float16 too.
_BELOW_ALL = -10000.0


def cls(states: TokenStates) -> Any:
    """The first token."""
    return states.first().rows


def maximum(states: TokenStates) -> Any:
    padding = 1.0 - _mask(states)
    masked = states.by_text() + tf.expand_dims(padding * _BELOW_ALL, -1)
    return tf.reduce_max(masked, 1)


def mean(states: TokenStates) -> Any:
    return _weighted_sum(states, _mask(states)) / _total(_mask(states))


def mean_sqrt_len(states: TokenStates) -> Any:
    """The sum over the square root of how many there are."""
    return _weighted_sum(states, _mask(states)) / tf.sqrt(_total(_mask(states)))


def weightedmean(states: TokenStates) -> Any:
    """A mean in which the first token counts once, the second twice, and so on."""
    weights = _mask(states) * tf.cast(tf.range(1, states.tokens + 1), tf.float32)
    return _weighted_sum(states, weights) / _total(weights)


def lasttoken(states: TokenStates) -> Any:
    """The last token that is not padding."""
    last = tf.reduce_sum(states.mask, 1) - 1
    rows = last + tf.range(states.batch) * states.tokens
    return tf.gather(states.rows, rows)


def _mask(states: TokenStates) -> Any:
    """float32 [batch, tokens]"""
    return tf.cast(states.mask, tf.float32)


def _weighted_sum(states: TokenStates, weights: Any) -> Any:
    """One multiplication of matrices per text: float32 [batch, hidden]."""
    row = tf.reshape(weights, [states.batch, 1, states.tokens])
    return tf.reshape(tf.matmul(row, states.by_text()), [states.batch, states.hidden])


def _total(weights: Any) -> Any:
    """float32 [batch, 1], at least 1: a text without tokens gives 0 (the reference divides 0 by 1e-9)."""
    return tf.maximum(tf.reduce_sum(weights, 1, keepdims=True), 1.0)


# Each takes the token states to float32 [batch, hidden].
POOLING_MODES: dict[str, Callable[[TokenStates], Any]] = {
    "cls": cls,
    "max": maximum,
    "mean": mean,
    "mean_sqrt_len_tokens": mean_sqrt_len,
    "weightedmean": weightedmean,
    "lasttoken": lasttoken,
}


@dataclass(frozen=True)
class Pooling:
    """One vector per mode, joined: tokens [batch * tokens, hidden] -> float32 [batch, width]."""

    modes: tuple[str, ...]
    width: int

    def apply(self, scope: Scope, states: TokenStates) -> Any:
        pooled = [POOLING_MODES[mode](states) for mode in self.modes]
        return pooled[0] if len(pooled) == 1 else tf.concat(pooled, -1)


@dataclass(frozen=True)
class Dense:
    """torch.nn.Linear with a function after it; its weights are in `folder`."""

    folder: str
    inputs: int
    width: int
    bias: bool
    activation: str

    @property
    def weights(self) -> WeightTable:
        rows = linear(f"modules/{self.folder}", "linear", self.width, self.inputs)
        return {ours: row for ours, row in rows.items() if self.bias or row.transposed}

    def apply(self, scope: Scope, embedding: Any) -> Any:
        return ACTIVATIONS[self.activation](apply_linear(scope / "modules" / self.folder, embedding))


@dataclass(frozen=True)
class Normalize:
    """To length 1. TFLite has one op for it, and recognises this spelling."""

    width: int

    def apply(self, scope: Scope, embedding: Any) -> Any:
        return tf.math.l2_normalize(embedding, -1, epsilon=1e-24)


@dataclass(frozen=True)
class EmbeddingHead(TaskHead):
    """Pooling and what follows it."""

    pooling: Pooling
    modules: tuple[Dense | Normalize, ...]
    output_names = ("embedding",)

    @property
    def width(self) -> int:
        return (self.pooling, *self.modules)[-1].width

    @property
    def first_only(self) -> bool:
        return self.pooling.modes == ("cls",)

    @property
    def folder_weights(self) -> Mapping[str, WeightTable]:
        return {module.folder: module.weights for module in self.modules if isinstance(module, Dense)}

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """embedding, float32 [batch, width]"""
        embedding = self.pooling.apply(scope, states)
        for module in self.modules:
            embedding = module.apply(scope, embedding)
        return {"embedding": tf.reshape(embedding, [states.batch, self.width])}
