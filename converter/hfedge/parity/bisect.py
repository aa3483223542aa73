"""`hfedge verify --bisect`: where an artifact leaves the original, in words and layer by layer.

In the order in which a text goes through: token ids, the float32 graph beside torch, then every layer of each .tflite
beside the float32 graph, which is made again from the original model. What is wrong at one place makes all behind it
wrong, so the first is named.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.errors import EmitError, HfedgeError, UsageError
from hfedge.manifest import Manifest
from hfedge.parity.compare import ParityReport, compare
from hfedge.parity.layers import OUTPUT, Compared, LayerError, compare_layers, error_rows, some_texts, stretch_name
from hfedge.parity.reference import Expected, Golden
from hfedge.parity.show import percent
from hfedge.parity.stretch import first_op
from hfedge.progress import Progress
from hfedge.resolve import Snapshot

# How far hidden states may be from torch's, relative: sums of float32 in another order give 1e-6 to 1e-5.
STATES_BUDGET = 1e-3


@dataclass(frozen=True)
class LayerBudget:
    """How large the own error of a layer may be, relative, and why; by how its weight is stored."""

    own: float
    reason: str


# Measured on MiniLM and the project's own models, 16 of the built-in texts each: the largest own error of any layer.
LAYER_BUDGETS: Mapping[str, LayerBudget] = {
    "float32": LayerBudget(2e-5, "sums in another order; measured up to 1.2e-6"),
    "float16": LayerBudget(1e-3, "11 bits of each weight; measured up to 2.4e-4"),
    "int8": LayerBudget(0.04, "7 bits of each weight, 8 of what is read; measured up to 1.8 %"),
    "int8-weights": LayerBudget(0.02, "7 bits of each weight; measured up to 0.9 %"),
    "int8-static": LayerBudget(0.05, "as int8, with steps known beforehand; measured up to 4.3 %"),
    "int4": LayerBudget(0.12, "a layer that 4 bits move by 10 % is not stored so; measured up to 6.3 %"),
    "int8 rows": LayerBudget(0.045, "7 bits of each row, less where it has an outlier; measured up to 3.2 %"),
    "int4 rows": LayerBudget(0.25, "15 levels for 32 or 64 numbers of a row; measured up to 20 %"),
}


def bisect(
    report: ParityReport, folder: Path, manifest: Manifest, golden: Golden, snapshot: Snapshot, progress: Progress
) -> ParityReport:
    """The report of a bundle with `findings` in words, and the layers of every .tflite whose ids are right."""
    if snapshot.live and snapshot.live.core:
        raise UsageError("--bisect looks into torch's layers, and the original is a Keras model",
                         accepted="models of torch", hint="parity.html compares layers of recipes.")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="hfedge-") as place:
        exact, findings = _check_float(Path(place), manifest, golden, snapshot, progress)
        files = {(item.target, item.recipe): folder / item.files[0].path for item in manifest.artifacts}
        layers: dict[str, tuple[LayerError, ...]] = {}
        for recipe in dict.fromkeys(item.recipe for item in report.artifacts if item.target == "tflite"):
            with progress.stage(f"layers of {recipe}"):
                layers[recipe], told = look_into(exact, files["tflite", recipe], golden, manifest)
            findings += [f"tflite {recipe}: {line}" for line in told]
    found = (
        replace(item, layers=layers[item.recipe]) if item.target == "tflite" else item for item in report.artifacts
    )
    return replace(report, artifacts=tuple(found), findings=(*findings, *_others(report)))


def _others(report: ParityReport) -> Iterator[str]:
    """Which .tflite stands for an artifact of another format."""
    recipes = [item.recipe for item in report.artifacts if item.target == "tflite"]
    for item in report.artifacts:
        if item.target != "tflite":
            same = item.recipe if item.recipe in recipes else next(iter(recipes), None)
            stands = "and the bundle has none" if same is None else f"where {same} stands for it"
            yield f"{item.target} {item.recipe}: layers are compared in .tflite files alone, {stands}."


def look_into(exact: Path, file: Path, golden: Golden, manifest: Manifest) -> tuple[tuple[LayerError, ...], list[str]]:
    """The layers of one .tflite, and what is to be said."""
    wrong = find_wrong_id(file, golden.cases)
    if wrong:
        return (), [f"{wrong}. Nothing behind the tokenizer was compared."]
    told = [] if manifest.labels == golden.labels else [_labels(manifest.labels, golden.labels)]
    texts = some_texts([case.text for case in golden.cases])
    try:
        layers = compare_layers(exact, file, texts)
    except EmitError as error:
        return (), [*told, str(error)]
    found = first_outside(layers)
    stretch = next((layer for layer in layers if layer.stretch is not None and stretch_name(layer) in found), None)
    op = first_op(exact, file, texts, stretch.name) if stretch else ""
    return error_rows(layers), [*told, f"{found} {op}." if op else found]


def _labels(got: Sequence[str], want: Sequence[str]) -> str:
    place, names = _first_difference(got, want)
    return "label {} is called {}, in the original {}.".format(place, *map(repr, names))


def _first_difference(got: Sequence[Any], want: Sequence[Any]) -> tuple[int, list[Any]]:
    """Where two rows part, and what each has there, None behind its end."""
    place = next((n for n, pair in enumerate(zip(got, want)) if pair[0] != pair[1]), min(len(got), len(want)))
    return place, [row[place] if place < len(row) else None for row in (got, want)]


def find_wrong_id(file: Path, cases: Sequence[Expected]) -> str | None:
    """The first token whose id or offsets are not the original tokenizer's, in words."""
    from hfedge_runtime.bundle import Bundle
    from hfedge_runtime.engine import Engine

    engine = Engine(Bundle.open(file).manifest, file)
    for number, case in enumerate(cases):
        tokens = engine.tokenize(tuple(piece.encode() for piece in case.text))
        for what, got, want in (
            ("ids", tokens.row("input_ids").tolist(), list(case.ids)),
            ("offsets", list(map(tuple, tokens.row("offsets").tolist())), list(case.offsets)),
        ):
            if got != want:
                place, (here, there) = _first_difference(got, want)
                text = f"token {place} of text {number} ({' | '.join(case.text)!r:.60})"
                return f"the {what} differ at {text}: {here}, in the original {there}"
    return None


