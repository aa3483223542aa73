"""A bundle in headless Chromium, through hfedge's JavaScript runtime: what `verify --runtime browser` compares.

No Node and no driver: Python serves the runtime's page and the bundle from 127.0.0.1, Chromium opens it with a profile
of its own, and the page sends every answer back to that server (run_browser.mjs).
"""

import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.data.record import Text
from hfedge.errors import HfedgeError, UsageError
from hfedge.parity.browser_server import serve
from hfedge.parity.refusal import Refused

VARIABLE = "CHROME_PATH"
INSTALL = f"Chromium or Chrome (on the PATH, or its path in {VARIABLE}), and the page of the package (`make page`)"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# No sandbox: root and containers have none, and the only page that is opened is ours, without a way to the network.
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
_STARTING, _ANSWERING = 180, 120  # seconds: until the model is loaded, and for each text
MOST = 200  # texts that a browser is asked, evenly spaced: it takes tenths of a second for one


class BrowserError(HfedgeError, RuntimeError):
    """The browser did not start, or said nothing for too long."""


def find_browser() -> Path | None:
    """Chromium, Chrome or Edge: what CHROME_PATH names, or what is installed. Raises UsageError for a variable that
    names nothing that can be run."""
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise UsageError(f"{named!r} cannot be run", where=VARIABLE, accepted="the path of Chromium or Chrome")
        return Path(found)
    found = next(filter(None, map(shutil.which, (*_NAMES, *_PLACES))), None)
    return Path(found) if found else None


def find_page() -> Mapping[str, bytes] | None:
    """The files of the package's page, the JavaScript runtime with its engines; None where it was not built."""
    from hfedge import page

    return page.files() if page.is_built() else None


@cache
def version(browser: Path) -> str:
    """As the browser calls itself; its file's name where it does not say (on Windows)."""
    if sys.platform == "win32":  # there --version opens a window
        return browser.stem
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return browser.stem
    return " ".join(done.stdout.split()[:2]) or browser.stem


@dataclass(frozen=True)
class BrowserAnswer:
    """One text: token ids, their offsets in bytes, and the outputs of encode_<T> without the batch of one."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    outputs: dict[str, np.ndarray] = field(repr=False)


def ask_browser(
    browser: Path, page: Mapping[str, bytes], bundle: Path, engine: str, recipe: str, texts: Sequence[Text]
) -> list[BrowserAnswer]:
    """What the engine ("litert" or "tfjs", on wasm) answers. page: the files that hfedge.page holds.

    Raises Refused with the runtime's message where it does not load the artifact or run it, BrowserError where Chromium
    itself fails.
    """
    request = {"engine": engine, "recipe": recipe, "texts": [list(text) for text in texts]}
    with serve(page, bundle, request) as (url, said), _chromium(browser, url) as process:
        return [_answer(*one) for one in _heard(said, process, len(texts))]


def _heard(said: "queue.Queue[tuple[dict[str, Any], bytes]]", process: Any, count: int) -> Iterator[tuple[Any, bytes]]:
    for place in range(-1, count):  # the first word is that the model is loaded
        head, data = _next(said, process, _ANSWERING if place >= 0 else _STARTING)
        if "error" in head:
            raise Refused(head["error"])
        if head["place"] != place:
            raise BrowserError(f"the page answered text {head['place']}, it was asked {place}")
        if place >= 0:
            yield head, data


def _next(said: Any, process: subprocess.Popen, seconds: float) -> tuple[dict[str, Any], bytes]:
    for _ in range(int(seconds)):
        try:
            return said.get(timeout=1)
        except queue.Empty:
            if process.poll() is not None:
                raise BrowserError(f"Chromium ended with {process.returncode}: {_last_words(process)}") from None
    raise BrowserError(f"Chromium gave no answer in {seconds:.0f} s: {_last_words(process)}")


def _last_words(process: Any) -> str:
    process.log.seek(0)
    lines = process.log.read().decode(errors="replace").splitlines()
    return " ".join(line.strip() for line in lines[-3:])[-500:] or "it said nothing"


def _answer(head: dict[str, Any], data: bytes) -> BrowserAnswer:
    outputs, offset = {}, 0
    for spec in head["outputs"]:
        dtype, shape = {"float32": np.float32, "int32": np.int32}[spec["dtype"]], tuple(spec["shape"])
        count = int(np.prod(shape, dtype=np.int64))
        outputs[spec["name"]] = np.frombuffer(data, dtype, count, offset).reshape(shape)
        offset += 4 * count
    return BrowserAnswer(tuple(head["ids"]), tuple(map(tuple, head["offsets"])), outputs)


@contextmanager
def _chromium(browser: Path, url: str) -> Iterator[subprocess.Popen]:
    """Chromium on one page, with a new profile; ended on the way out, whatever came."""
    # A process that was told to end may still write into its profile for a moment.
    with tempfile.TemporaryDirectory(prefix="hfedge-", ignore_cleanup_errors=True) as profile:
        with tempfile.TemporaryFile() as log:
            command = [str(browser), *_FLAGS, f"--user-data-dir={profile}", url]
            try:
                process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            except OSError as error:
                raise BrowserError(f"{browser} cannot be run ({error.strerror})", hint=INSTALL) from error
            process.log = log
            try:
                yield process
            finally:
                _end(process)


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
