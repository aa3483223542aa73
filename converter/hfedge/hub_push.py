"""A bundle to the Hub, through huggingface_hub: one commit with the files that the manifest lists, and a card.

Nothing is created or changed there before every file here was found to be the manifest's, the parity verdict was
looked at, and the repository there was found to be free or to hold a bundle. The token is the client's own (HF_TOKEN,
or `hf auth login`) and never read here.
"""

import json
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hfedge import hub
from hfedge.card import Place, render_card
from hfedge.errors import BundleError, HfedgeError, PushError, UsageError
from hfedge.manifest import MANIFEST_NAME, Manifest, read_manifest
from hfedge.progress import Progress

PUSH_STAGES = ("check the files", "look at the repository", "push")
CARD_NAME = "README.md"
REPORTS = ("parity.json", "parity.html")
# What a repository may hold before a bundle is pushed to it.
_HARMLESS = {".gitattributes", ".gitignore", "README.md", "LICENSE", "LICENSE.txt", "LICENSE.md", "NOTICE"}
_TIMEOUT_SECONDS = 30.0
_NO_RIGHT = "Use a token that may write there (`hf auth whoami` says whose it is), or choose another name."


@dataclass(frozen=True)
class Pushed:
    """Where a bundle is now: `url` to open, `commit` of 40 hex digits; not `changed`: all was there already."""

    repository: str
    url: str
    commit: str
    files: int
    bytes: int
    created: bool
    changed: bool
    pull_request: str | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class _There:
    """What a repository holds: its newest commit, and the file names there; `branch`: whether that one exists."""

    commit: str
    files: frozenset[str]
    private: bool
    branch: bool


def push(
    bundle: str | Path,
    repository: str,
    *,
    private: bool = False,
    message: str | None = None,
    pull_request: bool = False,
    revision: str | None = None,
    card: str | Path | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Pushed:
    """Puts a bundle's folder on the Hub as `repository` ("org/name"), which is created if there is none.

    private: create it so; pull_request: propose the commit, for a repository that exists; revision: the branch
    [main], created if need be; card: a README.md of your own [one is written from the manifest]; force: although
    parity failed, which the card then says. Raises HfedgeError; then nothing was committed.
    """
    progress, branch, folder = progress or Progress(), revision or "main", Path(bundle)
    _check_request(folder, repository, branch, private and pull_request)
    with progress.stage(PUSH_STAGES[0]):
        manifest = _read(folder)
        _check_parity(manifest, folder, force)
        place = Place(repository, branch, hub.endpoint())
        additions = _additions(folder, manifest, _card(manifest, folder, place, card))
    with progress.stage(PUSH_STAGES[1]):
        there = _asking(lambda: _look(repository, branch), repository, branch)
        _check_there(there, repository, private, pull_request)
        deletions = _stale(repository, there, {item.path_in_repo for item in additions})
    with progress.stage(PUSH_STAGES[2], own_bars=True):
        _asking(lambda: _prepare(repository, branch, there, private), repository, branch)
        text = message or f"{manifest.source.name} by hfedge {manifest.hfedge_version}"
        parent = there.commit if there and there.branch and not pull_request else None
        options = {"revision": branch, "commit_message": text, "create_pr": pull_request, "parent_commit": parent}
        done = _asking(lambda: _commit(repository, additions + deletions, options, progress.say), repository, branch)
    at = hub.endpoint() + "/" + repository + ("" if branch == "main" else f"/tree/{branch}")
    size = sum(item.upload_info.size for item in additions)
    changed = pull_request or there is None or done.oid != there.commit
    return Pushed(
        repository, done.pr_url or at, str(done.oid), len(additions), size, there is None, changed, done.pr_url
    )


def check_place(repository: str, branch: str) -> None:
    """Whether one could push there at all: the names, and that there is a token. Raises HfedgeError. Asks nobody."""
    from huggingface_hub import constants, get_token

    if repository.count("/") != 1:
        raise UsageError(f"{repository!r} is no place to push to", accepted="org/name, where org may be your own name")
    hub.check_names(repository, branch)
    if constants.HF_HUB_OFFLINE:
        raise PushError("HF_HUB_OFFLINE is set, so nothing can be pushed", where=repository, hint="Unset it.")
    if not get_token():
        hint = "Set HF_TOKEN to a token of yours that may write, or run `hf auth login`."
        raise PushError("there is no token for the Hub", where=repository, hint=hint)


def _check_request(folder: Path, repository: str, branch: str, private_pull_request: bool) -> None:
    if private_pull_request:
        raise UsageError("--private with --pr", hint="A pull request goes to a repository that exists.")
    if not folder.is_dir():
        raise BundleError("no such folder", where=str(folder), accepted="a bundle folder that hfedge wrote")
    check_place(repository, branch)


def _read(folder: Path) -> Manifest:
    if not (folder / MANIFEST_NAME).is_file():
        raise BundleError(
            f"it is no bundle: there is no {MANIFEST_NAME}",
            where=str(folder),
            accepted="a folder that hfedge convert wrote",
        )
    return read_manifest(folder)


def _check_parity(manifest: Manifest, folder: Path, force: bool) -> None:
    failed = [verdict for verdict in manifest.parity.artifacts if not verdict.passed] if manifest.parity else []
    if failed and not force:
        names = ", ".join(f"{verdict.target} {verdict.recipe}" for verdict in failed)
        raise PushError(
            f"it failed the comparison with its original: {names}",
            where=str(folder),
            hint="Convert it again with another recipe, or push it all the same with --force: its card then says so.",
        )


def _card(manifest: Manifest, folder: Path, place: Place, own: str | Path | None) -> str:
    """The text of README.md. Raises PushError where its front matter is not one that the Hub reads."""
    from huggingface_hub import ModelCard

    text = render_card(manifest, folder.resolve().name, place)
    if own is not None:
        try:
            text = Path(own).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"the card cannot be read ({error})", where=str(own)) from error
        text = _with_warning(text, manifest)
    try:
        known = ModelCard(text).data.to_dict()
    except Exception as error:  # YAML's errors, and the client's own for what is no mapping
        reason = " ".join(str(error).split())[:200]
        raise PushError(
            f"its front matter is not what the Hub reads ({reason})", where=str(own or CARD_NAME)
        ) from error
    if not known:
        raise PushError("it has no front matter", where=str(own), accepted="--- and YAML at the top of README.md")
    return text


