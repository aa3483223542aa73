"""Layers of a report in a terminal."""

from typing import Any

from rich.text import Text

from hfedge import show
from hfedge.parity.compare import ArtifactReport, ParityReport

BAR = 24  # characters


def layer_tables(report: ParityReport) -> list[Any]:
    """A table for every artifact whose layers were looked into, then what was found in words."""
    files = {(item.target, item.recipe): item for item in report.artifacts if item.layers}  # in whatever runtimes
    tables = [part for item in files.values() for part in (Text(), _table(item))]
    return [*tables, *(part for line in report.findings for part in (Text(), show.plain(line)))]


def _table(item: ArtifactReport) -> Any:
    rows = [
        {"layer": row.name, "error": percent(row.error), "own": percent(row.own), "": bar}
        for row, bar in zip(item.layers, bars([row.own for row in item.layers]))
    ]
    table = show.rows_table(rows)
    table.title = show.plain(f"{item.target} {item.recipe}, layer by layer: error, and what each adds itself")
    return table


def percent(value: float) -> str:
    """0.0712 -> "7.1 %" """
    return f"{100 * value:.2g} %" if value < 0.995 else f"{100 * value:.0f} %"


def bars(values: list[float]) -> list[str]:
    """For each a bar, the longest BAR characters."""
    most = max(values, default=0.0) or 1.0
    return ["█" * round(BAR * value / most) for value in values]
