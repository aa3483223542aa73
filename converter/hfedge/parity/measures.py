"""What an artifact's numbers are beside the reference's, over all texts: each measure takes the arrays text by text, so
that those of long texts or of every layer are never one array."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

# The reference's numbers for a text and the artifact's, float32 of one shape.
Pair = tuple[np.ndarray, np.ndarray]

POINTS = 400
_GOLDEN_RATIO = (5**0.5 - 1) / 2
# Bins of differences: 1, 2, 5, 10 ... What is less counts as equal, what is more is in the last.
EDGES = (*(float(f"{digit}e{power}") for power in range(-9, 3) for digit in (1, 2, 5)), 1000.0)
# More texts than this have their similarities compared for so many of them, evenly taken.
RANKED_TEXTS = 400
_LEAST_LIKELY = 1e-12


@dataclass(frozen=True)
class Points:
    """Some of all output numbers, evenly taken: `reference[n]` is the original's, `edge[n]` the artifact's. `of`: how
    many there are; `furthest`: the two that are furthest from each other."""

    of: int
    reference: tuple[float, ...]
    edge: tuple[float, ...]
    furthest: tuple[float, float]


@dataclass(frozen=True)
class Histogram:
    """How many absolute differences there are of each size: `equal` are none, or below all bins; `counts[n]` are from
    `edges[n]` on and below `edges[n + 1]`."""

    equal: int
    edges: tuple[float, ...]
    counts: tuple[int, ...]


def take_points(pairs: Sequence[Pair], count: int = POINTS) -> Points | None:
    """None where there is no number."""
    ends = np.cumsum([want.size for want, _ in pairs])
    if not len(ends) or not ends[-1]:
        return None
    places = _spread(int(ends[-1]), count)
    texts = np.searchsorted(ends, places, side="right")
    rows = [[pairs[text][side].flat[place - ends[text]] for text, place in zip(texts, places)] for side in (0, 1)]
    reference, edge = (tuple(map(exact, row)) for row in rows)
    return Points(int(ends[-1]), reference, edge, _furthest(pairs))


def _spread(total: int, count: int) -> np.ndarray:
    """`count` of range(total), or all. By the golden ratio: even steps would keep in step with labels or dimensions."""
    if total <= count:
        return np.arange(total)
    return np.unique((np.arange(count) * _GOLDEN_RATIO % 1 * total).astype(np.int64))


def _furthest(pairs: Sequence[Pair]) -> tuple[float, float]:
    want, got = max((pair for pair in pairs if pair[0].size), key=lambda pair: np.abs(pair[0] - pair[1]).max())
    place = np.abs(want - got).argmax()
    return exact(want.flat[place]), exact(got.flat[place])


def exact(number: np.floating) -> float:
    """The shortest decimal that is this float32."""
    return float(str(np.float32(number)))


def count_differences(pairs: Sequence[Pair]) -> Histogram:
    """The bins from the first that has any to the last."""
    equal, counts = 0, np.zeros(len(EDGES) - 1, np.int64)
    for want, got in pairs:
        found = np.abs(want.astype(np.float64) - got).ravel()
        kept = np.minimum(found[found >= EDGES[0]], EDGES[-1])
        equal += found.size - kept.size
        counts += np.histogram(kept, EDGES)[0]
    used = np.flatnonzero(counts)
    first, last = (int(used[0]), int(used[-1]) + 1) if len(used) else (0, 0)
    edges = EDGES[first : last + 1] if len(used) else ()
    return Histogram(equal, tuple(edges), tuple(counts[first:last].tolist()))


def mean_kl(pairs: Sequence[Pair]) -> float | None:
    """The mean Kullback-Leibler divergence of the artifact's rows from the reference's, in nats; None where rows are no
    distributions (scores of a sigmoid, numbers of a regression)."""
    total, count = 0.0, 0
    for want, got in ((want.astype(np.float64), got.astype(np.float64)) for want, got in pairs):
        if want.ndim == 0 or want.shape[-1] < 2 or want.min() < 0 or np.abs(want.sum(-1) - 1).max() > 1e-3:
            return None
        want, got = np.maximum(want, _LEAST_LIKELY), np.maximum(got, _LEAST_LIKELY)
        total += float((want * np.log(want / got)).sum())
        count += want.size // want.shape[-1]
    # Of equal rows it is zero, but for rounding.
    return max(0.0, total / count) if count else None


def rank_agreement(output: str, pairs: Sequence[Pair]) -> float | None:
    """Spearman's correlation of what is ranked by an output (a row of RANKED); None for other outputs, and for fewer
    than three numbers to rank."""
    if output not in RANKED or len({want.size for want, _ in pairs}) != 1:
        return None
    chosen = [pairs[place] for place in _spread(len(pairs), RANKED_TEXTS)]
    want, got = (RANKED[output](np.array([pair[side] for pair in chosen], np.float64)) for side in (0, 1))
    return spearman(want, got) if len(want) > 2 else None


def similarities(vectors: np.ndarray) -> np.ndarray:
    """[texts, width] -> the cosine of every text with every other, [texts * (texts - 1) / 2]."""
    norms = np.sqrt((vectors * vectors).sum(-1, keepdims=True))
    vectors = vectors / np.where(norms > 0, norms, 1)
    # Not by BLAS, whose last bits depend on the number of threads: they would change ranks.
    return np.einsum("iw,jw->ij", vectors, vectors, optimize=False)[np.triu_indices(len(vectors), 1)]


# By the output that is compared: what of it people rank by.
RANKED: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {"embedding": similarities, "score": np.ravel}


def spearman(want: np.ndarray, got: np.ndarray) -> float | None:
    """Of two arrays [n]; None where one of them is all the same."""
    first, second = (_ranks(values) - (len(values) + 1) / 2 for values in (want, got))
    norm = float(np.sqrt((first * first).sum() * (second * second).sum()))
    return float((first * second).sum()) / norm if norm else None


def _ranks(values: np.ndarray) -> np.ndarray:
    """From 1, the mean of their ranks for equal ones."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[places]
