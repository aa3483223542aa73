"""From a Keras model in memory to an ordinary Architecture: weight table and forward come from the model itself.

Whenever it is traced, the tensors of the encoder stand for its variables; so weights are matched, loaded, bound and
emitted like any others, and the model is traced for every length with static shapes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from hfedge.architectures.checkpoint import WeightRow
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.architectures.record import Architecture, Head
from hfedge.architectures.tf_classes import as_it_is
from hfedge.errors import UnsupportedError
from hfedge.keras_models.calling import Call
from hfedge.keras_models.outputs import Kind
from hfedge.keras_models.patches import traceable
from hfedge.keras_models.reading import reading
from hfedge.lazy import tf
from hfedge.tf_classes.model import READERS, needed_ops, stored_shape

MODEL_TYPE = "keras"
_PATH = "model/"


@dataclass(frozen=True)
class KerasArchitecture(Architecture):
    """The row of one model. `known`: its numbers, which no config.json tells."""

    source: ClassVar[str] = "keras"

    known: Numbers = None  # type: ignore[assignment]

    def numbers(self, config: Mapping[str, Any], where: str) -> dict[str, Any]:
        return dict(self.known)


class Variables:
    """The float32 variables of a model by names that differ. Raises UnsupportedError for half precision."""

    def __init__(self, model: Any, where: str):
        self.by_name: dict[str, Any] = {}
        for variable in _tf_variables(model):
            kind = variable.dtype.base_dtype
            if kind.is_floating and kind != tf.float32:
                raise UnsupportedError(f"the variable {variable.name} is {kind.name}", where=where, accepted="float32",
                                       hint="Load the weights into a model of float32 layers.")  # fmt: skip
            if kind.is_floating:
                self.by_name[self._free(_plain(variable))] = variable
        self.names = {id(variable): name for name, variable in self.by_name.items()}

    def _free(self, name: str) -> str:
        """Two layers may have one name."""
        names = (name, *(f"{name}_{count}" for count in range(1, len(self.by_name) + 2)))
        return next(one for one in names if one not in self.by_name)

    @cached_property
    def arrays(self) -> dict[str, np.ndarray]:
        return {name: variable.numpy() for name, variable in self.by_name.items()}


def _tf_variables(model: Any) -> list[Any]:
    """Keras 3 wraps its variables, and has the path of each in the wrapper; what is no weight is left out."""
    found: dict[int, Any] = {}
    for variable in model.weights:
        inner = getattr(variable, "value", None)
        held = variable if callable(inner) or inner is None else inner
        found.setdefault(id(held), held)
    return list(found.values())


def _plain(variable: Any) -> str:
    return variable.name.split(":")[0].replace("/./", "/").strip("/")


@dataclass(frozen=True)
class Traced:
    """The graph of a model for one text of a few tokens, as Keras itself traces it. outputs: its structure of symbolic
    tensors; reads: names of the variables that they are made of; reads_types: whether of the token types too."""

    graph: Any
    outputs: Any
    reads: frozenset[str]
    reads_types: bool


def trace_model(call: Call, variables: Variables, tokens: int) -> Traced:
    """With every patch in place. Raises UnsupportedError where the graph keeps a variable that cannot be replaced."""
    found: dict[str, Any] = {}

    def run(parameters: Mapping[str, Any], *ids: Any) -> Any:
        with traceable(ids[1]), reading(_stand(variables, parameters)):
            found["outputs"] = call.run(*ids)
        return tf.nest.flatten(found["outputs"])

    specs = {name: tf.TensorSpec(item.shape, tf.float32) for name, item in variables.by_name.items()}
    ids = [tf.TensorSpec([1, tokens], tf.int32)] * 3
    graph = tf.function(run, autograph=False).get_concrete_function(specs, *ids).graph
    needed = needed_ops(graph)  # a dict is taken in the order of its keys, the ids follow it
    reads = frozenset(name for tensor, name in zip(graph.inputs, sorted(specs)) if tensor.op in needed)
    return Traced(graph, found["outputs"], reads, graph.inputs[len(specs) + 2].op in needed)


def _stand(variables: Variables, parameters: Mapping[str, Any]) -> Callable[[Any], Any]:
    def stand(variable: Any) -> Any:
        if tf.executing_eagerly():
            return None  # read below
        name = variables.names.get(id(variable))
        if name in parameters:
            return parameters[name]
        if name is not None:  # what is computed from it the outputs do not need
            return tf.zeros(variable.shape)
        with tf.init_scope():  # no weight: integers, a layer's own table
            value = variable.numpy()
        return tf.constant(value)

    return stand


def architecture_of(
    call: Call, variables: Variables, kind: Kind, reads: frozenset[str], known: Numbers
) -> KerasArchitecture:
    """known: vocab_size, max_positions, hidden_size and what else plan reads."""
    shapes = {_PATH + one: tuple(item.shape) for one, item in variables.by_name.items() if one in reads}

    def forward(w: Scope, batch: TextBatch, numbers: Numbers, first_only: bool) -> TokenStates:
        parameters = {
            one.removeprefix(_PATH): tf.reshape(w[one], shape) if len(shape) > 2 else tf.convert_to_tensor(w[one])
            for one, shape in shapes.items()
        }
        with traceable(batch.attention_mask), reading(_stand(variables, parameters)):
            outputs = call.run(batch.input_ids, batch.attention_mask, batch.type_ids)
            return READERS[kind.head](kind.read(outputs), batch, numbers)

    def arrange(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
        return {one: np.reshape(array, stored_shape(np.shape(array))) for one, array in arrays.items()}

    unused = {one: "the outputs do not depend on it" for one in variables.by_name if one not in reads}
    return KerasArchitecture(
        model_type=MODEL_TYPE, example="", config_keys={}, prefix="", forward=forward, arrange=arrange, known=known,
        weights={one: WeightRow(one.removeprefix(_PATH), shape) for one, shape in shapes.items()},
        unused_weights=unused,
        heads={} if kind.head is None else {kind.head: Head({}, as_it_is, first_only=False)},
    )  # fmt: skip
