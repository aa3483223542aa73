"""The output formats: one row each. `prepare` runs once per program, `write` once per recipe."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfedge.emit import Artifact, ArtifactFile
from hfedge.emit.calibration import int4_weights
from hfedge.emit.saved_model import write_saved_model
from hfedge.emit.static_calibration import static_weights, told
from hfedge.emit.tfjs import tfjs_graph, write_tfjs
from hfedge.emit.tflite import bind, convert_skeleton
from hfedge.lazy import tf
from hfedge.manifest import Manifest, Signature, TensorSpec, embed_in_tflite, embedded_manifest
from hfedge.parity.texts import chosen_texts
from hfedge.plan import EmitJob
from hfedge.recipes import INT4, INT8_STATIC, Recipe
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
    shapes them, if not as the program does. oldest_runtime: by recipe; {}: the TensorFlow that wrote it."""

    name: str
    oldest_runtime: Mapping[str, str]
    prepare: Callable[[TracedProgram], Any]
    write: Callable[[Any, TracedProgram, Recipe, Path, Manifest], tuple[list[str], tuple[str, ...]]]
    signatures: Callable[[TracedProgram], Mapping[str, Signature] | None] = lambda program: None


def _prepare_tflite(program: TracedProgram) -> Any:
    return convert_skeleton(program.open_functions, program.parameter_inputs, program.stacks)


def _write_tflite(
    skeleton: Any, program: TracedProgram, recipe: Recipe, folder: Path, manifest: Manifest
) -> tuple[list[str], tuple[str, ...]]:
    def weights(parameter: str) -> Any:
        return program.parameters[parameter].numpy()

    name, calibrated, notes = f"model.{recipe.name}.tflite", {}, ()
    if recipe.forms.any(INT4):
        calibrated |= int4_weights(skeleton, weights, manifest, chosen_texts(manifest), recipe.forms)
    if recipe.forms.any(INT8_STATIC):
        static = static_weights(skeleton, weights, manifest, chosen_texts(manifest), recipe.forms)
        calibrated, notes = calibrated | static.layers, tuple(told(static.others))
    bind(skeleton, weights, recipe.forms, folder / name, calibrated)
    embed_in_tflite(folder / name, embedded_manifest(manifest, recipe.name))
    return [name], notes


def _write_tfjs(
    graph: Any, program: TracedProgram, recipe: Recipe, folder: Path, manifest: Manifest
) -> tuple[list[str], tuple[str, ...]]:
    inner = folder / "tfjs" / recipe.name
    inner.mkdir(parents=True)
    metadata = {"recipe": recipe.name, "source": manifest.source.name, "commit": manifest.source.commit}
    names = write_tfjs(graph, program.signatures, recipe.name, inner, metadata=metadata)
    return [f"tfjs/{recipe.name}/{name}" for name in names], ()


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
    "tflite": Target("tflite", LITERT, _prepare_tflite, _write_tflite),
    "tfjs": Target("tfjs", TFJS, tfjs_graph, _write_tfjs, _tfjs_signatures),
    "saved_model": Target(
        "saved_model", {}, lambda program: None,
        lambda prepared, program, recipe, folder, manifest: (write_saved_model(program, folder), ()),
        _saved_model_signatures,
    ),
}  # fmt: skip


def emit(prepared: Any, program: TracedProgram, job: EmitJob, folder: Path, manifest: Manifest) -> Artifact:
    """Stage 5: writes one artifact into `folder` and measures it. Raises EmitError."""
    target = TARGETS[job.target]
    names, notes = target.write(prepared, program, job.recipe, folder, manifest)
    files = tuple(ArtifactFile.of(folder, name) for name in names)
    runtime = target.oldest_runtime[job.recipe.name] if target.oldest_runtime else f"tensorflow {tf.__version__}"
    return Artifact(job.target, job.recipe.name, files, runtime, target.signatures(program), notes)
