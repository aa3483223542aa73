"""Publishing: all or nothing, whatever happens in between."""

import errno
import os
import resource
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import yaml

from hfedge import publish as publishing
from hfedge.card import write_card
from hfedge.emit import Artifact, ArtifactFile
from hfedge.errors import BundleError
from hfedge.manifest import Manifest, Source, read_manifest
from hfedge.publish import publish, staging
from hfedge_runtime import Bundle
from toy_bundle import toy_manifest_parts, write_flat_bundle

CHILD = """
import os, signal, sys, time
from pathlib import Path
from hfedge import publish as publishing
from toy_bundle import write_flat_bundle
out = Path(sys.argv[1])
with publishing.staging(out) as stage:
    manifest = write_flat_bundle(stage.folder, b"new")
    {action}
    publishing.publish(stage, manifest)
"""
WAIT = 'print("ready", flush=True); time.sleep(60)'
DIE_BETWEEN_RENAMES = """
    publishing._exchange = lambda first, second: False
    rename, renamed = os.rename, []
    def rename_once(old, new):
        if renamed: os.kill(os.getpid(), signal.SIGKILL)
        renamed.append(old); rename(old, new)
    os.rename = rename_once
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a bundle goes; an older one is there."""
    path = tmp_path / "my.hfedge"
    make_bundle(path, b"old")
    return path


def make_bundle(out: Path, content: bytes) -> None:
    with staging(out) as stage:
        publish(stage, write_flat_bundle(stage.folder, content))


def content(out: Path) -> bytes:
    return (out / "model.fp32.tflite").read_bytes()


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def child(out: Path, action: str = WAIT) -> subprocess.Popen:
    """A process that publishes b"new" at `out` and does `action` before the end; it has said ready."""
    code = CHILD.format(action=textwrap.dedent(action).strip().replace("\n", "\n    "))
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if action == WAIT:
        assert process.stdout.readline() == b"ready\n"
    return process


def end(process: subprocess.Popen, number: int) -> int:
    process.send_signal(number)
    process.communicate(timeout=60)
    return process.returncode


@contextmanager
def small_disk(folder: Path, size: int):
    """A filesystem of `size` bytes at `folder`; without the right to mount, half that per file."""
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        subprocess.run(options, check=True, capture_output=True)
        release = partial(subprocess.run, ["umount", str(folder)], check=True)
    except (OSError, subprocess.CalledProcessError):
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, limits[1]))
        release = partial(resource.setrlimit, resource.RLIMIT_FSIZE, limits)
    try:
        yield folder
    finally:
        release()


def test_a_published_bundle_holds_its_files_and_nothing_else_is_left(out):
    assert names(out) == ["README.md", "hfedge.json", "model.fp32.tflite"] and names(out.parent) == ["my.hfedge"]
    assert read_manifest(out).artifacts[0].files[0] == ArtifactFile.of(out, "model.fp32.tflite")


def test_publishing_twice_gives_the_same_bytes(out):
    first = tree(out)
    make_bundle(out, b"old")
    assert tree(out) == first


@pytest.mark.parametrize("exchange", [True, False])
def test_a_newer_bundle_takes_the_place_of_an_older_one(out, exchange, monkeypatch):
    if not exchange:
        monkeypatch.setattr(publishing, "_exchange", lambda first, second: False)
    make_bundle(out, b"new")
    assert content(out) == b"new" and names(out.parent) == ["my.hfedge"]


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is of Linux")
def test_linux_exchanges_the_two_folders_in_one_step(out, tmp_path):
    other = tmp_path / "other"
    write_flat_bundle(other, b"new")
    assert publishing._exchange(other, out) and content(out) == b"new" and content(other) == b"old"


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "empty").mkdir()
    make_bundle(tmp_path / "empty", b"new")
    assert content(tmp_path / "empty") == b"new"


