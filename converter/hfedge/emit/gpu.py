"""What GPU delegates need of a file whose weights are float32 or float16, so that they take encode_<T> whole.

Found with LiteRT's WebGPU delegate on a Vulkan of software (`make test-gpu-delegate`):

- It tries every graph of a file, and ends the process in the tokenizer's. LiteRT hands graphs whose name begins with
  "VALIDATION:" to no delegate, which costs int32 ops nothing; `serve` is then without XNNPACK as well, and three times
  slower on a CPU. Runtimes call tokenize_<B> and encode_<T>. So files with int8 weights, which belong on the CPU, keep
  their names, and are not to be opened with a GPU.
- It refuses ops whose inputs are all constants, such as the rows of a table at positions that are known beforehand.
  These rows become constants of each length: a file of MiniLM with lengths up to 128 grows by 0.3 %. What is moved
  about at length, as distances are in T5, is added to a zero that is made of the mask.
- It refuses DEQUANTIZE of rows that were looked up, and takes CAST, which gives the same numbers (see binding.py).
- Of a constant [tokens, width] that is added or multiplied it reads the first row for all, without a word. Where the
  other operand has the same sizes it is right with three dimensions; where one is spread over the other (the angles of
  rotary positions over all heads) it is right if it is no constant.
- The halves of a SPLIT of columns that are multiplied (gated layers) give zeros: it writes to what it reads. Two
  SLICEs give the same, and are right.
"""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import add_tensor, make_op, op_names, operators, schema
from hfedge.emit.stored_weights import WeightStore, to_float16
from hfedge.recipes import FLOAT16, FLOAT32, Forms

NOT_DELEGATED = b"VALIDATION:"
_ON_GPU = "encode_"
_ELEMENTWISE = ("ADD", "SUB", "MUL", "DIV")
_MOVING = ("TILE", "SLICE", "STRIDED_SLICE")
Known = tuple[str, np.ndarray]  # the name of a weight, and rows of it


def is_for_gpu(forms: Forms) -> bool:
    return forms.weights in (FLOAT32, FLOAT16)


def is_taken(definition: Any) -> bool:
    """Whether a GPU is to take the graph of a SignatureDefT."""
    return definition.signatureKey.decode().startswith(_ON_GPU)


def keep_from_delegates(model: Any) -> None:
    """Names every graph but encode_<T>, those of loops and branches too, so that LiteRT runs it itself."""
    taken = {one.subgraphIndex for one in model.signatureDefs if is_taken(one)}
    for index, subgraph in enumerate(model.subgraphs):
        if index not in taken:
            subgraph.name = NOT_DELEGATED + subgraph.name


def suit_gpu(store: WeightStore, subgraph: Any, bound: Mapping[int, str]) -> None:
    """Rewrites a graph whose weights (`bound`: tensor to name) are still inputs."""
    known = _fold_rows(store, subgraph, bound)
    fixed = _constants(store.model, subgraph, bound) | known.keys()
    # Of weights those of three dimensions alone: the norms of each head.
    whole = {index for index in bound if len(_sizes(subgraph, index)) > 2}
    woken = _wake(store, subgraph, fixed, whole, known)
    evened = [new for op in subgraph.operators for new in _with_batch(store, subgraph, op, fixed, known)]
    subgraph.operators = [new for op in woken + evened for new in _parted(store, subgraph, op)]
    read = {int(index) for op in subgraph.operators for index in op.inputs} | set(map(int, subgraph.outputs))
    held = [_hold(store, subgraph, index, *one) for index, one in known.items() if index in read]
    subgraph.operators = [op for ops in held for op in ops] + subgraph.operators


def _fold_rows(store: WeightStore, subgraph: Any, bound: Mapping[int, str]) -> dict[int, Known]:
    """Takes away the ops that look up rows of float tables at known positions, and those that only move such rows
    -> the rows by tensor."""
    model, fixed = store.model, _constants(store.model, subgraph, bound)
    known: dict[int, Known] = {}
    kept = []
    for name, op in list(operators(model, subgraph)):
        first, given = int(op.inputs[0]), int(op.outputs[0])
        shape = _sizes(subgraph, given)
        if name == "GATHER" and _is_float_table(subgraph, first, bound) and int(op.inputs[1]) in fixed:
            rows = np.asarray(store.weights(bound[first]))[_integers(model, subgraph, op.inputs[1])]
            known[given] = (bound[first], rows.reshape(shape))
        elif (
            name == "SLICE"
            and _is_float_table(subgraph, first, bound)
            and {int(op.inputs[1]), int(op.inputs[2])} <= fixed
        ):
            starts = _integers(model, subgraph, op.inputs[1])
            window = tuple(slice(start, start + size) for start, size in zip(starts, shape))
            known[given] = (bound[first], np.ascontiguousarray(np.asarray(store.weights(bound[first]))[window]))
        elif name == "RESHAPE" and first in known:
            known[given] = (known[first][0], known[first][1].reshape(shape))
        elif name == "TRANSPOSE" and first in known:
            turned = known[first][1].transpose(_integers(model, subgraph, op.inputs[1]))
            known[given] = (known[first][0], np.ascontiguousarray(turned))
        else:
            kept.append(op)
    subgraph.operators = kept
    return known


