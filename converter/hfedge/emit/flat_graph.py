"""All signatures of a program in one graph of pure ops, every weight, table and equal node in it once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from hfedge.emit.function_def import IF, WHILE, Function, functions_of, live_variables
from hfedge.emit.graph_def import (
    WeightStore,
    attr,
    cleaned_body,
    cleaned_graph_def,
    depth_first,
    split_tensor,
    values_of,
)
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
    """Nodes, each behind its inputs; `inputs` and `outputs` are the tensors called `<signature>/<name>`.

    functions: what the loops and branches call, by name, in flat graphs of their own; in those, inputs and outputs are
    called by number. All graphs of a program share `weights` and `functions`.
    """

    weights: WeightStore
    functions: dict[str, "FlatGraph"] = field(default_factory=dict)
    nodes: list[FlatNode] = field(default_factory=list)
    inputs: dict[str, Place] = field(default_factory=dict)
    outputs: dict[str, Place] = field(default_factory=dict)
    _seen: dict[tuple, int] = field(default_factory=dict)

    def add(self, node: FlatNode) -> int:
        """The index of `node`, or of an equal one that is already there."""
        key = _key(node)
        if key not in self._seen or node.op == "Placeholder" or "Random" in node.op:
            self._seen[key] = len(self.nodes)
            self.nodes.append(node)
        return self._seen[key]

    def add_weight(self, key: str, signature: str, origin: str) -> int:
        return self.add(FlatNode("Const", (), {}, signature, origin, key))

    def add_function(self, function: "FlatGraph") -> str:
        """The name of `function`, or of an equal one that is already there."""
        content = function.content()
        equal = (name for name, other in self.functions.items() if other.content() == content)
        name = next(equal, f"function_{len(self.functions)}")
        self.functions.setdefault(name, function)
        return name

    def content(self) -> tuple:
        """What makes a graph equal to another."""
        return (*map(_key, self.nodes), *self.inputs.items(), *self.outputs.items())

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


def _key(node: FlatNode) -> tuple:
    attrs = tuple((name, value.SerializeToString(deterministic=True)) for name, value in node.attrs.items())
    return (node.op, node.inputs, tuple(sorted(attrs)), node.weight)


def flat_graph(program: Any) -> FlatGraph:
    """Every signature of a TracedProgram in one graph.

    Raises EmitError when a function captures something that is neither a variable nor a constant, or has other inputs
    or outputs than its signature says.
    """
    graph = FlatGraph(WeightStore())
    for name, signature in program.signatures.items():
        function = program.functions[name]
        input_names, output_names = _input_names(signature, function), _output_names(signature, function)
        graph_def = cleaned_graph_def(program, name, graph.weights)
        _merge(graph, signature, input_names, output_names, graph_def)
    return graph


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
    merger = _Merger(graph, signature.name, graph_def, inputs)
    for spec in signature.inputs:
        graph.inputs[f"{signature.name}/{spec.name}"] = merger.add_input(spec.name, spec.dtype, spec.shape)
    merger.add_all(outputs.values())
    for name, tensor in outputs.items():
        graph.outputs[f"{signature.name}/{name}"] = merger.place(tensor)


@dataclass
class _Merger:
    """Where the tensors of one signature's GraphDef, or of one function's, are in the FlatGraph."""

    graph: FlatGraph
    signature: str
    graph_def: Any
    input_names: Mapping[str, str]
    nodes: dict[str, Any] = field(init=False)
    _read: dict[str, set[int]] = field(default_factory=dict)  # by node: its outputs that anything reads
    _own: dict[str, int] = field(default_factory=dict)
    _elsewhere: dict[tuple[str, int], Place] = field(default_factory=dict)
    _placeholders: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = {node.name: node for node in self.graph_def.node}

    def place(self, tensor: str) -> Place:
        node, output = split_tensor(tensor)
        return (self._own[node], output) if node in self._own else self._elsewhere[node, output]

    def add_input(self, name: str, dtype: Any, shape: Any) -> Place:
        dtype, shape = tf.as_dtype(dtype), tf.TensorShape(shape)
        attrs = {"dtype": attr(type=dtype.as_datatype_enum), "shape": attr(shape=shape.as_proto())}
        index = self.graph.add(FlatNode("Placeholder", (), attrs, self.signature, name))
        self._placeholders[name] = (index, 0)
        return index, 0

    def add_all(self, outputs: Iterable[str]) -> None:
        """Place everything that some tensors are made of."""
        roots = [split_tensor(tensor) for tensor in outputs]
        order = depth_first(
            [name for name, _ in roots], lambda name: [split_tensor(item)[0] for item in values_of(self.nodes[name])]
        )
        for name, output in (*roots, *(split_tensor(item) for node in order for item in values_of(self.nodes[node]))):
            self._read.setdefault(name, set()).add(output)
        for name in order:
            self.add(self.nodes[name])

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
        elif node.op in WHILE:
            self._add_loop(node)
        elif node.op in IF:
            self._add_branches(node)
        elif node.op != "VarHandleOp":
            attrs = {name: value for name, value in node.attr.items() if not name.startswith("_")}
            self._own[node.name] = self._add_op(node, node.op, self._places(node), attrs)

    def _places(self, node: Any) -> list[Place]:
        return [self.place(name) for name in values_of(node) if not self._is_handle(name)]

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

    def _functions(self, node: Any, *names: str) -> list[Function]:
        return [self._library[node.attr[name].func.name] for name in names]

    @cached_property
    def _library(self) -> dict[str, Function]:
        return functions_of(self.graph_def.library)

    def _weights_among(self, tensors: list[str], places: Iterable[int]) -> dict[int, str]:
        """Which of a loop's or branch's arguments are weights -> their keys."""
        keys = {}
        for place in places:
            name, _ = split_tensor(tensors[place])
            if self._is_handle(tensors[place]):
                keys[place] = self.nodes[name].attr["shared_name"].s.decode()
            elif key := self.graph.nodes[self.place(tensors[place])[0]].weight:
                keys[place] = key
        return keys

    def _add_loop(self, node: Any) -> None:
        """What is a weight, and what nothing needs, is no variable of the loop; what it does not change is read from
        before the loop."""
        tensors = values_of(node)
        condition, body = self._functions(node, "cond", "body")
        unchanged = body.unchanged()
        keys = self._weights_among(tensors, unchanged)
        live = live_variables(condition, body, self._read[node.name] - unchanged)
        carried = [place for place in live if place not in keys]
        attrs = {
            "cond": self._add_function(condition, carried, keys, [0]),
            "body": self._add_function(body, carried, keys, carried),
            "T": self._types(body, carried),
        }
        inputs = [self.place(tensors[place]) for place in carried]
        index = self._add_op(node, "StatelessWhile", inputs, attrs)
        self._elsewhere.update({(node.name, place): (index, output) for output, place in enumerate(carried)})
        read = unchanged & self._read[node.name]
        self._elsewhere.update({(node.name, place): self.place(tensors[place]) for place in read})

    def _add_branches(self, node: Any) -> None:
        condition, *tensors = values_of(node)
        branches = self._functions(node, "then_branch", "else_branch")
        results = sorted(self._read[node.name])
        needed = sorted(set().union(*(branch.needs(results) for branch in branches)))
        keys = self._weights_among(tensors, needed)
        carried = [place for place in needed if place not in keys]
        then, otherwise = (self._add_function(branch, carried, keys, results) for branch in branches)
        types = attr()
        types.list.type.extend(node.attr["Tout"].list.type[place] for place in results)
        attrs = {"then_branch": then, "else_branch": otherwise, "Tcond": node.attr["Tcond"],
                 "Tin": self._types(branches[0], carried), "Tout": types}  # fmt: skip
        inputs = [self.place(tensor) for tensor in (condition, *(tensors[place] for place in carried))]
        index = self._add_op(node, "StatelessIf", inputs, attrs)
        self._elsewhere.update({(node.name, place): (index, output) for output, place in enumerate(results)})

    def _types(self, function: Function, arguments: list[int]) -> Any:
        nodes = {node.name: node for node in function.graph_def.node}
        types = attr()
        types.list.type.extend(nodes[function.arguments[place]].attr["dtype"].type for place in arguments)
        return types

    def _add_function(self, function: Function, arguments: list[int], keys: dict[int, str], results: list[int]) -> Any:
        """A function as a flat graph of some of its arguments and results -> the attribute that names it.

        keys: arguments that are weights.
        """
        bound = {function.arguments[place]: key for place, key in keys.items()}
        fetches = [function.results[place] for place in results]
        graph_def = cleaned_body(function.graph_def, self.graph_def.library, bound, fetches, self.graph.weights)
        inner = FlatGraph(self.graph.weights, self.graph.functions)
        names = {function.arguments[place]: str(number) for number, place in enumerate(arguments)}
        merger = _Merger(inner, self.signature, graph_def, names)
        specs = {node.name: node.attr for node in function.graph_def.node if node.name in names}
        for argument, name in names.items():
            shape = specs[argument]["shape"].shape if "shape" in specs[argument] else None
            inner.inputs[name] = merger.add_input(name, specs[argument]["dtype"].type, shape)
        merger.add_all(fetches)
        inner.outputs.update({str(number): merger.place(tensor) for number, tensor in enumerate(fetches)})
        called = attr()
        called.func.name = self.graph.add_function(inner)
        return called