def test_a_link_to_a_bundle_stays_a_link(out, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(out)
    make_bundle(link, b"new")
    assert link.is_symlink() and content(out) == b"new"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_leaves_the_older_bundle_and_nothing_else(out, error):
    before = tree(out)
    with pytest.raises(error), staging(out) as stage:
        write_flat_bundle(stage.folder, b"new")
        raise error
    assert tree(out) == before and names(out.parent) == ["my.hfedge"]


def test_a_block_that_does_not_publish_leaves_nothing(tmp_path):
    with staging(tmp_path / "new.hfedge") as stage:
        write_flat_bundle(stage.folder)
    assert names(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_leaves_the_older_bundle_and_nothing_else(out, number):
    before = tree(out)
    assert end(child(out), number) != 0
    assert tree(out) == before and names(out.parent) == ["my.hfedge"]


def test_after_a_kill_the_older_bundle_is_intact_and_the_next_run_works_and_cleans_up(out):
    before = tree(out)
    end(child(out), signal.SIGKILL)
    assert tree(out) == before and len(names(out.parent)) == 2
    make_bundle(out, b"newer")
    assert content(out) == b"newer" and names(out.parent) == ["my.hfedge"]


def test_after_a_kill_between_two_renames_an_open_and_the_next_run_find_the_older_bundle(out):
    assert child(out, DIE_BETWEEN_RENAMES).wait(20) == -signal.SIGKILL
    assert not out.exists() and Bundle.open(out).recipes == ("fp32",)
    with staging(out):
        assert content(out) == b"old"
    assert names(out.parent) == ["my.hfedge"]


def test_two_runs_at_once_do_not_remove_each_others_work(out):
    running = child(out)
    make_bundle(out, b"mine")
    assert content(out) == b"mine" and any(name.startswith(".my.hfedge.partial-") for name in names(out.parent))
    end(running, signal.SIGTERM)
    assert names(out.parent) == ["my.hfedge"]


def test_a_folder_that_is_not_a_bundle_is_refused_and_untouched(tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    with pytest.raises(BundleError, match="not a bundle"):
        make_bundle(tmp_path / "thesis", b"new")
    assert tree(tmp_path) == {"thesis/chapter.txt": b"years of work"}


@pytest.mark.parametrize("name", [".git/config", "notes.txt", "tfjs/fp32/model.json"])
def test_a_bundle_with_someones_files_in_it_is_refused_and_the_file_named(out, name):
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("mine")
    before = tree(out)
    with pytest.raises(BundleError, match=name):
        make_bundle(out, b"new")
    assert tree(out) == before


def test_a_file_that_comes_while_the_bundle_is_made_stops_the_swap(out):
    with pytest.raises(BundleError, match="mine.txt"), staging(out) as stage:
        manifest = write_flat_bundle(stage.folder, b"new")
        (out / "mine.txt").write_text("mine")
        publish(stage, manifest)
    assert content(out) == b"old" and (out / "mine.txt").exists()


def test_a_damaged_bundle_is_not_taken_for_one_to_replace(out):
    (out / "hfedge.json").write_text("{}")
    with pytest.raises(BundleError, match="manifest cannot be read"):
        make_bundle(out, b"new")


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "model").write_text("file")
    with pytest.raises(BundleError, match="a file is in the way"):
        make_bundle(tmp_path / "model", b"new")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_parent_that_cannot_be_written_is_refused():
    with pytest.raises(BundleError, match="/proc: cannot write here"):  # read-only even for root
        make_bundle(Path("/proc/my.hfedge"), b"new")


@pytest.mark.parametrize("parent", ["missing", "file"])
def test_a_parent_that_is_no_folder_is_refused(tmp_path, parent):
    (tmp_path / "file").write_text("")
    with pytest.raises(BundleError, match="does not exist"):
        make_bundle(tmp_path / parent / "my.hfedge", b"new")


def test_too_little_space_is_refused_before_any_work(out):
    with (
        pytest.raises(BundleError, match="MB are free, about 1000000000000.0 MB are needed"),
        staging(out, 10**18),
    ):
        raise AssertionError("the block must not be entered")
    assert names(out.parent) == ["my.hfedge"]


def test_a_disk_that_fills_up_is_one_clear_error_and_leaves_nothing(tmp_path):
    with small_disk(tmp_path / "disk", 1 << 20) as disk:
        make_bundle(disk / "my.hfedge", b"old")
        with pytest.raises(BundleError, match="the disk is full: .* MB are free"):
            make_bundle(disk / "my.hfedge", b"x" * (2 << 20))
        assert content(disk / "my.hfedge") == b"old" and names(disk) == ["my.hfedge"]


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        RuntimeError("; No space left on device [Op:SaveV2]"),  # as TensorFlow says it
    ],
)
def test_a_write_that_fails_for_space_is_one_clear_error_and_leaves_nothing(out, error):
    with pytest.raises(BundleError, match="the disk is full") as caught, staging(out, needed_bytes=1000):
        raise error
    assert caught.value.__cause__ is error and content(out) == b"old" and names(out.parent) == ["my.hfedge"]


