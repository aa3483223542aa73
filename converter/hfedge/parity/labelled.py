"""The person's own data for verify: its texts, and what is right where it has labels."""

from collections.abc import Callable
from typing import Any

from hfedge.data import DataRequest, Samples, Text, read_samples
from hfedge.data.rows import texts_of_samples
from hfedge.manifest import Manifest
from hfedge.metrics.measure import Measured, measure_original
from hfedge.metrics.tasks import Labelled, original_of, read_labelled
from hfedge.parity.reference import Golden, choose_device
from hfedge.progress import Progress
from hfedge.resolve import Snapshot
from hfedge.tasks import TASKS
from hfedge.tasks.text_classification import read_labels


def read_asked(
    asked: Any, manifest: Manifest, snapshot: Snapshot, say: Callable[[str], None]
) -> tuple[tuple[Text, ...] | None, Labelled | None]:
    """asked: a DataRequest, texts, or None for the built-in ones. -> the texts; what is right, None without labels.
    Raises UsageError or SourceError."""
    if not isinstance(asked, DataRequest):
        return asked or None, None
    task = TASKS[manifest.source.task]
    samples = read_samples(asked, task.name, task.pairs_only, "verify")
    say("; ".join((samples.source, *samples.said)))
    takes_pairs = "serve_pair" in manifest.signatures
    labelled = _labelled(samples, manifest, snapshot, takes_pairs)
    return labelled.texts if labelled else texts_of_samples(samples, task, takes_pairs), labelled


def _labelled(samples: Samples, manifest: Manifest, snapshot: Snapshot, takes_pairs: bool) -> Labelled | None:
    if samples.labels is None:
        return None
    config, task = snapshot.read_json("config.json"), manifest.source.task
    labels = read_labels(config, snapshot.where("config.json")) if manifest.labels else ()
    original = original_of(task, config, labels, _decoder(snapshot, task))
    return read_labelled(samples, original, takes_pairs)


def _decoder(snapshot: Snapshot, task: str) -> Callable[[int], str]:
    """The text of one token."""
    if task != "fill-mask":
        return str
    from tokenizers import Tokenizer

    from hfedge.plan import read_tokenizer

    tokenizer = Tokenizer.from_str(read_tokenizer(snapshot, TASKS[task]).source)
    return lambda token: tokenizer.decode([token])


def measure(
    labelled: Labelled, answers: Golden, snapshot: Snapshot, manifest: Manifest, device: str, progress: Progress
) -> Measured:
    with progress.stage("metrics of the original"):
        chosen = choose_device(device)
        return measure_original(labelled, answers.cases, snapshot, manifest.defaults.max_tokens, chosen)
