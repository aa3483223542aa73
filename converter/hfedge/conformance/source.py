"""Where a tokenizer comes from: a tokenizer.json, a folder that holds one, or a model of the Hub."""

from pathlib import Path

from hfedge.errors import SourceError, UsageError
from hfedge.plan import read_tokenizer
from hfedge.resolve import ModelRef, Snapshot, resolve
from hfedge.tokenizer.limits import check_file
from hfedge.tokenizer.spec import TokenizerSpec, parse_tokenizer_json


def open_tokenizer(model: str, revision: str | None = None) -> tuple[str, TokenizerSpec]:
    """-> (name, spec). A folder needs no config.json and no weights. Raises HfedgeError."""
    ref = ModelRef.parse(model, revision)
    if ref.folder is None:
        snapshot = resolve(ref, weights=False)
        return snapshot.name, read_tokenizer(snapshot)
    if revision is not None:
        raise UsageError("a file or folder has no revisions", where=model, accepted="--revision with a Hub id")
    if ref.folder.is_file():
        return ref.folder.name, _from_file(ref.folder)
    if not ref.folder.is_dir():
        raise SourceError("no such file or folder", where=model, accepted="a tokenizer.json, a folder, or a Hub id")
    name = ref.folder.resolve().name
    return name, read_tokenizer(Snapshot(name, "", ref.folder, from_hub=False))


def _from_file(file: Path) -> TokenizerSpec:
    check_file(file)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"it cannot be read ({error})", where=str(file)) from error
    return parse_tokenizer_json(text, str(file))
