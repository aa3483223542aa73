"""The lines of a file, one at a time: UTF-8 and no longer than anybody writes."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from hfedge.errors import UsageError

LONGEST = 1 << 20  # bytes of a line: a book has that many, a row has not
_OTHER = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


def read_decoded(path: Path) -> Iterator[tuple[int, str]]:
    """(number from 1, line with its end). A byte order mark is left out. Raises UsageError that names the line."""
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST + 1):
                number += 1
                yield number, _decode(line, number, path)
    except OSError as error:
        raise UsageError(f"it cannot be read ({error.strerror})", where=str(path)) from error


def _decode(line: bytes, number: int, path: Path) -> str:
    where = f"{path}, line {number}"
    if number == 1:
        for mark, name in _OTHER.items():
            if line.startswith(mark):
                raise UsageError(f"the file is {name}", where=str(path), accepted="UTF-8", hint="Save it as UTF-8.")
        line = line.removeprefix(codecs.BOM_UTF8)
    if len(line) > LONGEST:
        raise UsageError(f"a line of over {LONGEST:,} bytes", where=where, accepted="a text or a row a line")
    if b"\0" in line:
        raise UsageError("a NUL byte", where=where, accepted="UTF-8 text", hint="Is it a text file?")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"the bytes {line[error.start : error.start + 4].hex(' ')} are no UTF-8"
        raise UsageError(found, where=where, accepted="UTF-8", hint="Save the file as UTF-8.") from error
