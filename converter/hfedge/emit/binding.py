"""Rewrites the graph of a signature so that its weights, inputs until now, are constants in the form of a recipe."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import BlockScales, add_tensor, make_op, op_code, op_names, operators, schema
from hfedge.emit.gpu import is_taken, suit_gpu
from hfedge.emit.static import StaticLayer, Steps
from hfedge.emit.stored_weights import Key, Stored, WeightStore
from hfedge.emit.subgraphs import bind_subgraphs
from hfedge.errors import EmitError
from hfedge.recipes import FLOAT16, FLOAT32, INT8, INT8_WEIGHTS

# A table of fewer rows (token types) is looked up in float32: there is nothing to win.
SMALLEST_TABLE = 16
# FULLY_CONNECTED with int8 weights per channel and float32 activations. Runtimes that do not know version 12
# (tflite-runtime 2.14 among them) must refuse it: run as version 5 they give wrong numbers without a word.
HYBRID_PER_CHANNEL = 12
KEEPS_DIMENSIONS = 5  # FULLY_CONNECTED of an input that is no matrix, and gives none
# Kinds whose matrices are made float32 again by a DEQUANTIZE, which LiteRT runs once, when the file is loaded: the form
# stored, the inputs of FULLY_CONNECTED that have it, the version of DEQUANTIZE. With float16 the bias has it too: with
# a float32 one beside the float16 matrix LiteRT's browser build is 4 times slower. Version 5 knows scales per channel.
EXPANDED = {FLOAT16: (FLOAT16, (1, 2), 3), INT8_WEIGHTS: (INT8, (1,), 5)}
TABLES = {FLOAT16: FLOAT16, INT8: INT8, INT8_WEIGHTS: INT8}  # the form of embedding tables
# FULLY_CONNECTED and EMBEDDING_LOOKUP of int4 with a scale per block. LiteRT 1.0 to 1.3 ignore such scales and give
# noise without a word, whatever their versions; so the ops ask for versions that these do not know.
INT4_BLOCKS, INT4_LOOKUP = 14, 5
# int8 in and out. Version 6 may have no bias.
STATIC, STATIC_WITHOUT_BIAS, FROM_INT8 = 4, 6, 2
CAST_OF_FLOAT16 = 5


def bind_signature(
    store: WeightStore, definition: Any, parameters: Mapping[str, str], stacks: Mapping[str, tuple[str, ...]]
) -> None:
    """definition: a SignatureDefT of store.model; parameters: input name to name of the weight; stacks: input name to
    the names of the weights that it holds.

    Raises EmitError for a weight that is used in a way that cannot be stored so.
    """
    subgraph = store.model.subgraphs[definition.subgraphIndex]
    inputs = {entry.name.decode(): entry.tensorIndex for entry in definition.inputs}
    bound = {inputs[key]: name for key, name in parameters.items() if key in inputs}
    held = {inputs[key]: names for key, names in stacks.items() if key in inputs}
    definition.inputs = [entry for entry in definition.inputs if entry.tensorIndex not in bound.keys() | held.keys()]
    subgraph.inputs = [index for index in subgraph.inputs if index not in bound.keys() | held.keys()]
    bound |= _unpack(store.model, subgraph, held)
    outputs = list(map(int, subgraph.outputs))
    inner = list(bind_subgraphs(store.model, subgraph, bound))
    moved = dict(zip(outputs, map(int, subgraph.outputs)))
    for entry in definition.outputs:
        entry.tensorIndex = moved[int(entry.tensorIndex)]
    rewriter = _Subgraph(store, subgraph, bound)
    rewriter.rewrite(for_gpu=store.for_gpu and is_taken(definition))
    rewriter.own_outputs(definition)
    for one, names in inner:
        _Subgraph(store, one, names).rewrite()


def _unpack(model: Any, subgraph: Any, held: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """Takes away the ops that part the stacks `held` (names by tensor) -> the weights by tensor.

    Raises EmitError where the converter made something else of one.
    """
    found, kept = {}, []
    for name, op in operators(model, subgraph):
        stack = next((int(index) for index in op.inputs if int(index) in held), None)
        if stack is None:
            kept.append(op)
        elif name == "UNPACK" and op.builtinOptions.axis == 0 and len(op.outputs) == len(held[stack]):
            found.update(zip(map(int, op.outputs), held[stack]))
        else:
            raise EmitError(f"the converter made {name} of the weights {', '.join(held[stack][:3])} ...")
    subgraph.operators = kept
    return found


class _Subgraph:
    """Rewrites one graph, of a signature or in a loop of it, so that its weights are constants."""

    def __init__(self, store: WeightStore, subgraph: Any, bound: Mapping[int, str]):
        self.store, self.subgraph, self.bound = store, subgraph, bound
        self.model, self.api = store.model, schema()
        self.transposed: set[int] = set()  # id() of the FULLY_CONNECTED ops whose matrix comes as [inputs, outputs]
        self.quantized: dict[tuple[Any, ...], int] = {}  # int8 tensors that static layers read, see _quantize
        self.writers: dict[int, Any] = {}
        self.readers: dict[int, list[Any]] = {}
        self.keys: dict[int, Key] = {}  # of linear layers, by id() of the op

    def rewrite(self, for_gpu: bool = False) -> None:
        self._make_linear_layers()
        self._note_uses()
        if for_gpu:
            suit_gpu(self.store, self.subgraph, self.bound)
        self.subgraph.operators = [new for op in self.subgraph.operators for new in self._bind(op)]
        used = {int(index) for op in self.subgraph.operators for index in op.inputs}
        for index in (used | set(map(int, self.subgraph.outputs))) & self.bound.keys():
            tensor = self.subgraph.tensors[index]
            stored = self.store.store(self.bound[index], tensor.shape)
            tensor.name, tensor.buffer = self.bound[index].encode(), stored.buffer

    def _note_uses(self) -> None:
        """Who writes and reads each tensor, and the weight of each linear layer, before they are bound."""
        for op in self.subgraph.operators:
            self.writers.update(dict.fromkeys(map(int, op.outputs), op))
            for index in set(map(int, op.inputs)):
                self.readers.setdefault(index, []).append(op)
            if self._name(op) == "FULLY_CONNECTED" and int(op.inputs[1]) in self.bound:
                self.keys[id(op)] = (self.bound[int(op.inputs[1])], id(op) in self.transposed)

    def _name(self, op: Any) -> str:
        return op_names(self.model)[op.opcodeIndex]

    def _make_linear_layers(self) -> None:
        """x @ W (+ bias) -> FULLY_CONNECTED, what the converter does itself for weights that it can see."""
        self._take_turned_weights()
        readers: dict[int, list[Any]] = {}
        for op in self.subgraph.operators:
            for index in op.inputs:
                readers.setdefault(int(index), []).append(op)
        merged = set()
        for name, op in list(operators(self.model, self.subgraph)):
            if name in ("BATCH_MATMUL", "FULLY_CONNECTED") and int(op.inputs[1]) in self.bound:
                self._make_fully_connected(name, op)
                merged.add(id(self._take_bias(op, readers)))
        self.subgraph.operators = [op for op in self.subgraph.operators if id(op) not in merged]

    def _take_turned_weights(self) -> None:
        """A FULLY_CONNECTED of TRANSPOSE(W), which the converter makes where x was reshaped to rows, reads W itself."""
        named = list(operators(self.model, self.subgraph))
        turned = {int(op.outputs[0]): op for name, op in named if name == "TRANSPOSE"}
        turned = {index: op for index, op in turned.items() if int(op.inputs[0]) in self.bound}
        for name, op in named:
            if name == "FULLY_CONNECTED" and int(op.inputs[1]) in turned:
                matrix = turned[int(op.inputs[1])].inputs[0]
                op.inputs = np.array([op.inputs[0], matrix, *op.inputs[2:]], np.int32)
                self.transposed.add(id(op))
        used = {int(index) for op in self.subgraph.operators for index in op.inputs} | set(
            map(int, self.subgraph.outputs)
        )
        dead = {id(op) for index, op in turned.items() if index not in used}
        self.subgraph.operators = [op for op in self.subgraph.operators if id(op) not in dead]

    def _make_fully_connected(self, name: str, op: Any) -> None:
        op.inputs = np.array([*op.inputs, -1][:3], np.int32)
        if name == "FULLY_CONNECTED":  # the converter makes it of x @ W.T, and its matrix is [outputs, inputs]
            return
        matrix = self.subgraph.tensors[op.inputs[1]]
        if len(matrix.shape) != 2 or op.builtinOptions.adjX:
            raise EmitError(f"{self.bound[int(op.inputs[1])]} is used in a product that is no linear layer")
        if not op.builtinOptions.adjY:
            self.transposed.add(id(op))
        options = self.api.FullyConnectedOptionsT()
        options.keepNumDims = len(self.subgraph.tensors[op.outputs[0]].shape) != 2
        op.opcodeIndex = op_code(self.model, "FULLY_CONNECTED", KEEPS_DIMENSIONS if options.keepNumDims else 1)
        op.builtinOptionsType = self.api.BuiltinOptions.FullyConnectedOptions
        op.builtinOptions = options

    def _take_bias(self, op: Any, readers: Mapping[int, list[Any]]) -> Any:
        """Moves into the layer the ADD of a bound vector that alone reads its product -> that ADD, or None."""
        product, following = int(op.outputs[0]), readers.get(int(op.outputs[0]), [])
        if op.inputs[2] != -1 or len(following) != 1 or product in self.subgraph.outputs:
            return None
        add = following[0]
        others = [int(index) for index in add.inputs if index != product]
        if self._name(add) != "ADD" or len(others) != 1 or others[0] not in self.bound:
            return None
        if len(self.subgraph.tensors[others[0]].shape) != 1:
            return None
        op.inputs[2] = others[0]
        op.builtinOptions.fusedActivationFunction = add.builtinOptions.fusedActivationFunction
        op.outputs = add.outputs
        return add

    def _bind(self, op: Any) -> list[Any]:
        """The operators that stand for `op` once its weights are constants."""
        name, place = self._name(op), {"FULLY_CONNECTED": 1, "GATHER": 0}.get(self._name(op))
        if place is None or int(op.inputs[place]) not in self.bound:
            return [op]
        kind = self.store.form_of(self.bound[int(op.inputs[place])])
        if name == "FULLY_CONNECTED":
            return self._bind_matrix(op, kind)
        table = self.subgraph.tensors[op.inputs[0]]
        if kind != FLOAT32 and table.type == self.api.TensorType.FLOAT32 and table.shape[0] >= SMALLEST_TABLE:
            return self._bind_table(op, kind)
        return [op]

    def _bind_matrix(self, op: Any, kind: str) -> list[Any]:
        if kind in EXPANDED:
            form, places, version = EXPANDED[kind]
            own = [place for place in places if place < len(op.inputs) and int(op.inputs[place]) in self.bound]
            return [*(self._expand(op, place, form, version) for place in own), op]
        index = int(op.inputs[1])
        name, shape, transposed = self.bound[index], self.subgraph.tensors[index].shape, id(op) in self.transposed
        if (name, transposed) in self.store.blocks:
            op.inputs[1] = self._blocks((name, transposed), shape[::-1] if transposed else shape)
            op.builtinOptions.asymmetricQuantizeInputs = True
            op_code(self.model, "FULLY_CONNECTED", INT4_BLOCKS)
            return [op]
        if (name, transposed) in self.store.static:
            return self._bind_static(op, (name, transposed), shape[::-1] if transposed else shape)
        stored = self.store.store(name, shape, kind, transposed)
        matrix = op.inputs[1] = self._tensor(name, stored.shape, stored.type, stored.buffer)
        if kind == INT8:
            self.subgraph.tensors[matrix].quantization = stored.quantization
            op.builtinOptions.asymmetricQuantizeInputs = True
            op_code(self.model, "FULLY_CONNECTED", HYBRID_PER_CHANNEL)
        return [op]

    def _bind_static(self, op: Any, key: Key, shape: Sequence[int]) -> list[Any]:
        """[MUL] QUANTIZE, unless another layer that reads the same has them; FULLY_CONNECTED DEQUANTIZE [MUL]."""
        layer, stored = self.store.static[key], self.store.store_static(key)
        read, given = int(op.inputs[0]), int(op.outputs[0])
        if tuple(map(int, shape)) != layer.shape:
            raise EmitError(f"{key[0]} has the shape {layer.shape}, the graph wants {tuple(map(int, shape))}")
        ops, levels = self._quantize(read, layer)
        bias = -1 if stored.bias is None else self._constant(f"{key[0]}/bias", stored.bias)
        op.inputs = np.array([levels, self._constant(key[0], stored.matrix), bias], np.int32)
        levels = self._levels(given, layer.written)
        op.outputs = np.array([levels], np.int32)
        op_code(self.model, "FULLY_CONNECTED", STATIC_WITHOUT_BIAS if stored.bias is None else STATIC)
        if stored.spread is None:
            return [*ops, op, self._op("DEQUANTIZE", [levels], [given], version=FROM_INT8)]
        evened = self._tensor("", self.subgraph.tensors[given].shape, self.api.TensorType.FLOAT32)
        spread = self._constant(f"{key[0]}/spread", stored.spread)
        made = self._op("DEQUANTIZE", [levels], [evened], version=FROM_INT8)
        return [*ops, op, made, self._op("MUL", [evened, spread], [given], self.api.MulOptionsT())]

    def _quantize(self, read: int, layer: StaticLayer) -> tuple[list[Any], int]:
        """The ops that make int8 of what a layer reads, divided by its `smooth`, and the tensor that they make."""
        key = (read, layer.read, None if layer.smooth is None else layer.smooth.tobytes())
        if key in self.quantized:
            return [], self.quantized[key]
        levels = self.quantized[key] = self._levels(read, layer.read)
        if layer.smooth is None or self._fold(read, layer.smooth):
            return [self._op("QUANTIZE", [read], [levels])], levels
        evened = self._tensor("", self.subgraph.tensors[read].shape, self.api.TensorType.FLOAT32)
        factors = self._constant("smooth", self.store.vector(1 / layer.smooth))
        return [
            self._op("MUL", [read, factors], [evened], self.api.MulOptionsT()),
            self._op("QUANTIZE", [evened], [levels]),
        ], levels

    def _fold(self, read: int, smooth: np.ndarray) -> bool:
        """Divides the weight and bias of the layer norm that gives a tensor, if only layers with that `smooth` read it;
        whether that was so."""
        layers = [self.store.static.get(self.keys.get(id(op))) for op in self.readers[read]]
        alike = all(layer is not None and np.array_equal(layer.smooth, smooth) for layer in layers)
        scaled = self._scaled_by(read) if alike and read not in self.subgraph.outputs else []
        for op, place in scaled:
            name = self.bound[int(op.inputs[place])]
            stored = self.store.vector(np.asarray(self.store.weights(name), np.float32) / smooth)
            op.inputs = np.array(op.inputs, np.int32)  # those of a file cannot be written to
            op.inputs[place] = self._constant(f"{name}/smooth", stored)
        return bool(scaled)

    def _scaled_by(self, tensor: int) -> list[tuple[Any, int]]:
        """Where the vectors are that a tensor x * weight (+ bias) is made with: (op, place); [] for another."""
        op = self.writers.get(tensor)
        if op is None or self._name(op) not in ("MUL", "ADD") or op.builtinOptions.fusedActivationFunction:
            return []
        place = next((place for place, index in enumerate(op.inputs) if self._is_bound_vector(int(index))), None)
        if place is None or self._name(op) == "MUL":
            return [] if place is None else [(op, place)]
        product = int(op.inputs[1 - place])
        alone = len(self.readers[product]) == 1 and product not in self.subgraph.outputs
        first = self.writers.get(product)
        inner = self._scaled_by(product) if alone and first is not None and self._name(first) == "MUL" else []
        return [*inner, (op, place)] if inner else []

    def _is_bound_vector(self, index: int) -> bool:
        return index in self.bound and len(self.subgraph.tensors[index].shape) == 1

    def _levels(self, like: int, steps: Steps) -> int:
        """An int8 tensor of the shape of another."""
        tensor = self._tensor("", self.subgraph.tensors[like].shape, self.api.TensorType.INT8)
        self.subgraph.tensors[tensor].quantization = parameters = self.api.QuantizationParametersT()
        parameters.scale, parameters.zeroPoint = np.array([steps.scale], np.float32), np.array([steps.zero], np.int64)
        return tensor

    def _constant(self, name: str, stored: Stored) -> int:
        tensor = self._tensor(name, stored.shape, stored.type, stored.buffer)
        self.subgraph.tensors[tensor].quantization = stored.quantization
        return tensor

    def _blocks(self, key: Key, shape: Sequence[int]) -> int:
        """A tensor of int4 with its scales."""
        weights, scales = self.store.store_blocks(key)
        if tuple(map(int, shape)) != weights.shape:
            raise EmitError(f"{key[0]} has the shape {weights.shape}, the graph wants {tuple(map(int, shape))}")
        places = self._tensor(f"{key[0]}/scales", scales.shape, scales.type, scales.buffer)
        tensor = self._tensor(key[0], weights.shape, weights.type, weights.buffer)
        size = weights.shape[1] // scales.shape[1]
        self.subgraph.tensors[tensor].quantization = BlockScales(places, size)
        return tensor

    def _expand(self, op: Any, place: int, form: str, version: int) -> Any:
        """Stores one input of the op as `form` -> the op that makes it float32 again."""
        index = int(op.inputs[place])
        name, shape = self.bound[index], self.subgraph.tensors[index].shape
        stored = self.store.store(name, shape, form, place == 1 and id(op) in self.transposed)
        small = self._tensor(name, stored.shape, stored.type, stored.buffer)
        self.subgraph.tensors[small].quantization = stored.quantization
        op.inputs[place] = self._tensor(f"{name}/float32", stored.shape, self.api.TensorType.FLOAT32)
        return self._op("DEQUANTIZE", [small], [op.inputs[place]], version=version)

    def _bind_table(self, op: Any, kind: str) -> list[Any]:
        index, ids, output = int(op.inputs[0]), int(op.inputs[1]), int(op.outputs[0])
        name, shape = self.bound[index], tuple(self.subgraph.tensors[output].shape)
        types = self.api.TensorType
        if (name, False) in self.store.blocks and len(self.subgraph.tensors[ids].shape) == 1:
            table = self._blocks((name, False), self.subgraph.tensors[index].shape)
            return [self._op("EMBEDDING_LOOKUP", [ids, table], [output], version=INT4_LOOKUP)]
        stored = self.store.store(name, self.subgraph.tensors[index].shape, TABLES[kind])
        table = self._tensor(name, stored.shape, stored.type, stored.buffer)
        rows = self._tensor(f"{name}/rows", shape, stored.type)
        look_up = self._op("GATHER", [table, ids], [rows], op.builtinOptions, version=2)
        cast = self.api.CastOptionsT()
        cast.inDataType, cast.outDataType = stored.type, types.FLOAT32
        if kind == FLOAT16:  # a DEQUANTIZE would do as well, but for GPU delegates
            return [look_up, self._op("CAST", [rows], [output], cast, version=CAST_OF_FLOAT16)]
        scales = self.store.scales_of(name, stored)
        scale_table = self._tensor(f"{name}/scales", scales.shape, scales.type, scales.buffer)
        scale = self._tensor(f"{name}/scale", (*shape[:-1], 1), types.FLOAT32)
        number = self._tensor(f"{name}/numbers", shape, types.FLOAT32)
        return [
            look_up,
            self._op("CAST", [rows], [number], cast, version=3),
            self._op("GATHER", [scale_table, ids], [scale], op.builtinOptions),
            self._op("MUL", [number, scale], [output], self.api.MulOptionsT()),
        ]

    def own_outputs(self, definition: Any) -> None:
        """Gives every output a tensor of its own that an op writes.

        LiteRT's CompiledModel, which LiteRT.js is made of, wants to allocate outputs for itself. For a constant (the
        type ids of single texts were one) it prints a complaint on every run; whether LiteRT.js then gives garbage, as
        it does for outputs of dynamic shape, was not tried.
        """
        free = self._written()
        for entry in definition.outputs:
            index = int(entry.tensorIndex)
            if index not in free:
                entry.tensorIndex = self._copy(index, definition)
            free.discard(index)
        self.subgraph.outputs = np.array([entry.tensorIndex for entry in definition.outputs], np.int32)

    def _copy(self, index: int, definition: Any) -> int:
        """A new tensor with the numbers of another, which the graph writes."""
        tensor, zeros = self.subgraph.tensors[index], np.zeros(1, np.int32)
        if tensor.type != self.api.TensorType.INT32:
            raise EmitError(f"the output {tensor.name.decode()} is the same whatever goes in, or goes in itself")
        zero = self._tensor("zero", (), tensor.type, self.store.add_buffer(zeros.nbytes, lambda: zeros))
        if index not in map(int, self.subgraph.inputs):
            # The sum of two constants might be folded into one again, so it depends on what goes in.
            zero, nothing = self._tensor("nothing", tuple(tensor.shape), tensor.type), zero
            like = self._written_output(tensor, definition)
            self._append("MUL", [like, nothing], [zero], self.api.MulOptionsT())
        copy = self._tensor(f"{tensor.name.decode()}/copy", tuple(tensor.shape), tensor.type)
        self._append("ADD", [index, zero], [copy], self.api.AddOptionsT())
        return copy

    def _written_output(self, like: Any, definition: Any) -> int:
        """An output of that shape and type that an op writes."""
        for entry in definition.outputs:
            tensor = self.subgraph.tensors[entry.tensorIndex]
            same = tensor.type == like.type and np.array_equal(tensor.shape, like.shape)
            if same and int(entry.tensorIndex) in self._written():
                return int(entry.tensorIndex)
        raise EmitError(f"the output {like.name.decode()} is the same whatever goes in")

    def _written(self) -> set[int]:
        return {int(index) for op in self.subgraph.operators for index in op.outputs}

    def _append(self, name: str, inputs: list[int], outputs: list[int], options: Any) -> None:
        self.subgraph.operators.append(self._op(name, inputs, outputs, options))

    def _tensor(self, name: str, shape: Sequence[int], kind: int, buffer: int = 0) -> int:
        return add_tensor(self.subgraph, name, shape, kind, buffer)

    def _op(self, name: str, inputs: list[int], outputs: list[int], options: Any = None, version: int = 1) -> Any:
        return make_op(self.model, name, inputs, outputs, options, version)
