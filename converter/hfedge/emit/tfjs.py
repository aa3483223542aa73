"""A TracedProgram as one TF.js graph model: model.json and weight shards, every signature in one graph.

The tensors of a signature are fed and fetched by name, and only the nodes that those need are run:
`model.execute({"encode_16/input_ids": ids, ...}, ["encode_16/logits"])`. Nodes are named so themselves,
without a `:0`: the name in the signature, the node's name and the key of the feed are one string.

Signatures with loops or branches need `model.executeAsync` instead, which takes the same arguments and costs more;
`userDefinedMetadata.hfedge.executeAsync` lists them. Loops stay functions (StatelessWhile, with a library), where
weights and constants are nodes of the function itself: TF.js looks up weights by their names in every graph.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.emit.flat_graph import FlatGraph, FlatNode, Place, flat_graph
from hfedge.emit.graph_def import attr
from hfedge.emit.tfjs_weights import stored, write_shards
from hfedge.errors import EmitError
from hfedge.lazy import tf

TABLE = Path(__file__).parent / "ops" / "tfjs.json"

# An artifact has to run on all of them: the page picks the backend.
BACKENDS = ("cpu", "wasm", "webgl", "webgpu")

# TF.js reads int64 as int32 and float64 as float32 without a word, and WebGPU has no strings.
DTYPES = ("float32", "int32", "bool")

# WebGL and WebGPU keep integers in floats, which are exact below this.
LARGEST_INTEGER = 1 << 24

# What loops and branches become; model.executeAsync runs them. TF.js keeps what nodes of control flow read and give
# until the end of a graph, and does not take "If" for one.
CONTROL_FLOW = ("StatelessWhile", "StatelessIf")

# Activations that the fused kernel of every backend has. GELU stays Erf and arithmetic.
_FUSED_ACTIVATIONS = ("Relu", "Relu6", "Elu", "Sigmoid")


def emit_tfjs(program: Any, recipe_name: str, folder: Path, *, metadata: dict[str, Any]) -> list[str]:
    """Write the graph model of `program` into `folder` (which exists); the file names, model.json first.

    `metadata` becomes `userDefinedMetadata.hfedge`. The same program gives the same bytes in any process.
    Raises EmitError for an op or a dtype that some TF.js backend lacks, UsageError for an unknown recipe.
    """
    return write_tfjs(tfjs_graph(program), program.signatures, lambda _: recipe_name, folder, metadata=metadata)


def tfjs_graph(program: Any) -> FlatGraph:
    """The checked graph that every recipe is written from: the costly part of emitting, done once for all."""
    graph = flat_graph(program)
    fuse_dense(graph)
    check_graph(graph)
    return graph


def write_tfjs(
    graph: FlatGraph,
    signatures: dict[str, Any],
    recipe_of: Callable[[Any], str],
    folder: Path,
    *,
    metadata: dict[str, Any],
) -> list[str]:
    """Write `graph`, each weight stored by the recipe that recipe_of names; the file names, model.json first."""
    names = node_names(graph)
    keys = weight_names(graph, names)
    arrays = {name: graph.weights.arrays[key] for key, name in keys.items()}
    weights = [stored(name, array, recipe_of(array)) for name, array in arrays.items()]
    shards = write_shards(folder, weights)
    if dynamic := needing_async(graph):
        metadata = {**metadata, "executeAsync": dynamic}
    versions = {"producer": tf.version.GRAPH_DEF_VERSION}
    model = {
        "format": "graph-model",
        "generatedBy": tf.__version__,
        "convertedBy": "hfedge",
        "signature": {side: _signature_json(signatures, side) for side in ("inputs", "outputs")},
        "userDefinedMetadata": {"hfedge": metadata},
        "modelTopology": {
            "node": _topology(graph, names),
            "library": _library(graph, keys),
            "versions": versions,
        },
        "weightsManifest": [{"paths": shards, "weights": [weight.manifest_entry() for weight in weights]}],
    }
    text = json.dumps(model, separators=(",", ":"), ensure_ascii=False)
    (folder / "model.json").write_text(text, encoding="utf-8")
    return ["model.json", *shards]


@cache
def op_table() -> dict[str, Any]:
    """emit/ops/tfjs.json: which backends run which op, and of which TF.js version that is true."""
    return json.loads(TABLE.read_text(encoding="utf-8"))


def check_graph(graph: FlatGraph) -> None:
    """Raise EmitError for the first node that some backend would not run, or would run with other numbers, and for a
    name that an input and an output share."""
    for name in graph.inputs.keys() & graph.outputs.keys():
        raise EmitError(f"{name} is an input and an output", accepted="names of their own, they are nodes' names")
    for one in (graph, *graph.functions.values()):
        for index in one.reachable():
            node = one.nodes[index]
            _check_op(node)
            _check_dtypes(node, one.array(index))
            _check_integers(node, one)


def _check_op(node: FlatNode) -> None:
    table, fault = op_table(), ""
    lacking = [backend for backend in BACKENDS if backend not in table["ops"].get(node.op, ())]
    if node.op not in table["ops"]:
        fault = "TF.js does not know it"
    elif node.op in table["refused"]:
        fault = table["refused"][node.op]
    elif lacking:
        fault = f"it does not run on {', '.join(lacking)}"
    elif node.op not in CONTROL_FLOW and (
        node.op in table["needs_async"] or any(value.HasField("func") for value in node.attrs.values())
    ):
        fault = "it calls a function, or its shape only running tells"
    if fault:
        accepted = f"ops that {', '.join(BACKENDS)} of TF.js {table['tfjs']} all run (emit/ops/tfjs.json)"
        hint = f"For {node.op}, {table['instead'][node.op]}" if node.op in table["instead"] else ""
        raise EmitError(f"op {node.op}: {fault}", where=_where(node), accepted=accepted, hint=hint)


def _check_dtypes(node: FlatNode, weight: Any) -> None:
    found = {value for entry in node.attrs.values() for value in (entry.type, *entry.list.type) if value}
    names = {tf.as_dtype(value).name for value in found}
    if weight is not None:
        names = {tf.as_dtype(weight.dtype).name}
    for name in sorted(names.difference(DTYPES)):
        raise EmitError(f"{node.op} has dtype {name}", where=_where(node), accepted=", ".join(DTYPES))


def _check_integers(node: FlatNode, graph: FlatGraph) -> None:
    """Constants have to be small enough for WebGL; only bounds of slices, which no kernel sees, need not."""
    for index, _ in node.inputs if node.op != "StridedSlice" else ():
        array = graph.array(index)
        if array is not None and array.dtype.name == "int32" and array.size:
            worst = max(int(array.max()), -int(array.min()))
            if worst >= LARGEST_INTEGER:
                found = f"{node.op} reads a constant that holds {worst}"
                raise EmitError(found, where=_where(node), accepted="integers below 2^24")


def _where(node: FlatNode) -> str:
    return f"{node.signature}/{node.origin}"


def fuse_dense(graph: FlatGraph) -> None:
    """A MatMul with its bias, and perhaps an activation, becomes the one op that TF.js has for them.

    Not that of a transposed matrix: on wasm (4.22) the fused op adds a wrong bias to every row of it but the first.
    """
    reachable = graph.reachable()
    uses = Counter(source for index in reachable for source, _ in graph.nodes[index].inputs)
    uses.update(index for index, _ in graph.outputs.values())
    for index in reachable:
        node = graph.nodes[index]
        inner = graph.nodes[node.inputs[0][0]] if node.inputs and uses[node.inputs[0][0]] == 1 else node
        if node.op == "BiasAdd" and inner.op == "MatMul" and not inner.attrs["transpose_b"].b:
            graph.nodes[index] = _fused(node, inner)
        elif node.op in _FUSED_ACTIVATIONS and _has_only_bias(inner):
            graph.nodes[index] = _with_activation(node, inner)


def _has_only_bias(node: FlatNode) -> bool:
    return node.op == "_FusedMatMul" and len(node.attrs["fused_ops"].list.s) == 1


def _fused(bias_add: FlatNode, product: FlatNode) -> FlatNode:
    kept = {name: product.attrs[name] for name in ("T", "transpose_a", "transpose_b")}
    attrs = {**kept, "num_args": attr(i=1), "fused_ops": _strings(b"BiasAdd")}
    return replace(bias_add, op="_FusedMatMul", inputs=(*product.inputs, bias_add.inputs[1]), attrs=attrs)


def _with_activation(activation: FlatNode, dense: FlatNode) -> FlatNode:
    attrs = {**dense.attrs, "fused_ops": _strings(b"BiasAdd", activation.op.encode())}
    return replace(activation, op="_FusedMatMul", inputs=dense.inputs, attrs=attrs)


def _strings(*values: bytes) -> Any:
    strings = attr()
    strings.list.s.extend(values)
    return strings


def node_names(graph: FlatGraph) -> dict[int, str]:
    """A name for every node, from its place in the graph alone: traced names count a process's functions."""
    names = {index: key for key, (index, _) in graph.inputs.items()}
    for key, (index, output) in graph.outputs.items():
        if output == 0 and index not in names and graph.nodes[index].op != "Const":
            names[index] = key
    for number, index in enumerate(graph.reachable()):
        node = graph.nodes[index]
        default = f"weight_{number}" if node.op == "Const" else f"{node.signature}/{number}/{node.op}"
        names.setdefault(index, default)
    return names


