"""What a Keras model is made of besides its weights: the JSON files of a checkpoint, and the choices of who opened it.

It is what a .keras file carries, so that nothing else is needed to open it again.
"""

import contextlib
import dataclasses
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfedge.architectures.record import HEADS
from hfedge.errors import SourceError, UsageError
from hfedge.plan import ConvertRequest, Plan, plan
from hfedge.resolve import SMALL_FILES, ModelRef, Snapshot
from hfedge.tasks import find_task
from hfedge.tasks.infer import infer_task
from hfedge.tasks.sentence_transformers import TRANSFORMER_CONFIGS
from hfedge.tasks.text_classification import PROBLEM_TYPES

CONFIG = "config.json"
# Of a sentence-transformers model; a classifier made of its encoder is none any more.
_SENTENCES = ("modules.json", "config_sentence_transformers.json", *TRANSFORMER_CONFIGS)
# How transformers' class names end.
_ENDINGS = re.compile(r"(For[A-Z]\w*|EncoderModel|Model)$")
# Weights are float32 here, whatever they were.
_DTYPE_KEYS = ("dtype", "torch_dtype")
# Tasks whose head has one row of weights for each label.
_LABELLED = ("text-classification", "token-classification")


@dataclass(frozen=True)
class Blueprint:
    """files: text by name; max_tokens: None, as many as a conversion takes."""

    name: str
    commit: str
    license: str | None
    task: str
    max_tokens: int | None
    files: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Blueprint({self.name}, {self.task}, {len(self.files)} files)"

    def to_json(self) -> dict[str, Any]:
        return {**dataclasses.asdict(self), "files": dict(self.files)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Blueprint":
        """Raises SourceError for what hfedge did not write."""
        names = {field.name for field in dataclasses.fields(cls)}
        texts = ("name", "commit", "task")
        good = isinstance(data, Mapping) and set(data) == names and all(isinstance(data[name], str) for name in texts)
        good = good and isinstance(data["files"], Mapping) and CONFIG in data["files"]
        good = good and all(isinstance(text, str) for text in data["files"].values())
        good = good and type(data["max_tokens"]) in (int, type(None))
        if not good or not isinstance(data["license"], (str, type(None))):
            found = "the configuration is not one of hfedge.keras.EndToEnd"
            raise SourceError(found, hint="Save the model again with this version of hfedge.")
        return cls(**data)

    @property
    def config(self) -> dict[str, Any]:
        return json.loads(self.files[CONFIG])

    def write(self, folder: Path) -> None:
        """The files into a folder. Raises SourceError for a name that leads out of it."""
        for name, text in self.files.items():
            path = Snapshot(self.name, self.commit, folder, from_hub=False).path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")

    @contextlib.contextmanager
    def opened(self) -> Iterator[Snapshot]:
        """The files in a folder that is there while the block runs; without weights."""
        with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
            self.write(Path(folder))
            yield Snapshot(self.name, self.commit, Path(folder), self.license, from_hub=False)


def read_blueprint(
    snapshot: Snapshot,
    task: str | None,
    max_tokens: int | None,
    labels: Sequence[str] | None,
    problem_type: str | None,
) -> Blueprint:
    """labels, problem_type: of a head that config.json does not describe. Raises UsageError or UnsupportedError."""
    config = snapshot.read_json(CONFIG)
    name = task or infer_task(config, snapshot, snapshot.pipeline_tag).task
    find_task(name)
    config = _with_labels(config, name, labels, problem_type)
    files = _texts(snapshot)
    if labels is not None:
        files = {name: text for name, text in files.items() if name not in _SENTENCES}
    files[CONFIG] = json.dumps(_for_task(config, name), ensure_ascii=False, indent=2) + "\n"
    return Blueprint(snapshot.name, snapshot.commit, snapshot.license, name, max_tokens, files)


def plan_of(blueprint: Blueprint, snapshot: Snapshot) -> Plan:
    """snapshot: the blueprint's files, and weights. Raises UnsupportedError, WeightError or UsageError."""
    lengths = None if blueprint.max_tokens is None else (blueprint.max_tokens,)
    ref = ModelRef(blueprint.name, snapshot.folder, None)
    request = ConvertRequest(ref, blueprint.task, ("saved_model",), ("fp32",), lengths)
    return plan(snapshot, request)


def _texts(snapshot: Snapshot) -> dict[str, str]:
    """The files that a plan reads. The card is about the model as it was."""
    names = [*SMALL_FILES, *TRANSFORMER_CONFIGS]
    if snapshot.has("modules.json"):
        folders = [module["path"] for module in snapshot.read_json("modules.json")]
        names += [f"{folder}/config.json" for folder in folders if folder]
    return {name: snapshot.read_text(name) for name in names if name != "README.md" and snapshot.has(name)}


def _with_labels(
    config: dict[str, Any], task: str, labels: Sequence[str] | None, problem_type: str | None
) -> dict[str, Any]:
    if problem_type is not None and (task != "text-classification" or problem_type not in PROBLEM_TYPES):
        raise UsageError(
            f"problem_type {problem_type!r} for {task}",
            accepted=f"{', '.join(PROBLEM_TYPES)}, for text-classification",
        )
    if problem_type is not None:
        config = {**config, "problem_type": problem_type}
    if labels is None:
        return config
    if task not in _LABELLED:
        raise UsageError(f"labels for {task}", accepted=", ".join(_LABELLED), hint="Name the task with task=.")
    config = {key: value for key, value in config.items() if key != "num_labels"}
    if problem_type is None:
        config["problem_type"] = None
    named = {str(index): label for index, label in enumerate(labels)}
    return {**config, "id2label": named, "label2id": {label: index for index, label in enumerate(labels)}}


def _for_task(config: dict[str, Any], task: str) -> dict[str, Any]:
    """The class that transformers would load, and its numbers, as they will be saved."""
    ending = HEADS[find_task(task).head][1] if find_task(task).head else "Model"
    classes = [name for name in config.get("architectures") or () if isinstance(name, str)]
    if classes and not classes[0].endswith(ending):
        ending = "EncoderModel" if ending == "Model" and config.get("is_encoder_decoder") else ending
        config = {**config, "architectures": [_ENDINGS.sub("", classes[0]) + ending]}
    return {key: "float32" if key in _DTYPE_KEYS else value for key, value in config.items()}
