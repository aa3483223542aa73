"""Any Keras model as an architecture of its own: what it takes, what it gives, and its weights, written as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.errors import UsageError
from hfedge.keras_models.architecture import (
    MODEL_TYPE,
    KerasArchitecture,
    Traced,
    Variables,
    architecture_of,
    trace_model,
)
from hfedge.keras_models.calling import Call, by_parameters, find_call
from hfedge.keras_models.core import KerasCore
from hfedge.keras_models.limits import Asked, check_ids, check_padding, check_scores, count_types, find_longest
from hfedge.keras_models.live import head_of_class, with_labels, write_json
from hfedge.keras_models.outputs import Kind, last_op, named_outputs, read_kind
from hfedge.lazy import tf
from hfedge.tasks import TASKS, find_task

# A tokenizer without a limit says 1e30.
_LARGEST = 1_000_000
_TRACED_TOKENS = 8


@dataclass(frozen=True)
class Limits:
    """Of a tokenizer's files: how many ids there are, its longest text in tokens (None: any), the id of padding."""

    vocabulary: int
    tokens: int | None
    pad_id: int


def write_composed(
    model: Any, folder: Path, labels: Sequence[str] | None, task: str | None
) -> tuple[KerasArchitecture, KerasCore, dict[str, str]]:
    """folder: where the tokenizer is already -> the architecture, Keras' own answers, versions. Raises HfedgeError."""
    from safetensors.numpy import save_file

    where = f"the Keras model {model.name!r}"
    call, variables, limits = find_call(model, where), Variables(model, where), read_limits(folder)
    asked = Asked(call)
    longest = find_longest(asked, limits.tokens, where)
    check_ids(asked, limits.vocabulary, longest, where)
    traced = trace_model(call, variables, call.tokens or min(_TRACED_TOKENS, longest))
    named = find_task(task).head if task else None
    count = None if labels is None else len(labels)
    kind = read_kind(traced.outputs, model, task, named or head_of_class(model), count, where)
    check_padding(asked, lambda outputs: _rows(kind, outputs), limits, longest, where)
    if kind.head in ("text-classification", "token-classification") and not kind.activated:
        last = last_op(named_outputs(traced.outputs)[kind.output]).type
        check_scores(asked, lambda outputs: _rows(kind, outputs), limits, longest, last, where)
    config = _config(model, kind, labels, task)
    write_json(folder / "config.json", config)
    arrays = {name: np.ascontiguousarray(array) for name, array in variables.arrays.items()}
    save_file(arrays, str(folder / "model.safetensors"), metadata={"format": "tf"})
    known = _numbers(kind, traced, limits, longest, asked)
    row = architecture_of(call, variables, kind, traced.reads, known)
    names = tuple(config["id2label"].values()) if "id2label" in config else ()
    return row, KerasCore(call, kind, names, limits.pad_id), software_of(model)


def read_limits(folder: Path) -> Limits:
    """Of the files as they are; what they say is checked at plan time."""
    import json

    from tokenizers import Tokenizer

    config = folder / "tokenizer_config.json"
    said = json.loads(config.read_text(encoding="utf-8")) if config.exists() else {}
    asked = said.get("model_max_length")
    if not (folder / "tokenizer.json").exists():
        rows = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        vocabulary, pad = len(rows), rows.index("[PAD]") if "[PAD]" in rows else 0
    else:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        vocabulary = max(tokenizer.get_vocab(with_added_tokens=True).values()) + 1
        asked = asked or (tokenizer.truncation or {}).get("max_length")
        pad = (tokenizer.padding or {}).get("pad_id", 0)
    numeric = isinstance(asked, (int, float)) and 1 <= asked <= _LARGEST
    return Limits(vocabulary, int(asked) if numeric else None, pad)


def _rows(kind: Kind, outputs: Any) -> np.ndarray:
    """What is compared of one text, [rows, width]: a row for each token, or one."""
    named = named_outputs(outputs)
    if kind.head == "question-answering":
        return np.stack([named[name].numpy()[0] for name in ("start_logits", "end_logits")], -1)
    found = named[kind.output].numpy()
    return found[0] if found.ndim == 3 else found


def _config(model: Any, kind: Kind, labels: Sequence[str] | None, task: str | None) -> dict[str, Any]:
    """config.json, as far as hfedge reads it. Raises UsageError for labels of another number."""
    named = task or next(row.name for row in TASKS.values() if row.head == kind.head)
    found: dict[str, Any] = {
        "model_type": MODEL_TYPE,
        "architectures": [f"Keras{TASKS[named].class_suffix or 'Model'}"],
    }
    own = getattr(model, "config", None)
    if kind.head in ("text-classification", "token-classification"):
        names = [f"LABEL_{place}" for place in range(kind.size)]
        own_labels = getattr(own, "id2label", None) or {}
        if len(own_labels) == kind.size:
            names = [own_labels[place] for place in sorted(own_labels, key=int)]
        found = with_labels(found | {"id2label": dict(enumerate(names))}, labels or names)
    elif labels is not None:
        raise UsageError(f"labels for the task {named}, which gives none", accepted="classifiers")
    problem = kind.problem_type or getattr(own, "problem_type", None)
    return {**found, "problem_type": problem} if problem and kind.head == "text-classification" else found


def _numbers(kind: Kind, traced: Traced, limits: Limits, longest: int, asked: Asked) -> dict[str, Any]:
    found = {"vocab_size": limits.vocabulary, "max_positions": longest, "hidden_size": kind.size}
    if asked.call.tokens:
        found["tokens"] = asked.call.tokens
    return {**found, "type_vocab_size": count_types(asked, longest)} if traced.reads_types else found


def core_of_class(model: Any, folder: Path, config: Mapping[str, Any]) -> KerasCore:
    """Keras' own answers of one of transformers' TF classes."""
    import inspect

    head = head_of_class(model)
    run = by_parameters(model, inspect.signature(model.call).parameters)
    if head == "multiple-choice":  # one choice a text
        run = _expanded(run)
    if head is None and "DPR" in type(model).__name__:
        head = "sentence-similarity"
    output = {None: "last_hidden_state", "sentence-similarity": "pooler_output"}.get(head, "logits")
    names = config.get("id2label") or {}
    labels = tuple(names[place] for place in sorted(names, key=int))
    kind = Kind(head, 0, output, config.get("problem_type") or "")
    return KerasCore(Call(run), kind, labels, read_limits(folder).pad_id)


def _expanded(run: Any) -> Any:
    return lambda *tensors: run(*(tf.expand_dims(tensor, 1) for tensor in tensors))


def software_of(model: Any) -> dict[str, str]:
    """Versions, for the report: of TensorFlow, and of the Keras whose class the model is."""
    import importlib

    modules = (kind.__module__.split(".")[0] for kind in type(model).__mro__ if kind.__name__ == "Model")
    keras = importlib.import_module(next(name for name in modules if name in ("keras", "tf_keras")))
    return {"tensorflow": tf.__version__, "keras": keras.__version__}
