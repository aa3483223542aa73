"""One traced signature as a small, clean GraphDef: weights outside, calls inlined, constants folded. So are the
functions of its loops and branches, each a GraphDef of its own.

The big weights never enter a GraphDef. A variable is a VarHandleOp whose `shared_name` is the key of its
value in the WeightStore, and a big constant is turned into such a node and a read of it too, so that
Grappler sees a small graph and cannot store a second, reshaped copy of a table.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.emit.wide_integers import widen, widened
from hfedge.errors import EmitError
from hfedge.lazy import tf

# Constants from this size on stay outside. Below it, folding is worth more than the bytes of a second copy.
BIG_CONSTANT_BYTES = 32 * 1024

# `function` inlines. The others are what the official TF.js converter runs before it fuses, twice as it does:
# folding uncovers arithmetic and the other way round. `remap` is left out: on x86 it makes ops that no edge
# runtime has.
_INLINING = ("function",)
_CLEANING = ("debug_stripper", "pruning", *("constfold", "arithmetic", "dependency", "pruning") * 2)


@dataclass
class WeightStore:
    """Arrays by content: an array that is added twice is kept once."""

    arrays: dict[str, np.ndarray] = field(default_factory=dict)
    _keys_of_variables: dict[int, str] = field(default_factory=dict)

    def add(self, array: np.ndarray) -> str:
        """The key of `array`'s content, dtype and shape; what is narrow becomes int32."""
        array = widened(np.ascontiguousarray(array).reshape(np.shape(array)))
        digest = hashlib.sha256(f"{array.dtype} {array.shape} ".encode())
        if array.dtype.hasobject:  # strings: they are refused later, with the node's name
            digest.update(repr(array.tolist()).encode())
        elif array.size:
            digest.update(array.reshape(-1).view(np.uint8))
        self.arrays.setdefault(digest.hexdigest(), array)
        return digest.hexdigest()

    def add_variable(self, variable: Any) -> str:
        """The same for a tf.Variable: hashed once however many signatures read it, its memory not copied."""
        if id(variable) not in self._keys_of_variables:
            self._keys_of_variables[id(variable)] = self.add(np.asarray(variable.read_value()))
        return self._keys_of_variables[id(variable)]


def cleaned_graph_def(program: Any, name: str, weights: WeightStore) -> Any:
    """Signature `name` of a TracedProgram as a GraphDef whose ReadVariableOp and ResourceGather read weights.

    Raises EmitError when the function captures something that is neither a variable nor a constant.
    """
    function = program.functions[name]
    graph_def = function.graph.as_graph_def()
    _stub_captures(graph_def, program, name, weights)
    widen(graph_def)
    return _cleaned(graph_def, [tensor.name for tensor in function.graph.structured_outputs.values()], weights)


def cleaned_body(
    graph_def: Any, library: Any, bound: Mapping[str, str], fetches: list[str], weights: WeightStore
) -> Any:
    """The same of a function of a loop or branch. bound: arguments that are weights, by name, to the weights' keys."""
    graph_def = type(graph_def)(node=_needed(graph_def, fetches), versions=graph_def.versions, library=library)
    for node in list(graph_def.node):
        if node.op == "Placeholder" and node.name in bound:
            dtype = node.attr["dtype"].type
            if dtype == tf.resource.as_datatype_enum:
                _make_handle(node, bound[node.name], weights)
            else:
                _make_handle(graph_def.node.add(name=f"{node.name}/handle"), bound[node.name], weights)
                _make_read(node, f"{node.name}/handle", dtype)
    return _cleaned(graph_def, fetches, weights)


def _needed(graph_def: Any, fetches: list[str]) -> list[Any]:
    """Copies of the nodes that some tensors are made of. What is left out may read arguments that are not bound, and
    Grappler refuses a read of a variable that is none."""
    nodes = {node.name: node for node in graph_def.node}
    roots = [split_tensor(tensor)[0] for tensor in fetches]
    read = set(depth_first(roots, lambda name: [split_tensor(item)[0] for item in values_of(nodes[name])]))
    kept = type(graph_def)(node=(node for node in graph_def.node if node.name in read)).node
    for node in kept:
        node.input[:] = values_of(node)  # the others may be gone
    return list(kept)


def _cleaned(graph_def: Any, fetches: list[str], weights: WeightStore) -> Any:
    """Its library is left as it is: what is in it is cleaned where it is used."""
    if graph_def.library.function:
        graph_def = _grappler(_without_lowering(graph_def), fetches, _INLINING)
        _follow_handles(graph_def)
    _settle_constants(graph_def, weights)
    _name_biases(graph_def, weights)
    library = graph_def.library
    graph_def = type(graph_def)(node=graph_def.node, versions=graph_def.versions)
    graph_def = _grappler(graph_def, fetches, _CLEANING)
    graph_def.library.CopyFrom(library)
    return graph_def


def depth_first(roots: Iterable[Hashable], inputs_of: Callable[[Any], list]) -> list[Any]:
    """Everything that `roots` depend on, each once and behind its inputs.

    A loop and not recursion: graphs are thousands of nodes deep.
    """
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


