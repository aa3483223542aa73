"""The comparison: an artifact's answers against the reference's, and the verdict by its recipe's budget."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from hfedge.emit import Artifact
from hfedge.manifest import Manifest, Parity, Reference, Verdict
from hfedge.metrics.measure import Measured, of_result, predictions
from hfedge.metrics.tasks import Labelled, Scores
from hfedge.parity.calls import Answer
from hfedge.parity.evidence import Answered, compared_output, with_evidence
from hfedge.parity.latency import Latency
from hfedge.parity.layers import LayerError
from hfedge.parity.measures import Histogram, Points
from hfedge.parity.reference import Expected, Golden
from hfedge.parity.refusal import Refused
from hfedge.parity.runtimes import Runtime, runtimes_for
from hfedge.parity.tf_text import Apart, told_apart
from hfedge.progress import Progress
from hfedge.recipes import INT4, INT8, INT8_STATIC, Budget
from hfedge.tasks import TASKS, Task
from hfedge.vectors import GoldenText, Vectors, choose

if TYPE_CHECKING:
    from hfedge.auto.search import Found

WORST_KEPT = 10
# Two labels whose scores the original itself holds this close are both right answers: a flip between them says more
# about the text than about the artifact. The strict agreement is reported beside it.
NEAR_TIE = 0.02


@dataclass(frozen=True)
class CaseResult:
    """One text: ids and offsets equal, largest difference, cosine; whether the best label is the same, and whether it
    is at least one that the original scores within NEAR_TIE of its best: the share of rows where there are several
    (tokens, say), None where there are no labels. `place`: which of the texts it is; `original` and `edge`: both
    answers in words, of the worst texts alone."""

    text: tuple[str, ...]
    ids_equal: bool
    max_abs_diff: float
    cosine: float
    label_equal: float | None
    label_kept: float | None
    place: int = 0
    original: str = ""
    edge: str = ""


@dataclass(frozen=True)
class ArtifactReport:
    """One artifact in one runtime. `failures` says in words what is outside the budget; () if nothing. `output`: the
    one that was compared; `bytes`: of all its files; `layers`: how far each is from float32, where they were looked
    into (see parity/layers.py); `latency`: None unless asked for, since it is never the same. `calibration`: what the
    artifact was fitted to, in words; "" if to nothing. `metrics`: on data with labels, None where there are none, or
    where the format does not give what they need. `golden`: its numbers for the texts that are the manifest's golden
    ones. `apart`: of a file of TF Text's ops, the texts whose ids differ, which take no part in the numbers."""

    target: str
    recipe: str
    runtime: str
    texts: int
    ids_equal: int
    max_abs_diff: float
    mean_abs_diff: float
    mean_cosine: float
    min_cosine: float
    label_agreement: float | None
    labels_kept: float | None
    budget: Budget
    failures: tuple[str, ...]
    worst: tuple[CaseResult, ...]
    output: str = ""
    bytes: int = 0
    mean_kl: float | None = None
    rank_agreement: float | None = None
    points: Points | None = None
    differences: Histogram | None = None
    layers: tuple[LayerError, ...] = ()
    latency: Latency | None = None
    calibration: str = ""
    metrics: Scores | None = None
    golden: Vectors | None = field(default=None, repr=False)
    apart: Apart | None = None

    @property
    def passed(self) -> bool:
        return not self.failures

    def metric_changes(self, original: Measured | None) -> Scores:
        """By metric the difference from the original's; {} where none was measured."""
        found = (self.metrics or {}) if original else {}
        return {name: value - original.scores[name] for name, value in found.items()}


