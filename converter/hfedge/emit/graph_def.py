"""Concrete functions to one flat graph: weights outside, functions inlined, cleaned up, equal nodes stored once.

The big weights never enter a GraphDef. A variable is a VarHandleOp whose `shared_name` is the key of its value in the
WeightStore, and a big constant is turned into such a pair of nodes too, so that Grappler sees a small graph, folds small
constants only, and cannot store a second, reshaped copy of a table. All signatures then meet in one FlatGraph.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.errors import EmitError
from hfedge.lazy import tf

# Constants from this size on stay outside the GraphDef. Below it, folding is worth more than the bytes of a second copy.
BIG_CONSTANT_BYTES = 32 * 1024

# `function` inlines; the others are what the official TF.js converter runs before it fuses (twice, as it does: folding
# uncovers arithmetic and the other way round). `remap` is left out: on x86 it makes ops that no edge runtime has.
_INLINING = ("function",)
_CLEANING = ("debug_stripper", "pruning", *("constfold", "arithmetic", "dependency", "pruning") * 2)

# Nodes that only pass their inputs on, output i being input i.
_PASS_THROUGH = frozenset({"Identity", "IdentityN", "StopGradient", "PreventGradient", "Snapshot", "CheckNumerics", "EnsureShape"})

# What a node of the same op, inputs and attributes may still differ in, so that two of them are never made one.
_NOT_PURE = ("Random", "Multinomial")


@dataclass
class WeightStore:
    """Arrays by content: an array that is added twice is kept once."""

    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    _keys_of_variables: dict[int, str] = field(default_factory=dict)

    def add(self, array: np.ndarray) -> str:
        """The key of `array`'s content, dtype and shape."""
        array = np.ascontiguousarray(array).reshape(np.shape(array))
        digest = hashlib.sha256(f"{array.dtype} {array.shape} ".encode())
        if array.dtype.hasobject:  # strings: they are refused later, with the node's name
            digest.update(repr(array.tolist()).encode())
        elif array.size:
            digest.update(array.reshape(-1).view(np.uint8))
        self.arrays.setdefault(digest.hexdigest(), array)
        return digest.hexdigest()

    def add_variable(self, variable: Any) -> str:
        """The same for a tf.Variable, hashed once however many signatures read it; its memory is shared, not copied."""
        if id(variable) not in self._keys_of_variables:
            self._keys_of_variables[id(variable)] = self.add(np.asarray(variable.read_value()))
        return self._keys_of_variables[id(variable)]


@dataclass(frozen=True)
class FlatNode:
    """One op. `inputs` are (index of a node in the graph, its output number); `origin` is the traced node, for messages."""

    op: str
    inputs: tuple[tuple[int, int], ...]
    attrs: dict[str, Any] = field(repr=False)
    signature: str
    origin: str
    weight: str = ""


@dataclass
class FlatGraph:
    """Nodes of every signature in topological order; `inputs` and `outputs` map `<signature>/<name>` to (node, output)."""

    weights: WeightStore
    nodes: list[FlatNode] = field(default_factory=list)
    inputs: dict[str, tuple[int, int]] = field(default_factory=dict)
    outputs: dict[str, tuple[int, int]] = field(default_factory=dict)
    _seen: dict[tuple, int] = field(default_factory=dict)

    def add(self, node: FlatNode) -> int:
        """The index of `node`, or of an equal one that is already there."""
        attrs = tuple((name, node.attrs[name].SerializeToString(deterministic=True)) for name in sorted(node.attrs))
        key = (node.op, node.inputs, attrs, node.weight)
        if key not in self._seen or node.op == "Placeholder" or node.op.startswith(_NOT_PURE):
            self._seen[key] = len(self.nodes)
            self.nodes.append(node)
        return self._seen[key]

    def add_weight(self, array: np.ndarray, signature: str, origin: str) -> int:
        return self.add(FlatNode("Const", (), {}, signature, origin, self.weights.add(array)))

    def reachable(self) -> list[int]:
        """Nodes that some output needs, every node behind its inputs, signature by signature."""
        needed = depth_first([index for index, _ in self.outputs.values()],
                             lambda index: [source for source, _ in self.nodes[index].inputs])
        declared = [index for index, _ in self.inputs.values()]
        return [*(index for index in declared if index not in set(needed)), *needed]


