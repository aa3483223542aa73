"""The Python API: the verbs of the command line. `hfedge.convert(...)` gives a Bundle; a Bundle runs texts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfedge.errors import UsageError

if TYPE_CHECKING:
    from hfedge.benchmark import Benchmark
    from hfedge.data import DataRequest
    from hfedge.hub_push import Pushed
    from hfedge.parity.compare import ParityReport
    from hfedge.parity.reference import Golden
    from hfedge.progress import Progress

    Rows = Any  # a tf.data.Dataset, or a Dataset, IterableDataset or DatasetDict of the package datasets

# Of `reference`, for a progress bar.
REFERENCE_STAGES = ("resolve", "plan", "reference in torch float32")


class Bundle:
    """A published bundle (a folder, or one .tflite of it). Loads a recipe at its first use; close it, or use `with`.

    >>> with hfedge.Bundle("my-model.hfedge") as bundle:
    ...     bundle.run("what a day").labels[0].label
    """

    def __init__(self, path: str | Path):
        from hfedge_runtime import Bundle as RuntimeBundle

        self.path = Path(path)
        self._bundle = RuntimeBundle.open(self.path)
        self._models: dict[str | None, Any] = {}
        self._bring: Callable[[str | None], object] = lambda recipe: None

    @classmethod
    def from_hub(cls, repository: str, revision: str | None = None) -> "Bundle":
        """A bundle that was pushed to the Hub ("org/name"); a recipe is downloaded, and checked, at its first use.

        Raises HfedgeError. Offline the cached commit is used.
        """
        from hfedge.hub_bundle import open_hub_bundle

        found = open_hub_bundle(repository, revision, lambda text: None)
        bundle = cls(found.folder)
        bundle._bring = found.bring_recipe
        return bundle

    def __repr__(self) -> str:
        return f"Bundle({str(self.path)!r}, recipes={', '.join(self.recipes)})"

    @property
    def recipes(self) -> tuple[str, ...]:
        """The recipes of its .tflite files, the default one first."""
        return tuple(self._bundle.recipes)

    def model(self, recipe: str | None = None) -> Any:
        """hfedge_runtime.TextModel of a recipe (None: the default). Raises hfedge_runtime.ModelError."""
        if recipe not in self._models:
            self._bring(recipe)
            self._models[recipe] = self._bundle.load(recipe)
        return self._models[recipe]

    def run(
        self, text: str | bytes, pair: str | bytes | None = None, *, recipe: str | None = None, **options: Any
    ) -> Any:
        """-> what the task gives (Classification, TokenClassification, Embedding ...); options are the task's."""
        return self.model(recipe).run(text, pair, **options)

    def tokenize(self, text: str | bytes, pair: str | bytes | None = None) -> Any:
        """-> Tokens: ids, and offsets in bytes and in characters."""
        return self.model().tokenize(text, pair)

    def decode(self, ids: Sequence[int], skip_special_tokens: bool = True) -> str:
        """The text of token ids, as the original tokenizer's `decode` gives it."""
        return self.model().decode(ids, skip_special_tokens)

    def close(self) -> None:
        for model in self._models.values():
            model.close()
        self._models = {}

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def convert(
    model: Any,
    out: str | Path | None = None,
    *,
    tokenizer: Any = None,
    name: str | None = None,
    labels: Sequence[str] | None = None,
    revision: str | None = None,
    task: str | None = None,
    targets: Sequence[str] | None = None,
    recipes: Sequence[str] | None = None,
    lengths: Sequence[int] | None = None,
    hidden_states: bool = False,
    budget: str | None = None,
    legacy_runtime: str | None = None,
    tokenizer_ops: Sequence[str] = ("compiled",),
    calibration: "str | Path | Rows | DataRequest | Sequence[tuple[str, ...]] | None" = None,
    data: "str | Path | Rows | DataRequest | Sequence[tuple[str, ...]] | None" = None,
    verify: bool = True,
    progress: "Progress | None" = None,
) -> Bundle:
    """Converts a Hub model ("org/name"), a folder, or a Keras model in memory. Raises HfedgeError; then nothing is left
    behind.

    A Keras model (of transformers' TF classes, Keras 3, tf_keras, an EndToEnd) comes with its tokenizer: a fast one of
    transformers, a tokenizers.Tokenizer or a folder that holds tokenizer.json (an EndToEnd has its own); name: what the
    bundle's manifest calls it (default: the model's); labels: of a classifier, in the order of its scores. Parity is
    then measured against Keras' own answers. docs/keras-models.md has the details.

    out: the bundle's path (default: <name>.hfedge here); targets, recipes, lengths, hidden_states, budget,
    legacy_runtime, tokenizer_ops: as --to, --recipe, --lengths, --hidden-states, --budget, --legacy-runtime,
    --tokenizer. calibration: what int4 is
    and int8-static are fitted to, data: what the artifacts are compared on: a file or a data set's id, a DataRequest
    (hfedge.data) with its columns, or texts, (text,) or (text, pair) each; None: built-in texts.
    """
    from hfedge.pipeline import convert as run
    from hfedge.plan import ConvertRequest
    from hfedge.progress import Progress
    from hfedge.recipe_choice import parse_budget

    ref = _reference_to(model, revision, tokenizer=tokenizer, name=name, labels=labels, task=task)
    lists = (tuple(part) if part else None for part in (targets, recipes, lengths))
    told = {"hidden_states": hidden_states, "budget": parse_budget(budget) if budget else None}
    told |= {"legacy_runtime": legacy_runtime, "calibration": data_request(calibration), "data": data_request(data)}
    told |= {"tokenizers": (tokenizer_ops,) if isinstance(tokenizer_ops, str) else tuple(tokenizer_ops)}
    request = ConvertRequest(ref, task, *lists, **told)
    path, _, _ = run(request, Path(out) if out else default_path(ref.name), progress or Progress(), verify=verify)
    return Bundle(path)


