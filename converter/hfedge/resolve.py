"""Stage 1, resolve: from what the person typed to a folder of files, all of one commit.

    resolve(ModelRef.parse("sentence-transformers/all-MiniLM-L6-v2")) -> Snapshot
    resolve(ModelRef.parse("./my-model")) -> Snapshot

A Snapshot is the only opener of the model's files. No code of a model is ever loaded, and no name that
a model's files give leads out of its folder.
"""

import dataclasses
import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from hfedge import hub
from hfedge.errors import SourceError, UnsupportedError, UsageError
from hfedge.front_matter import read_front_matter
from hfedge.hub import Progress
from hfedge.model_ref import ModelRef as ModelRef
from hfedge.model_ref import keras_file
from hfedge.weights import (
    ACCEPTED_WEIGHTS,
    Weights,
    entry_file,
    open_weights,
    other_weights,
    read_index,
    require_torch,
)

if TYPE_CHECKING:
    from hfedge.keras_models.live import LiveModel

# What is read besides weights and sentence-transformers modules, whichever of it exists.
SMALL_FILES = (
    "config.json",
    "README.md",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.txt",
    "modules.json",
    "config_sentence_transformers.json",
)
# sentence_bert_config.json, or the older name after the architecture; holds max_seq_length.
_SENTENCE_CONFIG = re.compile(r"sentence_[\w-]+_config\.json")
# The JSON files whose top level is not an object.
_JSON_LISTS = ("modules.json",)
# How deep a folder is looked through; models nest no deeper, working folders do.
_DEPTH = 3


def _to_stderr(message: str) -> None:
    print(message, file=sys.stderr)


@dataclass(frozen=True)
class Snapshot:
    """The files of a model at one commit.

    `commit` has 40 hex digits; for a folder it is a SHA-1 over names and contents of the files that hfedge
    reads. `name` is the Hub id, or a folder's own name (not its path, which differs between machines).
    """

    name: str
    commit: str
    folder: Path
    license: str | None = None
    pipeline_tag: str | None = None
    from_hub: bool = True
    live: "LiveModel | None" = field(default=None, repr=False, compare=False)
    # Downloads the weights that resolve(weights=False) left out.
    fetch_weights: Callable[[], object] | None = field(default=None, repr=False, compare=False)

    def where(self, filename: str) -> str:
        """For messages: "org/name@1a2b3c4/config.json", or a folder's real path."""
        return f"{self.name}@{self.commit[:7]}/{filename}" if self.from_hub else str(self.folder / filename)

    def path(self, filename: str) -> Path:
        """The file's path; `filename` may be foreign. Raises SourceError if it leads out of the folder."""
        if not _stays_inside(filename):
            raise SourceError(f"{filename!r} leads out of the model's folder", where=self.where("."))
        return self.folder / filename

    def has(self, filename: str) -> bool:
        return self.path(filename).is_file()

    def read_text(self, filename: str) -> str:
        """The file as UTF-8. Raises SourceError if it is not there or not UTF-8."""
        try:
            return self.path(filename).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"it cannot be read ({error})", where=self.where(filename)) from error

    def read_json(self, filename: str) -> Any:
        """The file's JSON object, or list where its kind is one. Raises SourceError for anything else."""
        kind = list if filename in _JSON_LISTS else dict
        try:
            content = json.loads(self.read_text(filename))
        except (ValueError, RecursionError) as error:
            raise SourceError(f"it is not JSON ({error})", where=self.where(filename)) from error
        if not isinstance(content, kind):
            expected = "an array" if kind is list else "an object"
            raise SourceError(f"its JSON is not {expected}", where=self.where(filename))
        return content

    @property
    def weights_file(self) -> str | None:
        """The file that the checkpoint at the top is opened by; None where there is none (yet)."""
        return entry_file([path.name for path in self.folder.iterdir()])

    def weights(self, prefix: str = "") -> Weights:
        """The checkpoint at the top, or the one in the subfolder `prefix`. Raises SourceError."""
        if self.fetch_weights:
            self.fetch_weights()
        self.path(prefix or ".")
        return open_weights(self.folder, prefix, self.where)


@dataclass(frozen=True)
class _Source:
    """Where the files come from: their names, how one gets to be on this machine, what is done afterwards.

    `partial` means that the repository may have more files than `names`: an offline cache.
    """

    name: str
    commit: str
    place: str
    names: Collection[str]
    fetch: Callable[[str], Path]
    settle: Callable[[Snapshot, list[str]], None] = lambda snapshot, looked_for: None
    from_hub: bool = True
    partial: bool = False


