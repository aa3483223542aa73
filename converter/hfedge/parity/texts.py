"""What parity is measured on unless the person brings texts: built-in and varied, or lines of a file."""

import json
from functools import cache
from pathlib import Path

from hfedge.errors import UsageError
from hfedge.parity.reference import Text


@cache
def built_in() -> tuple[Text, ...]:
    """texts.json: everyday sentences in many languages, long and short, and nasty ones."""
    rows = json.loads(Path(__file__).with_name("texts.json").read_text(encoding="utf-8"))
    return tuple((row,) for row in rows)


def pairs(count: int = 8) -> tuple[Text, ...]:
    """Neighbouring built-in texts as pairs."""
    texts = [text for (text,) in built_in()]
    return tuple(zip(texts[:count], texts[1 : count + 1]))


def read_lines(path: Path) -> tuple[Text, ...]:
    """One text a line; a tab separates a pair. Raises UsageError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        found = f"the texts cannot be read ({error})"
        raise UsageError(found, where=str(path), accepted="UTF-8, a text a line") from error
    texts = tuple(tuple(line.split("\t")) for line in lines if line.strip())
    if not texts or any(len(text) > 2 for text in texts):
        found = "no texts, or more than one tab in a line"
        raise UsageError(found, where=str(path), accepted="a text a line, pairs by a tab")
    return texts
