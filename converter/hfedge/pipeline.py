"""The main path: from what the person typed to a published bundle."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import hfedge
from hfedge.auto import Bench, find_smallest, require_runtimes
from hfedge.auto.search import Found
from hfedge.build import build_encoder
from hfedge.data import DataRequest, check_source
from hfedge.data.rows import read_texts
from hfedge.emit import Artifact
from hfedge.emit.targets import TARGETS, emit
from hfedge.emit.tflite import write_encoder
from hfedge.errors import ParityError, UsageError
from hfedge.lazy import tf
from hfedge.manifest import Defaults, Manifest, Source, Tokenizer
from hfedge.parity import answer_texts, check_bundle
from hfedge.parity.compare import ParityReport, compare, golden_texts
from hfedge.parity.reference import Golden, require_reference
from hfedge.parity.texts import chosen_texts
from hfedge.plan import ConvertRequest, EmitJob, Plan, check_architecture, check_calibration, plan
from hfedge.progress import Progress
from hfedge.publish import publish, staging, write_manifest
from hfedge.recipe_choice import LEGACY, LEGACY_OLDEST
from hfedge.recipes import AUTO, FLOAT32, RECIPES, TF_TEXT_TARGETS, Recipe
from hfedge.resolve import Snapshot, resolve
from hfedge.tf_text import require_tf_text
from hfedge.tf_text.tokens import TfTextTokenizer
from hfedge.tf_text.trace import trace_tf_text
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.trace import TracedProgram, trace
from hfedge.vectors import choose

STAGES = ("resolve", "plan", "start TensorFlow", "compile the tokenizer", "build", "trace")
# A tokenizer's tables, its graphs and the report, beside the weights.
SPARE_BYTES = 8 << 20
# Of torch, where it is asked for a bundle's own report: the same bytes on a machine with more cores.
THREADS = 1


def check_request(request: ConvertRequest, verify: bool) -> tuple[str, ...]:
    """What can be told without a model -> the targets with a recipe that is looked for. Raises UsageError."""
    check_calibration(request)
    targets = tuple(target for target, recipe in request.choices if recipe.name == AUTO.name)
    if targets and not verify:
        raise UsageError("--recipe auto together with --no-verify", accepted="auto, which measures what it tries")
    if request.data is not None and not verify:
        raise UsageError("--data together with --no-verify", accepted="--data, whose texts are what is compared on")
    if isinstance(request.data, DataRequest):
        check_source(request.data)
    return targets


def convert(
    request: ConvertRequest, out: Path, progress: Progress, *, verify: bool = True
) -> tuple[Path, Plan, ParityReport | None]:
    """Converts a model and publishes the bundle at `out` -> its path, the plan and the parity report.

    Raises HfedgeError; then nothing is left behind and an older bundle at `out` is intact.
    """
    targets = check_request(request, verify)
    if verify:
        require_reference()
    require_runtimes(targets)
    if "tf-text" in request.tokenizers:
        require_tf_text()
    with progress.stage("resolve", own_bars=True):
        snapshot = resolve(request.ref, progress=progress.say, check=check_architecture)
    with progress.stage("plan"):
        chosen = plan(snapshot, request)
    with staging(out, needed_bytes=estimate(chosen)) as stage, tempfile.TemporaryDirectory(prefix="hfedge-") as beside:
        exact = Path(beside) / "exact.tflite" if verify and _is_quantized(chosen) else None
        program = make_program(chosen, snapshot, progress)
        manifest = describe(chosen, program)
        texts = read_texts(request.data, chosen.task, chosen.pairs, progress.say)
        golden = answer_texts(manifest, snapshot, texts, "auto", progress, THREADS) if targets else None
        artifacts, searches = emit_all(chosen, program, stage.folder, manifest, progress, golden, exact)
        manifest = replace(manifest, artifacts=artifacts)
        del program  # its variables are the model once more
        write_manifest(stage.folder, manifest)
        golden = golden or (answer_texts(manifest, snapshot, texts, "auto", progress, THREADS) if verify else None)
        report = check_bundle(stage.folder, manifest, golden, progress, searches, exact) if golden else None
        if report and not report.passed:
            raise outside_budget(report)
        if report and golden:
            manifest = replace(manifest, parity=report.summary())
            own = texts is not None
            asked = _ask_built_in(stage.folder, manifest, snapshot, progress) if own else (report, golden)
            manifest = _with_golden(manifest, *asked)
        return publish(stage, manifest), chosen, report


def _with_golden(manifest: Manifest, report: ParityReport, golden: Golden) -> Manifest:
    """The manifest with golden vectors for other machines."""
    artifacts = tuple(replace(artifact, golden=report.vectors(artifact)) for artifact in manifest.artifacts)
    return replace(manifest, artifacts=artifacts, golden=golden_texts(golden))


def _ask_built_in(
    folder: Path, manifest: Manifest, snapshot: Snapshot, progress: Progress
) -> tuple[ParityReport, Golden]:
    """A person's own texts stay out of the manifest, which goes wherever the bundle goes: the few golden ones are
    always of the built-in texts."""
    with progress.stage("golden vectors"):
        every = chosen_texts(manifest)
        few = tuple(every[place] for place in choose(every))
        golden = answer_texts(manifest, snapshot, few, "auto", Progress(), THREADS)
        return compare(folder, manifest, golden, Progress()), golden


def _is_quantized(chosen: Plan) -> bool:
    """Whether there will be a .tflite whose layers are another's than float32's."""
    return any(job.target == "tflite" and job.recipe.name != "fp32" for job in chosen.jobs)


def outside_budget(report: ParityReport) -> ParityError:
    """What every artifact that failed is outside of."""
    failed = (artifact for artifact in report.artifacts if not artifact.passed)
    lines = [f"{item.target} {item.recipe} in {item.runtime}: {'; '.join(item.failures)}" for item in failed]
    return ParityError(
        "outside the budget: " + " | ".join(lines), where=report.name,
        hint="Choose a wider recipe, or look at it with --no-verify and `hfedge verify --report`.",
    )  # fmt: skip


def make_program(chosen: Plan, snapshot: Snapshot, progress: Progress) -> TracedProgram:
    """Compiles the tokenizer, builds the encoder and traces both; with TF Text's ops for the text where the plan has
    them, and with these alone where it has nothing else."""
    variants = {job.target in TF_TEXT_TARGETS.values() for job in chosen.jobs}
    with progress.stage("start TensorFlow"):
        # Before anything else takes memory: begun later, TensorFlow's peak was a checkpoint higher.
        tf.constant(0)
    with progress.stage("compile the tokenizer"):
        features = chosen.head.features + chosen.head.runtime_features
        tokenizer = compile_tokenizer(chosen.tokenizer, features) if False in variants else None
        tf_text = TfTextTokenizer.of(chosen.tokenizer) if True in variants else None
    if tokenizer and tokenizer.no_decoder:
        progress.say(f"no detokenize signature, ids stay ids: {tokenizer.no_decoder}")
    with progress.stage("build"), snapshot.weights() as weights:
        folders = {folder: snapshot.weights(folder) for folder in chosen.head.folder_weights}
        where = snapshot.where("config.json")
        encoder = build_encoder(chosen.architecture, chosen.config, chosen.head, weights, folders, where)
        if snapshot.live and snapshot.live.architecture:  # of layers that nobody has looked at yet
            from hfedge.keras_models.rehearsal import rehearse

            rehearse(chosen, encoder)
    with progress.stage("trace"):
        over_strings = trace_tf_text(chosen, tf_text, encoder) if tf_text else None
        return replace(trace(chosen, tokenizer, encoder), tf_text=over_strings) if tokenizer else over_strings


def emit_all(
    chosen: Plan,
    program: TracedProgram,
    folder: Path,
    manifest: Manifest,
    progress: Progress,
    golden: Golden | None = None,
    exact: Path | None = None,
) -> tuple[tuple[Artifact, ...], tuple[Found, ...]]:
    """Writes every artifact of the plan into `folder`, all recipes of a target from one prepared form. golden: what
    `auto` measures by; exact: where the float32 .tflite of the encoder is written, which the layers of the others are
    compared with. -> the artifacts, and what was tried for those of `auto`."""
    artifacts, searches = [], []
    for target in dict.fromkeys(job.target for job in chosen.jobs):
        made = program.tf_text or program if target in TF_TEXT_TARGETS.values() else program
        with progress.stage(f"prepare {target}"):
            prepared = TARGETS[target].prepare(made)
        if exact and target == "tflite":
            with progress.stage("write the exact layers"):
                write_encoder(prepared.skeleton, prepared.weights, exact)
        for job in (job for job in chosen.jobs if job.target == target):
            recipe = job.recipe
            if recipe.name == AUTO.name:
                with progress.stage(f"look for the smallest {target}"):
                    recipe, found = _search(chosen, Bench(target, prepared, program, manifest, golden, exact), progress)
                searches.append(found)
            if any((one.target, one.recipe) == (target, recipe.name) for one in artifacts):
                continue  # auto chose what was asked for as well
            with progress.stage(f"write {target} {recipe.name}"):
                artifact = emit(prepared, made, EmitJob(target, recipe), folder, manifest)
            if chosen.legacy_runtime and target == "tflite":
                artifact = replace(artifact, oldest_runtime=LEGACY_OLDEST[chosen.legacy_runtime])
            artifacts.append(artifact)
            for note in artifact.notes:
                progress.say(f"{target} {recipe.name}: {note}")
    return tuple(artifacts), tuple(searches)


def _search(chosen: Plan, bench: Bench, progress: Progress) -> tuple[Recipe, Found]:
    allowed = LEGACY[chosen.legacy_runtime] if chosen.legacy_runtime and bench.target == "tflite" else None
    budget = next(job.recipe.budget for job in chosen.jobs if job.recipe.name == AUTO.name)
    return find_smallest(bench, budget, progress, allowed)


def describe(chosen: Plan, program: TracedProgram) -> Manifest:
    """The manifest before there are artifacts."""
    import tokenizers

    spec = chosen.tokenizer
    row = chosen.architecture
    source = Source(chosen.name, chosen.commit, chosen.license, row.model_type, chosen.task.name, row.source)
    kind = Tokenizer(spec.kind, tokenizers.__version__, spec.special_tokens, spec.pad_id, spec.pad_type_id)
    defaults = Defaults(max_tokens=chosen.max_tokens)
    return Manifest(
        hfedge.__version__,
        source,
        kind,
        program.signatures,
        chosen.labels,
        defaults,
        options=chosen.head.options,
        calibration=chosen.calibration,
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
    forms = [max(_forms(job.recipe), key=shares.__getitem__) for job in chosen.jobs]
    return sum(int(chosen.checkpoint_bytes * shares[form]) + SPARE_BYTES for form in forms)


def _forms(recipe: Recipe) -> list[str]:
    """How weights of it may be stored."""
    if recipe.name == AUTO.name:
        return [FLOAT32]
    return [RECIPES[row].weights for row in recipe.rows]


def count_stages(jobs: Sequence[tuple[str, Recipe]], verify: bool, own_texts: bool = False) -> int:
    """How many stages the bar will show."""
    written = len(STAGES) + len({target for target, _ in jobs}) + len(jobs)
    searched = sum(recipe.name == AUTO.name for _, recipe in jobs)
    looked_into = 2 if any(target == "tflite" and recipe.name != "fp32" for target, recipe in jobs) else 0
    return written + searched + (1 + len(jobs) + looked_into + own_texts if verify else 0)
