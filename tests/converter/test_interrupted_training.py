"""Whatever ends a training, and whenever, a whole bundle is at the callback's path: see interrupted_training.py."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from hfedge.manifest import read_manifest
from hfedge_command import listing
from hfedge_runtime import Bundle
from toy_bundle import write_flat_bundle

SCRIPT = Path(__file__).with_name("interrupted_training.py")
KILL, INTERRUPT, TERMINATE = signal.SIGKILL, signal.SIGINT, signal.SIGTERM
# How a training ends: by the signal itself, or by the exception that it becomes.
ENDS = {KILL: {-9}, INTERRUPT: {130}, TERMINATE: {-15, 143}}


@dataclass
class Training:
    """Trainings to one path, one after another."""

    process: subprocess.Popen
    out: Path

    def run(self, number: int = 0, at: str = "never", **more: int) -> int:
        """-> its exit code, or minus the signal that ended it; 0: it was done before a chosen second."""
        self.process.stdin.write(json.dumps({"signal": number, "at": at, **more}) + "\n")
        self.process.stdin.flush()
        found = json.loads(self.process.stdout.readline())
        expected = ENDS[number] if at != "never" else {0}
        assert found["status"] in expected | ({0} if at.startswith("second ") else set()), (number, at, found)
        return found["status"]

    def beside(self) -> list[str]:
        return sorted(path.name for path in self.out.parent.iterdir() if path != self.out)


def is_whole(out: Path) -> bool:
    """Whether every file is the one that the manifest describes."""
    files = {file.path: file for artifact in read_manifest(out).artifacts for file in artifact.files}
    contents = {name: (out / name).read_bytes() for name in files}
    return all(
        (len(contents[name]), hashlib.sha256(contents[name]).hexdigest()) == (file.bytes, file.sha256)
        for name, file in files.items()
    )


def scores(out: Path) -> list[float]:
    """What the bundle answers."""
    assert is_whole(out)
    with Bundle.open(out).load() as model:
        return [label.score for label in model.run("so very good").labels]


@pytest.fixture
def start(tmp_path):
    """(*sources) -> a Training to a folder of its own."""
    running = []

    def begin(*sources: Path) -> Training:
        (tmp_path / "place").mkdir()
        (tmp_path / "tmp").mkdir()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path / "tmp")}
        command = [sys.executable, SCRIPT, tmp_path / "place" / "my.hfedge", *sources]
        running.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=environment))  # fmt: skip
        return Training(running[0], tmp_path / "place" / "my.hfedge")

    yield begin
    for process in running:
        process.stdin.close()
        process.wait(timeout=60)


def test_a_training_that_is_interrupted_leaves_the_last_whole_bundle(start):
    """Chosen moments and random ones of real conversions."""
    training, dice = start(), random.Random()
    training.run(KILL, "stage compile the tokenizer", seed=0)
    assert not training.out.exists() and training.beside()  # the next run removes what is beside it
    training.run(KILL, "after _swap", seed=1)
    first, answers = listing(training.out), scores(training.out)
    for number in (INTERRUPT, KILL, TERMINATE):
        at = f"second {dice.uniform(0, 1.5):.3f}"
        ended = training.run(number, at, seed=3)
        assert is_whole(training.out) and (listing(training.out) == first or not ended), (number, at)
    training.run(seed=4)
    assert scores(training.out) != answers and training.beside() == []


def test_at_every_moment_of_publishing_the_bundle_is_the_older_or_the_newer_one(start, tmp_path):
    """Of copies of two bundles in turn, which take no time: chosen moments, and random ones of many publications."""
    contents, dice = [b"one" * 100_000, b"other" * 100_000], random.Random()
    for content in contents:
        write_flat_bundle(tmp_path / content[:3].decode(), content)
    training = start(*(tmp_path / content[:3].decode() for content in contents))
    training.run(KILL, "before _swap")
    assert not training.out.exists()
    chosen = [f"{when} {name}" for when in ("before", "after") for name in ("write_card", "_swap", "_remove")]
    for number in (KILL, INTERRUPT, TERMINATE):
        for at in (
            "after _swap",
            "after _exchange",
            *chosen,
            *(f"second {dice.uniform(0, 0.04):.5f}" for _ in range(20)),
        ):
            training.run(number, at)
            assert is_whole(training.out), (number, at)
            assert sorted(listing(training.out)) == ["README.md", "hfedge.json", "model.fp32.tflite"], (number, at)
            assert (training.out / "model.fp32.tflite").read_bytes() in contents, (number, at)
    training.run(KILL, "second 0.05")
    training.run(epochs=2)
    assert training.beside() == [] and is_whole(training.out)
