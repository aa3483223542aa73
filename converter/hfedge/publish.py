"""Write a bundle beside its destination and put it there in one step, or leave nothing behind.

    with staging(out, needed_bytes=estimate) as stage:
        ...                              # emitters write into stage.folder
        publish(stage, manifest)         # hfedge.json and README.md, then the swap

A failure, Ctrl-C or SIGTERM inside the block removes the staging folder; an older bundle at `out` is intact
until the swap. What a SIGKILL leaves is removed by the next run.
"""

import contextlib
import ctypes
import errno
import os
import secrets
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hfedge.card import write_card
from hfedge.errors import BundleError
from hfedge.manifest import MANIFEST_NAME, Manifest, read_manifest

try:
    import fcntl
except ImportError:  # Windows: leftovers are then kept, since nothing says whether their owner lives
    fcntl = None

OWN_FILES = {MANIFEST_NAME, "README.md", "parity.json", "parity.html"}
DESKTOP_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}
TAKEN = (BlockingIOError, FileNotFoundError)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
RENAME_EXCHANGE, AT_FDCWD = 2, -100  # linux/fs.h, fcntl.h
SPARE_BYTES = 1 << 20  # room for the manifest, the card and the parity report


@dataclass
class Staging:
    """A bundle in the making: `folder` is where to write, `out` where it will be; locked while alive."""

    folder: Path
    out: Path
    needed_bytes: int
    lock: int | None = None

    def commit(self) -> Path:
        """Put the folder at `out`, in place of an older bundle, and return `out`. Raises BundleError."""
        _refuse_foreign(self.out)
        try:
            _swap(self.folder, self.out)
        except OSError as error:
            raise BundleError(f"cannot rename {self.folder.name} ({error.strerror})", where=str(self.out)) from error
        return self.out


@contextlib.contextmanager
def staging(out: Path, needed_bytes: int = 0) -> Iterator[Staging]:
    """A staging folder beside `out`, removed at the end of the block unless it was committed.

    `needed_bytes` is an estimate of the bundle's size, checked against the free space before any work. Raises
    BundleError when `out` is something other than a bundle, its parent cannot be written, or the disk is
    full.
    """
    out = Path(os.path.realpath(out))
    recover(out)
    _refuse_foreign(out)
    if not out.parent.is_dir():
        raise BundleError("the folder to write into does not exist", where=str(out.parent), hint="Create it first.")
    stage = _create(out, needed_bytes)
    try:
        _check_space(out.parent, needed_bytes)
        with _signals_as_exceptions():
            yield stage
    except BaseException as error:
        _remove(stage.folder)  # first: it frees the space that the message counts
        if isinstance(error, Exception) and _is_full(error):
            raise _full(out.parent, stage.needed_bytes) from error
        raise
    finally:
        _remove(stage.folder)  # not committed, or after an exchange the older bundle
        if stage.lock is not None:
            os.close(stage.lock)


def publish(stage: Staging, manifest: Manifest) -> Path:
    """Write manifest and model card into the stage, check that both agree with the files there, and commit.

    Raises BundleError when a listed file is missing, of another size, or a file is not listed.
    """
    write_manifest(stage.folder, manifest)
    write_card(stage.folder, manifest, stage.out.name)
    listed = {item.path: item.bytes for artifact in manifest.artifacts for item in artifact.files}
    found = {name: (stage.folder / name).stat().st_size for name in _files(stage.folder)}
    wrong = sorted(name for name, size in listed.items() if found.get(name) != size)
    wrong += sorted(found.keys() - listed.keys() - OWN_FILES)
    if wrong:
        raise BundleError(f"manifest and files differ: {', '.join(wrong)}", where=str(stage.folder))
    return stage.commit()


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Write hfedge.json. Raises BundleError when it would not be valid."""
    path = Path(folder) / MANIFEST_NAME
    path.write_text(manifest.to_json(), encoding="utf-8", newline="\n")
    return path


def recover(out: Path) -> None:
    """Clear up after killed runs: bring back a bundle that was set aside, remove abandoned folders."""
    for folder in _siblings(out, "old"):
        if not os.path.lexists(out):
            os.rename(folder, out)
        else:
            _remove(folder)
    for folder in _siblings(out, "partial"):
        with contextlib.suppress(*TAKEN):
            lock = _lock(folder)
            if lock is not None:
                _remove(folder)
                os.close(lock)


def _siblings(out: Path, kind: str) -> list[Path]:
    """Folders `.<name>.<kind>-*` beside `out`."""
    with contextlib.suppress(OSError):
        return sorted(path for path in out.parent.iterdir() if path.name.startswith(f".{out.name}.{kind}-"))
    return []


def _refuse_foreign(out: Path) -> None:
    """Raise BundleError unless `out` is free, an empty folder, or a bundle with no other files in it."""
    if not os.path.lexists(out):
        return
    advice = {
        "where": str(out),
        "accepted": "a path that is free or holds a bundle that hfedge wrote",
        "hint": "Move it away or choose another path with -o.",
    }
    if not out.is_dir():
        raise BundleError("a file is in the way", **advice)
    if not any(out.iterdir()):
        return
    if not (out / MANIFEST_NAME).is_file():
        raise BundleError("the folder exists and is not a bundle", **advice)
    try:
        manifest = read_manifest(out)
    except BundleError as error:
        raise BundleError(f"the folder exists and its manifest cannot be read ({error})", **advice) from error
    own = {item.path for artifact in manifest.artifacts for item in artifact.files} | OWN_FILES
    foreign = sorted(name for name in _files(out) if name not in own and Path(name).name not in DESKTOP_FILES)
    if foreign:
        raise BundleError(
            f"the bundle there also holds files that hfedge did not write: {', '.join(foreign[:5])}", **advice
        )


def _files(folder: Path) -> list[str]:
    """Files below `folder`, relative, with forward slashes."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]


