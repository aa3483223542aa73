"""From a row of TF_CLASSES to an ordinary Architecture: weight table and forward come from the Keras model.

The model is built in a graph of its own, where its variables have names and shapes and take no memory. Each is a weight
of the table, under the name that it has in PyTorch; whenever the model is called, the attributes that held variables
hold the parameters that the encoder is called with. So weights are matched, loaded, bound and emitted like any others.
"""

import contextlib
import importlib
import inspect
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hfedge.architectures.checkpoint import WeightRow
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture
from hfedge.architectures.tf_classes import ClassArchitecture
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tf_classes.names import from_torch, torch_name, torch_shape
from hfedge.tf_classes.patches import patched

# What our own parameters are called below.
_PATH = "model/"
# What a class reads does not depend on the length of the text.
_TRACED_TOKENS = 8


@dataclass(frozen=True)
class Place:
    """An attribute of a Keras layer that held a variable, and the parameter that stands for it.

    variable: the variable's name; shape: its shape, which the parameter is given when it is read.
    """

    layer: Any
    attribute: str
    variable: str
    shape: tuple[int, ...]
    parameter: str

    def row(self, prefix: str) -> WeightRow:
        return WeightRow(torch_name(self.variable).removeprefix(prefix), torch_shape(self.variable, self.shape))

    def stored(self, array: np.ndarray) -> np.ndarray:
        """A weight as PyTorch stores it -> the parameter: turned as TensorFlow has it, and no more than a matrix.

        So that it can be the weights of a linear layer, [inputs, outputs], wherever it is used as that.
        """
        return from_torch(self.variable, array, self.shape).reshape(stored_shape(self.shape))


def stored_shape(shape: tuple[int, ...]) -> tuple[int, ...]:
    """(1, inputs, outputs) -> (inputs, outputs); (inputs, heads, size) -> (inputs, heads * size)"""
    if len(shape) < 3:
        return shape
    first, *rest = [size for size in shape if size != 1] or [1]
    return (first, int(np.prod(rest))) if rest else (first,)


def open_class(row: ClassArchitecture, config: Mapping[str, Any], head: str | None) -> Architecture:
    """The row with weights and forward; head: a name of row.heads, or None for the encoder alone."""
    with patched(None):
        model = _build(row, config, row.class_for(config, head))
    places = tuple(_places(model, row.prefix))

    def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
        inputs = _inputs(model, batch, head)
        with patched(batch.attention_mask), _parameters(places, w / "model"):
            outputs = model(**inputs, output_hidden_states=head is None, training=False)
        return READERS[head](outputs, batch, numbers)

    def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
        by_name = {place.parameter: place for place in places}
        return {name: by_name[name].stored(array) if name in by_name else array for name, array in arrays.items()}

    read = _read_parameters(places, forward, row.numbers(config, "config.json"))
    weights = {place.parameter: place.row(row.prefix) for place in places}
    unread = {weights[name].foreign: "the head of this task does not read it" for name in weights if name not in read}
    return replace(
        row, weights={name: weights[name] for name in weights if name in read}, forward=forward, arrange=arrange,
        unused_weights={**row.unused_weights, **unread},
    )  # fmt: skip


def _read_parameters(places: tuple[Place, ...], forward: Callable[..., TokenStates], numbers: Numbers) -> set[str]:
    """The parameters that the outputs are made of: a checkpoint without the others is as good (a pooler, say)."""
    shape = [1, min(_TRACED_TOKENS, numbers["max_positions"])]
    specs = {place.parameter: tf.TensorSpec(stored_shape(place.shape), tf.float32) for place in places}

    def rows(parameters: Mapping[str, Any], *ids: Any) -> Any:
        states = forward(Scope(parameters), TextBatch(*ids), numbers, False)
        return states.rows, states.every_layer

    ids = [tf.TensorSpec(shape, tf.int32)] * 3
    graph = tf.function(rows, autograph=False).get_concrete_function(specs, *ids).graph
    needed = needed_ops(graph)
    return {name for tensor, name in zip(graph.inputs, sorted(specs)) if tensor.op in needed}


def needed_ops(graph: Any) -> set[Any]:
    """The ops that a function's outputs are made of, its inputs among them."""
    seen, waiting = set(), [tensor.op for tensor in graph.outputs]
    while waiting:
        op = waiting.pop()
        if op not in seen:
            seen.add(op)
            waiting += [tensor.op for tensor in op.inputs]
    return seen


