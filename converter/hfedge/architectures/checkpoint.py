"""The weight table of an architecture: which foreign weight is which of ours, and what shape it must have.

    {**embedding("embeddings/word", "embeddings.word_embeddings", "vocab_size", "hidden_size"),
     **linear("layers/{i}/attention/output", "encoder.layer.{i}.attention.output.dense", "hidden_size", ...)}

reads as: our name, the name in the checkpoint, the shape in names of the config's numbers. "{i}" stands for
every layer, "{groups}" for each of numbers["groups"]. All weights of a checkpoint are accounted for: used, or
left out for a listed reason, or refused.
"""

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from hfedge.architectures.config import Numbers
from hfedge.errors import WeightError

# Names that transformers itself still translates when it loads a checkpoint made by TensorFlow code.
_OLD_ENDINGS = {".gamma": ".weight", ".beta": ".bias"}
# Whole-number weights are somebody's quantization, whose scales are elsewhere.
_FLOAT_KINDS = ("F64", "F32", "F16", "BF16")
# More problems than this say nothing new.
_MOST_PROBLEMS = 12


class Weights(Protocol):
    """What is read of a checkpoint (hfedge.weights.Weights is the real one)."""

    @property
    def names(self) -> tuple[str, ...]: ...
    def shape(self, name: str) -> tuple[int, ...]: ...
    def dtype(self, name: str) -> str: ...
    def get(self, name: str) -> Any: ...
    def where(self, name: str) -> str: ...


def _always(numbers: Numbers) -> bool:
    return True


@dataclass(frozen=True)
class WeightRow:
    """One weight: its foreign name, its shape (numbers, or names of them), and when it exists at all.

    `again` is a second name, for a tensor that some checkpoints hold under it, alone or too. Of layers, `first` is
    the first that has it.
    `transposed` is for matrices, which PyTorch stores as [outputs, inputs] and we as [inputs, outputs]: the
    .tflite comes out the same, but TF.js multiplies by a transposed matrix 11 times slower (measured, wasm).
    """

    foreign: str
    shape: tuple[str | int, ...]
    transposed: bool = False
    exists: Callable[[Numbers], bool] = _always
    again: str = ""
    first: int = 0


WeightTable = Mapping[str, WeightRow]


def linear(ours: str, foreign: str, outputs: str | int, inputs: str | int, **more: Any) -> dict[str, WeightRow]:
    """The matrix and the bias of torch.nn.Linear."""
    return {**matrix(ours, foreign, outputs, inputs, **more), **bias(ours, foreign, outputs, **more)}


def matrix(ours: str, foreign: str, outputs: str | int, inputs: str | int, **more: Any) -> dict[str, WeightRow]:
    """torch.nn.Linear(bias=False)."""
    return {f"{ours}/weight": WeightRow(f"{foreign}.weight", (outputs, inputs), transposed=True, **more)}


def bias(ours: str, foreign: str, size: str | int, **more: Any) -> dict[str, WeightRow]:
    """The bias alone, where whether there is one depends on the config."""
    return {f"{ours}/bias": WeightRow(f"{foreign}.bias", (size,), **more)}


def scale(ours: str, foreign: str, size: str, **more: Any) -> dict[str, WeightRow]:
    """The one vector of a norm without a bias, LayerNorm(bias=False) or RMSNorm."""
    return {f"{ours}/weight": WeightRow(f"{foreign}.weight", (size,), **more)}


def norm(ours: str, foreign: str, size: str, **more: Any) -> dict[str, WeightRow]:
    """The two vectors of torch.nn.LayerNorm."""
    return {f"{ours}/{leaf}": WeightRow(f"{foreign}.{leaf}", (size,), **more) for leaf in ("weight", "bias")}


def embedding(ours: str, foreign: str, rows: str, size: str) -> dict[str, WeightRow]:
    """The table of torch.nn.Embedding."""
    return {f"{ours}/weight": WeightRow(f"{foreign}.weight", (rows, size))}


@dataclass(frozen=True)
class WeightMatch:
    """How a checkpoint and a weight table fit: `used` is our name -> (foreign name, row)."""

    used: Mapping[str, tuple[str, WeightRow]]
    unused: Mapping[str, str]

    def load(self, weights: Weights) -> dict[str, Any]:
        """The used weights as float32 arrays by our names, matrices as [inputs, outputs]."""
        arrays = {ours: weights.get(foreign) for ours, (foreign, _) in self.used.items()}
        return {ours: array.T if self.used[ours][1].transposed else array for ours, array in arrays.items()}


