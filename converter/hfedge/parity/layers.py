"""Layer by layer: how far an artifact is from the float32 file of the same program, and what each layer adds.

Every weight of a .tflite has its parameter's name, so the k-th use of a name in encode_<T> is the same layer in both
files. Both are run with what their layers read and give as outputs (see emit/taps.py) on the same tokens. Between two
layers (norms, softmax, products of attention) nothing is rounded: a difference that comes in there is seen in what the
next layer reads. Layers inside a loop cannot be looked into, they are part of what is between.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit.taps import Graph, Tflite, write_tapped
from hfedge.errors import EmitError
from hfedge.manifest import Manifest
from hfedge.parity.layer_graph import PREFIX, Layer, find_layers, sources_of
from hfedge.parity.reference import Text
from hfedge.tasks import TASKS

MOST_TEXTS = 16
BISECT_STAGES = 8  # of bisect.py, beside one for each .tflite, for a progress bar
OUTPUT = "output"  # the form of a row that is an output of the task
# What a stretch between two layers reads may be this much further off behind it: the errors of the layers before it
# are made larger by a norm or a softmax. Measured with every recipe, see LAYER_BUDGETS in bisect.py.
MOST_GROWTH = 4.0
LEAST_STRETCH = 2e-5  # relative, as the budget of float32; below it nothing is said of a stretch
_ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "NONE": lambda x: x,
    "RELU": lambda x: np.maximum(x, 0),
    "RELU_N1_TO_1": lambda x: np.clip(x, -1, 1),
    "RELU6": lambda x: np.clip(x, 0, 6),
    "TANH": np.tanh,
}


@dataclass(frozen=True)
class LayerError:
    """name: the parameter that is its matrix or table, "#k" behind it where it is used several times; of a stretch
    between two layers both, and of an output its own. error: of what it gives, the root mean square of the difference
    from float32 over that of float32. own: what the layer itself adds, by what float32 makes of what it reads here."""

    name: str
    error: float
    own: float


@dataclass(frozen=True)
class Compared:
    """A layer, or an output of the task. form: how the file stores the weight; read: error of what it reads; source:
    the layer that comes right before it, "" for none; before: the largest error of those that what it reads is made
    of; error, own: as in LayerError, an output has no own."""

    name: str
    form: str
    read: float
    source: str
    before: float
    error: float
    own: float

    @property
    def stretch(self) -> float | None:
        """How far off it is what the stretch before it gives, None where what went in explains it."""
        return self.read if self.read > max(LEAST_STRETCH, MOST_GROWTH * self.before) else None


def layer_errors(fp32: Path, artifact: Path, texts: Sequence[Text]) -> tuple[LayerError, ...]:
    """The layers of an artifact in the order of its graph, the task's outputs behind them, with four digits. Between
    them a row for every stretch that adds more than what goes into it explains: "a -> b", a and b around it.

    fp32: the float32 file of the same program, of which encode_<T> are enough; texts: see `some_texts`. Raises
    EmitError where the two are not of the same program.
    """
    return error_rows(compare_layers(fp32, artifact, texts))


def error_rows(found: Sequence[Compared]) -> tuple[LayerError, ...]:
    return tuple(row for layer in found for row in _rows(layer))


def _rows(layer: Compared) -> Iterator[LayerError]:
    if layer.stretch is not None and layer.form != OUTPUT:
        yield LayerError(stretch_name(layer), *map(_short, (layer.read, layer.read - layer.before)))
    own = layer.own if layer.form != OUTPUT or layer.stretch is None else layer.read - layer.before
    yield LayerError(layer.name, _short(layer.error), _short(own))


def stretch_name(layer: Compared) -> str:
    return f"{layer.source or 'inputs'} -> {layer.name}"


def _short(value: float) -> float:
    """Four digits: more would differ from machine to machine. JSON has no infinity."""
    return float(f"{value:.4g}") if np.isfinite(value) else 1e38


def with_layers(report: Any, folder: Path, manifest: Manifest, exact: Path, texts: Sequence[Text]) -> Any:
    """A ParityReport with the layers of every .tflite that is not all float32, on some of the texts."""
    files = {(item.target, item.recipe): folder / item.files[0].path for item in manifest.artifacts}
    # Once for each file, however many runtimes ran it.
    errors = cache(lambda file: layer_errors(exact, file, some_texts(texts)))

    def add(item: Any) -> Any:
        if item.target != "tflite" or item.recipe == "fp32":
            return item
        return replace(item, layers=errors(files[item.target, item.recipe]))

    return replace(report, artifacts=tuple(map(add, report.artifacts)))


def some_texts(texts: Sequence[Text], most: int = MOST_TEXTS) -> tuple[Text, ...]:
    """At most that many, evenly from all."""
    places = dict.fromkeys(int(place) for place in np.linspace(0, len(texts) - 1, min(most, len(texts))))
    return tuple(texts[place] for place in places)


def compare_layers(fp32: Path, artifact: Path, texts: Sequence[Text]) -> tuple[Compared, ...]:
    """As `layer_errors`, with more about each."""
    sums = Sums()
    with open_both(fp32, artifact, _ends) as (edge, exact):
        for text in texts:
            tokens = edge.engine.tokenize(tuple(piece.encode() for piece in text))
            if tokens.count:
                _add(sums, edge.run(tokens), exact.run(tokens))
    if not sums.pairs:
        raise EmitError("no text has a token", where=str(artifact), accepted="texts that are not empty")
    return tuple(_compared(sums, edge, exact))


Taps = Callable[[Graph, Sequence[Layer]], Iterable[int]]  # which tensors of a graph with such layers are to be read


def _ends(graph: Graph, layers: Sequence[Layer]) -> Iterator[int]:
    """What the layers read and give; constants and inputs can be read as they are."""
    numbers = dict.fromkeys(number for layer in layers for number in (layer.reads, layer.gives))
    return (number for number in numbers if number in graph.makers)


@contextlib.contextmanager
def open_both(fp32: Path, artifact: Path, taps: Taps) -> Iterator[tuple["Opened", "Opened"]]:
    """-> the artifact and the float32 file, both to be run on tokens of the artifact's own tokenizer."""
    from hfedge_runtime.bundle import Bundle

    manifest = Bundle.open(artifact).manifest
    with tempfile.TemporaryDirectory(prefix="hfedge-") as folder:
        exact = Opened(fp32, manifest, Path(folder) / "exact.tflite", taps)
        edge = Opened(artifact, manifest, Path(folder) / "edge.tflite", taps, exact.weights)
        _leave_folded_tables(edge, exact)
        try:
            yield edge, exact
        finally:
            edge.engine.close()
            exact.engine.close()


