"""zero-shot-classification: labels that come with the text, by a model that tells whether one text follows of another.

Upstream: ZeroShotClassificationPipeline, transformers v4.57.6, pipelines/zero_shot_classification.py. Which of the
model's labels mean entailment and contradiction is read here; hypotheses and scores are made by the runtime.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures import Architecture
from hfedge.errors import UnsupportedError
from hfedge.tasks.record import Files
from hfedge.tasks.text_classification import ClassificationHead, read_classification_head


@dataclass(frozen=True, kw_only=True)
class EntailmentHead(ClassificationHead):
    """The classifier, and the places of two of its labels."""

    entailment: int

    @property
    def options(self) -> Mapping[str, Any]:
        """Contradiction is the first label, or the last where entailment is the first (the pipeline's postprocess)."""
        contradiction = len(self.labels) - 1 if self.entailment == 0 else 0
        return {"entailment": self.entailment, "contradiction": contradiction}


def read_entailment_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> EntailmentHead:
    """Raises UnsupportedError where the classifier has no label that says entailment (the pipeline would take the last
    label, with a warning)."""
    head, where = read_classification_head(architecture, config, files), files.where("config.json")
    ids = config.get("label2id")
    ids = ids if isinstance(ids, dict) else {label: index for index, label in enumerate(head.labels)}
    found = [index for label, index in ids.items() if str(label).lower().startswith("entail")]
    if len(head.labels) < 2 or not found or found[0] not in range(len(head.labels)):
        raise UnsupportedError(
            f"the labels are {', '.join(map(str, ids))}", where=where,
            accepted='a model for natural language inference: two labels or more, one that starts with "entail"',
            hint="Name it so in id2label and label2id. For its own labels: --task text-classification.",
        )  # fmt: skip
    return EntailmentHead(labels=head.labels, problem_type=head.problem_type, head=head.head, entailment=found[0])
