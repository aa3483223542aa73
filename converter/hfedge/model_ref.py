"""What the person gave: a repository of the Hub, a folder, or a model that they have in memory."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hfedge.errors import SourceError
from hfedge.weights import entry_file

if TYPE_CHECKING:
    from hfedge.keras_models.live import LiveModel


@dataclass(frozen=True)
class ModelRef:
    """What the person typed: a folder, or a repository of the Hub and maybe a revision of it; live: a model that they
    have in memory, whose files are in `folder`."""

    name: str
    folder: Path | None
    revision: str | None
    live: "LiveModel | None" = None

    @classmethod
    def of_live(cls, live: "LiveModel") -> "ModelRef":
        """A model in memory (hfedge.keras_models.live.open_model)."""
        return cls(live.folder.name, live.folder, None, live)

    @classmethod
    def parse(cls, text: str, revision: str | None = None) -> "ModelRef":
        """What exists here, or can only be a path ("./x", "~/x", "a/b/c"), is a folder; else a Hub id."""
        path = Path(os.path.expanduser(text))
        separators = text.count("/") + (text.count(os.sep) if os.sep != "/" else 0)
        if (text and os.path.exists(path)) or path.is_absolute() or text[:1] in (".", "~") or separators > 1:
            return cls(text, path, revision)
        return cls(text, None, revision)


def keras_file(folder: Path) -> str | None:
    """The .keras file of a folder that has no other weights; None where there is none. Raises SourceError for two."""
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    found = sorted(name for name in names if name.endswith(".keras"))
    if not found or entry_file(names):
        return None
    if len(found) > 1:
        raise SourceError(f"{len(found)} models: {', '.join(found)}", where=str(folder), accepted="one .keras file")
    return found[0]
