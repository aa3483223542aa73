"""The output formats: one row each. `prepare` runs once per program, `write` once per recipe."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from hfedge.data.calibration import calibration_of
from hfedge.emit import Artifact, ArtifactFile, CustomOps, Variant
from hfedge.emit.calibration import int4_weights
from hfedge.emit.int4 import Blocks
from hfedge.emit.saved_model import write_saved_model
from hfedge.emit.static_calibration import StaticWeights, static_weights, told
from hfedge.emit.stored_weights import Key
from hfedge.emit.tfjs import tfjs_graph, write_tfjs
from hfedge.emit.tflite import bind, convert_skeleton, custom_ops
from hfedge.errors import UsageError
from hfedge.lazy import tf, tf_text
from hfedge.manifest import Manifest, Signature, TensorSpec, embed_in_tflite, embedded_manifest
from hfedge.plan import EmitJob
from hfedge.recipes import INT4, INT8_STATIC, RECIPES, Forms, Recipe
from hfedge.tf_text import TF_TEXT, TF_TEXT_OPS
from hfedge.trace import TracedProgram

# Oldest versions that were run and gave right answers, by recipe; docs/compatibility.md says how. int8 is version 12 of
# FULLY_CONNECTED, fp16 looks up rows of a float16 table.
LITERT = {
    "fp32": "ai-edge-litert 1.0.1",
    "fp16": "ai-edge-litert 1.3.0",
    "int8": "ai-edge-litert 1.0.1",
    "int8-weights": "ai-edge-litert 1.0.1",
    "int4": "ai-edge-litert 2.3.0",
    "int8-static": "ai-edge-litert 1.0.1",
}
TFJS = {recipe: "@tensorflow/tfjs 4.22.0" for recipe in ("fp32", "fp16", "uint8", "uint16")}


@dataclass(frozen=True)
class Target:
    """prepare(program) -> what every recipe starts from; write(prepared, program, recipe, folder, manifest) -> the
    names of the files written, the one to open first, and notes for the person; signatures: how the format names and
    shapes them, if not as the program does. oldest_runtime: by recipe; {}: the TensorFlow that wrote it, or the library
    of its custom ops. custom_ops(prepared, program): what it needs of such, None for none."""

    name: str
    oldest_runtime: Mapping[str, str]
    prepare: Callable[[TracedProgram], Any]
    write: Callable[[Any, TracedProgram, Recipe, Path, Manifest], tuple[list[str], tuple[str, ...]]]
    signatures: Callable[[TracedProgram], Mapping[str, Signature] | None] = lambda program: None
    custom_ops: Callable[[Any, TracedProgram], CustomOps | None] = lambda prepared, program: None


class PreparedTflite:
    """The converted program without its weights, and what several recipes need of them, made once. custom: see
    emit.tflite.Skeleton."""

    def __init__(self, program: TracedProgram, custom: tuple[str, ...] = ()):
        self.skeleton = convert_skeleton(program.open_functions, program.parameter_inputs, program.stacks, custom)
        self.parameters = program.parameters
        self._blocks: Mapping[Key, Blocks] | None = None

    def weights(self, name: str) -> Any:
        return self.parameters[name].numpy()

    def blocks(self, manifest: Manifest) -> Mapping[Key, Blocks]:
        """Every weight that can be int4."""
        if self._blocks is None:
            texts = calibration_of(manifest).texts
            self._blocks = int4_weights(self.skeleton, self.weights, manifest, texts, Forms(INT4))
        return self._blocks

    def static(self, manifest: Manifest, forms: Forms) -> StaticWeights:
        """The weights that are int8-static among others of these forms: what else reads their inputs counts."""
        return static_weights(self.skeleton, self.weights, manifest, calibration_of(manifest).texts, forms)


def _write_tflite(
    prepared: PreparedTflite, program: TracedProgram, recipe: Recipe, folder: Path, manifest: Manifest
) -> tuple[list[str], tuple[str, ...]]:
    name, forms, calibrated, notes = f"model.{recipe.name}.tflite", recipe.forms, {}, ()
    if forms.any(INT4):
        calibrated |= {key: one for key, one in prepared.blocks(manifest).items() if forms.of(key[0]) == INT4}
    if forms.any(INT8_STATIC):
        static = prepared.static(manifest, forms)
        calibrated, notes = {**calibrated, **static.layers}, tuple(told(static.others))
    bind(prepared.skeleton, prepared.weights, forms, folder / name, calibrated)
    embed_in_tflite(folder / name, embedded_manifest(manifest, recipe.name))
    return [name], notes


def _write_tf_text(
    prepared: PreparedTflite, program: TracedProgram, recipe: Recipe, folder: Path, manifest: Manifest
) -> tuple[list[str], tuple[str, ...]]:
    name, inside = f"model.{recipe.name}.tf-text.tflite", replace(manifest, signatures=program.signatures)
    bind(prepared.skeleton, prepared.weights, recipe.forms, folder / name)
    embed_in_tflite(folder / name, embedded_manifest(inside, recipe.name, _tflite_ops(prepared, program)))
    return [name], ()


def _tflite_ops(prepared: PreparedTflite, program: TracedProgram) -> CustomOps:
    return CustomOps(TF_TEXT, tf_text.__version__, tuple(sorted(custom_ops(prepared.skeleton.model()))))


def _graph_ops(prepared: Any, program: TracedProgram) -> CustomOps:
    graphs = [function.graph.as_graph_def() for function in program.text_functions.values()]
    nodes = [node for graph in graphs for body in (graph, *(f for f in graph.library.function))
             for node in getattr(body, "node", None) or body.node_def]  # fmt: skip
    return CustomOps(TF_TEXT, tf_text.__version__, tuple(sorted({n.op for n in nodes if n.op in TF_TEXT_OPS})))


def _write_tfjs(
    graph: Any, program: TracedProgram, recipe: Recipe, folder: Path, manifest: Manifest
) -> tuple[list[str], tuple[str, ...]]:
    inner = folder / "tfjs" / recipe.name
    inner.mkdir(parents=True)
    metadata = {"recipe": recipe.name, "source": manifest.source.name, "commit": manifest.source.commit}
    names = write_tfjs(graph, program.signatures, row_of_array(program, recipe), inner, metadata=metadata)
    return [f"tfjs/{recipe.name}/{name}" for name in names], ()


def row_of_array(program: TracedProgram, recipe: Recipe) -> Callable[[Any], str]:
    """The row of recipes.RECIPES for an array of the graph, which has lost its weight's name: it is known by what it
    holds, turned or not."""
    if not recipe.overrides:
        return lambda array: recipe.rows[0]
    rows: dict[bytes, str] = {}
    for name, value in program.parameters.items():
        if recipe.row_of(name) != recipe.rows[0]:
            array = value.numpy()
            rows |= dict.fromkeys((_digest(array), _digest(array.T)), recipe.row_of(name))
    return lambda array: rows.get(_digest(array), recipe.rows[0])


def _digest(array: Any) -> bytes:
    return hashlib.sha256(repr(array.shape).encode() + array.tobytes()).digest()


def _tfjs_signatures(program: TracedProgram) -> dict[str, Signature]:
    """A graph model has one flat name space: inputs and outputs are called <signature>/<name> there."""

    def rename(signature: str, specs: tuple[TensorSpec, ...]) -> tuple[TensorSpec, ...]:
        return tuple(TensorSpec(f"{signature}/{spec.name}", spec.dtype, spec.shape) for spec in specs)

    return {
        name: Signature(name, rename(name, item.inputs), rename(name, item.outputs))
        for name, item in program.signatures.items()
    }


def _saved_model_signatures(program: TracedProgram) -> dict[str, Signature]:
    def specs(tensors: Mapping[str, Any]) -> tuple[TensorSpec, ...]:
        return tuple(
            TensorSpec(name, tensors[name].dtype.name, tuple(-1 if n is None else n for n in tensors[name].shape))
            for name in sorted(tensors)
        )

    return {
        name: Signature(name, specs(_inputs(function)), specs(function.structured_outputs))
        for name, function in program.text_functions.items()
    }


def _inputs(function: Any) -> dict[str, Any]:
    positional, named = function.structured_input_signature
    return {**{spec.name: spec for spec in positional}, **named}


TARGETS: dict[str, Target] = {
    "tflite": Target("tflite", LITERT, PreparedTflite, _write_tflite),
    "tfjs": Target("tfjs", TFJS, tfjs_graph, _write_tfjs, _tfjs_signatures),
    "saved_model": Target(
        "saved_model", {}, lambda program: None,
        lambda prepared, program, recipe, folder, manifest: (
            write_saved_model(program, folder, manifest.labels), ()),
        _saved_model_signatures,
    ),
    "tflite_tf_text": Target(
        "tflite_tf_text", LITERT, lambda program: PreparedTflite(program, TF_TEXT_OPS), _write_tf_text,
        lambda program: program.signatures, _tflite_ops,
    ),
    "saved_model_tf_text": Target(
        "saved_model_tf_text", {}, lambda program: None,
        lambda prepared, program, recipe, folder, manifest: (
            write_saved_model(program, folder, manifest.labels, "saved_model_tf_text"), ()),
        _saved_model_signatures, _graph_ops,
    ),
}  # fmt: skip


def emit(prepared: Any, program: TracedProgram, job: EmitJob, folder: Path, manifest: Manifest) -> Artifact:
    """Stage 5: writes one artifact into `folder` and measures it. Raises EmitError."""
    target = TARGETS[job.target]
    check_overrides(program, job.recipe)
    names, notes = target.write(prepared, program, job.recipe, folder, manifest)
    files = tuple(ArtifactFile.of(folder, name) for name in names)
    oldest, variant = _oldest(target, job.recipe), _variant(job.recipe)
    calibration = calibration_of(manifest).note if job.recipe.calibrated else None
    custom = target.custom_ops(prepared, program)
    return Artifact(
        job.target, job.recipe.name, files, oldest if custom is None else f"{custom.library} {custom.version}",
        target.signatures(program), variant, calibration, notes, custom_ops=custom,
    )  # fmt: skip


def _oldest(target: Target, recipe: Recipe) -> str:
    """The newest of what the rows need."""
    if not target.oldest_runtime:
        return f"tensorflow {tf.__version__}"
    needed = [target.oldest_runtime[row] for row in recipe.rows]
    return max(needed, key=lambda name: tuple(map(int, name.rpartition(" ")[2].split("."))))


def _variant(recipe: Recipe) -> Variant | None:
    if not recipe.base:
        return None
    own = recipe.budget != RECIPES[recipe.base].budget
    return Variant(recipe.base, recipe.overrides, recipe.budget if own else None)


def check_overrides(program: TracedProgram, recipe: Recipe) -> None:
    """Raises UsageError for a pattern that is no weight's."""
    names = [name for name, value in program.parameters.items() if name.startswith("encoder/") and len(value.shape) > 1]
    for pattern, _ in recipe.overrides:
        if not any(fnmatchcase(name, pattern) for name in names):
            some = ", ".join(sorted(names)[:: max(1, len(names) // 6)])
            raise UsageError(f"recipe {recipe.name}: no weight is called {pattern}", accepted=f"names such as {some}")
