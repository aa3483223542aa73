"""All signatures of a program in one graph of pure ops, every weight, table and equal node in it once."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hfedge.emit.graph_def import WeightStore, attr, cleaned_graph_def, split_tensor
from hfedge.errors import EmitError
from hfedge.lazy import tf

# A tensor of the graph: the index of the node that makes it, and which of the node's outputs it is.
Place = tuple[int, int]

# Nodes that only hand their inputs on, output i being input i.
_PASS_THROUGH = frozenset(
    ("Identity", "IdentityN", "StopGradient", "PreventGradient", "Snapshot", "CheckNumerics", "EnsureShape")
)


@dataclass(frozen=True)
class FlatNode:
    """One op. `weight` is a Const's key in the WeightStore; `origin` the traced node's name, for messages."""

    op: str
    inputs: tuple[Place, ...]
    attrs: dict[str, Any] = field(repr=False)
    signature: str
    origin: str
    weight: str = ""


@dataclass
class FlatGraph:
    """Nodes, each behind its inputs; `inputs` and `outputs` are the tensors called `<signature>/<name>`."""

    weights: WeightStore
    nodes: list[FlatNode] = field(default_factory=list)
    inputs: dict[str, Place] = field(default_factory=dict)
    outputs: dict[str, Place] = field(default_factory=dict)
    _seen: dict[tuple, int] = field(default_factory=dict)

    def add(self, node: FlatNode) -> int:
        """The index of `node`, or of an equal one that is already there."""
        attrs = tuple((name, value.SerializeToString(deterministic=True)) for name, value in node.attrs.items())
        key = (node.op, node.inputs, tuple(sorted(attrs)), node.weight)
        if key not in self._seen or node.op == "Placeholder" or "Random" in node.op:
            self._seen[key] = len(self.nodes)
            self.nodes.append(node)
        return self._seen[key]

    def add_weight(self, key: str, signature: str, origin: str) -> int:
        return self.add(FlatNode("Const", (), {}, signature, origin, key))

    def array(self, index: int) -> np.ndarray | None:
        """The value of node `index` when it is a weight."""
        node = self.nodes[index]
        return self.weights.arrays[node.weight] if node.op == "Const" else None

    def reachable(self) -> list[int]:
        """All inputs that no output needs, then every node that one does, each behind its inputs."""
        roots = [index for index, _ in self.outputs.values()]
        needed = depth_first(roots, lambda index: [source for source, _ in self.nodes[index].inputs])
        unused = {index for index, _ in self.inputs.values()}.difference(needed)
        return [*sorted(unused), *needed]


def flat_graph(program: Any) -> FlatGraph:
    """Every signature of a TracedProgram in one graph.

    Raises EmitError when a function captures something that is neither a variable nor a constant, reads a
    variable inside a loop, or has other inputs or outputs than its signature says.
    """
    graph = FlatGraph(WeightStore())
    for name, signature in program.signatures.items():
        function = program.functions[name]
        input_names, output_names = _input_names(signature, function), _output_names(signature, function)
        graph_def = cleaned_graph_def(program, name, graph.weights)
        _merge(graph, signature, input_names, output_names, graph_def)
    return graph


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


def _input_names(signature: Any, function: Any) -> dict[str, str]:
    """Node names of the traced placeholders to the names in the signature."""
    captured = {internal.name for _, internal in function.graph.captures}
    placeholders = [tensor.op for tensor in function.graph.inputs if tensor.name not in captured]
    found = {op.name: _given_name(op) for op in placeholders}
    wanted = [spec.name for spec in signature.inputs]
    if sorted(found.values()) != sorted(wanted):
        message = f"the traced function takes {', '.join(sorted(found.values()))}"
        raise EmitError(message, where=signature.name, accepted=", ".join(wanted))
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
        message = f"the traced function returns {', '.join(found)}"
        raise EmitError(message, where=signature.name, accepted=", ".join(wanted))
    return {name: traced[name].name for name in wanted}


def _merge(graph: FlatGraph, signature: Any, inputs: dict[str, str], outputs: dict[str, str], graph_def: Any) -> None:
    """Add one signature's nodes to `graph`."""
    nodes = {node.name: node for node in graph_def.node}
    merger = _Merger(graph, signature.name, nodes, inputs)
    for spec in signature.inputs:
        graph.inputs[f"{signature.name}/{spec.name}"] = merger.add_input(spec)
    roots = [split_tensor(tensor)[0] for tensor in outputs.values()]
    for name in depth_first(roots, lambda name: [split_tensor(source)[0] for source in _values(nodes[name])]):
        merger.add(nodes[name])
    for name, tensor in outputs.items():
        graph.outputs[f"{signature.name}/{name}"] = merger.place(tensor)