def flat_graph(program: Any) -> FlatGraph:
    """Every signature of a TracedProgram in one graph.

    Raises EmitError when a function captures something that is neither a variable nor a constant, reads a variable inside
    a loop, or has other inputs or outputs than its signature says.
    """
    graph = FlatGraph(WeightStore())
    for name, signature in program.signatures.items():
        function = program.functions[name]
        _merge(graph, signature, _input_names(signature, function), _output_names(signature, function),
               _cleaned(program, name, graph.weights))
    return graph


def depth_first(roots: Iterable[int], inputs_of: Any) -> list[Any]:
    """Everything that `roots` depend on, each once and behind its inputs. A loop, not recursion: graphs are thousands deep."""
    order: dict[Any, None] = {}
    stack = [(root, False) for root in reversed(list(roots))]
    while stack:
        item, ready = stack.pop()
        if item in order:
            continue
        if ready:
            order[item] = None
            continue
        stack.append((item, True))
        stack.extend((source, False) for source in reversed(inputs_of(item)) if source not in order)
    return list(order)


def _input_names(signature: Any, function: Any) -> dict[str, str]:
    """Node names of the traced placeholders to the names in the signature."""
    captured = {internal.name for _, internal in function.graph.captures}
    placeholders = [tensor.op for tensor in function.graph.inputs if tensor.name not in captured]
    found = {op.name: _given_name(op) for op in placeholders}
    wanted = [spec.name for spec in signature.inputs]
    if sorted(found.values()) != sorted(wanted):
        raise EmitError(f"the traced function takes {sorted(found.values())}", where=signature.name, accepted=", ".join(wanted))
    return found


def _given_name(op: Any) -> str:
    try:
        return op.get_attr("_user_specified_name").decode()
    except ValueError:
        return op.name


def _output_names(signature: Any, function: Any) -> dict[str, str]:
    """Names in the signature to the traced tensors' names."""
    traced = function.graph.structured_outputs
    wanted = [spec.name for spec in signature.outputs]
    found = sorted(traced) if isinstance(traced, dict) else [type(traced).__name__]
    if found != sorted(wanted):
        raise EmitError(f"the traced function returns {found}", where=signature.name, accepted=", ".join(wanted))
    return {name: traced[name].name for name in wanted}


def _cleaned(program: Any, name: str, weights: WeightStore) -> Any:
    """One signature's GraphDef: variables stubbed, functions inlined, small constants folded, dead nodes gone."""
    function = program.functions[name]
    graph_def = function.graph.as_graph_def()
    _stub_captures(graph_def, program, name, weights)
    fetches = [tensor.name for tensor in function.graph.structured_outputs.values()]
    if graph_def.library.function:
        graph_def = _grappler(_without_lowering(graph_def), fetches, _INLINING)
    _settle_constants(graph_def, weights)
    _name_biases(graph_def, weights)
    return _grappler(graph_def, fetches, _CLEANING)


def _stub_captures(graph_def: Any, program: Any, name: str, weights: WeightStore) -> None:
    """Give every placeholder of a captured variable or tensor its value: a VarHandleOp with the key, or a constant."""
    function = program.functions[name]
    variables = {id(variable.handle): variable for variable in (*program.module.variables, *function.graph.variables)}
    nodes = {node.name: node for node in graph_def.node}
    for external, internal in function.graph.captures:
        node = nodes[internal.op.name]
        if id(external) in variables:
            _make_handle(node, weights.add_variable(variables[id(external)]), weights)
        elif external.dtype == tf.resource or external.dtype == tf.variant or not hasattr(external, "numpy"):
            raise EmitError(f"it captures {external.dtype.name} {node.name}", where=name, accepted="variables and constants")
        else:
            _make_constant(node, external.numpy())


def _make_handle(node: Any, key: str, weights: WeightStore) -> None:
    array = weights.arrays[key]
    node.op = "VarHandleOp"
    del node.input[:]
    node.attr.clear()
    node.attr["dtype"].type = tf.as_dtype(array.dtype).as_datatype_enum
    node.attr["shape"].shape.CopyFrom(tf.TensorShape(array.shape).as_proto())
    node.attr["shared_name"].s = key.encode()


def _make_read(node: Any, handle: str, dtype: int) -> None:
    node.op = "ReadVariableOp"
    node.input[:] = [handle]
    node.attr.clear()
    node.attr["dtype"].type = dtype