def _topology(graph: FlatGraph, names: dict[int, str]) -> list[dict[str, Any]]:
    """The nodes as GraphDef JSON. An output with no node of its own (an input, a weight, a twin) gets it."""
    nodes = [_node_json(graph, index, names) for index in graph.reachable()]
    for key, place in graph.outputs.items():
        if names[place[0]] != key:
            nodes.append({"name": key, "op": "Identity", "input": [_tensor_name(place, names)], "attr": {}})
    return nodes


def weight_names(graph: FlatGraph, names: dict[int, str]) -> dict[str, str]:
    """Keys of the weights of all graphs to their names, which are those of nodes, in the order of the shards."""
    found = {graph.nodes[i].weight: names[i] for i in graph.reachable() if graph.nodes[i].op == "Const"}
    inner = (one.nodes[index] for one in graph.functions.values() for index in one.reachable())
    for key in (node.weight for node in inner if node.op == "Const"):
        found.setdefault(key, f"function_weight_{len(found)}")
    return found


def needing_async(graph: FlatGraph) -> list[str]:
    """The signatures that model.execute refuses."""
    return list(dict.fromkeys(node.signature for node in graph.nodes if node.op in CONTROL_FLOW))


def _library(graph: FlatGraph, weights: dict[str, str]) -> dict[str, Any]:
    functions = [_function_json(name, one, weights) for name, one in graph.functions.items()]
    return {"function": functions} if functions else {}


