"""Foreign text for a terminal: labels, names and texts cannot move the cursor, change colours or reorder a line."""

import re

# C0 and C1 controls, DEL, line separators, bidirectional overrides and isolates, lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def printable(text: object) -> str:
    r"""One line that shows what is there: "a\x1b[31m" -> r"a\x1b[31m"."""
    return _UNSAFE.sub(lambda found: _escape(found[0]), str(text))


def _escape(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
