"""A bundle: a folder that hfedge wrote, or one of its .tflite files alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hfedge_runtime.errors import ModelError
from hfedge_runtime.manifest import MANIFEST_NAME, Artifact, File, Manifest, embedded_text, parse
from hfedge_runtime.model import TextModel

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Bundle:
    """`path` is the folder, or the .tflite where `manifest` came from inside it."""

    path: Path
    manifest: Manifest

    @classmethod
    def open(cls, path: str | Path) -> "Bundle":
        """Read the manifest, no more. Raises ModelError when there is none, or it is damaged or too new."""
        path = _where(Path(path).expanduser())
        if path.is_file():
            return cls(path, parse(embedded_text(path), str(path)))
        manifest = path / MANIFEST_NAME
        try:
            text = manifest.read_bytes()
        except OSError as error:
            raise ModelError(
                f"{path}: no bundle here ({error.strerror}: {manifest.name}). Accepted: a bundle folder, "
                "or a .tflite written by hfedge."
            ) from error
        return cls(path, parse(text, str(manifest)))

    @property
    def recipes(self) -> tuple[str, ...]:
        """Recipes that there is a .tflite of, in the manifest's order."""
        if self.path.is_file():
            return (self.manifest.recipe or "",)
        return tuple(artifact.recipe for artifact in self.manifest.artifacts)

    def load(self, recipe: str | None = None, num_threads: int = 1) -> TextModel:
        """Load one recipe (the manifest's default where None) after checking the file's size and SHA-256.

        A .tflite alone has no hash to check against. Raises ModelError when the recipe is unknown, the file
        is missing or was changed, needs custom ops, or ai-edge-litert is too old for it.
        """
        chosen = self._choose(recipe)
        if self.path.is_file():
            return TextModel(self.manifest, self.path, chosen, num_threads)
        artifact = next(artifact for artifact in self.manifest.artifacts if artifact.recipe == chosen)
        _check_runtime(artifact)
        file = self.path / artifact.file.path
        _check_file(file, artifact.file)
        return TextModel(self.manifest, file, chosen, num_threads)

    def _choose(self, recipe: str | None) -> str:
        if self.manifest.custom_ops:
            raise ModelError(
                f"{self.path} needs the custom ops of {self.manifest.custom_ops}, which this runtime does not have. "
                "Convert the model without --tokenizer tf-text, or link them yourself: docs/tf-text.md."
            )
        if not self.recipes:
            raise ModelError(f"{self.path}: the bundle has no .tflite. Convert with: hfedge convert --to tflite.")
        if recipe is None:
            default = self.manifest.default_recipe
            return default if default in self.recipes else self.recipes[0]
        if recipe not in self.recipes:
            raise ModelError(f"{self.path}: no recipe {recipe!r}. Accepted: {', '.join(self.recipes)}.")
        return recipe


def open_bundle(path: str | Path, recipe: str | None = None, num_threads: int = 1) -> TextModel:
    """Open a bundle folder or a .tflite and load one recipe of it; close the model, or use `with`."""
    return Bundle.open(path).load(recipe, num_threads)


def _where(path: Path) -> Path:
    """`path`, or where a killed `hfedge convert` has set the bundle aside (some systems rename twice)."""
    if path.exists() or not path.parent.is_dir():
        return path
    aside = sorted(other for other in path.parent.iterdir() if other.name.startswith(f".{path.name}.old-"))
    return aside[0] if aside else path


def _check_runtime(artifact: Artifact) -> None:
    """Older runtimes run some files with silently wrong numbers, so this is a refusal and not a warning."""
    name, oldest = artifact.oldest_runtime
    if name != "ai-edge-litert":
        return
    import ai_edge_litert

    found = ai_edge_litert.__version__
    if _numbers(found) < _numbers(oldest):
        raise ModelError(
            f"{artifact.file.path} needs ai-edge-litert {oldest}, found {found}. "
            "Install it: pip install -U ai-edge-litert."
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3] if part.isdigit())


def _check_file(path: Path, expected: File) -> None:
    advice = "Copy or convert the bundle again."
    try:
        size = path.stat().st_size
        if size != expected.bytes:
            raise ModelError(f"{path}: {size} bytes, the manifest says {expected.bytes}. {advice}")
        digest = hashlib.sha256()
        for chunk in _chunks(path):
            digest.update(chunk)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}). {advice}") from error
    if digest.hexdigest() != expected.sha256:
        raise ModelError(f"{path}: the file was changed, its SHA-256 is not the manifest's. {advice}")


def _chunks(path: Path) -> Iterator[bytes]:
    with open(path, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
