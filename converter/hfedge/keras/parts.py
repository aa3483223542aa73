"""The pieces of an EndToEnd model: plan, tokenizer, the rows of its weights, and the encoder as a function of these."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.architectures import ARCHITECTURES, Architecture, find_architecture
from hfedge.architectures.checkpoint import WeightMatch, WeightRow
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch
from hfedge.build import account_for_weights
from hfedge.errors import UnsupportedError, UsageError
from hfedge.keras.blueprint import CONFIG, Blueprint, plan_of, read_blueprint
from hfedge.keras.filled import FilledSnapshot, with_new_head, without_checkpoint
from hfedge.keras.objectives import OBJECTIVES, OF_LOSS
from hfedge.keras.tokens import BatchTokenizer, row_lengths
from hfedge.plan import Plan, check_architecture
from hfedge.resolve import ModelRef, Snapshot, resolve
from hfedge.trace import IDS

# Rows of a head that transformers keeps in the model below it, and where it does not.
_POOLER = "pooler."
_OWN_POOLER = ("deberta-v2",)


@dataclass(frozen=True)
class Weight:
    """One variable: its name in the PyTorch file of `folder` ("" for the model's own), and its row."""

    name: str
    folder: str
    row: WeightRow

    @property
    def path(self) -> str:
        """Of all weights of the model, this one's name."""
        return f"{self.folder}.{self.name}" if self.folder else self.name

    def as_stored(self, array: np.ndarray) -> np.ndarray:
        """As PyTorch has it: matrices are [outputs, inputs] there."""
        return np.ascontiguousarray(array.T if self.row.transposed else array)


@dataclass(frozen=True)
class Parts:
    """weights: by the names of the weight table. new: the names of weights that were made for a new head."""

    blueprint: Blueprint
    plan: Plan
    numbers: Numbers
    weights: Mapping[str, Weight]
    tokenizer: BatchTokenizer
    new: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Parts({self.plan!r}, {len(self.weights)} weights)"

    def arrange(self, arrays: Mapping[str, Any]) -> dict[str, Any]:
        """Arrays or tensors by the names of the weight table -> the parameters of the forward pass."""
        own = {ours: array for ours, array in arrays.items() if not self.weights[ours].folder}
        rest = {ours: array for ours, array in arrays.items() if ours not in own}
        return {**self.plan.architecture.arrange(own, self.numbers), **rest}

    def dropout(self, asked: float | None) -> dict[str, float]:
        """The rate of each place; asked: one for all, None for those of the config. Raises HfedgeError."""
        rows, where = self.plan.architecture.dropout, f"{self.plan.name}/{CONFIG}"
        if asked is None:
            return {place: rate.read(self.plan.config, where) for place, rate in rows.items()}
        if isinstance(asked, bool) or not isinstance(asked, (int, float)) or not 0 <= asked < 1:
            raise UsageError(f"dropout={asked!r}", accepted="a number from 0 to below 1, or None")
        if asked and not rows:
            known = ", ".join(name for name, row in ARCHITECTURES.items() if row.dropout)
            found = f"dropout={asked} for {self.plan.architecture.model_type}, which is trained without"
            raise UsageError(found, accepted=f"dropout=0, or a model of {known}")
        return dict.fromkeys(rows, float(asked))

    def encode(self, arrays: Mapping[str, Any], tokens: Mapping[str, Any]) -> dict[str, Any]:
        """tokens: int32 [batch, tokens, ...] by name -> the task's outputs, and OF_LOSS, which its own loss reads."""
        head = self.plan.head
        settings = {name: np.full([1, 1], value, np.int32) for name, value in head.settings.items()}
        features = {**settings, **{name: tokens[name] for name in head.features}}
        batch = TextBatch(*(tokens[name] for name in IDS), features)
        scope = Scope(self.arrange(arrays))
        states = self.plan.architecture.forward(scope, batch, self.numbers, head.first_only)
        outputs = head.outputs(scope, states, self.numbers, batch)
        objective = OBJECTIVES.get(self.plan.task.name)
        if objective:
            return {**outputs, OF_LOSS: objective.logits(head, scope, states, self.numbers, batch, outputs)}
        return outputs


def open_checkpoint(
    checkpoint: str,
    revision: str | None,
    task: str | None,
    labels: Sequence[str] | None,
    problem_type: str | None,
    max_tokens: int | None,
) -> tuple[Parts, dict[str, np.ndarray]]:
    """-> the parts, and the weights by the names of the weight table. Raises HfedgeError."""
    snapshot = resolve(ModelRef.parse(checkpoint, revision), check=_check)
    blueprint = read_blueprint(snapshot, task, max_tokens, labels, problem_type)
    before = snapshot.read_json(CONFIG).get("id2label")
    other_labels = labels is not None and blueprint.config["id2label"] != before
    with blueprint.opened() as files:
        architecture, new = _architecture(files), ()
        filled = FilledSnapshot(files, snapshot.weights)
        if task is not None or labels is not None:
            filled, new = with_new_head(files, snapshot, architecture, blueprint.task, other_labels)
        parts, arrays = _read(blueprint, filled)
    if new:
        warnings.warn(f"{snapshot.name}: new weights, to be trained: {', '.join(new)}", UserWarning, stacklevel=3)
    return replace(parts, new=new), arrays


def open_blueprint(blueprint: Blueprint) -> tuple[Parts, dict[str, np.ndarray]]:
    """The same with zeros for weights. Raises HfedgeError."""
    with blueprint.opened() as files:
        return _read(blueprint, without_checkpoint(files, _architecture(files), blueprint.task))


def _check(snapshot: Snapshot) -> None:
    """Before any weight is downloaded."""
    _architecture(snapshot)
    check_architecture(snapshot)


def _architecture(files: Snapshot) -> Architecture:
    where = files.where(CONFIG)
    row = find_architecture(files.read_json(CONFIG), where)
    if row.source != "native":
        raise UnsupportedError(
            f"{row.model_type} is converted through transformers' TensorFlow classes, which are no Keras 3 model",
            where=where, accepted="the architectures that `hfedge list architectures` calls native",
            hint="hfedge.convert() takes it as it is.",
        )  # fmt: skip
    return row


def _read(blueprint: Blueprint, snapshot: Snapshot) -> tuple[Parts, dict[str, np.ndarray]]:
    chosen = plan_of(blueprint, snapshot)
    if blueprint.max_tokens is not None:
        chosen = replace(chosen, encode_lengths=row_lengths(chosen.max_tokens))
    if not chosen.max_tokens > 0:
        raise UsageError(f"max_tokens {chosen.max_tokens}", accepted="a positive number")
    where = snapshot.where(CONFIG)
    numbers = {**chosen.architecture.numbers(chosen.config, where), **chosen.head.numbers}
    with snapshot.weights() as weights:
        folders = {folder: snapshot.weights(folder) for folder in chosen.head.folder_weights}
        match = account_for_weights(chosen.architecture, chosen.config, chosen.head, weights, folders, where)
        arrays = match.own.load(weights)
        for folder, part in match.folders.items():
            arrays |= part.load(folders[folder])
    rows = _weights(chosen, "", match.own)
    for folder, part in match.folders.items():
        rows |= _weights(chosen, folder, part)
    return Parts(blueprint, chosen, numbers, rows, BatchTokenizer.of(chosen)), arrays


def _weights(chosen: Plan, folder: str, match: WeightMatch) -> dict[str, Weight]:
    return {ours: Weight(_full_name(chosen, ours, row, folder), folder, row) for ours, (_, row) in match.used.items()}


def _full_name(chosen: Plan, ours: str, row: WeightRow, folder: str) -> str:
    """As transformers saves it: with a head, what is below the head has the architecture's prefix."""
    architecture = chosen.architecture
    if folder or chosen.task.head is None:
        return row.foreign
    pooler = row.foreign.startswith(_POOLER) and architecture.model_type not in _OWN_POOLER
    below = pooler or not _is_of_head(ours, chosen)
    return architecture.prefix + row.foreign if below else row.foreign


def _is_of_head(ours: str, chosen: Plan) -> bool:
    return ours in chosen.head.weights
