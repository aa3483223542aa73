"""The checkpoint of a model, read lazily: safetensors (one file or shards), a PyTorch .bin where torch is, tf_model.h5.

    with open_weights(folder) as weights:
        table = weights.get("embeddings.word_embeddings.weight")     # float32 [vocabulary, hidden]

Everything in a checkpoint is foreign: sizes are checked against the file before they are used, names
of other files must be plain names, and a pickle is only ever read by torch's weights-only loader.
"""

import importlib.util
import json
import math
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from hfedge.errors import SourceError, UnsupportedError

Where = Callable[[str], str]

# In the order in which transformers looks for them, so that we read the weights the reference reads.
WEIGHT_FILES = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
    "tf_model.h5",
)
ACCEPTED_WEIGHTS = (
    "model.safetensors, or model.safetensors.index.json with its shards; "
    "pytorch_model.bin (single or sharded) where PyTorch is installed; tf_model.h5"
)
# Endings of files that hold weights which hfedge does not read, and what to call them in a message.
OTHER_FORMATS = {
    ".safetensors": "safetensors under another name",
    ".h5": "TensorFlow under another name",
    ".msgpack": "Flax",
    ".onnx": "ONNX",
    ".gguf": "GGUF",
    ".tflite": "TFLite",
    ".ot": "rust-bert",
    ".bin": "PyTorch under another name",
    ".pt": "PyTorch under another name",
    ".pth": "PyTorch under another name",
    ".ckpt": "TensorFlow 1 or PyTorch Lightning",
}
_NOT_WEIGHTS = ("training_args.bin", "optimizer.pt", "scheduler.pt", "optimizer.bin", "scheduler.bin")

# The limit of the safetensors format itself; a larger header length is garbage, not a header.
_MAX_HEADER_BYTES = 100_000_000
# A Git LFS pointer is what a clone without git-lfs leaves in place of the file.
_LFS_POINTER = b"version https://git-lfs.github.com/spec/"
# Before 2.6 torch.load(weights_only=True) could be made to run code (CVE-2025-32434).
_SAFE_TORCH = (2, 6)

# What each safetensors dtype is in numpy. numpy has no bfloat16: it is the upper half of a float32.
_NUMPY_TYPES = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2",
    "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1",
    "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "u1", "BOOL": "?",
}  # fmt: skip
_FLOATS = ("F64", "F32", "F16", "BF16")
_TORCH_TYPES = {
    "float64": "F64", "float32": "F32", "float16": "F16", "bfloat16": "BF16",
    "int64": "I64", "int32": "I32", "int16": "I16", "int8": "I8", "uint8": "U8", "bool": "BOOL",
}  # fmt: skip


@dataclass(frozen=True)
class Tensor:
    """One stored tensor; `read` gives it as numpy (float kinds as float32) and is the only costly part."""

    file: str
    dtype: str
    shape: tuple[int, ...]
    nbytes: int
    read: Callable[[], np.ndarray]


class Weights:
    """Every tensor of a checkpoint by name. A context manager; nothing is read before `get`."""

    def __init__(self, tensors: dict[str, Tensor], where: Where):
        self._tensors, self._where = tensors, where

    def __repr__(self) -> str:
        return f"Weights({len(self._tensors)} tensors, {self.total_bytes} bytes)"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._tensors))

    @property
    def total_bytes(self) -> int:
        """Bytes as stored, so a float16 checkpoint counts half of what its float32 arrays take."""
        return sum(tensor.nbytes for tensor in self._tensors.values())

    def shape(self, name: str) -> tuple[int, ...]:
        return self._tensors[name].shape

    def dtype(self, name: str) -> str:
        """The stored type by its safetensors name, such as "F32" or "BF16"."""
        return self._tensors[name].dtype

    def where(self, name: str) -> str:
        """Where a tensor is, for messages: "org/name@1a2b3c4/model.safetensors: pooler.dense.weight"."""
        return f"{self._where(self._tensors[name].file)}: {name}"

    def get(self, name: str) -> np.ndarray:
        """The tensor: float kinds as float32, integers and booleans as stored.

        May be a read-only view of the file. Raises KeyError for an unknown name and UnsupportedError for
        a stored type that has no exact float32 or integer form here (float8, complex, sub-byte types).
        """
        tensor = self._tensors[name]
        if tensor.dtype not in _NUMPY_TYPES:
            raise UnsupportedError(
                f"it is stored as {tensor.dtype}", where=self.where(name), accepted=", ".join(_NUMPY_TYPES)
            )
        return tensor.read()

    def close(self) -> None:
        """Lets go of the files; arrays handed out before stay valid."""
        self._tensors = {}

    def __enter__(self) -> "Weights":
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_weights(folder: Path, prefix: str = "", where: Where | None = None) -> Weights:
    """Opens the checkpoint in `folder`, or in its subfolder `prefix` (such as "2_Dense").

    `where` turns a file name relative to `folder` into the text that messages show. Raises SourceError
    when there is none, or when it is damaged, incomplete, ambiguous, or of a kind that is not accepted.
    """
    where = where or (lambda file: str(folder / file))
    base = folder / prefix
    found = entry_file([path.name for path in base.iterdir()] if base.is_dir() else [])
    if found is None:
        raise SourceError("there are no weights", where=where(prefix or "."), accepted=ACCEPTED_WEIGHTS)
    in_prefix = f"{prefix.rstrip('/')}/" if prefix else ""
    if not found.endswith(".index.json"):
        return Weights(_open_file(folder, in_prefix + found, where), where)
    return Weights(_open_shards(folder, in_prefix, found, where), where)


