"""The parity check finds what is wrong: first on answers made up here, then on converted models that are wrong."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hfedge import trace
from hfedge.lazy import tf
from hfedge.manifest import read_manifest
from hfedge.parity.compare import ArtifactReport, ParityReport, compare, compare_cases, cosine, judge
from hfedge.parity.reference import Expected, Golden, make_golden
from hfedge.parity.runtimes import RUNTIMES, Answer
from hfedge.pipeline import convert, outside_budget
from hfedge.plan import ConvertRequest, read_tokenizer
from hfedge.progress import Progress
from hfedge.recipes import RECIPES, Budget
from hfedge.resolve import ModelRef, resolve
from hfedge.tasks import TASKS
from tiny_programs import folder_of

TEXTS = (("good",), ("bad play",), ("the café walking",), ("日本!",), ("a b c d e f",), ("",), ("good", "bad"))
MAX_TOKENS = 8
IDS, OFFSETS = (2, 70, 3), ((0, 0), (0, 4), (0, 0))


def expected(*scores: float) -> Expected:
    return Expected(("good",), IDS, (0, 0, 0), OFFSETS, {"scores": np.array(scores, np.float32)})


def answer(*scores: float, ids=IDS, offsets=OFFSETS) -> Answer:
    return Answer(ids, offsets, {"scores": np.array(scores, np.float32)})


def verdict(recipe: str, *pairs: tuple[Expected, Answer]) -> ArtifactReport:
    cases = compare_cases(*zip(*pairs), TASKS["text-classification"])
    return judge("tflite", recipe, "here 1", RECIPES[recipe].budget, cases)


# --- on answers


@pytest.mark.parametrize("recipe", RECIPES)
def test_equal_answers_pass(recipe):
    report = verdict(recipe, (expected(0.2, 0.5, 0.3), answer(0.2, 0.5, 0.3)))
    assert report.passed and report.max_abs_diff == 0 and report.mean_cosine == pytest.approx(1)
    assert (report.ids_equal, report.label_agreement) == (1, 1.0)


@pytest.mark.parametrize("recipe", RECIPES)
def test_two_swapped_scores_fail_every_recipe(recipe):
    report = verdict(recipe, (expected(0.1, 0.7, 0.2), answer(0.7, 0.1, 0.2)))
    assert not report.passed and report.label_agreement == 0
    assert any("labels kept" in failure for failure in report.failures)


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("wrong", [{"ids": (2, 71, 3)}, {"ids": (2, 70)}, {"offsets": ((0, 0), (0, 3), (0, 0))}])
def test_another_id_or_offset_fails_though_the_scores_are_equal(recipe, wrong):
    report = verdict(recipe, (expected(0.2, 0.8), answer(0.2, 0.8, **wrong)))
    assert report.failures == ("token ids or offsets differ in 1 of 1 texts",)


def test_a_runtime_without_offsets_is_asked_about_ids_only():
    assert verdict("fp32", (expected(0.2, 0.8), answer(0.2, 0.8, offsets=None))).passed


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("scores", [(np.nan, 0.8), (np.inf, 0.8), (0.2,), (0.2, 0.8, 0.0)])
def test_what_is_no_number_or_of_another_shape_fails_every_recipe(recipe, scores):
    report = verdict(recipe, (expected(0.2, 0.8), answer(*scores)), (expected(0.2, 0.8), answer(0.2, 0.8)))
    assert "an output of another shape, or not a number" in report.failures


def test_fp32_allows_a_difference_of_one_in_ten_thousand():
    assert verdict("fp32", (expected(0.2, 0.8), answer(0.20009, 0.8))).passed
    assert not verdict("fp32", (expected(0.2, 0.8), answer(0.20011, 0.8))).passed


def test_one_bad_text_among_many_is_seen():
    """By the least cosine, or the largest difference: a mean over hundreds of texts would hide it."""
    good = (expected(0.6, 0.4), answer(0.6, 0.4))
    for recipe in RECIPES:
        assert not verdict(recipe, *[good] * 300, (expected(0.55, 0.45), answer(0.2, 0.8))).passed


def test_the_worst_texts_are_kept_worst_first():
    cases = [(expected(0.6, 0.4), answer(0.6 + n / 1000, 0.4)) for n in range(30)]
    kept = verdict("fp32", *cases).worst
    assert len(kept) == 10 and kept[0].max_abs_diff == pytest.approx(0.029, abs=1e-6)
    assert [case.max_abs_diff for case in kept] == sorted((case.max_abs_diff for case in kept), reverse=True)


def test_cosine_of_zeros_is_one_only_with_zeros():
    zeros, ones = np.zeros(3), np.ones(3)
    assert (cosine(zeros, zeros), cosine(zeros, ones), cosine(ones, ones)) == (1.0, 0.0, pytest.approx(1.0))


# --- on converted models


@pytest.fixture(scope="module")
def golden() -> Golden:
    snapshot = resolve(ModelRef.parse(str(folder_of())))
    return make_golden(snapshot, "text-classification", read_tokenizer(snapshot), MAX_TOKENS, TEXTS)


def converted(folder: Path, out: Path) -> Path:
    """The bundle, in fp32."""
    request = ConvertRequest(ModelRef.parse(str(folder)), targets=("tflite",), recipes=("fp32",), lengths=(MAX_TOKENS,))
    return convert(request, out, Progress(), verify=False)[0]


def report_of(bundle: Path, golden: Golden) -> ParityReport:
    """Compares it with the answers of the original."""
    return compare(bundle, read_manifest(bundle), golden, Progress())


@pytest.fixture(scope="module")
def right(tmp_path_factory) -> Path:
    return converted(folder_of(), tmp_path_factory.mktemp("right") / "out.hfedge")


def scale_a_weight(folder: Path) -> None:
    from safetensors.numpy import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    name = "bert.encoder.layer.1.attention.output.dense.weight"
    save_file({**weights, name: weights[name] * np.float32(1.05)}, folder / "model.safetensors", {"format": "pt"})


def swap_two_labels(folder: Path) -> None:
    """Of the classifier: what a wrong order of the labels amounts to."""
    from safetensors.numpy import load_file, save_file

    weights = load_file(folder / "model.safetensors")
    for name in ("classifier.weight", "classifier.bias"):
        weights[name] = np.ascontiguousarray(weights[name][[1, 0, 2]])
    save_file(weights, folder / "model.safetensors", {"format": "pt"})


def move_a_vocabulary_entry(folder: Path) -> None:
    path = folder / "tokenizer.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    vocabulary = found["model"]["vocab"]
    vocabulary["good"], vocabulary["bad"] = vocabulary["bad"], vocabulary["good"]
    path.write_text(json.dumps(found), encoding="utf-8")


def test_a_right_model_passes(golden, right):
    report = report_of(right, golden)
    assert report.passed and report.artifacts[0].ids_equal == len(TEXTS)
    assert report.artifacts[0].max_abs_diff < 1e-6


@pytest.mark.parametrize("change", [scale_a_weight, swap_two_labels, move_a_vocabulary_entry])
def test_a_wrong_model_fails(golden, tmp_path, change):
    folder = shutil.copytree(folder_of(), tmp_path / "model")
    change(folder)
    report = report_of(converted(folder, tmp_path / "out.hfedge"), golden)
    assert not report.passed
    assert "outside the budget: tflite fp32 in ai-edge-litert" in str(outside_budget(report))


def test_a_mask_that_is_ignored_fails(golden, tmp_path, monkeypatch):
    encode = trace.Graphs.encode

    def careless(self, parameters, inputs):
        return encode(self, parameters, {**inputs, "attention_mask": tf.ones_like(inputs["attention_mask"])})

    monkeypatch.setattr(trace.Graphs, "encode", careless)
    report = report_of(converted(folder_of(), tmp_path / "out.hfedge"), golden)
    assert not report.passed and report.artifacts[0].ids_equal == len(TEXTS)


def test_an_artifact_whose_runtime_is_not_here_is_named_and_not_passed_over(golden, right, monkeypatch):
    row = replace(RUNTIMES["interpreter"], find=lambda *arguments: None)
    monkeypatch.setitem(RUNTIMES, "interpreter", row)
    report = report_of(right, golden)
    assert not report.artifacts and report.not_run[0].startswith("tflite fp32: needs")


def test_special_tokens_do_not_count_among_labels():
    """What a token classifier says of [CLS] and [SEP] is nobody's business."""
    ids, offsets = (101, 7, 8, 102), ((0, 0), (0, 1), (2, 3), (0, 0))
    want = np.array([[0.9, 0.1], [0.9, 0.1], [0.2, 0.8], [0.9, 0.1]], np.float32)
    got = want[:, ::-1].copy()
    got[1:3] = want[1:3]
    task, outputs = TASKS["token-classification"], {"token_scores": want}
    expected = Expected(("a b",), ids, (0,) * 4, offsets, outputs)
    (case,) = compare_cases([expected], [Answer(ids, offsets, {"token_scores": got})], task)
    assert (case.label_equal, case.label_kept) == (1.0, 1.0) and case.max_abs_diff == pytest.approx(0.8)
    nothing = replace(expected, offsets=((0, 0),) * 4)
    (case,) = compare_cases([nothing], [Answer(ids, nothing.offsets, outputs)], task)
    assert case.label_equal is None


def test_a_budget_of_labels_alone_is_not_kept_where_there_are_none():
    """It would be kept by anything."""
    outputs = {"embedding": np.ones(3, np.float32)}
    cases = compare_cases(
        [Expected(("good",), IDS, (0, 0, 0), OFFSETS, outputs)], [Answer(IDS, OFFSETS, outputs)],
        TASKS["sentence-similarity"],
    )  # fmt: skip
    asked = Budget("as asked", label_agreement=0.99)
    assert "labels alone" in judge("tflite", "int8", "here 1", asked, cases).failures[0]
    assert judge("tflite", "int8", "here 1", replace(asked, mean_cosine=0.9), cases).passed