def _build(row: ClassArchitecture, config: Mapping[str, Any], name: str) -> Any:
    # Not transformers' own front: in a process where it was imported for torch alone, that has no TF classes.
    module = importlib.import_module(f"transformers.models.{row.model_type}.modeling_tf_{row.model_type}")
    # Some classes ask for initializer_range though their config has none; every weight is overwritten.
    settings = getattr(module, f"{row.stem}Config").from_dict({"initializer_range": 0.02, **config})
    with tf.Graph().as_default():
        model = getattr(module, name)(settings)
        model.build_in_name_scope()
    return model


def _places(model: Any, prefix: str) -> Iterator[Place]:
    """Where the model's variables are. They are taken out: what is read must be a parameter."""
    found, names = set(), {variable.name for variable in model.weights}
    for layer in (model, *model.submodules):
        for attribute, value in list(vars(layer).items()):
            if not isinstance(value, tf.Variable):
                continue
            found.add(value.name)
            variable = _built_once(value.name, names)
            name = torch_name(variable).removeprefix(prefix).replace(".", "/")
            yield Place(layer, attribute, variable, tuple(value.shape), _PATH + name)
            vars(layer)[attribute] = None
    if lost := names - found:
        raise UnsupportedError(f"the class keeps a variable where hfedge does not find it: {sorted(lost)[0]}")


def _built_once(name: str, names: Collection[str]) -> str:
    """ESM builds its word embeddings twice: the second ones are called word_embeddings_1, and are the same weight."""
    first = re.sub(r"_\d+/", "/", name)
    return first if first in names else name


@contextlib.contextmanager
def _parameters(places: tuple[Place, ...], w: Scope) -> Iterator[None]:
    """The layers hold the parameters of the scope while the block runs."""
    for place in places:
        name = place.parameter.removeprefix(_PATH)
        # What is computed from one that the outputs do not need goes with the graph's other dead ends.
        parameter = w[name] if name in w else tf.zeros(place.shape)
        vars(place.layer)[place.attribute] = tf.reshape(parameter, place.shape) if len(place.shape) > 2 else parameter
    try:
        yield
    finally:
        for place in places:
            vars(place.layer)[place.attribute] = None


def _inputs(model: Any, batch: TextBatch, head: str | None) -> dict[str, Any]:
    inputs = {"input_ids": batch.input_ids, "attention_mask": batch.attention_mask}
    if "token_type_ids" in inspect.signature(model.call).parameters:
        inputs["token_type_ids"] = batch.type_ids
    if head == "multiple-choice":  # one choice a text
        inputs = {name: tf.expand_dims(tensor, 1) for name, tensor in inputs.items()}
    return inputs


def _read_states(outputs: Any, batch: TextBatch, numbers: Numbers) -> TokenStates:
    every = tuple(_rows(states, numbers["hidden_size"]) for states in outputs.hidden_states)
    rows = _rows(outputs.last_hidden_state, numbers["hidden_size"])
    return TokenStates(rows, batch.attention_mask, batch.batch, batch.tokens, numbers["hidden_size"], every)


def _read_texts(outputs: Any, batch: TextBatch, numbers: Numbers) -> TokenStates:
    """One row a text."""
    logits = outputs.logits
    return TokenStates(logits, batch.attention_mask[:, :1], batch.batch, 1, int(logits.shape[-1]))


def _read_tokens(outputs: Any, batch: TextBatch, numbers: Numbers) -> TokenStates:
    size = int(outputs.logits.shape[-1])
    return TokenStates(_rows(outputs.logits, size), batch.attention_mask, batch.batch, batch.tokens, size)


def _read_span(outputs: Any, batch: TextBatch, numbers: Numbers) -> TokenStates:
    logits = tf.stack([outputs.start_logits, outputs.end_logits], axis=-1)
    return TokenStates(_rows(logits, 2), batch.attention_mask, batch.batch, batch.tokens, 2)


def _read_embedding(outputs: Any, batch: TextBatch, numbers: Numbers) -> TokenStates:
    """One row a text."""
    rows = outputs.pooler_output
    return TokenStates(rows, batch.attention_mask[:, :1], batch.batch, 1, int(rows.shape[-1]))


def _rows(states: Any, size: int) -> Any:
    return tf.reshape(states, [-1, size])


# What the rows of the states are: the class has put its own head on them already.
READERS: dict[str | None, Callable[[Any, TextBatch, Numbers], TokenStates]] = {
    None: _read_states,
    "text-classification": _read_texts,
    "token-classification": _read_tokens,
    "question-answering": _read_span,
    "fill-mask": _read_tokens,
    "multiple-choice": _read_texts,
    "sentence-similarity": _read_embedding,
}