def entry_file(names: Collection[str], prefix: str = "") -> str | None:
    """The file that a checkpoint is opened by, or None; `names` are paths, `prefix` a folder among them."""
    start = f"{prefix.rstrip('/')}/" if prefix else ""
    return next((start + name for name in WEIGHT_FILES if start + name in names), None)


def other_weights(names: Collection[str]) -> tuple[str, ...]:
    """What there is in formats that are not read, for a refusal: ("tf_model.h5 (TensorFlow)", ...)."""
    return tuple(
        f"{name} ({'below the top' if base in WEIGHT_FILES else OTHER_FORMATS[Path(base).suffix]})"
        for name in sorted(names)
        if Path(base := name.rsplit("/", 1)[-1]).suffix in OTHER_FORMATS and base not in _NOT_WEIGHTS
    )


def require_torch(where: str) -> None:
    """Raises SourceError unless a PyTorch is installed whose weights-only loader is sound."""
    hint = "Install it (`pip install torch`), or convert the model to safetensors (`save_pretrained` writes it)."
    if importlib.util.find_spec("torch") is None:
        raise SourceError("reading a PyTorch .bin takes PyTorch, which is not installed", where=where, hint=hint)
    import torch

    if tuple(int(part) for part in torch.__version__.split(".")[:2]) < _SAFE_TORCH:
        oldest = ".".join(map(str, _SAFE_TORCH))
        found = f"PyTorch {torch.__version__} can be made to run code by a .bin file"
        raise SourceError(found, where=where, accepted=f"PyTorch {oldest} or newer", hint=hint)


def read_index(path: Path, where: str) -> dict[str, str]:
    """Which shard each tensor is in, from a *.index.json. Raises SourceError unless all are plain names."""
    try:
        index = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise SourceError(f"it is not JSON ({error})", where=where) from error
    placed = index.get("weight_map") if isinstance(index, dict) else None
    if not isinstance(placed, dict) or not placed or not all(isinstance(s, str) for s in placed.values()):
        raise SourceError("it has no weight_map of tensor names to file names", where=where)
    suffix = ".safetensors" if path.name.endswith(".safetensors.index.json") else ".bin"
    for shard in placed.values():
        # A shard is a neighbour of its index: anything else is a way to make us open a foreign file.
        if set(shard) & set("/\\:\0") or not shard.endswith(suffix):
            raise SourceError(f"it names {shard!r} as a shard", where=where, accepted=f"a file name, *{suffix}")
    return placed


def _open_shards(folder: Path, in_prefix: str, index: str, where: Where) -> dict[str, Tensor]:
    placed = read_index(folder / in_prefix / index, where(in_prefix + index))
    missing = [shard for shard in sorted(set(placed.values())) if not (folder / in_prefix / shard).is_file()]
    if missing:
        raise SourceError(
            f"it names {len(missing)} shards that are not there: {', '.join(missing)}",
            where=where(in_prefix + index),
            hint="Download the whole model again.",
        )
    tensors: dict[str, Tensor] = {}
    for shard in sorted(set(placed.values())):
        part = _open_file(folder, in_prefix + shard, where)
        if twice := sorted(part.keys() & tensors.keys()):
            found = f"it holds tensors that {tensors[twice[0]].file} holds too: {', '.join(twice[:3])}"
            raise SourceError(found, where=where(in_prefix + shard))
        tensors |= part
    for name, shard in placed.items():
        if name not in tensors or tensors[name].file != in_prefix + shard:
            raise SourceError(f"it puts tensor {name} in {shard}, which lacks it", where=where(in_prefix + index))
    return tensors


def _open_file(folder: Path, file: str, where: Where) -> dict[str, Tensor]:
    with (folder / file).open("rb") as stream:
        if stream.read(len(_LFS_POINTER)) == _LFS_POINTER:
            raise SourceError(
                "it is a Git LFS pointer, not the weights",
                where=where(file),
                hint="Run `git lfs pull` in the folder.",
            )
    return _OPENERS[Path(file).suffix](folder / file, file, where(file))


