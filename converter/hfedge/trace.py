"""Stage 4, trace: the tokenizer and the encoder become concrete functions of static shape, one per signature.

Every function exists twice. The *closed* one reads the module's variables (for SavedModel and TF.js). The *open* one
takes every weight and table as one more input, and holds none: see emit/tflite.py for what that saves.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.manifest import Signature, TensorSpec
from hfedge.plan import Plan
from hfedge.tokenizer.compile import CompiledTokenizer
from hfedge.tokenizer.features import FEATURES

IDS = ("input_ids", "attention_mask", "type_ids")
Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class TracedProgram:
    """What tracing yields and emitters read.

    module: a tf.Module that holds the variables of `functions`; parameters: the weights and tables by name, in the
    dtypes in which the open functions take them; functions, open_functions: by signature;
    parameter_inputs: input name of the open functions to parameter name; stacks: input name to the names of the
    parameters that it holds, all of one shape, [parameters, ...]; signatures: names, dtypes and shapes;
    text_functions: string [batch] -> outputs, for the SavedModel; tf_text: the same program with TF Text's ops for the
    text, where both were asked for.
    """

    module: Any
    parameters: Mapping[str, Any]
    functions: Mapping[str, Any]
    open_functions: Mapping[str, Any]
    parameter_inputs: Mapping[str, str]
    signatures: Mapping[str, Signature]
    text_functions: Mapping[str, Any]
    stacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tf_text: "TracedProgram | None" = None

    def __repr__(self) -> str:
        return f"TracedProgram({', '.join(self.signatures)})"


def trace(plan: Plan, tokenizer: CompiledTokenizer, encoder: Any) -> TracedProgram:
    """Traces every signature of the plan. Nothing is computed yet."""
    graphs = Graphs(plan, tokenizer, encoder)
    return _trace(graphs, tokenizer.tables, list(graphs.signatures()))


def trace_encoder(plan: Plan, encoder: Any) -> TracedProgram:
    """The encoder alone, at its shortest length: what shows whether a target has all of its ops."""
    graphs = Graphs(replace(plan, encode_lengths=plan.encode_lengths[:1]), None, encoder)
    return _trace(graphs, {}, list(graphs.encoders()), texts=False)


def _trace(
    graphs: "Graphs", tables: Mapping[str, np.ndarray], calls: "list[tuple[str, Call, Sizes]]", texts: bool = True
) -> TracedProgram:
    plan, encoder = graphs.plan, graphs.encoder
    module = tf.Module(name="model")
    # TF.js has no narrow integers: the closed functions read the tables as int32, the open ones as they are.
    module.tables = {
        name: tf.Variable(table.astype(np.int32), trainable=False, name=f"tokenizer/{name}")
        for name, table in tables.items()
    }
    module.encoder = encoder
    variables = {f"tokenizer/{name}": variable for name, variable in module.tables.items()}
    weights = {f"encoder/{name}": variable for name, variable in encoder.parameters.items()}
    parameters = {f"tokenizer/{name}": tf.constant(table) for name, table in tables.items()} | weights
    stacks = stacks_of(weights)
    stacked = {name for names in stacks.values() for name in names}
    alone = sorted(parameters.keys() - stacked)
    inputs = {f"parameter_{index:03}": name for index, name in enumerate(alone)}
    targets = {job.target for job in plan.jobs}
    opened, closed = {}, {}
    for name, call, sizes in calls:
        if "tflite" in targets:
            opened[name] = open_function(call, int32_rows(sizes), parameters, inputs, stacks)
        if "tfjs" in targets or "tflite" not in targets:  # the manifest lists the signatures in any case
            closed[name] = _closed(call, sizes, variables | weights)
    signatures = {
        name: signature_of(name, function, inputs.keys() | stacks.keys())
        for name, function in (opened or closed).items()
    }
    served = graphs.text_functions(variables | weights) if texts and "saved_model" in targets else {}
    return TracedProgram(module, parameters, closed, opened, inputs, signatures, served, stacks)


Call = Callable[[Parameters, Mapping[str, Any]], dict[str, Any]]
Sizes = Mapping[str, int | tuple[int, ...]]  # by input, what follows the batch of one


@dataclass(frozen=True)
class Graphs:
    """The program's graphs as functions of the parameters."""

    plan: Plan
    tokenizer: CompiledTokenizer | None  # None where the encoder alone is traced
    encoder: Any

    @property
    def features(self) -> tuple[str, ...]:
        """What the encoder reads of the tokens beside IDS."""
        return self.plan.head.features

    @property
    def token_features(self) -> tuple[str, ...]:
        """What tokenize_<B> gives beside them: what the encoder reads, and what runtimes do."""
        return self.features + self.plan.head.runtime_features

    def signatures(self) -> Iterator[tuple[str, Call, Sizes]]:
        """(signature, function, sizes of each int32[1, ...] input)"""
        sizes, pairs, alone = self.plan.byte_sizes, self.plan.pairs, not self.plan.task.pairs_only
        window = {"window": 1} if self.plan.tokenizer.overlap else {}
        for size in sizes if alone else ():
            yield f"tokenize_{size}", self.tokenize, {"utf8": size}
        for size in sizes if pairs else ():
            yield f"tokenize_pair_{size}", self.tokenize, {"utf8": size, "utf8_pair": size, **window}
        yield from self.encoders()
        if self.tokenizer.steps.decoder:
            longest = self.plan.encode_lengths[-1]
            yield f"detokenize_{longest}", self.detokenize, {"ids": longest, "count": 1, "skip_special": 1}
        if alone:
            yield "serve", self.serve, {"utf8": sizes[-1]}
        if pairs:
            yield "serve_pair", self.serve, {"utf8": sizes[-1], "utf8_pair": sizes[-1]}

    def encoders(self) -> Iterator[tuple[str, Call, Sizes]]:
        for length in self.plan.encode_lengths:
            more = {name: (length, *FEATURES[name].shape) for name in self.features}
            more |= dict.fromkeys(self.plan.head.settings, 1)
            yield f"encode_{length}", self.encode, {**dict.fromkeys(IDS, length), **more}

    def tokenize(self, parameters: Parameters, inputs: Mapping[str, Any]) -> dict[str, Any]:
        tables = _below(parameters, "tokenizer/")
        texts = [inputs[name] for name in ("utf8", "utf8_pair") if name in inputs]
        tokenizer, window = self.tokenizer.with_tables(tables), inputs.get("window")
        return tokenizer.tokenize(texts, self.plan.max_tokens, self.token_features, window)

    def encode(self, parameters: Parameters, inputs: Mapping[str, Any]) -> dict[str, Any]:
        rows = {name: inputs[name] for name in (*IDS, *self.features)}
        settings = self.plan.head.settings.items()
        rows |= {name: inputs.get(name, np.full([1, 1], value, np.int32)) for name, value in settings}
        return self.encoder.apply(_below(parameters, "encoder/"), **rows)

    def detokenize(self, parameters: Parameters, inputs: Mapping[str, Any]) -> dict[str, Any]:
        return self.tokenizer.with_tables(_below(parameters, "tokenizer/")).detokenize(**inputs)

    def serve(self, parameters: Parameters, inputs: Mapping[str, Any]) -> dict[str, Any]:
        tokens = self.tokenize(parameters, inputs)
        outputs = self.encode(parameters, tokens)
        if "unread_count" not in tokens:
            return outputs
        # There is no larger size to go on to, and a wrong number must not come out.
        unread = tf.cast(tf.minimum(tokens["unread_count"], 1), tf.float32)
        spoiled = tf.where(unread > 0, float("nan"), 0.0)
        return {name: value + spoiled if value.dtype.is_floating else value for name, value in outputs.items()}

    @property
    def row_names(self) -> tuple[str, ...]:
        """What `tokenize` of a SavedModel gives of each text."""
        return (*IDS, *self.features)

    def texts_of(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """row: one or two string [] -> inputs of `tokenize`."""
        size = self.plan.byte_sizes[-1]
        return dict(zip(("utf8", "utf8_pair"), (utf8_row(text, size) for text in row)))

    def text_functions(self, parameters: Parameters) -> dict[str, Any]:
        """string [batch] (two of them for pairs) -> outputs: each row tokenized by itself, the encoder run once."""

        def tokens_of(row: Any) -> tuple[Any, ...]:
            tokens = self.tokenize(parameters, self.texts_of(row))
            room = tokens.get("unread_count", np.zeros(1, np.int32))
            with tf.control_dependencies([tf.debugging.assert_equal(room, 0, "the text grows too long")]):
                return tuple(tf.identity(tokens[name][0]) for name in names)

        names = self.row_names

        def tokens(*texts: Any) -> tuple[Any, ...]:
            shapes = [FEATURES[name].shape if name in FEATURES else () for name in names]
            spec = tuple(tf.TensorSpec([None, *shape], tf.int32) for shape in shapes)
            return tf.map_fn(tokens_of, texts, fn_output_signature=spec)

        def serve(*texts: Any) -> dict[str, Any]:
            return self.encode(parameters, dict(zip(names, tokens(*texts))))

        def tokenize(*texts: Any) -> dict[str, Any]:
            return dict(zip(names, tokens(*texts)))

        text, pair = (tf.TensorSpec([None], tf.string, name) for name in ("text", "text_pair"))
        found = {"serving_default": (serve, text), "tokenize": (tokenize, text)}
        if self.plan.task.pairs_only:
            found = {"serving_default": (serve, text, pair)}
        if self.plan.pairs:
            found |= {"serve_pair": (serve, text, pair), "tokenize_pair": (tokenize, text, pair)}
        return {name: _text_function(call, specs) for name, (call, *specs) in found.items()}


def _text_function(call: Callable[..., dict[str, Any]], specs: list[Any]) -> Any:
    if len(specs) == 1:
        return tf.function(lambda text: call(text), autograph=False).get_concrete_function(*specs)
    return tf.function(lambda text, text_pair: call(text, text_pair), autograph=False).get_concrete_function(*specs)


def _below(parameters: Parameters, prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in parameters.items() if name.startswith(prefix)}


def _closed(call: Call, sizes: Sizes, parameters: Parameters) -> Any:
    function = tf.function(lambda **inputs: call(parameters, inputs), autograph=False)
    return function.get_concrete_function(**int32_rows(sizes))


def stacks_of(weights: Parameters) -> dict[str, tuple[str, ...]]:
    """Weights of one shape come as one input: with over 300 of them (24 layers), and a loop in the graph, TensorFlow's
    TFLite converter corrupts its memory and the process ends (2.21)."""
    groups: dict[tuple[Any, ...], list[str]] = {}
    for name in sorted(weights):
        groups.setdefault((weights[name].dtype, *weights[name].shape), []).append(name)
    several = [tuple(names) for names in groups.values() if len(names) > 1]
    return {f"stack_{index:03}": names for index, names in enumerate(several)}


def open_function(
    call: Call,
    rows: Mapping[str, Any],
    parameters: Parameters,
    names: Mapping[str, str],
    stacks: Mapping[str, tuple[str, ...]],
) -> Any:
    """rows: a TensorSpec by input."""

    def run(**inputs: Any) -> dict[str, Any]:
        given = {name: inputs.pop(key) for key, name in names.items()}
        for key, members in stacks.items():
            given.update(zip(members, tf.unstack(inputs.pop(key))))
        return call(given, inputs)

    specs = {key: tf.TensorSpec(parameters[name].shape, parameters[name].dtype, key) for key, name in names.items()}
    for key, members in stacks.items():
        one = parameters[members[0]]
        specs[key] = tf.TensorSpec([len(members), *one.shape], one.dtype, key)
    return tf.function(run, autograph=False).get_concrete_function(**rows, **specs)


def int32_rows(sizes: Sizes) -> dict[str, Any]:
    shapes = {name: (size,) if isinstance(size, int) else size for name, size in sizes.items()}
    return {name: tf.TensorSpec([1, *shape], tf.int32, name) for name, shape in shapes.items()}


LONGEST_CHARACTER = 4  # bytes


def utf8_row(text: Any, size: int) -> Any:
    """string [] -> int32[1, size], its bytes padded with zeros; size is at least 4.

    A longer text is cut before the character that would not fit whole, as hfedge_runtime does it; bytes that are no
    UTF-8 may have no such place, and are cut at `size`.
    """
    data = tf.cast(tf.io.decode_raw(tf.reshape(text, [1]), tf.uint8, fixed_length=size + 1)[0], tf.int32)
    ends = tf.range(size + 1 - LONGEST_CHARACTER, size + 1)
    continues = tf.logical_and(data[-LONGEST_CHARACTER:] >= 0x80, data[-LONGEST_CHARACTER:] < 0xC0)
    whole = tf.reduce_max(tf.where(continues, 0, ends))
    whole = tf.where(whole > 0, whole, size)
    kept = tf.where(tf.strings.length(text) > size, whole, size)
    return tf.reshape(tf.where(tf.range(size) < kept, data[:size], 0), [1, size])


def signature_of(name: str, function: Any, parameters: Collection[str]) -> Signature:
    inputs, outputs = function.structured_input_signature[1], function.structured_outputs
    inputs = {key: spec for key, spec in inputs.items() if key not in parameters}
    return Signature(name, *(tuple(_spec(key, specs[key]) for key in sorted(specs)) for specs in (inputs, outputs)))


def _spec(name: str, tensor: Any) -> TensorSpec:
    return TensorSpec(name, tensor.dtype.name, tuple(int(size) for size in tensor.shape))
