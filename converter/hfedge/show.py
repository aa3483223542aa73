"""How records look: rich tables for a terminal, JSON types for programs."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from hfedge.manifest import Manifest, Reference, read_manifest
from hfedge.parity.reference import Golden
from hfedge.plan import Plan
from hfedge.printable import printable
from hfedge.progress import StageTime

if TYPE_CHECKING:
    from hfedge.benchmark import Benchmark
    from hfedge.parity.compare import ParityReport


def size(count: int) -> str:
    """1,234,567 -> "1.2 MB" """
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.1f} kB"


def plain(text: object) -> Text:
    """Foreign text as it is: no markup, no escape sequence of a model takes effect."""
    return Text(printable(text))


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(
        title=None if title is None else plain(title),
        title_justify="left",
        box=None,
        pad_edge=False,
        header_style="bold",
        title_style="bold",
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, *cells: Any) -> None:
    table.add_row(*(plain("" if cell is None else cell) for cell in cells))


def rows_table(rows: Sequence[dict[str, Any]]) -> Table:
    """Any list of rows with the same keys."""
    table = _table(*rows[0])
    for row in rows:
        _add(table, *(", ".join(value) if isinstance(value, list) else value for value in row.values()))
    return table


def plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name, "commit": plan.commit, "license": plan.license,
        "architecture": plan.architecture.model_type, "source": plan.architecture.source,
        "task": plan.task.name, "task_reason": plan.task_reason, "labels": list(plan.labels),
        "tokenizer": plan.tokenizer.kind, "vocabulary": plan.tokenizer.vocabulary_size, "max_tokens": plan.max_tokens,
        "model_tokens": plan.model_tokens,
        "encode_lengths": list(plan.encode_lengths), "byte_sizes": list(plan.byte_sizes),
        "checkpoint_bytes": plan.checkpoint_bytes, "unused_weights": dict(plan.unused_weights),
        **({"calibration": asdict(plan.calibration.note)} if plan.calibration else {}),
        "jobs": [{"target": job.target, "recipe": job.recipe.name} for job in plan.jobs],
    }  # fmt: skip


def plan_table(plan: Plan) -> Table:
    table = _table("", "", title=f"Plan for {plan.name}")
    rows = plan_json(plan)
    if rows.pop("model_tokens") > plan.max_tokens:
        rows["max_tokens"] = f"{plan.max_tokens} (the model takes {plan.model_tokens:,}: ask with --lengths)"
    rows["task"] = f"{plan.task.name} ({rows.pop('task_reason')})"
    for name, value in rows.items():
        if name == "jobs":
            value = ", ".join(repr(job) for job in plan.jobs)
        elif name == "checkpoint_bytes":
            name, value = "checkpoint", size(value)
        elif name == "unused_weights":
            value = ", ".join(value) or "none"
        elif name == "calibration":
            value = value["source"]
        elif isinstance(value, list):
            value = ", ".join(map(str, value)) or None
        _add(table, name.replace("_", " "), value)
    return table


def bundle_json(path: Path, report: "ParityReport | None", times: Sequence[StageTime]) -> dict[str, Any]:
    stages = [{"name": t.name, "seconds": round(t.seconds, 3), "peak_bytes": t.peak_bytes} for t in times]
    return {"bundle": str(path), "manifest": read_manifest(path).to_dict(), "stages": stages,
            "passed": report.passed if report else None,
            "searches": [search.to_json() for search in report.searches] if report else []}  # fmt: skip


def bundle_table(path: Path, report: "ParityReport | None", times: Sequence[StageTime]) -> list[Any]:
    manifest = read_manifest(path)
    table = _table("artifact", "file", "size", "parity", "largest difference", "cosine (mean / least)", "same label")
    reports = {(item.target, item.recipe): item for item in report.artifacts} if report else {}
    for artifact in manifest.artifacts:
        item = reports.get((artifact.target, artifact.recipe))
        total = sum(file.bytes for file in artifact.files)
        _add(table, f"{artifact.target} {artifact.recipe}", artifact.files[0].path, size(total), *_parity_cells(item))
    seconds = sum(time.seconds for time in times)
    found = [plain(f"{search.reason}.") for search in (report.searches if report else ())]
    lines = [table, Text(), *found, plain(f"{path} written in {seconds:.0f} s. {_verdict(report)}")]
    return lines + _apart(report) + _calibrated(report) + _not_run(report)


def bench_table(found: "Benchmark") -> list[Any]:
    table = _table("recipe", "size", "open", "text", "tokens", "tokenize", "call (median)", "call (least)")
    for item in found.recipes:
        for place, row in enumerate(item.texts):
            first = (item.recipe, size(item.bytes), f"{item.open_ms:.0f} ms") if place == 0 else ("", "", "")
            call = row.call
            times = (f"{time:.2f} ms" for time in (row.tokenize_ms, call.ms, call.least_ms))
            _add(table, *first, call.text, f"{call.tokens} (encode_{call.length})", *times)
    threads = f"{found.threads} thread{'s' if found.threads > 1 else ''}"
    return [table, Text(), plain(f"{found.runtime}, {threads}, {found.machine}.")]


def _apart(report: "ParityReport | None") -> list[Any]:
    """Where ids may differ, how often they do."""
    items = [item for item in (report.artifacts if report else ()) if item.apart]
    lines = []
    for item in items:
        classes = ", ".join(f"{name} {count}" for name, count in item.apart.classes.items())
        ids = f"token ids differ from the original's in {len(item.apart.differences)} of {item.texts} texts"
        lines.append(
            f"{item.target} {item.recipe}: {ids}{f' ({classes})' if classes else ''}, which take no part in the "
            f"numbers; only offsets differ in {item.apart.offsets} others. See parity.json."
        )
    return [plain(line) for line in lines]


def _calibrated(report: "ParityReport | None") -> list[Any]:
    items = report.artifacts if report else ()
    lines = [f"{item.target} {item.recipe} is {item.calibration}." for item in items if item.calibration]
    return [plain(line) for line in dict.fromkeys(lines)]  # a file is told of once, in whatever runtimes


def _parity_cells(item: Any) -> tuple[str, ...]:
    if item is None:
        return ("not checked", "", "", "")
    agreement = "" if item.label_agreement is None else f"{item.label_agreement:.1%}"
    cosine = f"{item.mean_cosine:.5f} / {item.min_cosine:.5f}"
    return ("passed" if item.passed else "FAILED", f"{item.max_abs_diff:.1e}", cosine, agreement)


def _verdict(report: "ParityReport | None") -> str:
    if report is None:
        return "Parity was not checked."
    texts = max((item.texts for item in report.artifacts), default=0)
    verdict = "inside" if report.passed else "OUTSIDE"
    source = f", read from {report.golden}" if report.golden else ""
    return f"Parity: {verdict} the budget on {texts} texts against a {_reference(report.reference)}{source}."


def _reference(found: Reference) -> str:
    return f"{found.kind} ({found.software}, tokenizers {found.tokenizers}, {found.dtype} on {found.device})"


def golden_json(golden: Golden, path: Path) -> dict[str, Any]:
    return {
        "golden": str(path), "bytes": path.stat().st_size, "name": golden.name, "commit": golden.commit,
        "task": golden.task, "max_tokens": golden.max_tokens, "labels": list(golden.labels),
        "texts": len(golden.cases), "texts_sha256": golden.texts_sha256, "outputs": sorted(golden.cases[0].outputs),
        "reference": {**golden.reference.to_json(), "kind": golden.reference.kind},
    }  # fmt: skip


def golden_table(golden: Golden, path: Path) -> list[Any]:
    table = _table("", "", title=f"Answers of {golden.name}")
    rows = {**golden_json(golden, path), "bytes": size(path.stat().st_size), "reference": _reference(golden.reference)}
    for name, value in rows.items():
        value = ", ".join(value) or None if isinstance(value, list) else value
        _add(table, name.replace("_", " "), value)
    return [table]


def _not_run(report: "ParityReport | None") -> list[Any]:
    return [plain(f"Not checked here: {line}") for line in (report.not_run if report else ())]


def parity_table(report: "ParityReport") -> list[Any]:
    table = _table("artifact", "runtime", "parity", "largest difference", "cosine (mean / least)", "same label", "ids")
    for item in report.artifacts:
        ids = f"{item.ids_equal}/{item.texts}"
        _add(table, f"{item.target} {item.recipe}", item.runtime, *_parity_cells(item), ids)
    failures = [plain(f"{i.target} {i.recipe}: {line}") for i in report.artifacts for line in i.failures]
    return [
        table, *failures, *_metrics(report), Text(), plain(_verdict(report)), *_apart(report), *_calibrated(report),
        *_not_run(report),
    ]  # fmt: skip


def _metrics(report: "ParityReport") -> list[Any]:
    """A row for the original and for each artifact, each number with its difference from the original's."""
    if report.metrics is None:
        return []
    names = tuple(report.metrics.scores)
    table = _table(f"on {report.metrics.rows:,} rows", "runtime", *names)
    _add(table, "original", "torch", *(f"{score:.4f}" for score in report.metrics.scores.values()))
    for item in report.artifacts:
        cells = [
            f"{item.metrics[name]:.4f} ({lost:+.4f})" for name, lost in item.metric_changes(report.metrics).items()
        ]
        _add(table, f"{item.target} {item.recipe}", item.runtime, *(cells or ["not measured"] * len(names)))
    return [Text(), table, plain("; ".join((report.metrics.source, *report.metrics.said)))]


