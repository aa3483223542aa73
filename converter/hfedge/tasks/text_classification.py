"""text-classification: a score per label, as transformers' pipeline of that name gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures import Architecture, Head
from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import Numbers
from hfedge.architectures.layers import Scope, TextBatch, TokenStates
from hfedge.errors import UnsupportedError
from hfedge.lazy import tf
from hfedge.tasks.record import Files, TaskHead, head_of

# A classifier of more labels than this is not text classification, and no number for a loop.
MOST_LABELS = 100_000


def softmax(logits: Any) -> Any:
    return tf.nn.softmax(logits)


def sigmoid(logits: Any) -> Any:
    return tf.sigmoid(logits)


def identity(logits: Any) -> Any:
    return tf.identity(logits)


# config.problem_type -> what turns logits to scores.
PROBLEM_TYPES = {
    "single_label_classification": softmax,
    "multi_label_classification": sigmoid,
    "regression": identity,
}


@dataclass(frozen=True, kw_only=True)
class ClassificationHead(TaskHead):
    """The architecture's own head, then the score function."""

    labels: tuple[str, ...]
    problem_type: str
    head: Head
    output_names = ("logits", "scores")

    @property
    def first_only(self) -> bool:
        return self.head.first_only

    @property
    def weights(self) -> WeightTable:
        return self.head.weights

    @property
    def numbers(self) -> Mapping[str, int]:
        return {"labels": len(self.labels)}

    def outputs(self, scope: Scope, states: TokenStates, numbers: Numbers, batch: TextBatch) -> dict[str, Any]:
        """logits and scores, float32 [batch, labels]"""
        logits = self.head.forward(scope, states, numbers)
        logits = tf.reshape(logits, [states.batch, len(self.labels)])
        return {"logits": logits, "scores": PROBLEM_TYPES[self.problem_type](logits)}


def read_classification_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> ClassificationHead:
    """Reads labels and problem type. Raises UnsupportedError."""
    where = files.where("config.json")
    head = head_of(architecture, "text-classification", files)
    labels = read_labels(config, where)
    problem_type = read_problem_type(config, len(labels), where)
    return ClassificationHead(labels=labels, problem_type=problem_type, head=head)


def read_problem_type(config: Mapping[str, Any], labels: int, where: str) -> str:
    """The problem type, and where there is none what the pipeline takes: one label is scored by a sigmoid.

    Upstream: TextClassificationPipeline.postprocess, transformers v4.57.6, pipelines/text_classification.py.
    """
    named = config.get("problem_type")
    if named is not None and named not in tuple(PROBLEM_TYPES):
        raise UnsupportedError(
            f"problem_type is {named!r}", where=where, accepted=", ".join(PROBLEM_TYPES) + " or null"
        )
    if named == "regression":
        return named
    if named == "multi_label_classification" or labels == 1:
        return "multi_label_classification"
    return "single_label_classification"


def read_labels(config: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """The labels in the order of the scores: id2label, or LABEL_0 ... for num_labels (2 if not given).

    {"id2label": {"0": "bad", "1": "good"}} -> ("bad", "good"). They are foreign text: any characters may be
    in them. Raises UnsupportedError if the ids are not 0, 1, 2, ... or disagree with num_labels.
    """
    id2label, count = config.get("id2label"), config.get("num_labels")
    if count is not None and (type(count) is not int or not 1 <= count <= MOST_LABELS):
        raise _label_error(f"num_labels is {count!r}", where)
    if id2label is None:
        return tuple(f"LABEL_{i}" for i in range(2 if count is None else count))
    if not isinstance(id2label, dict) or sorted(id2label) != sorted(map(str, range(len(id2label)))):
        raise _label_error("id2label does not number its labels 0, 1, 2, ...", where)
    if not 1 <= len(id2label) <= MOST_LABELS:
        raise _label_error(f"id2label has {len(id2label)} labels", where)
    if count not in (None, len(id2label)):
        raise _label_error(f"num_labels is {count} but id2label has {len(id2label)} labels", where)
    labels = [id2label[str(i)] for i in range(len(id2label))]
    if not all(isinstance(label, (str, int, float)) for label in labels):
        raise _label_error("id2label holds something else than names", where)
    return tuple(str(label) for label in labels)


def _label_error(found: str, where: str) -> UnsupportedError:
    accepted = f'id2label as {{"0": "first", "1": "second", ...}}, 1 to {MOST_LABELS} labels'
    return UnsupportedError(found, where=where, accepted=accepted)