def _reference_to(model: Any, revision: str | None, **keras: Any) -> Any:
    """The ModelRef of a Hub id, a folder or a Keras model. Raises HfedgeError."""
    from hfedge.keras_models.live import open_model
    from hfedge.resolve import ModelRef

    if not isinstance(model, (str, Path)):
        if revision is not None:
            raise UsageError("a model in memory has no revisions", accepted="revision with a Hub id")
        return ModelRef.of_live(open_model(model, keras.pop("tokenizer"), **keras))
    beside = [key for key in ("tokenizer", "name", "labels") if keras[key] is not None]
    if beside:
        raise UsageError(f"{' and '.join(beside)} together with {str(model)!r}, whose files say it",
                         accepted="a Keras model in memory with them")  # fmt: skip
    return ModelRef.parse(str(model), revision)


def data_request(given: Any) -> Any:
    """A DataRequest, texts as a tuple, or None. Raises UsageError."""
    from hfedge.data import DataRequest

    if given is None or isinstance(given, DataRequest):
        return given
    if isinstance(given, Sequence) and not isinstance(given, str):
        return tuple((text,) if isinstance(text, str) else tuple(text) for text in given)
    return DataRequest(given)


def default_path(model: str) -> Path:
    """<last part of the name>.hfedge in the working folder."""
    return Path(f"{Path(model).resolve().name if Path(model).exists() else model.rsplit('/', 1)[-1]}.hfedge")


