"""What parity is measured on unless the person brings texts: built-in and varied, or lines of a file."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.manifest import Manifest
from hfedge.parity.reference import Text
from hfedge.tasks import TASKS, Task


@cache
def built_in() -> tuple[Text, ...]:
    """texts.json: everyday sentences in many languages, long and short, and nasty ones."""
    rows = json.loads(Path(__file__).with_name("texts.json").read_text(encoding="utf-8"))
    return tuple((row,) for row in rows)


def chosen_texts(manifest: Manifest) -> tuple[Text, ...]:
    """The built-in texts as the bundle's task takes them."""
    return texts_of(TASKS[manifest.source.task], manifest.options, "serve_pair" in manifest.signatures)


def texts_of(task: Task, options: Mapping[str, Any], takes_pairs: bool) -> tuple[Text, ...]:
    """The built-in texts for a task: with masks, in pairs, or as they are and some in pairs. options: its head's."""
    if "mask_token" in options:
        return tuple((masked(text, options["mask_token"]),) for (text,) in built_in())
    if task.name in _OWN:
        return _OWN[task.name]()
    if task.pairs_only:
        return pairs(len(built_in()) - 1)
    return built_in() + (pairs() if takes_pairs else ())


@cache
def questions() -> tuple[Text, ...]:
    """questions.json: a question with the text that answers it, or does not."""
    rows = json.loads(Path(__file__).with_name("questions.json").read_text(encoding="utf-8"))
    return tuple((question, context) for question, context in rows)


# Tasks whose texts are of a kind of their own.
_OWN = {"question-answering": questions}


def masked(text: str, mask: str) -> str:
    """The text with a mask for one of its first words, and for its third after that; a mask alone for no text.

    masked("a cat sat on the mat", "[MASK]") is "a [MASK] sat on [MASK] mat".
    """
    words = text.split(" ")
    return " ".join(mask if place in (min(1, len(words) - 1), 4) else word for place, word in enumerate(words))


def is_built_in(text: Text) -> bool:
    """Whether every part of it is a built-in text."""
    return set(text) <= {part for row in built_in() for part in row}


def pairs(count: int = 8) -> tuple[Text, ...]:
    """Neighbouring built-in texts as pairs."""
    texts = [text for (text,) in built_in()]
    return tuple(zip(texts[:count], texts[1 : count + 1]))
