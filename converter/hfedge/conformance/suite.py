"""The conformance suite: groups of texts through the compiled tokenizer and through the reference -> a record.

spec = parse_tokenizer_json(text, "tokenizer.json")
run(spec, built_in_groups(spec, fuzz=1000, seed=0)).passed
"""

import json
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from hfedge.conformance import texts
from hfedge.conformance.compare import BySize, Compiled, Difference, Row
from hfedge.conformance.shrink import shrink
from hfedge.errors import UsageError
from hfedge.progress import Progress
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import TokenizerSpec

Groups = Mapping[str, Sequence[Row]]
# How many differences are kept whole (and made small); the others are only counted.
KEPT = 5
FUZZ_PART = 2_500  # random strings per group, so that a progress bar moves
TIMED_BYTES, TIMED_TOKENS, TIMED_CALLS = 512, 128, 50
ENGLISH = (
    "The museum opened in 1987 and has been free to visit ever since. On Saturdays it doesn't close before nine, "
    "which gives families time to see the new halls; don't miss the whale's skeleton, it is 25 metres long. "
)


@dataclass(frozen=True)
class GroupResult:
    """How many of a group's rows agree in each field."""

    name: str
    strings: int
    ids_equal: int
    offsets_equal: int
    type_ids_equal: int


@dataclass(frozen=True)
class Conformance:
    """What came of it. `differences`: the first few; `left_out`: rows longer than any program takes."""

    name: str
    kind: str
    vocabulary_size: int
    groups: tuple[GroupResult, ...]
    differences: tuple[Difference, ...]
    left_out: int
    ops: int
    table_bytes: int
    microseconds: float
    compile_seconds: float

    @cached_property
    def total(self) -> GroupResult:
        fields = ("strings", "ids_equal", "offsets_equal", "type_ids_equal")
        return GroupResult("all", *(sum(getattr(group, field) for group in self.groups) for field in fields))

    @property
    def passed(self) -> bool:
        total = self.total
        return total.strings == total.ids_equal == total.offsets_equal == total.type_ids_equal

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "kind": self.kind, "vocabulary": self.vocabulary_size, "passed": self.passed,
            **_counts(self.total), "groups": [{"name": group.name, **_counts(group)} for group in self.groups],
            "left_out": self.left_out, "ops": self.ops, "table_bytes": self.table_bytes,
            "microseconds": round(self.microseconds, 1), "compile_seconds": round(self.compile_seconds, 2),
            "differences": [difference_json(difference) for difference in self.differences],
        }  # fmt: skip


def _counts(group: GroupResult) -> dict[str, int]:
    return {key: value for key, value in vars(group).items() if key != "name"}


def difference_json(difference: Difference) -> dict[str, Any]:
    row = difference.row if isinstance(difference.row, tuple) else (difference.row,)
    return {"texts": [text if isinstance(text, str) else {"hex": text.hex()} for text in row],
            "differ": list(difference.fields), "expected": vars(difference.expected),
            "found": vars(difference.found)}  # fmt: skip


def built_in_groups(spec: TokenizerSpec, fuzz: int, seed: int) -> dict[str, list[Row]]:
    """Everyday and nasty texts, source code, words of 10,000 letters, ill-formed bytes, and `fuzz` random strings."""
    fixed: dict[str, list[Row]] = {
        "everyday texts": texts.everyday_texts(),
        "nasty texts": texts.nasty_texts(),
        "source code": texts.code_lines(200, seed),
        "ill-formed bytes": [*texts.invalid_utf8(), *texts.random_bytes(200, seed, texts.everyday_texts()[:10])],
        "10,000-letter words": texts.long_words(),
    }
    rows = {name: [texts.without_padding(row) for row in group] for name, group in fixed.items()}
    return rows | fuzz_groups(spec, fuzz, seed)


def fuzz_groups(spec: TokenizerSpec, count: int, seed: int) -> dict[str, list[str]]:
    """`count` random strings, in parts; the tokenizer's own added tokens are among them."""
    rows = texts.fuzz_strings(count, seed, added_contents(spec))
    parts = [rows[at : at + FUZZ_PART] for at in range(0, len(rows), FUZZ_PART)]
    names = ["random strings"] if len(parts) == 1 else [f"random strings {i}/{len(parts)}" for i in range(1, 99_999)]
    return dict(zip(names, parts))