def _with_warning(text: str, manifest: Manifest) -> str:
    """A card of one's own says too that parity failed, behind its front matter."""
    failed = [verdict for verdict in manifest.parity.artifacts if not verdict.passed] if manifest.parity else []
    end = text.find("\n---\n", 3)
    if not failed or not text.startswith("---") or end < 0:
        return text
    names = ", ".join(f"{verdict.target} `{verdict.recipe}`" for verdict in failed)
    notice = f"\n> **Not equal to the original:** hfedge's parity check failed for {names}.\n"
    return text[: end + 5] + notice + text[end + 5 :]


def _additions(folder: Path, manifest: Manifest, card: str) -> list[Any]:
    """huggingface_hub's CommitOperationAdd for every file of the bundle, each hashed and found to be the manifest's."""
    from huggingface_hub import CommitOperationAdd

    listed = {file.path: file for artifact in manifest.artifacts for file in artifact.files}
    names = [MANIFEST_NAME, *(name for name in REPORTS if (folder / name).is_file()), *sorted(listed)]
    additions = [CommitOperationAdd(CARD_NAME, card.encode())]
    for name in names:
        try:
            added = CommitOperationAdd(name, str(folder / name))
        except (OSError, ValueError) as error:
            raise BundleError("it is not there, or cannot be read", where=str(folder / name)) from error
        known = listed.get(name)
        if known and (added.upload_info.size, added.upload_info.sha256.hex()) != (known.bytes, known.sha256):
            raise BundleError(
                f"the file was changed: it is not the one that {MANIFEST_NAME} describes",
                where=str(folder / name),
                hint="Convert the model again.",
            )
        additions.append(added)
    return additions


def _asking(ask: Callable[[], Any], repository: str, branch: str) -> Any:
    """What the client answers, its errors said in hfedge's way."""
    try:
        return ask()
    except HfedgeError:
        raise
    except Exception as error:  # the client passes on whatever a foreign server provokes
        raise _explain(error, repository, branch) from error