def _leave_folded_tables(*files: "Opened") -> None:
    """A table whose rows are constants in one of the files (see emit/gpu.py) is a layer of neither."""
    for signature in files[0].layers:
        common = set.intersection(*({layer.name for layer in file.layers.get(signature, ())} for file in files))
        for file in files:
            layers = file.layers.get(signature, ())
            file.layers[signature] = [layer for layer in layers if not layer.is_table or layer.name in common]


@dataclass(frozen=True)
class Run:
    """What one text gave in one file."""

    opened: "Opened"
    signature: str
    length: int
    tokens: int
    loaded: Any

    @property
    def graph(self) -> Graph:
        return self.opened.graphs[self.signature]

    @property
    def layers(self) -> list[Layer]:
        return self.opened.layers[self.signature]

    def values(self, number: int) -> np.ndarray:
        """float32 or int32 of a tensor."""
        found = self.graph.constant(number)
        if found is None:
            self.loaded.outputs[str(number)] = number
            found = self.loaded.get(str(number))
        tensor = self.graph.tensor(number)
        if tensor.steps is None or found.dtype != np.int8:
            return found
        return (found.astype(np.float32) - tensor.steps[1]) * np.float32(tensor.steps[0])

    def rows(self, number: int) -> np.ndarray:
        """The same, [rows, ...]: those of padding left out, where there is one for every token."""
        found = self.values(number)
        rows = found.reshape(-1, found.shape[-1]) if found.ndim > 1 else found.reshape(-1)
        return rows[: self.tokens] if len(rows) == self.length else rows

    def output(self, name: str) -> np.ndarray:
        task, found = TASKS[self.opened.engine.manifest.task], self.loaded.get(name)[0]
        found = found[: self.tokens] if name in task.per_token else found
        return found[:, : self.tokens] if name in task.per_layer else found


class Opened:
    """A file whose layers' inputs and outputs can be read."""

    def __init__(self, path: Path, manifest: Any, copy: Path, taps: Taps, weights: frozenset[str] = frozenset()):
        from hfedge_runtime.engine import Engine

        file = Tflite(path)
        self.graphs = file.graphs("encode_")
        self.layers = {name: find_layers(graph, weights) for name, graph in self.graphs.items()}
        write_tapped(file, {name: [*taps(self.graphs[name], found)] for name, found in self.layers.items()}, copy)
        self.path, self.engine = path, Engine(manifest, copy)
        self.lengths = sorted(int(name.removeprefix("encode_")) for name in self.graphs)

    @property
    def weights(self) -> frozenset[str]:
        """The names of all weights, those that are no layers' too."""
        graph = next(iter(self.graphs.values()))
        names = (graph.tensor(number).name for op in graph.ops for number in op.inputs if number >= 0)
        return frozenset(name for name in names if name.startswith(PREFIX))

    def constant(self, name: str) -> np.ndarray:
        """A weight by its name."""
        graph = next(iter(self.graphs.values()))
        numbers = (number for op in graph.ops for number in op.inputs if number >= 0)
        return graph.constant(next(number for number in numbers if graph.tensor(number).name == name))

    def run(self, tokens: Any) -> Run:
        self.engine.encode(tokens)
        length = next((size for size in self.lengths if size >= tokens.count), self.lengths[-1])
        signature = f"encode_{length}"
        return Run(self, signature, length, tokens.count, self.engine.loaded[signature])


