"""tf_model.h5, what transformers' TF classes wrote: each weight under the name and with the axes it has in PyTorch.

So a checkpoint that was only ever saved from TensorFlow is read by the weight tables that read all others. An HDF5 file
is foreign like any checkpoint: nothing in it may lead to another file, and no array may be larger than the file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.errors import SourceError
from hfedge.tf_classes.names import to_torch, torch_name, torch_shape
from hfedge.weights import Tensor

# Layers are nested a dozen deep.
_DEEPEST = 32
_KINDS = {"float64": "F64", "float32": "F32", "float16": "F16", "int64": "I64", "int32": "I32"}


def open_h5(path: Path, file: str, where: str) -> dict[str, Tensor]:
    """Every weight by its PyTorch name; nothing is read yet. Raises SourceError for what is no such file."""
    import h5py

    try:
        with h5py.File(path, "r") as opened:
            found = [_described(dataset, path, file, where) for dataset in _datasets(opened, where)]
    except (OSError, RuntimeError, KeyError, ValueError) as error:
        raise SourceError(
            f"damaged or no HDF5 file ({error})", where=where, hint="Download it again (or copy it again)."
        ) from error
    tensors: dict[str, Tensor] = {}
    for name, tensor in found:
        # Layers that share a weight (the word embeddings and what predicts words) each hold a copy.
        if name in tensors and not _same(tensors[name], tensor):
            raise SourceError(f"it holds two weights that are {name} in PyTorch", where=where)
        tensors.setdefault(name, tensor)
    return tensors


def _datasets(group: Any, where: str, depth: int = 0) -> Iterator[Any]:
    import h5py

    for key in group:
        if depth == _DEEPEST or not isinstance(group.get(key, getlink=True), h5py.HardLink):
            raise SourceError(f"{group.name}/{key} leads elsewhere", where=where, accepted="layers that hold weights")
        item = group[key]
        if isinstance(item, h5py.Group):
            yield from _datasets(item, where, depth + 1)
        elif item.external or item.is_virtual or item.id.get_storage_size() != item.size * item.dtype.itemsize:
            raise SourceError(f"{item.name} is not stored as plain numbers", where=where, accepted="what Keras writes")
        else:
            yield item


def _described(dataset: Any, path: Path, file: str, where: str) -> tuple[str, Tensor]:
    """Keras keeps each weight below its layer: /bert/tf_bert_model/bert/embeddings/word_embeddings/weight:0"""
    place, kind = dataset.name, dataset.dtype.name
    weight = place.lstrip("/").partition("/")[2]
    if not weight or kind not in _KINDS:
        raise SourceError(f"{place} ({kind}) is no weight of a layer", where=where, accepted="what Keras writes")

    def read() -> np.ndarray:
        import h5py

        with h5py.File(path, "r") as opened:
            array = to_torch(weight, opened[place][...])
        return array.astype(np.float32, copy=False) if _KINDS[kind].startswith("F") else array

    shape = torch_shape(weight, tuple(dataset.shape))
    return torch_name(weight), Tensor(file, _KINDS[kind], shape, dataset.size * dataset.dtype.itemsize, read)


def _same(one: Tensor, other: Tensor) -> bool:
    return one.shape == other.shape and np.array_equal(one.read(), other.read())
