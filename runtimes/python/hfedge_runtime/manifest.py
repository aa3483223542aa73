"""The manifest, read without a JSON schema library: what the runtime uses is checked, the rest is ignored."""

import json
import mmap
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hfedge_runtime.errors import ModelError

SCHEMA_VERSION = 1
MANIFEST_NAME = "hfedge.json"
TEXT_INPUT = {"encoding": "utf-8", "input": "one byte per int32, zero-padded"}


@dataclass(frozen=True)
class TensorSpec:
    """Name, element type and shape of a tensor."""

    name: str
    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Signature:
    """What a signature takes and gives, by name."""

    name: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]


@dataclass(frozen=True)
class File:
    """Path relative to the bundle, size in bytes, SHA-256 in hex."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Artifact:
    """One recipe of the model as a .tflite; `oldest_runtime` is (name, version)."""

    recipe: str
    file: File
    oldest_runtime: tuple[str, str]


@dataclass(frozen=True)
class Manifest:
    """What this runtime uses of hfedge.json; `options` are the task's own, see docs/results.md; `recipe` is set only
    in the copy inside a .tflite. `custom_ops`: the library whose ops every file needs, "" where one needs none."""

    name: str
    commit: str
    task: str
    labels: tuple[str, ...]
    signatures: dict[str, Signature]
    special_tokens: dict[int, str]
    pad_id: int
    pad_type_id: int
    top_k: int | None
    default_recipe: str | None
    artifacts: tuple[Artifact, ...]
    recipe: str | None
    options: dict[str, Any]
    custom_ops: str = ""


def parse(text: str | bytes, where: str) -> Manifest:
    """Read a manifest. Raises ModelError when it is not one, is newer than this runtime knows, or lacks
    something."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ModelError(f"{where}: the manifest is not JSON ({error}). Convert the model again.") from error
    _check_version(found, where)
    try:
        return _manifest(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(
            f"{where}: the manifest is damaged ({type(error).__name__}: {error}). Copy or convert the bundle again."
        ) from error


def read_embedded(path: str | Path) -> dict[str, Any]:
    """The manifest inside a .tflite as JSON types. Raises ModelError when there is none."""
    try:
        return json.loads(embedded_text(path))
    except ValueError as error:
        raise ModelError(f"{path}: the manifest inside is not JSON ({error}).") from error


def embedded_text(path: str | Path) -> bytes:
    """The bytes of the metadata entry hfedge.json of a .tflite; weights are not read."""
    try:
        with open(path, "rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            payload = _find_entry(data, MANIFEST_NAME.encode()) if data[4:8] == b"TFL3" else None
    except (OSError, ValueError, struct.error) as error:
        raise ModelError(f"{path}: not a readable .tflite ({error}).") from error
    if payload is None:
        raise ModelError(
            f"{path}: no {MANIFEST_NAME} inside. Accepted: a .tflite written by hfedge, or a bundle folder."
        )
    return payload


def _check_version(found: Any, where: str) -> None:
    version = found.get("schema_version") if isinstance(found, dict) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ModelError(f"{where}: not an hfedge manifest (schema_version is {version!r}).")
    if version > SCHEMA_VERSION:
        maker = found.get("hfedge_version", "of an unknown version")
        raise ModelError(
            f"{where}: schema version {version}, written by hfedge {maker}; this runtime knows up to "
            f"{SCHEMA_VERSION}. Install a newer one: pip install -U hfedge-runtime."
        )


def _manifest(found: dict[str, Any]) -> Manifest:
    if found["text"] != TEXT_INPUT or found["tokenizer"]["offsets"] != "utf8-bytes":
        raise ValueError(f"text input {found['text']!r} with offsets {found['tokenizer']['offsets']!r} is not known")
    source, tokenizer, defaults = found["source"], found["tokenizer"], found["defaults"]
    return Manifest(
        name=_text(source["name"]),
        commit=_text(source["commit"]),
        task=_text(source["task"]),
        labels=tuple(_text(label) for label in found["labels"]),
        signatures={name: _signature(name, item) for name, item in found["signatures"].items()},
        special_tokens={int(key): _text(text) for key, text in tokenizer["special_tokens"].items()},
        pad_id=int(tokenizer["pad_id"]),
        pad_type_id=int(tokenizer["pad_type_id"]),
        top_k=defaults.get("top_k"),
        default_recipe=defaults.get("recipe"),
        artifacts=tuple(_artifact(item) for item in found.get("artifacts", ()) if item["target"] == "tflite"),
        recipe=found.get("embedded", {}).get("recipe"),
        options=dict(found.get("options", {})),
        custom_ops=_custom_ops([found["embedded"]] if "embedded" in found else found.get("artifacts", [])),
    )


def _custom_ops(files: list[dict[str, Any]]) -> str:
    """files: those of a bundle, or the one that the manifest is inside of."""
    needed = [item["custom_ops"] for item in files if "custom_ops" in item]
    return f"{needed[0]['library']} {needed[0]['version']}" if needed and len(needed) == len(files) else ""


def _signature(name: str, found: dict[str, Any]) -> Signature:
    def tensors(items: list[dict[str, Any]]) -> tuple[TensorSpec, ...]:
        return tuple(
            TensorSpec(_text(item["name"]), _text(item["dtype"]), tuple(int(size) for size in item["shape"]))
            for item in items
        )

    return Signature(name, tensors(found["inputs"]), tensors(found["outputs"]))


def _artifact(found: dict[str, Any]) -> Artifact:
    item, runtime = found["files"][0], found["oldest_runtime"]
    path, digest = _text(item["path"]), _text(item["sha256"])
    if re.search(r"(^|/)\.{0,2}(/|$)|\\|:", path):  # absolute, or leading out of the bundle
        raise ValueError(f"file path {path!r}")
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError(f"sha256 {digest!r}")
    return Artifact(
        _text(found["recipe"]),
        File(path, int(item["bytes"]), digest),
        (_text(runtime["name"]), _text(runtime["version"])),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _find_entry(data: mmap.mmap, name: bytes) -> bytes | None:
    """Follow Model.metadata (field 6) to `name` and its buffer in Model.buffers (field 4)."""
    root = _u32(data, 0)
    buffers, metadata = _target(data, _field(data, root, 4)), _target(data, _field(data, root, 6))
    for index in range(_u32(data, metadata) if metadata else 0):
        entry = _target(data, metadata + 4 + 4 * index)
        text = _target(data, _field(data, entry, 0))
        if _span(data, text) != name:
            continue
        place = _field(data, entry, 1)
        number = _u32(data, place) if place else 0
        if not buffers or number >= _u32(data, buffers):
            raise ValueError("a metadata entry without its buffer")
        return _span(data, _target(data, _field(data, _target(data, buffers + 4 + 4 * number), 0)))
    return None


def _u32(data: mmap.mmap, at: int) -> int:
    if at < 0:  # struct would count from the end
        raise ValueError("a position before the file")
    return struct.unpack_from("<I", data, at)[0]


def _target(data: mmap.mmap, at: int) -> int:
    """Where the reference at `at` points; 0 for an absent one."""
    return at + _u32(data, at) if at else 0


def _field(data: mmap.mmap, table: int, index: int) -> int:
    """Position of field `index` of a table, 0 where it is absent."""
    _u32(data, table)
    vtable = table - struct.unpack_from("<i", data, table)[0]
    if 4 + 2 * index >= _u32(data, vtable) & 0xFFFF:
        return 0
    offset = struct.unpack_from("<H", data, vtable + 4 + 2 * index)[0]
    return table + offset if offset else 0


def _span(data: mmap.mmap, vector: int) -> bytes:
    """The bytes of a string or byte vector."""
    size = _u32(data, vector) if vector else 0
    if vector + 4 + size > len(data):
        raise ValueError("a vector that ends behind the file")
    return data[vector + 4 : vector + 4 + size]