def resolve(
    ref: ModelRef,
    *,
    offline: bool = False,
    progress: Progress = _to_stderr,
    weights: bool = True,
    check: Callable[[Snapshot], object] = lambda snapshot: None,
) -> Snapshot:
    """Finds the model and brings the files that hfedge reads into one folder, all at one commit.

    With `offline` (or HF_HUB_OFFLINE=1, or no network) the cached commit of the revision is used, and
    `progress` is told. With weights=False the weights of a Hub model are left out until
    Snapshot.weights() asks for them. `check` sees the snapshot while config.json is all that is there: what it raises
    saves a download, and the hashing of a folder, of gigabytes. Raises SourceError, UnsupportedError or UsageError.
    """
    if ref.live is None and ref.folder and (file := keras_file(ref.folder)):
        from hfedge.keras_models.folder import open_keras_file

        ref = ModelRef.of_live(open_keras_file(ref.folder, file))
    source = _open_folder(ref) if ref.folder else _open_hub(ref, offline, progress)
    _refuse_what_is_no_model(source)
    folder = source.fetch("config.json").parent
    snapshot = Snapshot(source.name, source.commit, folder, from_hub=source.from_hub, live=ref.live)
    _check_config(snapshot)
    check(snapshot)
    small = [name for name in sorted(source.names) if name in SMALL_FILES or _SENTENCE_CONFIG.fullmatch(name)]
    _fetch_all(source, small)
    modules = _module_folders(snapshot)
    configs = [f"{module}/config.json" for module in modules]
    small += _fetch_all(source, [name for name in configs if name in source.names])
    terms, pipeline_tag = read_front_matter(folder / "README.md")
    snapshot = dataclasses.replace(snapshot, license=terms, pipeline_tag=pipeline_tag)
    source.settle(snapshot, [*SMALL_FILES, *configs])
    if not source.from_hub:
        commit = _content_commit(folder, small + _fetch_weights(source, modules))
        return dataclasses.replace(snapshot, commit=commit)
    if not weights:
        return dataclasses.replace(snapshot, fetch_weights=lambda: _fetch_weights(source, modules))
    _fetch_weights(source, modules)
    return snapshot


def _open_folder(ref: ModelRef) -> _Source:
    folder = Path(ref.folder or "")
    if ref.revision is not None:
        raise UsageError("a folder has no revisions", where=str(folder), accepted="--revision with a Hub id")
    if not os.path.isdir(folder):
        found = "it is a file, not a folder" if os.path.exists(folder) else "no such folder"
        accepted = "a folder that holds config.json and weights, or a Hub id such as org/name"
        hint = "Give the id, not the address." if "://" in ref.name else ""
        raise SourceError(found, where=ref.name, accepted=accepted, hint=hint)
    names = tuple(_files_under(folder))
    return _Source(folder.resolve().name, "", str(folder), names, lambda name: folder / name, from_hub=False)


def _files_under(folder: Path) -> Iterator[str]:
    """The files in a folder as posix paths relative to it, not deeper than _DEPTH, none that is hidden."""
    for at, folders, files in os.walk(folder):
        inner = Path(at).relative_to(folder)
        deep = len(inner.parts) + 1 >= _DEPTH
        folders[:] = [] if deep else [name for name in folders if not name.startswith(".")]
        yield from ((inner / name).as_posix() for name in files)


def _open_hub(ref: ModelRef, offline: bool, progress: Progress) -> _Source:
    revision = ref.revision or "main"
    hub.check_names(ref.name, revision)
    unreachable = hub.HubUnreachable("offline, as asked", where=f"{ref.name}@{revision}")
    if not offline:
        try:
            return _online_source(hub.list_files(ref.name, revision), revision, progress)
        except hub.HubUnreachable as error:
            unreachable = error
    cached = hub.cached_commit(ref.name, revision)
    if cached is None:
        raise SourceError(
            f"{unreachable.found}, and the download cache does not have this model",
            where=unreachable.where,
            hint="Run it once with a connection, or give a folder.",
        ) from unreachable
    used = f"using commit {cached.commit} from the download cache"
    progress(f"{unreachable.where}: {unreachable.found}; {used}")
    return _cached_source(ref.name, cached, progress)


def _online_source(listing: hub.Listing, revision: str, progress: Progress) -> _Source:
    def remember(snapshot: Snapshot, looked_for: list[str]) -> None:
        absent = [name for name in looked_for if name not in listing.files]
        hub.remember(listing, revision, snapshot.folder, absent)

    return _Source(
        listing.repository,
        listing.commit,
        f"{listing.repository}@{listing.commit[:7]}",
        listing.files,
        fetch=lambda name: hub.download(listing, name, progress),
        settle=remember,
    )


def _cached_source(repository: str, cached: hub.CachedCommit, progress: Progress) -> _Source:
    return _Source(
        repository,
        cached.commit,
        f"{repository}@{cached.commit[:7]} in the download cache",
        tuple(_files_under(cached.folder)),
        fetch=lambda name: cached.folder / name,
        settle=lambda snapshot, looked_for: _report_gaps(snapshot, looked_for, progress),
        partial=True,
    )


def _report_gaps(snapshot: Snapshot, looked_for: list[str], progress: Progress) -> None:
    """Another program may have cached only some files; an embedding without its modules would be wrong."""
    missing = [name for name in looked_for if not snapshot.has(name)]
    gaps = [name for name in missing if not hub.known_absent(snapshot.name, snapshot.commit, name)]
    classifies = "ForSequenceClassification" in str(snapshot.read_json("config.json").get("architectures"))
    decisive = [name for name in gaps if name not in SMALL_FILES or name == "modules.json"]
    if decisive and not classifies:
        raise SourceError(
            "the download cache holds only a part of the model, and this file may say how it pools",
            where=snapshot.where(decisive[0]),
            hint="Run it once with a connection.",
        )
    if gaps:
        progress(f"{snapshot.where('.')}: not in the download cache, taken as absent: {', '.join(gaps)}")