def _explain(error: Exception, repository: str, branch: str) -> HfedgeError:
    from huggingface_hub import errors

    if isinstance(error, RuntimeError) and isinstance(error.__cause__, Exception):
        return _explain(error.__cause__, repository, branch)  # of a thread that uploads
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status == 403:
        return PushError("the token may not write there (403)", where=repository, hint=_NO_RIGHT)
    if status == 409:
        return PushError("it exists already, and this token may not see it (409)", where=repository, hint=_NO_RIGHT)
    if status == 412:
        return PushError("somebody pushed to it meanwhile (412)", where=f"{repository}@{branch}", hint="Push again.")
    if isinstance(error, errors.RepositoryNotFoundError):
        found = f"no such repository at {hub.endpoint()}, or the token may not see it"
        return PushError(found, where=repository, hint=_NO_RIGHT)
    if isinstance(error, ValueError) and CARD_NAME in str(error):
        return PushError("the Hub refuses the card: " + " ".join(str(error).split())[:300], where=CARD_NAME)
    return hub.explain(error, repository, branch)


def _look(repository: str, branch: str) -> _There | None:
    """None where there is no such repository (or the token may not see it)."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import RepositoryNotFoundError, RevisionNotFoundError

    try:
        info = HfApi().model_info(repository, timeout=_TIMEOUT_SECONDS)
    except RepositoryNotFoundError:
        return None
    try:
        info = info if branch == "main" else HfApi().model_info(repository, revision=branch, timeout=_TIMEOUT_SECONDS)
        found = True
    except RevisionNotFoundError:
        found = False  # made from main, whose files it will then hold
    return _There(str(info.sha), frozenset(file.rfilename for file in info.siblings or []), bool(info.private), found)


def _check_there(there: _There | None, repository: str, private: bool, pull_request: bool) -> None:
    if there is None:
        if pull_request:
            raise PushError(
                "there is no such repository to propose a bundle to", where=repository, hint="Leave --pr out."
            )
        return
    foreign = sorted(there.files - _HARMLESS)
    if foreign and MANIFEST_NAME not in there.files and not pull_request:
        raise PushError(
            f"the repository exists and holds something else: {', '.join(foreign[:4])}",
            where=repository,
            accepted="a name that is free, or a repository of a bundle",
            hint="Choose another name, or propose the bundle to its owners with --pr.",
        )
    if private and not there.private:
        hint = "Leave --private out, or change that in its settings first."
        raise PushError("the repository exists and is public", where=repository, hint=hint)


def _stale(repository: str, there: _There | None, new: set[str]) -> list[Any]:
    """Deletions of what the bundle that is there lists, and this one has not; what else is there stays."""
    from huggingface_hub import CommitOperationDelete, hf_hub_download

    if there is None or MANIFEST_NAME not in there.files:
        return []

    def read() -> Any:
        return json.loads(Path(hf_hub_download(repository, MANIFEST_NAME, revision=there.commit)).read_text("utf-8"))

    try:
        found = _asking(read, repository, there.commit)
        listed = {file["path"] for artifact in found["artifacts"] for file in artifact["files"]}
    except (KeyError, TypeError, hub.HubUnreachable):
        return []  # not a manifest: nothing there is known to be ours
    return [CommitOperationDelete(name) for name in sorted((listed | set(REPORTS)) & there.files - new)]


def _prepare(repository: str, branch: str, there: _There | None, private: bool) -> None:
    """The repository and the branch, if need be."""
    from huggingface_hub import HfApi

    if there is None:
        HfApi().create_repo(repository, private=private or None)
    if branch != "main" and not (there and there.branch):
        HfApi().create_branch(repository, branch=branch)


def _commit(repository: str, operations: list[Any], options: dict[str, Any], say: Callable[[str], None]) -> Any:
    """-> huggingface_hub's CommitInfo; what the Hub warns of the card is said."""
    from huggingface_hub import HfApi

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        done = HfApi().create_commit(repository, operations, **options)
    for warning in caught:
        if issubclass(warning.category, UserWarning):
            say(" ".join(str(warning.message).split()))
    return done
