"""Golden files: the reference's answers in one file, made on one machine and compared with on others.

A zip that numpy.load reads without pickle: `golden.json`, which says what computed the answers and of what, and arrays
in one dimension, one text after the other: `ids`, `type_ids` and `offsets` (two for each token) as int32, and every
output as `outputs/<name>` in float32, all little-endian. The same answers give the same bytes.
"""

import io
import json
import math
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.errors import GoldenError, UsageError
from hfedge.manifest import Manifest, Reference
from hfedge.parity.reference import Expected, Golden, hash_texts
from hfedge.tasks import TASKS

FORMAT, VERSION = "hfedge-golden", 1
HEADER = "golden.json"
LARGEST_HEADER = 64 << 20
LARGEST = 1 << 30  # all arrays, as they are in memory; a few hundred texts with every layer's states have half of it
INTEGERS, FLOATS = "<i4", "<f4"
TOKENS = {"ids": 1, "type_ids": 1, "offsets": 2}  # numbers for each token
OUTPUTS = "outputs/"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip cannot leave the time out
_ADVICE = "Make it again with: hfedge reference."
# What reading a file that is no zip, or a damaged one, raises in zipfile, zlib and json.
_DAMAGED = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def write_golden(golden: Golden, path: Path) -> None:
    """Writes the file aside and renames it. Raises GoldenError: nothing to write, or too much; UsageError: nowhere."""
    if not golden.cases:
        raise GoldenError("no text has a token, so there is no answer to keep", accepted="texts that are not empty")
    members = {HEADER: _header(golden), **{f"{name}.npy": _npy(array) for name, array in _arrays(golden)}}
    _check_sizes({name: len(data) for name, data in members.items()}, path)
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(_zip(members))
        os.replace(aside, path)
    except OSError as error:
        raise UsageError(f"the golden file cannot be written ({error.strerror})", where=str(path)) from error
    finally:
        aside.unlink(missing_ok=True)


