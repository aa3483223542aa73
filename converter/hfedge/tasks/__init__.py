"""The tasks that hfedge converts for, by name. One file and one row each."""

from collections.abc import Mapping
from typing import Any

from hfedge.errors import UnsupportedError, UsageError
from hfedge.tasks.feature_extraction import read_features_head, read_similarity_head
from hfedge.tasks.record import Task, TaskHead
from hfedge.tasks.text_classification import read_classification_head

__all__ = ["TASKS", "Task", "TaskHead", "find_task", "infer_task"]

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        Task(
            "text-classification",
            "a score per label for a text or a pair of texts",
            class_suffix="ForSequenceClassification",
            accepts_pairs=True,
            read_head=read_classification_head,
            compared=("scores",),
            scores=frozenset({"scores"}),
        ),
        Task(
            "sentence-similarity",
            "one embedding per text, from the modules of a sentence-transformers model",
            class_suffix="Encoder",  # DPRQuestionEncoder
            accepts_pairs=False,
            read_head=read_similarity_head,
            compared=("embedding",),
        ),
        Task(
            "feature-extraction",
            "the last hidden state of every token; one embedding per text where there is a modules.json",
            class_suffix="Model",
            accepts_pairs=False,
            read_head=read_features_head,
            compared=("embedding", "last_hidden_state"),
            per_token=frozenset({"last_hidden_state"}),
        ),
    )
}


def find_task(name: str) -> Task:
    """The row of a task that the person named. Raises UsageError that lists the accepted ones."""
    if name not in TASKS:
        raise UsageError(f"the task {name!r} is not known", accepted=", ".join(sorted(TASKS)))
    return TASKS[name]


def infer_task(
    config: Mapping[str, Any], has_modules_json: bool, pipeline_tag: str | None = None, where: str = ""
) -> str:
    """The name of the task that the model was trained for.

    A class with a task's head decides, then a modules.json, then the model card's pipeline_tag, then a class
    without a head: {"architectures": ["BertModel"]} -> "feature-extraction". Raises UnsupportedError for a
    model of another task; `where` names its config.json.
    """
    classes = config.get("architectures")
    classes = [name for name in classes if isinstance(name, str)] if isinstance(classes, list) else []
    by_class = [task.name for task in TASKS.values() if _is_for(task, classes)]
    if by_class and by_class[0] != "feature-extraction":
        return by_class[0]
    if has_modules_json:
        return "sentence-similarity"
    if pipeline_tag in ("sentence-similarity", *by_class) or not classes:
        return "feature-extraction"
    if by_class:
        return by_class[0]
    raise UnsupportedError(
        f"no task is known for the class {', '.join(classes)}",
        where=where,
        accepted=", ".join(sorted(TASKS)),
        hint="Name another with --task: feature-extraction takes the encoder of any model.",
    )


def _is_for(task: Task, classes: list[str]) -> bool:
    return bool(task.class_suffix) and any(name.endswith(task.class_suffix) for name in classes)
