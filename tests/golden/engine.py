"""Engines of golden files: one that writes down what a real one gave, and one that gives it again."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from hfedge_runtime.engine import Encoded

# Float32 has no more; what results are made of is what is written.
DIGITS = 7
COUNTS = ("token_count", "overflow_count", "window_count")
RESULT_KEYS = ("labels", "options", "top_k", "special_tokens", "pad_id")


class Recorder:
    """Passes calls on to an engine, and keeps each as a step."""

    def __init__(self, engine: Any):
        self.engine, self.manifest, self.steps = engine, engine.manifest, []

    @property
    def outputs(self) -> dict[str, tuple[int, ...]]:
        return self.engine.outputs

    def tokenize(self, texts: tuple[bytes, ...], **settings: int) -> Encoded:
        tokens = self.engine.tokenize(texts, **settings)
        names = [name for name, value in tokens.outputs.items() if value.ndim > 1]
        rows = {name: tokens.row(name).tolist() for name in names}
        counts = {name: int(tokens.outputs[name][0]) for name in COUNTS if name in tokens.outputs}
        found = {**rows, **counts, "truncated": tokens.truncated}
        self.steps.append({"texts": [text.decode() for text in texts], "settings": settings, "tokens": found})
        return tokens

    def encode(self, tokens: Encoded, *names: str, **settings: int) -> tuple[np.ndarray, ...]:
        found = self.engine.encode(tokens, *names, **settings)
        step = self.steps[-1]
        step["settings"] |= settings
        step["outputs"] = {name: _rounded(value) for name, value in zip(names, found)}
        return found

    def decode(self, ids: np.ndarray, skip_special_tokens: bool) -> str:
        text = self.engine.decode(ids, skip_special_tokens)
        row = {"ids": ids.tolist(), "skip_special_tokens": skip_special_tokens, "text": text}
        self.steps[-1].setdefault("decoded", []).append(row)
        return text


def _rounded(value: np.ndarray) -> list:
    if value.dtype.kind != "f":
        return value.tolist()
    return np.array([float(f"{number:.{DIGITS}g}") for number in value.reshape(-1)]).reshape(value.shape).tolist()


class Replayed:
    """The engine of a golden case. Raises AssertionError where a runtime asks for something else."""

    def __init__(self, manifest: dict[str, Any], task: str, case: dict[str, Any]):
        special = {int(number): text for number, text in manifest["special_tokens"].items()}
        names = case["steps"][0]["outputs"]
        encoder = SimpleNamespace(outputs=[SimpleNamespace(name=name) for name in names])
        given = {**manifest, "special_tokens": special, "signatures": {"encode_1": encoder}}
        self.manifest = SimpleNamespace(**given, task=task)
        self.outputs = {name: np.shape(value) for name, value in names.items()}
        self._texts = case["texts"]
        self._steps = iter(case["steps"])
        self.left = len(case["steps"])

    def tokenize(self, texts: tuple[bytes, ...], **settings: int) -> Encoded:
        self._step, self.left = next(self._steps), self.left - 1
        expected = self._step.get("texts", self._texts)
        assert [text.decode() for text in texts] == expected and settings.items() <= self._step["settings"].items()
        return _Tokens(texts, self._step["tokens"])

    def encode(self, tokens: Encoded, *names: str, **settings: int) -> tuple[np.ndarray, ...]:
        assert settings.items() <= self._step["settings"].items()
        return tuple(np.array(self._step["outputs"][name], _dtype(self._step["outputs"][name])) for name in names)

    def decode(self, ids: np.ndarray, skip_special_tokens: bool) -> str:
        asked = {"ids": ids.tolist(), "skip_special_tokens": skip_special_tokens}
        return next(row["text"] for row in self._step["decoded"] if row.items() >= asked.items())


def _dtype(values: Any) -> type:
    return np.float32 if np.array(values).dtype.kind == "f" else np.int32


class _Tokens(Encoded):
    """Encoded, of what is written."""

    def __init__(self, texts: tuple[bytes, ...], tokens: dict[str, Any]):
        self.texts, self._rows = texts, tokens
        self.count, self.truncated = tokens["token_count"], tokens["truncated"]

    def row(self, name: str) -> np.ndarray:
        return np.array(self._rows[name], np.int32)

    def number(self, name: str) -> int:
        return self._rows[name]
