"""Data that the person has in Python already: a tf.data.Dataset, or a data set of the package datasets.

Read as a stream, as far as rows are needed: it may have no end. Neither package is imported here: whoever has such an
object has imported it.
"""

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.data.hub import SHUFFLED, choose_split, source_of
from hfedge.data.record import DataRequest, Source
from hfedge.data.tf_data import check_tf_data, open_tf_data
from hfedge.errors import UsageError

ACCEPTED_OBJECTS = "a tf.data.Dataset, a datasets.Dataset, IterableDataset or DatasetDict"


def check_dataset(request: DataRequest) -> None:
    """Raises UsageError for a split that is not there."""
    name = _name(request.source)
    if request.config:
        found = f"config={request.config!r} of a data set that was loaded already"
        raise UsageError(found, where=name, hint="Choose the configuration where you load it.")
    if isinstance(request.source, Mapping):
        choose_split(tuple(request.source), request, "calibration", name)
    elif request.split:
        raise UsageError(f"split={request.split!r} of a data set that is one split", where=name,
                         hint="Choose the split where you load it, or give the DatasetDict.")  # fmt: skip


def open_dataset(request: DataRequest, purpose: str) -> Source:
    """What lies here is drawn from all of it, by its rows' numbers; of a stream the first rows are looked at."""
    found, said = request.source, ()
    if isinstance(found, Mapping):
        split, said = choose_split(tuple(found), request, purpose, _name(found))
        found = found[split]
    name, features = _name(found), found.features
    found = found.with_format(None)  # text and numbers of Python, not tensors
    looked_at = SHUFFLED * (request.samples or 1)
    if not hasattr(found, "__len__"):
        return source_of(name, enumerate(found, 1), features, said, most=looked_at)
    total = len(found)
    drawn = sorted(random.Random(0).sample(range(total), min(total, looked_at)))
    return source_of(name, _rows_at(found, drawn), features, said, total=total)


def _rows_at(found: Any, places: list[int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for place in places:
        yield place + 1, found[place]


def _name(found: Any) -> str:
    """ "imdb (test)", "the datasets.IterableDataset" """
    called = getattr(getattr(found, "info", None), "dataset_name", None)
    split = getattr(found, "split", None)
    if called == "generator":
        called = ""  # what datasets calls whatever was made of a function
    return (called or f"the datasets.{type(found).__name__}") + (f" ({split})" if split else "")


@dataclass(frozen=True)
class Reader:
    """package, classes: whose objects it reads; check(request) raises UsageError, open(request, purpose) also
    SourceError."""

    package: str
    classes: tuple[str, ...]
    check: Callable[[DataRequest], None]
    open: Callable[[DataRequest, str], Source]

    def takes(self, found: Any) -> bool:
        module = sys.modules.get(self.package)
        kinds = tuple(_attribute(module, name) for name in self.classes)
        return isinstance(found, tuple(kind for kind in kinds if isinstance(kind, type)))


READERS = (
    Reader("tensorflow", ("data.Dataset",), check_tf_data, open_tf_data),
    Reader(
        "datasets",
        ("Dataset", "IterableDataset", "DatasetDict", "IterableDatasetDict"),
        check_dataset,
        open_dataset,
    ),
)


def is_data(found: Any) -> bool:
    """Whether it is an object of READERS."""
    return any(reader.takes(found) for reader in READERS)


def reader_of(request: DataRequest) -> Reader:
    """Raises UsageError for an object that nothing reads."""
    for reader in READERS:
        if reader.takes(request.source):
            return reader
    kind = type(request.source)
    raise UsageError(f"data of the type {kind.__module__}.{kind.__qualname__}",
                     accepted=f"a path, a data set's Hub id, {ACCEPTED_OBJECTS}, or texts")  # fmt: skip


def _attribute(module: Any, name: str) -> Any:
    """None where it is not there."""
    for part in name.split("."):
        module = getattr(module, part, None)
    return module