def manifest_table(manifest: Manifest) -> list[Any]:
    table, source = _table("", "", title=source_title(manifest)), manifest.source
    _add(table, "commit", source.commit)
    _add(table, "license", source.license)
    _add(table, "architecture", f"{source.architecture} ({source.architecture_source})")
    _add(table, "task", source.task)
    _add(table, "labels", ", ".join(manifest.labels))
    _add(table, "tokenizer", f"{manifest.tokenizer.kind}, as tokenizers {manifest.tokenizer.library_version}")
    _add(table, "max tokens", manifest.defaults.max_tokens)
    _add(table, "signatures", ", ".join(sorted(manifest.signatures, key=_signature_order)))
    for artifact in manifest.artifacts:
        total = sum(file.bytes for file in artifact.files)
        calibrated = f", {artifact.calibration}" if artifact.calibration else ""
        needs = f"{size(total)}, needs {artifact.oldest_runtime}{calibrated}"
        _add(table, f"{artifact.target} {artifact.recipe}", needs)
    if manifest.parity:
        _add(table, "parity", "passed" if manifest.parity.passed else "FAILED")
    return [table]


def _signature_order(name: str) -> tuple[int, str, int]:
    """As a text goes through them, the small ones first; others behind."""
    kind, _, size = name.rpartition("_")
    kind, size = (kind, int(size)) if size.isdecimal() else (name, 0)
    known = ("tokenize", "tokenize_pair", "encode", "detokenize", "serve", "serve_pair")
    return (known.index(kind) if kind in known else len(known), kind, size)