def match_weights(
    table: WeightTable, numbers: Numbers, weights: Weights, prefix: str, unused: Mapping[str, str]
) -> WeightMatch:
    """Finds every weight of `table` in `weights`, whose names may start with `prefix` ("bert.") or not.

    `unused` gives the reason for what may be left over: a name, or the start of names if it ends in ".";
    "{i}" stands for any number.
    Raises WeightError that tells all that is missing, left over or of a wrong shape. Reads shapes only.
    """
    found, problems = canonical_names(weights, prefix)
    rows = {ours: _as_found(row, found) for ours, row in expand(table, numbers)}
    used = {ours: (found[row.foreign], row) for ours, row in rows.items() if row.foreign in found}
    problems += [f"{row.foreign} is missing" for row in rows.values() if row.foreign not in found]
    problems += [problem for name, row in used.values() if (problem := _misfit(weights, name, row, numbers))]
    taken = {row.foreign for row in rows.values()}
    unused = {**unused, **{row.again: f"the same as {row.foreign}" for row in rows.values() if row.again}}
    rest = {actual: _reason(name, unused) for name, actual in found.items() if name not in taken}
    problems += [f"{actual} is left over" for actual, reason in rest.items() if not reason]
    if problems:
        raise _weight_error(problems, weights)
    return WeightMatch(used, rest)


def expand(table: WeightTable, numbers: Numbers) -> Iterator[tuple[str, WeightRow]]:
    """One row per weight: "{i}" becomes 0, 1, ... up to the number of layers, another name up to that number."""
    for ours, row in table.items():
        if not row.exists(numbers):
            continue
        markers = re.findall(r"{(\w+)}", ours)
        counts = (
            range(row.first, numbers["layers"]) if marker == "i" else range(numbers[marker]) for marker in markers
        )
        for indices in itertools.product(*counts):
            at = dict(zip(markers, indices))
            yield ours.format(**at), dataclasses.replace(row, foreign=row.foreign.format(**at))


def _as_found(row: WeightRow, found: Mapping[str, str]) -> WeightRow:
    """The row with its two names changed about where the checkpoint has only the second."""
    if row.foreign in found or row.again not in found:
        return row
    return dataclasses.replace(row, foreign=row.again, again=row.foreign)


def canonical_names(weights: Weights, prefix: str) -> tuple[dict[str, str], list[str]]:
    """Names as the table has them -> names as the checkpoint has them, and the names that came up twice."""
    names: dict[str, str] = {}
    twice = []
    for actual in weights.names:
        name = actual.removeprefix(prefix)
        ending = next((old for old in _OLD_ENDINGS if name.endswith(old)), None)
        name = name.removesuffix(ending) + _OLD_ENDINGS[ending] if ending else name
        if name in names:
            twice.append(f"{actual} and {names[name]} are the same weight")
        names[name] = actual
    return names, twice


def shape_of(row: WeightRow, numbers: Numbers) -> tuple[int, ...]:
    """As PyTorch stores it."""
    return tuple(numbers[size] if isinstance(size, str) else size for size in row.shape)


def _misfit(weights: Weights, name: str, row: WeightRow, numbers: Numbers) -> str:
    found = tuple(weights.shape(name))
    expected = shape_of(row, numbers)
    if found != expected:
        return f"{name} is {list(found)}, the config asks for {list(expected)}"
    kind = weights.dtype(name)
    return "" if kind in _FLOAT_KINDS else f"{name} is stored as {kind}, not as floating-point numbers"


def _reason(name: str, unused: Mapping[str, str]) -> str:
    name = re.sub(r"\.[0-9]+(?=\.)", ".{i}", name)
    starts = (reason for key, reason in unused.items() if key.endswith(".") and name.startswith(key))
    return unused[name] if name in unused else next(starts, "")


def _weight_error(problems: list[str], weights: Weights) -> WeightError:
    more = len(problems) - _MOST_PROBLEMS
    shown = problems[:_MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
    files = sorted({weights.where(name).removesuffix(f": {name}") for name in weights.names})
    others = f" and {len(files) - 1} other files" if len(files) > 1 else ""
    return WeightError(
        "the weights do not fit the config: " + "; ".join(shown),
        where=files[0] + others if files else "an empty checkpoint",
        accepted="every weight of the model in its shape, and no weight that the model has no place for",
        hint="Are config.json and the weights of the same training? Load it in transformers and save_pretrained() it.",
    )
