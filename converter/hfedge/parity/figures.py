"""Where the figures of parity.html put what they draw: plain geometry in the units of an SVG's viewBox, y downwards.

Nothing here is text from a model; templates/figures.html.jinja writes what is said beside it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 360
_LEFT, _RIGHT, _TOP = 46, 352, 10
_OF_EQUAL = 34  # what the bar of equal numbers takes, with the gap behind it
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Scale:
    """Numbers from `low` to `high` on a line from `first` to `last`."""

    low: float
    high: float
    first: float
    last: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.first + share * (self.last - self.first), 1)


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from low to high, at most `most` of them; low < high.

    ticks(0, 0.83) is [0.0, 0.2, 0.4, 0.6, 0.8].
    """
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if (high - low) / step <= most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return [round(place * step, decimals) for place in range(first, last + 1)][: most + 1]


@dataclass(frozen=True)
class Scatter:
    """`dots`: an SVG path with a dot for every pair, in halves of a unit; the diagonal goes from corner to corner."""

    dots: str
    furthest: tuple[float, float]
    ticks: tuple[tuple[Tick, Tick], ...]  # across and up
    left: float = _LEFT
    right: float = _RIGHT
    top: float = _TOP
    bottom: float = _TOP + _RIGHT - _LEFT
    height: float = _TOP + _RIGHT - _LEFT + 40


def scatter(points: Mapping[str, Any]) -> Scatter:
    """points: as parity.json has them. Both axes go from the least number of both sides to the largest."""
    numbers = [*points["reference"], *points["edge"], *points["furthest"]]
    low, high = _with_room(min(numbers), max(numbers))
    across, up = Scale(low, high, _LEFT, _RIGHT), Scale(low, high, Scatter.bottom, _TOP)
    pairs = zip(points["reference"], points["edge"])
    dots = "".join(f"M{round(2 * across.at(want))} {round(2 * up.at(got))}h0" for want, got in pairs)
    marks = [(Tick(across.at(value), f"{value:g}"), Tick(up.at(value), f"{value:g}")) for value in ticks(low, high)]
    return Scatter(dots, (across.at(points["furthest"][0]), up.at(points["furthest"][1])), tuple(marks))


def _with_room(low: float, high: float) -> tuple[float, float]:
    room = 0.03 * (high - low) or max(abs(high), 1e-6)
    return low - room, high + room


@dataclass(frozen=True)
class Bin:
    """One bar; `key`: its place in parity.json, below the artifact's."""

    key: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bars:
    """`limit`: where the budget's largest difference is, None where there is none."""

    bins: tuple[Bin, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    limit: float | None
    left: float = _LEFT
    right: float = _RIGHT
    top: float = _TOP
    bottom: float = Scatter.bottom
    height: float = Scatter.height


def histogram(found: Mapping[str, Any], limit: float | None) -> Bars:
    """found: as parity.json has it. Bars of one width for bins of 1 to 2, 2 to 5, 5 to 10; equal ones on their left."""
    edges = _until(found["edges"], limit)
    slots = len(edges) - 1 if edges else 0
    start = _LEFT + (_OF_EQUAL if found["equal"] else 0)
    width = (_RIGHT - start) / max(slots, 8)
    most = max([found["equal"], *found["counts"], 1])
    up = Scale(0, most, Bars.bottom, _TOP + 4)

    def bar(key: str, count: int, x: float) -> Bin:
        height = max(Bars.bottom - up.at(count), 1.0 if count else 0)
        return Bin(key, round(x + 1, 1), round(Bars.bottom - height, 1), round(width - 2, 1), round(height, 1))

    bins = [bar("differences.equal", found["equal"], _LEFT)] if found["equal"] else []
    bins += [bar(f"differences.counts.{n}", count, start + n * width) for n, count in enumerate(found["counts"])]
    across = [Tick(round(_LEFT + width / 2, 1), "0")] if found["equal"] else []
    across += _decades(edges, start, width)
    upward = [Tick(up.at(value), _short(value)) for value in ticks(0, most) if value == int(value)]
    line = None if limit is None or not edges else round(start + _place(limit, edges) * width, 1)
    return Bars(tuple(bins), tuple(across), tuple(upward), line)


def _until(edges: Sequence[float], limit: float | None) -> list[float]:
    """The edges, and more of them up to the limit, at most so many that the bars stay bars."""
    found = list(edges)
    while found and limit is not None and found[-1] < limit and len(found) < 40:
        found.append(found[-1] * (2.5 if f"{found[-1]:e}"[0] == "2" else 2))
    return found


def _decades(edges: Sequence[float], start: float, width: float) -> list[Tick]:
    tens = [(n, edge) for n, edge in enumerate(edges) if f"{edge:.3e}".startswith("1.000")]
    every = 1 + len(tens) // 8
    return [Tick(round(start + n * width, 1), _power(edge)) for n, edge in tens[::every]]


def _power(value: float) -> str:
    return "10" + str(round(math.log10(value))).translate(_SUPERSCRIPTS)


def _short(value: float) -> str:
    return f"{value / 1e6:g}M" if value >= 1e6 else f"{value / 1e3:g}k" if value >= 1e4 else f"{value:g}"


def _place(value: float, edges: Sequence[float]) -> float:
    """In bins from the first edge, no further than the last."""
    value = min(max(value, edges[0]), edges[-1])
    at = max(n for n in range(len(edges)) if edges[n] <= value)
    return at if at == len(edges) - 1 else at + math.log(value / edges[at]) / math.log(edges[at + 1] / edges[at])


def shares(values: Sequence[float | None]) -> list[float]:
    """Of the largest, in percent, for bars in a table."""
    most = max((value for value in values if value), default=0) or 1
    return [round(100 * (value or 0) / most, 1) for value in values]
