"""text-ranking: how well a text answers a query, as CrossEncoder of sentence-transformers computes it.

Upstream: sentence-transformers 6.2, cross_encoder/model.py (`get_default_activation_fn`, `predict`, `rank`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import ACTIVATIONS, Scope, TextBatch, TokenStates
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead, head_of
from hfedge.tasks.sentence_transformers import DENSE_ACTIVATIONS, refuse_default_prompt, refuse_modules
from hfedge.tasks.text_classification import read_labels


@dataclass(frozen=True, kw_only=True)
class RankingHead(TaskHead):
    """The architecture's classifier of one label, then a function."""

    head: Head
    activation: str
    output_names = ("score",)
    numbers = {"labels": 1}

    @property
    def first_only(self) -> bool:
        return self.head.first_only

    @property
    def weights(self) -> WeightTable:
        return self.head.weights

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """score, float32 [batch, 1]"""
        logits = tf.reshape(self.head.forward(scope, states, numbers), [states.batch, 1])
        return {"score": ACTIVATIONS[self.activation](logits)}


def read_ranking_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> RankingHead:
    """Raises UnsupportedError for more labels than one, and for a function that is not known."""
    where = files.where("config.json")
    labels = read_labels(config, where)
    if len(labels) != 1:
        hint = "For a score of each label: --task text-classification."
        raise UnsupportedError(f"there are {len(labels)} labels", where=where, accepted="one label", hint=hint)
    refuse_default_prompt(files)
    refuse_modules(files)
    head = head_of(architecture, "text-classification", files)
    return RankingHead(head=head, activation=_activation(config, files))


def _activation(config: Mapping[str, Any], files: Files) -> str:
    """A name of ACTIVATIONS. One label without a named function gets a sigmoid."""
    named, where = next(_named_activations(config, files), ("torch.nn.Sigmoid", ""))
    kind = named.rpartition(".")[2] if isinstance(named, str) and named.startswith("torch.nn.") else None
    if kind not in DENSE_ACTIVATIONS:
        accepted = ", ".join(f"torch.nn...{name}" for name in DENSE_ACTIVATIONS)
        raise UnsupportedError(f"the activation function is {named!r}", where=where, accepted=accepted)
    return DENSE_ACTIVATIONS[kind]


def _named_activations(config: Mapping[str, Any], files: Files) -> Iterator[tuple[Any, str]]:
    """The function that the model's own files name, with the file, in the reference's order."""
    for filename, settings, key in (
        (SETTINGS, read_settings(files), "activation_fn"),
        ("config.json", _inner(config), "activation_fn"),
        ("config.json", config, "sbert_ce_default_activation_function"),
    ):
        if settings.get(key) is not None:
            yield settings[key], files.where(filename)


SETTINGS = "config_sentence_transformers.json"


def read_settings(files: Files) -> Mapping[str, Any]:
    return files.read_json(SETTINGS) if files.has(SETTINGS) else {}


def _inner(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """What sentence-transformers from 4 on writes into config.json."""
    found = config.get("sentence_transformers")
    return found if isinstance(found, dict) else {}


def is_cross_encoder(config: Mapping[str, Any], files: Files) -> bool:
    """Whether sentence-transformers saved it as a CrossEncoder."""
    old = "sbert_ce_default_activation_function" in config
    return old or "activation_fn" in _inner(config) or read_settings(files).get("model_type") == "CrossEncoder"
