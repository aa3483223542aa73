"""Texts of the person's own, and their labels: from a file, a folder, a data set of the Hub, or an object in Python.

One place reads them all, row by row, and says what it chose and what it passed over. Nothing here needs TensorFlow.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from hfedge.data.columns import choose_columns, choose_label, name_columns
from hfedge.data.files import OPENERS, open_lines
from hfedge.data.given import ACCEPTED_OBJECTS, is_data, reader_of
from hfedge.data.hub import HUB_ID, open_dataset
from hfedge.data.record import (
    SAMPLES,
    CalibratedOn,
    Calibration,
    DataRequest,
    Row,
    Samples,
    Source,
    Text,
    hash_texts,
)
from hfedge.errors import UsageError

__all__ = [
    "ACCEPTED_OBJECTS", "SAMPLES", "CalibratedOn", "Calibration", "DataRequest", "Samples", "Text", "check_source",
    "hash_texts", "is_data", "read_samples",
]  # fmt: skip
STREAMED = 1000  # rows of a data set that is not here, or given as an object, where nobody says how many
ACCEPTED = "a text file, .csv, .tsv, .jsonl, .json, .parquet, a folder of a data set, or its Hub id (org/name)"


def check_source(request: DataRequest) -> None:
    """Raises UsageError for what is no file, no folder, no Hub id and no data, before anything else is done."""
    if request.is_given:
        return reader_of(request).check(request)
    path = Path(request.source)
    if path.exists():
        if path.is_file() and path.suffix != ".parquet" and (request.split or request.config):
            raise UsageError("a file has no splits and no configurations", where=request.source)
        return
    if path.suffix.lower() in {*OPENERS, ".txt", ".parquet"} or not HUB_ID.fullmatch(request.source):
        raise UsageError("there is no such file", where=request.source, accepted=ACCEPTED)


def open_source(request: DataRequest, purpose: str = "calibration") -> Source:
    """purpose: which split is taken where nobody says (hub.SPLITS). Raises UsageError or SourceError."""
    check_source(request)
    if request.is_given:
        return reader_of(request).open(request, purpose)
    path = Path(request.source)
    if not path.is_file() or path.suffix == ".parquet":
        return open_dataset(request, purpose)
    return OPENERS.get(path.suffix.lower(), open_lines)(path, request)


def read_samples(request: DataRequest, task: str, pairs_only: bool = False, purpose: str = "calibration") -> Samples:
    """The rows, with a label of each where there are labels. Rows whose text is missing or blank are passed over, and
    counted in `said`. Raises UsageError or SourceError."""
    streamed = not request.is_given and not Path(request.source).exists()
    if request.samples is None and (streamed or request.is_given):
        request = replace(request, samples=STREAMED)
    source = open_source(request, purpose)
    lines = source.columns == ("text", "text_pair") and not request.columns and not request.label
    columns = source.columns if lines else choose_columns(source, request, task, pairs_only)
    label = "" if lines else choose_label(source, request, task, columns)
    kept = _Kept(source, columns, name_columns(request))
    rows, total = _sampled(kept.rows(), request.samples, shuffled=streamed)
    if not rows:
        raise UsageError("no row has a text", where=source.where, accepted=f"texts in {', '.join(columns)}")
    values = tuple(tuple(row.values[name] for name in columns if row.values.get(name) is not None) for row in rows)
    labels = tuple(row.values.get(label) for row in rows) if label else None
    said = [*source.said]
    if not request.columns and not lines:
        said.append(f"texts from {_columns(columns)}")
    if label:
        said.append(f"labels from column {label}")
    if source.most and kept.seen >= source.most:
        said.append(f"drawn from the first {source.most:,}")
        total = None  # nobody knows how many more there are
    if kept.blank:
        said.append(f"rows without a text, passed over: {kept.blank}")
    return Samples(
        source.where, source.unit, columns, values, tuple(row.number for row in rows), labels, label,
        source.names.get(label, ()), _describe(source, columns, lines, len(rows), source.total or total), tuple(said),
    )  # fmt: skip


def _describe(source: Source, columns: tuple[str, ...], lines: bool, taken: int, total: int | None) -> str:
    """ "256 of 9,000 rows of reviews.csv, column text" """
    count = f"{taken:,}" if total in (None, taken) else f"{taken:,} of {total:,}"
    name = Path(source.where).name if Path(source.where).exists() else source.where
    named = "" if lines else f", {_columns(columns)}"
    return f"{count} {'lines' if lines else 'rows'} of {name}{named}"


def _columns(names: tuple[str, ...]) -> str:
    return f"{'columns' if len(names) > 1 else 'column'} {' and '.join(names)}"


class _Kept:
    """The rows with a text. seen: how many were looked at so far, blank: how many of them had none."""

    def __init__(self, source: Source, columns: tuple[str, ...], hint: str):
        self.source, self.columns, self.hint, self.seen, self.blank = source, columns, hint, 0, 0

    def rows(self) -> Iterator[Row]:
        for row in islice(self.source.rows, self.source.most):
            self.seen += 1
            first = row.values.get(self.columns[0])
            if first is None or first == [] or (isinstance(first, str) and not first.strip()):
                self.blank += 1
                continue
            texts = {name: self._checked(row.values.get(name), row) for name in self.columns}
            yield replace(row, values={**row.values, **texts})

    def _checked(self, value: Any, row: Row) -> Any:
        """A text, or texts (tokens, choices, documents); None for a second text that is missing."""
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
            return tuple(value)
        found = f"{type(value).__name__} {value!r:.60} where a text is expected"
        raise UsageError(found, where=f"{self.source.where}, {self.source.unit} {row.number}", hint=self.hint)


def _sampled(rows: Iterable[Row], samples: int | None, shuffled: bool) -> tuple[list[Row], int | None]:
    """`samples` rows and how many there are. They are drawn from all, the same ones each time, in their order: files
    are often sorted. Of a stream from the Hub, which was shuffled, they are the first."""
    if samples is None:
        found = list(rows)
        return found, len(found)
    if shuffled:
        return [row for _, row in zip(range(samples), rows)], None
    drawn, chosen, total = random.Random(0), [], 0
    for row in rows:
        if len(chosen) < samples:
            chosen.append((total, row))
        elif (place := drawn.randrange(total + 1)) < samples:
            chosen[place] = (total, row)
        total += 1
    return [row for _, row in sorted(chosen, key=lambda item: item[0])], total
