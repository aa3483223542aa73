"""A named entry in the metadata of a .tflite, written without unpacking the model.

Why this road: the object API of the schema (`ModelT.InitFromObj`, `Pack`) copies every buffer several times:
for a file of 400 MB it took 4.1 s and 2.1 GB of memory, this module 0.24 s and 34 MB. tflite-support is not
maintained. A FlatBuffer only ever points forward, by relative distances. So everything new (a root table, the
lists of buffers and of metadata, the entry) can go in *front* of the old bytes, which then move as one block
and stay as they are: the file is copied once, in chunks, and no weight is looked at. The block moves by a
multiple of 64 bytes, so every buffer keeps the alignment it had (the object API would lose it: it packs byte
vectors 4-byte aligned, which is also where TensorFlow's own converter leaves them). The old root (some bytes
per buffer) stays behind, unused. Layout of the tables: schema.fbs, file identifier TFL3.
"""

import mmap
import os
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path

from hfedge.errors import BundleError, EmitError

MANIFEST_ENTRY = "hfedge.json"
IDENTIFIER = b"TFL3"
MODEL_FIELDS = 8  # version, operator_codes, subgraphs, description, buffers, metadata_buffer, metadata, signature_defs
BUFFERS, METADATA = 4, 6
LARGEST = 2**31 - 1  # offsets are 32 bits, and the runtimes treat some of them as signed
ALIGNMENT = 64


