"""TFLite: TensorFlow converts a program without weights, then the weights are bound to the file it gives.

The weights are inputs of the functions while TensorFlow's converter works, so it sees a file of a few hundred
kilobytes whatever the model's size: twelve signatures of MiniLM took 5 s and 0.25 GB, nine with the weights 12 s and
1.3 GB. Binding turns those inputs into constants that all signatures share, in the form the recipe asks for:

- a matrix becomes the weights of a FULLY_CONNECTED: int8 has a scale per output channel, and LiteRT quantizes the
  activations as they come (the same numbers as ai-edge-quantizer's dynamic_wi8_afp32, which a test holds);
- an embedding table in int8 has a scale per row: its rows are looked up, cast and scaled. ai-edge-quantizer's dynamic
  recipe leaves the table in float32 (58 MB instead of 25 for MiniLM), TensorFlow's converter gives all rows one scale.
  A scale per row costs next to nothing: mean cosine .99873, against .99877 with float32 tables (tests/parity);
- all else stays float32: it is less than a percent of the bytes.
"""

import pickle
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.binding import bind_signature
from hfedge.emit.flatbuffer import op_names, read_model, schema, tidy, write_model
from hfedge.emit.gpu import is_for_gpu, keep_from_delegates
from hfedge.emit.int4 import BLOCK
from hfedge.emit.lowering import lower
from hfedge.emit.patterns import compute_long_constants
from hfedge.emit.products import check_activations
from hfedge.emit.stored_weights import Key, WeightStore
from hfedge.emit.subgraphs import order_subgraphs, own_subgraphs
from hfedge.errors import EmitError
from hfedge.lazy import tf
from hfedge.recipes import FLOAT32, INT4, INT8_STATIC, Forms

# Forms that some weights cannot have: what to say when none has it.
_CALIBRATED = {
    INT4: ("no weight can be stored in four bits", f"tables and large matrices whose width {BLOCK} divides"),
    INT8_STATIC: ("no layer can be int8 with steps known beforehand", "large matrices, that int8 moves little"),
}


@dataclass(frozen=True)
class Skeleton:
    """A converted program whose weights are still inputs; `parameters` are their names by input name, `stacks` the
    names of those that one input holds; `custom`: the custom ops that it may have."""

    content: bytes
    parameters: Mapping[str, str]
    stacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    custom: tuple[str, ...] = ()

    @cached_property
    def _read(self) -> bytes:
        return pickle.dumps(read_model(self.content), pickle.HIGHEST_PROTOCOL)

    def model(self) -> Any:
        """A ModelT of one's own: for every recipe one, and the schema's Python takes seconds to read the file."""
        return pickle.loads(self._read)

    def __repr__(self) -> str:
        return f"Skeleton({len(self.content):,} bytes, {len(self.parameters)} parameters)"


def convert_skeleton(
    functions: Mapping[str, Any],
    parameters: Mapping[str, str],
    stacks: Mapping[str, tuple[str, ...]] | None = None,
    custom: tuple[str, ...] = (),
) -> Skeleton:
    """functions: concrete functions by signature, that take the weights as inputs too; custom: see Skeleton.

    Raises EmitError where TensorFlow needs an op that is not built in.
    """
    check_activations(functions.values())
    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        tf.saved_model.save(tf.Module(), folder, signatures=dict(functions))
        converter = tf.lite.TFLiteConverter.from_saved_model(folder, signature_keys=list(functions))
        try:
            content = lower(converter, custom=bool(custom))
        except Exception as error:  # the converter raises its own ConverterError, and ValueError for some
            raise EmitError(
                f"TensorFlow's converter refused the graph: {_reason(error)}", accepted="graphs of built-in ops"
            ) from error
    return Skeleton(content, dict(parameters), dict(stacks or {}), custom)


