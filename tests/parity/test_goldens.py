"""The committed golden files: what they say of themselves, that torch still answers so, and `verify --golden`."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import hfedge
from edited_bundles import edited
from hfedge.errors import UsageError
from hfedge.parity.golden import read_golden, write_golden
from hfedge.parity.reference import make_golden
from hfedge.plan import ConvertRequest, plan
from hfedge.resolve import ModelRef, resolve
from hfedge_command import INTENTS, ROOT, run_hfedge

FOLDER = Path(__file__).parent / "goldens"
MODELS = {
    "message-intents": "text-classification",
    "entities": "token-classification",
    "answers": "question-answering",
    "fill-mask": "fill-mask",
    "minilm": "sentence-similarity",
}
GOLDEN = FOLDER / "message-intents.npz"
LARGEST = 60_000  # bytes of a file
EMBEDDINGS = 310_000  # of MiniLM's: 384 numbers of each of 200 texts
TOLERANCE = 1e-4
NO_TORCH = {"HFEDGE_TEST_MISSING": "torch transformers"}
each_model = pytest.mark.parametrize("name", MODELS)


# --- what is committed


def test_there_is_a_file_for_each_model_and_no_other():
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.npz" for name in MODELS}


@each_model
def test_a_committed_file_is_small_and_of_the_model_that_is_committed(name, request):
    """A change in the model's folder, its card included, needs `make goldens`."""
    golden, folder = read_golden(FOLDER / f"{name}.npz"), folder_of(name, request)
    assert golden.commit == resolve(ModelRef.parse(str(folder))).commit
    assert (golden.name, golden.task) == (folder.name, MODELS[name])
    largest = EMBEDDINGS if name == "minilm" else LARGEST
    assert len(golden.cases) >= 24 and (FOLDER / f"{name}.npz").stat().st_size < largest
    assert golden.reference.kind in ("CPU reference", "GPU reference") and golden.reference.dtype == "float32"


def folder_of(name: str, request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue("minilm") if name == "minilm" else ROOT / "models" / name


def compared_again(name: str, folder: Path) -> None:
    """torch's answers now, here, to the texts of the committed file."""
    want, ref = read_golden(FOLDER / f"{name}.npz"), ModelRef.parse(str(folder))
    snapshot = resolve(ref)
    chosen = plan(snapshot, ConvertRequest(ref))
    texts = [case.text for case in want.cases]
    got = make_golden(snapshot, want.task, chosen.tokenizer, chosen.max_tokens, texts)
    assert (got.labels, got.commit, got.max_tokens) == (want.labels, want.commit, want.max_tokens)
    for here, there in zip(got.cases, want.cases, strict=True):
        assert replace(here, outputs={}) == replace(there, outputs={})
        output = next(output for output in chosen.task.compared if output in there.outputs)
        np.testing.assert_allclose(here.outputs[output], there.outputs[output], rtol=0, atol=TOLERANCE)


def test_torch_still_answers_as_committed():
    compared_again("message-intents", INTENTS)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in MODELS if name != "message-intents"])
def test_torch_still_answers_as_committed_for_the_others(name, request):
    compared_again(name, folder_of(name, request))


# --- hfedge reference

