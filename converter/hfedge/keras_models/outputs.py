"""What a Keras model gives, and which task that is: from the names and shapes of its outputs, and its last op."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from hfedge.errors import UnsupportedError, UsageError
from hfedge.lazy import tf
from hfedge.tf_classes.patches import sizes

# A last layer's activation that turns logits to probabilities, and the problem_type that it means.
_ACTIVATIONS = {"Softmax": "single_label_classification", "Sigmoid": "multi_label_classification"}
# The same of the loss that a model was compiled with, by the start of its class or function name.
_LOSSES = {
    "sparsecategoricalcrossentropy": "single_label_classification",
    "categoricalcrossentropy": "single_label_classification",
    "binarycrossentropy": "multi_label_classification",
    "meansquarederror": "regression",
    "mse": "regression",
}
_PASSING = ("Identity", "StopGradient", "PreventGradient")
# What transformers and people call the one output of a classifier.
_LOGITS = ("logits", "output", "outputs", "predictions", "")


@dataclass(frozen=True)
class Kind:
    """What a model is for. head: a name of architectures' HEADS, None where it gives token states; size: the width of
    the rows that it gives; output: the name of the output that is read ("": the only one); problem_type: of
    text-classification, "" if nothing says it; activated: its last op is a softmax or a sigmoid, before which the
    logits are."""

    head: str | None
    size: int
    output: str
    problem_type: str = ""
    activated: bool = False

    @property
    def per_token(self) -> bool:
        """Whether the outputs have a row for every token."""
        return self.head in (None, "question-answering", "token-classification", "fill-mask")

    def read(self, outputs: Any) -> SimpleNamespace:
        """The tensors under the names that transformers gives them: what hfedge.tf_classes.model.READERS read."""
        named = named_outputs(outputs)
        if self.head == "question-answering":
            return SimpleNamespace(start_logits=named["start_logits"], end_logits=named["end_logits"])
        tensor = named[self.output]
        tensor = before_activation(tensor) if self.activated else tensor
        if self.head is None:
            return SimpleNamespace(last_hidden_state=tensor, hidden_states=(tensor,))
        name = "pooler_output" if self.head == "sentence-similarity" else "logits"
        return SimpleNamespace(**{name: tensor})


def named_outputs(outputs: Any) -> dict[str, Any]:
    """By name: of a dict (transformers' outputs are some), by place in a list, "" for one alone. None is left out."""
    if isinstance(outputs, Mapping):
        found = dict(outputs)
    elif isinstance(outputs, (list, tuple)):
        found = {str(place): tensor for place, tensor in enumerate(outputs)}
        found = {"": found["0"]} if len(found) == 1 else found
    else:
        found = {"": outputs}
    return {name: tensor for name, tensor in found.items() if isinstance(tensor, tf.Tensor)}


def before_activation(tensor: Any) -> Any:
    """The logits that a softmax or a sigmoid was made of. Raises UnsupportedError where it is none after all."""
    op = last_op(tensor)
    if op.type not in _ACTIVATIONS:
        raise UnsupportedError(f"the model's output comes from {op.type}, before it came from a softmax or a sigmoid")
    return tf.reshape(op.inputs[0], sizes(tensor)) if op.outputs[0].shape.rank != tensor.shape.rank else op.inputs[0]


def last_op(tensor: Any) -> Any:
    """The op that a tensor of a graph was computed by, before what only passes it on, or cuts rows otherwise."""
    op = tensor.op
    while op.type in _PASSING or (op.type == "Reshape" and _same_rows(op)):
        op = op.inputs[0].op
    return op


def _same_rows(reshape: Any) -> bool:
    """Whether the last axis stays as it is, over which a softmax is."""
    before, after = reshape.inputs[0].shape, reshape.outputs[0].shape
    return bool(before.rank and after.rank) and before[-1] is not None and before[-1] == after[-1]


def read_kind(outputs: Any, model: Any, task: str | None, head: str | None, labels: int | None, where: str) -> Kind:
    """outputs: of a graph, for one text; task: as asked; head: the row of HEADS that this task takes, or that the class
    of transformers is for; labels: how many were given. Raises UnsupportedError, and UsageError where the task must be
    told."""
    named = named_outputs(outputs)
    if {"start_logits", "end_logits"} <= named.keys():
        return Kind("question-answering", 2, "")
    output = _choose(named, where)
    tensor = named[output]
    rank, size = tensor.shape.rank, tensor.shape[-1]
    if rank not in (2, 3) or size is None or not tensor.dtype.is_floating:
        raise UnsupportedError(f"the model gives {tensor.dtype.name} {tuple(tensor.shape)}", where=where,
                               accepted="[batch, labels or width] or [batch, tokens, labels or width]")  # fmt: skip
    last = last_op(tensor).type
    problem = _ACTIVATIONS.get(last) or _by_loss(model)
    head = head or _head(output, rank, size, labels, bool(problem), task, where)
    if (rank == 3) != (head in _OF_TOKENS):
        raise UsageError(f"the task takes {_SHAPES[head in _OF_TOKENS]}, the model gives {tuple(tensor.shape)}",
                         where=where, accepted="another task=")  # fmt: skip
    activated = last in _ACTIVATIONS and head not in _UNSCORED
    if not activated and head not in _UNSCORED and _learned_from_probabilities(model):
        raise UnsupportedError(
            f"the model was compiled with a loss of probabilities, and its last op is {last}", where=where,
            accepted="a softmax or a sigmoid as the last op, or logits and a loss from_logits=True",
        )  # fmt: skip
    if activated and head != "text-classification" and last != "Softmax":
        raise UnsupportedError(f"the model's last op is {last}", where=where, accepted="logits, or their Softmax")
    return Kind(head if head != "states" else None, size, output, problem, activated)


_OF_TOKENS = ("token-classification", "fill-mask", "states")
_UNSCORED = ("states", "sentence-similarity")  # no labels: a softmax is as good as any other op there
_SHAPES = {True: "[batch, tokens, ...]", False: "[batch, ...]"}


def _choose(named: Mapping[str, Any], where: str) -> str:
    """The output that is read of several."""
    if len(named) == 1:
        return next(iter(named))
    found = [name for name in ("logits", "last_hidden_state", *_LOGITS) if name in named]
    if not found:
        raise UnsupportedError(f"the model has {len(named)} outputs: {', '.join(named)}", where=where,
                               accepted="one, or one that is called logits or last_hidden_state",
                               hint="Give a model of that one: keras.Model(model.inputs, output).")  # fmt: skip
    return found[0]


def _head(output: str, rank: int, size: int, labels: int | None, scores: bool, task: str | None, where: str) -> str:
    """Where neither the task nor the class tells it."""
    if task in ("feature-extraction", "sentence-similarity"):
        return "states" if rank == 3 else "sentence-similarity"
    if output == "last_hidden_state":
        return "states"
    if labels == size or scores:
        return "text-classification" if rank == 2 else "token-classification"
    raise UsageError(
        f"the model gives {size} numbers {'a text' if rank == 2 else 'a token'}, and nothing says what they are",
        where=where, accepted="task= (text-classification, token-classification, fill-mask, feature-extraction, "
        "sentence-similarity ...), or labels= with a name for each",
    )  # fmt: skip


def _by_loss(model: Any) -> str:
    """The problem type of the loss that the model was compiled with, or ""."""
    loss = getattr(model, "loss", None)
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", None) or type(loss).__name__
    return _LOSSES.get(name.replace("_", "").lower(), "")


def _learned_from_probabilities(model: Any) -> bool:
    """Whether the loss that the model was compiled with takes probabilities, not logits."""
    loss = getattr(model, "loss", None)
    if not _by_loss(model).endswith("classification"):
        return False
    config = loss.get_config() if hasattr(loss, "get_config") else {}
    return not config.get("from_logits", False)
