"""verify's other runtimes: CompiledModel, tflite-runtime in another Python, and what is said where one is not there."""

import stat
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import hfedge
from hfedge import doctor
from hfedge.errors import UsageError
from hfedge.manifest import Manifest, read_manifest
from hfedge.parity.compare import ParityReport, compare
from hfedge.parity.old_tflite import VARIABLE
from hfedge.parity.reference import Golden, make_golden
from hfedge.parity.runtimes import RUNTIMES, check_runtimes
from hfedge.parity.texts import chosen_texts
from hfedge.plan import read_tokenizer
from hfedge.progress import Progress
from hfedge.resolve import ModelRef, resolve
from hfedge_command import INTENTS

# LiteRT under tflite-runtime's name, which refuses what tflite-runtime 2.14 refuses. The rest is as with the real one.
STAND_IN = """
from ai_edge_litert.interpreter import Interpreter as LiteRt


class Interpreter(LiteRt):
    def __init__(self, model_path, num_threads):
        if ".int8." in model_path:
            raise ValueError("Didn't find op for builtin opcode 'FULLY_CONNECTED' version '12'.\\nRegistration failed.")
        super().__init__(model_path=model_path, num_threads=num_threads)
"""


OLD_REFUSAL = (
    "tflite int8: tflite-runtime 2.14.0 refuses it (Didn't find op for builtin opcode 'FULLY_CONNECTED' version '12'. "
    "Registration failed.)"
)


@pytest.fixture(scope="module")
def manifest(intents_bundle) -> Manifest:
    return read_manifest(intents_bundle)


@pytest.fixture(scope="module")
def golden(manifest) -> Golden:
    """Of every fourth built-in text."""
    snapshot, task = resolve(ModelRef.parse(str(INTENTS))), manifest.source.task
    return make_golden(
        snapshot, task, read_tokenizer(snapshot), manifest.defaults.max_tokens, chosen_texts(manifest)[::4]
    )


@pytest.fixture
def report(intents_bundle, manifest, golden):
    """(recipes, runtimes) -> the report of those .tflite files."""

    def make(recipes: set[str], *runtimes: str) -> ParityReport:
        own = tuple(one for one in manifest.artifacts if one.target == "tflite" and one.recipe in recipes)
        return compare(intents_bundle, replace(manifest, artifacts=own), golden, Progress(), runtimes)

    return make


@pytest.fixture
def old_python(tmp_path, monkeypatch) -> Path:
    """A Python in which the stand-in is installed as tflite-runtime 2.14.0."""
    package = tmp_path / "tflite_runtime"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "interpreter.py").write_text(STAND_IN, encoding="utf-8")
    about = tmp_path / "tflite_runtime-2.14.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: tflite-runtime\nVersion: 2.14.0\n", encoding="utf-8")
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{tmp_path}" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(VARIABLE, str(python))
    return python


def test_compiled_model_answers_as_the_interpreter_does(report):
    found = report({"fp32", "int8"}, "interpreter", "compiled")
    assert found.passed and found.not_run == ()
    assert sorted(item.recipe for item in found.artifacts) == ["fp32", "fp32", "int8", "int8"]
    for one, other in zip(found.artifacts[::2], found.artifacts[1::2]):
        assert other.runtime == f"{one.runtime} CompiledModel" and other.ids_equal == other.texts == one.texts > 15
        assert other.mean_abs_diff == pytest.approx(one.mean_abs_diff, abs=1e-5)


def test_an_older_runtime_in_its_own_python_is_judged_and_its_refusals_are_said(report, old_python):
    found = report({"fp32", "int8"}, "tflite-2.14")
    assert [(item.recipe, item.runtime, item.passed) for item in found.artifacts] == [
        ("fp32", "tflite-runtime 2.14.0", True)
    ]
    assert found.artifacts[0].ids_equal == found.artifacts[0].texts
    assert found.not_run == (OLD_REFUSAL,)
    assert found.passed and "tflite-runtime" in {row["name"] for row in doctor.examine() if row["found"]}


