"""The main path: from what the person typed to a published bundle."""

from dataclasses import replace
from pathlib import Path

import hfedge
from hfedge.build import build_encoder
from hfedge.emit import Artifact
from hfedge.emit.targets import TARGETS, emit
from hfedge.errors import ParityError
from hfedge.lazy import tf
from hfedge.manifest import Defaults, Manifest, Source, Tokenizer
from hfedge.parity import check_bundle
from hfedge.parity.compare import ParityReport
from hfedge.parity.reference import require_reference
from hfedge.plan import ConvertRequest, Plan, check_architecture, plan
from hfedge.progress import Progress
from hfedge.publish import publish, staging, write_manifest
from hfedge.resolve import Snapshot, resolve
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.trace import TracedProgram, trace

STAGES = ("resolve", "plan", "start TensorFlow", "compile the tokenizer", "build", "trace")
# A tokenizer's tables, its graphs and the report, beside the weights.
SPARE_BYTES = 8 << 20


def convert(
    request: ConvertRequest, out: Path, progress: Progress, *, verify: bool = True
) -> tuple[Path, Plan, ParityReport | None]:
    """Converts a model and publishes the bundle at `out` -> its path, the plan and the parity report.

    Raises HfedgeError; then nothing is left behind and an older bundle at `out` is intact.
    """
    if verify:
        require_reference()
    with progress.stage("resolve", own_bars=True):
        snapshot = resolve(request.ref, progress=progress.say, check=check_architecture)
    with progress.stage("plan"):
        chosen = plan(snapshot, request)
    with staging(out, needed_bytes=estimate(chosen)) as stage:
        program = make_program(chosen, snapshot, progress)
        manifest = describe(chosen, program)
        artifacts = emit_all(chosen, program, stage.folder, manifest, progress)
        manifest = replace(manifest, artifacts=artifacts)
        del program  # its variables are the model once more
        write_manifest(stage.folder, manifest)
        report = check_bundle(stage.folder, manifest, snapshot, progress) if verify else None
        if report and not report.passed:
            raise outside_budget(report)
        manifest = replace(manifest, parity=report.summary() if report else None)
        return publish(stage, manifest), chosen, report


def outside_budget(report: ParityReport) -> ParityError:
    """What every artifact that failed is outside of."""
    failed = (artifact for artifact in report.artifacts if not artifact.passed)
    lines = [f"{item.target} {item.recipe} in {item.runtime}: {'; '.join(item.failures)}" for item in failed]
    return ParityError(
        "outside the budget: " + " | ".join(lines), where=report.name,
        hint="Choose a wider recipe, or look at it with --no-verify and `hfedge verify --report`.",
    )  # fmt: skip


def make_program(chosen: Plan, snapshot: Snapshot, progress: Progress) -> TracedProgram:
    """Compiles the tokenizer, builds the encoder and traces both."""
    with progress.stage("start TensorFlow"):
        # Before anything else takes memory: begun later, TensorFlow's peak was a checkpoint higher.
        tf.constant(0)
    with progress.stage("compile the tokenizer"):
        tokenizer = compile_tokenizer(chosen.tokenizer, chosen.head.features + chosen.head.runtime_features)
    if tokenizer.no_decoder:
        progress.say(f"no detokenize signature, ids stay ids: {tokenizer.no_decoder}")
    with progress.stage("build"), snapshot.weights() as weights:
        folders = {folder: snapshot.weights(folder) for folder in chosen.head.folder_weights}
        where = snapshot.where("config.json")
        encoder = build_encoder(chosen.architecture, chosen.config, chosen.head, weights, folders, where)
    with progress.stage("trace"):
        return trace(chosen, tokenizer, encoder)


def emit_all(
    chosen: Plan, program: TracedProgram, folder: Path, manifest: Manifest, progress: Progress
) -> tuple[Artifact, ...]:
    """Writes every artifact of the plan into `folder`, all recipes of a target from one prepared form."""
    artifacts = []
    for target in dict.fromkeys(job.target for job in chosen.jobs):
        with progress.stage(f"prepare {target}"):
            prepared = TARGETS[target].prepare(program)
        for job in (job for job in chosen.jobs if job.target == target):
            with progress.stage(f"write {job!r}"):
                artifacts.append(emit(prepared, program, job, folder, manifest))
            for note in artifacts[-1].notes:
                progress.say(f"{job!r}: {note}")
    return tuple(artifacts)


def describe(chosen: Plan, program: TracedProgram) -> Manifest:
    """The manifest before there are artifacts."""
    import tokenizers

    spec = chosen.tokenizer
    row = chosen.architecture
    source = Source(chosen.name, chosen.commit, chosen.license, row.model_type, chosen.task.name, row.source)
    kind = Tokenizer(spec.kind, tokenizers.__version__, spec.special_tokens, spec.pad_id, spec.pad_type_id)
    defaults = Defaults(max_tokens=chosen.max_tokens)
    return Manifest(
        hfedge.__version__, source, kind, program.signatures, chosen.labels, defaults, options=chosen.head.options
    )


def estimate(chosen: Plan) -> int:
    """About how many bytes the bundle will take."""
    shares = {
        "float32": 1.0,
        "float16": 0.5,
        "int8": 0.26,
        "int8-weights": 0.26,
        "int4": 0.17,
        "int8-static": 0.27,
        "uint8": 0.26,
        "uint16": 0.5,
    }
    return sum(int(chosen.checkpoint_bytes * shares[job.recipe.weights]) + SPARE_BYTES for job in chosen.jobs)


def count_stages(request_jobs: int, targets: int, verify: bool) -> int:
    """How many stages the bar will show."""
    return len(STAGES) + targets + request_jobs + ((1 + request_jobs) if verify else 0)