@dataclass(frozen=True)
class ParityReport:
    """Evidence. `not_run`: artifacts whose runtime is not here, with what would enable them, or refused them, with
    what it said. `metrics`: the original's, on data with labels. `golden`: the name of the file that the answers came
    from, "" if the original was asked; `texts_sha256`: of what it was asked; `searches`: what `--recipe auto` tried;
    `findings`: where it leaves the original, in words (see parity/bisect.py)."""

    name: str
    commit: str
    reference: Reference
    artifacts: tuple[ArtifactReport, ...]
    not_run: tuple[str, ...]
    texts_sha256: str = ""
    golden: str = ""
    searches: tuple["Found", ...] = ()
    findings: tuple[str, ...] = ()
    metrics: Measured | None = None

    @property
    def passed(self) -> bool:
        return all(artifact.passed for artifact in self.artifacts)

    def summary(self) -> Parity:
        """What the manifest keeps."""
        return Parity(self.reference, tuple(map(_verdict, self.artifacts)))

    def vectors(self, artifact: Artifact) -> Vectors | None:
        """The golden vectors of an artifact of the bundle, None where it was not run."""
        return next((report.golden for report in self.artifacts
                     if (report.target, report.recipe) == (artifact.target, artifact.recipe)), None)  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """JSON types; a number that is none, or endless, is null."""
        reports = [
            {**asdict(report), "passed": report.passed, "metric_changes": report.metric_changes(self.metrics)}
            for report in self.artifacts
        ]
        for report, item in zip(reports, self.artifacts):
            del report["golden"]  # the manifest has it
            report["apart"] = item.apart and item.apart.to_json()
        found = {
            "name": self.name, "commit": self.commit, "passed": self.passed,
            "reference": {**self.reference.to_json(), "kind": self.reference.kind}, "golden": self.golden,
            "texts_sha256": self.texts_sha256, "artifacts": reports, "not_run": list(self.not_run),
            "searches": [search.to_json() for search in self.searches],
            "findings": list(self.findings),
            "metrics": None if self.metrics is None else asdict(self.metrics),
        }  # fmt: skip
        return _json_types(found)


