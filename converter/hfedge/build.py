"""Stage 3, build: from a plan and a checkpoint to a TensorFlow module that computes the task's outputs.

    encoder = build_encoder(architecture, config, head, weights)
    encoder(input_ids, attention_mask, type_ids) -> {"logits": ..., "scores": ...}

A task that reads more of the tokens takes it by name, as in encoder(..., sequence_ids=...).

The module is a plain tf.Module whose only content is its variables: a Keras model doubles conversion time.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hfedge.architectures import Architecture
from hfedge.architectures.checkpoint import WeightMatch, Weights, match_weights
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch
from hfedge.errors import UsageError
from hfedge.lazy import tf
from hfedge.tasks import TaskHead

NO_FOLDERS: Mapping[str, Weights] = MappingProxyType({})


@dataclass(frozen=True)
class ModelWeights:
    """How every weight of a model is accounted for; `unused` is name -> reason."""

    own: WeightMatch
    folders: Mapping[str, WeightMatch]

    @property
    def unused(self) -> Mapping[str, str]:
        return self.own.unused


def account_for_weights(
    architecture: Architecture,
    config: Mapping[str, Any],
    head: TaskHead,
    weights: Weights,
    folder_weights: Mapping[str, Weights] = NO_FOLDERS,
    where: str = "config.json",
) -> ModelWeights:
    """Checks that the checkpoint is the model that the config describes. Reads shapes, no numbers.

    `folder_weights` holds the checkpoints of head.folder_weights by the same folders. Raises WeightError that
    lists all that is missing, left over or of a wrong shape, and UnsupportedError for the config; `where`
    names config.json. The model's own weights are left to build_encoder where the architecture has no table yet.
    """
    numbers = {**architecture.numbers(config, where), **head.numbers}
    own = WeightMatch({}, {})
    if architecture.weights is not None:
        table = {**architecture.weights, **head.weights}
        own = match_weights(table, numbers, weights, architecture.prefix, architecture.unused_weights)
    folders = {
        folder: match_weights(rows, numbers, folder_weights[folder], "", {})
        for folder, rows in head.folder_weights.items()
    }
    return ModelWeights(own, folders)


def build_encoder(
    architecture: Architecture,
    config: Mapping[str, Any],
    head: TaskHead,
    weights: Weights,
    folder_weights: Mapping[str, Weights] = NO_FOLDERS,
    where: str = "config.json",
) -> Any:
    """The Encoder of a model. Raises what account_for_weights raises."""
    architecture = architecture.opened(config, head.head)
    match = account_for_weights(architecture, config, head, weights, folder_weights, where)
    numbers = {**architecture.numbers(config, where), **head.numbers}
    arrays = architecture.arrange(match.own.load(weights), numbers)
    for folder, part in match.folders.items():
        arrays |= part.load(folder_weights[folder])
    return encoder_of(architecture, numbers, head, arrays)


def encoder_of(architecture: Architecture, numbers: Numbers, head: TaskHead, arrays: dict[str, Any]) -> Any:
    """The Encoder of parameters that are there already, as `architecture.arrange` makes them; `arrays` is emptied."""
    return _encoder_class()(architecture, numbers, head, arrays)


@functools.cache
def _encoder_class() -> type:
    """Made at the first call, because its base class is TensorFlow's."""

    class Encoder(tf.Module):
        """input_ids, attention_mask, type_ids int32 [batch, tokens] -> the outputs of the task's head.

        Texts are padded on the right, and the mask is 1 for tokens, 0 for padding. Batch and tokens may be
        static or dynamic; static ones give static outputs.
        """

        def __init__(self, architecture: Architecture, numbers: Numbers, head: TaskHead, arrays: dict[str, Any]):
            super().__init__(name=architecture.model_type.replace("-", "_"))
            self._forward, self._head = architecture.forward, head
            # A proxy, because tf.Module would wrap a dict to track it.
            self._numbers = MappingProxyType(dict(numbers))
            # Taken out one by one, so that arrays and variables are never there twice.
            self.parameters = {name: _variable(name, arrays.pop(name)) for name in sorted(arrays)}

        # There is no Python control flow on tensors here, and AutoGraph would wrap our errors in its own.
        @tf.autograph.experimental.do_not_convert
        def __call__(self, input_ids: Any, attention_mask: Any, type_ids: Any, **features: Any) -> dict[str, Any]:
            return self.apply(self.parameters, input_ids, attention_mask, type_ids, **features)

        def apply(
            self, parameters: Mapping[str, Any], input_ids: Any, attention_mask: Any, type_ids: Any, **features: Any
        ) -> dict[str, Any]:
            """The same with other parameters (placeholders, say), by the names of `self.parameters`."""
            _check_tokens(input_ids.shape[1], self._numbers["max_positions"])
            batch = TextBatch(input_ids, attention_mask, type_ids, features)
            scope = Scope(parameters)
            states = self._forward(scope, batch, self._numbers, self._head.first_only)
            return self._head.outputs(scope, states, self._numbers, batch)

    return Encoder


def _variable(name: str, array: Any) -> Any:
    return tf.Variable(array, trainable=False, dtype=tf.float32, name=name)


def _check_tokens(tokens: int | None, most: int) -> None:
    """Raises UsageError for a static length that has no position embeddings."""
    if tokens is not None and tokens > most:
        raise UsageError(f"{tokens} tokens were asked for", accepted=f"up to {most}, the model's positions")
