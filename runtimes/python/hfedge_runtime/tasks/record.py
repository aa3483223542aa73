"""What a task is to the runtime."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge_runtime.engine import Engine
from hfedge_runtime.errors import ModelError


def _anything(engine: Engine) -> None:
    """Nothing to check."""


@dataclass(frozen=True)
class Task:
    """`output`: the output of encode_<T> that makes the result; `run(engine, texts, **options)`: text to result;
    `options`: the names that `run` takes; `check(engine)` raises ModelError where manifest and file do not agree."""

    output: str
    run: Callable[..., Any]
    options: tuple[str, ...] = ()
    check: Callable[[Engine], None] = _anything

    def check_options(self, options: Mapping[str, Any]) -> None:
        """Raises ModelError for an option that the task does not have: it would be without effect."""
        wrong = [name for name in options if name not in self.options]
        if wrong:
            accepted = ", ".join(self.options) or "none"
            raise ModelError(f"the model's task takes no option {wrong[0]!r}. Accepted: {accepted}.")


def softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last dimension."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def shown(texts: tuple[bytes, ...]) -> dict[str, str | None]:
    """The texts as a result holds them; bytes that are no UTF-8 are U+FFFD."""
    text, pair = (*(data.decode("utf-8", "replace") for data in texts), None)[:2]
    return {"text": text, "pair": pair}
