"""A stand-in for tests of apps: no file, no LiteRT, the same calls."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hfedge_runtime.errors import ModelError
from hfedge_runtime.manifest import Signature
from hfedge_runtime.model import ModelInfo
from hfedge_runtime.results import Classification, LabelScore, Result, Tokens
from hfedge_runtime.text import Text


class FakeTextModel:
    """Answers with `answers[text]`, or else with `labels` in their order and falling scores.

    `calls` holds every (text, pair) that `run` was given. `tokenize` gives one token per word, `decode` the words
    again, with a space between them.

        model = FakeTextModel(labels=("good", "bad"))
        model.run("anything").labels[0].label    # "good"
    """

    def __init__(self, answers: Mapping[str, Result] | None = None, labels: tuple[str, ...] = ("positive", "negative")):
        self._answers, self._labels, self._closed = dict(answers or {}), labels, False
        self.calls: list[tuple[str, str | None]] = []
        self._vocabulary: dict[str, int] = {}

    def run(self, text: Text, pair: Text | None = None, *, top_k: int | None = None, **options: Any) -> Result:
        """The prepared answer; options of other tasks are taken and change nothing."""
        self._ensure_open()
        shown, shown_pair = _text(text), None if pair is None else _text(pair)
        self.calls.append((shown, shown_pair))
        if shown in self._answers:
            return self._answers[shown]
        total = 2 ** len(self._labels) - 1
        scores = (2 ** (len(self._labels) - 1 - place) / total for place in range(len(self._labels)))
        return Classification(shown, tuple(map(LabelScore, self._labels, scores))[:top_k], False, shown_pair)

    def tokenize(self, text: Text, pair: Text | None = None) -> Tokens:
        """One token per word of `text`, numbered from 0 as they first come; a pair is not looked at."""
        self._ensure_open()
        shown, words, chars, start = _text(text), _text(text).split(), [], 0
        for word in words:
            start = shown.index(word, start)
            chars.append((start, start + len(word)))
            start += len(word)
        offsets = tuple((len(shown[:first].encode()), len(shown[:last].encode())) for first, last in chars)
        return Tokens(
            shown,
            tuple(self._vocabulary.setdefault(word, len(self._vocabulary)) for word in words),
            tuple(words),
            offsets,
            tuple(chars),
            (0,) * len(words),
            False,
            None if pair is None else _text(pair),
        )

    def outputs(self, text: Text, pair: Text | None = None) -> dict[str, np.ndarray]:
        """The scores of `labels` in their order, float32 `[labels]`."""
        found = dict(self.run(text, pair).labels)
        return {"scores": np.array([found.get(label, 0.0) for label in self._labels], np.float32)}

    def decode(self, ids: Sequence[int] | np.ndarray, skip_special_tokens: bool = True) -> str:
        """The words that `tokenize` gave these ids; ids that it never gave are left out."""
        self._ensure_open()
        words = {number: word for word, number in self._vocabulary.items()}
        return " ".join(words[number] for number in ids if number in words)

    @property
    def signatures(self) -> dict[str, Signature]:
        """None: there is no graph."""
        return {}

    def info(self) -> ModelInfo:
        """What a real model tells, with made-up values."""
        return ModelInfo(
            "fake", "0" * 40, "text-classification", "fp32", Path("fake.tflite"), 0, self._labels, "fake 0", 1
        )

    def close(self) -> None:
        """Further calls raise ModelError."""
        self._closed = True

    def __enter__(self) -> "FakeTextModel":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _ensure_open(self) -> None:
        if self._closed:
            raise ModelError("the model is closed. Open the bundle again.")


def _text(text: Text) -> str:
    return text if isinstance(text, str) else text.decode("utf-8", "replace")
