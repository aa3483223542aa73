"""Metrics of labels and of numbers, as scikit-learn and scipy define them."""

from collections.abc import Collection, Hashable, Sequence

import numpy as np


def accuracy(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    return sum(one == other for one, other in zip(wanted, found, strict=True)) / len(wanted)


def f1(right: float, wanted: float, found: float) -> float:
    """Of counts; 0 where there is nothing to find and nothing was found."""
    return 2 * right / (wanted + found) if wanted + found else 0.0


def macro_f1(wanted: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The mean over the labels that are wanted or found (sklearn.metrics.f1_score, average="macro")."""
    pairs = list(zip(wanted, found, strict=True))
    scores = [
        f1(sum(one == other == label for one, other in pairs), wanted.count(label), found.count(label))
        for label in {*wanted, *found}
    ]
    return sum(scores) / len(scores)


def label_set_f1(
    wanted: Sequence[Collection[str]], found: Sequence[Collection[str]], labels: Sequence[str]
) -> tuple[float, float]:
    """micro, macro over all labels, each row with any of them (f1_score of indicator matrices, zero_division=0)."""
    pairs = list(zip(wanted, found, strict=True))
    counts = np.array([
        [sum(label in one and label in other for one, other in pairs), sum(label in one for one, _ in pairs),
         sum(label in other for _, other in pairs)]
        for label in labels
    ])  # fmt: skip
    return f1(*counts.sum(0)), float(np.mean([f1(*row) for row in counts]))


def pearson(wanted: Sequence[float], found: Sequence[float]) -> float:
    """0 where one of the two does not vary."""
    one, other = (np.asarray(values, np.float64) - np.mean(values) for values in (wanted, found))
    norms = np.linalg.norm(one) * np.linalg.norm(other)
    return float(one @ other / norms) if norms else 0.0


def spearman(wanted: Sequence[float], found: Sequence[float]) -> float:
    """Pearson of the ranks; equal numbers share the mean of theirs."""
    return pearson(_ranks(wanted), _ranks(found))


def _ranks(values: Sequence[float]) -> np.ndarray:
    _, place, count = np.unique(np.asarray(values, np.float64), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return (last - (count - 1) / 2)[place]


def reciprocal_rank(relevant: Collection[int], scores: Sequence[float]) -> float:
    """1 / the place of the best relevant one; 0 without one. Of equal scores the first comes first."""
    order = np.argsort(-np.asarray(scores, np.float64), kind="stable").tolist()
    places = [place for place, index in enumerate(order, 1) if index in relevant]
    return 1 / places[0] if places else 0.0
