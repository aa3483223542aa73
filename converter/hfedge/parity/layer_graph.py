"""The layers of a graph: which ops use a weight, and the float tensors that stand for what they read and give.

A recipe writes more ops around a layer (see emit/binding.py): what makes a weight or a row float32 again, what makes
an int8 of what int8-static reads. Here they are seen through, so that a layer is the same in every file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hfedge.emit.taps import Graph, Op

PREFIX = "encoder/"
# What int8-static calls the vectors that it adds, alone or behind the name of a weight (see emit/binding.py).
SMOOTH, SPREAD = "smooth", "spread"


@dataclass(frozen=True)
class Layer:
    """A use of a weight. op: the FULLY_CONNECTED, or the look-up of rows; reads, gives: the tensors that are in
    float32 what it reads (the numbers of rows, of a table) and gives. evened: the vectors of a norm that divide what it
    reads, and the weights that float32 has in their places."""

    name: str
    form: str
    op: Op
    reads: int
    gives: int
    is_table: bool
    evened: Mapping[int, str] = field(default_factory=dict)


# (op, type of the weight as it is stored, whether DEQUANTIZE makes it float32 as the file is loaded) -> the form.
_MATRICES = {("FLOAT32", False): "float32", ("FLOAT16", True): "float16", ("INT8", True): "int8-weights",
             ("INT8", False): "int8", ("INT4", False): "int4"}  # fmt: skip
_TABLES = {"FLOAT32": "float32", "FLOAT16": "float16", "INT8": "int8 rows", "INT4": "int4 rows"}
_TABLE_PLACES = {"GATHER": (0, 1), "EMBEDDING_LOOKUP": (1, 0)}  # of the table, of the numbers of rows


def find_layers(graph: Graph, weights: frozenset[str] = frozenset()) -> list[Layer]:
    """weights: the names that the float32 file has; others are scales of a recipe. None: of this one."""
    found = [layer for op in graph.ops for layer in _layer(graph, op, weights)]
    uses, seen = Counter(layer.name for layer in found), Counter()
    named = []
    for layer in found:
        seen[layer.name] += 1
        named.append(replace(layer, name=f"{layer.name}#{seen[layer.name]}") if uses[layer.name] > 1 else layer)
    return named


def _layer(graph: Graph, op: Op, weights: frozenset[str]) -> Iterator[Layer]:
    if op.name == "FULLY_CONNECTED":
        maker = graph.makers.get(op.inputs[1])
        expanded = maker is not None and maker.name == "DEQUANTIZE"
        matrix = graph.tensor(maker.inputs[0] if expanded else op.inputs[1])
        form = _MATRICES.get((matrix.type, expanded))
        form = "int8-static" if form == "int8" and graph.tensor(op.inputs[0]).type == "INT8" else form
        if form and _is_weight(matrix.name, weights):
            reads, gives = _float_input(graph, op.inputs[0]), _float_output(graph, op.outputs[0])
            evened = _evened(graph, reads) if form == "int8-static" else {}
            yield Layer(matrix.name, form, op, reads, gives, False, evened)
    elif op.name in _TABLE_PLACES:
        places = _TABLE_PLACES[op.name]
        table, rows = graph.tensor(op.inputs[places[0]]), op.inputs[places[1]]
        if table.type in _TABLES and _is_weight(table.name, weights):
            yield Layer(table.name, _TABLES[table.type], op, rows, _float_rows(graph, op.outputs[0]), True)


def _is_weight(name: str, weights: frozenset[str]) -> bool:
    return name in weights if weights else name.startswith(PREFIX)


def _float_input(graph: Graph, number: int) -> int:
    """What int8-static quantizes, before it is multiplied by what evens out its outliers."""
    maker = graph.makers.get(number)
    if graph.tensor(number).type == "FLOAT32" or maker is None or maker.name != "QUANTIZE":
        return number
    number = maker.inputs[0]
    maker = graph.makers.get(number)
    if maker is None or not any(name == SMOOTH for name in _constants(graph, maker).values()):
        return number
    return next(tensor for tensor in maker.inputs if graph.constant(tensor) is None)


def _evened(graph: Graph, number: int) -> dict[int, str]:
    """The vectors of the norm that gives a tensor, where it does the same: in this file by number -> whose they are."""
    maker, found = graph.makers.get(number), {}
    while maker is not None and maker.name in ("MUL", "ADD"):
        own = {place: name for place, name in _constants(graph, maker).items() if name.endswith(f"/{SMOOTH}")}
        if not own:
            break
        found |= {place: name.removesuffix(f"/{SMOOTH}") for place, name in own.items()}
        maker = next((graph.makers.get(tensor) for tensor in maker.inputs if tensor not in own), None)
    return found


def _float_output(graph: Graph, number: int) -> int:
    """What it is once it is float32, multiplied by what had evened it out."""
    if graph.tensor(number).type == "FLOAT32":
        return number
    number = next((op.outputs[0] for op in graph.readers.get(number, []) if op.name == "DEQUANTIZE"), number)
    readers = graph.readers.get(number, [])
    spread = [op for op in readers if any(name.endswith(f"/{SPREAD}") for name in _constants(graph, op).values())]
    return spread[0].outputs[0] if spread else number


def _constants(graph: Graph, op: Op) -> dict[int, str]:
    """The names of what an op always reads, by number."""
    return {tensor: graph.tensor(tensor).name for tensor in op.inputs if tensor >= 0 and graph.tensor(tensor).buffer}


def _float_rows(graph: Graph, number: int) -> int:
    """Rows of a table after what makes them float32: CAST, and of int8 the product with their scales."""
    for following in ("CAST",) if graph.tensor(number).type == "FLOAT16" else ("CAST", "MUL"):
        if graph.tensor(number).type == "FLOAT32" and following != "MUL":
            return number
        number = next((op.outputs[0] for op in graph.readers.get(number, []) if op.name == following), number)
    return number


def sources_of(graph: Graph, number: int, given: dict[int, int]) -> set[int]:
    """The layers (values of `given`, which has what they give) whose outputs a tensor is made of without another
    layer between."""
    read = {number, *(tensor for op in ops_between(graph, number, set(given)) for tensor in op.inputs)}
    return {given[tensor] for tensor in read & given.keys()}


def ops_between(graph: Graph, number: int, given: set[int]) -> list[Op]:
    """The operators that make a tensor of those of `given` and of what goes into the graph, in order."""
    found, seen, waiting = {}, set(), [number]
    while waiting:
        number = waiting.pop()
        maker = None if number in given or number in seen else graph.makers.get(number)
        seen.add(number)
        if maker is not None:
            found[maker.place] = maker
            waiting += maker.inputs
    return [found[place] for place in sorted(found)]
