"""Output formats: what an emitter hands to the next stage."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hfedge.data.record import CalibratedOn
from hfedge.errors import BundleError
from hfedge.recipes import RECIPES, Budget, Recipe, derived
from hfedge.vectors import Vectors

_CHUNK = 1 << 20


@dataclass(frozen=True)
class ArtifactFile:
    """One file of an artifact: `path` relative to the bundle with forward slashes, size in bytes, SHA-256 in
    hex."""

    path: str
    bytes: int
    sha256: str

    @classmethod
    def of(cls, folder: Path, path: str) -> "ArtifactFile":
        """Measure `folder / path`. Raises OSError when it cannot be read."""
        digest = hashlib.sha256()
        with open(folder / path, "rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
            return cls(path, stream.tell(), digest.hexdigest())


@dataclass(frozen=True)
class Variant:
    """How a recipe that is no row of the table was made of one: the row, the rows of weights by patterns of their
    names, and the budget if it is not the row's."""

    base: str
    overrides: tuple[tuple[str, str], ...] = ()
    budget: Budget | None = None


@dataclass(frozen=True)
class CustomOps:
    """Ops that a runtime has only with a library beside it: its name, the version that wrote the file, their names."""

    library: str
    version: str
    ops: tuple[str, ...]


@dataclass(frozen=True)
class Artifact:
    """One output format of one program; the first of `files` is the one to open.

    `oldest_runtime` is the oldest runtime that runs it correctly, as "name version", for example
    "ai-edge-litert 2.0.0". `signatures` is set only where the format names or shapes them otherwise
    than the program does, `variant` only where `recipe` is no row of recipes.RECIPES, `calibration` only where a
    recipe was fitted to texts. `notes`: for the person, what of the recipe was not possible. `golden`: what it gave for
    the manifest's golden texts, None where it was not asked. `custom_ops`: what it needs beside a runtime, None for
    built-in ops alone.
    """

    target: str
    recipe: str
    files: tuple[ArtifactFile, ...]
    oldest_runtime: str
    signatures: dict | None = None
    variant: Variant | None = None
    calibration: CalibratedOn | None = None
    notes: tuple[str, ...] = ()
    golden: Vectors | None = None
    custom_ops: CustomOps | None = None

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)

    @property
    def rules(self) -> Recipe:
        """What it was made by, and is judged by. Raises BundleError for a recipe that this hfedge does not know."""
        rows = [self.recipe] if self.variant is None else [self.variant.base, *dict(self.variant.overrides).values()]
        unknown = [row for row in rows if row not in RECIPES]
        if unknown:
            raise BundleError(f"unknown recipe {unknown[0]!r}", accepted=", ".join(RECIPES), hint="Upgrade hfedge.")
        if self.variant is None:
            return RECIPES[self.recipe]
        return derived(self.recipe, self.variant.base, self.variant.overrides, self.variant.budget)