def test_a_missing_file_is_not_published(out):
    with (
        pytest.raises(BundleError, match="manifest and files differ: model.fp32.tflite"),
        staging(out) as stage,
    ):
        manifest = write_flat_bundle(stage.folder, b"new")
        (stage.folder / "model.fp32.tflite").unlink()
        publish(stage, manifest)
    assert content(out) == b"old"


def test_a_file_that_the_manifest_does_not_list_is_not_published(out):
    with pytest.raises(BundleError, match="differ: leftover.tmp"), staging(out) as stage:
        manifest = write_flat_bundle(stage.folder, b"new")
        (stage.folder / "leftover.tmp").write_text("")
        publish(stage, manifest)


def card(folder: Path, name: str = "my.hfedge", **source: str) -> tuple[dict, str]:
    """Front matter and text of the card for a manifest with these fields of its source."""
    values = {
        "name": "org/model",
        "commit": "0" * 40,
        "license": "mit",
        "architecture": "bert",
        "task": "text-classification",
    }
    files = (ArtifactFile("model.int8.tflite", 4_200_000, "a" * 64),)
    parts = toy_manifest_parts() | {
        "source": Source(**values | source),
        "labels": ("a|b", "<img src=x>", "`rm`\n# hi"),
    }
    write_card(
        folder,
        Manifest(**parts, artifacts=(Artifact("tflite", "int8", files, "ai-edge-litert 2.0.0"),)),
        name,
    )
    front, _, text = (folder / "README.md").read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(front), text


def test_the_card_says_what_the_hub_needs_and_how_to_use_it(tmp_path):
    front, text = card(tmp_path)
    assert front == {
        "license": "mit",
        "base_model": "org/model",
        "base_model_relation": "quantized",
        "pipeline_tag": "text-classification",
        "library_name": "hfedge",
        "tags": ["hfedge", "tflite"],
    }
    assert (
        "| tflite | int8 | 4.2 MB |" in text
        and 'open_bundle("my.hfedge")' in text
        and "gives `logits` and `scores`" in text
    )


def test_the_python_lines_of_the_card_are_python(tmp_path):
    _, text = card(tmp_path, name='odd "name"\n')
    code = text.split("```python\n")[1].split("```")[0]
    compile(code, "card", "exec")
    assert r'"odd \"name\"\n"' in code


@pytest.mark.parametrize(
    "name", ["---\nlicense: mit", "a: b", "[x](javascript:alert(1))", "<script>", "x | y ``` z", "# t"]
)
def test_names_of_others_cannot_change_the_card(tmp_path, name):
    front, text = card(tmp_path, name=name, license=name, architecture=name)
    assert front["license"] == "other" and front["library_name"] == "hfedge"
    plain, _ = card(tmp_path, name="model", license="mit", architecture="bert")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert len(headings) == 4 and front.keys() <= plain.keys() | {"base_model", "license_name"}
    outside = "".join(text.replace(r"\|", "").split("`")[::2])
    assert "<script>" not in outside and "javascript" not in outside and "<img" not in outside
