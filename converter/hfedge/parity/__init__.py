"""Parity: is the bundle equal to the original? The reference, the runtimes, the comparison.

The reference is asked on machines that have torch and nothing else: what runs artifacts is imported where it is used.
"""

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hfedge.errors import UsageError
from hfedge.manifest import Manifest
from hfedge.parity.reference import Golden, Text, make_golden
from hfedge.parity.texts import chosen_texts, texts_of
from hfedge.progress import Progress
from hfedge.resolve import Snapshot
from hfedge.tasks import TASKS

if TYPE_CHECKING:
    from hfedge.auto.search import Found
    from hfedge.parity.compare import ParityReport
    from hfedge.plan import Plan


def check_bundle(
    folder: Path,
    manifest: Manifest,
    golden: Golden,
    progress: Progress,
    searches: tuple["Found", ...] = (),
    exact: Path | None = None,
) -> "ParityReport":
    """Asks every artifact of the bundle what the original was asked; writes parity.json and .html. searches: what
    `--recipe auto` tried; exact: the float32 .tflite that the layers of the others are compared with."""
    from hfedge.parity.compare import compare
    from hfedge.parity.layers import with_layers

    report = replace(compare(folder, manifest, golden, progress), searches=searches)
    if exact:
        with progress.stage("compare layers"):
            report = with_layers(report, folder, manifest, exact, [case.text for case in golden.cases])
    write_report(report, folder / "parity.json")
    write_report(report, folder / "parity.html")
    return report


def answer_texts(
    manifest: Manifest,
    snapshot: Snapshot,
    texts: tuple[Text, ...] | None,
    device: str,
    progress: Progress,
    threads: int | None = None,
) -> Golden:
    """The reference's answers, to the built-in texts where none are given. threads: see make_golden."""
    from hfedge.plan import read_tokenizer

    texts = chosen_texts(manifest) if texts is None else texts
    with progress.stage(_stage(snapshot)):
        spec = read_tokenizer(snapshot, TASKS[manifest.source.task])
        length = manifest.defaults.max_tokens
        return make_golden(snapshot, manifest.source.task, spec, length, texts, device, threads)


def ask_reference(
    chosen: "Plan", snapshot: Snapshot, texts: tuple[Text, ...] | None, device: str, progress: Progress
) -> Golden:
    """The reference's answers for a model that is not converted yet, in the outputs that its bundle would have."""
    texts = texts_of(chosen.task, chosen.head.options, chosen.pairs) if texts is None else texts
    with progress.stage(_stage(snapshot)):
        found = make_golden(snapshot, chosen.task.name, chosen.tokenizer, chosen.max_tokens, texts, device)
    names = chosen.head.output_names
    kept = [{name: value for name, value in case.outputs.items() if name in names} for case in found.cases]
    return replace(found, cases=tuple(replace(case, outputs=part) for case, part in zip(found.cases, kept)))


def _stage(snapshot: Snapshot) -> str:
    return f"reference in {'Keras' if snapshot.live and snapshot.live.core else 'torch'} float32"


def check_writable(file: Path, what: str = "report") -> None:
    """Raises UsageError before minutes of work whose result could not be written."""
    if file.is_dir() or not os.access(file if file.exists() else file.parent, os.W_OK):
        found = f"the {what} cannot be written"
        raise UsageError(found, where=str(file), accepted="a file in a folder you may write")


def write_report(report: "ParityReport", path: Path) -> None:
    """As JSON or, if the name ends in .html, as a page; deterministic for the same numbers."""
    from hfedge.parity.html import report_page

    found = report.to_json()
    text = report_page(found) if path.suffix == ".html" else _json_text(found)
    path.write_text(text, encoding="utf-8", newline="\n")


def _json_text(found: dict[str, Any]) -> str:
    """Indented, but a list of numbers on one line: line breaks are never inside a JSON string."""
    text = json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return re.sub(r"\[\n\s+([-+.\de]+(?:,\n\s+[-+.\de]+)*)\n\s+\]", lambda list_: f"[{_one_line(list_[1])}]", text)


def _one_line(numbers: str) -> str:
    return re.sub(r",\n\s+", ", ", numbers)
