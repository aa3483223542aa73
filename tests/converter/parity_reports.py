"""Reports of made-up answers: `artifact_report("int8", noise=1e-3)` is a classifier's on forty texts."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hfedge.manifest import Defaults, Manifest, Reference, Source, Tokenizer
from hfedge.parity.compare import ArtifactReport, compare_cases, judge
from hfedge.parity.evidence import Answered, with_evidence
from hfedge.parity.reference import Expected, Golden
from hfedge.parity.runtimes import Answer
from hfedge.recipes import RECIPES
from hfedge.tasks import TASKS

LABELS = ("refund", "order status", "login", "other")
OFFSETS = ((0, 0), (0, 1), (0, 0))


def asked(
    task: str,
    texts: Sequence[tuple[str, ...]],
    outputs: Sequence[dict[str, np.ndarray]],
    labels=LABELS,
    offsets=OFFSETS,
) -> Golden:
    """What the original said of each text."""
    ids = tuple(range(len(offsets)))
    cases = tuple(Expected(text, ids, ids, offsets, found) for text, found in zip(texts, outputs, strict=True))
    return Golden("m", "0" * 40, task, 8, Reference("2", "4", "0", "CPU (x86_64)"), cases, tuple(labels))


def answered(golden: Golden, outputs: Sequence[dict[str, np.ndarray]], recipe: str = "int8") -> ArtifactReport:
    """The report of what an artifact said."""
    source, tokenizer = Source("m", golden.commit, None, "bert", golden.task), Tokenizer("WordPiece", "0")
    manifest = Manifest("0.1", source, tokenizer, {}, golden.labels, Defaults(8))
    answers = [Answer(case.ids, case.offsets, made) for case, made in zip(golden.cases, outputs, strict=True)]
    results = compare_cases(golden.cases, answers, TASKS[golden.task])
    report = judge("tflite", recipe, "ai-edge-litert 2.3.0", RECIPES[recipe].budget, results)
    return with_evidence(report, Answered(Path(), manifest, golden, answers))


def artifact_report(
    recipe: str, noise: float, broken: int = 0, labels=LABELS, texts: Sequence[str] = ()
) -> ArtifactReport:
    """Scores of random logits, and of the same with noise; the first `broken` answers are no numbers."""
    random = np.random.default_rng(0)
    texts = [(text,) for text in texts] or [(f"a text, the {n}th",) for n in range(40)]
    logits = random.normal(size=(len(texts), len(labels))) * 3
    wrong = softmax(logits + noise * random.normal(size=logits.shape))
    wrong[:broken] = np.nan
    golden = asked("text-classification", texts, [{"scores": row} for row in softmax(logits)], labels)
    return answered(golden, [{"scores": row} for row in wrong], recipe)


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits)
    return (powers / powers.sum(-1, keepdims=True)).astype(np.float32)
