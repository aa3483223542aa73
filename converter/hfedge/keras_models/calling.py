"""How a Keras model is called: which of its inputs are the ids, the mask and the token types."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.errors import HfedgeError, UnsupportedError
from hfedge.lazy import tf

# What libraries call them: transformers, KerasHub, TensorFlow's official models.
INPUT_NAMES: Mapping[str, tuple[str, ...]] = {
    "input_ids": ("input_ids", "token_ids", "input_word_ids", "ids", "tokens"),
    "attention_mask": ("attention_mask", "padding_mask", "input_mask", "mask"),
    "type_ids": ("token_type_ids", "segment_ids", "input_type_ids", "type_ids"),
}
_OURS = {name: ours for ours, names in INPUT_NAMES.items() for name in names}
# Of a dict that a model takes; transformers refuses token types where the model has none.
_KEYS = (("input_ids", "attention_mask", "token_type_ids"), ("input_ids", "attention_mask"))
ACCEPTED = "; ".join(f"{ours}: {', '.join(names)}" for ours, names in INPUT_NAMES.items())


@dataclass(frozen=True)
class Call:
    """run(input_ids, attention_mask, type_ids int32 [batch, tokens]) -> what the model gives; tokens: the only number
    of tokens that it takes, None for any."""

    run: Callable[[Any, Any, Any], Any]
    tokens: int | None = None


def find_call(model: Any, where: str) -> Call:
    """Raises UnsupportedError for a model whose inputs are not those of a text encoder."""
    inputs = _symbolic_inputs(model)
    return _subclassed(model, where) if inputs is None else _functional(model, inputs, where)


def _symbolic_inputs(model: Any) -> Any:
    """What a functional or sequential model was built on: one symbolic tensor, a list or a dict; None for others."""
    try:
        return model.input
    except (AttributeError, ValueError, RuntimeError):  # not functional; a Sequential that was never built
        return None


def _functional(model: Any, inputs: Any, where: str) -> Call:
    flat = _named(inputs)
    ours = {name: _OURS.get(name) for name, _ in flat}
    if len(flat) == 1 and flat[0][1].dtype not in ("string", tf.string):
        ours = {flat[0][0]: "input_ids"}
    unknown = [name for name, found in ours.items() if found is None]
    if unknown:
        raise UnsupportedError(f"the model has the input {unknown[0]!r}", where=where, accepted=ACCEPTED,
                               hint="Name its keras.Input so, or compute the input inside the model.")  # fmt: skip
    if "input_ids" not in ours.values() or len(set(ours.values())) < len(ours):
        raise UnsupportedError(f"the model's inputs are {', '.join(ours)}", where=where,
                               accepted="one for the token ids, at most one for the mask and the types")  # fmt: skip
    for name, spec in flat:
        if len(spec.shape) != 2 or spec.dtype in ("string", tf.string):
            raise UnsupportedError(f"the input {name!r} is {spec.dtype} {tuple(spec.shape)}", where=where,
                                   accepted="numbers of shape [batch, tokens], the ids of a tokenizer")  # fmt: skip
    lengths = {spec.shape[1] for _, spec in flat} - {None}
    if len(lengths) > 1:
        raise UnsupportedError(f"inputs of {' and '.join(map(str, sorted(lengths)))} tokens", where=where)

    def run(*tensors: Any) -> Any:
        given = dict(zip(INPUT_NAMES, tensors))
        values = [tf.cast(given[ours[name]], spec.dtype) for name, spec in flat]
        return model(_as(inputs, values), training=False)

    return Call(run, lengths.pop() if lengths else None)


def _named(inputs: Any) -> list[tuple[str, Any]]:
    """(name, symbolic tensor) of every input; a dict's keys are the names."""
    if isinstance(inputs, Mapping):
        return list(inputs.items())
    tensors = inputs if isinstance(inputs, (list, tuple)) else [inputs]
    return [(tensor.name.split(":")[0], tensor) for tensor in tensors]


def _as(inputs: Any, values: list[Any]) -> Any:
    """The values in the structure of the inputs."""
    if isinstance(inputs, Mapping):
        return dict(zip(inputs, values))
    return values if isinstance(inputs, (list, tuple)) else values[0]


def _subclassed(model: Any, where: str) -> Call:
    """A model with a `call` of its own: by the names of its parameters, else with a dict, else with the ids alone."""
    parameters = inspect.signature(model.call).parameters
    tries: list[Callable[..., Any]] = []
    if any(_OURS.get(name) == "input_ids" for name in parameters):
        tries.append(by_parameters(model, parameters))
    else:
        tries += [*(_by_dict(model, keys) for keys in _KEYS), _by_ids(model)]
    ids = tf.constant([[1, 1, 1, 1, 1, 1, 1, 1]])
    failed: list[str] = []
    for run in tries:
        try:
            run(ids, tf.ones_like(ids), tf.zeros_like(ids))
            return Call(run)
        except HfedgeError:
            raise
        except Exception as error:  # whatever the person's layers raise
            failed.append(" ".join(str(error).split())[:300] or type(error).__name__)
    raise UnsupportedError(
        f"the model cannot be called with token ids: {failed[0]}", where=where,
        accepted="call(input_ids, attention_mask=..., token_type_ids=...), call({'input_ids': ...}) or call(ids)",
        hint="Or wrap it in a functional model: keras.Model(inputs, outputs).",
    )  # fmt: skip


def by_parameters(model: Any, parameters: Mapping[str, Any]) -> Callable[..., Any]:
    """A model whose `call` has a parameter for each input."""
    named = {ours: name for name in parameters if (ours := _OURS.get(name))}
    training = {"training": False} if "training" in parameters else {}

    def run(*tensors: Any) -> Any:
        given = {named[ours]: tensor for ours, tensor in zip(INPUT_NAMES, tensors) if ours in named}
        ids = given.pop(named["input_ids"])
        return model(ids, **given, **training)

    return run


def _by_dict(model: Any, keys: tuple[str, ...]) -> Callable[..., Any]:
    def run(*tensors: Any) -> Any:
        return model(dict(zip(keys, tensors)), training=False)

    return run


def _by_ids(model: Any) -> Callable[..., Any]:
    def run(ids: Any, mask: Any, type_ids: Any) -> Any:
        return model(ids, training=False)

    return run
