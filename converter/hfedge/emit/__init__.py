"""Output formats: what an emitter hands to the next stage."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

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
class Artifact:
    """One output format of one program; the first of `files` is the one to open.

    `oldest_runtime` is the oldest runtime that runs it correctly, as "name version", for example
    "ai-edge-litert 2.0.0". `signatures` is set only where the format names or shapes them otherwise
    than the program does. `notes`: for the person, what of the recipe was not possible.
    """

    target: str
    recipe: str
    files: tuple[ArtifactFile, ...]
    oldest_runtime: str
    signatures: dict | None = None
    notes: tuple[str, ...] = ()