def first_outside(layers: Sequence[Compared]) -> str:
    """A sentence: the first layer, or stretch between two, that is outside its budget."""
    for layer in layers:
        if layer.stretch is not None:
            return (
                f"the first difference comes in between two layers, at {stretch_name(layer)}: "
                f"{percent(layer.before)} before, {percent(layer.read)} behind."
            )
        budget = LAYER_BUDGETS[layer.form].own if layer.form != OUTPUT else np.inf
        if not layer.own <= budget:
            return (
                f"{layer.name} ({layer.form}) is the first layer whose own error ({percent(layer.own)}) is outside "
                f"{percent(budget)}: what it reads is {percent(layer.read)} off, what it gives {percent(layer.error)}."
            )
    worst = sorted((layer for layer in layers if layer.form != OUTPUT), key=lambda layer: -layer.own)[:3]
    names = ", ".join(f"{layer.name} {percent(layer.own)}" for layer in worst)
    return f"no layer is outside the budget of its form; the largest own errors: {names}."


def _check_float(
    folder: Path, manifest: Manifest, golden: Golden, snapshot: Snapshot, progress: Progress
) -> tuple[Path, list[str]]:
    """Makes the float32 .tflite of the original once more and compares it with torch -> its file, what is wrong."""
    from hfedge.emit.targets import TARGETS, emit
    from hfedge.pipeline import describe, make_program
    from hfedge.plan import ConvertRequest, plan
    from hfedge.publish import write_manifest
    from hfedge.resolve import ModelRef

    with progress.stage("plan"):
        lengths = sorted(int(name[7:]) for name in manifest.signatures if name.startswith("encode_"))
        outputs = {spec.name for spec in manifest.signatures[f"encode_{lengths[-1]}"].outputs}
        request = ConvertRequest(
            ModelRef.parse(str(snapshot.folder)), manifest.source.task, targets=("tflite",), recipes=("fp32",),
            lengths=tuple(lengths), hidden_states="hidden_states" in outputs,
        )  # fmt: skip
        chosen = plan(snapshot, request)
    program = make_program(chosen, snapshot, progress)
    rebuilt = describe(chosen, program)
    with progress.stage("write the float32 .tflite"):
        prepared = TARGETS["tflite"].prepare(program)
        rebuilt = replace(rebuilt, artifacts=(emit(prepared, program, chosen.jobs[0], folder, rebuilt),))
    write_manifest(folder, rebuilt)
    item = compare(folder, rebuilt, golden, progress).artifacts[0]
    file = folder / rebuilt.artifacts[0].files[0].path
    if item.passed:
        return file, []
    wrong = find_wrong_id(file, golden.cases)
    if wrong:
        return file, [f"the tokenizer that hfedge makes of this model is not the original's: {wrong}."]
    found = f"the float32 graph differs from torch ({'; '.join(item.failures)})"
    return file, [f"{found}, {_first_state(chosen, snapshot, golden)}"]