def embed_in_tflite(path: Path, payload: bytes, name: str = MANIFEST_ENTRY) -> None:
    """Put `payload` into the metadata of the .tflite at `path` under `name`, in place of an earlier entry of
    that name.

    The file is written beside itself and renamed. Same file and payload, same bytes. Raises EmitError when it
    is not a .tflite of the known schema or would pass 2 GB.
    """
    path = Path(path)
    with open(path, "rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            fields, buffers, metadata = _read_model(data, str(path))
            kept = [table for table in metadata if _string(data, _field(data, table, 0)) != name.encode()]
            patches = _far_buffers(data, buffers)
            old_size = len(data)
        except struct.error as error:
            raise EmitError("the file ends before its tables do", where=str(path)) from error
    layout = _Layout.of(len(buffers), len(kept), len(name.encode()), len(payload))
    shift = layout.end
    if shift + old_size > LARGEST:
        raise EmitError(f"{shift + old_size} bytes with its manifest", where=str(path), accepted="a .tflite below 2 GB")
    head = _head(layout, fields, buffers, kept, name.encode(), payload)
    _prepend(path, head, [(at + shift, value + shift) for at, value in patches])


def read_embedded(path: Path) -> dict:
    """The manifest inside the .tflite at `path`, as JSON types. Raises BundleError when there is none."""
    from hfedge_runtime.errors import ModelError
    from hfedge_runtime.manifest import read_embedded as read  # one reader, the one that apps run

    try:
        return read(path)
    except ModelError as error:
        raise BundleError(str(error)) from error


def _read_model(data: mmap.mmap, where: str) -> tuple[dict[int, int], list[int], list[int]]:
    """Positions: what each reference field of the model points at (version: its value), buffers, metadata
    entries."""
    if data[4:8] != IDENTIFIER:
        raise EmitError(f"not a .tflite (identifier {bytes(data[4:8])!r})", where=where, accepted="identifier TFL3")
    root = _u32(data, 0)
    vtable = root - struct.unpack_from("<i", data, root)[0]
    known = (struct.unpack_from("<H", data, vtable)[0] - 4) // 2
    unknown = [index for index in range(MODEL_FIELDS, known) if _field(data, root, index)]
    if unknown:
        raise EmitError(
            f"model fields {unknown} of a newer .tflite schema", where=where, accepted="version 3 fields 0-7"
        )
    positions = {index: _field(data, root, index) for index in range(MODEL_FIELDS)}
    fields = {index: at + _u32(data, at) for index, at in positions.items() if at and index}
    fields[0] = _u32(data, positions[0]) if positions[0] else 0
    return fields, _tables(data, fields.get(BUFFERS)), _tables(data, fields.get(METADATA))


def _far_buffers(data: mmap.mmap, buffers: list[int]) -> list[tuple[int, int]]:
    """(position, value) of every `Buffer.offset` that counts from the start of the file: those move with the
    block."""
    places = [_field(data, table, 1) for table in buffers]
    values = [(at, struct.unpack_from("<Q", data, at)[0]) for at in places if at]
    return [(at, value) for at, value in values if value > 1]  # 0 and 1 mean: the data is in the FlatBuffer


@dataclass(frozen=True)
class _Layout:
    """Positions in the head; a table's own vtable is before it. `end` is the length of the head, a multiple
    of 64."""

    table: int
    buffers: int
    metadata: int
    entry: int
    buffer: int
    name: int
    payload: int
    end: int

    @classmethod
    def of(cls, buffers: int, metadata: int, name: int, payload: int) -> "_Layout":
        """For that many old buffers and metadata entries, and bytes of name and payload."""
        table = 8 + 4 + 2 * MODEL_FIELDS  # behind root offset, identifier and the vtable
        buffer_list = table + 4 + 4 * MODEL_FIELDS
        metadata_list = buffer_list + 4 * (buffers + 2)  # a length, the old ones and the new one
        entry = metadata_list + 4 * (metadata + 2) + 8
        buffer = entry + 12 + 8
        name_at = buffer + 8
        payload_at = _up(name_at + 4 + name + 1 + 4, 16)  # the length is just before it
        return cls(
            table,
            buffer_list,
            metadata_list,
            entry,
            buffer,
            name_at,
            payload_at,
            _up(payload_at + payload, ALIGNMENT),
        )


def _head(
    layout: _Layout,
    fields: dict[int, int],
    buffers: list[int],
    metadata: list[int],
    name: bytes,
    payload: bytes,
) -> bytes:
    """The bytes to put in front; `fields`, `buffers` and `metadata` are positions in the old file."""
    head, shift, table, entry, buffer = (
        bytearray(layout.end),
        layout.end,
        layout.table,
        layout.entry,
        layout.buffer,
    )
    struct.pack_into("<I4sHH", head, 0, table, IDENTIFIER, 4 + 2 * MODEL_FIELDS, 4 + 4 * MODEL_FIELDS)
    targets = {index: at + shift for index, at in fields.items()} | {
        BUFFERS: layout.buffers,
        METADATA: layout.metadata,
    }
    struct.pack_into("<i", head, table, table - 8)
    for index, target in targets.items():
        at = table + 4 + 4 * index
        struct.pack_into("<H", head, 12 + 2 * index, at - table)
        struct.pack_into("<I", head, at, target - at if index else fields[0])
    _write_list(head, layout.buffers, [at + shift for at in buffers] + [buffer])
    _write_list(head, layout.metadata, [at + shift for at in metadata] + [entry])
    struct.pack_into("<HHHH", head, entry - 8, 8, 12, 4, 8)
    struct.pack_into("<iII", head, entry, 8, layout.name - (entry + 4), len(buffers))
    struct.pack_into("<HHH", head, buffer - 8, 6, 8, 4)
    struct.pack_into("<iI", head, buffer, 8, layout.payload - 4 - (buffer + 4))
    struct.pack_into(f"<I{len(name)}s", head, layout.name, len(name), name)
    struct.pack_into(f"<I{len(payload)}s", head, layout.payload - 4, len(payload), payload)
    return bytes(head)


def _up(position: int, alignment: int) -> int:
    return -(-position // alignment) * alignment


def _write_list(head: bytearray, at: int, targets: list[int]) -> None:
    struct.pack_into("<I", head, at, len(targets))
    for index, target in enumerate(targets):
        place = at + 4 + 4 * index
        struct.pack_into("<I", head, place, target - place)


def _prepend(path: Path, head: bytes, patches: list[tuple[int, int]]) -> None:
    aside = path.with_name(path.name + ".embedding")
    try:
        with open(path, "rb") as source, open(aside, "wb") as target:
            target.write(head)
            shutil.copyfileobj(source, target, 1 << 20)
            for at, value in patches:
                target.seek(at)
                target.write(struct.pack("<Q", value))
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _u32(data: mmap.mmap, at: int) -> int:
    return struct.unpack_from("<I", data, at)[0]


def _field(data: mmap.mmap, table: int, index: int) -> int:
    """Position of field `index` of a table, 0 where it is absent."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    if 4 + 2 * index >= struct.unpack_from("<H", data, vtable)[0]:
        return 0
    offset = struct.unpack_from("<H", data, vtable + 4 + 2 * index)[0]
    return table + offset if offset else 0


def _tables(data: mmap.mmap, vector: int | None) -> list[int]:
    """Positions of the tables in a vector of tables."""
    if vector is None:
        return []
    places = range(vector + 4, vector + 4 + 4 * _u32(data, vector), 4)
    return [at + _u32(data, at) for at in places]


def _string(data: mmap.mmap, at: int) -> bytes:
    start = at + _u32(data, at) if at else 0
    return data[start + 4 : start + 4 + _u32(data, start)] if at else b""
