"""The Python API: the verbs of the command line. `hfedge.convert(...)` gives a Bundle; a Bundle runs texts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfedge.errors import UsageError

if TYPE_CHECKING:
    from hfedge.parity.compare import ParityReport
    from hfedge.progress import Progress


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

    def __repr__(self) -> str:
        return f"Bundle({str(self.path)!r}, recipes={', '.join(self.recipes)})"

    @property
    def recipes(self) -> tuple[str, ...]:
        """The recipes of its .tflite files, the default one first."""
        return tuple(self._bundle.recipes)

    def model(self, recipe: str | None = None) -> Any:
        """hfedge_runtime.TextModel of a recipe (None: the default). Raises hfedge_runtime.ModelError."""
        if recipe not in self._models:
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
    model: str,
    out: str | Path | None = None,
    *,
    revision: str | None = None,
    task: str | None = None,
    targets: Sequence[str] | None = None,
    recipes: Sequence[str] | None = None,
    lengths: Sequence[int] | None = None,
    hidden_states: bool = False,
    verify: bool = True,
    progress: "Progress | None" = None,
) -> Bundle:
    """Converts a Hub model ("org/name") or a folder. Raises HfedgeError; then nothing is left behind.

    out: the bundle's path (default: <name>.hfedge here); targets, recipes, lengths, hidden_states: as --to, --recipe,
    --lengths, --hidden-states.
    """
    from hfedge.pipeline import convert as run
    from hfedge.plan import ConvertRequest
    from hfedge.progress import Progress
    from hfedge.resolve import ModelRef

    ref = ModelRef.parse(model, revision)
    lists = (tuple(part) if part else None for part in (targets, recipes, lengths))
    request = ConvertRequest(ref, task, *lists, hidden_states=hidden_states)
    path, _, _ = run(request, Path(out) if out else default_path(model), progress or Progress(), verify=verify)
    return Bundle(path)


def default_path(model: str) -> Path:
    """<last part of the name>.hfedge in the working folder."""
    return Path(f"{Path(model).resolve().name if Path(model).exists() else model.rsplit('/', 1)[-1]}.hfedge")


def verify(
    bundle: str | Path,
    *,
    model: str | None = None,
    texts: Sequence[tuple[str, ...]] | None = None,
    device: str = "auto",
    progress: "Progress | None" = None,
) -> "ParityReport":
    """Compares every artifact of a bundle with the original model, which is found by the manifest's name and commit.

    model: where the original is, if the manifest's name is not a Hub id. Raises UsageError if it is another commit.
    """
    from hfedge.manifest import read_manifest
    from hfedge.parity import answer_texts
    from hfedge.parity.compare import compare
    from hfedge.parity.reference import require_reference
    from hfedge.progress import Progress

    require_reference()
    progress, manifest = progress or Progress(), read_manifest(Path(bundle))
    with progress.stage("resolve the original", own_bars=True):
        snapshot = find_original(manifest, model, progress)
    golden = answer_texts(manifest, snapshot, tuple(texts) if texts else None, device, progress)
    return compare(Path(bundle), manifest, golden, progress)


def find_original(manifest: Any, model: str | None, progress: "Progress") -> Any:
    """The Snapshot that a bundle was made of. Raises UsageError if it cannot be told, or is of another commit."""
    from hfedge.resolve import ModelRef, resolve

    source = manifest.source
    if model is None and "/" not in source.name:
        raise UsageError(
            f"the bundle was made of a folder called {source.name!r}", hint="Say where it is: --model FOLDER."
        )
    ref = ModelRef.parse(model) if model else ModelRef.parse(source.name, source.commit)
    snapshot = resolve(ref, progress=progress.say)
    if snapshot.commit != source.commit:
        raise UsageError(
            f"{model} is at commit {snapshot.commit[:12]}, the bundle was made of {source.commit[:12]}",
            hint="Verify with the files that were converted, or convert again.",
        )
    return snapshot