def _function_json(name: str, graph: FlatGraph, weights: dict[str, str]) -> dict[str, Any]:
    """A function as FunctionDef JSON.

    Every result has a node of its own. TF.js knows but one output of a node that gives results, and disposes of the
    results of an iteration after the next one, be they weights.
    """
    inputs = {index: f"input_{key}" for key, (index, _) in graph.inputs.items()}
    inside = [index for index in graph.reachable() if index not in inputs]
    names = dict(inputs)
    for number, index in enumerate(inside):
        node = graph.nodes[index]
        names[index] = weights[node.weight] if node.op == "Const" else f"{number}/{node.op}"
    nodes = [_node_json(graph, index, names) for index in inside]
    for key, place in graph.outputs.items():
        nodes.append({"name": f"output_{key}", "op": "Identity", "input": [_tensor_name(place, names)], "attr": {}})
    signature = {
        "name": name,
        "inputArg": [{"name": f"input_{key}", "type": _dtype_of(graph, place)} for key, place in graph.inputs.items()],
        "outputArg": [{"name": f"result_{key}"} for key in graph.outputs],
    }
    returned = {f"result_{key}": f"output_{key}:0" for key in graph.outputs}
    return {"signature": signature, "nodeDef": nodes, "ret": returned}


def _dtype_of(graph: FlatGraph, place: Place) -> str:
    from tensorflow.core.framework import types_pb2

    return types_pb2.DataType.Name(graph.nodes[place[0]].attrs["dtype"].type)


def _node_json(graph: FlatGraph, index: int, names: dict[int, str]) -> dict[str, Any]:
    from google.protobuf.json_format import MessageToDict

    node = graph.nodes[index]
    attrs = _constant_attrs(graph.array(index)) if node.op == "Const" else node.attrs
    described = {"name": names[index], "op": node.op}
    if node.inputs:
        described["input"] = [_tensor_name(place, names) for place in node.inputs]
    return {**described, "attr": {name: MessageToDict(attrs[name]) for name in sorted(attrs)}}


def _constant_attrs(array: Any) -> dict[str, Any]:
    """What is left of a Const whose values are in the shards: dtype and shape."""
    dtype = tf.as_dtype(array.dtype).as_datatype_enum
    value = attr()
    value.tensor.dtype = dtype
    value.tensor.tensor_shape.CopyFrom(tf.TensorShape(array.shape).as_proto())
    return {"dtype": attr(type=dtype), "value": value}


def _tensor_name(place: Place, names: dict[int, str]) -> str:
    index, output = place
    return f"{names[index]}:{output}" if output else names[index]


def _signature_json(signatures: dict[str, Any], side: str) -> dict[str, Any]:
    specs = {f"{name}/{spec.name}": spec for name, one in signatures.items() for spec in getattr(one, side)}
    return {name: _tensor_json(name, spec) for name, spec in specs.items()}


def _tensor_json(name: str, spec: Any) -> dict[str, Any]:
    from tensorflow.core.framework import types_pb2

    dtype = types_pb2.DataType.Name(tf.as_dtype(spec.dtype).as_datatype_enum)
    shape = {"dim": [{"size": str(size)} for size in spec.shape]}
    return {"name": name, "dtype": dtype, "tensorShape": shape}
