"""Tasks that put one text beside each of several others: zero-shot-classification, multiple-choice, text-ranking."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hfedge_runtime.engine import Engine
from hfedge_runtime.errors import ModelError
from hfedge_runtime.results import Choices, ChoiceScore, Classification, LabelScore, RankedDocument, Ranking
from hfedge_runtime.tasks.record import softmax
from hfedge_runtime.text import Text, several, shown, utf8


def classify_zero_shot(
    engine: Engine,
    texts: tuple[bytes, ...],
    labels: Sequence[Text] | None = None,
    hypothesis_template: str = "This example is {}.",
    multi_label: bool = False,
) -> Classification:
    """Any labels, best first: how likely the text is to mean that one of them, or (multi_label) each by itself, holds.

    As ZeroShotClassificationPipeline.postprocess, transformers v4.57.6, pipelines/zero_shot_classification.py.
    """
    names = [shown(label) for label in several(labels, "labels")]
    if hypothesis_template.format(names[0]) == hypothesis_template:
        raise ModelError(f"the hypothesis {hypothesis_template!r} has no place for a label. Accepted: one with {{}}.")
    text, logits, truncated = _each(engine, texts, [hypothesis_template.format(name) for name in names], "logits")
    options = engine.manifest.options
    if multi_label or len(names) == 1:
        scores = softmax(logits[:, [options["contradiction"], options["entailment"]]])[:, 1]
    else:
        scores = softmax(logits[:, options["entailment"]])
    return Classification(text, tuple(_best_first(LabelScore, names, scores)), truncated)


def choose(engine: Engine, texts: tuple[bytes, ...], choices: Sequence[Text] | None = None) -> Choices:
    """The choices, best first, their scores a softmax over all of them."""
    given = several(choices, "choices")
    text, logits, truncated = _each(engine, texts, given, "logits")
    found = _best_first(ChoiceScore, [shown(choice) for choice in given], softmax(logits[:, 0]), range(len(given)))
    return Choices(text, tuple(found), truncated)


def rank(
    engine: Engine, texts: tuple[bytes, ...], documents: Sequence[Text] | None = None, top_k: int | None = None
) -> Ranking:
    """The documents by how well they answer the text, best first; `top_k` of them (None: all).

    As CrossEncoder.rank, sentence-transformers 6.2, cross_encoder/model.py.
    """
    given = several(documents, "documents")
    text, scores, truncated = _each(engine, texts, given, "score")
    found = _best_first(RankedDocument, [shown(document) for document in given], scores[:, 0], range(len(given)))
    return Ranking(text, tuple(found[:top_k]), truncated)


def _each(
    engine: Engine, texts: tuple[bytes, ...], others: Sequence[Text], output: str
) -> tuple[str, np.ndarray, bool]:
    """The text; an output for it with each of the others, float32 `[others, ...]`; whether anything was cut."""
    if len(texts) == 2:
        raise ModelError(f"the model of task {engine.manifest.task} takes one text and its options, not a pair.")
    rows, truncated = [], False
    for other in others:
        tokens = engine.tokenize((texts[0], utf8(other)))
        rows.append(engine.encode(tokens, output)[0][0])
        truncated |= tokens.truncated
    return shown(texts[0]), np.stack(rows), truncated


def _best_first(kind: Any, names: Sequence[str], scores: np.ndarray, *more: Sequence[Any]) -> list[Any]:
    return sorted(map(kind, names, scores.tolist(), *more), key=lambda entry: -entry.score)
