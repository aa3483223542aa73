"""Loops and branches of a .tflite: what WHILE and IF hand to their subgraphs, made as little as it can be.

TensorFlow's converter makes a variable of everything that a loop reads, weights and tables too. Here what goes round
unchanged and is a constant becomes a constant of the subgraphs, which share its buffer as signatures do: so a weight
can be stored in the form that a recipe asks for wherever it is read. Variables that nothing needs go, such as the
counter that tf.while_loop adds. It is no matter of speed: LiteRT does not copy what goes round unchanged (100
iterations with a table of 1 MB took 130 us either way, with 1.0.1 as with 2.3), only the counter costs 0.1 us.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from hfedge.emit.flatbuffer import operators

# Which options of a control flow op name its subgraphs.
_SUBGRAPHS = {
    "WHILE": ("condSubgraphIndex", "bodySubgraphIndex"),
    "IF": ("thenSubgraphIndex", "elseSubgraphIndex"),
}


def own_subgraphs(model: Any) -> None:
    """Gives every WHILE and IF subgraphs of its own: each is rewritten for the one op that calls it."""
    taken: set[int] = set()
    for subgraph in model.subgraphs:  # grows as it goes: a copy's loops need copies too
        for _, options, field in _calls(model, subgraph):
            index = getattr(options, field)
            if index in taken:
                model.subgraphs.append(copy.deepcopy(model.subgraphs[index]))
                index = len(model.subgraphs) - 1
                setattr(options, field, index)
            taken.add(index)


def bind_subgraphs(model: Any, subgraph: Any, bound: Mapping[int, str]) -> Iterator[tuple[Any, dict[int, str]]]:
    """Moves constants into the subgraphs of the loops and branches of `subgraph`, whose own these are.

    bound: tensor to weight name, the inputs of `subgraph` that will be constants. Gives every subgraph below it with
    the same about its tensors.
    """
    for name, op in list(operators(model, subgraph)):
        if name not in _SUBGRAPHS:
            continue
        called = [model.subgraphs[getattr(op.builtinOptions, field)] for field in _SUBGRAPHS[name]]
        if name == "WHILE":
            _pass_by(subgraph, op, called[1])
        moved = _Move(model, subgraph, op, bound).into(called, skipped=0 if name == "WHILE" else 1)
        if name == "WHILE":
            _drop_dead_variables(model, subgraph, op, *called)
        for inner, names in zip(called, moved):
            yield inner, names
            yield from bind_subgraphs(model, inner, names)


def order_subgraphs(model: Any) -> None:
    """Signatures first, then the subgraphs in the order in which they are called, under names that tell no history:
    the converter's order and names count what its process did before."""
    order = [definition.subgraphIndex for definition in model.signatureDefs]
    for index in order:  # grows as it goes
        order += [getattr(options, field) for _, options, field in _calls(model, model.subgraphs[index])]
    places = {old: new for new, old in enumerate(order)}
    for index in order:
        for _, options, field in _calls(model, model.subgraphs[index]):
            setattr(options, field, places[getattr(options, field)])
    for definition in model.signatureDefs:
        definition.subgraphIndex = places[definition.subgraphIndex]
    model.subgraphs = [model.subgraphs[index] for index in order]
    for number, subgraph in enumerate(model.subgraphs[len(model.signatureDefs) :]):
        subgraph.name = f"control_flow_{number}".encode()
        for index in [*subgraph.inputs, *subgraph.outputs]:
            subgraph.tensors[index].name = b""
    _order_op_codes(model)


def _order_op_codes(model: Any) -> None:
    used = dict.fromkeys(op.opcodeIndex for subgraph in model.subgraphs for op in subgraph.operators)
    places = {old: new for new, old in enumerate(used)}
    model.operatorCodes = [model.operatorCodes[index] for index in used]
    for subgraph in model.subgraphs:
        for op in subgraph.operators:
            op.opcodeIndex = places[op.opcodeIndex]


def _calls(model: Any, subgraph: Any) -> list[tuple[str, Any, str]]:
    """(op, options, field of the options) for every subgraph that a subgraph calls."""
    return [
        (name, op.builtinOptions, field)
        for name, op in operators(model, subgraph)
        for field in _SUBGRAPHS.get(name, ())
    ]


