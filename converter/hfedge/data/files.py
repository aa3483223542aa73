"""Sources that are one file: texts line by line, CSV and TSV, JSON lines and JSON.

CSV is read as the csv module's "excel" dialect writes it, quoted line ends included, and strictly. In TSV a quotation
mark is a character like others. The first row names the columns; where `columns` are numbers that are no such name,
the file has no names, and they are places, from 1.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from hfedge.data.lines import read_decoded
from hfedge.data.record import DataRequest, Row, Source
from hfedge.errors import UsageError

LARGEST_JSON = 256 << 20  # bytes: a JSON file is read as a whole, JSON lines are not
PAIR = ("text", "text_pair")


def open_lines(path: Path, request: DataRequest) -> Source:
    """A text a line, a pair by a tab. Blank lines are passed over."""

    def rows() -> Iterator[Row]:
        for number, line in read_decoded(path):
            parts = line.rstrip("\r\n").split("\t")
            if len(parts) > 2:
                found = f"{len(parts) - 1} tabs"
                raise UsageError(found, where=f"{path}, line {number}", accepted="a text a line, pairs by one tab",
                                 hint="Call the file .tsv if it is a table.")  # fmt: skip
            if line.strip():
                yield Row(number, dict(zip(PAIR, parts)))

    return Source(str(path), "line", PAIR, rows())


def open_csv(path: Path, request: DataRequest) -> Source:
    return _open_table(path, request, {"strict": True})


def open_tsv(path: Path, request: DataRequest) -> Source:
    return _open_table(path, request, {"delimiter": "\t", "quoting": csv.QUOTE_NONE})


def _open_table(path: Path, request: DataRequest, dialect: Mapping[str, Any]) -> Source:
    parsed = _records(path, dialect)
    number, first = next(parsed, (0, []))
    if not first:
        raise UsageError("the file is empty", where=str(path), accepted="a first row with the names of the columns")
    asked = [name for name in (*request.columns, request.label) if name]
    if asked and all(name.isdecimal() and name not in first for name in asked):
        columns = tuple(str(place + 1) for place in range(len(first)))
        parsed = chain([(number, first)], parsed)
    else:
        columns = tuple(first)
        twice = sorted({name for name in columns if columns.count(name) > 1})
        if twice:
            raise UsageError(f"several columns are called {twice[0]!r}", where=f"{path}, line {number}")

    def rows() -> Iterator[Row]:
        for number, cells in parsed:
            if not cells:
                continue  # a blank line
            if len(cells) != len(columns):
                found = f"{len(cells)} cells where the first row has {len(columns)}"
                raise UsageError(found, where=f"{path}, line {number}", hint="Is a cell not quoted?")
            yield Row(number, dict(zip(columns, cells)))

    return Source(str(path), "line", columns, rows())


def _records(path: Path, dialect: Mapping[str, Any]) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, cells)"""
    reader, number = csv.reader((line for _, line in read_decoded(path)), **dialect), 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UsageError(f"no CSV ({error})", where=f"{path}, line {number}",
                             hint="Is a quotation mark not closed or not doubled?") from error  # fmt: skip
        if cells is None:
            return
        yield number, cells
        number = reader.line_num + 1


def open_json_lines(path: Path, request: DataRequest) -> Source:
    """An object a line."""

    def rows() -> Iterator[Row]:
        for number, line in read_decoded(path):
            if line.strip():
                yield _json_row(number, _parse(line, f"{path}, line {number}"), f"{path}, line {number}")

    return _with_columns(str(path), "line", rows())


def open_json(path: Path, request: DataRequest) -> Source:
    """An array of objects, or of texts; a file of JSON lines by that name is read as such."""
    if path.stat().st_size > LARGEST_JSON:
        raise UsageError(f"{path.stat().st_size:,} bytes of JSON", where=str(path), accepted=f"{LARGEST_JSON:,} bytes",
                         hint="JSON lines (.jsonl) are read one by one.")  # fmt: skip
    text = _whole(path)
    start = text.lstrip()[:1]
    if start == "{" and text.strip().count("\n"):
        return open_json_lines(path, request)
    found = _parse(text, str(path)) if start else []
    if not isinstance(found, list):
        raise UsageError(f"a JSON {type(found).__name__}", where=str(path), accepted="an array of objects or of texts")
    rows = (_json_row(number, item, f"{path}, row {number}") for number, item in enumerate(found, 1))
    return _with_columns(str(path), "row", rows)


def _whole(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"it cannot be read ({error})", where=str(path), accepted="JSON in UTF-8") from error


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"no JSON ({error})", where=where) from error


def _json_row(number: int, found: Any, where: str) -> Row:
    if isinstance(found, str):
        return Row(number, {"text": found})
    if not isinstance(found, dict):
        raise UsageError(f"a JSON {type(found).__name__}", where=where, accepted="an object with the columns")
    return Row(number, found)


def _with_columns(where: str, unit: str, rows: Iterator[Row]) -> Source:
    """The columns are those of the first row."""
    first = next(rows, None)
    if first is None:
        raise UsageError("the file has no rows", where=where)
    return Source(where, unit, tuple(first.values), chain([first], rows))


OPENERS: dict[str, Callable[[Path, DataRequest], Source]] = {
    ".csv": open_csv,
    ".tsv": open_tsv,
    ".jsonl": open_json_lines,
    ".ndjson": open_json_lines,
    ".json": open_json,
}
