"""What a task is: one row of TASKS, and the head that it plans for a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TokenStates


class Files(Protocol):
    """What is read of a model's folder (hfedge.resolve.Snapshot is the real one)."""

    def has(self, filename: str) -> bool: ...
    def read_json(self, filename: str) -> Any: ...
    def where(self, filename: str) -> str: ...


class TaskHead:
    """What follows the encoder, planned from the JSON files alone. Heads override what they have.

    `labels` are in the order of the scores. `first_only`: nothing but the first token of each text is read.
    `head` is the architecture's own head, where the task reads one. `weights` are rows of the model's own checkpoint,
    `folder_weights` of those in subfolders, by folder. `numbers` are sizes for the weight tables, beside the config's.
    """

    labels: tuple[str, ...] = ()
    output_names: tuple[str, ...] = ()
    first_only = False
    head: Head | None = None
    weights: WeightTable = MappingProxyType({})
    folder_weights: Mapping[str, WeightTable] = MappingProxyType({})
    numbers: Mapping[str, int] = MappingProxyType({})

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers) -> dict[str, Any]:
        """The task's outputs by name, float32, the batch first."""
        raise NotImplementedError


@dataclass(frozen=True)
class Task:
    """One task.

    `class_suffix` is how the names in config.json's "architectures" end for it, or "" where none does.
    `read_head(architecture, config, files)` raises UnsupportedError where the model has not what it takes.
    """

    name: str
    summary: str
    class_suffix: str
    accepts_pairs: bool
    read_head: Callable[[Architecture, Mapping[str, Any], Files], TaskHead]
