"""Weights of a checkpoint with those of a new head filled in, or none but their shapes."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

import numpy as np

from hfedge.architectures import Architecture
from hfedge.architectures.checkpoint import WeightRow, Weights, WeightTable, canonical_names, expand, shape_of
from hfedge.architectures.config import Numbers
from hfedge.resolve import Snapshot
from hfedge.tasks import TaskHead, find_task

Make = Callable[[tuple[int, ...]], np.ndarray]
# transformers' own, where config.json does not say it.
INITIALIZER_RANGE = 0.02


class FilledWeights:
    """As hfedge.weights.Weights: a checkpoint, or none, of which some weights are another's. made: by name the shape
    and what makes the weight of it; hidden: names of the checkpoint that are not read."""

    def __init__(
        self,
        base: Any | None,
        made: Mapping[str, tuple[tuple[int, ...], Make]],
        hidden: frozenset[str] = frozenset(),
    ):
        self._base, self._made = base, dict(made)
        self._kept = frozenset(base.names if base else ()) - hidden - self._made.keys()

    def __repr__(self) -> str:
        return f"FilledWeights({len(self._kept)} read, {len(self._made)} made)"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*self._kept, *self._made}))

    @property
    def total_bytes(self) -> int:
        return self._base.total_bytes if self._base else 0

    def shape(self, name: str) -> tuple[int, ...]:
        return self._made[name][0] if name in self._made else self._base.shape(name)

    def dtype(self, name: str) -> str:
        return "F32" if name in self._made else self._base.dtype(name)

    def where(self, name: str) -> str:
        return f"newly made: {name}" if name in self._made else self._base.where(name)

    def get(self, name: str) -> np.ndarray:
        if name not in self._made:
            return self._base.get(name)
        shape, make = self._made[name]
        return make(shape)

    def close(self) -> None:
        if self._base:
            self._base.close()

    def __enter__(self) -> "FilledWeights":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class FilledSnapshot(Snapshot):
    """A snapshot whose weights come from elsewhere: `weights_of(prefix)`."""

    def __init__(self, files: Snapshot, weights_of: Callable[[str], FilledWeights]):
        super().__init__(files.name, files.commit, files.folder, files.license, from_hub=False)
        object.__setattr__(self, "weights_of", weights_of)

    def weights(self, prefix: str = "") -> Any:
        return self.weights_of(prefix)


def with_new_head(
    files: Snapshot, checkpoint: Snapshot, architecture: Architecture, task: str, all_of_labels: bool
) -> tuple[FilledSnapshot, tuple[str, ...]]:
    """The checkpoint with what its task's head lacks -> it, and the names of the new weights.

    files: of the model as it will be; all_of_labels: what has a row for each label is new in any case. Raises
    UnsupportedError where the architecture has no such head."""
    head, config, numbers = _head(files, architecture, task)
    with checkpoint.weights() as weights:
        missing, hidden = _missing(head.weights, numbers, weights, architecture.prefix, all_of_labels)
    deviation = config.get("initializer_range")
    deviation = deviation if isinstance(deviation, (int, float)) else INITIALIZER_RANGE
    made = {row.foreign: (shape_of(row, numbers), _initial(row, float(deviation))) for row in missing}

    def weights_of(prefix: str) -> FilledWeights:
        base = checkpoint.weights(prefix)
        return FilledWeights(base, {} if prefix else made, frozenset() if prefix else hidden)

    return FilledSnapshot(files, weights_of), tuple(made)


def without_checkpoint(files: Snapshot, architecture: Architecture, task: str) -> FilledSnapshot:
    """Zeros in every place: the shapes of a model whose weights come later."""
    head, _, numbers = _head(files, architecture, task)

    def weights_of(prefix: str) -> FilledWeights:
        table = head.folder_weights[prefix] if prefix else {**architecture.weights, **head.weights}
        rows = [row for _, row in expand(table, numbers)]
        return FilledWeights(None, {row.foreign: (shape_of(row, numbers), _zeros) for row in rows})

    return FilledSnapshot(files, weights_of)


def _head(files: Snapshot, architecture: Architecture, task: str) -> tuple[TaskHead, dict[str, Any], Numbers]:
    config, where = files.read_json("config.json"), files.where("config.json")
    head = find_task(task).read_head(architecture, config, files)
    return head, config, {**architecture.numbers(config, where), **head.numbers}


def _missing(
    table: WeightTable, numbers: Numbers, weights: Weights, prefix: str, all_of_labels: bool
) -> tuple[list[WeightRow], frozenset[str]]:
    """The rows that the checkpoint does not have, or has for other labels, and the names of those others."""
    found, _ = canonical_names(weights, prefix)
    missing, hidden = [], []
    for _, row in expand(table, numbers):
        actual = found.get(row.foreign) or found.get(row.again)
        other = actual and "labels" in row.shape and (all_of_labels or _differs(weights, actual, row, numbers))
        if not actual or other:
            missing.append(row)
        if other:
            hidden.append(actual)
    return missing, frozenset(hidden)


def _differs(weights: Weights, actual: str, row: WeightRow, numbers: Numbers) -> bool:
    return tuple(weights.shape(actual)) != shape_of(row, numbers)


def _zeros(shape: tuple[int, ...]) -> np.ndarray:
    return np.zeros(shape, np.float32)


def _initial(row: WeightRow, deviation: float) -> Make:
    """As transformers' `_init_weights`: matrices by a normal distribution, biases 0, norms 1."""

    def make(shape: tuple[int, ...]) -> np.ndarray:
        if len(shape) == 1:
            return np.full(shape, 0.0 if row.foreign.endswith("bias") else 1.0, np.float32)
        import keras

        # A seed of its own, which keras.utils.set_random_seed decides.
        return np.array(keras.initializers.RandomNormal(stddev=deviation)(shape), np.float32)

    return make
