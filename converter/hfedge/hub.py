"""The Hugging Face Hub, through huggingface_hub: one commit's file list, its files, and what is cached.

Everything here is about a repository at one commit. Downloads go through the client's own cache, token,
endpoint and progress bars (HF_HOME, HF_TOKEN, HF_ENDPOINT, HF_HUB_OFFLINE); every failure becomes a
SourceError that says what to do, and HubUnreachable when the cache may help. Works with huggingface_hub
0.36 (requests), 1.x (httpx) and 2.x (httpx2).
"""

import hashlib
import re
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfedge.errors import SourceError, UsageError

Progress = Callable[[str], None]

_ATTEMPTS = 3
_PAUSE_SECONDS = 0.5
_TIMEOUT_SECONDS = 30.0
_CHUNK_BYTES = 1 << 20
_COMMIT = re.compile(r"[0-9a-f]{40}")
# What git forbids in a reference's name; it also ends up in a file name of the cache.
_BAD_REVISION = re.compile(r"[\s~^:?*\[\\\0]|\.\.|^[/.-]|/$|^$")
# The HTTP libraries of the client's generations, and the base of what each raises when a connection fails.
_HTTP_ERRORS = {"requests": "RequestException", "httpx": "HTTPError", "httpx2": "HTTPError"}
_ONLINE = "Check the connection, and HF_ENDPOINT if it is set, then run the command again."
_SIGN_IN = "set HF_TOKEN to a token of yours that may read it, or run `hf auth login`"


class HubUnreachable(SourceError):
    """The Hub did not answer (offline, no network, server down), so nothing is known about the model."""


class CutOff(HubUnreachable):
    """The connection was cut in the middle of a file; what has arrived is kept, and the client resumes it."""


class DamagedDownload(SourceError):
    """What has arrived of a file is not what the Hub says it is, and must not be used or continued."""


@dataclass(frozen=True)
class RemoteFile:
    """What the Hub says about a file: its size in bytes and, for large files, the SHA-256 of its content."""

    size: int | None
    sha256: str | None


@dataclass(frozen=True)
class Listing:
    """The files of a repository at one commit (40 hex digits)."""

    repository: str
    commit: str
    files: dict[str, RemoteFile]

    def where(self, file: str) -> str:
        return f"{self.repository}@{self.commit[:7]}/{file}"


@dataclass(frozen=True)
class CachedCommit:
    """What the cache holds of a commit: its folder there, which may lack files that the repository has."""

    commit: str
    folder: Path


def check_names(repository: str, revision: str) -> None:
    """Raises SourceError or UsageError for names that no repository or revision can have."""
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id

    try:
        validate_repo_id(repository)
    except HFValidationError as error:
        raise SourceError(
            f"no such folder, and {repository!r} cannot be a model on the Hub",
            accepted="a folder, or a Hub id such as sentence-transformers/all-MiniLM-L6-v2",
            hint="A branch, tag or commit goes into --revision." if "@" in repository else "",
        ) from error
    if _BAD_REVISION.search(revision):
        raise UsageError(f"{revision!r} cannot be a revision", accepted="a branch, a tag or a commit")


def list_files(repository: str, revision: str) -> Listing:
    """Asks the Hub which commit `revision` is now and which files it has."""
    from huggingface_hub import HfApi

    try:
        info = HfApi().model_info(repository, revision=revision, timeout=_TIMEOUT_SECONDS, files_metadata=True)
        files = {file.rfilename: _remote_file(file) for file in info.siblings or []}
        commit = str(info.sha)
    except Exception as error:  # the client passes on whatever a foreign server provokes
        raise explain(error, repository, revision) from error
    if not _COMMIT.fullmatch(commit):
        raise SourceError(f"{endpoint()} answered with {commit!r} instead of a commit", where=repository)
    return Listing(repository, commit, files)


