"""The smallest recipe inside a budget: the first row that is inside, from the smallest up; or a smaller row with the
weights that hurt kept wider, where that is smaller.

Nothing here converts or runs anything: `measure` does, and is asked for as few attempts as settle the answer.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from hfedge.recipes import Budget, Recipe, derived

# By target, from the smallest file up. int8-weights has int8's size and fp32's speed, so it comes after int8; uint16
# has fp16's size, for weights whose exponents float16 has not.
LADDERS: dict[str, tuple[str, ...]] = {
    "tflite": ("int4", "int8", "int8-weights", "fp16", "fp32"),
    "tfjs": ("uint8", "fp16", "uint16", "fp32"),
}
# What the weights that hurt are stored by instead; the second where the first is not enough (int8 rounds activations).
WIDER = {"int4": ("int8", "int8-weights"), "int8": ("fp16",), "uint8": ("fp16",)}


@dataclass(frozen=True)
class Attempt:
    """One recipe that was tried: bytes of its files, what was measured, and what of it is outside the budget (() if
    nothing). overrides: as Recipe has them; refused: why it could not be written, "" if it could; remembered: whether
    the numbers are of an earlier run."""

    target: str
    recipe: str
    base: str
    overrides: tuple[tuple[str, str], ...] = ()
    bytes: int = 0
    max_abs_diff: float | None = None
    mean_cosine: float | None = None
    min_cosine: float | None = None
    label_agreement: float | None = None
    labels_kept: float | None = None
    failures: tuple[str, ...] = ()
    refused: str = ""
    remembered: bool = False

    @property
    def inside(self) -> bool:
        return not self.failures and not self.refused

    @property
    def summary(self) -> str:
        """Such as: int4 with 3 weights as int8."""
        if not self.overrides:
            return self.base
        count = len(self.overrides)
        return f"{self.base} with {count} weight{'s' if count > 1 else ''} as {self.overrides[0][1]}"


@dataclass(frozen=True)
class Found:
    """attempts: in the order in which they were tried; chosen: None where nothing is inside; reason: why it is that
    one, in a sentence."""

    attempts: tuple[Attempt, ...]
    chosen: Attempt | None
    reason: str

    def to_json(self) -> dict[str, Any]:
        """The same whether attempts were remembered or not."""
        rows = [{**asdict(one), "inside": one.inside, "wider": len(one.overrides)} for one in self.attempts]
        for row in rows:
            del row["remembered"]
        return {"target": self.attempts[0].target, "reason": self.reason, "attempts": rows}


Measure = Callable[[Recipe], Attempt]
Rank = Callable[[Recipe], tuple[str, ...]]


class Search:
    """ladder: rows of RECIPES from the smallest up; measure(recipe) -> what it came to; rank(recipe) -> the names of
    the weights that it stores small, the one that hurts most first."""

    def __init__(self, ladder: tuple[str, ...], budget: Budget, measure: Measure, rank: Rank):
        self.ladder, self.budget, self.measure, self.rank = ladder, budget, measure, rank
        self.attempts: list[Attempt] = []

    def run(self) -> Found:
        """Raises what `measure` and `rank` raise."""
        outside: list[Attempt] = []
        for row in self.ladder:
            chosen = self._try(derived(row, row, budget=self.budget))
            if chosen.inside:
                break
            outside.append(chosen)
        else:
            return Found(tuple(self.attempts), None, self._nothing())
        for plain in outside:
            chosen = self._widened(plain, chosen.bytes) or chosen
        return Found(tuple(self.attempts), chosen, self._reason(chosen))

    def _try(self, recipe: Recipe) -> Attempt:
        found = self.measure(recipe)
        self.attempts.append(found)
        return found

    def _widened(self, plain: Attempt, limit: int) -> Attempt | None:
        """The row with as few weights wider as bring it inside, below `limit` bytes; None where that is not enough."""
        rows = [row for row in WIDER.get(plain.base, ()) if row in self.ladder]
        if not rows or plain.refused or plain.bytes >= limit or self._size_alone(plain):
            return None
        names = self.rank(derived(plain.base, plain.base, budget=self.budget))
        found = (self._with(plain, names, wider, limit) for wider in rows)
        return next(filter(None, found), None)

    def _with(self, plain: Attempt, names: tuple[str, ...], wider: str, limit: int) -> Attempt | None:
        tried: dict[int, Attempt] = {0: plain}
        for count in _doubling(len(names) - 1):
            tried[count] = self._try(_keep_wider(plain, names[:count], wider, self.budget))
            if tried[count].refused or tried[count].bytes >= limit or self._size_alone(tried[count]):
                return None
            if tried[count].inside:
                return self._fewest(tried, names, wider, count)
        return None

    def _fewest(self, tried: dict[int, Attempt], names: tuple[str, ...], wider: str, enough: int) -> Attempt:
        """Between the most that are too few and `enough`, by halves."""
        few = max(count for count in tried if count < enough)
        while enough - few > 1:
            count = (few + enough) // 2
            tried[count] = self._try(_keep_wider(tried[0], names[:count], wider, self.budget))
            few, enough = (few, count) if tried[count].inside else (count, enough)
        return tried[enough]

    def _size_alone(self, attempt: Attempt) -> bool:
        """Whether it is too large, which wider weights only make worse."""
        return self.budget.max_bytes is not None and attempt.bytes > self.budget.max_bytes

    def _reason(self, chosen: Attempt) -> str:
        smaller = [one for one in self.attempts if not one.inside and (one.refused or one.bytes < chosen.bytes)]
        text = f"{chosen.summary} is the smallest that was found inside the budget"
        if not smaller:
            return f"{text}: nothing smaller is known"
        nearest = max(smaller, key=lambda one: one.bytes)
        return f"{text}; the next smaller, {nearest.summary}, is not: {nearest.refused or '; '.join(nearest.failures)}"

    def _nothing(self) -> str:
        last = self.attempts[-1]
        return f"not even {last.summary} is inside the budget: {last.refused or '; '.join(last.failures)}"


def _keep_wider(plain: Attempt, names: tuple[str, ...], wider: str, budget: Budget) -> Recipe:
    return derived(f"{plain.base}-mixed", plain.base, tuple((_literal(name), wider) for name in names), budget)


def _literal(name: str) -> str:
    """A pattern that only the name itself has."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _doubling(most: int) -> Iterator[int]:
    """1, 2, 4 ... and `most`; nothing if that is below 1."""
    for power in range(math.ceil(math.log2(most)) if most > 1 else most):
        yield 2**power
    if most > 1:
        yield most
