"""A text that shows a difference, made small: what is left out changes nothing about there being one."""

from hfedge.conformance.compare import BySize, Difference, Row

TRIES = 300
LONGEST_TRIED = 4096  # bytes; a call takes milliseconds there, and much longer beyond


def shrink(difference: Difference, both: BySize) -> Difference:
    """Leaves out ever smaller parts of the text while the same fields go on to differ; pairs stay as they are."""
    row, tries = difference.row, 0
    if isinstance(row, tuple) or len(row) > LONGEST_TRIED:
        return difference
    part = max(1, len(row) // 2)
    while tries < TRIES:
        smaller = None
        for begin in range(0, len(row), part):
            tries += 1
            smaller = _still(row[:begin] + row[begin + part :], difference, both)
            if smaller or tries >= TRIES:
                break
        if smaller:
            difference, row = smaller, smaller.row
            part = max(1, min(part, len(row) // 2))
        elif part == 1:
            break
        else:
            part //= 2
    return difference


def _still(row: Row, difference: Difference, both: BySize) -> Difference | None:
    """The row's own difference, where it is in the same fields. A text cannot end in U+0000."""
    if not row or row[-1] in ("\0", 0):
        return None
    found = both.difference(row)
    return found if found and found.fields[0] == difference.fields[0] else None
