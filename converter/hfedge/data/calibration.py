"""What weights are calibrated on: texts of the person's own, or the built-in ones, as a task takes them.

calibration.json is not what parity compares on (parity/texts.json): a file that was fitted to the very texts that it is
judged by would look better than it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.data import SAMPLES, Calibration, DataRequest, Text, read_samples
from hfedge.data.rows import texts_of_samples
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
    samples = read_samples(replace(asked, samples=asked.samples or SAMPLES), task.name, task.pairs_only)
    texts = texts_of_samples(samples, task, takes_pairs)
    return Calibration(tuple(with_mask(text, options) for text in texts), samples.source)


def calibration_of(manifest: Any) -> Calibration:
    """What the manifest says, or else the built-in texts."""
    if manifest.calibration is not None:
        return manifest.calibration
    return built_in_calibration(TASKS[manifest.source.task], manifest.options, "serve_pair" in manifest.signatures)


def with_mask(text: Text, options: Mapping[str, Any]) -> Text:
    """A text that has no mask gets some, where the model fills masks in."""
    mask = options.get("mask_token")
    return text if mask is None or mask in text[0] else (masked(text[0], mask),)
