"""Writes the tables of README.md that come from the tables in code, and from what docs/full-size.md says was measured.

    python docs/make_tables.py

`--check` writes nothing and exits with 1 where the README is not current.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from hfedge.architectures import ARCHITECTURES, TF_CLASSES
from hfedge.architectures.record import HEADS
from hfedge.tasks import TASKS
from hfedge.tasks.infer import tasks_of

README = Path(__file__).parents[1] / "README.md"
FULL_SIZE = Path(__file__).parent / "full-size.md"  # written by benchmarks/full_size.py


def _table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def architectures() -> str:
    """A row each, with the tasks that have a head of their own."""
    measured = full_size()
    rows = [
        (f"`{name}`", row.source, f"`{row.example}`", measured.get(name, "not run"), _shortened(tasks_of(row)))
        for name, row in {**ARCHITECTURES, **TF_CLASSES}.items()
    ]
    return _table(("`model_type`", "source", "such as", "TFLite, TF.js", "tasks"), rows)


def full_size() -> dict[str, str]:
    """By architecture: the largest differences from torch of an fp32 TFLite file and an fp32 TF.js model."""
    lines = FULL_SIZE.read_text(encoding="utf-8").splitlines()
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    places = [head.index(column) for column in ("TFLite fp32", "TF.js fp32")]
    return {row[0]: ", ".join(row[place] for place in places) for row in rows}


def _shortened(names: list[str]) -> str:
    missing = [name for name in TASKS if name not in names]
    listed = "all" if not missing else f"all but {', '.join(missing)}"
    return listed if len(listed) <= len(", ".join(names)) else ", ".join(names)


def tasks() -> str:
    rows = [
        (f"`{task.name}`", task.summary, f"`...{HEADS[task.head][1]}`" if task.head in HEADS else "any")
        for task in TASKS.values()
    ]
    return _table(("`--task`", "gives", "class of the model"), rows)


TABLES: dict[str, Callable[[], str]] = {"architectures": architectures, "tasks": tasks}


def current(text: str) -> str:
    """The text with every table between its two marks written anew."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}: written by docs/make_tables.py -->\n", f"<!-- end of {name} -->"
        found = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        if len(found.findall(text)) != 1:
            raise SystemExit(f"README.md has not one table of {name} between its marks")
        written = f"{begin}\n{make()}\n{end}"
        text = found.sub(lambda match, written=written: written, text)
    return text


def main() -> None:
    found = README.read_text(encoding="utf-8")
    wanted = current(found)
    if "--check" in sys.argv[1:]:
        sys.exit("README.md is not current: run `make tables`" if found != wanted else 0)
    README.write_text(wanted, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