def source_title(manifest: Manifest) -> str:
    return f"{manifest.source.name} (hfedge {manifest.hfedge_version})"


def results(found: Sequence[Any]) -> list[Any]:
    """Predictions of one model, as a table."""
    if not found:
        return []
    columns, rows_of = RESULT_ROWS[type(found[0]).__name__]
    table = _table("text", *columns)
    for result in found:
        for row in rows_of(result):
            _add(table, _shown(result), *row)
    return [table]


def _best_label(result: Any) -> list[tuple[str, ...]]:
    best, *others = result.labels
    rest = ", ".join(f"{entry.label} {entry.score:.3f}" for entry in others[:3])
    return [(best.label, f"{best.score:.3f}", rest)]


def _entities(result: Any) -> list[tuple[str, ...]]:
    rows = [(item.label, f"{item.score:.3f}", item.text, f"{item.start}-{item.end}") for item in result.entities]
    return rows or [("none", "", "", "")]


def _answers(result: Any) -> list[tuple[str, ...]]:
    return [(f"{item.score:.3f}", item.text or "(none)", f"{item.start}-{item.end}") for item in result.answers]


def _filled(result: Any) -> list[tuple[str, ...]]:
    return [(token.token, f"{token.score:.3f}", token.text) for mask in result.masks for token in mask]