def verify(
    bundle: str | Path,
    *,
    model: Any = None,
    tokenizer: Any = None,
    texts: Sequence[tuple[str, ...]] | None = None,
    data: "str | Path | Rows | DataRequest | None" = None,
    device: str | None = None,
    golden: str | Path | None = None,
    latency: bool = False,
    bisect: bool = False,
    runtimes: Sequence[str] | None = None,
    progress: "Progress | None" = None,
) -> "ParityReport":
    """Compares every artifact of a bundle with the original model, which is found by the manifest's name and commit.

    model: where the original is, if the manifest's name is not a Hub id, or the Keras model itself with its tokenizer;
    device: as --device, None is "auto". golden: a file that `reference` wrote, whose answers are compared with instead:
    torch is not needed then. texts, or data (as for `convert`): instead of the built-in texts; where the data has
    labels, the task's metrics are measured too. latency: measure how long every .tflite takes here; bisect: look for
    the first layer that leaves the original, of every .tflite; runtimes: as --runtime. Raises UsageError if the model
    or the file is of another commit.
    """
    from hfedge.manifest import read_manifest
    from hfedge.parity.compare import compare
    from hfedge.parity.latency import with_latency
    from hfedge.parity.runtimes import check_runtimes
    from hfedge.progress import Progress

    progress, manifest, labelled = progress or Progress(), read_manifest(Path(bundle)), None
    check_runtimes(runtimes, manifest)
    if bisect and golden is not None:
        raise UsageError("--bisect together with a golden file", accepted="--bisect with the original model: --model")
    if golden is None:
        asked = data_request(texts if data is None else data)
        original = model if tokenizer is None else (model, tokenizer)
        answers, labelled = _ask_original(manifest, original, asked, device or "auto", progress)
    else:
        _refuse_beside_golden(model=model, texts=texts, data=data, device=device)
        answers = _open_golden(Path(golden), manifest, progress)
    report = compare(Path(bundle), manifest, answers, progress, runtimes, labelled)
    report = _bisect(report, Path(bundle), manifest, answers, model, progress) if bisect else report
    if not latency:
        return report
    return with_latency(report, Path(bundle), manifest, [case.text for case in answers.cases], progress)


def _bisect(report: Any, folder: Path, manifest: Any, golden: Any, model: Any, progress: Any) -> "ParityReport":
    from hfedge.parity.bisect import bisect

    with progress.stage("resolve the original", own_bars=True):
        snapshot = find_original(manifest, model, progress)
    return bisect(report, folder, manifest, golden, snapshot, progress)


def _ask_original(manifest: Any, model: Any, asked: Any, device: str, progress: "Progress") -> tuple[Any, Any]:
    """asked: a DataRequest, texts, or None. -> its answers; the data with labels and its metrics on them, or None."""
    from hfedge.data import check_source
    from hfedge.parity import answer_texts
    from hfedge.parity.labelled import measure, read_asked
    from hfedge.parity.reference import require_reference

    require_reference(device, ", or compare with a golden file: --golden")
    if hasattr(asked, "source"):
        check_source(asked)
    with progress.stage("resolve the original", own_bars=True):
        snapshot = find_original(manifest, model, progress)
    texts, labelled = read_asked(asked, manifest, snapshot, progress.say)
    answers = answer_texts(manifest, snapshot, texts, device, progress)
    return answers, labelled and (labelled, measure(labelled, answers, snapshot, manifest, device, progress))


def _refuse_beside_golden(**given: Any) -> None:
    """A golden file says itself which model was asked what, and where."""
    options = {"model": "--model", "texts": "texts", "data": "--data", "device": "--device"}
    found = [options[name] for name, value in given.items() if value is not None]
    if found:
        raise UsageError(
            f"{' and '.join(found)} together with a golden file, whose answers are there already",
            accepted="either --golden, or what the original is to be asked",
        )


def _open_golden(path: Path, manifest: Any, progress: "Progress") -> "Golden":
    from hfedge.parity.golden import check_golden, read_golden

    with progress.stage("read the golden file"):
        found = read_golden(path)
    check_golden(found, manifest, path)
    return found