def test_how_to_get_a_runtime_that_is_not_here_is_said(report, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    found = report({"fp32"}, "tflite-2.14", "interpreter")
    assert len(found.artifacts) == 1 and found.artifacts[0].runtime.startswith("ai-edge-litert")
    assert (
        found.not_run[0].startswith("tflite fp32: needs pip install tflite-runtime==2.14.0")
        and VARIABLE in found.not_run[0]
    )


@pytest.mark.parametrize("python", ["/no/such/python", sys.executable])
def test_a_python_without_it_is_an_error(report, monkeypatch, python):
    monkeypatch.setenv(VARIABLE, python)
    with pytest.raises(UsageError, match=f"{VARIABLE}: .*(cannot be run|has no tflite-runtime)"):
        report({"fp32"}, "tflite-2.14")


def test_runtimes_are_named_and_only_those_of_the_bundles_formats(intents_bundle, manifest):
    with pytest.raises(UsageError, match=f"no runtime 'onnx'. Accepted: {', '.join(RUNTIMES)}"):
        hfedge.verify(intents_bundle, runtimes=["onnx"])
    alone = replace(manifest, artifacts=tuple(one for one in manifest.artifacts if one.target == "tfjs"))
    with pytest.raises(UsageError, match="compiled runs tflite, which the bundle has none of. Accepted: tfjs"):
        check_runtimes(["compiled"], alone)


# --- on data with labels


def test_the_metrics_of_the_default_model_are_those_of_its_card(intents_bundle, tmp_path):
    """98.1 % of the held-out rows, by the original and by every file, and the report's three forms say it."""
    from hfedge import show
    from hfedge.data import DataRequest
    from hfedge.parity import write_report

    held_out = INTENTS.parent / "training" / "data" / "held_out.tsv"
    data = DataRequest(str(held_out), ("2",), "1")
    found = hfedge.verify(intents_bundle, model=str(INTENTS), data=data, runtimes=["interpreter"])
    assert found.metrics.rows == 416 and found.metrics.source == "416 rows of held_out.tsv, column 2"
    assert round(100 * found.metrics.scores["accuracy"], 1) == 98.1
    artifacts = {item.recipe: item for item in found.artifacts}
    assert artifacts.keys() >= {"int8", "fp32", "fp16"}
    for item in found.artifacts:
        assert item.texts == 416 and abs(item.metrics["accuracy"] - found.metrics.scores["accuracy"]) <= 0.005
    assert artifacts["fp32"].metric_changes(found.metrics) == {"accuracy": 0, "macro F1": 0}
    said = found.to_json()
    assert said["metrics"]["scores"] == found.metrics.scores
    assert said["artifacts"][0]["metrics"] == found.artifacts[0].metrics
    page = tmp_path / "parity.html"
    write_report(found, page)
    number = f"{found.metrics.scores['macro F1']:.4f}"
    assert "On rows with labels" in page.read_text(encoding="utf-8") and number in page.read_text(encoding="utf-8")
    tables = [table for table in show.parity_table(found) if hasattr(table, "columns")]
    assert any(number in str(cell) for column in tables[1].columns for cell in column.cells)


def test_a_label_that_the_model_has_not_is_an_error_before_the_original_is_asked(intents_bundle, tmp_path, monkeypatch):
    path = tmp_path / "rows.csv"
    path.write_text("text,label\nwhere is it,order_status\nhi,greeting\n", encoding="utf-8")
    monkeypatch.setattr("hfedge.parity.make_golden", None)
    with pytest.raises(
        UsageError, match="rows.csv, line 3, column label: no label of the task: 'greeting'. Accepted: bill"
    ):
        hfedge.verify(intents_bundle, model=str(INTENTS), data=path)


def test_a_classifier_whose_labels_are_swapped_loses_what_the_original_has(golden, manifest):
    """The artifact's numbers are read by the manifest's names."""
    from hfedge.metrics.measure import predictions
    from hfedge.metrics.tasks import Original, read_labelled
    from test_metrics import samples

    original = Original("text-classification", golden.labels, "single_label_classification")
    case = next(case for case in golden.cases if len(case.text) == 1)
    name = golden.labels[int(np.argmax(case.outputs["scores"]))]
    found = read_labelled(samples((case.text[0], name)), original, True)
    for names, right in ((golden.labels, 1), (golden.labels[::-1], 0)):
        assert found.scores(predictions(found, {case.text: case.outputs}, names))["accuracy"] == right