def _reason(error: Exception) -> str:
    """The line of the converter's message that says what is wrong; around it are dumps of the graph."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    telling = (line for mark in ("Custom ops: ", "TF ops: ", "ops: ", "error: ") for line in lines if mark in line)
    return next(telling, lines[0])[-300:]


def bind(
    skeleton: Skeleton,
    weights: Callable[[str], np.ndarray],
    forms: Forms,
    path: Path,
    calibrated: Mapping[Key, Any] | None = None,
) -> None:
    """Writes the .tflite. weights(name): float32 or int32 array of a parameter; forms: how each is stored; calibrated:
    of the weights whose form is INT4 (Blocks, see calibration.py) or INT8_STATIC (StaticLayer, see
    static_calibration.py) those that are so, the rest of them is INT8.

    Raises EmitError if a weight is used in a way that cannot be stored so, or if nothing got smaller.
    """
    if forms.weights in _CALIBRATED and not calibrated:
        found, accepted = _CALIBRATED[forms.weights]
        raise EmitError(found, accepted=accepted, hint="Use another recipe: int8.")
    model, store = bound_model(skeleton, weights, forms, calibrated, for_gpu=is_for_gpu(forms))
    size = write_bound(model, path, store.for_gpu, skeleton.custom)
    if not forms.overrides and forms.weights != FLOAT32 and store.stored_bytes > store.float_bytes * 0.75:
        found = f"{forms.weights} made {store.stored_bytes:,} bytes of {store.float_bytes:,}: nothing was quantized"
        raise EmitError(found)
    if size < store.stored_bytes:
        raise EmitError(f"{path.name} has {size:,} bytes, less than its weights ({store.stored_bytes:,})")


def write_encoder(skeleton: Skeleton, weights: Callable[[str], np.ndarray], path: Path) -> None:
    """Writes encode_<T> alone, all in float32: what the layers of other files are compared with (parity/layers.py)."""
    model, _ = bound_model(skeleton, weights, Forms(FLOAT32), prefix="encode_")
    write_bound(model, path)


def bound_model(
    skeleton: Skeleton,
    weights: Callable[[str], np.ndarray],
    forms: Forms,
    calibrated: Mapping[Key, Any] | None = None,
    prefix: str = "",
    for_gpu: bool = False,
) -> tuple[Any, WeightStore]:
    """The ModelT with its weights as constants, and where they are; of the signatures those that begin with `prefix`;
    for_gpu: see gpu.py. Raises EmitError."""
    model = skeleton.model()
    if prefix:
        model.signatureDefs = [one for one in model.signatureDefs if one.signatureKey.decode().startswith(prefix)]
        order_subgraphs(model)  # those of the other signatures go
    own_subgraphs(model)
    store = WeightStore(model, weights, forms, calibrated, for_gpu)
    for definition in model.signatureDefs:
        bind_signature(store, definition, skeleton.parameters, skeleton.stacks)
    return model, store


def write_bound(model: Any, path: Path, for_gpu: bool = False, custom: Sequence[str] = ()) -> int:
    """-> the file's size in bytes. Raises EmitError for ops that are neither built in nor of `custom`, and for outputs
    of dynamic shape."""
    check_ops(model, custom)
    compute_long_constants(model)
    order_subgraphs(model)
    if for_gpu:
        keep_from_delegates(model)
    tidy(model)
    return write_model(model, path)


def custom_ops(model: Any) -> list[str]:
    return [code.customCode.decode() for code, name in zip(model.operatorCodes, op_names(model)) if name == "CUSTOM"]


def check_ops(model: Any, custom: Sequence[str] = ()) -> None:
    """Raises EmitError for custom and Flex ops but those of `custom`, and for an output whose shape is not static. With
    custom ops a signature may take strings."""
    for name in custom_ops(model):
        if name not in custom:
            raise EmitError(f"the graph needs the op {name}", accepted="built-in ops")
    signatures = {definition.subgraphIndex for definition in model.signatureDefs}
    types = schema().TensorType
    for place, subgraph in enumerate(model.subgraphs):
        # LiteRT.js returns garbage for an output that is allocated at run time, and takes no int64. Inside, loops and
        # branches of dynamic shape would be allocated anew in every iteration; rows of narrow tables may go through.
        accepted = (types.INT32, types.FLOAT32)
        if place in signatures and custom:
            accepted += (types.STRING,)
        if place not in signatures:
            accepted += (types.BOOL, types.INT8, types.UINT8, types.INT16)
        for index in [*subgraph.inputs, *subgraph.outputs]:
            tensor = subgraph.tensors[index]
            dynamic = tensor.shapeSignature is not None and (np.asarray(tensor.shapeSignature) < 0).any()
            if dynamic or tensor.type not in accepted:
                raise EmitError(f"{tensor.name.decode()} has no static int32 or float32 shape")
