"""APKs as zip files: written with every stored file where Android wants it, and checked for it.

Android maps stored files into memory where they lie, native libraries by pages of 16 KB on newer phones. Debian's
zipalign knows pages of 4 KB alone.
"""

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PAGE = 16384
WORD = 4
_ALIGNMENT_FIELD = 0xD935  # apksig keeps what this field asks for
_HEADER = struct.Struct("<4s5H3I2H")
_PT_LOAD = 1


@dataclass(frozen=True)
class Entry:
    """A file of an APK; stored: not compressed."""

    name: str
    data: bytes
    stored: bool


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Writes an APK without a signature, byte for byte the same for the same entries."""
    with zipfile.ZipFile(path, "w") as apk:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, date_time=(1981, 1, 1, 1, 1, 2))
            info.compress_type = zipfile.ZIP_STORED if entry.stored else zipfile.ZIP_DEFLATED
            if entry.stored:
                info.extra = _padding(apk.fp.tell() + _HEADER.size + len(info.filename.encode()), boundary(entry.name))
            apk.writestr(info, entry.data)


def boundary(name: str) -> int:
    return PAGE if name.endswith(".so") else WORD


def _padding(start: int, alignment: int) -> bytes:
    """The extra field that moves what begins at `start` behind it to a multiple of `alignment`."""
    smallest = 6  # id, size, alignment
    zeros = -(start + smallest) % alignment
    return struct.pack("<HHH", _ALIGNMENT_FIELD, 2 + zeros, alignment) + bytes(zeros)


def misaligned(path: Path) -> list[str]:
    """What is not as it must be: stored files off their boundary, native libraries that are compressed, or whose
    segments are not for pages of 16 KB."""
    content, found = path.read_bytes(), []
    with zipfile.ZipFile(path) as apk:
        for info in apk.infolist():
            _, *_, name_size, extra_size = _HEADER.unpack_from(content, info.header_offset)
            start = info.header_offset + _HEADER.size + name_size + extra_size
            if info.compress_type == zipfile.ZIP_STORED and start % boundary(info.filename):
                found.append(f"{info.filename} begins at {start}")
            if info.filename.endswith(".so"):
                if info.compress_type != zipfile.ZIP_STORED:
                    found.append(f"{info.filename} is compressed")
                found += [f"{info.filename}: a segment for pages of {size}" for size in small_pages(apk.read(info))]
    return found


def small_pages(library: bytes) -> list[int]:
    """The alignments of a shared library's loaded segments that are below 16 KB. Raises ValueError for no ELF file."""
    if library[:4] != b"\x7fELF":
        raise ValueError("no ELF file")
    wide = library[4] == 2
    table, size, count = (
        struct.unpack_from("<Q", library, 32)[0] if wide else struct.unpack_from("<I", library, 28)[0],
        *struct.unpack_from("<HH", library, 54 if wide else 42),
    )
    segments = (library[table + at * size :] for at in range(count))
    form, field = ("<Q", 48) if wide else ("<I", 28)
    loaded = [segment for segment in segments if struct.unpack_from("<I", segment)[0] == _PT_LOAD]
    return [pages for pages in (struct.unpack_from(form, segment, field)[0] for segment in loaded) if pages < PAGE]
