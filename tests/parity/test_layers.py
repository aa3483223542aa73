"""Layer by layer: what breaks one layer of a .tflite is found at that layer, whatever comes behind it is wrong too.

Each is broken as in test_mutations.py, and compared with the float32 file that is not.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edited_bundles import constant, edited, floats, scalars
from hfedge.architectures.layers import PADDING_SCORE
from hfedge.errors import EmitError
from hfedge.manifest import read_manifest
from hfedge.parity.bisect import LAYER_BUDGETS, find_wrong_id, first_outside, look_into
from hfedge.parity.golden import read_golden
from hfedge.parity.layers import Compared, compare_layers, error_rows, layer_errors, some_texts
from hfedge.parity.stretch import first_op
from hfedge.recipes import RECIPES

GOLDEN = Path(__file__).parent / "goldens" / "message-intents.npz"
CASES = read_golden(GOLDEN).cases
TEXTS = some_texts([case.text for case in CASES])
LAYERS = (
    "encoder/embeddings/word/weight", "encoder/embeddings/position/weight", "encoder/embeddings/type/weight",
    *(f"encoder/layers/{number}/{part}/weight" for number in (0, 1) for part in
      ("attention/query_key_value", "attention/output", "feed_forward/expand", "feed_forward/contract")),
    "encoder/pooler/weight", "encoder/classifier/weight",
)  # fmt: skip
# fp32 and fp16 files hold the rows of positions as constants (hfedge/emit/gpu.py), and whatever is compared with one
# of them has this layer no more.
COMMON = tuple(name for name in LAYERS if name != "encoder/embeddings/position/weight")
EXPAND = "encoder/layers/1/feed_forward/expand/weight"


@pytest.fixture
def layers_of(intents_bundle: Path, tmp_path: Path) -> Callable[..., tuple[Compared, ...]]:
    """(change, recipe) -> the layers of the file so changed."""

    def compared(change=None, recipe: str = "fp32") -> tuple[Compared, ...]:
        bundle = intents_bundle
        if change:
            bundle = edited(intents_bundle, tmp_path / f"{recipe}.hfedge", change, recipe=recipe)
        return compare_layers(intents_bundle / "model.fp32.tflite", bundle / f"model.{recipe}.tflite", TEXTS)

    return compared


@pytest.fixture
def first_op_of(intents_bundle: Path, tmp_path: Path) -> Callable[[str], str]:
    """Of the file that layers_of changed."""
    files = (intents_bundle / "model.fp32.tflite", tmp_path / "fp32.hfedge" / "model.fp32.tflite")
    return lambda name: first_op(*files, TEXTS[:4], name)


def outside(layers: tuple[Compared, ...]) -> list[str]:
    return [layer.name for layer in layers if layer.form in LAYER_BUDGETS and layer.own > LAYER_BUDGETS[layer.form].own]


def test_the_layers_come_in_the_order_of_the_graph_and_the_outputs_last(layers_of):
    assert tuple(layer.name for layer in layers_of()) == (*COMMON, "logits", "scores")


@pytest.mark.parametrize("recipe", ["fp32", "fp16", "int8"])
def test_every_layer_of_a_file_that_is_right_is_inside_its_budget(layers_of, recipe):
    layers = layers_of(recipe=recipe)
    assert outside(layers) == [] and not any(layer.stretch for layer in layers)
    assert first_outside(layers).startswith("no layer is outside the budget of its form")


def test_float32_files_differ_by_nothing_but_what_numpy_adds_otherwise(layers_of):
    for layer in layers_of():
        assert layer.error == layer.read == 0 and layer.own < 2e-6


def test_int8_adds_to_the_error_layer_by_layer(layers_of):
    rows = {layer.name: layer for layer in layers_of(recipe="int8")}
    assert all(0.001 < rows[name].own < 0.02 for name in COMMON if name != "encoder/embeddings/type/weight")
    assert rows["encoder/embeddings/type/weight"].error == 0
    assert rows["encoder/embeddings/word/weight"].error == rows["encoder/embeddings/word/weight"].own
    assert all(rows[name].error > rows[name].own for name in LAYERS[3:])


@pytest.mark.parametrize("name", ["encoder/embeddings/word/weight", EXPAND])
def test_a_float32_weight_perturbed_by_5_percent_is_named_and_no_other(layers_of, name):
    layers = layers_of(lambda model: floats(model, name).__imul__(np.float32(1.05)))
    assert outside(layers) == [name] and first_outside(layers).startswith(f"{name} (float32) is the first layer")
    assert sum(layer.error > 1e-3 for layer in layers) > 1, "what follows is wrong too"


def test_an_int8_weight_perturbed_by_5_percent_is_named_and_no_other(layers_of):
    name = "encoder/layers/0/attention/query_key_value/weight"

    def change(model):
        tensors = (tensor for graph in model.subgraphs for tensor in graph.tensors)
        # The scales are there once for all signatures.
        next(tensor for tensor in tensors if tensor.name == name.encode()).quantization.scale *= np.float32(1.05)

    layers = layers_of(change, "int8")
    assert outside(layers) == [name] and first_outside(layers).startswith(f"{name} (int8) is the first layer")


def test_a_mask_that_is_ignored_is_named_as_what_lies_between_two_layers(layers_of, first_op_of):
    def ignore(model):
        (score,) = scalars(model, PADDING_SCORE)
        score[:] = 0

    layers = layers_of(ignore)
    stretch = " -> ".join(LAYERS[3:5])
    assert outside(layers) == []
    assert first_outside(layers).startswith(f"the first difference comes in between two layers, at {stretch}:")
    rows = [row.name for row in error_rows(layers)]
    assert rows.index(stretch) == rows.index(LAYERS[4]) - 1
    assert next(row for row in error_rows(layers) if row.name == stretch).own > 0.01
    op = first_op_of(LAYERS[4])
    assert op.startswith("MUL (operator ") and op.endswith("is the first whose output is off, by 100 %")


def test_two_labels_swapped_in_the_classifier_are_named(layers_of):
    def swap(model):
        for name in ("encoder/classifier/weight", "encoder/classifier/bias"):
            rows = floats(model, name)
            rows[:2] = rows[1::-1].copy()

    assert outside(layers_of(swap)) == ["encoder/classifier/weight"]


def test_two_labels_swapped_in_the_manifest_are_told_before_the_layers(intents_bundle):
    golden, manifest, file = read_golden(GOLDEN), read_manifest(intents_bundle), intents_bundle / "model.fp32.tflite"
    first, second, *others = manifest.labels
    rows, (labels, layers) = look_into(file, file, golden, replace(manifest, labels=(second, first, *others)))
    assert labels == f"label 0 is called {second!r}, in the original {first!r}."
    assert layers.startswith("no layer is outside") and [row.name for row in rows] == [*COMMON, "logits", "scores"]


def test_a_bias_that_is_wrong_is_found_at_its_layer(layers_of):
    layers = layers_of(lambda model: floats(model, EXPAND.replace("weight", "bias")).__iadd__(np.float32(0.5)))
    assert outside(layers) == [EXPAND]


def test_a_norm_that_is_wrong_is_found_between_the_layers_around_it(layers_of, first_op_of):
    name = "encoder/layers/0/attention/norm/weight"
    layers = layers_of(lambda model: floats(model, name).__imul__(np.float32(1.05)))
    first = next(layer for layer in layers if layer.stretch is not None)
    assert outside(layers) == [] and (first.source, first.name) == (LAYERS[4], LAYERS[5])
    assert first_op_of(first.name).startswith(f"MUL of {name} (operator ")


def test_numbers_that_are_none_are_outside_every_budget(layers_of):
    def change(model):
        floats(model, EXPAND)[0, 0] = np.nan

    layers = layers_of(change)
    assert outside(layers)[0] == EXPAND
    json.dumps([row.own for row in error_rows(layers)], allow_nan=False)


def test_a_vocabulary_entry_that_is_moved_is_told_by_token_and_text(intents_bundle, tmp_path):
    used = {number for case in CASES for number in case.ids}
    moved = []

    def swap(model):
        low = constant(model, "tokenizer/model/trie/low", np.int16)
        # As in test_mutations.py: two tokens change places, of which the texts use one.
        leaves = {-int(state) - int(low.max()) - 1: slot for slot, state in enumerate(low) if state < -int(low.max())}
        one, other = min(leaves.keys() & used), min(leaves.keys() - used)
        low[[leaves[one], leaves[other]]] = low[[leaves[other], leaves[one]]]
        moved.extend((one, other))

    assert find_wrong_id(intents_bundle / "model.int8.tflite", CASES) is None
    bundle = edited(intents_bundle, tmp_path / "e.hfedge", swap)
    number = next(number for number, case in enumerate(CASES) if moved[0] in case.ids)
    found = find_wrong_id(bundle / "model.fp32.tflite", CASES)
    assert found.startswith(f"the ids differ at token {CASES[number].ids.index(moved[0])} of text {number} (")
    assert found.endswith(f": {moved[1]}, in the original {moved[0]}")


def test_two_runs_give_the_same_numbers_of_four_digits(intents_bundle):
    files = (intents_bundle / "model.fp32.tflite", intents_bundle / "model.int8.tflite", TEXTS)
    rows = layer_errors(*files)
    assert rows == layer_errors(*files)
    assert all(float(f"{value:.4g}") == value for row in rows for value in (row.error, row.own))


def test_a_conversion_writes_the_layers_of_what_is_quantized_to_its_report(intents_bundle):
    report = json.loads((intents_bundle / "parity.json").read_text("utf-8"))
    layers = {(item["target"], item["recipe"]): item["layers"] for item in report["artifacts"]}
    quantized = {("tflite", "int8"), ("tflite", "fp16")}
    assert {key for key, rows in layers.items() if rows} == quantized
    for key in quantized:
        names = LAYERS if key[1] == "int8" else COMMON
        assert [row["name"] for row in layers[key]] == [*names, "logits", "scores"]
        assert set(layers[key][0]) == {"name", "error", "own"}


def test_the_file_of_another_program_is_refused(intents_bundle, tmp_path):
    content = (intents_bundle / "model.fp32.tflite").read_bytes()
    (tmp_path / "other.tflite").write_bytes(
        content.replace(EXPAND.encode(), EXPAND.replace("expand", "extend").encode())
    )
    with pytest.raises(EmitError, match="its layers are not those of the float32 program"):
        layer_errors(tmp_path / "other.tflite", intents_bundle / "model.int8.tflite", TEXTS)


def test_some_texts_are_spread_evenly_over_all():
    assert some_texts(range(100), 4) == (0, 33, 66, 99) and some_texts(range(3), 16) == (0, 1, 2)


def test_every_form_has_a_budget_with_a_reason_below_what_is_to_be_found():
    assert all(budget.reason and budget.own > 0 for budget in LAYER_BUDGETS.values())
    coarse = {form for form, budget in LAYER_BUDGETS.items() if budget.own > 0.05}
    assert coarse == {"int4", "int4 rows"}, "what 5 % more of a weight would not be seen in"
    assert RECIPES["fp32"].weights in LAYER_BUDGETS