def reference(
    model: str,
    out: str | Path,
    *,
    revision: str | None = None,
    task: str | None = None,
    lengths: Sequence[int] | None = None,
    hidden_states: bool = False,
    texts: Sequence[tuple[str, ...]] | None = None,
    data: "str | Path | Rows | DataRequest | None" = None,
    device: str = "auto",
    progress: "Progress | None" = None,
) -> "Golden":
    """Asks the original model in torch float32, and writes its answers to the golden file `out`, for `verify` on a
    machine that has neither torch nor the model. TensorFlow is not needed here.

    The options are those of `convert`; texts: (text,) or (text, pair) each, or data as for `verify`, None for the
    built-in ones. Raises HfedgeError.
    """
    from hfedge.data import check_source
    from hfedge.data.rows import read_texts
    from hfedge.parity import ask_reference, check_writable
    from hfedge.parity.golden import write_golden
    from hfedge.parity.reference import require_reference
    from hfedge.plan import ConvertRequest, check_architecture, plan
    from hfedge.progress import Progress
    from hfedge.resolve import ModelRef, resolve

    progress, path, ref = progress or Progress(), Path(out), ModelRef.parse(model, revision)
    asked = data_request(texts if data is None else data)
    if hasattr(asked, "source"):
        check_source(asked)
    check_writable(path, "golden file")
    require_reference(device, "")
    with progress.stage("resolve", own_bars=True):
        snapshot = resolve(ref, progress=progress.say, check=check_architecture)
    request = ConvertRequest(ref, task, lengths=tuple(lengths) if lengths else None, hidden_states=hidden_states)
    with progress.stage("plan"):
        chosen = plan(snapshot, request)
    given = read_texts(asked, chosen.task, chosen.pairs, progress.say)
    golden = ask_reference(chosen, snapshot, given, device, progress)
    write_golden(golden, path)
    return golden


def bench(
    bundle: "Bundle | str | Path",
    *,
    recipes: Sequence[str] | None = None,
    threads: int = 1,
    progress: "Progress | None" = None,
) -> "Benchmark":
    """Times the .tflite files of a bundle on this machine, from text to outputs. Raises UsageError.

    recipes: None for all of them; threads: of LiteRT.
    """
    from hfedge.benchmark import bench as run
    from hfedge.progress import Progress

    folder = bundle.path if isinstance(bundle, Bundle) else Path(bundle)
    return run(folder, recipes, threads, progress or Progress())


def push(bundle: "Bundle | str | Path", repository: str, **options: Any) -> "Pushed":
    """Puts a bundle on the Hub as `repository` ("org/name"), with a model card -> Pushed(url, commit, ...).

    The options are those of hfedge.hub_push.push: private, message, pull_request, revision, card, force, progress.
    Raises HfedgeError; then nothing was committed.
    """
    from hfedge.hub_push import push as run

    return run(bundle.path if isinstance(bundle, Bundle) else bundle, repository, **options)


def find_original(manifest: Any, model: Any, progress: "Progress") -> Any:
    """The Snapshot that a bundle was made of. model: a Hub id, a folder, a Keras model, or (Keras model, tokenizer).
    Raises UsageError if it cannot be told, or is of another commit."""
    from hfedge.resolve import ModelRef, resolve

    source = manifest.source
    if model is None and "/" not in source.name:
        raise UsageError(
            f"the bundle was made of a folder called {source.name!r}", hint="Say where it is: --model FOLDER."
        )
    if model is None:
        ref = ModelRef.parse(source.name, source.commit)
    else:
        kept, tokenizer = model if isinstance(model, tuple) else (model, None)
        known = {"name": source.name, "labels": manifest.labels or None, "task": source.task}
        known = {} if isinstance(kept, (str, Path)) else known
        ref = _reference_to(kept, None, tokenizer=tokenizer, **{"name": None, "labels": None, "task": None, **known})
    snapshot = resolve(ref, progress=progress.say)
    if snapshot.commit != source.commit:
        raise UsageError(
            f"{ref.name} is at commit {snapshot.commit[:12]}, the bundle was made of {source.commit[:12]}",
            hint="Verify with the files that were converted, or convert again.",
        )
    return snapshot