def _make_constant(node: Any, array: np.ndarray) -> None:
    proto = tf.make_tensor_proto(array)
    node.op = "Const"
    del node.input[:]
    node.attr.clear()
    node.attr["dtype"].type = proto.dtype
    node.attr["value"].tensor.CopyFrom(proto)


def _settle_constants(graph_def: Any, weights: WeightStore) -> None:
    """Small variables become constants, so that they fold; big constants leave the GraphDef."""
    handles = {node.name: node.attr["shared_name"].s.decode() for node in graph_def.node if node.op == "VarHandleOp"}
    for node in list(graph_def.node):
        if node.op == "ReadVariableOp" and node.input[0] in handles:
            array = weights.arrays[handles[node.input[0]]]
            if array.nbytes < BIG_CONSTANT_BYTES:
                _make_constant(node, array)
        elif node.op == "Const" and node.attr["value"].tensor.ByteSize() >= BIG_CONSTANT_BYTES:
            key = weights.add(tf.make_ndarray(node.attr["value"].tensor))
            _make_handle(graph_def.node.add(name=f"{node.name}/handle"), key, weights)
            _make_read(node, f"{node.name}/handle", node.attr["dtype"].type)


def _name_biases(graph_def: Any, weights: WeightStore) -> None:
    """Additions that are a dense layer's bias become BiasAdd: as additions Grappler would regroup them with others.

    Only a constant row as long as the kernel's is one; a longer row would stretch the product.
    """
    nodes = {node.name: node for node in graph_def.node}
    for node in graph_def.node:
        for product, bias in ((0, 1), (1, 0)) if node.op in ("AddV2", "Add") else ():
            dense = nodes[_split(node.input[product])[0]]
            if dense.op == "MatMul" and node.attr["T"].type == tf.float32.as_datatype_enum:
                kernel = _constant_shape(dense.input[1], nodes, weights)
                row = _constant_shape(node.input[bias], nodes, weights)
                if kernel is not None and row == (kernel[0 if dense.attr["transpose_b"].b else 1],):
                    node.op = "BiasAdd"
                    node.input[:2] = [node.input[product], node.input[bias]]
                    break


def _constant_shape(tensor: str, nodes: dict[str, Any], weights: WeightStore) -> tuple[int, ...] | None:
    node = nodes[_split(tensor)[0]]
    if node.op == "Const":
        return tuple(size.size for size in node.attr["value"].tensor.tensor_shape.dim)
    if node.op != "ReadVariableOp" or nodes[node.input[0]].op != "VarHandleOp":
        return None
    return weights.arrays[nodes[node.input[0]].attr["shared_name"].s.decode()].shape


def _without_lowering(graph_def: Any) -> Any:
    """Loops and branches stay whole: TF.js runs them so, and a flat graph without cycles is what follows here."""
    for nodes in (graph_def.node, *(function.node_def for function in graph_def.library.function)):
        for node in nodes:
            if "_lower_using_switch_merge" in node.attr:
                node.attr["_lower_using_switch_merge"].b = False
    return graph_def


def _grappler(graph_def: Any, fetches: list[str], optimizers: tuple[str, ...]) -> Any:
    from tensorflow.core.protobuf import config_pb2, meta_graph_pb2
    from tensorflow.python.grappler import tf_optimizer

    config = config_pb2.ConfigProto()
    options = config.graph_options.rewrite_options
    options.min_graph_nodes = -1  # by default graphs of a few nodes are left alone
    options.optimizers[:] = optimizers
    meta_graph = meta_graph_pb2.MetaGraphDef(graph_def=graph_def)
    meta_graph.collection_def["train_op"].node_list.value.extend(fetches)
    return tf_optimizer.OptimizeGraph(config, meta_graph, verbose=False, cluster=_cluster())


def _cluster() -> Any:
    """A pretended GPU: for a CPU, Grappler joins ops into ones that exist in TensorFlow's CPU kernels only."""
    from tensorflow.core.protobuf import device_properties_pb2
    from tensorflow.python.grappler import cluster

    device = device_properties_pb2.NamedDevice(name="/GPU:0")
    device.properties.type = "GPU"
    device.properties.environment["architecture"] = "4"
    return cluster.Cluster(devices=[device])


