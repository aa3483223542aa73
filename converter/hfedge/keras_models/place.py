"""A temporary folder that outlives no process: what a killed one left is removed by the next."""

import contextlib
import os
import shutil
import tempfile
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: leftovers are then kept, since nothing says whether their owner lives
    fcntl = None

_PREFIX = "hfedge-keras-"
_LOCK = ".lock"


class Place:
    """`folder` is there as long as this object is; locked, so that nobody takes it for a leftover."""

    def __init__(self) -> None:
        _sweep(Path(tempfile.gettempdir()))
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = _lock(self.folder)
        self._finalizer = weakref.finalize(self, _remove, self.folder, lock)

    def __repr__(self) -> str:
        return f"Place({str(self.folder)!r})"


def _lock(folder: Path) -> int | None:
    """Raises OSError where another process holds it."""
    if fcntl is None:
        return None
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _remove(folder: Path, lock: int | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _sweep(base: Path) -> None:
    """Removes the folders of this user that nobody holds. One that is just being made has no lock yet, and is kept."""
    if fcntl is None:
        return
    for folder in base.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid() or not (folder / _LOCK).exists():
                continue
            _remove(folder, _lock(folder))
