"""feature-extraction and sentence-similarity: the token states, or one embedding per text.

A model with a modules.json (sentence-transformers) gives the embedding that its modules compute, and an architecture
that makes one embedding of a text (DPR) gives that; otherwise feature-extraction gives the last hidden state, and
sentence-similarity has nothing to compare.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hfedge.architectures import Architecture, Head
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.errors import UnsupportedError, UsageError
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead
from hfedge.tasks.sentence_transformers import read_embedding_head


@dataclass(frozen=True)
class StatesHead(TaskHead):
    """No head: the encoder's last layer as it is, and with `hidden_states` every layer."""

    hidden_states: bool = False

    @property
    def output_names(self) -> tuple[str, ...]:
        return ("last_hidden_state", "hidden_states") if self.hidden_states else ("last_hidden_state",)

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """last_hidden_state, float32 [batch, tokens, hidden]; hidden_states, [batch, layers + 1, tokens, hidden], the
        embeddings first, as transformers' output_hidden_states."""
        last = {"last_hidden_state": states.by_text()}
        if not self.hidden_states:
            return last
        layers = [replace(states, rows=rows).by_text() for rows in states.every_layer]
        return {**last, "hidden_states": tf.stack(layers, 1)}


def with_hidden_states(head: TaskHead, where: str) -> TaskHead:
    """The head with one output more. Raises UsageError where the task gives no token states; `where`: config.json."""
    if isinstance(head, StatesHead):
        return replace(head, hidden_states=True)
    raise UsageError(
        "the hidden states were asked for, and the result is no row of token states", where=where,
        accepted="the task feature-extraction of a model without modules.json",
    )  # fmt: skip


@dataclass(frozen=True)
class OwnEmbeddingHead(TaskHead):
    """The architecture's own embedding of a text."""

    head: Head
    output_names = ("embedding",)

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """embedding, float32 [batch, width]"""
        return {"embedding": self.head.forward(scope, states, numbers)}


def read_features_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> TaskHead:
    """The embedding that there is, if there is one. Raises UnsupportedError for a module that it cannot compute."""
    embeds = files.has("modules.json") or "sentence-similarity" in architecture.heads
    return read_similarity_head(architecture, config, files) if embeds else StatesHead()


def read_similarity_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> TaskHead:
    """The modules of modules.json, or else the architecture's own embedding. Raises UnsupportedError where there is
    neither, or a module that it cannot compute."""
    if "sentence-similarity" in architecture.heads and not files.has("modules.json"):
        return OwnEmbeddingHead(architecture.heads["sentence-similarity"])
    if not files.has("modules.json"):
        raise UnsupportedError(
            "there is no modules.json, so how token states become one embedding is not known",
            where=files.where("modules.json"),
            accepted="a sentence-transformers model",
            hint="With --task feature-extraction the token states themselves are the output.",
        )
    return read_embedding_head(architecture, config, files)
