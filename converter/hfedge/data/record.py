"""What the readers of data hand on."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hfedge.errors import UsageError

Text = tuple[str, ...]  # one text, or a pair
SAMPLES = 256  # rows that calibration takes unless told otherwise


@dataclass(frozen=True)
class DataRequest:
    """What the person asked for: a file, a folder, a data set's Hub id, a tf.data.Dataset, or a data set of the package
    datasets; columns ((): found by their names); the column of the labels ("": found by its name, or none); samples:
    how many rows at most (None: all of a file, hfedge.data.STREAMED of what has no end or may be large).

    >>> hfedge.DataRequest(rows, columns=("premise", "hypothesis"), label="relation", samples=5000)
    """

    source: Any
    columns: tuple[str, ...] = ()
    label: str = ""
    split: str = ""
    config: str = ""
    samples: int | None = None

    def __post_init__(self) -> None:
        columns = (self.columns,) if isinstance(self.columns, str) else tuple(self.columns)
        object.__setattr__(self, "columns", columns)
        object.__setattr__(self, "source", str(self.source) if isinstance(self.source, Path) else self.source)
        if self.samples is not None and (not isinstance(self.samples, int) or self.samples < 1):
            raise UsageError(f"samples={self.samples!r}", accepted="a number of rows, 1 or more, or None")

    @property
    def is_given(self) -> bool:
        """Whether `source` is the data itself, an object, and not where it is."""
        return not isinstance(self.source, str)


@dataclass(frozen=True)
class Row:
    """number: of the line that it begins at, or of the row where there are no lines."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """An opened source. where: for messages; unit: what Row.number counts; rows: read as they are asked for; names:
    what the numbers of a column stand for, where the source says it; said: what was chosen for the person; label: the
    column of the labels, where the source says it; most: how many rows to look at, where it may have no end; total: how
    many rows there are, where `rows` are drawn from them."""

    where: str
    unit: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    label: str = ""
    most: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class Samples:
    """Rows that were read. values: by row, what the columns hold; labels: the same of the label column, None where
    there is none; label_names: what their numbers stand for, () if nobody says; source: in words, for reports."""

    where: str
    unit: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]
    numbers: tuple[int, ...]
    labels: tuple[Any, ...] | None = None
    label: str = ""
    label_names: tuple[str, ...] = ()
    source: str = ""
    said: tuple[str, ...] = ()

    def place(self, row: int) -> str:
        """Where a row of `values` is."""
        return f"{self.where}, {self.unit} {self.numbers[row]}"


@dataclass(frozen=True)
class CalibratedOn:
    """What an artifact says of it: in words, how many texts, and their SHA-256 (see hash_texts)."""

    source: str
    texts: int
    sha256: str

    def __str__(self) -> str:
        return f"calibrated on {self.source}, SHA-256 {self.sha256[:12]}"


@dataclass(frozen=True)
class Calibration:
    """The texts that recipes which must see some are calibrated on; source: what they are, in words."""

    texts: tuple[Text, ...]
    source: str

    @property
    def note(self) -> CalibratedOn:
        return CalibratedOn(self.source, len(self.texts), hash_texts(self.texts))


def hash_texts(texts: Sequence[Sequence[str]]) -> str:
    """SHA-256 of texts and pairs in their order, as JSON without blanks."""
    rows = json.dumps([list(text) for text in texts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()
