"""multiple-choice: a number for a prompt with one of its choices; a softmax over all choices is the runtime's.

Upstream: ...ForMultipleChoice, transformers v4.57.6: each choice goes through the model by itself, as a pair with the
prompt, and the loss is a cross-entropy over the choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead, head_of


@dataclass(frozen=True, kw_only=True)
class ChoiceHead(TaskHead):
    """The architecture's own head."""

    head: Head
    output_names = ("logits",)
    numbers = {"labels": 1}

    @property
    def first_only(self) -> bool:
        return self.head.first_only

    @property
    def weights(self) -> WeightTable:
        return self.head.weights

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """logits, float32 [batch, 1]"""
        return {"logits": tf.reshape(self.head.forward(scope, states, numbers), [states.batch, 1])}


def read_choice_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> ChoiceHead:
    """Raises UnsupportedError."""
    return ChoiceHead(head=head_of(architecture, "multiple-choice", files))
