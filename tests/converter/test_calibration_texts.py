"""What int4 is calibrated on: other texts than parity compares on, or the person's own; the bundle says which."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hfedge import show
from hfedge.data import DataRequest, hash_texts
from hfedge.data.calibration import built_in_calibration, read_calibration
from hfedge.emit import Artifact, ArtifactFile
from hfedge.errors import UsageError
from hfedge.manifest import Manifest, Reference
from hfedge.parity.compare import ParityReport, calibrated, compare_cases, judge
from hfedge.parity.html import report_page
from hfedge.parity.reference import Expected, Golden
from hfedge.parity.runtimes import Answer
from hfedge.parity.texts import built_in, pairs, questions
from hfedge.pipeline import convert
from hfedge.plan import ConvertRequest, Plan, check_calibration, plan
from hfedge.progress import Progress
from hfedge.recipes import RECIPES
from hfedge.resolve import ModelRef, resolve
from hfedge.tasks import TASKS
from hfedge_command import INTENTS
from toy_bundle import toy_manifest_parts

REFERENCE = Reference("2.13.0", "4.57.6", "0.22.1", "CPU (x86_64)")
REPOSITORY = Path(__file__).parents[2]


def request(**asked) -> ConvertRequest:
    return ConvertRequest(ModelRef.parse(str(INTENTS)), **asked)


def plan_of(**asked) -> Plan:
    asked = request(**asked)
    return plan(resolve(asked.ref), asked)


def rows_of(folder: Path, *rows: str) -> str:
    path = folder / "rows.csv"
    path.write_text("\n".join(("text,label", *rows)) + "\n", encoding="utf-8")
    return str(path)


# --- the built-in texts


def test_calibration_and_parity_have_no_text_in_common():
    task = TASKS["text-classification"]
    calibrated = {part for text in built_in_calibration(task, {}, True).texts for part in text}
    compared = {part for text in (*built_in(), *pairs(), *questions()) for part in text}
    compared |= set((REPOSITORY / "tests/parity/sentences.txt").read_text(encoding="utf-8").splitlines())
    assert len(calibrated) > 150 and not calibrated & compared


def test_the_built_in_texts_are_varied():
    texts = [text for (text,) in built_in_calibration(TASKS["sentence-similarity"], {}, False).texts]
    words = [len(text.split()) for text in texts]
    scripts = {unicodedata.name(char, "?").split()[0] for text in texts for char in text if char.isalpha()}
    assert len(texts) == len(set(texts)) == 128 and min(words) == 1 and max(words) > 60
    assert scripts >= {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI", "THAI", "HANGUL", "CJK"}


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_built_in_texts_of_its_kind(task):
    options = {"mask_token": "<mask>"} if task == "fill-mask" else {}
    found = built_in_calibration(TASKS[task], options, TASKS[task].accepts_pairs)
    lengths = {len(text) for text in found.texts}
    expected = {2} if TASKS[task].pairs_only else {1, 2} if TASKS[task].accepts_pairs else {1}
    assert lengths == expected and len(found.texts) >= 32
    assert task != "fill-mask" or all("<mask>" in text for (text,) in found.texts)


# --- texts of one's own


def test_rows_are_read_as_the_task_takes_them(tmp_path):
    path = tmp_path / "pairs.txt"
    path.write_text("one\ttwo\nthree\tfour\n", encoding="utf-8")

    def texts(task: str, takes_pairs: bool, **options: str) -> tuple:
        return read_calibration(DataRequest(str(path)), TASKS[task], options, takes_pairs).texts

    assert texts("text-classification", True) == (("one", "two"), ("three", "four"))
    assert texts("sentence-similarity", False) == (("one",), ("two",), ("three",), ("four",))
    assert texts("fill-mask", False, mask_token="<m>") == (("<m>",),) * 4
    (tmp_path / "one.txt").write_text("one\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"one.txt, line 1: one text, the task text-ranking is about two"):
        read_calibration(DataRequest(str(tmp_path / "one.txt")), TASKS["text-ranking"], {}, True)


def test_no_more_rows_are_taken_than_are_needed_unless_asked_for(tmp_path):
    path = rows_of(tmp_path, *(f"text {number},x" for number in range(600)))
    source = DataRequest(path)
    assert len(read_calibration(source, TASKS["text-classification"], {}, True).texts) == 256
    assert len(read_calibration(replace(source, samples=500), TASKS["text-classification"], {}, True).texts) == 500


def test_the_plan_reads_them_and_says_what_they_are(tmp_path):
    path = rows_of(tmp_path, "first,x", "second,y")
    found = plan_of(recipes=("int4",), calibration=DataRequest(path))
    assert found.calibration.texts == (("first",), ("second",))
    note = show.plan_json(found)["calibration"]
    assert (note["source"], note["texts"]) == ("2 rows of rows.csv, column text", 2)
    assert note["sha256"] == hash_texts([["first"], ["second"]])
    assert plan_of(recipes=("int4",), calibration=(("given",),)).calibration.source == "1 given texts"
    assert plan_of(recipes=("int4",)).calibration.source == "160 built-in texts"
    assert plan_of().calibration is None


@pytest.mark.parametrize("recipes", [None, ("fp32",), ("int8", "uint8")])
def test_texts_that_no_recipe_reads_are_refused_before_the_model_is_had(recipes, tmp_path):
    asked = ConvertRequest(ModelRef.parse("org/none"), recipes=recipes, calibration=(("a",),))
    with pytest.raises(UsageError, match="which no recipe of .* reads. Accepted: int4"):
        convert(asked, tmp_path / "m.hfedge", Progress())


def test_a_file_that_is_not_there_is_refused_before_the_model_is_had(tmp_path):
    asked = ConvertRequest(ModelRef.parse("org/none"), recipes=("int4",), calibration=DataRequest("no.csv"))
    with pytest.raises(UsageError, match="no.csv: there is no such file"):
        convert(asked, tmp_path / "m.hfedge", Progress(), verify=False)
    check_calibration(replace(asked, calibration=None))


# --- what the bundle says


def artifact_of(texts: tuple) -> Artifact:
    calibration = read_calibration(texts, TASKS["text-classification"], {}, True)
    files = (ArtifactFile("model.int4.tflite", 12, "a" * 64),)
    return Artifact("tflite", "int4", files, "ai-edge-litert 2.3.0", calibration=calibration.note)


def test_the_manifest_keeps_what_an_artifact_was_calibrated_on():
    manifest = Manifest(**toy_manifest_parts(), artifacts=(artifact_of((("a",), ("b", "c"))),))
    found = manifest.to_dict()["artifacts"][0]["calibration"]
    assert found == {"source": "2 given texts", "texts": 2, "sha256": hash_texts([["a"], ["b", "c"]])}
    assert Manifest.from_dict(manifest.to_dict()).artifacts == manifest.artifacts


@pytest.mark.parametrize("asked,flattered", [("a", True), ("b", False)])
def test_the_reports_say_it_and_whether_they_flatter_the_artifact(asked, flattered):
    outputs = {"scores": np.array([0.2, 0.8], np.float32)}
    case = Expected((asked,), (1,), (0,), ((0, 1),), outputs)
    golden = Golden("m", "c" * 40, "text-classification", 8, REFERENCE, (case,))
    said = calibrated(artifact_of((("a",),)), golden)
    assert said.startswith(f"calibrated on 1 given texts, SHA-256 {hash_texts([['a']])[:12]}")
    assert said.endswith("(the very texts of this report, which it is flattered by)") == flattered
    cases = compare_cases(golden.cases, [Answer((1,), ((0, 1),), outputs)], TASKS["text-classification"])
    item = replace(judge("tflite", "int4", "here 1", RECIPES["int4"].budget, cases), calibration=said)
    report = ParityReport("m", "c" * 40, REFERENCE, (item,), ())
    assert report.to_json()["artifacts"][0]["calibration"] == said
    assert said in report_page(report.to_json()) and said in str(show.parity_table(report)[3])