def _check_space(parent: Path, needed_bytes: int) -> None:
    if needed_bytes and shutil.disk_usage(parent).free < needed_bytes + SPARE_BYTES:
        raise _full(parent, needed_bytes)


def _create(out: Path, needed_bytes: int) -> Staging:
    """Make and lock the staging folder.

    A lock, not a process id and start time, says that its owner lives: the kernel drops it with the process,
    however that ends, and it holds across containers, where process ids repeat.
    """
    while True:
        folder = out.parent / f".{out.name}.partial-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            folder.mkdir()
        except OSError as error:
            if _is_full(error):
                raise _full(out.parent, needed_bytes) from error
            raise BundleError(
                f"cannot write here ({error.strerror})",
                where=str(out.parent),
                hint="Choose another path with -o.",
            ) from error
        with contextlib.suppress(*TAKEN):  # another run took it for a leftover between mkdir and lock
            return Staging(folder, out, needed_bytes, _lock(folder))


def _lock(folder: Path) -> int | None:
    """A descriptor that holds the lock of `folder`.

    None where there are no locks (Windows, some network filesystems). Raises one of TAKEN when another
    process holds it or has removed the folder.
    """
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.stat(folder)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, TAKEN):
            raise
        return None
    return descriptor


@contextlib.contextmanager
def _signals_as_exceptions() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block by SystemExit, so that it cleans up as after Ctrl-C."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []  # handlers can only be set in the main thread
    numbers = [getattr(signal, name) for name in names]
    taken = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _swap(new: Path, out: Path) -> None:
    """Rename `new` to `out`. An older folder there ends up at `new` (exchange) or is removed.

    Linux exchanges two names in one step, so `out` exists at every moment. Elsewhere, and on filesystems that
    cannot, the older one is set aside first; whoever is killed between the two renames leaves it there, and
    `recover` (and the runtime, which looks there too) finds it.
    """
    if not os.path.lexists(out):
        os.rename(new, out)
    elif not _exchange(new, out):
        old = out.with_name(f".{out.name}.old-{secrets.token_hex(4)}")
        os.rename(out, old)
        try:
            os.rename(new, out)
        except BaseException:
            os.rename(old, out)
            raise
        _remove(old)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names atomically. False where the system or the filesystem cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # glibc 2.28, musl 1.2.6
    return (
        rename is not None and rename(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE) == 0
    )


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _is_full(error: BaseException | None) -> bool:
    """Whether a full disk, quota or file-size limit is behind `error` (TensorFlow says it in text only)."""
    while error is not None:
        if (isinstance(error, OSError) and error.errno in FULL) or os.strerror(errno.ENOSPC) in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _full(parent: Path, needed_bytes: int) -> BundleError:
    free = shutil.disk_usage(parent).free
    needed = f"about {needed_bytes / 1e6:.1f} MB are needed" if needed_bytes else "the bundle needs more"
    return BundleError(
        f"the disk is full: {free / 1e6:.1f} MB are free, {needed}",
        where=str(parent),
        hint="Free some space or choose another disk with -o.",
    )
