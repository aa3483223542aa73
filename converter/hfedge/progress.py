"""What long work says while it runs: a bar on stderr, and how long each stage took."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class StageTime:
    """One stage: seconds of wall time, and the process's peak memory so far in bytes (0 where unknown)."""

    name: str
    seconds: float
    peak_bytes: int


@dataclass
class Progress:
    """Counts stages. This one says nothing; `Bar` shows them."""

    times: list[StageTime] = field(default_factory=list)

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        self.begin(name)
        yield
        self.times.append(StageTime(name, time.perf_counter() - start, peak_bytes()))
        self.finish(name)

    def begin(self, name: str) -> None:
        """Called before a stage."""

    def finish(self, name: str) -> None:
        """Called after a stage that did not fail."""

    def say(self, message: str) -> None:
        """A line for the person."""


def peak_bytes() -> int:
    """The largest resident size of this process so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class Bar(Progress):
    """A rich progress bar on stderr, with what TensorFlow's libraries print kept in a file beside it.

    Use as a context manager; `stages` is how many there will be.
    """

    def __init__(self, stages: int):
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, Progress as RichProgress, TextColumn, TimeElapsedColumn

        self._own = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace")
        self.console = Console(file=self._own)
        columns = (TextColumn("{task.description:<28}"), BarColumn(bar_width=30), TimeElapsedColumn())
        self._bar = RichProgress(*columns, console=self.console, transient=True)
        self._task = self._bar.add_task("", total=stages)
        self._log = tempfile.TemporaryFile()

    def __enter__(self) -> "Bar":
        # Native libraries write to file descriptor 2 themselves, past sys.stderr.
        sys.stderr.flush()
        self._saved = os.dup(2)
        os.dup2(self._log.fileno(), 2)
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()
        sys.stderr.flush()
        os.dup2(self._saved, 2)
        os.close(self._saved)
        self._log.close()
        self._own.flush()

    def begin(self, name: str) -> None:
        self._bar.update(self._task, description=name)

    def finish(self, name: str) -> None:
        self._bar.advance(self._task)

    def say(self, message: str) -> None:
        self.console.print(message, markup=False, highlight=False)
