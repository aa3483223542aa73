"""The encoder of a Keras model goes through the converters once, alone and short, before all that takes time.

An op that a target lacks is then named with the layers that made it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hfedge.emit.targets import TARGETS
from hfedge.errors import EmitError, UnsupportedError
from hfedge.plan import Plan
from hfedge.recipes import TF_TEXT_TARGETS
from hfedge.trace import TracedProgram, trace_encoder

# How the converters name ops: "... ops: Betainc, Erfc" of TensorFlow's, "op Erfc: TF.js does not know it" of ours.
_LISTED = re.compile(r"(?:Custom|TF) ops: ([\w, ]+)")
_ONE = re.compile(r"^op (\w+):|^(\w+) has dtype|'tf\.(\w+)' op")
_MOST = 4


def rehearse(chosen: Plan, encoder: Any) -> None:
    """Raises UnsupportedError that names the target, the ops and the layers."""
    # With TF Text's ops for the text a format is the same from the encoder on.
    formats = dict(zip(TARGETS, TARGETS)) | {variant: target for target, variant in TF_TEXT_TARGETS.items()}
    chosen = replace(chosen, jobs=tuple(replace(job, target=formats[job.target]) for job in chosen.jobs))
    program = trace_encoder(chosen, encoder)
    for target in dict.fromkeys(job.target for job in chosen.jobs):
        try:
            TARGETS[target].prepare(program)
        except EmitError as error:
            ops = _ops(error.found)
            layers = list(dict.fromkeys(_layers(program, ops)))
            more = f", and {len(layers) - _MOST} more" if len(layers) > _MOST else ""
            made = f", made by {', '.join(layers[:_MOST])}{more}" if layers else ""
            raise UnsupportedError(
                f"{target} cannot have {', '.join(ops) or 'an op of the model'}{made} ({error.found})",
                where=f"the Keras model {chosen.name!r}", accepted="layers made of ops that the target has",
                hint="Compute it otherwise, or leave the target out: targets= (--to).",
            ) from error  # fmt: skip


def _ops(found: str) -> list[str]:
    listed = _LISTED.search(found)
    if listed:
        return [name.strip() for name in listed[1].split(",") if name.strip()]
    one = _ONE.search(found)
    return [next(name for name in one.groups() if name)] if one else []


def _layers(program: TracedProgram, ops: list[str]) -> Iterator[str]:
    """The scopes, which Keras names after its layers, of every op of these kinds."""
    for function in (*program.open_functions.values(), *program.functions.values()):
        graph = function.graph.as_graph_def()
        inner = (node for one in graph.library.function for node in one.node_def)
        for node in (*graph.node, *inner):
            if node.op in ops:
                scope = node.name.rpartition("/")[0]
                yield f"layer {scope!r}" if scope else f"the op {node.name!r}"