def _open_safetensors(path: Path, file: str, where: str) -> dict[str, Tensor]:
    from safetensors import SafetensorError, safe_open

    start, header = _read_header(path, where)
    try:
        # The library checks every shape, type and offset against the file; past this line they are sound.
        with safe_open(str(path), framework="np"):
            pass
    except (SafetensorError, OSError) as error:
        raise _damaged(where, f"its header does not hold together ({error})") from error
    data = np.memmap(path, dtype=np.uint8, mode="r")
    return dict(_safetensors_entries(header, data, start, file))


def _safetensors_entries(
    header: dict[str, Any], data: np.ndarray, start: int, file: str
) -> Iterator[tuple[str, Tensor]]:
    for name, entry in header.items():
        dtype, shape = entry["dtype"], tuple(entry["shape"])
        first, last = (start + offset for offset in entry["data_offsets"])

        def read(raw: np.ndarray = data[first:last], dtype: str = dtype, shape: tuple[int, ...] = shape) -> np.ndarray:
            return _as_numpy(raw, dtype).reshape(shape)

        yield name, Tensor(file, dtype, shape, last - first, read)


def _as_numpy(raw: np.ndarray, dtype: str) -> np.ndarray:
    """Stored bytes `raw` (uint8) as a flat array, float kinds as float32."""
    # The format does not align tensors, and TensorFlow wants them so; an aligned view stays a view.
    stored = np.require(np.asarray(raw).view(_NUMPY_TYPES[dtype]), requirements="A")
    if dtype == "BF16":
        return (stored.astype(np.uint32) << 16).view(np.float32)
    return stored.astype(np.float32, copy=False) if dtype in _FLOATS else stored


def _read_header(path: Path, where: str) -> tuple[int, dict[str, Any]]:
    """Where the data starts and the header without its metadata, once the file is as long as it says."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if size < 8 or length > min(size - 8, _MAX_HEADER_BYTES):
            raise _damaged(where, f"the file has {size} bytes, and its header would take {8 + length}")
        raw = stream.read(length)
    try:
        header = json.loads(raw, object_pairs_hook=_no_twins)
        header.pop("__metadata__", None)
        expected = 8 + length + max((entry["data_offsets"][1] for entry in header.values()), default=0)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise _damaged(where, "its header cannot be read") from error
    if size != expected:
        raise _damaged(where, f"the file has {size} bytes, and its header describes {expected}")
    return 8 + length, header


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; of a name that is there twice, two readers could take different tensors."""
    if len(pairs) != len({name for name, _ in pairs}):
        raise ValueError("a name is there twice")
    return dict(pairs)


def _damaged(where: str, found: str) -> SourceError:
    hint = "Download it again (or copy it again from where it was made)."
    return SourceError(f"damaged or cut short, {found}", where=where, hint=hint)


def _open_torch(path: Path, file: str, where: str) -> dict[str, Tensor]:
    require_torch(where)
    import torch

    try:
        # Only the zip form that torch writes since 1.6 can be memory-mapped.
        state = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path))
    except Exception as error:  # a damaged or hostile pickle can make the unpickler raise nearly anything
        raise SourceError(
            f"PyTorch's weights-only loader refuses it ({type(error).__name__}); nothing in it was run",
            where=where,
            accepted="a file that holds a state dict (names to tensors) and nothing else",
            hint="If it should be one, download it again; safetensors is the safer format.",
        ) from error
    plain = isinstance(state, dict) and all(
        isinstance(name, str) and isinstance(tensor, torch.Tensor) and tensor.layout == torch.strided
        for name, tensor in state.items()
    )
    if not plain:
        raise SourceError("it holds something other than named dense tensors", where=where)
    return {name: _torch_tensor(tensor.detach(), file) for name, tensor in state.items()}


def _open_h5(path: Path, file: str, where: str) -> dict[str, Tensor]:
    from hfedge.weights_h5 import open_h5

    return open_h5(path, file, where)


_OPENERS = {".safetensors": _open_safetensors, ".bin": _open_torch, ".h5": _open_h5}


def _torch_tensor(tensor: Any, file: str) -> Tensor:
    name = str(tensor.dtype).removeprefix("torch.")
    dtype = _TORCH_TYPES.get(name, name)  # an unknown one is refused by name in Weights.get
    shape = tuple(tensor.shape)

    def read() -> np.ndarray:
        return (tensor.float() if dtype in _FLOATS else tensor).contiguous().numpy()

    return Tensor(file, dtype, shape, math.prod(shape) * tensor.element_size(), read)
