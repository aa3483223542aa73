"""What a report keeps of an artifact's answers beside the verdict: what the page draws, the worst texts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hfedge.manifest import Manifest
from hfedge.parity.measures import Pair, count_differences, mean_kl, rank_agreement, take_points
from hfedge.parity.reference import Expected, Golden
from hfedge.parity.runtimes import Answer
from hfedge.parity.words import Said, in_words
from hfedge.tasks import TASKS, Task

if TYPE_CHECKING:
    from hfedge.parity.compare import ArtifactReport, CaseResult


@dataclass(frozen=True)
class Answered:
    """The golden answers, and those of an artifact of the bundle in `folder`."""

    folder: Path
    manifest: Manifest
    golden: Golden
    answers: Sequence[Answer]

    @property
    def task(self) -> Task:
        return TASKS[self.manifest.source.task]

    @property
    def output(self) -> str:
        """The one that is compared; the original may have more of them."""
        return compared_output(self.answers[0].outputs, self.task)


def compared_output(outputs: Any, task: Task) -> str:
    return next(name for name in task.compared if name in outputs)


def with_evidence(report: "ArtifactReport", both: Answered) -> "ArtifactReport":
    """The report of the same texts with the numbers and words that are shown; texts whose outputs have another shape,
    or are no numbers, take no part in the numbers."""
    pairs = [pair for case, answer in zip(both.golden.cases, both.answers) for pair in _pair(case, answer, both)]
    scores, spelled = both.output in both.task.scores, _spelled(report, both)
    return replace(
        report,
        output=both.output,
        points=take_points(pairs),
        differences=count_differences(pairs),
        mean_kl=mean_kl(pairs) if scores else None,
        rank_agreement=rank_agreement(both.output, pairs),
        worst=tuple(_with_words(case, both, spelled) for case in report.worst),
    )


def _pair(case: Expected, answer: Answer, both: Answered) -> list[Pair]:
    want, got = case.outputs[both.output], answer.outputs[both.output]
    if want.shape != got.shape or not np.isfinite(got).all():
        return []
    if both.output in both.task.ranked:  # rows of masks that are not there
        there = want[..., 0] > 0
        want, got = want[there], got[there]
    return [(want, got)]


def _spelled(report: "ArtifactReport", both: Answered) -> dict[int, str]:
    """The texts of the tokens that the worst answers are about, by the bundle's own detokenize signature; none where it
    has none."""
    ranked = both.task.ranked.get(both.output)
    recipes = [artifact.recipe for artifact in both.manifest.artifacts if artifact.target == "tflite"]
    if not ranked or not recipes or not any(name.startswith("detokenize_") for name in both.manifest.signatures):
        return {}
    from hfedge_runtime import open_bundle

    sides = [side[case.place].outputs for case in report.worst for side in (both.golden.cases, both.answers)]
    ids = sorted({int(number) for outputs in sides for number in outputs[ranked][..., 0].flat})
    with open_bundle(both.folder, recipe=recipes[0]) as model:
        return {number: model.decode([number], skip_special_tokens=False) for number in ids}


def _with_words(case: "CaseResult", both: Answered, spelled: Mapping[int, str]) -> "CaseResult":
    cases, answers, manifest = both.golden.cases, both.answers, both.manifest
    expected, answer = cases[case.place], answers[case.place]
    want, got = expected.outputs[both.output], answer.outputs[both.output]
    others = [[(case.text, side.outputs) for case, side in zip(cases, found)] for found in (cases, answers)]
    original = Said(expected.text, expected.offsets, both.golden.labels, expected.outputs, spelled, others[0])
    words = in_words(original, both.task.name, both.output)
    if want.shape != got.shape:
        return replace(case, original=words, edge=f"shape {list(got.shape)}, the original's is {list(want.shape)}")
    offsets = expected.offsets if answer.offsets is None else answer.offsets
    edge = Said(expected.text, offsets, manifest.labels, answer.outputs, spelled, others[1])
    return replace(case, original=words, edge=in_words(edge, both.task.name, both.output))
