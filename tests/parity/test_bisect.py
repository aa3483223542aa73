"""`hfedge verify --bisect` on a whole bundle, beside a float32 graph that torch contradicts."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

import hfedge
from hfedge.architectures import ARCHITECTURES
from hfedge.cli.check import verify
from hfedge.errors import UsageError
from hfedge.parity.bisect import first_outside
from hfedge.parity.layers import compare_layers
from tiny_tasks import bundle_of_task, folder_of_task

CONTRACT = "layers/1/feed_forward/contract/weight"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of_task(tmp_path_factory.mktemp("bisect") / "tiny", "ForTokenClassification")


@pytest.fixture(scope="module")
def bundle(model: Path) -> Path:
    return bundle_of_task(model, "token-classification", recipes=("fp32", "int8"), lengths=(8,))


@pytest.fixture(scope="module")
def bisected(model: Path, bundle: Path) -> tuple[Result, dict]:
    """The command and its report, where hfedge makes a matrix 5 % too large; the bundle was converted before."""
    whole = ARCHITECTURES["bert"]

    def arrange(arrays, numbers):
        found = whole.arrange(arrays, numbers)
        return {**found, CONTRACT: found[CONTRACT] * np.float32(1.05)}

    report, texts = bundle.with_name("report.json"), bundle.with_name("texts.txt")
    texts.write_text("good day\nthe lift is broken again\n日本 and more\n", encoding="utf-8")
    arguments = [str(bundle), "--model", str(model), "--bisect", "--report", str(report), "--data", str(texts)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(ARCHITECTURES, "bert", replace(whole, arrange=arrange))
        done = CliRunner().invoke(verify, arguments, catch_exceptions=False)
    return done, json.loads(report.read_text("utf-8"))


def test_a_float32_graph_that_differs_from_torch_is_told_with_its_first_hidden_state(bisected):
    graph = bisected[1]["findings"][0]
    assert graph.startswith("the float32 graph differs from torch (")
    assert "first at hidden state 2 of 0 to 3" in graph and "what layer 1 gives" in graph


def test_the_first_layer_outside_its_budget_is_named_for_every_tflite(bisected):
    fp32, int8 = bisected[1]["findings"][1:]
    assert fp32.startswith(f"tflite fp32: encoder/{CONTRACT} (float32) is the first layer whose own error (4.")
    assert int8.startswith(f"tflite int8: encoder/{CONTRACT} (int8) is the first layer whose own error (")


def test_the_layers_are_in_the_report_and_in_the_terminal(bisected):
    done, report = bisected
    assert done.exit_code == (0 if report["passed"] else 3)
    for item in report["artifacts"]:
        assert f"tflite {item['recipe']}, layer by layer" in done.stdout
        assert [row["name"] for row in item["layers"]][-2:] == ["encoder/classifier/weight", "token_scores"]
    assert " ".join(report["findings"][1].split()[:4]) in " ".join(done.stdout.split()) and "\u2588" in done.stdout


def test_a_golden_file_is_not_enough_to_look_into_layers(bundle):
    with pytest.raises(UsageError, match="the original model"):
        hfedge.verify(bundle, golden="answers.npz", bisect=True)


def test_weights_that_are_used_several_times_have_numbers(tmp_path):
    """ALBERT's layers share theirs, and its words are a table first and a matrix last."""
    folder = folder_of_task(tmp_path / "tiny", "ForMaskedLM", kind="albert")
    recipes = ("fp32", "fp16", "int8", "int8-weights")
    bundle = bundle_of_task(folder, "fill-mask", recipes=recipes, lengths=(8,))
    texts = [("a [MASK] day",), ("[MASK]",), ("one two three [MASK] five six seven",)]
    for recipe in recipes:
        layers = compare_layers(bundle / "model.fp32.tflite", bundle / f"model.{recipe}.tflite", texts)
        names = [layer.name for layer in layers]
        words = [name for name in names if name.startswith("encoder/embeddings/word/weight")]
        assert words == ["encoder/embeddings/word/weight#1", "encoder/embeddings/word/weight#2"]
        assert [name for name in names if "groups/0/1/feed_forward/expand" in name] == [
            f"encoder/groups/0/1/feed_forward/expand/weight#{number}" for number in (1, 2, 3)
        ]
        assert first_outside(layers).startswith("no layer is outside"), first_outside(layers)