def _refuse_what_is_no_model(source: _Source) -> None:
    """Raises for what the file names alone tell, before anything is downloaded."""
    entry = entry_file(source.names)
    whole = "config.json" in source.names and entry is not None
    if "adapter_config.json" in source.names and not whole:
        raise UnsupportedError(
            "an adapter (adapter_config.json, for example LoRA), not a whole model",
            where=source.place,
            hint="Merge it into its base model first: peft's merge_and_unload(), then save_pretrained().",
        )
    if "config.json" not in source.names:
        raise _no_config(source)
    if entry is None:
        others = other_weights(source.names)
        found = f"only weights that are not read: {', '.join(others)}" if others else "no weights"
        hint = (
            "Run it once with a connection." if source.partial else "Load it in transformers and save_pretrained() it."
        )
        raise SourceError(found, where=source.place, accepted=ACCEPTED_WEIGHTS, hint=hint)
    if ".bin" in entry:
        require_torch(f"{source.place}/{entry}")


def _no_config(source: _Source) -> SourceError:
    accepted = "config.json with weights beside it"
    if not source.names:
        return SourceError("it is empty", where=source.place, accepted=accepted)
    inner = [name for name in sorted(source.names) if name.endswith("/config.json")]
    hint = f"There is {inner[0]}: give that folder, or copy its files to the top." if inner else ""
    some = ", ".join((other_weights(source.names) or sorted(source.names))[:5])
    found = f"there is no config.json; what is there: {some}"
    return SourceError(found, where=source.place, accepted=accepted, hint=hint)


def _check_config(snapshot: Snapshot) -> None:
    model_type = snapshot.read_json("config.json").get("model_type")
    if not isinstance(model_type, str) or not model_type:
        raise SourceError(
            "it does not say its model_type",
            where=snapshot.where("config.json"),
            hint='Add it, for example "model_type": "bert", if you know what the model is.',
        )


def _fetch_all(source: _Source, names: list[str]) -> list[str]:
    for name in names:
        source.fetch(name)
    return names


def _module_folders(snapshot: Snapshot) -> tuple[str, ...]:
    """The subfolders that modules.json names, such as ("1_Pooling", "2_Dense"); () without one."""
    if not snapshot.has("modules.json"):
        return ()
    where, folders = snapshot.where("modules.json"), []
    for module in snapshot.read_json("modules.json"):
        path, kind = (module.get("path"), module.get("type")) if isinstance(module, dict) else (None, None)
        if not isinstance(path, str) or not isinstance(kind, str):
            raise SourceError("a module without a path or a type", where=where)
        if not _stays_inside(path):
            raise SourceError(f"the module path {path!r} leads out of the model's folder", where=where)
        folder = PurePosixPath(path).as_posix()
        if kind.endswith(".Transformer") and folder != ".":
            hint = f"Copy the files of {folder} to the top and set this path to the empty text."
            raise UnsupportedError(f"the transformer is in {folder}", where=where, accepted="the top", hint=hint)
        folders += [folder] if folder != "." else []
    return tuple(folders)


def _fetch_weights(source: _Source, modules: Collection[str]) -> list[str]:
    """Fetches the checkpoints of the model and of its modules; their file names."""
    entries = [entry for prefix in ("", *modules) if (entry := entry_file(source.names, prefix))]
    fetched = []
    for entry in entries:
        where = f"{source.place}/{entry}"
        if ".bin" in entry:
            require_torch(where)
        fetched += _fetch_all(source, [entry])
        if entry.endswith(".index.json"):
            fetched += _fetch_all(source, _shards(source, entry, where))
    return fetched


def _shards(source: _Source, index: str, where: str) -> list[str]:
    start = index[: index.rfind("/") + 1]
    shards = sorted({start + shard for shard in read_index(source.fetch(index), where).values()})
    missing = [shard for shard in shards if shard not in source.names]
    if missing:
        found = f"it names {len(missing)} of {len(shards)} shards that are not there: {', '.join(missing[:3])}"
        hint = "Run it once with a connection." if source.partial else "Complete the model first."
        raise SourceError(found, where=where, hint=hint)
    return shards


def _content_commit(folder: Path, names: list[str]) -> str:
    """Stands in for a commit: the same for the same names and contents, wherever they lie."""
    digest = hashlib.sha1(usedforsecurity=False)
    for name in sorted(set(names)):
        try:
            digest.update(f"{name}\0{hub.sha256_of(folder / name)}\n".encode())
        except OSError as error:
            raise SourceError(f"it cannot be read ({error})", where=str(folder / name)) from error
    return digest.hexdigest()


def _stays_inside(name: str) -> bool:
    """Whether a foreign posix path stays in its folder on every system (no root, no drive, no way up)."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and not set(name) & set("\\:\0")