def _header(golden: Golden) -> bytes:
    names = golden.cases[0].outputs
    found = {
        "format": FORMAT, "version": VERSION,
        "name": golden.name, "commit": golden.commit, "task": golden.task, "max_tokens": golden.max_tokens,
        "reference": golden.reference.to_json(), "labels": list(golden.labels),
        "texts_sha256": golden.texts_sha256, "texts": [case.text for case in golden.cases],
        "tokens": [len(case.ids) for case in golden.cases],
        "outputs": {name: [case.outputs[name].shape for case in golden.cases] for name in sorted(names)},
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _arrays(golden: Golden) -> Iterator[tuple[str, np.ndarray]]:
    """(name, array in one dimension), one text after the other."""
    for name in TOKENS:
        rows = [np.ravel(np.array(getattr(case, name), INTEGERS)) for case in golden.cases]
        yield name, np.concatenate(rows)
    for name in sorted(golden.cases[0].outputs):
        yield OUTPUTS + name, np.concatenate([np.ravel(case.outputs[name]).astype(FLOATS) for case in golden.cases])


def _npy(array: np.ndarray) -> bytes:
    return _npy_start(array.dtype.str, array.size) + array.tobytes()


def _npy_start(dtype: str, count: int) -> bytes:
    """What stands before `count` numbers in one dimension in a .npy of version 1.0 (numpy/lib/format.py): written here
    because the blanks at its end differ from one numpy to the next."""
    text = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': ({count},), }}"
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def _zip(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 3  # else it is the system's own
            file.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()


def _check_sizes(sizes: Mapping[str, int], path: Path) -> None:
    if sizes[HEADER] > LARGEST_HEADER or sum(sizes.values()) > LARGEST:
        raise GoldenError(
            f"{sum(sizes.values()):,} bytes of answers, {sizes[HEADER]:,} of them texts and shapes", where=str(path),
            accepted=f"{LARGEST:,}, {LARGEST_HEADER:,} of them texts and shapes", hint="Take fewer texts.",
        )  # fmt: skip


def read_golden(path: Path) -> Golden:
    """Raises GoldenError for a file that is none, is damaged, too large, or of a newer hfedge."""
    try:
        with zipfile.ZipFile(path) as file:
            header, arrays = _read(file, path)
    except _DAMAGED as error:
        raise _damaged(path, str(error)) from error
    return replace(_golden(header, arrays), file=path.name)


def _damaged(path: Path, found: str) -> GoldenError:
    return GoldenError(
        f"it is no golden file, or damaged ({found})", where=str(path), accepted="what `hfedge reference` wrote",
        hint=_ADVICE,
    )  # fmt: skip


def _read(file: zipfile.ZipFile, path: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The header and the arrays by name, each of the size that the header says."""
    sizes = {entry.filename: entry.file_size for entry in file.infolist()}
    if HEADER not in sizes or len(sizes) != len(file.infolist()):
        raise _damaged(path, f"there is no {HEADER}")
    _check_sizes(sizes, path)
    header = _checked_header(json.loads(_member(file, HEADER)), path)
    expected = _expected_sizes(header)
    if sizes.keys() != {HEADER, *(f"{name}.npy" for name in expected)}:
        raise _damaged(path, f"it has {', '.join(sorted(sizes))}")
    return header, {name: _read_array(file, name, *size) for name, size in expected.items()}


def _member(file: zipfile.ZipFile, name: str) -> bytes:
    """No more than its announced size is ever unpacked; zipfile checks its CRC. Raises BadZipFile."""
    with file.open(name) as stream:
        return stream.read(file.getinfo(name).file_size)


def _expected_sizes(header: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """By name: dtype and how many numbers."""
    tokens = sum(header["tokens"])
    found = {name: (INTEGERS, width * tokens) for name, width in TOKENS.items()}
    shapes = header["outputs"].items()
    return found | {OUTPUTS + name: (FLOATS, sum(map(math.prod, rows))) for name, rows in shapes}


def _read_array(file: zipfile.ZipFile, name: str, dtype: str, count: int) -> np.ndarray:
    """Raises ValueError."""
    data, start = _member(file, f"{name}.npy"), _npy_start(dtype, count)
    if not data.startswith(start) or len(data) != len(start) + 4 * count:
        raise ValueError(f"{name}.npy does not hold {count} numbers of {dtype} in one dimension")
    return np.frombuffer(data, dtype, offset=len(start))


def _checked_header(found: Any, path: Path) -> dict[str, Any]:
    """Raises GoldenError where it is not as `_header` writes it."""
    import jsonschema

    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _damaged(path, f"its {HEADER} does not say {FORMAT}")
    if found.get("version") != VERSION:
        raise GoldenError(
            f"a golden file of version {found.get('version')!r:.20}", where=str(path), accepted=f"version {VERSION}",
            hint="Upgrade with: pip install -U hfedge. Or make it again with: hfedge reference.",
        )  # fmt: skip
    error = jsonschema.exceptions.best_match(_validator().iter_errors(found))
    if error is not None:
        place = "/".join(map(str, error.absolute_path)) or "the top level"
        raise _damaged(path, f"its {HEADER} at {place}: {error.message:.200}")
    lengths = {len(found["texts"]), len(found["tokens"]), *map(len, found["outputs"].values())}
    if len(lengths) > 1 or hash_texts(found["texts"]) != found["texts_sha256"]:
        raise _damaged(path, "its texts are not those it was made of")
    return found


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@lru_cache(maxsize=1)
def _validator() -> Any:
    import jsonschema

    text, count = {"type": "string"}, {"type": "integer", "minimum": 0, "maximum": LARGEST}
    shapes = {"type": "array", "items": {"type": "array", "items": count, "maxItems": 8}}
    common, torch, keras = ("tokenizers", "device", "dtype"), ("torch", "transformers"), ("tensorflow", "keras")
    versions = _object(dict.fromkeys((*common, *torch, *keras), text))
    versions |= {"required": list(common), "anyOf": [{"required": list(part)} for part in (torch, keras)]}
    fields = {
        "format": text, "version": count, "name": text, "commit": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
        "task": {"enum": list(TASKS)}, "max_tokens": count, "reference": versions,
        "labels": {"type": "array", "items": text}, "texts_sha256": text,
        "texts": {"type": "array", "items": {"type": "array", "items": text, "minItems": 1, "maxItems": 2},
                  "minItems": 1},
        "tokens": {"type": "array", "items": count},
        "outputs": {"type": "object", "additionalProperties": shapes, "minProperties": 1},
    }  # fmt: skip
    return jsonschema.Draft202012Validator(_object(fields))


def _golden(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> Golden:
    """From a header that was checked and arrays of its sizes."""
    ids, types = (_split(arrays[name], header["tokens"]) for name in ("ids", "type_ids"))
    offsets = _split(arrays["offsets"].reshape(-1, 2), header["tokens"])
    outputs = {name: _split_shapes(arrays[OUTPUTS + name], shapes) for name, shapes in header["outputs"].items()}
    cases = tuple(
        Expected(
            tuple(text), tuple(ids[n].tolist()), tuple(types[n].tolist()), tuple(map(tuple, offsets[n].tolist())),
            {name: rows[n] for name, rows in outputs.items()},
        )
        for n, text in enumerate(header["texts"])
    )  # fmt: skip
    known = {name: header[name] for name in ("name", "commit", "task", "max_tokens")}
    return Golden(**known, reference=Reference.of(header["reference"]), cases=cases, labels=tuple(header["labels"]))


def _split(array: np.ndarray, counts: Sequence[int]) -> list[np.ndarray]:
    return np.split(array, np.cumsum(counts)[:-1])


def _split_shapes(array: np.ndarray, shapes: Sequence[Sequence[int]]) -> list[np.ndarray]:
    return [part.reshape(shape) for part, shape in zip(_split(array, list(map(math.prod, shapes))), shapes)]


def check_golden(golden: Golden, manifest: Manifest, path: Path) -> None:
    """Raises UsageError where the answers are not to what the bundle was made of, or not all that it takes."""
    where, source = str(path), manifest.source
    if golden.commit != source.commit:
        raise UsageError(
            f"the answers are of commit {golden.commit[:12]}, the bundle was made of {source.commit[:12]}",
            where=where, hint="Take the golden file of that commit, or make it with: hfedge reference.",
        )  # fmt: skip
    if golden.task != source.task:
        raise UsageError(f"the answers are of the task {golden.task}, the bundle's is {source.task}", where=where,
                         hint=f"Make it again with --task {source.task}.")  # fmt: skip
    if golden.max_tokens != manifest.defaults.max_tokens:
        raise UsageError(
            f"texts were cut to {golden.max_tokens} tokens, the bundle cuts them to {manifest.defaults.max_tokens}",
            where=where, hint=f"Make it again with --lengths {manifest.defaults.max_tokens}.",
        )  # fmt: skip
    _check_outputs(golden, manifest, where)


def _check_outputs(golden: Golden, manifest: Manifest, where: str) -> None:
    """The output that is compared: hidden states are kept only for who asks."""
    given = {spec.name for name, item in manifest.signatures.items() if name.startswith("encode_")
             for spec in item.outputs}  # fmt: skip
    compared = next((name for name in TASKS[golden.task].compared if name in given), None)
    missing = sorted({compared} - {None} - golden.cases[0].outputs.keys())
    if missing:
        raise UsageError(
            f"there are no answers for the output {missing[0]}", where=where,
            hint="Make it again with the options that the bundle was converted with (--hidden-states).",
        )  # fmt: skip
