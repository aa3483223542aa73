"""Which task a model was trained for, read from its own files, and why."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from hfedge.architectures import Architecture
from hfedge.errors import UnsupportedError
from hfedge.tasks import TASKS, Task
from hfedge.tasks.record import Files
from hfedge.tasks.text_classification import read_labels
from hfedge.tasks.text_ranking import is_cross_encoder

# Tasks that a classifier may be for, which its class does not tell apart.
_OF_A_CLASSIFIER = ("zero-shot-classification", "text-ranking")
# What a model trained to fill masks is used for as often.
_OF_AN_ENCODER = ("sentence-similarity", "feature-extraction")
_ENCODER, _MASKS, _CLASSES = "feature-extraction", "fill-mask", "text-classification"


class Inferred(NamedTuple):
    """reason: as in "from the class BertForMaskedLM"."""

    task: str
    reason: str


def infer_task(config: Mapping[str, Any], files: Files, pipeline_tag: str | None = None) -> Inferred:
    """The task by the class in config.json, then modules.json, then the model card's pipeline_tag.

    {"architectures": ["BertModel"]} -> ("feature-extraction", "from the class BertModel"). Raises UnsupportedError for
    a model of another task.
    """
    classes = config.get("architectures")
    classes = [name for name in classes if isinstance(name, str)] if isinstance(classes, list) else []
    found = next(_candidates(config, classes, files, pipeline_tag), None)
    if found is None:
        raise UnsupportedError(
            f"no task is known for the class {', '.join(classes)}",
            where=files.where("config.json"),
            accepted=", ".join(sorted(TASKS)),
            hint="Name another with --task: feature-extraction takes the encoder of any model.",
        )
    return found


def _candidates(
    config: Mapping[str, Any], classes: list[str], files: Files, pipeline_tag: str | None
) -> Iterator[Inferred]:
    """Whoever comes first decides."""
    task, name = next(((t.name, name) for t in TASKS.values() for name in classes if is_for(t, name)), ("", ""))
    of_class, tag = f"from the class {name}", f"from the model card's pipeline_tag, {pipeline_tag}"
    if task == _CLASSES:
        if pipeline_tag in _OF_A_CLASSIFIER:
            yield Inferred(pipeline_tag, tag)
        if is_cross_encoder(config, files) and len(read_labels(config, files.where("config.json"))) == 1:
            yield Inferred("text-ranking", "from the settings of sentence-transformers' CrossEncoder")
    if task not in ("", _MASKS, _ENCODER):
        yield Inferred(task, of_class)
    if files.has("modules.json"):
        yield Inferred("sentence-similarity", "from modules.json")
    if pipeline_tag in _OF_AN_ENCODER:
        yield Inferred(_ENCODER, tag)  # without modules.json there is no embedding of the text
    if task:
        yield Inferred(task, of_class)
    if pipeline_tag in TASKS:
        yield Inferred(pipeline_tag, tag)
    if not classes:
        yield Inferred(_ENCODER, "config.json names no class")


def is_for(task: Task, class_name: str) -> bool:
    """("fill-mask", "BertForMaskedLM") -> True"""
    return bool(task.class_suffix) and class_name.endswith(task.class_suffix)


def tasks_of(architecture: Architecture) -> list[str]:
    """The names of the tasks that it has the head for."""
    return [task.name for task in TASKS.values() if task.head is None or task.head in architecture.heads]
