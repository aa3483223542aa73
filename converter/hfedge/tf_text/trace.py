"""Stage 4 for TF Text: the same signatures over a string.

| signature | in | out |
| --- | --- | --- |
| `tokenize`, `tokenize_pair` | `text string[1]` (and `text_pair`) | ids, mask, type ids, offsets, counts |
| `encode_<T>` | as in every .tflite | the task's outputs |
| `serve`, `serve_pair` | `text string[1]` (and `text_pair`) | the task's outputs |
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.lazy import tf
from hfedge.plan import Plan
from hfedge.recipes import TF_TEXT_TARGETS
from hfedge.tf_text.tokens import TfTextTokenizer
from hfedge.trace import (
    IDS,
    Call,
    Graphs,
    Parameters,
    TracedProgram,
    int32_rows,
    open_function,
    signature_of,
    stacks_of,
)

TEXTS = ("text", "text_pair")


def trace_tf_text(plan: Plan, tokenizer: TfTextTokenizer, encoder: Any) -> TracedProgram:
    """Traces every signature of the plan over strings. Nothing is computed yet."""
    module = tf.Module(name="model")
    module.encoder = encoder
    weights = {f"encoder/{name}": variable for name, variable in encoder.parameters.items()}
    stacks = stacks_of(weights)
    stacked = {name for names in stacks.values() for name in names}
    inputs = {f"parameter_{index:03}": name for index, name in enumerate(sorted(weights.keys() - stacked))}
    graphs = TextGraphs(plan, tokenizer, encoder)
    opened = {name: open_function(call, rows, weights, inputs, stacks) for name, call, rows in graphs.text_signatures()}
    signatures = {name: signature_of(name, one, inputs.keys() | stacks.keys()) for name, one in opened.items()}
    wanted = any(job.target == TF_TEXT_TARGETS["saved_model"] for job in plan.jobs)
    texts = graphs.text_functions(weights) if wanted else {}
    return TracedProgram(module, weights, {}, opened, inputs, signatures, texts, stacks)


@dataclass(frozen=True)
class TextGraphs(Graphs):
    """`tokenizer` is a TfTextTokenizer."""

    def text_signatures(self) -> Iterator[tuple[str, Call, Mapping[str, Any]]]:
        """(signature, function, TensorSpec by input)"""
        kinds = [] if self.plan.task.pairs_only else [("", TEXTS[:1])]
        kinds += [("_pair", TEXTS)] if self.plan.pairs else []
        rows = {end: {name: tf.TensorSpec([1], tf.string, name) for name in names} for end, names in kinds}
        for end in rows:
            yield f"tokenize{end}", self.tokenize, rows[end]
        for length in self.plan.encode_lengths:
            sizes = {**dict.fromkeys(IDS, length), **dict.fromkeys(self.plan.head.settings, 1)}
            yield f"encode_{length}", self.encode, int32_rows(sizes)
        for end in rows:
            yield f"serve{end}", self.serve, rows[end]

    def tokenize(self, parameters: Parameters, inputs: Mapping[str, Any]) -> dict[str, Any]:
        texts = [inputs[name] for name in TEXTS if name in inputs]
        return self.tokenizer.tokenize(texts, self.plan.max_tokens, self.token_features)

    @property
    def row_names(self) -> tuple[str, ...]:
        return (*IDS, "offsets") if self.tokenizer.ops.gives_offsets else IDS

    def texts_of(self, row: tuple[Any, ...]) -> dict[str, Any]:
        return {name: tf.reshape(text, [1]) for name, text in zip(TEXTS, row)}