def _first_state(chosen: Any, snapshot: Snapshot, golden: Golden) -> str:
    """At which hidden state it leaves torch."""
    if chosen.architecture.source != "native":
        return "whose layers are transformers' own TensorFlow classes: no hidden states were compared."
    cases = some_texts(golden.cases)
    try:
        errors = _state_errors(_our_states(chosen, snapshot, cases), _torch_states(snapshot, cases))
    except HfedgeError as error:
        return f"and its hidden states cannot be had ({error})"
    wrong = next((number for number, error in enumerate(errors) if not error <= STATES_BUDGET), None)
    if wrong is None:
        return f"but none of its {len(errors)} hidden states does: it is the head, or the conversion to TFLite."
    made = f"what layer {wrong - 1} gives, and it reads {percent(errors[wrong - 1])}" if wrong else "the embeddings"
    return f"first at hidden state {wrong} of 0 to {len(errors) - 1}, which is {percent(errors[wrong])} off: {made}."


def _our_states(chosen: Any, snapshot: Snapshot, cases: Sequence[Expected]) -> list[np.ndarray]:
    """float32 [layers + 1, tokens, hidden] for each text, by the graph's own functions. Raises WeightError."""
    from hfedge.build import build_encoder
    from hfedge.lazy import tf
    from hfedge.tasks.feature_extraction import StatesHead

    head, where = StatesHead(hidden_states=True), snapshot.where("config.json")
    with snapshot.weights() as weights:
        encoder = build_encoder(chosen.architecture, chosen.config, head, weights, where=where)
    rows = [[case.ids, [1] * len(case.ids), case.type_ids] for case in cases]
    return [encoder(*(tf.constant([row], tf.int32) for row in each))["hidden_states"].numpy()[0] for each in rows]


def _torch_states(snapshot: Snapshot, cases: Sequence[Expected]) -> list[np.ndarray]:
    """The same of the original."""
    import torch

    from hfedge.parity.torch_models import load_torch_model

    model = load_torch_model(snapshot, "feature-extraction")
    with torch.inference_mode():
        found = [model.run(case, output_hidden_states=True).hidden_states for case in cases]
    return [torch.cat(states).numpy() for states in found]


def _state_errors(ours: Sequence[np.ndarray], theirs: Sequence[np.ndarray]) -> list[float]:
    """By hidden state, relative and over all texts."""
    wrong, all_ = (
        sum(np.square(part, dtype=np.float64).sum((1, 2)) for part in parts)
        for parts in ([left - right for left, right in zip(ours, theirs, strict=True)], theirs)
    )
    return np.sqrt(wrong / all_).tolist()
