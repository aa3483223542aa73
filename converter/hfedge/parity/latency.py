"""How long a .tflite takes on this machine, text to answer. Other machines take other times, and the same one too, so
no bundle holds this: `hfedge verify` measures it for its report."""

import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfedge.manifest import Manifest
from hfedge.parity.reference import Text
from hfedge.progress import Progress

if TYPE_CHECKING:
    from hfedge.parity.compare import ArtifactReport, ParityReport

THREADS = 1
# The longest that the smallest encode_<T> takes, the one of median length, and one that fills the largest.
TEXTS = ("short", "typical", "longest")
WARM, MOST_RUNS, FEWEST_RUNS, SECONDS = 2, 30, 5, 0.5
LOOKED_AT = 200  # texts that a short and a typical one are chosen from


@dataclass(frozen=True)
class Timed:
    """A text (a row of TEXTS) of so many tokens, which took encode_<length>: the median and the least of `runs` calls,
    tokenizing included. Far apart, they say that the machine was busy."""

    text: str
    tokens: int
    length: int
    ms: float
    least_ms: float
    runs: int


@dataclass(frozen=True)
class Latency:
    """Where it was measured, and a row for each of TEXTS."""

    machine: str
    runtime: str
    threads: int
    texts: tuple[Timed, ...]


def with_latency(
    report: "ParityReport", folder: Path, manifest: Manifest, texts: Sequence[Text], progress: Progress
) -> "ParityReport":
    """The report with the times of every .tflite."""
    texts = texts[:: len(texts) // LOOKED_AT + 1]
    with progress.stage("measure latency"):
        timed = [_timed(item, folder, manifest, texts) for item in report.artifacts]
    return replace(report, artifacts=tuple(timed))


def _timed(item: "ArtifactReport", folder: Path, manifest: Manifest, texts: Sequence[Text]) -> "ArtifactReport":
    """In LiteRT's interpreter; a report of another runtime has no times."""
    import ai_edge_litert

    if item.target != "tflite" or item.runtime != f"ai-edge-litert {ai_edge_litert.__version__}":
        return item
    from hfedge_runtime import open_bundle

    lengths = encode_lengths(manifest)
    with open_bundle(folder, recipe=item.recipe, num_threads=THREADS) as model:
        chosen = choose_texts(model, lengths, texts)
        rows = [time_text(model, name, text, lengths) for name, text in zip(TEXTS, chosen)]
    return replace(item, latency=Latency(processor(), item.runtime, THREADS, tuple(rows)))


def encode_lengths(manifest: Manifest) -> list[int]:
    """Every T of encode_<T>, ascending."""
    return sorted(int(name[7:]) for name in manifest.signatures if name.startswith("encode_"))


def choose_texts(model: Any, lengths: Sequence[int], texts: Sequence[Text]) -> list[Text]:
    """As TEXTS says. lengths: every T, ascending."""
    counted = sorted((len(model.tokenize(*text).ids), text) for text in texts)
    short = [row for row in counted if row[0] <= lengths[0]] or counted[:1]
    return [short[-1][1], counted[len(counted) // 2][1], _longest(model, counted[-1], lengths[-1])]


def _longest(model: Any, row: tuple[int, Text], length: int) -> Text:
    """The last text again and again, until there is no more room."""
    count, text = row
    words = text[-1] if text[-1].strip() else "a"
    while count < length:
        longer = (*text[:-1], f"{text[-1]} {words}")
        more = len(model.tokenize(*longer).ids)
        if more <= count:
            break
        count, text, words = more, longer, longer[-1]
    return text


def time_text(model: Any, name: str, text: Text, lengths: Sequence[int]) -> Timed:
    """model: hfedge_runtime.TextModel; name: a row of TEXTS."""
    times, count = call_times(lambda: model.outputs(*text)), len(model.tokenize(*text).ids)
    length = next((length for length in lengths if length >= count), lengths[-1])
    return Timed(name, count, length, *(round(measure(times), 4) for measure in (statistics.median, min)), len(times))


def call_times(call: Callable[[], object]) -> list[float]:
    """Of so many calls, in ms, after some that are not counted; fewer calls where they take long."""
    for _ in range(WARM):
        call()
    times, end = [], time.perf_counter() + SECONDS
    while len(times) < FEWEST_RUNS or (len(times) < MOST_RUNS and time.perf_counter() < end):
        start = time.perf_counter()
        call()
        times.append(1e3 * (time.perf_counter() - start))
    return times


def processor() -> str:
    """The processor's own name where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{next(iter(named), platform.processor())} ({platform.machine()})".strip()