def added_contents(spec: TokenizerSpec) -> list[str]:
    return [row["content"] for row in json.loads(spec.source).get("added_tokens") or []]


def read_corpus(path: Path) -> list[bytes]:
    """One text a line, in bytes as they are: a line need not be UTF-8. Raises UsageError."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"the corpus cannot be read ({error})", where=str(path), accepted="a text a line") from error
    rows = [line.removesuffix(b"\r").rstrip(b"\0") for line in lines]
    if not any(rows):
        raise UsageError("the corpus has no text", where=str(path), accepted="a text a line")
    return rows if rows[-1] else rows[:-1]


def chosen_groups(spec: TokenizerSpec, corpus: Path | None, fuzz: int, seed: int, pairs: bool) -> Groups:
    """Lines of a file and random strings, or the built-in texts and random strings; with `pairs`, two by two."""
    if corpus is None:
        groups = built_in_groups(spec, fuzz, seed)
    else:
        groups = {corpus.name: read_corpus(corpus), **fuzz_groups(spec, fuzz, seed)}
    return as_pairs(groups) if pairs else groups


def as_pairs(groups: Groups) -> dict[str, list[Row]]:
    """Neighbouring texts of each group as pairs."""
    return {name: list(zip(rows, [*rows[1:], rows[0]])) for name, rows in groups.items() if rows}


def run(
    spec: TokenizerSpec, groups: Groups, *, name: str = "", reference: TokenizerSpec | None = None,
    pairs: bool = False, progress: Progress | None = None,
) -> Conformance:  # fmt: skip
    """Compiles `spec` and compares it over every row with `reference` [default: the same tokenizer].

    Raises UnsupportedError where it cannot be compiled.
    """
    progress = progress or Progress()
    start = time.perf_counter()
    with progress.stage("compile"):
        tokenizer = compile_tokenizer(spec)
    seconds = time.perf_counter() - start
    both = BySize(reference or spec, tokenizer, pair=pairs)
    results, found, left_out = [], [], 0
    for group, rows in groups.items():
        taken = [row for row in rows if both.takes(row)]
        left_out += len(rows) - len(taken)
        with progress.stage(f"{group} ({len(taken):,})"):
            different = [difference for row in taken if (difference := both.difference(row))]
            results.append(_result(group, len(taken), different))
            _keep(found, different, both)
    with progress.stage("measure"):
        measured = measure(Compiled(tokenizer, TIMED_BYTES, TIMED_TOKENS))
    return Conformance(
        name, spec.kind, spec.vocabulary_size, tuple(results), tuple(found), left_out, *measured, seconds
    )


def _keep(found: list[Difference], different: list[Difference], both: BySize) -> None:
    """Adds small ones until KEPT are there; those that come down to the same text are kept once."""
    for difference in different[: 4 * KEPT]:
        if len(found) >= KEPT:
            return
        small = shrink(difference, both)
        if small not in found:
            found.append(small)


def stage_count(groups: Groups) -> int:
    return len(groups) + 2


def _result(name: str, strings: int, different: list[Difference]) -> GroupResult:
    fields = ("ids", "offsets", "type_ids")
    return GroupResult(name, strings, *(strings - sum(field in d.fields for d in different) for field in fields))


def measure(program: Compiled) -> tuple[int, int, float]:
    """Operators of all its graphs, bytes of its constants, and microseconds of a call with English that fills it."""
    from hfedge.emit.flatbuffer import read_model

    model = read_model(program.model)
    ops = sum(len(graph.operators or ()) for graph in model.subgraphs)
    size = sum(len(buffer.data) for buffer in model.buffers if buffer.data is not None)
    program.place((ENGLISH * (program.byte_size // len(ENGLISH) + 1))[: program.byte_size])
    times = []
    for _ in range(TIMED_CALLS):
        start = time.perf_counter()
        program.interpreter.invoke()
        times.append(time.perf_counter() - start)
    return ops, size, statistics.median(times) * 1e6


def around_difference(difference: Difference, before: int = 2, after: int = 3) -> tuple[int, slice]:
    """The first token that differs, and the tokens worth showing."""
    rows = [list(zip(t.ids, t.offsets, t.type_ids)) for t in (difference.expected, difference.found)]
    shorter = min(map(len, rows))
    at = next((i for i in range(shorter) if rows[0][i] != rows[1][i]), shorter)
    return at, slice(max(0, at - before), at + after)