def _json_types(found: Any) -> Any:
    if isinstance(found, Mapping):
        return {name: _json_types(value) for name, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [_json_types(value) for value in found]
    return None if isinstance(found, float) and not np.isfinite(found) else found


def compare(
    folder: Path,
    manifest: Manifest,
    golden: Golden,
    progress: Progress,
    runtimes: Sequence[str] | None = None,
    labelled: tuple[Labelled, Measured] | None = None,
) -> ParityReport:
    """Runs every artifact of a bundle on the golden texts, through its own runtimes. runtimes: rows of RUNTIMES, None:
    the usual ones; labelled: the data of those texts, and the original's metrics on it."""
    reports, not_run = [], []
    for artifact in manifest.artifacts:
        for runtime in runtimes_for(artifact, runtimes):
            label = f"{artifact.target} {artifact.recipe}"
            with progress.stage(f"verify {label}"):
                found = _compare_in(runtime, artifact, folder, manifest, golden, labelled and labelled[0])
            if isinstance(found, str):
                not_run.append(f"{label}: {found}")
            else:
                reports.append(found)
    return ParityReport(
        manifest.source.name, manifest.source.commit, golden.reference, tuple(reports), tuple(not_run),
        texts_sha256=golden.texts_sha256, golden=golden.file, metrics=labelled and labelled[1],
    )  # fmt: skip


def _too_large(artifact: Artifact, budget: Budget) -> list[str]:
    if budget.max_bytes is None or artifact.bytes <= budget.max_bytes:
        return []
    return [f"{artifact.bytes / 1e6:.2f} MB, at most {budget.max_bytes / 1e6:.2f}"]


def _compare_in(
    runtime: Runtime, artifact: Artifact, folder: Path, manifest: Manifest, golden: Golden, labelled: Labelled | None
) -> ArtifactReport | str:
    """Or why it could not be run."""
    runner = runtime.find(folder, manifest, artifact)
    if runner is None:
        return f"needs {runtime.needs}"
    whole = len(golden.cases)
    golden = replace(golden, cases=tuple(evenly(golden.cases, runtime.most or whole)))
    try:
        answers = runner.answer([case.text for case in golden.cases], every_window=labelled is not None)
    except Refused as error:
        return f"{runner.name} refuses it ({error})"
    budget, cases = artifact.rules.budget, compare_cases(golden.cases, answers, TASKS[manifest.source.task])
    apart = None if artifact.custom_ops is None else told_apart(golden.cases, answers, cases, manifest.tokenizer)
    if apart and apart.same:
        cases = [replace(cases[place], ids_equal=True, place=number) for number, place in enumerate(apart.same)]
        answers = [answers[place] for place in apart.same]
        golden = replace(golden, cases=tuple(golden.cases[place] for place in apart.same))
    report = judge(artifact.target, artifact.recipe, runner.name, budget, cases)
    failures = (*_label_names(golden, manifest), *report.failures, *_too_large(artifact, budget))
    report = with_evidence(report, Answered(folder, manifest, golden, answers))
    if apart:
        failures, report = (*failures, *apart.failures), replace(report, texts=whole, apart=apart)
    return replace(
        report, failures=failures, bytes=artifact.bytes,
        calibration=calibrated(artifact, golden),
        metrics=labelled and _measure(labelled, folder, manifest, golden, answers) if len(answers) == whole else None,
        golden=_vectors(artifact, golden, answers, TASKS[manifest.source.task]),
    )  # fmt: skip


def golden_texts(golden: Golden) -> tuple[GoldenText, ...]:
    """The few of them that the manifest keeps."""
    cases = [golden.cases[place] for place in _chosen(golden)]
    return tuple(GoldenText(case.text, case.ids, case.offsets) for case in cases)


def _chosen(golden: Golden) -> tuple[int, ...]:
    return choose([case.text for case in golden.cases])


def _vectors(artifact: Artifact, golden: Golden, answers: Sequence[Answer], task: Task) -> Vectors | None:
    """None for what no runtime verifies by itself."""
    if artifact.target not in ("tflite", "tfjs"):
        return None
    chosen = [answers[place].outputs for place in _chosen(golden)]
    output = next(name for name in task.compared if name in chosen[0] and name not in task.per_layer)
    rows = [outputs[output] for outputs in chosen]
    if not all(np.isfinite(row).all() for row in rows):
        return None
    quantized = any(artifact.rules.forms.any(form) for form in (INT8, INT4, INT8_STATIC))
    return Vectors.of(output, rows, quantized)


def evenly(cases: Sequence[Expected], most: int) -> Sequence[Expected]:
    """At most so many, evenly spaced, the first and the last among them."""
    if len(cases) <= most:
        return cases
    return [cases[place] for place in np.linspace(0, len(cases) - 1, most).round().astype(int).tolist()]


def _measure(
    labelled: Labelled, folder: Path, manifest: Manifest, golden: Golden, answers: Sequence[Answer]
) -> Scores | None:
    """None where a typed result is needed, and the format does not give what it is made of."""
    by_text = {case.text: answer for case, answer in zip(golden.cases, answers)}
    if labelled.metric.predict is not None:
        outputs = {text: answer.outputs for text, answer in by_text.items()}
        return labelled.scores(predictions(labelled, outputs, manifest.labels))
    if not all(answer.steps for answer in answers):
        return None
    from hfedge.parity.replay import typed_result
    from hfedge_runtime import Bundle

    own = Bundle.open(folder).manifest
    texts = [labelled.texts[example.members[0]] for example in labelled.examples]
    return labelled.scores([of_result(typed_result(own, text, by_text[text], labelled.options)) for text in texts])


def calibrated(artifact: Artifact, golden: Golden) -> str:
    """What it was fitted to, in words, and whether that is what it is compared on; "" if to nothing."""
    if artifact.calibration is None:
        return ""
    same = artifact.calibration.sha256 == golden.texts_sha256
    return f"{artifact.calibration}{' (the very texts of this report, which it is flattered by)' if same else ''}"


def _label_names(golden: Golden, manifest: Manifest) -> list[str]:
    """Scores can agree while they are called by each other's names."""
    if golden.labels == manifest.labels:
        return []
    return [f"the labels are {', '.join(manifest.labels)}, the original's {', '.join(golden.labels)}"]


def compare_cases(expected: Sequence[Expected], answers: Sequence[Answer], task: Task) -> list[CaseResult]:
    """Text by text. Where a text has one number only, its cosine is that of all texts' numbers: alone it is a sign."""
    found = [_case(*pair, task) for pair in zip(expected, answers, strict=True)]
    cases = [replace(case, place=place) for place, case in enumerate(found)]
    numbers = [tuple(outputs[compared_output(outputs, task)] for outputs in (want.outputs, got.outputs))
               for want, got in zip(expected, answers)]  # fmt: skip
    if any(want.size != 1 or got.size != 1 for want, got in numbers):
        return cases
    of_all = cosine(*np.array(numbers, np.float64).reshape(-1, 2).T)
    return [replace(case, cosine=of_all if np.isfinite(case.max_abs_diff) else case.cosine) for case in cases]


def _case(expected: Expected, answer: Answer, task: Task) -> CaseResult:
    offsets_equal = answer.offsets is None or answer.offsets == expected.offsets
    ids_equal = answer.ids == expected.ids and offsets_equal
    name = compared_output(answer.outputs, task)
    want, got = expected.outputs[name].astype(np.float64), answer.outputs[name].astype(np.float64)
    if want.shape != got.shape or not np.isfinite(got).all():
        return CaseResult(expected.text, ids_equal, float("inf"), -1.0, 0.0, 0.0)
    labels = (None, None)
    if name in task.scores and want.shape[-1] > 1:
        # A special token is of no word, and no training says what its label is.
        rows = [start < end for start, end in expected.offsets] if name in task.per_token else ...
        labels = _labels(want[rows], got[rows])
    if name in task.ranked:
        labels = _ranked_labels(want, *(outputs[task.ranked[name]] for outputs in (expected.outputs, answer.outputs)))
    return CaseResult(expected.text, ids_equal, float(np.abs(want - got).max()), cosine(want, got), *labels)


def _labels(want: np.ndarray, got: np.ndarray) -> tuple[float | None, float | None]:
    """scores [..., labels] -> the share of rows whose best label is the same, and of those where it is kept; None where
    there are no rows."""
    if not want.size:
        return None, None
    chosen = got.argmax(-1)
    scored = np.take_along_axis(want, chosen[..., None], -1)[..., 0]
    return float((chosen == want.argmax(-1)).mean()), float((scored >= want.max(-1) - NEAR_TIE).mean())


def _ranked_labels(scores: np.ndarray, want: np.ndarray, got: np.ndarray) -> tuple[float | None, float | None]:
    """As _labels, of the best entries alone: the reference's scores [..., entries], best first, what they are of, and
    the same of the artifact. Rows without any score are left out (a mask that is not there)."""
    there = scores[..., 0] > 0
    if not there.any():
        return None, None
    chosen = got[there][:, :1]
    equal = (chosen == want[there][:, :1]).mean()
    scored = np.where(want[there] == chosen, scores[there], 0).max(-1)
    return float(equal), float((scored >= scores[there][:, 0] - NEAR_TIE).mean())


def cosine(want: np.ndarray, got: np.ndarray) -> float:
    """Of two arrays of one shape, as one vector each; 1.0 if both are all zeros."""
    norms = float(np.linalg.norm(want) * np.linalg.norm(got))
    return float((want * got).sum() / norms) if norms else float(np.array_equal(want, got))


def judge(target: str, recipe: str, runtime: str, budget: Budget, cases: Sequence[CaseResult]) -> ArtifactReport:
    """The verdict over all texts."""
    diffs = np.array([case.max_abs_diff for case in cases])
    cosines = np.array([case.cosine for case in cases])
    report = ArtifactReport(
        target=target, recipe=recipe, runtime=runtime, texts=len(cases),
        ids_equal=sum(case.ids_equal for case in cases),
        max_abs_diff=float(diffs.max()), mean_abs_diff=float(diffs.mean()),
        mean_cosine=float(cosines.mean()), min_cosine=float(cosines.min()),
        label_agreement=_share([case.label_equal for case in cases]),
        labels_kept=_share([case.label_kept for case in cases]),
        budget=budget, failures=(), worst=tuple(sorted(cases, key=lambda case: -case.max_abs_diff)[:WORST_KEPT]),
    )  # fmt: skip
    return replace(report, failures=tuple(_failures(report, budget)))


def _share(found: Sequence[float | None]) -> float | None:
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if known else None


def _failures(report: ArtifactReport, budget: Budget) -> list[str]:
    found = []
    if report.ids_equal < report.texts:
        found.append(f"token ids or offsets differ in {report.texts - report.ids_equal} of {report.texts} texts")
    if budget.max_abs_diff is not None and not report.max_abs_diff <= budget.max_abs_diff:
        found.append(f"largest difference {report.max_abs_diff:.2g}, at most {budget.max_abs_diff:g}")
    for name in ("mean_cosine", "min_cosine", "labels_kept", "label_agreement"):
        least, value = getattr(budget, name), getattr(report, name)
        if least is not None and value is not None and not value >= least:
            found.append(f"{name.replace('_', ' ')} {value:.5f}, at least {least:g}")
    if not np.isfinite(report.max_abs_diff):
        found.append("an output of another shape, or not a number")
    numbers = (budget.max_abs_diff, budget.mean_cosine, budget.min_cosine)
    labels = (budget.label_agreement, budget.labels_kept)
    if any(labels) and not any(numbers) and report.label_agreement is None:
        found.append("the budget asks for labels alone, and there are none: ask for cosine, min-cosine or max-diff")
    return found


def _verdict(report: ArtifactReport) -> Verdict:
    return Verdict(
        target=report.target, recipe=report.recipe, runtime=report.runtime, passed=report.passed, texts=report.texts,
        ids_equal=report.ids_equal == report.texts, max_abs_diff=_json_number(report.max_abs_diff),
        mean_cosine=report.mean_cosine, min_cosine=report.min_cosine, label_agreement=report.label_agreement,
        differences=report.apart and report.apart.summary(),
    )  # fmt: skip


def _json_number(value: float) -> float:
    return value if np.isfinite(value) else 1e38