class Sums:
    """Squares of differences and of what they are from, by whatever they are of."""

    def __init__(self):
        self.pairs: dict[Any, tuple[float, float]] = {}

    def add(self, key: Any, got: np.ndarray, want: np.ndarray) -> None:
        if got.shape != want.shape:
            raise EmitError(f"{key[1]} has the shape {got.shape}, in float32 {want.shape}")
        wrong, all_ = self.pairs.get(key, (0.0, 0.0))
        want = want.astype(np.float64)
        self.pairs[key] = wrong + float(np.square(got - want).sum()), all_ + float(np.square(want).sum())

    def error(self, key: Any) -> float:
        wrong, all_ = self.pairs[key]
        if not np.isfinite(wrong) or not all_:
            return 0.0 if wrong == 0 else float("inf")
        return (wrong / all_) ** 0.5


def _add(sums: Sums, edge: Run, exact: Run) -> None:
    """One text."""
    names = [[layer.name for layer in run.layers] for run in (edge, exact)]
    if names[0] != names[1]:
        missing = next(iter({*names[0]} ^ {*names[1]}), "their order")
        raise EmitError(
            f"its layers are not those of the float32 program (the first that differs: {missing})",
            where=str(edge.opened.path), accepted="a file of the same model, converted by the same version of hfedge",
        )  # fmt: skip
    for layer, other in zip(edge.layers, exact.layers):
        read, gives = edge.rows(layer.reads), edge.rows(layer.gives)
        read = read * factors_of(edge, exact, layer) if layer.evened else read
        sums.add(("read", layer.name), read, exact.rows(other.reads))
        sums.add(("error", layer.name), gives, exact.rows(other.gives))
        sums.add(("own", layer.name), gives, _float_layer(exact, other, read))
    for name in exact.graph.outputs:
        if edge.output(name).dtype == np.float32:
            sums.add(("error", name), edge.output(name), exact.output(name))


def factors_of(edge: Run, exact: Run, layer: Layer) -> Any:
    """What a layer's norm divided what it reads by: float32 has it as it was."""
    factors, known = np.float32(1), np.False_
    for number, name in sorted(layer.evened.items(), key=lambda row: row[1], reverse=True):  # the weight, then the bias
        divided, whole = edge.values(number), exact.opened.constant(name)
        there = divided != 0
        factors = np.where(known, factors, np.divide(whole, divided, out=np.ones_like(whole), where=there))
        known = known | there
    return factors


def _float_layer(exact: Run, layer: Layer, read: np.ndarray) -> np.ndarray:
    """What float32 makes of it."""
    graph = exact.graph
    if layer.is_table:
        return graph.constant(layer.op.inputs[0])[read]
    products = read @ graph.constant(layer.op.inputs[1]).T
    bias = layer.op.inputs[2] if len(layer.op.inputs) > 2 else -1
    return _ACTIVATIONS[layer.op.activation](products if bias < 0 else products + exact.values(bias))


def _compared(sums: Sums, edge: Opened, exact: Opened) -> Iterator[Compared]:
    signature = next(iter(exact.graphs))
    graph, layers = exact.graphs[signature], exact.layers[signature]
    given = {layer.gives: place for place, layer in enumerate(layers)}
    forms = {layer.name: layer.form for layer in edge.layers[signature]}

    def sources(number: int) -> tuple[str, float]:
        places = sources_of(graph, number, given)
        names = [layers[place].name for place in places]
        return (layers[max(places)].name if places else ""), max((sums.error(("error", n)) for n in names), default=0.0)

    for layer in layers:
        read, error, own = (sums.error((what, layer.name)) for what in ("read", "error", "own"))
        yield Compared(layer.name, forms[layer.name], read, *sources(layer.reads), error, own)
    for name, number in graph.outputs.items():
        if ("error", name) in sums.pairs:
            error = sums.error(("error", name))
            yield Compared(name, OUTPUT, error, *sources(number), error, 0.0)
