"""The command `hfedge` as a process of its own: `run_hfedge("run", bundle, "a text")` -> what came of it.

Also where the models are, copies of them with one thing changed, and what a folder holds.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
INTENTS = ROOT / "models" / "message-intents"
HELD_OUT = ROOT / "models" / "training" / "data" / "held_out.tsv"
HEAVY = ("numpy", "tensorflow", "torch", "transformers")
# The quickest conversion that is one: a single file of a single length.
QUICK = ("--to", "tflite", "--recipe", "int8", "--lengths", "16", "--no-verify")

# What the console script does; which heavy modules came in is written down on the way out.
_MAIN = """
import atexit, os, sys
def note():
    with open(os.environ["HFEDGE_TEST_LOADED"], "w") as file:
        file.write(" ".join(name for name in {heavy!r} if sys.modules.get(name)))
atexit.register(note)
for name in os.environ.get("HFEDGE_TEST_MISSING", "").split():
    sys.modules[name] = None
from hfedge.cli import main
main(prog_name="hfedge")
"""


@dataclass(frozen=True)
class Finished:
    """A command that ended; `loaded` are the heavy modules that it imported."""

    code: int
    stdout: str
    stderr: str
    loaded: tuple[str, ...]

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)

    @property
    def message(self) -> str:
        """The one error of a command that was refused; asserts that it is one line, and nothing else is said."""
        said = [line for line in self.stderr.splitlines() if not line.endswith(" ...")]
        assert len(said) == 1 and said[0].startswith("error: "), self.stderr
        assert "Traceback" not in self.stderr and self.stdout == "" and self.code != 0, (self.code, self.stdout)
        return said[0].removeprefix("error: ")


def run_hfedge(
    *arguments: object, stdin: str | bytes = b"", home: Path | None = None, timeout: int = 300, **env: str
) -> Finished:
    """Runs it to its end. `home`: an empty folder for its temporary files, which it must leave empty."""
    with _Folder(home) as place:
        process = start_hfedge(*arguments, home=place, **env)
        data = stdin.encode() if isinstance(stdin, str) else stdin
        stdout, stderr = process.communicate(data, timeout=timeout)
        return Finished(process.returncode, stdout.decode(), stderr.decode(), _loaded(place))


def start_hfedge(*arguments: object, home: Path, **env: str) -> subprocess.Popen:
    """Starts it, for tests that interrupt it."""
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    own = {"HFEDGE_TEST_LOADED": str(home / "loaded"), "TMPDIR": str(home / "tmp"), "HF_HUB_DISABLE_TELEMETRY": "1"}
    plain = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "COLUMNS", "HF_TOKEN")}
    return subprocess.Popen(
        [sys.executable, "-c", _MAIN.format(heavy=HEAVY), *map(os.fsencode, map(str, arguments))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**plain, **own, **env},
    )  # fmt: skip


def show_in_terminal(*arguments: object, columns: int = 100, **env: str) -> str:
    """What a person sees of it in a terminal, stdout and stderr together, with the escape sequences."""
    import fcntl
    import pty
    import struct
    import termios

    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, "-m", "hfedge", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env={**os.environ, **env})
    os.close(terminal)
    seen = b""
    try:
        while part := os.read(screen, 65536):
            seen += part
    except OSError:
        pass  # how Linux says that the other end was closed
    os.close(screen)
    process.wait(timeout=60)
    return seen.decode()


def stop_in_stage(process: subprocess.Popen, stage: str, number: signal.Signals, delay: float = 0.2) -> Finished:
    """Sends a signal `delay` seconds after the stage has begun -> what came of it."""
    seen = []
    for line in process.stderr:
        seen.append(line.decode())
        if line.decode().startswith(stage):
            break
    time.sleep(delay)
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=120)
    return Finished(process.returncode, stdout.decode(), "".join(seen) + stderr.decode(), ())


def _loaded(home: Path) -> tuple[str, ...]:
    note = home / "loaded"
    return tuple(note.read_text().split()) if note.exists() else ()


class _Folder:
    """A folder that is given, or a new one for the time of the block."""

    def __init__(self, folder: Path | None):
        self._given = folder

    def __enter__(self) -> Path:
        import tempfile

        self.path = self._given or Path(tempfile.mkdtemp(prefix="hfedge-test-"))
        return self.path

    def __exit__(self, *error: object) -> None:
        if self._given is None:
            shutil.rmtree(self.path)


def listing(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content; folders end in a slash."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found |= {f"{name}/": b""} if path.is_dir() else {name: path.read_bytes()}
    return found


def intents_with(folder: Path, **changes: Callable[[Any], Any]) -> Path:
    """A copy of the default model at `folder`, where each named file went through a function of its content.

    `config=`, `tokenizer=`, `tokenizer_config=` take JSON, `weights=` a dict of arrays.
    """
    shutil.copytree(INTENTS, folder)
    for name, change in changes.items():
        if name == "weights":
            _change_weights(folder / "model.safetensors", change)
        else:
            file = folder / f"{name}.json"
            file.write_text(json.dumps(_changed(change, json.loads(file.read_text()))))
    return folder


def _changed(change: Callable[[Any], Any], content: Any) -> Any:
    found = change(content)
    return content if found is None else found


def _change_weights(file: Path, change: Callable[[Any], Any]) -> None:
    from safetensors.numpy import load_file, save_file

    save_file(_changed(change, load_file(file)), file, metadata={"format": "pt"})