def _pass_by(subgraph: Any, loop: Any, body: Any) -> None:
    """Whoever reads a variable behind the loop that the loop does not change reads it from before the loop."""
    unchanged = {int(loop.outputs[place]): int(loop.inputs[place]) for place in _unchanged(body)}
    for op in subgraph.operators:
        if op is not loop:
            op.inputs = np.array([unchanged.get(int(index), int(index)) for index in op.inputs], np.int32)
    subgraph.outputs = np.array([unchanged.get(int(index), int(index)) for index in subgraph.outputs], np.int32)


def _unchanged(body: Any) -> list[int]:
    """The variables that a loop's body hands on as they are."""
    pairs = enumerate(zip(body.inputs, body.outputs))
    return [place for place, (given, returned) in pairs if given == returned]


class _Move:
    """Takes constants out of what a control flow op hands to its subgraphs, and puts them there."""

    def __init__(self, model: Any, subgraph: Any, op: Any, bound: Mapping[int, str]):
        self.model, self.subgraph, self.op, self.bound = model, subgraph, op, bound
        self.written = {int(index) for other in subgraph.operators for index in other.outputs}
        self.written.update(int(index) for index in subgraph.inputs)

    def into(self, called: list[Any], skipped: int) -> list[dict[int, str]]:
        """called: cond and body, or the two branches; skipped: inputs of the op that it does not hand on.

        -> for each of them, tensor to weight name.
        """
        places = range(len(self.op.inputs) - skipped)
        if not skipped:
            places = _unchanged(called[1])
        moved = [place for place in places if self._is_constant(int(self.op.inputs[place + skipped]))]
        names = [self._write(inner, moved, skipped) for inner in called]
        self.op.inputs = _without(self.op.inputs, [place + skipped for place in moved])
        for inner in called:
            inner.inputs = _without(inner.inputs, moved)
        if not skipped:
            self.op.outputs = _without(self.op.outputs, moved)
            called[1].outputs = _without(called[1].outputs, moved)
        return names

    def _is_constant(self, index: int) -> bool:
        data = self.model.buffers[self.subgraph.tensors[index].buffer].data if index not in self.bound else None
        return index in self.bound or (index not in self.written and data is not None and len(data) > 0)

    def _write(self, inner: Any, moved: list[int], skipped: int) -> dict[int, str]:
        names = {}
        for place in moved:
            source, target = int(self.op.inputs[place + skipped]), int(inner.inputs[place])
            if source in self.bound:
                names[target] = self.bound[source]
            inner.tensors[target].buffer = self.subgraph.tensors[source].buffer
        return names


def _without(indices: Any, places: list[int]) -> Any:
    return np.delete(np.asarray(indices, np.int32), places)


def _drop_dead_variables(model: Any, subgraph: Any, loop: Any, condition: Any, body: Any) -> None:
    """Drops the variables that neither the condition nor anybody behind the loop needs, nor one that is needed."""
    outside = _read(subgraph, subgraph.outputs)
    asked = _needed(condition, condition.outputs)
    live: set[int] = set()
    wanted = {
        place for place, output in enumerate(loop.outputs)
        if int(output) in outside or int(condition.inputs[place]) in asked
    }  # fmt: skip
    while wanted - live:
        live |= wanted
        needed = _needed(body, [body.outputs[place] for place in live])
        wanted = {place for place, index in enumerate(body.inputs) if int(index) in needed}
    dead = [place for place in range(len(loop.outputs)) if place not in live]
    loop.inputs, loop.outputs = _without(loop.inputs, dead), _without(loop.outputs, dead)
    condition.inputs = _without(condition.inputs, dead)
    body.inputs, body.outputs = _without(body.inputs, dead), _without(body.outputs, dead)
    for inner in (condition, body):
        needed = _needed(inner, inner.outputs)
        inner.operators = [op for op in inner.operators if any(int(index) in needed for index in op.outputs)]


def _read(subgraph: Any, outputs: Any) -> set[int]:
    return {int(index) for op in subgraph.operators for index in op.inputs} | {int(index) for index in outputs}


def _needed(subgraph: Any, outputs: Any) -> set[int]:
    """The tensors that some outputs are made of, themselves too. Operators stand behind what they read."""
    needed = {int(index) for index in outputs}
    for op in reversed(subgraph.operators):
        if any(int(index) in needed for index in op.outputs):
            needed.update(int(index) for index in op.inputs)
    return needed
