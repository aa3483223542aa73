"""What long work says while it runs: a bar on stderr, and how long each stage took."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from hfedge.printable import printable


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
    def stage(self, name: str, own_bars: bool = False) -> Iterator[None]:
        """own_bars: what runs inside shows its own progress on stderr, as downloads do."""
        start = time.perf_counter()
        self.begin(name, own_bars)
        yield
        self.times.append(StageTime(name, time.perf_counter() - start, peak_bytes()))
        self.finish(name)

    def begin(self, name: str, own_bars: bool = False) -> None:
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


@contextlib.contextmanager
def native_stderr_kept() -> Iterator[None]:
    """What libraries write to file descriptor 2 themselves, past sys.stderr, goes to a file that nobody reads."""
    sys.stderr.flush()
    saved = os.dup(2)
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(saved, 2)
            os.close(saved)


class Bar(Progress):
    """A rich progress bar on stderr, or a line a stage where stderr is no terminal; what TensorFlow's libraries print
    is kept away from it.

    Use as a context manager; `stages` is how many there will be.
    """

    def __init__(self, stages: int):
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        self._own = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace", buffering=1)
        self.console = Console(file=self._own, soft_wrap=True)
        columns = (TextColumn("{task.description:<28}", markup=False), BarColumn(bar_width=30), TimeElapsedColumn())
        shown = self.console.is_terminal
        self._bar = RichProgress(*columns, console=self.console, transient=True, disable=not shown)
        self._task = self._bar.add_task("", total=stages)
        self._quiet = contextlib.ExitStack()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *error: object) -> None:
        self._pause()
        self._own.close()

    def _pause(self) -> None:
        self._bar.stop()
        self._quiet.close()

    def begin(self, name: str, own_bars: bool = False) -> None:
        self._pause()
        if not self.console.is_terminal:
            self.say(f"{name} ...")
        if not own_bars:
            self._quiet.enter_context(native_stderr_kept())
            self._bar.update(self._task, description=name)
            self._bar.start()

    def finish(self, name: str) -> None:
        self._bar.advance(self._task)

    def say(self, message: str) -> None:
        self.console.print(printable(message), markup=False, highlight=False)
