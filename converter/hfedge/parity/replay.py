"""The typed result of a text, made by hfedge_runtime out of what a runtime answered: nothing is run again."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from hfedge.data.record import Text
from hfedge.parity.calls import Answer, Step
from hfedge_runtime.engine import Encoded
from hfedge_runtime.manifest import Manifest
from hfedge_runtime.tasks import find_task


class _Tokens(Encoded):
    """Encoded, of a step."""

    def __init__(self, texts: tuple[bytes, ...], step: Step):
        self.texts, self.step = texts, step
        self.count, self.truncated = len(step.tokens["input_ids"]), step.truncated

    def number(self, name: str) -> int:
        return int(self.step.tokens[name][0])

    def row(self, name: str) -> np.ndarray:
        return self.step.tokens[name]


class Replay:
    """hfedge_runtime's Engine for one text."""

    def __init__(self, manifest: Manifest, answer: Answer):
        self.manifest, self._steps = manifest, answer.steps
        self.outputs = {name: value.shape for name, value in answer.steps[0].outputs.items()}

    def tokenize(self, texts: tuple[bytes, ...], window: int = 0) -> Encoded:
        return _Tokens(texts, self._steps[window])

    def encode(self, tokens: _Tokens, *names: str, **settings: int) -> tuple[np.ndarray, ...]:
        """settings: as the answer was made, which is what the manifest has."""
        return tuple(tokens.step.outputs[name] for name in names)


def typed_result(manifest: Manifest, text: Text, answer: Answer, options: Mapping[str, Any]) -> Any:
    """What `run` would have returned. answer: with all its steps."""
    return find_task(manifest).run(Replay(manifest, answer), tuple(part.encode() for part in text), **options)