_LOADED = """
import sys
from hfedge.cli import main
main(sys.argv[1:], prog_name="hfedge", standalone_mode=False)
heavy = ("tensorflow", "ai_edge_litert", "hfedge_runtime", "tf_keras", "keras", "torch", "transformers")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""


def test_reference_writes_what_verify_takes_and_imports_neither_tensorflow_nor_litert(intents_bundle, tmp_path):
    texts, out = tmp_path / "texts.txt", tmp_path / "out.npz"
    texts.write_text("where is my parcel?\ngive me my money back\tnow\n", encoding="utf-8")
    command = [sys.executable, "-c", _LOADED, "reference", INTENTS, "-o", out, "--data", texts, "--json"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stderr.splitlines()[-1] == "['torch', 'transformers']", done.stderr
    said = json.loads(done.stdout)
    assert said["texts"] == 2 and said["reference"]["kind"] in ("CPU reference", "GPU reference")
    assert said["texts_sha256"] == read_golden(out).texts_sha256 and said["bytes"] == out.stat().st_size
    report = hfedge.verify(edited(intents_bundle, tmp_path / "b.hfedge", lambda model: None), golden=out)
    assert report.passed and report.artifacts[0].texts == 2
    hfedge.reference(
        str(INTENTS), tmp_path / "again.npz", texts=[("where is my parcel?",), ("give me my money back", "now")]
    )
    assert (tmp_path / "again.npz").read_bytes() == out.read_bytes()


def test_reference_cuts_where_it_is_told_and_keeps_the_outputs_that_a_bundle_has(tmp_path):
    golden = hfedge.reference(str(INTENTS), tmp_path / "g.npz", lengths=[8, 16], texts=[("word " * 40,)])
    assert golden.max_tokens == 16 == len(golden.cases[0].ids) and golden.cases[0].outputs.keys() == {
        "logits",
        "scores",
    }
    states = {"task": "feature-extraction", "texts": [("a",)]}
    golden = hfedge.reference(str(INTENTS), tmp_path / "g.npz", **states)
    assert golden.cases[0].outputs.keys() == {"last_hidden_state"}
    golden = hfedge.reference(str(INTENTS), tmp_path / "g.npz", **states, hidden_states=True)
    assert golden.cases[0].outputs["hidden_states"].shape == (3, 3, 128)


@pytest.mark.parametrize(
    ("arguments", "missing", "parts"),
    [
        (("{model}", "-o", "{out}"), "torch", ("torch", "pip install")),
        (("{model}", "-o", "{folder}/no/x.npz"), "", ("golden file cannot be written",)),
        (("{model}",), "", ("-o",)),
        (("{model}", "-o", "{out}", "--lengths", "4000"), "", ("4000 tokens", "128")),
    ],
)
def test_reference_refuses_before_it_works_and_writes_nothing(tmp_path, arguments, missing, parts):
    names = {"model": INTENTS, "out": tmp_path / "x.npz", "folder": tmp_path}
    done = run_hfedge("reference", *(item.format(**names) for item in arguments), HFEDGE_TEST_MISSING=missing)
    assert done.code == 2 and all(part in done.stderr for part in parts), done.stderr
    assert "Traceback" not in done.stderr and not list(tmp_path.iterdir())


# --- hfedge verify --golden


@pytest.fixture(scope="module")
def bundle(intents_bundle, tmp_path_factory) -> Path:
    """The float32 .tflite of the default model alone."""
    return edited(intents_bundle, tmp_path_factory.mktemp("golden") / "b.hfedge", lambda model: None)


def test_verify_takes_a_golden_file_where_there_is_no_torch_and_names_what_made_it(bundle, tmp_path):
    page, reference = tmp_path / "p.html", read_golden(GOLDEN).reference
    done = run_hfedge("verify", bundle, "--golden", GOLDEN, "--report", page, **NO_TORCH)
    assert done.code == 0 and not {"torch", "transformers", "tensorflow"} & {*done.loaded}, done.stderr
    for text in (done.stdout.replace("\n", " "), page.read_text(encoding="utf-8")):
        for part in (reference.kind, reference.device, reference.torch, reference.transformers, GOLDEN.name):
            assert part in text
    found = run_hfedge("verify", bundle, "--golden", GOLDEN, "--json", **NO_TORCH).json
    assert found["golden"] == GOLDEN.name and found["texts_sha256"] == read_golden(GOLDEN).texts_sha256
    assert found["reference"]["kind"] == reference.kind and found["reference"]["device"] == reference.device


def test_every_recipe_passes_with_the_golden_file(intents_bundle, tmp_path):
    for recipe in ("int8", "fp16"):
        copy = edited(intents_bundle, tmp_path / f"{recipe}.hfedge", lambda model: None, recipe=recipe)
        assert hfedge.verify(copy, golden=GOLDEN).passed


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"commit": "0" * 40}, "are of commit 000000000000, the bundle was made of"),
        ({"task": "text-ranking"}, "are of the task text-ranking, the bundle's is text-classification"),
        ({"max_tokens": 64}, "cut to 64 tokens, the bundle cuts them to 128"),
    ],
)
def test_a_golden_file_of_something_else_is_refused(bundle, tmp_path, change, message):
    write_golden(replace(read_golden(GOLDEN), **change), tmp_path / "other.npz")
    with pytest.raises(UsageError, match=rf"other\.npz: .*{message}") as refused:
        hfedge.verify(bundle, golden=tmp_path / "other.npz")
    assert "ake it" in str(refused.value) and "with" in str(refused.value)


def test_a_golden_file_without_the_output_that_is_compared_is_refused(bundle, tmp_path):
    golden = read_golden(GOLDEN)
    cases = tuple(replace(case, outputs={"logits": case.outputs["logits"]}) for case in golden.cases)
    write_golden(replace(golden, cases=cases), tmp_path / "other.npz")
    with pytest.raises(UsageError, match="no answers for the output scores"):
        hfedge.verify(bundle, golden=tmp_path / "other.npz")


@pytest.mark.parametrize("option", [("--model", INTENTS), ("--device", "cpu"), ("--data", ROOT / "README.md")])
def test_a_golden_file_and_what_else_the_original_would_be_asked_are_refused(bundle, option):
    refused = run_hfedge("verify", bundle, "--golden", GOLDEN, *option)
    assert refused.code == 2 and f"{option[0]} together with a golden file" in refused.message


def test_a_damaged_golden_file_is_refused_with_its_name(bundle, tmp_path):
    shutil.copy(GOLDEN, tmp_path / "g.npz")
    with (tmp_path / "g.npz").open("r+b") as file:
        file.truncate(3000)
    refused = run_hfedge("verify", bundle, "--golden", tmp_path / "g.npz")
    assert refused.code == 1 and f"{tmp_path}/g.npz: it is no golden file, or damaged" in refused.message