def values_of(node: Any) -> list[str]:
    """Tensors that `node` reads. Control inputs are left out: they only ordered checks, which are gone."""
    return [name for name in node.input if not name.startswith("^")]


def split_tensor(tensor: str) -> tuple[str, int]:
    """Node name and output number of a GraphDef tensor name: `a:1` is ("a", 1), `a` is ("a", 0)."""
    name, _, output = tensor.partition(":")
    return name, int(output or 0)


def attr(**value: Any) -> Any:
    """An AttrValue: attr(i=1), attr(type=...)."""
    from tensorflow.core.framework import attr_value_pb2

    return attr_value_pb2.AttrValue(**value)


def _stub_captures(graph_def: Any, program: Any, name: str, weights: WeightStore) -> None:
    """Give every placeholder of a captured variable or tensor its value: a VarHandleOp, or a constant."""
    function = program.functions[name]
    known = (*program.module.variables, *function.graph.variables)
    variables = {id(variable.handle): variable for variable in known}
    nodes = {node.name: node for node in graph_def.node}
    for external, internal in function.graph.captures:
        node = nodes[internal.op.name]
        if id(external) in variables:
            _make_handle(node, weights.add_variable(variables[id(external)]), weights)
        elif external.dtype in (tf.resource, tf.variant) or not hasattr(external, "numpy"):
            found = f"it captures {node.name}, which is {external.dtype.name}"
            raise EmitError(found, where=name, accepted="variables and constants")
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


def _follow_handles(graph_def: Any) -> None:
    """Read variables directly: inlining hands a function's variables on through Identity nodes."""
    source = {}
    for node in graph_def.node:
        if node.op == "Identity" and node.attr["T"].type == tf.resource.as_datatype_enum:
            source[node.name] = split_tensor(node.input[0])[0]
    for node in graph_def.node:
        for number, name in enumerate(node.input):
            while name in source:
                name = source[name]
            node.input[number] = name


def _settle_constants(graph_def: Any, weights: WeightStore) -> None:
    """Small variables become constants, so that they fold; big constants leave the GraphDef."""
    handles = {node.name: _key_of(node) for node in graph_def.node if node.op == "VarHandleOp"}
    for node in list(graph_def.node):
        if node.op == "ReadVariableOp" and node.input[0] in handles:
            array = weights.arrays[handles[node.input[0]]]
            if array.nbytes < BIG_CONSTANT_BYTES:
                _make_constant(node, array)
        elif node.op == "Const" and node.attr["value"].tensor.ByteSize() >= BIG_CONSTANT_BYTES:
            key = weights.add(tf.make_ndarray(node.attr["value"].tensor))
            _make_handle(graph_def.node.add(name=f"{node.name}/handle"), key, weights)
            _make_read(node, f"{node.name}/handle", node.attr["dtype"].type)


def _key_of(handle: Any) -> str:
    return handle.attr["shared_name"].s.decode()


def _name_biases(graph_def: Any, weights: WeightStore) -> None:
    """Additions of a dense layer's bias become BiasAdd: Grappler would regroup them with other additions."""
    nodes = {node.name: node for node in graph_def.node}
    for node in graph_def.node:
        for product, bias in ((0, 1), (1, 0)) if node.op in ("AddV2", "Add") else ():
            if _is_bias(node, node.input[product], node.input[bias], nodes, weights):
                node.op = "BiasAdd"
                node.input[:2] = [node.input[product], node.input[bias]]
                break


def _is_bias(node: Any, product: str, bias: str, nodes: dict[str, Any], weights: WeightStore) -> bool:
    """Whether a constant row as long as the kernel's is added. A longer row would stretch the product."""
    dense = nodes[split_tensor(product)[0]]
    if dense.op != "MatMul" or node.attr["T"].type != tf.float32.as_datatype_enum:
        return False
    kernel = _constant_shape(dense.input[1], nodes, weights)
    columns = 0 if dense.attr["transpose_b"].b else 1
    return kernel is not None and _constant_shape(bias, nodes, weights) == (kernel[columns],)


def _constant_shape(tensor: str, nodes: dict[str, Any], weights: WeightStore) -> tuple[int, ...] | None:
    node = nodes[split_tensor(tensor)[0]]
    if node.op == "Const":
        return tuple(size.size for size in node.attr["value"].tensor.tensor_shape.dim)
    if node.op != "ReadVariableOp" or nodes[node.input[0]].op != "VarHandleOp":
        return None
    return weights.arrays[_key_of(nodes[node.input[0]])].shape


def _without_lowering(graph_def: Any) -> Any:
    """Loops and branches stay one node each: the flat graph has no cycles."""
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
    """A pretended GPU: for a CPU, Grappler joins ops into ones that only TensorFlow's own CPU kernels run."""
    from tensorflow.core.protobuf import device_properties_pb2
    from tensorflow.python.grappler import cluster

    device = device_properties_pb2.NamedDevice(name="/GPU:0")
    device.properties.type = "GPU"
    device.properties.environment["architecture"] = "4"
    return cluster.Cluster(devices=[device])
