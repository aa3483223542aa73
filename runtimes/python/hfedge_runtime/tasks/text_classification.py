"""text-classification: labels with their scores."""

from hfedge_runtime.engine import Engine
from hfedge_runtime.errors import ModelError
from hfedge_runtime.results import Classification, LabelScore
from hfedge_runtime.tasks.record import shown


def classify(engine: Engine, texts: tuple[bytes, ...], top_k: int | None = None) -> Classification:
    """Labels, best first; `top_k` of them (None: as many as the manifest says, or all)."""
    tokens = engine.tokenize(texts)
    (scores,) = engine.encode(tokens, "scores")
    labels = sorted(map(LabelScore, engine.manifest.labels, scores[0].tolist()), key=lambda label: -label.score)
    return Classification(**shown(texts), labels=tuple(labels[: top_k or engine.manifest.top_k]),
                          truncated=tokens.truncated)  # fmt: skip


def check_labels(engine: Engine) -> None:
    """Raises ModelError unless there is a label for every score."""
    check_count(engine, "scores")


def check_count(engine: Engine, output: str) -> None:
    """Raises ModelError unless the manifest has a label for every place of the output's last dimension."""
    scores, labels = engine.outputs[output][-1], len(engine.manifest.labels)
    if scores != labels:
        raise ModelError(f"{scores} scores, {labels} labels. Convert the model again.")
