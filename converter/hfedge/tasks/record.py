"""What a task is: one row of TASKS, and the head that it plans for a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.errors import UnsupportedError
from hfedge.tokenizer.spec import TokenizerSpec


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
    `features`: what the head reads of the tokens beside their ids (names of hfedge.tokenizer.features.FEATURES);
    encode_<T> takes each as one more input. `runtime_features`: those that runtimes read and encode_<T> does not.
    `settings`: numbers that a runtime may choose for each call, int32 [1, 1] inputs of encode_<T>, and what they are if
    nobody does.
    `options`: what runtimes must know to make a result of the outputs, as JSON types; the manifest holds them.
    """

    labels: tuple[str, ...] = ()
    output_names: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    runtime_features: tuple[str, ...] = ()
    settings: Mapping[str, int] = MappingProxyType({})
    options: Mapping[str, Any] = MappingProxyType({})
    first_only = False
    head: Head | None = None
    weights: WeightTable = MappingProxyType({})
    folder_weights: Mapping[str, WeightTable] = MappingProxyType({})
    numbers: Mapping[str, int] = MappingProxyType({})

    def for_tokenizer(self, spec: TokenizerSpec) -> "TaskHead":
        """The same head for the model's tokenizer. Raises UnsupportedError where the two do not go together."""
        return self

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """The task's outputs by name, float32 or int32, the batch first. batch: what the states were made of."""
        raise NotImplementedError


@dataclass(frozen=True)
class Task:
    """One task.

    `class_suffix` is how the names in config.json's "architectures" end for it, or "" where none does.
    `read_head(architecture, config, files)` raises UnsupportedError where the model has not what it takes.
    `compared`: the outputs that parity compares, the first that there is; `scores`: outputs whose last dimension is
    labels; `ranked`: outputs that hold the best scores alone, best first, and the output with what they are of (ids);
    `per_token`: outputs that hold a row for every token, so that those of padding are cut off; `per_layer`: outputs
    that hold such rows for each layer.
    `head`: the row of architectures' HEADS that it takes, None where any encoder will do. `pairs_only`: it asks about
    two texts at once, never about one. `truncation`: which text gives way where a pair is too long, None where the
    tokenizer's file says it; `overlap`: the second text is then read in windows that share at most so many tokens;
    `usual_tokens`: how many tokens a text has at most unless lengths are asked for, where the model takes more;
    `shown`: the output to show of several, "" for the last by name; `calls`: what `run` takes beside the text, as
    Python.
    """

    name: str
    summary: str
    class_suffix: str
    accepts_pairs: bool
    read_head: Callable[[Architecture, Mapping[str, Any], Files], TaskHead]
    compared: tuple[str, ...]
    scores: frozenset[str] = frozenset()
    ranked: Mapping[str, str] = field(default_factory=dict)
    per_token: frozenset[str] = frozenset()
    per_layer: frozenset[str] = frozenset()
    head: str | None = None
    pairs_only: bool = False
    truncation: str | None = None
    overlap: int | None = None
    usual_tokens: int = 512  # attention over thousands of tokens takes gigabytes: only for who asks
    shown: str = ""
    calls: str = ""


def head_of(architecture: Architecture, name: str, files: Files) -> Head:
    """A row of HEADS. Raises UnsupportedError where the architecture has none."""
    if name not in architecture.heads:
        found = f"{architecture.model_type} has no head for {name}"
        raise UnsupportedError(found, where=files.where("config.json"), accepted=", ".join(sorted(architecture.heads)))
    return architecture.heads[name]
