"""A layer of int8-static is seen through what evens out its outliers: what it reads and gives are float32's."""

from types import SimpleNamespace

import numpy as np
import pytest

from hfedge.emit.static import Linear, Rows, relative_error, static_layers
from hfedge.emit.taps import Tflite, write_tapped
from hfedge.emit.tflite import bind
from hfedge.parity.layer_graph import find_layers
from hfedge.parity.layers import factors_of
from hfedge.recipes import FLOAT32, INT8_STATIC, Forms
from small_graphs import numbers, program_of
from tiny_programs import TfliteFile

# By what makes the input: a norm, which is divided itself, or nothing, so that a product is added.
GRAPHS = {
    "norm": lambda w, x: (x * w["g"] + w["b"]) @ w["w"],
    "norm without bias": lambda w, x: (x * w["g"]) @ w["w"],
    "none": lambda w, x: x @ w["w"],
}


@pytest.mark.parametrize("kind", GRAPHS)
def test_what_a_static_layer_reads_and_gives_is_found_in_float32(tmp_path, kind):
    x = numbers(200, 64, seed=5)
    x[:, 3], x[:, 7] = 50 * x[:, 3], 20 + 30 * x[:, 7]
    gain, bias = 1 + numbers(64) ** 2, numbers(64, seed=2)
    gain[5] = 0  # what it was divided by is then told by the bias
    weights = {"w": numbers(64, 24), "g": gain, "b": bias}
    read = {"norm": x * gain + bias, "norm without bias": x * gain, "none": x}[kind]
    (static,) = static_layers([Linear(np.ascontiguousarray(weights["w"].T))], Rows(read, read.min(0), read.max(0)))
    skeleton = program_of(GRAPHS[kind], weights, x=(x.shape, "float32"))
    exact, edge = tmp_path / "exact.tflite", tmp_path / "edge.tflite"
    bind(skeleton, weights.__getitem__, Forms(FLOAT32), exact)
    bind(skeleton, weights.__getitem__, Forms(INT8_STATIC), edge, {("w", True): static})
    graph = Tflite(edge).graphs("s")["s"]
    (layer,) = find_layers(graph, frozenset(weights))
    write_tapped(
        Tflite(edge), {"s": [number for number in (layer.reads, layer.gives) if number in graph.makers]}, tmp_path / "t"
    )
    file = TfliteFile(tmp_path / "t")
    file.run("s", x=x)
    found = {number: file.interpreter.get_tensor(number) for number in (layer.reads, layer.gives)}
    run = SimpleNamespace(values=graph.constant, opened=SimpleNamespace(constant=weights.__getitem__))
    factors = factors_of(run, run, layer)
    assert static.smooth is not None and layer.form == "int8-static"
    assert set(layer.evened.values()) == {"norm": {"g", "b"}, "norm without bias": {"g"}}.get(kind, set())
    assert relative_error(found[layer.reads] * factors, read) < 1e-6
    assert relative_error(found[layer.gives], read @ weights["w"]) < 0.02