def _hold(store: WeightStore, subgraph: Any, index: int, name: str, rows: np.ndarray) -> list[Any]:
    """Gives a tensor its numbers -> the op that makes float32 of float16, if they are stored so."""
    if store.form_of(name) != FLOAT16:
        subgraph.tensors[index].buffer = store.vector(rows).buffer
        return []
    stored = store.vector(to_float16(rows, name))
    small = add_tensor(subgraph, f"{name}/rows", rows.shape, stored.type, stored.buffer)
    return [make_op(store.model, "DEQUANTIZE", [small], [index], version=3)]


def _wake(
    store: WeightStore, subgraph: Any, fixed: Collection[int], weights: Collection[int], known: dict[int, Known]
) -> list[Any]:
    """Lets ops that take a constant wrongly, or not at all, read the sum of it and a zero -> the operators that make
    these sums."""
    named, constants = list(operators(store.model, subgraph)), {*fixed, *weights}
    asked = [(op, place) for name, op in named for place in _asleep(subgraph, name, op, constants)]
    mask = next((int(index) for index in subgraph.inputs if b"attention_mask" in subgraph.tensors[index].name), None)
    if not asked or mask is None:
        return []
    made, zero = _zero(store, subgraph, mask)
    sums: dict[tuple[int, int], int] = {}  # by constant and number of dimensions
    for op, place in asked:
        constant, shape = int(op.inputs[place]), _sizes(subgraph, op.inputs[place])
        name = op_names(store.model)[op.opcodeIndex]
        rank = len(shape) if name in _MOVING else len(_sizes(subgraph, op.outputs[0]))
        if (constant, rank) not in sums:
            whole, wanted = (1,) * (3 - len(shape)) + shape, (1,) * (rank - len(shape)) + shape
            total, read = (add_tensor(subgraph, "", sizes, schema().TensorType.FLOAT32) for sizes in (whole, wanted))
            source = constant if constant in weights else _reshaped(subgraph, constant, whole, known)
            made.append(make_op(store.model, "ADD", [source, zero], [total], schema().AddOptionsT()))
            made.append(_reshape(store, subgraph, total, read))
            sums[constant, rank] = read
        places = enumerate(op.inputs)
        op.inputs = np.array([sums[constant, rank] if at == place else index for at, index in places], np.int32)
    return made


def _asleep(subgraph: Any, name: str, op: Any, fixed: Collection[int]) -> list[int]:
    """The places of an op's constants that are moved about, or spread over the other operand or it over them."""
    if not _is_float(subgraph, op.outputs[0]):
        return []
    if name in _MOVING:
        return [0] if int(op.inputs[0]) in fixed else []
    if name not in _ELEMENTWISE:
        return []
    shapes = [_sizes(subgraph, index) for index in op.inputs]
    uneven = np.prod(shapes[0]) != np.prod(shapes[1])
    return [at for at, index in enumerate(op.inputs) if int(index) in fixed and _rows(shapes[at]) > 1 and uneven]


def _parted(store: WeightStore, subgraph: Any, op: Any) -> list[Any]:
    """A SPLIT of columns as one SLICE for each part; other ops are as they were."""
    if op_names(store.model)[op.opcodeIndex] != "SPLIT":
        return [op]
    whole, shapes = int(op.inputs[1]), [_sizes(subgraph, index) for index in op.outputs]
    starts, made = np.cumsum([0, *(shape[-1] for shape in shapes)]), []
    if _sizes(subgraph, whole)[-1] != starts[-1]:  # of tokens or heads, not of columns
        return [op]
    for part, shape, start in zip(op.outputs, shapes, starts):
        first = (0,) * (len(shape) - 1) + (int(start),)
        ends = [store.vector(np.array(numbers, np.int32)) for numbers in (first, shape)]
        begin, size = (add_tensor(subgraph, "", one.shape, one.type, one.buffer) for one in ends)
        made.append(make_op(store.model, "SLICE", [whole, begin, size], [int(part)], schema().SliceOptionsT()))
    return made


def _rows(shape: tuple[int, ...]) -> int:
    return int(np.prod(shape[:-1]))


