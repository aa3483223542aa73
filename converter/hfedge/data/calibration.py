"""What weights are calibrated on: texts of the person's own, or the built-in ones, as a task takes them.

calibration.json is not what parity compares on (parity/texts.json): a file that was fitted to the very texts that it is
judged by would look better than it is.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.data import SAMPLES, Calibration, DataRequest, Samples, Text, read_samples
from hfedge.errors import UsageError
from hfedge.parity.texts import masked
from hfedge.tasks import TASKS, Task


@cache
def _built_in() -> dict[str, tuple[Text, ...]]:
    found = json.loads(Path(__file__).with_name("calibration.json").read_text(encoding="utf-8"))
    return {"texts": tuple((text,) for text in found["texts"]), "pairs": tuple(map(tuple, found["pairs"]))}


def built_in_calibration(task: Task, options: Mapping[str, Any], takes_pairs: bool) -> Calibration:
    """options: the head's, as the manifest has them."""
    parts = _built_in()
    texts = parts["pairs"] if task.pairs_only else parts["texts"]
    if takes_pairs and not task.pairs_only:
        texts += parts["pairs"]
    chosen = tuple(with_mask(text, options) for text in texts)
    return Calibration(chosen, f"{len(chosen)} built-in {'pairs' if task.pairs_only else 'texts'}")


def read_calibration(
    asked: DataRequest | Sequence[Text], task: Task, options: Mapping[str, Any], takes_pairs: bool
) -> Calibration:
    """The texts that the person brings. Raises UsageError or SourceError."""
    if not isinstance(asked, DataRequest):
        return Calibration(tuple(with_mask(text, options) for text in asked), f"{len(asked):,} given texts")
    limited = DataRequest(**{**vars(asked), "samples": asked.samples or SAMPLES})
    samples = read_samples(limited, task.name, task.pairs_only)
    rows = [texts_of_row(samples, row, task, takes_pairs) for row in range(len(samples.values))]
    return Calibration(tuple(with_mask(text, options) for texts in rows for text in texts), samples.source)


def calibration_of(manifest: Any) -> Calibration:
    """What the manifest says, or else the built-in texts."""
    if manifest.calibration is not None:
        return manifest.calibration
    return built_in_calibration(TASKS[manifest.source.task], manifest.options, "serve_pair" in manifest.signatures)


def texts_of_row(samples: Samples, row: int, task: Task, takes_pairs: bool) -> tuple[Text, ...]:
    """What the model is asked for a row: a text or a pair; a query with each of its documents, a prompt with each of
    its choices; tokens as a sentence; each of two texts alone, where the model takes one. Raises UsageError."""
    first, *others = samples.values[row]
    if isinstance(first, tuple):
        first = " ".join(first)
    if not others:
        if task.pairs_only:
            raise UsageError(f"one text, the task {task.name} is about two", where=samples.place(row),
                             accepted="pairs: two columns, or a tab in a line")  # fmt: skip
        return ((first,),)
    second = others[0] if isinstance(others[0], tuple) else (others[0],)
    if not takes_pairs:
        return ((first,), *((text,) for text in second))
    return tuple((first, text) for text in second)


def with_mask(text: Text, options: Mapping[str, Any]) -> Text:
    """A text that has no mask gets some, where the model fills masks in."""
    mask = options.get("mask_token")
    return text if mask is None or mask in text[0] else (masked(text[0], mask),)
