"""A TracedProgram as one TF.js graph model: model.json and weight shards, every signature in one graph.

The tensors of a signature are fed and fetched by name: `model.execute({"encode_16/input_ids": ids}, ["encode_16/logits"])`
runs only the nodes that those need. Node names are `<signature>/<input or output>` themselves, without `:0`, so the name
in the signature, the node's name and the key of the feed are one string.
"""

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hfedge.emit.graph_def import FlatGraph, FlatNode, attr, flat_graph
from hfedge.emit.tfjs_weights import stored, write_shards
from hfedge.errors import EmitError
from hfedge.lazy import tf

TABLE = Path(__file__).parent / "ops" / "tfjs.json"

# An artifact has to run on all of them: the page picks the backend.
BACKENDS = ("cpu", "wasm", "webgl", "webgpu")

# TF.js reads int64 as int32 and float64 as float32 without a word, and WebGPU has no strings.
DTYPES = ("float32", "int32", "bool")

# Activations that the fused kernel of every backend has. GELU stays Erf and arithmetic.
_FUSED_ACTIVATIONS = ("Relu", "Relu6", "Elu", "Sigmoid")


@cache
def op_table() -> dict[str, Any]:
    """emit/ops/tfjs.json: which backends run which op, and of which TF.js version that is true."""
    return json.loads(TABLE.read_text(encoding="utf-8"))


def emit_tfjs(program: Any, recipe_name: str, folder: Path, *, metadata: dict[str, Any]) -> list[str]:
    """Write the graph model of `program` into `folder` (which exists); the file names, model.json first.

    `metadata` becomes `userDefinedMetadata.hfedge`. The same program gives the same bytes in any process. Raises EmitError
    for an op or a dtype that some TF.js backend lacks, and UsageError for a recipe that TF.js has not.
    """
    return write_tfjs(tfjs_graph(program), program.signatures, recipe_name, folder, metadata=metadata)


def tfjs_graph(program: Any) -> FlatGraph:
    """The checked graph that every recipe is written from: it is the costly part, and one is enough for all recipes."""
    graph = flat_graph(program)
    fuse_dense(graph)
    check_graph(graph)
    return graph


def write_tfjs(graph: FlatGraph, signatures: dict[str, Any], recipe_name: str, folder: Path, *,
               metadata: dict[str, Any]) -> list[str]:
    """Write `graph` with its weights stored as the recipe says; the file names, model.json first."""
    names = node_names(graph)
    constants = [index for index in graph.reachable() if graph.nodes[index].op == "Const"]
    weights = [stored(names[index], graph.weights.arrays[graph.nodes[index].weight], recipe_name) for index in constants]
    shards = write_shards(folder, weights)
    model = {
        "format": "graph-model",
        "generatedBy": tf.__version__,
        "convertedBy": "hfedge",
        "signature": _signature_json(signatures),
        "userDefinedMetadata": {"hfedge": metadata},
        "modelTopology": {"node": _topology(graph, names), "library": {},
                          "versions": {"producer": tf.version.GRAPH_DEF_VERSION}},
        "weightsManifest": [{"paths": shards, "weights": [weight.manifest_entry() for weight in weights]}],
    }
    (folder / "model.json").write_text(json.dumps(model, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    return ["model.json", *shards]


def check_graph(graph: FlatGraph) -> None:
    """Raise EmitError for the first node that some backend would not run or would run with other numbers."""
    for index in graph.reachable():
        node = graph.nodes[index]
        _check_op(node)
        _check_dtypes(node, graph)


def _check_op(node: FlatNode) -> None:
    table, where = op_table(), f"{node.signature}/{node.origin}"
    accepted = f"ops that {', '.join(BACKENDS)} of TF.js {table['tfjs']} all run (emit/ops/tfjs.json)"
    hint = f"For {node.op}: {table['instead'][node.op]}" if node.op in table["instead"] else ""
    if node.op not in table["ops"]:
        raise EmitError(f"TF.js has no op {node.op}", where=where, accepted=accepted, hint=hint)
    if node.op in table["refused"]:
        raise EmitError(f"op {node.op}: {table['refused'][node.op]}", where=where, accepted=accepted)
    lacking = [backend for backend in BACKENDS if backend not in table["ops"][node.op]]
    if lacking:
        raise EmitError(f"op {node.op} does not run on {', '.join(lacking)}", where=where, accepted=accepted, hint=hint)
    if any(value.HasField("func") for value in node.attrs.values()):
        raise EmitError(f"op {node.op} calls a function", where=where, accepted="graphs without loops and branches",
                        hint="Unroll the loop: it costs TF.js a third of the time too")


def _check_dtypes(node: FlatNode, graph: FlatGraph) -> None:
    found = [value for attr_value in node.attrs.values() for value in (attr_value.type, *attr_value.list.type) if value]
    names = {tf.as_dtype(value).name for value in found}
    if node.op == "Const":
        names = {tf.as_dtype(graph.weights.arrays[node.weight].dtype).name}
    for name in sorted(names.difference(DTYPES)):
        raise EmitError(f"{node.op} has dtype {name}", where=f"{node.signature}/{node.origin}", accepted=", ".join(DTYPES))


def fuse_dense(graph: FlatGraph) -> None:
    """MatMul, then a bias, then perhaps an activation, become the one op that TF.js runs for them: _FusedMatMul."""
    reachable = graph.reachable()
    uses = Counter(source for index in reachable for source, _ in graph.nodes[index].inputs)
    uses.update(index for index, _ in graph.outputs.values())
    for index in reachable:
        node = graph.nodes[index]
        inner = graph.nodes[node.inputs[0][0]] if node.inputs and uses[node.inputs[0][0]] == 1 else None
        if inner and node.op == "BiasAdd" and inner.op == "MatMul":
            graph.nodes[index] = _fused(node, inner)
        elif inner and node.op in _FUSED_ACTIVATIONS and _has_only_bias(inner):
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
    """A name for every node that is needed, from its place in the graph alone: traced names count a process's functions."""
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
    """The nodes as GraphDef JSON. An output that has no node of its own (an input, a weight, a second name) gets one."""
    nodes = [_node_json(graph, index, names) for index in graph.reachable()]
    for key, place in graph.outputs.items():
        if names[place[0]] != key:
            nodes.append({"name": key, "op": "Identity", "input": [_tensor_name(place, names)], "attr": {}})
    return nodes


def _node_json(graph: FlatGraph, index: int, names: dict[int, str]) -> dict[str, Any]:
    from google.protobuf.json_format import MessageToDict

    node = graph.nodes[index]
    attrs = _constant_attrs(graph.weights.arrays[node.weight]) if node.op == "Const" else node.attrs
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


def _tensor_name(place: tuple[int, int], names: dict[int, str]) -> str:
    index, output = place
    return f"{names[index]}:{output}" if output else names[index]


def _signature_json(signatures: dict[str, Any]) -> dict[str, Any]:
    def described(side: str) -> dict[str, Any]:
        return {f"{name}/{spec.name}": _tensor_json(f"{name}/{spec.name}", spec)
                for name, signature in signatures.items() for spec in getattr(signature, side)}

    return {"inputs": described("inputs"), "outputs": described("outputs")}


def _tensor_json(name: str, spec: Any) -> dict[str, Any]:
    from tensorflow.core.framework import types_pb2

    dtype = types_pb2.DataType.Name(tf.as_dtype(spec.dtype).as_datatype_enum)
    return {"name": name, "dtype": dtype, "tensorShape": {"dim": [{"size": str(size)} for size in spec.shape]}}
