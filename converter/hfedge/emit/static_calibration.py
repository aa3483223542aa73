"""int8-static for a whole model: which layers have it, by what they read in real texts (observation.py, static.py).

The others are int8 with activations quantized as they come, each for a reason that is told. Softmax, layer norms, GELU
and sums stay float32. So do the products of attention: as int8 they would cost MiniLM 0.0007 of its mean cosine and a
tenth of its speed, but LiteRT 2.0.2 computes int8 BATCH_MATMUL wrongly with XNNPACK (a cosine of 0.70) without a word.
What masks padding is added behind these products, and reaches no int8 tensor.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from hfedge.emit.flatbuffer import schema
from hfedge.emit.observation import Layer, Observed, Watched, Weights, watch
from hfedge.emit.static import Linear, Rows, StaticLayer, static_layers
from hfedge.emit.stored_weights import Key
from hfedge.emit.tflite import Skeleton
from hfedge.manifest import Manifest
from hfedge.parity.reference import Text
from hfedge.recipes import INT8_STATIC, Forms

SMALLEST = 128 * 128  # weights: the error of a smaller matrix (a classifier, say) is the answer's
WORST_ERROR = 0.1  # of what a layer gives, relative
SAMPLE = 512  # rows of a tensor that are held
SAMPLE_BYTES = 256 * 1024 * 1024  # that are held at once; more layers are looked at in turn
# Bounds of the activations that can be fused to an int8 layer, by name in the schema.
BOUNDS = {"NONE": (-np.inf, np.inf), "RELU": (0.0, np.inf), "RELU6": (0.0, 6.0), "RELU_N1_TO_1": (-1.0, 1.0)}


@dataclass(frozen=True)
class StaticWeights:
    """layers: what `bind` takes as `static`; others: the names of the weights that stay int8, with the reason."""

    layers: dict[Key, StaticLayer]
    others: dict[str, str]


def static_weights(
    skeleton: Skeleton,
    weights: Callable[[str], np.ndarray],
    manifest: Manifest,
    texts: tuple[Text, ...],
    forms: Forms,
) -> StaticWeights:
    """Of the weights whose form is INT8_STATIC. weights(name): the float32 array of a parameter. Raises EmitError."""
    found = StaticWeights({}, {})

    def wanted(used: Weights) -> set[Key]:
        keys = sorted(key for key in used.multiplied if forms.of(key[0]) == INT8_STATIC)
        reasons = {key: _reason(used, key) for key in keys}
        found.others.update({key[0]: reason for key, reason in reasons.items() if reason})
        return {key for key in keys if not reasons[key]}

    with watch(skeleton, weights, manifest, wanted) as watched:
        groups = [_bindable(watched.observed, group, found.others) for group in _groups(watched.observed)]
        for part in _parts(watched.observed, [group for group in groups if group]):
            for group, rows in zip(part, _sample(watched, part, texts)):
                _quantize(watched.observed, group, rows, weights, found)
    return found


def _reason(used: Weights, key: Key) -> str | None:
    """Why a matrix stays int8, as far as its use says."""
    outputs, inputs = used.shapes[key]
    if key in used.in_loops:
        return "it is used in a loop, where nobody sees what it reads"
    if key in used.looked_up:
        return "its rows are looked up too"
    if outputs * inputs < SMALLEST:
        return f"it has {outputs * inputs:,} weights, fewer than {SMALLEST:,}"
    return None


def _bindable(observed: Observed, group: Sequence[Key], others: dict[str, str]) -> list[Key]:
    """The layers that are used in one way each; why the others are not is added to `others`."""
    reasons = {key: _reason_of_use(observed.layers[key]) for key in group}
    others.update({key[0]: reason for key, reason in reasons.items() if reason})
    return [key for key in group if not reasons[key]]


def _reason_of_use(uses: set[Layer]) -> str | None:
    if len(uses) > 1:
        return "it is used with more than one bias or activation"
    layer = next(iter(uses))
    if layer.bias == "":
        return "its bias is computed"
    return None if _activation(layer) in BOUNDS else f"{_activation(layer)} is fused to it"


def _activation(layer: Layer) -> str:
    names = {value: name for name, value in vars(schema().ActivationFunctionType).items() if not name.startswith("_")}
    return names[layer.activation]


def _groups(observed: Observed) -> list[list[Key]]:
    """The layers that read the same tensor somewhere, and so have the same steps for it; each in the order of use."""
    groups = {key: {key} for key in observed.layers}
    for keys in chain.from_iterable(readers.values() for readers in observed.readers.values()):
        together = set().union(*(groups[key] for key in keys))
        groups.update(dict.fromkeys(together, together))
    ordered = {id(group): [key for key in observed.layers if key in group] for group in groups.values()}
    return list(ordered.values())


def _parts(observed: Observed, groups: list[list[Key]]) -> Iterator[list[list[Key]]]:
    """The groups in parts whose samples fit into SAMPLE_BYTES, or one by one."""
    part, size = [], 0
    for group in groups:
        held = 4 * SAMPLE * observed.inputs(group[0])
        if part and size + held > SAMPLE_BYTES:
            yield part
            part, size = [], 0
        part, size = [*part, group], size + held
    if part:
        yield part


def _sample(watched: Watched, part: list[list[Key]], texts: tuple[Text, ...]) -> list[Rows | None]:
    """For each group what it reads; None where it is not used."""
    samples = [_Sample(watched.observed.inputs(group[0])) for group in part]
    by_key = {key: sample for group, sample in zip(part, samples) for key in group}
    for keys, rows in watched.rows(set(by_key), texts):
        by_key[next(iter(keys))].add(rows)
    return [sample.rows() for sample in samples]


class _Sample:
    """SAMPLE rows of all that come, each as likely, and the extremes of all."""

    def __init__(self, inputs: int):
        self.values = np.empty((SAMPLE, inputs), np.float32)
        self.tickets = np.full(SAMPLE, np.inf)  # the rows with the lowest stay
        self.low, self.high = np.full(inputs, np.inf, np.float32), np.full(inputs, -np.inf, np.float32)
        self.random = np.random.default_rng(0)

    def add(self, rows: np.ndarray) -> None:
        self.low, self.high = np.minimum(self.low, rows.min(0)), np.maximum(self.high, rows.max(0))
        for ticket, row in zip(self.random.random(len(rows)), rows):
            place = int(self.tickets.argmax())
            if ticket < self.tickets[place]:
                self.values[place], self.tickets[place] = row, ticket

    def rows(self) -> Rows | None:
        held = self.values[np.isfinite(self.tickets)]
        return Rows(held, self.low, self.high) if len(held) else None


def _quantize(
    observed: Observed,
    group: Sequence[Key],
    rows: Rows | None,
    weights: Callable[[str], np.ndarray],
    found: StaticWeights,
) -> None:
    if rows is None:
        found.others.update({key[0]: "no text reaches it" for key in group})
        return
    linear = [_linear(key, next(iter(observed.layers[key])), weights) for key in group]
    for key, layer in zip(group, static_layers(linear, rows)):
        if layer.error <= WORST_ERROR:
            found.layers[key] = layer
        else:
            found.others[key[0]] = f"it would be off by {layer.error:.1%}, more than {WORST_ERROR:.0%}"


def _linear(key: Key, layer: Layer, weights: Callable[[str], np.ndarray]) -> Linear:
    name, transposed = key
    matrix = np.ascontiguousarray(weights(name).T if transposed else weights(name))
    bias = None if layer.bias is None else np.asarray(weights(layer.bias), np.float32)
    return Linear(matrix, bias, *BOUNDS[_activation(layer)])


def told(others: Mapping[str, str]) -> Iterator[str]:
    """In words, the names with one reason together."""
    for reason in dict.fromkeys(others.values()):
        yield f"int8 as it comes: {', '.join(name for name, one in others.items() if one == reason)}: {reason}"
