"""A bundle on the Hub: its manifest, and of its files only those that are needed, in the client's cache.

    found = open_hub_bundle("org/name", None, print)
    found.bring_recipe(None)      # the default recipe's .tflite, checked against the manifest
    open_bundle(found.folder)     # as any bundle

Everything is of one commit. Offline the cached commit is used, if what is needed is there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hfedge import hub
from hfedge.emit import Artifact
from hfedge.errors import BundleError, SourceError, UsageError
from hfedge.manifest import MANIFEST_NAME, Manifest, read_manifest
from hfedge.resolve import ModelRef

Say = Callable[[str], None]


@dataclass(frozen=True)
class HubBundle:
    """`folder` is the commit's folder in the cache: the manifest, and what was brought; `listing` None: offline."""

    repository: str
    commit: str
    folder: Path
    manifest: Manifest
    listing: hub.Listing | None
    say: Say

    def bring(self, artifacts: Iterable[Artifact]) -> Path:
        """Has all files of these artifacts in `folder`, which is returned. Raises SourceError or BundleError."""
        for artifact in artifacts:
            for file in artifact.files:
                path = self._file(file.path, file.sha256)
                if path.stat().st_size != file.bytes or hub.sha256_of(path) != file.sha256:
                    raise self._other(file.path)
        return self.folder

    def bring_recipe(self, recipe: str | None) -> Path:
        """The .tflite of a recipe (None: the default one), and what its runtime reads beside it."""
        there = {artifact.recipe: artifact for artifact in self.manifest.artifacts if artifact.target == "tflite"}
        if not there:
            hint = "Its files need TF Text's custom ops: docs/tf-text.md." if self._needs_custom_ops else ""
            raise BundleError("the bundle has no .tflite of built-in ops", where=self.repository, hint=hint)
        default = self.manifest.defaults.recipe
        chosen = recipe or (default if default in there else next(iter(there)))
        if chosen not in there:
            raise UsageError(f"no recipe {chosen!r}", where=self.repository, accepted=", ".join(there))
        return self.bring([there[chosen]])

    @property
    def _needs_custom_ops(self) -> bool:
        return any(artifact.custom_ops for artifact in self.manifest.artifacts)

    def _file(self, name: str, sha256: str) -> Path:
        if self.listing is None:
            path = self.folder / name
            if not path.is_file():
                raise SourceError(
                    "offline, and the download cache does not have this file",
                    where=f"{self.repository}@{self.commit[:7]}/{name}",
                    hint="Run it once with a connection.",
                )
            return path
        if name not in self.listing.files:
            raise BundleError(f"{MANIFEST_NAME} names a file that is not there", where=self.listing.where(name))
        if self.listing.files[name].sha256 not in (None, sha256):
            raise self._other(name)  # before it is downloaded
        return hub.download(self.listing, name, self.say)

    def _other(self, name: str) -> BundleError:
        return BundleError(
            f"it is not the file that {MANIFEST_NAME} describes (its SHA-256 is another)",
            where=f"{self.repository}@{self.commit[:7]}/{name}",
            hint="Ask its owner to push the bundle again.",
        )


def is_on_hub(bundle: str | Path, revision: str | None = None) -> bool:
    """Whether a BUNDLE argument is a Hub id: org/name, and nothing of that name here.

    Raises UsageError where it is not, but a revision was given.
    """
    name = Path(bundle).as_posix()
    found = ModelRef.parse(name).folder is None and name.count("/") == 1 and not name.endswith(".tflite")
    if revision is not None and not found:
        raise UsageError("a folder has no revisions", where=name, accepted="--revision with a Hub id")
    return found


def open_hub_bundle(repository: str, revision: str | None, say: Say) -> HubBundle:
    """The bundle at a revision (None: main), its manifest downloaded. Raises SourceError or BundleError."""
    wanted = revision or "main"
    hub.check_names(repository, wanted)
    try:
        listing = hub.list_files(repository, wanted)
    except hub.HubUnreachable as unreachable:
        return _cached(repository, wanted, unreachable, say)
    if MANIFEST_NAME not in listing.files:
        hint = f"If it is a model, convert it: hfedge convert {repository}." if "config.json" in listing.files else ""
        raise BundleError(
            f"it is no bundle: there is no {MANIFEST_NAME}",
            where=f"{repository}@{listing.commit[:7]}",
            accepted="what hfedge push wrote",
            hint=hint,
        )
    folder = hub.download(listing, MANIFEST_NAME, say).parent
    hub.remember(listing, wanted, folder, ())
    return HubBundle(repository, listing.commit, folder, read_manifest(folder), listing, say)


def has_bundle(repository: str, revision: str | None) -> bool:
    """Whether the Hub, or offline the cache, has a bundle under that id; False for all that goes wrong meanwhile."""
    try:
        return MANIFEST_NAME in hub.list_files(repository, revision or "main").files
    except hub.HubUnreachable:
        return hub.cached_commit(repository, revision or "main", MANIFEST_NAME) is not None
    except SourceError:
        return False  # who resolves it as a model says why


def _cached(repository: str, revision: str, unreachable: hub.HubUnreachable, say: Say) -> HubBundle:
    cached = hub.cached_commit(repository, revision, MANIFEST_NAME)
    if cached is None:
        raise SourceError(
            f"{unreachable.found}, and the download cache does not have this bundle",
            where=unreachable.where,
            hint="Run it once with a connection, or give a folder.",
        ) from unreachable
    say(f"{unreachable.where}: {unreachable.found}; using commit {cached.commit} from the download cache")
    return HubBundle(repository, cached.commit, cached.folder, read_manifest(cached.folder), None, say)
