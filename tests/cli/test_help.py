"""Help is quick and complete: no heavy import, an example for every command."""

import re
import subprocess
import sys
import time

import pytest

from hfedge.cli import main
from hfedge_command import HEAVY, ROOT, run_hfedge

COMMANDS = sorted(main.commands)
SECONDS_ALLOWED = 0.5


def test_importing_hfedge_imports_nothing_heavy():
    code = f"import sys, hfedge, hfedge.cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_has_an_example_and_imports_nothing_heavy(command):
    shown = run_hfedge(*([command] if command else []), "--help")
    assert shown.code == 0 and shown.loaded == ()
    assert re.search(r"Example:\n +hfedge \w+", shown.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_in_a_commands_help_is_of_that_command(command):
    example = re.search(r"Example:\n +hfedge (\w+)", run_hfedge(command, "--help").stdout)
    assert example[1] == command


def test_help_takes_under_half_a_second_warm():
    def seconds() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "hfedge", "--help"], check=True, capture_output=True)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(3)) < SECONDS_ALLOWED


def test_the_console_script_is_there():
    shown = subprocess.run([f"{sys.prefix}/bin/hfedge", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("hfedge, version ")


def test_every_command_that_the_readme_shows_exists():
    named = set(re.findall(r"^(?:\$ )?(?:\S*/)?hfedge ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named and named <= set(COMMANDS)