def _merge(graph: FlatGraph, signature: Any, inputs: dict[str, str], outputs: dict[str, str], graph_def: Any) -> None:
    """Add one signature's nodes to `graph`."""
    nodes = {node.name: node for node in graph_def.node}
    merged = _Merger(graph, signature.name, nodes, inputs)
    for spec in signature.inputs:
        graph.inputs[f"{signature.name}/{spec.name}"] = merged.placeholder(spec)
    for name in depth_first([_split(tensor)[0] for tensor in outputs.values()], lambda node: list(_data_inputs(nodes[node]))):
        merged.add(nodes[name])
    graph.outputs.update({f"{signature.name}/{name}": merged.tensor(tensor) for name, tensor in outputs.items()})


def _split(tensor: str) -> tuple[str, int]:
    """Node name and output number of a GraphDef tensor name: `a:1` is ("a", 1), `a` is ("a", 0)."""
    name, _, output = tensor.partition(":")
    return name, int(output or 0)


def _data_inputs(node: Any) -> Iterator[str]:
    """Names of the nodes whose values `node` reads. Control inputs are left out: what is left of the graph is pure."""
    return (_split(name)[0] for name in node.input if not name.startswith("^"))


@dataclass
class _Merger:
    """Where the tensors of one signature's GraphDef are in the FlatGraph."""

    graph: FlatGraph
    signature: str
    nodes: dict[str, Any]
    input_names: dict[str, str]
    _own: dict[str, int] = field(default_factory=dict)
    _elsewhere: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    _placeholders: dict[str, tuple[int, int]] = field(default_factory=dict)

    def tensor(self, name: str) -> tuple[int, int]:
        node, output = _split(name)
        return (self._own[node], output) if node in self._own else self._elsewhere[node, output]

    def placeholder(self, spec: Any) -> tuple[int, int]:
        dtype, shape = tf.as_dtype(spec.dtype), tf.TensorShape(spec.shape)
        attrs = {"dtype": attr(type=dtype.as_datatype_enum), "shape": attr(shape=shape.as_proto())}
        place = (self.graph.add(FlatNode("Placeholder", (), attrs, self.signature, spec.name)), 0)
        self._placeholders[spec.name] = place
        return place

    def add(self, node: Any) -> None:
        inputs = [self.tensor(name) for name in node.input if not name.startswith("^") and self._is_value(name)]
        if node.op == "Placeholder":
            self._elsewhere[node.name, 0] = self._placeholders[self.input_names[node.name]]
        elif node.op in _PASS_THROUGH:
            self._elsewhere.update({(node.name, output): place for output, place in enumerate(inputs)})
        elif node.op == "Const":
            array = tf.make_ndarray(node.attr["value"].tensor)
            self._own[node.name] = self.graph.add_weight(array, self.signature, node.name)
        elif node.op == "ReadVariableOp":
            self._own[node.name] = self._weight_of(node)
        elif node.op == "ResourceGather":
            self._own[node.name] = self._add_gather(node, inputs[0])
        elif node.op != "VarHandleOp":
            attrs = {name: value for name, value in node.attr.items() if not name.startswith("_")}
            self._own[node.name] = self.graph.add(FlatNode(node.op, tuple(inputs), attrs, self.signature, node.name))

    def _is_value(self, name: str) -> bool:
        return self.nodes[_split(name)[0]].op != "VarHandleOp"

    def _weight_of(self, node: Any) -> int:
        handle = self.nodes[_split(node.input[0])[0]]
        if handle.op != "VarHandleOp":
            raise EmitError(f"{node.name} reads a variable through {handle.op}", where=self.signature,
                            accepted="variables read outside loops and branches")
        key = handle.attr["shared_name"].s.decode()
        return self.graph.add(FlatNode("Const", (), {}, self.signature, node.name, key))

    def _add_gather(self, node: Any, indices: tuple[int, int]) -> int:
        """tf.gather on a variable is its own op in a GraphDef; on a constant it is a GatherV2 over axis 0."""
        axis = self.graph.add_weight(np.array(0, np.int32), self.signature, node.name), 0
        attrs = {"Tparams": attr(type=node.attr["dtype"].type), "Tindices": attr(type=node.attr["Tindices"].type),
                 "Taxis": attr(type=tf.int32.as_datatype_enum), "batch_dims": attr(i=node.attr["batch_dims"].i)}
        return self.graph.add(FlatNode("GatherV2", ((self._weight_of(node), 0), indices, axis), attrs, self.signature, node.name))


def attr(**value: Any) -> Any:
    from tensorflow.core.framework import attr_value_pb2

    return attr_value_pb2.AttrValue(**value)
