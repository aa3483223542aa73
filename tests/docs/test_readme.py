"""The tables of the README and of docs/tf-text.md are those of the code."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "make_tables.py"


def make_tables(*arguments: str, script: Path = SCRIPT) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, timeout=120)


def test_the_tables_are_current():
    done = make_tables("--check")
    assert done.returncode == 0, done.stderr


def test_a_table_that_is_not_current_is_found_and_written(tmp_path):
    (tmp_path / "docs").mkdir()
    script = tmp_path / "docs" / SCRIPT.name
    script.write_bytes(SCRIPT.read_bytes())
    for name in ("full-size.md", "tf-text.md"):
        shutil.copy(SCRIPT.with_name(name), script.parent)
    differences = Path("tests", "converter", "tf_text_differences.json")
    (tmp_path / differences).parent.mkdir(parents=True)
    shutil.copy(ROOT / differences, tmp_path / differences)
    right = (ROOT / "README.md").read_text(encoding="utf-8")
    wrong = right.replace("| `fill-mask` |", "| `fill-masks` |")
    (tmp_path / "README.md").write_text(wrong, encoding="utf-8")
    assert wrong != right
    assert make_tables("--check", script=script).returncode == 1
    assert make_tables(script=script).returncode == 0
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == right


def test_results_are_documented_for_every_task():
    from hfedge.tasks import TASKS

    page = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    assert [name for name in TASKS if f"\n## {name}\n" not in page] == []