def _zero(store: WeightStore, subgraph: Any, mask: int) -> tuple[list[Any], int]:
    """float32 [1, 1, 1], made of the mask [1, tokens]: nothing that follows is a constant for a delegate."""
    model, api = store.model, schema()
    cast, mean = api.CastOptionsT(), api.ReducerOptionsT()
    cast.inDataType, cast.outDataType, mean.keepDims = api.TensorType.INT32, api.TensorType.FLOAT32, True
    shape = _sizes(subgraph, mask)
    row, rows, least, zero = (
        add_tensor(subgraph, "", sizes, api.TensorType.FLOAT32) for sizes in (shape, (1, *shape), (1, 1, 1), (1, 1, 1))
    )
    axis, nothing = store.vector(np.array([2], np.int32)), store.vector(np.zeros((1, 1, 1), np.float32))
    last, factor = (add_tensor(subgraph, "", one.shape, one.type, one.buffer) for one in (axis, nothing))
    return [
        make_op(model, "CAST", [mask], [row], cast),
        _reshape(store, subgraph, row, rows),
        make_op(model, "MEAN", [rows, last], [least], mean),
        make_op(model, "MUL", [least, factor], [zero], api.MulOptionsT()),
    ], zero


def _with_batch(
    store: WeightStore, subgraph: Any, op: Any, fixed: Collection[int], known: dict[int, Known]
) -> list[Any]:
    """The operators that stand for an op, its constant with as many dimensions as what it gives, and three at least."""
    given = int(op.outputs[0])
    constants = [place for place, index in enumerate(op.inputs) if int(index) in fixed]
    if (
        op_names(store.model)[op.opcodeIndex] not in _ELEMENTWISE
        or len(constants) != 1
        or not _is_float(subgraph, given)
    ):
        return [op]
    place, shape = constants[0], _sizes(subgraph, given)
    sizes = _sizes(subgraph, op.inputs[place])
    if _rows(sizes) == 1 or len(sizes) == len(shape) > 2:
        return [op]
    rank = max(3, len(shape))
    constant = _reshaped(subgraph, int(op.inputs[place]), (1,) * (rank - len(sizes)) + sizes, known)
    op.inputs = np.array([constant if at == place else index for at, index in enumerate(op.inputs)], np.int32)
    if len(shape) == rank:
        return [op]
    types = schema().TensorType
    whole, total = (add_tensor(subgraph, "", (1, *shape), types.FLOAT32) for _ in range(2))
    before = _reshape(store, subgraph, int(op.inputs[1 - place]), whole)
    op.inputs[1 - place], op.outputs = whole, np.array([total], np.int32)
    return [before, op, _reshape(store, subgraph, total, given)]


def _reshaped(subgraph: Any, index: int, shape: tuple[int, ...], known: dict[int, Known]) -> int:
    """A constant of other dimensions, with the same numbers."""
    tensor = subgraph.tensors[index]
    new = add_tensor(subgraph, tensor.name.decode(), shape, tensor.type, tensor.buffer)
    if index in known:
        known[new] = (known[index][0], known[index][1].reshape(shape))
    return new


def _reshape(store: WeightStore, subgraph: Any, index: int, into: int) -> Any:
    shape = np.array(subgraph.tensors[into].shape, np.int32)
    options = schema().ReshapeOptionsT()
    options.newShape = shape
    stored = store.vector(shape)
    sizes = add_tensor(subgraph, "", (len(shape),), stored.type, stored.buffer)
    return make_op(store.model, "RESHAPE", [index, sizes], [into], options)


def _constants(model: Any, subgraph: Any, bound: Collection[int]) -> set[int]:
    """The tensors whose numbers are in the file."""
    held = {index for index, tensor in enumerate(subgraph.tensors) if _has_numbers(model.buffers[tensor.buffer])}
    return held - set(bound)


def _has_numbers(buffer: Any) -> bool:
    data = getattr(buffer, "data", None)  # weights, which are made as the file is written, have none yet
    return data is not None and len(data) > 0


def _is_float_table(subgraph: Any, index: int, bound: Mapping[int, str]) -> bool:
    return index in bound and _is_float(subgraph, index)


def _is_float(subgraph: Any, index: int) -> bool:
    return subgraph.tensors[index].type == schema().TensorType.FLOAT32


def _integers(model: Any, subgraph: Any, index: int) -> np.ndarray:
    tensor = subgraph.tensors[index]
    values = np.frombuffer(bytes(model.buffers[tensor.buffer].data), np.int32)
    return values.reshape(_sizes(subgraph, index))


def _sizes(subgraph: Any, index: int) -> tuple[int, ...]:
    shape = subgraph.tensors[index].shape
    return () if shape is None else tuple(map(int, shape))  # of a scalar there is none