def _ranked(result: Any) -> list[tuple[str, ...]]:
    return [(f"{entry.score:.3f}", entry.document) for entry in result.documents]


def _chosen(result: Any) -> list[tuple[str, ...]]:
    return [(f"{entry.score:.3f}", entry.choice) for entry in result.choices]


def _numbers(values: Any) -> list[tuple[str, ...]]:
    numbers = " ".join(f"{value:+.4f}" for value in values.reshape(-1)[:6])
    return [("x".join(map(str, values.shape)), f"{numbers} ...")]


# By result type: the columns after the text, and what makes rows of a result.
RESULT_ROWS: dict[str, tuple[tuple[str, ...], Callable[[Any], list[tuple[str, ...]]]]] = {
    "Classification": (("label", "score", "others"), _best_label),
    "TokenClassification": (("label", "score", "entity", "characters"), _entities),
    "Answers": (("score", "answer", "characters"), _answers),
    "FilledMasks": (("token", "score", "filled in"), _filled),
    "Ranking": (("score", "document"), _ranked),
    "Choices": (("score", "choice"), _chosen),
    "Embedding": (("shape", "first numbers"), lambda result: _numbers(result.embedding)),
    "TokenEmbeddings": (("shape", "first numbers"), lambda result: _numbers(result.embeddings)),
}


def _shown(result: Any) -> str:
    pair = getattr(result, "pair", None)
    text = result.text if pair is None else f"{result.text} | {pair}"
    return text + (" (cut)" if result.truncated else "")


def tokens(found: Sequence[Any]) -> list[Any]:
    """A table per text: id, token, byte offsets."""
    tables = []
    for item in found:
        table = _table("id", "token", "bytes", title=None)
        for number, token, (begin, end) in zip(item.ids, item.tokens, item.offsets):
            _add(table, number, token, f"{begin}-{end}")
        tables += [plain(item.text if item.pair is None else f"{item.text} | {item.pair}"), table]
    return tables


def known(what: str) -> list[dict[str, Any]]:
    """The rows of a table in code."""
    from hfedge.architectures import ARCHITECTURES, TF_CLASSES
    from hfedge.architectures.record import HEADS
    from hfedge.recipes import AUTO, RECIPES
    from hfedge.tasks import TASKS
    from hfedge.tasks.infer import tasks_of
    from hfedge.tokenizer.spec import KNOWN
    from hfedge.tokenizer.summaries import SUMMARIES

    if what == "tasks":
        return [
            {
                "name": t.name,
                "gives": t.summary,
                "class": f"...{HEADS[t.head][1]}" if t.head in HEADS else "any encoder",
                "texts": "pairs" if t.pairs_only else "one or pairs" if t.accepts_pairs else "one",
            }
            for t in TASKS.values()
        ]
    if what == "architectures":
        return [
            {"name": name, "source": row.source, "proven by": row.example, "tasks": tasks_of(row)}
            for name, row in {**ARCHITECTURES, **TF_CLASSES}.items()
        ]
    if what == "recipes":
        rows = (*RECIPES.values(), AUTO)
        return [{"name": r.name, "weights": r.summary, "for": r.use, "targets": list(r.targets)} for r in rows]
    return [
        {"step": step, "name": name, "does": SUMMARIES[step][name]} for step, table in KNOWN.items() for name in table
    ]
