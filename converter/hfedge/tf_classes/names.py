"""What a weight of a TF class is called in PyTorch, and how its axes are turned there.

After convert_tf_weight_name_to_pt_weight_name and apply_transpose of transformers v4.57.6, modeling_tf_pytorch_utils.py
(a test holds the two equal). Written once more because transformers 5 has no such file, and a tf_model.h5 of a native
architecture is read without any of TensorFlow's classes.
"""

import re
from typing import Any

import numpy as np

_TRANSPOSED = ("kernel", "pointwise_kernel", "depthwise_kernel")
# [channels] here, [channels, 1] in PyTorch.
_COLUMNS = ("/key_conv_attn_layer/bias",)
_LEAVES = {"kernel": "weight", "embeddings": "weight", "gamma": "weight", "beta": "bias"}


def torch_name(name: str) -> str:
    """ "tf_bert_model/bert/encoder/layer_._0/output/dense/kernel:0" -> "bert.encoder.layer.0.output.dense.weight" """
    parts = _parts(name)
    *path, leaf = parts[1:] if len(parts) > 1 else parts  # the first is the class
    if leaf in ("pointwise_kernel", "depthwise_kernel"):
        return ".".join([*path, leaf.removesuffix("_kernel"), "weight"])
    return ".".join([*path, _LEAVES.get(leaf, leaf)])


def torch_axes(name: str, rank: int) -> tuple[int, ...]:
    """Which axis of the TF weight each axis of the PyTorch weight is."""
    leaf = _parts(name)[-1]
    if leaf == "depthwise_kernel":  # [width, channels, 1] -> [channels, 1, width]
        return (1, 2, 0)
    return tuple(reversed(range(rank))) if leaf in _TRANSPOSED else tuple(range(rank))


def torch_shape(name: str, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of a TF weight in PyTorch."""
    turned = tuple(shape[axis] for axis in torch_axes(name, len(shape)))
    return (*turned, 1) if name.replace(":0", "").endswith(_COLUMNS) else turned


def to_torch(name: str, array: Any) -> np.ndarray:
    """A TF weight as PyTorch stores it; a view."""
    return np.transpose(array, torch_axes(name, np.ndim(array))).reshape(torch_shape(name, np.shape(array)))


def from_torch(name: str, array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The other way: a view of `shape`, that of the TF weight."""
    turned = array.reshape(tuple(shape[axis] for axis in torch_axes(name, len(shape))))
    return np.transpose(turned, np.argsort(torch_axes(name, len(shape))))


def _parts(name: str) -> list[str]:
    name = name.replace(":0", "")
    if name.count("___") > 10 or len(name) > 2048:
        raise ValueError(f"no weight of transformers is called {name[:60]!r}...")
    name = re.sub(r"/[^/]*___([^/]*)/", r"/\1/", name).replace("_._", "/")
    return re.sub(r"//+", "/", name).split("/")
