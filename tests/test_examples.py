"""The examples do what they say."""

import subprocess
import sys

import pytest

from hfedge_command import ROOT
from tokenizer_cases import minilm_folder


@pytest.mark.slow
def test_the_similarity_example_finds_the_cat():
    minilm_folder()  # skips, or fails under CI, where the model's package is missing
    command = [sys.executable, ROOT / "examples" / "similarity.py", "Where is the cat sleeping?"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "cat sat on the mat" in lines[1] and "kitten" in lines[2] and len(lines) == 6
