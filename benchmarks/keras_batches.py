"""EndToEnd for many texts: one predict, one call for each text, and with XLA. Run from the repository's root.

    python benchmarks/keras_batches.py [TEXTS]

Prints seconds for all texts, and how many times as long each way takes as one `predict` of them all; docs/keras.md has
the table. A ratio compares two runs of one process, so what else the machine does matters little.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hfedge.keras import EndToEnd
from hfedge.lazy import tf

ROOT = Path(__file__).resolve().parent.parent
MODEL, DATA = ROOT / "models" / "message-intents", ROOT / "models" / "training" / "data" / "train.tsv"
REPEATS = 5
# Of the ways that take a call for each text, so many texts are measured.
SAMPLE = 50


def seconds(call: Callable[[], Any]) -> float:
    """The median of some runs, after one that traces."""
    call()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(texts: list[str]) -> dict[str, float]:
    model = EndToEnd.from_pretrained(MODEL)
    some = [tf.constant([text]) for text in texts[:SAMPLE]]
    share = len(texts) / len(some)
    graph = tf.function(lambda batch: model(batch), [tf.TensorSpec([None], tf.string)], autograph=False)
    found = {
        "`predict(texts)`": seconds(lambda: model.predict(texts, batch_size=64, verbose=0)),
        "`predict([text])` for each": share * seconds(lambda: [model.predict(text, verbose=0) for text in some]),
        "`model([text])` for each": share * seconds(lambda: [model(text) for text in some]),
        "`model([text])` for each, in a `tf.function`": share * seconds(lambda: [graph(text) for text in some]),
        "`model(texts)`, one batch": seconds(lambda: model(texts)),
        "`model.tokenize(texts)` alone": seconds(lambda: model.tokenize(texts)),
    }
    model.compile(jit_compile=True)
    found["`predict(texts)` with XLA"] = seconds(lambda: model.predict(texts, batch_size=64, verbose=0))
    return found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = DATA.read_text(encoding="utf-8").splitlines()
    found = measure([row.split("\t")[1] for row in rows[:count]])
    base = next(iter(found.values()))
    print(f"| {count:,} texts | seconds | times `predict(texts)` |\n| --- | --- | --- |")
    for way, taken in found.items():
        print(f"| {way} | {taken:.2f} | {taken / base:.1f} |")


if __name__ == "__main__":
    main()
