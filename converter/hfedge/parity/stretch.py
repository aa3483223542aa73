"""Between two layers: the first operator whose output is off, where what it reads is not."""

from collections.abc import Sequence
from pathlib import Path

from hfedge.emit.taps import Graph, Op
from hfedge.parity.layer_graph import Layer, ops_between
from hfedge.parity.layers import LEAST_STRETCH, MOST_GROWTH, Run, Sums, open_both
from hfedge.parity.reference import Text
from hfedge.parity.show import percent


def first_op(fp32: Path, artifact: Path, texts: Sequence[Text], name: str) -> str:
    """In words, of what lies before a layer or output called `name`; "" where no operator alone is the reason, or the
    files have not the same there. Padding is looked at too: a mask is about nothing else."""

    def between(graph: Graph, layers: Sequence[Layer]) -> list[Op]:
        ends = {layer.name: layer.reads for layer in layers} | graph.outputs
        return ops_between(graph, ends[name], {layer.gives for layer in layers})

    def taps(graph: Graph, layers: Sequence[Layer]) -> list[int]:
        ops = between(graph, layers)
        numbers = dict.fromkeys(number for op in ops for number in (*op.inputs, *op.outputs))
        return [number for number in numbers if number in graph.makers]

    sums, seen = Sums(), {}
    with open_both(fp32, artifact, taps) as (edge, exact):
        for text in texts:
            tokens = edge.engine.tokenize(tuple(piece.encode() for piece in text))
            if not tokens.count:
                continue
            runs = (edge.run(tokens), exact.run(tokens))
            ops = [between(run.graph, run.layers) for run in runs]
            if [op.name for op in ops[0]] != [op.name for op in ops[1]]:
                return ""
            for place, (got, want) in enumerate(zip(*ops)):
                seen[place] = (exact.graphs[runs[1].signature], want)
                for kind, numbers in (("gives", zip(got.outputs, want.outputs)), ("reads", _variable(runs, got, want))):
                    for left, right in numbers:
                        sums.add((kind, place), runs[0].values(left), runs[1].values(right))
    return next((_words(sums, place, *seen[place]) for place in sorted(seen) if _is_off(sums, place)), "")


def _variable(runs: Sequence[Run], got: Op, want: Op) -> list[tuple[int, int]]:
    """What the two read that is not always the same."""
    pairs = [pair for pair in zip(got.inputs, want.inputs) if min(pair) >= 0]
    return [pair for pair in pairs if runs[1].graph.constant(pair[1]) is None]


def _is_off(sums: Sums, place: int) -> bool:
    before = sums.error(("reads", place)) if ("reads", place) in sums.pairs else 0.0
    return sums.error(("gives", place)) > max(LEAST_STRETCH, MOST_GROWTH * before)


def _words(sums: Sums, place: int, graph: Graph, op: Op) -> str:
    names = [graph.tensor(number).name for number in op.inputs if number >= 0 and graph.constant(number) is not None]
    of = next((f" of {name}" for name in names if name), "")
    error = percent(sums.error(("gives", place)))
    return f"{op.name}{of} (operator {op.place} of the graph) is the first whose output is off, by {error}"
