"""The same commit gives the same bytes: in another process, another folder, with another hash seed."""

import hashlib
from pathlib import Path

import pytest

from hfedge_command import INTENTS, listing, run_hfedge

OPTIONS = ("--to", "tflite,tfjs,saved-model", "--recipe", "int8,fp16", "--lengths", "16")


def digests(out: Path, **env: str) -> dict[str, str]:
    """Converts in a process of its own -> SHA-256 of every file of the bundle."""
    out.parent.mkdir()
    made = run_hfedge("convert", INTENTS, *OPTIONS, "-o", out, timeout=400, **env)
    assert made.code == 0, made.stderr
    return {name: hashlib.sha256(content).hexdigest() for name, content in listing(out).items()}


@pytest.mark.slow
def test_converting_twice_gives_identical_bundles(tmp_path):
    first = digests(tmp_path / "first" / "m.hfedge", PYTHONHASHSEED="1", TZ="UTC")
    second = digests(tmp_path / "second" / "m.hfedge", PYTHONHASHSEED="2", TZ="Asia/Kathmandu", OMP_NUM_THREADS="2")
    files = {name for name in first if not name.endswith("/")}
    assert {"model.int8.tflite", "tfjs/fp16/model.json", "saved_model/saved_model.pb", "hfedge.json"} <= files
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