def download(listing: Listing, file: str, progress: Progress) -> Path:
    """The file in the client's cache, downloaded if need be, resumed or retried after a cut, and checked."""
    from huggingface_hub import try_to_load_from_cache

    # A file that was there before is not hashed again: it was when it came.
    unchecked = not isinstance(try_to_load_from_cache(listing.repository, file, revision=listing.commit), str)
    force = False
    for attempt in range(2, _ATTEMPTS + 2):
        try:
            return _download_once(listing, file, unchecked, force)
        except (CutOff, DamagedDownload) as failure:
            if attempt > _ATTEMPTS:
                raise
            progress(f"{failure.where}: {failure.found}; trying again ({attempt} of {_ATTEMPTS})")
            # The client would go on from the bytes it kept, which is right for a cut and wrong for damage.
            unchecked, force = True, isinstance(failure, DamagedDownload)
            time.sleep(_PAUSE_SECONDS)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _download_once(listing: Listing, file: str, unchecked: bool, force: bool) -> Path:
    from huggingface_hub import hf_hub_download

    try:
        path = Path(hf_hub_download(listing.repository, file, revision=listing.commit, force_download=force))
    except Exception as error:  # as above
        raise explain(error, listing.repository, listing.commit, file) from error
    damage = _damage(path, listing.files[file], unchecked)
    if damage:
        _forget(path)
        hint = "It was deleted from the cache; run the command again to download it anew."
        raise DamagedDownload(damage, where=listing.where(file), hint=hint)
    return path


def remember(listing: Listing, revision: str, folder: Path, absent: Collection[str]) -> None:
    """Notes in the cache, in the client's layout, what an offline run needs: revision, absent files."""
    storage = folder.parent.parent
    try:
        if revision != listing.commit:
            reference = storage / "refs" / revision
            reference.parent.mkdir(parents=True, exist_ok=True)
            reference.write_text(listing.commit)
        for file in absent:
            mark = storage / ".no_exist" / listing.commit / file
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
    except OSError:
        pass  # a shared, read-only cache serves as well; only a later offline run knows less


def cached_commit(repository: str, revision: str, file: str = "config.json") -> CachedCommit | None:
    """The commit that the cache knows `revision` as, if it has at least that file of it."""
    from huggingface_hub import try_to_load_from_cache

    path = try_to_load_from_cache(repository, file, revision=revision)
    return CachedCommit(Path(path).parent.name, Path(path).parent) if isinstance(path, str) else None


def known_absent(repository: str, commit: str, file: str) -> bool:
    """Whether the cache knows that the repository has no such file at that commit."""
    from huggingface_hub import _CACHED_NO_EXIST, try_to_load_from_cache

    return try_to_load_from_cache(repository, file, revision=commit) is _CACHED_NO_EXIST


def endpoint() -> str:
    from huggingface_hub import constants

    return constants.ENDPOINT


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _remote_file(file: Any) -> RemoteFile:
    return RemoteFile(file.size, file.lfs.sha256 if file.lfs else None)


def _damage(path: Path, expected: RemoteFile, unchecked: bool) -> str:
    """What is wrong with a file in the cache, or ""."""
    size = path.stat().st_size
    if expected.size is not None and size != expected.size:
        return f"damaged, {size} of {expected.size} bytes"
    if unchecked and expected.sha256 and sha256_of(path) != expected.sha256:
        return "damaged, its SHA-256 is not the one the Hub gives"
    return ""


def _forget(path: Path) -> None:
    """Deletes a file from the cache, and the blob that the cache's link points to."""
    blob = path.resolve()
    path.unlink(missing_ok=True)
    blob.unlink(missing_ok=True)