def _values(node: Any) -> list[str]:
    """Tensors that `node` reads. Control inputs are left out: they only ordered checks, which are gone."""
    return [name for name in node.input if not name.startswith("^")]


@dataclass
class _Merger:
    """Where the tensors of one signature's GraphDef are in the FlatGraph."""

    graph: FlatGraph
    signature: str
    nodes: dict[str, Any]
    input_names: dict[str, str]
    _own: dict[str, int] = field(default_factory=dict)
    _elsewhere: dict[tuple[str, int], Place] = field(default_factory=dict)
    _placeholders: dict[str, Place] = field(default_factory=dict)

    def place(self, tensor: str) -> Place:
        node, output = split_tensor(tensor)
        return (self._own[node], output) if node in self._own else self._elsewhere[node, output]

    def add_input(self, spec: Any) -> Place:
        dtype, shape = tf.as_dtype(spec.dtype), tf.TensorShape(spec.shape)
        attrs = {"dtype": attr(type=dtype.as_datatype_enum), "shape": attr(shape=shape.as_proto())}
        index = self.graph.add(FlatNode("Placeholder", (), attrs, self.signature, spec.name))
        self._placeholders[spec.name] = (index, 0)
        return index, 0

    def add(self, node: Any) -> None:
        """Place the outputs of `node`, whose inputs are placed."""
        if node.op == "Placeholder":
            self._elsewhere[node.name, 0] = self._placeholders[self.input_names[node.name]]
        elif node.op in _PASS_THROUGH:
            places = enumerate(self._places(node))
            self._elsewhere.update({(node.name, output): place for output, place in places})
        elif node.op == "Const":
            key = self.graph.weights.add(tf.make_ndarray(node.attr["value"].tensor))
            self._own[node.name] = self.graph.add_weight(key, self.signature, node.name)
        elif node.op == "ReadVariableOp":
            self._own[node.name] = self._weight_of(node)
        elif node.op == "ResourceGather":
            self._own[node.name] = self._add_gather(node)
        elif node.op != "VarHandleOp":
            attrs = {name: value for name, value in node.attr.items() if not name.startswith("_")}
            self._own[node.name] = self._add_op(node, node.op, self._places(node), attrs)

    def _places(self, node: Any) -> list[Place]:
        return [self.place(name) for name in _values(node) if not self._is_handle(name)]

    def _is_handle(self, name: str) -> bool:
        return self.nodes[split_tensor(name)[0]].op == "VarHandleOp"

    def _add_op(self, node: Any, op: str, inputs: list[Place], attrs: dict[str, Any]) -> int:
        return self.graph.add(FlatNode(op, tuple(inputs), attrs, self.signature, node.name))

    def _weight_of(self, node: Any) -> int:
        handle = self.nodes[split_tensor(node.input[0])[0]]
        if handle.op != "VarHandleOp":
            found = f"{node.name} reads a variable through {handle.op}"
            raise EmitError(found, where=self.signature, accepted="variables read outside loops and branches")
        return self.graph.add_weight(handle.attr["shared_name"].s.decode(), self.signature, node.name)

    def _add_gather(self, node: Any) -> int:
        """TensorFlow has an op of its own for tf.gather on a variable; on a weight it is GatherV2, axis 0."""
        key = self.graph.weights.add(np.array(0, np.int32))
        axis = self.graph.add_weight(key, self.signature, node.name)
        attrs = {
            "Tparams": attr(type=node.attr["dtype"].type),
            "Tindices": attr(type=node.attr["Tindices"].type),
            "Taxis": attr(type=tf.int32.as_datatype_enum),
            "batch_dims": attr(i=node.attr["batch_dims"].i),
        }
        inputs = [(self._weight_of(node), 0), *self._places(node), (axis, 0)]
        return self._add_op(node, "GatherV2", inputs, attrs)
