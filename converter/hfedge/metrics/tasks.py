"""What is measured for each task: one row of METRICS a task, and data with labels read as the task takes them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.data import Samples, Text
from hfedge.data.rows import texts_of_row
from hfedge.errors import UsageError
from hfedge.metrics import labels as right
from hfedge.metrics.answers import answer_scores
from hfedge.metrics.numbers import accuracy, label_set_f1, macro_f1, pearson, reciprocal_rank, spearman
from hfedge.metrics.spans import span_f1
from hfedge.tasks import TASKS
from hfedge.tasks.text_classification import read_problem_type

Scores = dict[str, float]
Outputs = Mapping[str, np.ndarray]
BEST = 5  # tokens for a mask


@dataclass(frozen=True)
class Original:
    """What data is read by: the labels of the model's config in their order, its problem type, and what makes a text of
    a token id."""

    task: str
    labels: tuple[str, ...]
    problem_type: str = ""
    decode: Callable[[int], str] = str


@dataclass(frozen=True)
class Example:
    """One row: the places of what the model is asked for it among the texts, and what is right, as the task's metric
    takes it."""

    members: tuple[int, ...]
    right: Any


@dataclass(frozen=True)
class Labelled:
    """Data with labels. options: what `run` is to be called with; source: in words; said: what was chosen."""

    original: Original
    texts: tuple[Text, ...]
    examples: tuple[Example, ...]
    metric: "TaskMetric"
    source: str
    options: Mapping[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    def scores(self, predictions: Sequence[Any]) -> Scores:
        """The metrics of a prediction for each example, the first of them the one to look at."""
        return self.metric.score([example.right for example in self.examples], predictions, self.original)


@dataclass(frozen=True)
class TaskMetric:
    """right(value of the label, the row's texts, samples, row, original) -> what is right; predict(the outputs for the
    row's texts, names of the labels, original) -> the same of a model; None: a prediction is made of the typed result.
    score(right, predictions, original); members: how many texts a row has, None for any number."""

    right: Callable[[Any, Sequence[str], Samples, int, Original], Any]
    score: Callable[[Sequence[Any], Sequence[Any], Original], Scores]
    predict: Callable[[Sequence[Outputs], Sequence[str], Original], Any] | None = None
    members: int | None = 1


def _best_label(outputs: Sequence[Outputs], names: Sequence[str], original: Original) -> str:
    return names[int(outputs[0]["scores"].argmax())]


def _likely_labels(outputs: Sequence[Outputs], names: Sequence[str], original: Original) -> frozenset[str]:
    return frozenset(name for name, score in zip(names, outputs[0]["scores"].tolist()) if score > 0.5)


def _cosine(outputs: Sequence[Outputs], names: Sequence[str], original: Original) -> float:
    one, other = (item["embedding"].astype(np.float64) for item in outputs)
    norms = np.linalg.norm(one) * np.linalg.norm(other)
    return float(one @ other / norms) if norms else 0.0


def _fillers(outputs: Sequence[Outputs], names: Sequence[str], original: Original) -> list[str]:
    return [original.decode(int(token)).strip() for token in outputs[0]["token_ids"][0, :BEST].tolist()]


def _single_scores(wanted: Sequence[str], found: Sequence[str], original: Original) -> Scores:
    return {"accuracy": accuracy(wanted, found), "macro F1": macro_f1(wanted, found)}


def _several_scores(wanted: Sequence[Any], found: Sequence[Any], original: Original) -> Scores:
    return dict(zip(("micro F1", "macro F1"), label_set_f1(wanted, found, original.labels)))


def _number_scores(wanted: Sequence[float], found: Sequence[float], original: Original) -> Scores:
    return {"Spearman": spearman(wanted, found), "Pearson": pearson(wanted, found)}


def _filler_scores(wanted: Sequence[str], found: Sequence[list[str]], original: Original) -> Scores:
    among = [one in some for one, some in zip(wanted, found, strict=True)]
    return {"accuracy": accuracy(wanted, [some[0] for some in found]), f"top-{BEST}": sum(among) / len(among)}


def _rank_scores(wanted: Sequence[Any], found: Sequence[list[float]], original: Original) -> Scores:
    ranks = [reciprocal_rank(*pair) for pair in zip(wanted, found, strict=True)]
    return {"MRR": sum(ranks) / len(ranks), "accuracy": sum(rank == 1 for rank in ranks) / len(ranks)}


def _kinds(original: Original) -> set[str]:
    """B-PER and I-PER are of the kind PER."""
    return {tag[2:] if tag[:2] in ("B-", "I-") else tag for tag in original.labels} - {"O"}


SINGLE = TaskMetric(
    lambda value, texts, samples, row, original: original.labels[
        right.label_number(value, original.labels, samples, row)
    ],
    _single_scores, _best_label,
)  # fmt: skip
SEVERAL = TaskMetric(
    lambda value, texts, samples, row, original: frozenset(
        original.labels[number] for number in right.label_numbers(value, original.labels, samples, row)
    ),
    _several_scores, _likely_labels,
)  # fmt: skip
NUMBER = TaskMetric(
    lambda value, texts, samples, row, original: right.number(value, samples, row),
    _number_scores, lambda outputs, names, original: float(outputs[0]["scores"].reshape(-1)[0]),
)  # fmt: skip
SIMILARITY = TaskMetric(NUMBER.right, _number_scores, _cosine, members=2)
PROBLEMS = {"single_label_classification": SINGLE, "multi_label_classification": SEVERAL, "regression": NUMBER}
METRICS: dict[str, TaskMetric] = {
    "sentence-similarity": SIMILARITY,
    "feature-extraction": SIMILARITY,
    "token-classification": TaskMetric(
        lambda value, texts, samples, row, original: right.entities(
            value, _kinds(original), original.labels, samples, row
        ),
        lambda wanted, found, original: dict(zip(("entity F1", "macro F1"), span_f1(wanted, found))),
    ),
    "question-answering": TaskMetric(
        lambda value, texts, samples, row, original: right.answers(value, samples, row),
        lambda wanted, found, original: dict(zip(("exact match", "F1"), answer_scores(wanted, found))),
    ),
    "fill-mask": TaskMetric(
        lambda value, texts, samples, row, original: _one(right.answers(value, samples, row), samples, row),
        _filler_scores, _fillers,
    ),
    "multiple-choice": TaskMetric(
        lambda value, texts, samples, row, original: right.choice(value, texts, samples, row),
        lambda wanted, found, original: {"accuracy": accuracy(wanted, found)},
        lambda outputs, names, original: int(np.argmax([item["logits"].reshape(-1)[0] for item in outputs])),
        members=None,
    ),
    "text-ranking": TaskMetric(
        lambda value, texts, samples, row, original: right.relevant(value, texts, samples, row),
        _rank_scores, lambda outputs, names, original: [float(item["score"].reshape(-1)[0]) for item in outputs],
        members=None,
    ),
}  # fmt: skip


def _one(found: tuple[str, ...], samples: Samples, row: int) -> str:
    if len(found) != 1:
        raise UsageError(f"{len(found)} answers", where=samples.place(row), accepted="the one word that the mask hides")
    return found[0].strip()


def metric_of(original: Original) -> TaskMetric | None:
    """None for a task without one."""
    if original.task == "text-classification":
        return NUMBER if len(original.labels) == 1 else PROBLEMS[original.problem_type]
    return METRICS.get(original.task)


def original_of(task: str, config: Mapping[str, Any], labels: Sequence[str], decode: Callable[[int], str]) -> Original:
    problem = read_problem_type(config, len(labels), "config.json") if task == "text-classification" else ""
    return Original(task, tuple(labels), problem, decode)


def read_labelled(samples: Samples, original: Original, takes_pairs: bool) -> Labelled | None:
    """None where there are no labels. Raises UsageError for a label that is none of the task's, and for labels of a
    task that has no metric."""
    metric = metric_of(original)
    if samples.labels is None or metric is None:
        if samples.labels is not None:
            raise UsageError(f"labels, and the task {original.task} has no metric", where=samples.where)
        return None
    texts, examples, grouped = [], [], {}
    for row, value in enumerate(samples.labels):
        asked = texts_of_row(samples, row, TASKS[original.task], takes_pairs)
        if metric.members not in (None, len(asked)):
            accepted = f"{metric.members} for the task's metric"
            raise UsageError(f"{len(asked)} texts", where=samples.place(row), accepted=accepted,
                             hint="Name the columns with --column.")  # fmt: skip
        members = tuple(range(len(texts), len(texts) + len(asked)))
        texts += asked
        if original.task == "text-ranking" and not isinstance(samples.values[row][1], tuple):
            grouped.setdefault(asked[0][0], []).append((members[0], right.number(value, samples, row) > 0))
            continue
        given = [text[-1] for text in asked]
        examples.append(Example(members, metric.right(value, given, samples, row, original)))
    examples += [_of_query(rows) for rows in grouped.values()]
    options = _run_options(original, examples)
    return Labelled(original, tuple(texts), tuple(examples), metric, samples.source, options, samples.said)


def _of_query(rows: Sequence[tuple[int, bool]]) -> Example:
    """A document a row: those of one query belong together."""
    relevant = frozenset(index for index, (_, found) in enumerate(rows) if found)
    return Example(tuple(place for place, _ in rows), relevant)


def _run_options(original: Original, examples: Sequence[Example]) -> dict[str, Any]:
    if original.task == "token-classification":
        return {"aggregation": "first"}
    if original.task == "question-answering":
        return {"allow_no_answer": any(not example.right for example in examples)}
    return {}
