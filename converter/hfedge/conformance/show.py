"""How a conformance record looks in a terminal, and as a row of the table in the README."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text
from tokenizers import Tokenizer

from hfedge.conformance.compare import Difference, Tokenized, as_bytes
from hfedge.conformance.suite import Conformance, GroupResult, around_difference
from hfedge.show import plain, size
from hfedge.tokenizer.spec import TokenizerSpec

LONGEST_SHOWN = 120  # characters of a text


def conformance_table(found: Conformance, spec: TokenizerSpec) -> list[Any]:
    """What was compared, the tokenizer in a line, and the first differences token by token."""
    tokens = Tokenizer.from_str(spec.source).id_to_token
    table = _table("texts", "strings", "ids equal", "offsets equal", "type ids equal")
    for group in (*found.groups, found.total):
        _add(
            table, group.name, f"{group.strings:,}", *(_rate(group, field) for field in ("ids", "offsets", "type_ids"))
        )
    facts = (
        f"{found.kind}, {found.vocabulary_size:,} tokens: {found.ops:,} ops, {size(found.table_bytes)} of tables, "
        f"{found.microseconds:,.0f} µs for 512 bytes of English; compiled in {found.compile_seconds:.1f} s."
    )
    lines = [table, Text(), plain(facts)]
    if found.left_out:
        lines.append(plain(f"Left out, being longer than any program takes: {found.left_out:,} texts."))
    for difference in found.differences:
        lines += [Text(), *_difference(difference, tokens)]
    return [*lines, Text(), plain(_verdict(found))]


def _verdict(found: Conformance) -> str:
    total = found.total
    if found.passed:
        return f"Identical on all {total.strings:,} texts."
    worst = min(total.ids_equal, total.offsets_equal, total.type_ids_equal)
    return f"NOT identical: {total.strings - worst:,} or more of {total.strings:,} texts differ."


def _rate(group: GroupResult, field: str) -> str:
    equal = getattr(group, f"{field}_equal")
    return "all" if equal == group.strings else f"{equal:,} ({_percent(equal, group.strings)})"


def shown(text: str | bytes) -> str:
    """A text with everything that is not plain ASCII escaped, its middle left out where it is long."""
    literal = ascii(text)
    half = LONGEST_SHOWN // 2
    cut = literal if len(literal) <= LONGEST_SHOWN else f"{literal[:half]} ... {literal[-half:]}"
    return f"{cut} ({len(as_bytes(text)):,} bytes)"


def _difference(difference: Difference, tokens: Any) -> list[Any]:
    row = difference.row if isinstance(difference.row, tuple) else (difference.row,)
    at, around = around_difference(difference)
    table = _table("", "expected", "token", "bytes", "type", "got", "token", "bytes", "type")
    for place in range(around.start, around.stop):
        cells = [_cells(answer, place, tokens) for answer in (difference.expected, difference.found)]
        if cells[0] or cells[1]:
            mark = "" if cells[0] == cells[1] else "<>"
            _add(table, f"{place} {mark}", *(cells[0] or [""] * 4), *(cells[1] or [""] * 4))
    counts = f"{len(difference.expected.ids)} tokens expected, {len(difference.found.ids)} got"
    said = f"differs in {', '.join(difference.fields)} from token {at} on ({counts})"
    return [plain(f"{' | '.join(shown(text) for text in row)} {said}"), table]


def _cells(answer: Tokenized, place: int, tokens: Any) -> list[str]:
    if place >= len(answer.ids):
        return []
    token = tokens(answer.ids[place])
    begin, end = answer.offsets[place]
    return [str(answer.ids[place]), "?" if token is None else ascii(token), f"{begin}-{end}",
            str(answer.type_ids[place])]  # fmt: skip


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, *cells: object) -> None:
    table.add_row(*map(plain, cells))


def markdown(rows: Sequence[Conformance], refused: Sequence[tuple[str, str]] = ()) -> str:
    """The table of `make conformance`; `refused`: name and reason of what cannot be compiled."""
    lines = [
        "| family | tokenizer | strings | exact ids | exact offsets | ops | table bytes | µs (512 bytes) |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        total = row.total
        cells = (row.kind, row.name, f"{total.strings:,}", _percent(total.ids_equal, total.strings),
                 _percent(total.offsets_equal, total.strings), f"{row.ops:,}", f"{row.table_bytes:,}",
                 f"{row.microseconds:,.0f}")  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    lines += [f"| refused | {name} | {reason} | | | | | |" for name, reason in refused]
    return "\n".join(lines) + "\n"


def _percent(equal: int, strings: int) -> str:
    """Rounded down: 99.9999 % must not be shown as 100 %."""
    return "100 %" if equal == strings else f"{equal * 100_000 // strings / 1000:.3f} %"