def explain(error: Exception, repository: str, revision: str, file: str = "") -> SourceError:
    """What to tell the person for anything that the client raised."""
    from huggingface_hub import errors

    if isinstance(error, (errors.LocalEntryNotFoundError, ValueError)) and isinstance(error.__cause__, Exception):
        return explain(error.__cause__, repository, revision, file)
    at = revision[:7] if _COMMIT.fullmatch(revision) else revision
    where = f"{repository}@{at}/{file}".rstrip("/")
    if isinstance(error, errors.GatedRepoError):
        terms = f"Accept its terms at {endpoint()}/{repository}, then {_SIGN_IN}."
        return SourceError("the model is gated and this account has no access", where=where, hint=terms)
    if isinstance(error, errors.RepositoryNotFoundError):
        return _no_such_model(repository)
    if isinstance(error, errors.RevisionNotFoundError):
        found = f"the model has no revision {revision!r}"
        return SourceError(found, where=repository, accepted=f"what {endpoint()}/{repository}/branches lists")
    if isinstance(error, errors.EntryNotFoundError):
        return SourceError("the Hub lists the file but does not have it", where=where)
    return _explain_status(error, repository, where) or _explain_failure(error, where)


def _no_such_model(repository: str) -> SourceError:
    found = f"no such model at {endpoint()} (or it is private), and no folder of that name here"
    return SourceError(found, where=repository, hint=f"Check the spelling; if it is private, {_SIGN_IN}.")


def _explain_status(error: Exception, repository: str, where: str) -> SourceError | None:
    from huggingface_hub import get_token

    status = getattr(getattr(error, "response", None), "status_code", None)
    if not isinstance(status, int):
        return None
    if status == 401 and not get_token():
        return _no_such_model(repository)  # without a token the Hub does not tell "none" from "private"
    if status == 401:
        return SourceError("the Hub does not accept the token (401)", where=where, hint=f"To fix it, {_SIGN_IN}.")
    if status == 416:
        # The client asked to go on behind the end: a part from an earlier run is longer than the file.
        return DamagedDownload("a part kept from an earlier download does not fit", where=where, hint=_ONLINE)
    if status == 403:
        return SourceError("the Hub refuses access (403)", where=where, hint=f"For access, {_SIGN_IN}.")
    if status == 429 or status >= 500:
        return HubUnreachable(
            f"{endpoint()} is not able to answer now ({status})", where=where, hint="Try again later."
        )
    return SourceError(f"{endpoint()} answered with status {status}", where=where)


def _explain_failure(error: Exception, where: str) -> SourceError:
    """No answer at all, an answer that is not the Hub's, or a cache that cannot be written."""
    from huggingface_hub.errors import FileMetadataError, OfflineModeIsEnabled

    if isinstance(error, OfflineModeIsEnabled):
        return HubUnreachable("HF_HUB_OFFLINE is set", where=where)
    if type(error) is OSError and error.errno is None:
        # The client raises a bare OSError for nothing but a file of another size than was announced.
        return DamagedDownload("damaged, its size is not the announced one", where=where, hint=_ONLINE)
    if isinstance(error, OSError) and error.errno and not isinstance(error, (ConnectionError, *_http_errors())):
        found = f"the download cache cannot be used ({error})"
        return SourceError(found, where=where, hint="Free some space there, or set HF_HOME to another folder.")
    # RuntimeError is what the client's accelerated transfers raise for a lost connection.
    lost = isinstance(error, (*_http_errors(), OSError, RuntimeError))
    lost = lost and not isinstance(error, (ValueError, FileMetadataError))
    what = "no connection to {}, or it was lost" if lost else "what {} answers is not what the Hub answers"
    reason = next(iter(str(error).splitlines()), "") or type(error).__name__
    kind = CutOff if _is_cut(error) else HubUnreachable
    return kind(f"{what.format(endpoint())} ({reason})", where=where, hint=_ONLINE)


def _is_cut(error: Exception) -> bool:
    """Whether a body ended early in requests, the one cut that the client does not resume by itself."""
    requests = sys.modules.get("requests")
    return requests is not None and isinstance(error, requests.exceptions.ChunkedEncodingError)


def _http_errors() -> tuple[type[Exception], ...]:
    """The client has imported the library it uses, so what is not imported cannot have raised."""
    return tuple(getattr(sys.modules[name], base) for name, base in _HTTP_ERRORS.items() if name in sys.modules)
