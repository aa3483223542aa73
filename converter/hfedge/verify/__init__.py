"""Parity: is the bundle equal to the original? The reference, the runtimes, the comparison."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from hfedge.manifest import Manifest
from hfedge.progress import Progress
from hfedge.resolve import Snapshot
from hfedge.verify.parity import ParityReport, compare
from hfedge.verify.reference import Text, make_golden
from hfedge.verify.texts import built_in, pairs

if TYPE_CHECKING:
    from hfedge.plan import Plan


def check_bundle(
    folder: Path,
    manifest: Manifest,
    snapshot: Snapshot,
    chosen: "Plan",
    progress: Progress,
    texts: tuple[Text, ...] | None = None,
    device: str = "cpu",
) -> ParityReport:
    """Asks the original, then every artifact of the bundle, about the texts; writes parity.json and parity.html."""
    if texts is None:
        texts = built_in() + (pairs() if chosen.task.accepts_pairs else ())
    with progress.stage("reference in torch float32"):
        golden = make_golden(snapshot, chosen.task.name, chosen.tokenizer, chosen.max_tokens, texts, device)
    report = compare(folder, manifest, golden, progress)
    write_report(report, folder)
    return report


def write_report(report: ParityReport, folder: Path) -> None:
    """parity.json and parity.html, deterministic for the same numbers."""
    from hfedge.verify.html import report_page

    found = json.dumps(report.to_json(), indent=2, ensure_ascii=False) + "\n"
    (folder / "parity.json").write_text(found, encoding="utf-8", newline="\n")
    (folder / "parity.html").write_text(report_page(report), encoding="utf-8", newline="\n")
