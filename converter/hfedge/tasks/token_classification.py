"""token-classification: a score per label for every token, of which runtimes make entities.

Upstream: TokenClassificationPipeline, transformers v4.57.6, pipelines/token_classification.py. What it does with the
text (which tokens continue a word, which make an entity) is the runtime's part, which has the text: docs/results.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead, head_of
from hfedge.tasks.text_classification import read_labels
from hfedge.tokenizer.spec import TokenizerSpec


@dataclass(frozen=True, kw_only=True)
class TokenClassificationHead(TaskHead):
    """The architecture's own head on every token, then a softmax."""

    labels: tuple[str, ...]
    head: Head
    runtime_features: tuple[str, ...] = ("sequence_ids",)
    options: Mapping[str, Any] = field(default_factory=dict)
    output_names = ("token_scores",)

    @property
    def weights(self) -> WeightTable:
        return self.head.weights

    @property
    def numbers(self) -> Mapping[str, int]:
        return {"labels": len(self.labels)}

    def for_tokenizer(self, spec: TokenizerSpec) -> "TokenClassificationHead":
        """How the pipeline tells that a token continues a word: `gather_pre_entities`.

        subwords: "lengths" where the model marks such tokens (its spelling is longer than the text), else "spaces";
        unknown_id: the token that never does.
        """
        marks = bool(getattr(spec.model, "prefix", "") or getattr(spec.model, "continuing_subword_prefix", ""))
        options = {"subwords": "lengths" if marks else "spaces", "unknown_id": spec.named.get("unk_token")}
        more = ("token_lengths",) if marks else ()
        return replace(self, runtime_features=self.runtime_features + more, options=options)

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """token_scores, float32 [batch, tokens, labels]"""
        scores = tf.nn.softmax(self.head.forward(scope, states, numbers))
        return {"token_scores": tf.reshape(scores, [states.batch, states.tokens, len(self.labels)])}


def read_token_classification_head(
    architecture: Architecture, config: Mapping[str, Any], files: Files
) -> TokenClassificationHead:
    """Raises UnsupportedError."""
    head = head_of(architecture, "token-classification", files)
    return TokenClassificationHead(labels=read_labels(config, files.where("config.json")), head=head)
