"""Writes the tables of README.md and docs/tf-text.md that come from the tables in code, and from what was measured:
docs/full-size.md, tests/converter/tf_text_differences.json.

    python docs/make_tables.py

`--check` writes nothing and exits with 1 where a page is not current.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hfedge.architectures import ARCHITECTURES, TF_CLASSES
from hfedge.architectures.record import HEADS
from hfedge.tasks import TASKS
from hfedge.tasks.infer import tasks_of
from hfedge.tf_text.classes import CLASSES

README = Path(__file__).parents[1] / "README.md"
FULL_SIZE = Path(__file__).parent / "full-size.md"  # written by benchmarks/full_size.py
TF_TEXT = Path(__file__).parent / "tf-text.md"
DIFFERENCES = README.parent / "tests" / "converter" / "tf_text_differences.json"  # by tf_text_oracle.py beside it


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


def tf_text_classes() -> str:
    """What the classes are, and on how many texts TF Text and Hugging Face differ by each."""
    found = json.loads(DIFFERENCES.read_text(encoding="ascii"))
    counts = {name: Counter(row["class"] for row in part["listed"]) for name, part in found.items()}
    rows = [
        (kind, f"`{name}`", row.summary, *(str(counts[one][name]) if kind == "WordPiece" else "" for one in counts))
        for kind, classes in CLASSES.items()
        for name, row in classes.items()
    ]
    columns = tuple(f"{name}, of {part['texts']}" for name, part in found.items())
    return _table(("tokenizer", "class", "what the text holds", *columns), rows)


def tf_text_differences() -> str:
    """Every text of the built-in and the nasty ones that WordPiece and TF Text read differently."""
    found = json.loads(DIFFERENCES.read_text(encoding="ascii"))
    rows = [
        (_cell(row["text"]), name, row["class"], _tokens(row["hugging_face"]), _tokens(row["tf_text"]))
        for name, part in found.items()
        for row in part["listed"]
    ]
    return _table(("text", "tokenizer", "class", "Hugging Face", "TF Text"), rows)


MOST_CHARACTERS, MOST_TOKENS = 40, 8


def _tokens(tokens: list[str]) -> str:
    more = f" … {len(tokens)} in all" if len(tokens) > MOST_TOKENS else ""
    return (_cell(" ".join(tokens[:MOST_TOKENS])) + more) if tokens else "none"


def _cell(text: str) -> str:
    """Foreign text in a cell: what cannot be seen is spelled."""
    kept = text[:MOST_CHARACTERS]
    shown = "".join(char if char.isprintable() and not _joins(char) else f"U+{ord(char):04X} " for char in kept)
    more = f" … {len(text)} characters" if len(text) > MOST_CHARACTERS else ""
    return f"`{shown}`".replace("|", r"\|") + more


def _joins(char: str) -> bool:
    """With what is beside it, or turns a cell round."""
    marks = unicodedata.category(char) in ("Mn", "Me", "Mc", "Co", "Cn", "Cf")
    return char == "`" or marks or unicodedata.bidirectional(char) in ("R", "AL")


# By page, its tables.
TABLES: dict[Path, dict[str, Callable[[], str]]] = {
    README: {"architectures": architectures, "tasks": tasks},
    TF_TEXT: {"classes": tf_text_classes, "differences": tf_text_differences},
}


def current(page: Path) -> str:
    """The page's text with every table between its two marks written anew."""
    text = page.read_text(encoding="utf-8")
    for name, make in TABLES[page].items():
        begin, end = f"<!-- {name}: written by docs/make_tables.py -->\n", f"<!-- end of {name} -->"
        found = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
        if len(found.findall(text)) != 1:
            raise SystemExit(f"{page.name} has not one table of {name} between its marks")
        written = f"{begin}\n{make()}\n{end}"
        text = found.sub(lambda match, written=written: written, text)
    return text


def main() -> None:
    old = [page.name for page in TABLES if page.read_text(encoding="utf-8") != current(page)]
    if "--check" in sys.argv[1:]:
        sys.exit(f"{', '.join(old)} is not current: run `make tables`" if old else 0)
    for page in TABLES:
        page.write_text(current(page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
