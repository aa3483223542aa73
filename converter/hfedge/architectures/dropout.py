"""Dropout, of models in training alone: what is converted has none, and its graph no trace of it.

The layers say where a reference drops (`dropped(x, place)`), an architecture's row which key of config.json has the
rate of a place, and who trains opens `dropping` around the forward pass.
"""

import contextlib
import contextvars
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.errors import UnsupportedError

Drop = Callable[[Any, str], Any]  # a tensor, the place -> the tensor with some numbers 0 and the others larger
_DROP: contextvars.ContextVar[Drop | None] = contextvars.ContextVar("dropout", default=None)


@contextlib.contextmanager
def dropping(drop: Drop) -> Iterator[None]:
    token = _DROP.set(drop)
    try:
        yield
    finally:
        _DROP.reset(token)


def dropped(x: Any, place: str) -> Any:
    """x itself, unless a model is trained. place: a key of an architecture's `dropout`; others drop nothing."""
    drop = _DROP.get()
    return x if drop is None else drop(x, place)


@dataclass(frozen=True)
class Rate:
    """keys: of config.json, the first that is there and not null; usual: where none is."""

    keys: tuple[str, ...]
    usual: float = 0.1

    def read(self, config: Mapping[str, Any], where: str) -> float:
        """Raises UnsupportedError for what is no share."""
        key = next((key for key in self.keys if config.get(key) is not None), None)
        rate = self.usual if key is None else config[key]
        if isinstance(rate, bool) or not isinstance(rate, (int, float)) or not 0 <= rate < 1:
            raise UnsupportedError(f"{key} is {rate!r}", where=where, accepted="a number from 0 to below 1")
        return float(rate)


Rates = Mapping[str, Rate]  # by place


def bert_rates(**heads: Rate) -> dict[str, Rate]:
    """Of BERT and its kin: after the embeddings, of attention's weights, before both additions of a layer; and of
    heads, by the name of HEADS."""
    hidden = Rate(("hidden_dropout_prob",))
    inner = {"embeddings": hidden, "attention_output": hidden, "feed_forward": hidden}
    return {**inner, "attention": Rate(("attention_probs_dropout_prob",)), **heads}
