"""Data sets: of the Hub, a folder of data files, a .parquet file, or what save_to_disk wrote.

By the `datasets` package, as a stream: rows come one by one, nothing is loaded whole. A data set's own code is never
run: `datasets` 4 and later cannot, and an older one is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from hfedge.data.record import DataRequest, Row, Source
from hfedge.errors import SourceError, UsageError

Numbered = Iterable[tuple[int, Mapping[str, Any]]]
OLDEST = 4
INSTALL = "pip install 'hfedge[data]'"
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
SHUFFLED = 4  # samples times this many rows are looked at: data sets are often sorted by their labels
# Where nobody says which: the first of these that there is. Test splits of benchmarks often hide their labels.
SPLITS = {"calibration": ("train", "validation", "test"), "verify": ("validation", "test", "train")}


def open_dataset(request: DataRequest, purpose: str = "calibration") -> Source:
    """purpose: a row of SPLITS. Raises UsageError, and SourceError where it cannot be had."""
    datasets = _package()
    found = _load(datasets, request)
    split, said = request.split, ()
    if isinstance(found, Mapping):
        split, said = choose_split(tuple(found), request, purpose, request.source)
        found = found[split]
    elif split:
        raise UsageError(f"no split {split!r}: the folder holds one", where=request.source)
    if request.samples and not Path(request.source).exists():
        found = found.shuffle(seed=0, buffer_size=SHUFFLED * request.samples)  # the same rows each time
    where = f"{request.source} ({', '.join(part for part in (request.config, split) if part)})"
    return source_of(where.removesuffix(" ()"), enumerate(found, 1), getattr(found, "features", None), said)


def choose_split(there: tuple[str, ...], request: DataRequest, purpose: str, where: str) -> tuple[str, tuple[str, ...]]:
    """-> the split, and what is to be said of the choice. Raises UsageError."""
    if not request.split:
        split = _split(there, where, SPLITS[purpose])
        return split, (f"the split {split}",)
    if request.split not in there:
        raise UsageError(f"no split {request.split!r}", where=where, accepted=", ".join(there))
    return request.split, ()


def _package() -> Any:
    try:
        import datasets
    except ImportError as error:
        raise UsageError("data sets are read by the package datasets, which is not installed",
                         hint=f"Install it with: {INSTALL}.") from error  # fmt: skip
    if int(datasets.__version__.split(".")[0]) < OLDEST:
        raise UsageError(f"datasets {datasets.__version__} can run a data set's own code",
                         accepted=f"{OLDEST} or later", hint=f"Install it with: {INSTALL}.")  # fmt: skip
    return datasets


def _load(datasets: Any, request: DataRequest) -> Any:
    """By split, or one alone."""
    path = Path(request.source)
    try:
        if path.is_dir() and any((path / name).is_file() for name in ("state.json", "dataset_dict.json")):
            return datasets.load_from_disk(str(path))
        if path.suffix == ".parquet":
            return datasets.load_dataset("parquet", data_files=str(path), streaming=True)
        return datasets.load_dataset(request.source, request.config or None, streaming=True)
    except Exception as error:  # datasets, huggingface_hub and pyarrow raise dozens
        raise _unavailable(request, error) from error


def _unavailable(request: DataRequest, error: Exception) -> SourceError:
    found = " ".join(str(error).split())[:400] or type(error).__name__
    hint = "Name one with --config." if "onfig name is missing" in found else ""
    return SourceError(f"the data set cannot be read ({found})", where=request.source, hint=hint)


def _split(there: tuple[str, ...], where: str, preferred: tuple[str, ...]) -> str:
    if len(there) == 1:
        return there[0]
    for name in preferred:
        if name in there:
            return name
    raise UsageError("several splits", where=where, accepted=", ".join(there), hint="Name one with --split.")


def source_of(where: str, numbered: Numbered, features: Any, said: tuple[str, ...] = (), **more: Any) -> Source:
    """Of rows with their numbers, as `datasets` gives them; features: its columns' types, which name the labels."""
    rows = _rows(where, numbered)
    first = next(rows, None)
    if first is None:
        raise UsageError("the data set has no rows", where=where)
    kinds = {name: getattr(kind, "feature", kind) for name, kind in (features or {}).items()}
    names = {name: tuple(kind.names) for name, kind in kinds.items() if getattr(kind, "names", None)}
    return Source(where, "row", tuple(first.values), chain([first], rows), names, said, **more)


def _rows(where: str, numbered: Numbered) -> Iterator[Row]:
    try:
        for number, values in numbered:
            yield Row(number, values)
    except Exception as error:  # a shard that cannot be had, or is damaged
        raise SourceError(f"its rows cannot be read ({' '.join(str(error).split())[:400]})", where=where) from error
