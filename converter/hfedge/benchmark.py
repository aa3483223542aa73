"""How fast a bundle's .tflite files are on this machine, from text to outputs, in LiteRT's interpreter.

Machines differ, and one machine from minute to minute: compare times of one run only, and where the least and the
median are far apart, run it again.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfedge.errors import UsageError
from hfedge.manifest import Manifest, read_manifest
from hfedge.parity.latency import TEXTS, Timed, call_times, choose_texts, encode_lengths, processor, time_text
from hfedge.parity.reference import Text
from hfedge.parity.texts import chosen_texts
from hfedge.progress import Progress


@dataclass(frozen=True)
class TimedText:
    """One text: the whole call, and the median of tokenizing alone, in ms."""

    call: Timed
    tokenize_ms: float


@dataclass(frozen=True)
class TimedRecipe:
    """One .tflite of so many bytes: how long opening it took, once, in ms, and a row for each of latency.TEXTS."""

    recipe: str
    bytes: int
    open_ms: float
    texts: tuple[TimedText, ...]


@dataclass(frozen=True)
class Benchmark:
    """Where it was measured, and a row for each recipe."""

    machine: str
    runtime: str
    threads: int
    recipes: tuple[TimedRecipe, ...]

    def to_json(self) -> dict[str, Any]:
        rows = [
            {
                "recipe": item.recipe, "bytes": item.bytes, "open_ms": item.open_ms,
                "texts": [{**vars(row.call), "tokenize_ms": row.tokenize_ms} for row in item.texts],
            }
            for item in self.recipes
        ]  # fmt: skip
        return {"machine": self.machine, "runtime": self.runtime, "threads": self.threads, "recipes": rows}


def bench(folder: Path, recipes: Sequence[str] | None, threads: int, progress: Progress) -> Benchmark:
    """recipes: None for every .tflite of the bundle. Raises UsageError for one that it has not."""
    import ai_edge_litert

    manifest = read_manifest(folder)
    there = {item.recipe: item for item in manifest.artifacts if item.target == "tflite"}
    unknown = [name for name in recipes or () if name not in there]
    if unknown or not there:
        found = f"no .tflite of the recipe {unknown[0]}" if unknown else "no .tflite"
        raise UsageError(found, where=str(folder), accepted=", ".join(there) or "a bundle with one")
    rows = []
    for name in recipes or there:
        with progress.stage(f"time {name}"):
            size = sum(file.bytes for file in there[name].files)
            rows.append(_time_recipe(folder, name, size, manifest, threads))
    return Benchmark(processor(), f"ai-edge-litert {ai_edge_litert.__version__}", threads, tuple(rows))


def _time_recipe(folder: Path, recipe: str, size: int, manifest: Manifest, threads: int) -> TimedRecipe:
    from hfedge_runtime import open_bundle

    start = time.perf_counter()
    with open_bundle(folder, recipe=recipe, num_threads=threads) as model:
        opened, lengths = 1e3 * (time.perf_counter() - start), encode_lengths(manifest)
        chosen = choose_texts(model, lengths, chosen_texts(manifest))
        rows = [_time_text(model, name, text, lengths) for name, text in zip(TEXTS, chosen)]
    return TimedRecipe(recipe, size, round(opened, 3), tuple(rows))


def _time_text(model: Any, name: str, text: Text, lengths: Sequence[int]) -> TimedText:
    tokenizing = statistics.median(call_times(lambda: model.tokenize(*text)))
    return TimedText(time_text(model, name, text, lengths), round(tokenizing, 4))
