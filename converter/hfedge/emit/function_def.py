"""The functions of loops and branches as GraphDefs, and which of a loop's variables are needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.emit.graph_def import depth_first, split_tensor, values_of
from hfedge.lazy import tf

WHILE = ("While", "StatelessWhile")
IF = ("If", "StatelessIf")


@dataclass(frozen=True)
class Function:
    """graph_def: the body, its arguments as Placeholders; arguments: their names; results: the tensors given back."""

    graph_def: Any
    arguments: tuple[str, ...]
    results: tuple[str, ...]

    def needs(self, results: Iterable[int]) -> set[int]:
        """The arguments that some results are made of."""
        nodes = {node.name: node for node in self.graph_def.node}
        roots = [split_tensor(self.results[place])[0] for place in results]
        read = set(depth_first(roots, lambda name: [split_tensor(tensor)[0] for tensor in values_of(nodes[name])]))
        return {place for place, name in enumerate(self.arguments) if name in read}

    def unchanged(self) -> set[int]:
        """The arguments that are given back at their own place."""
        nodes = {node.name: node for node in self.graph_def.node}
        return {
            place
            for place, (name, tensor) in enumerate(zip(self.arguments, self.results))
            if _source(nodes, tensor) == name
        }


def _source(nodes: Mapping[str, Any], tensor: str) -> str:
    """The node that a tensor comes from, through Identity nodes."""
    node = nodes[split_tensor(tensor)[0]]
    while node.op == "Identity":
        node = nodes[split_tensor(node.input[0])[0]]
    return node.name


def functions_of(library: Any) -> dict[str, Function]:
    """Every function of a GraphDef's library, by name."""
    from tensorflow.python.framework.function_def_to_graph import function_def_to_graph_def

    found = {}
    with tf.Graph().as_default():
        # Functions that call others are only read where those are known.
        tf.graph_util.import_graph_def(tf.compat.v1.GraphDef(library=library), name="")
        for definition in library.function:
            graph_def, flat_names = function_def_to_graph_def(definition)
            arguments, results = definition.signature.input_arg, definition.signature.output_arg
            found[definition.signature.name] = Function(
                graph_def,
                tuple(argument.name for argument in arguments),
                tuple(flat_names[definition.ret[result.name]] for result in results),
            )
    return found


def live_variables(condition: Function, body: Function, used: Iterable[int]) -> list[int]:
    """The variables of a loop that are worth carrying: what is `used` behind it, what its condition asks for, and
    what those are made of. tf.while_loop adds a counter, which mostly is not."""
    live: set[int] = set()
    wanted = {*used, *condition.needs([0])}
    while wanted - live:
        live |= wanted
        wanted = body.needs(live)
    return sorted(live)
