"""Recipes of a person's own, --recipe auto and --legacy-runtime, on converted models."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import hfedge
from hfedge.auto import Bench, find_smallest
from hfedge.emit.targets import TARGETS, emit
from hfedge.emit.tflite import write_encoder
from hfedge.errors import ParityError, UsageError
from hfedge.manifest import Manifest, read_manifest
from hfedge.parity import answer_texts
from hfedge.parity.compare import compare
from hfedge.parity.reference import Golden
from hfedge.parity.texts import built_in
from hfedge.pipeline import describe, make_program
from hfedge.plan import ConvertRequest, EmitJob, plan
from hfedge.progress import Progress
from hfedge.publish import write_manifest
from hfedge.recipe_choice import find_recipe, parse_budget, with_budget
from hfedge.recipes import RECIPES, Recipe
from hfedge.resolve import ModelRef, resolve
from hfedge_command import ROOT, run_hfedge
from tfjs_runner import require_tfjs
from tiny_programs import TfliteFile, folder_of

ENTITIES, HELD_OUT = ROOT / "models" / "entities", ROOT / "models" / "training" / "entities" / "held_out.jsonl"


class Said(Progress):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def say(self, message: str) -> None:
        self.lines.append(message.strip())


@dataclass(frozen=True)
class Converted:
    """A tiny model up to the point where recipes come in."""

    program: Any
    manifest: Manifest
    golden: Golden
    prepared: dict[str, Any]
    exact: Path

    def bench(self, target: str = "tflite") -> Bench:
        return Bench(target, self.prepared[target], self.program, self.manifest, self.golden, self.exact)

    def write(self, recipe: Recipe, folder: Path, target: str = "tflite") -> Manifest:
        folder.mkdir()
        artifact = emit(self.prepared[target], self.program, EmitJob(target, recipe), folder, self.manifest)
        manifest = replace(self.manifest, artifacts=(artifact,))
        write_manifest(folder, manifest)
        return read_manifest(folder)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    ref = ModelRef.parse(str(folder_of()))
    snapshot = resolve(ref)
    chosen = plan(snapshot, ConvertRequest(ref, targets=("tflite", "tfjs"), recipes=("fp32",), lengths=(16,)))
    program = make_program(chosen, snapshot, Progress())
    manifest = describe(chosen, program)
    prepared = {target: TARGETS[target].prepare(program) for target in ("tflite", "tfjs")}
    exact = tmp_path_factory.mktemp("exact") / "exact.tflite"
    write_encoder(prepared["tflite"].skeleton, prepared["tflite"].weights, exact)
    golden = answer_texts(manifest, snapshot, built_in()[:16], "cpu", Progress())
    return Converted(program, manifest, golden, prepared, exact)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HFEDGE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def own_recipe(folder: Path, **found) -> Recipe:
    path = folder / "mine.json"
    path.write_text(json.dumps(found))
    return find_recipe(str(path))


def types(file: Path, signature: str = "encode_16") -> dict[str, int]:
    """The type of each linear layer's matrix, 0 for float32."""
    return {matrix.name.decode(): matrix.type for matrix, _ in TfliteFile(file).linear_layers(signature)}


def test_a_recipe_of_ones_own_stores_each_weight_as_it_says(tiny, tmp_path):
    overrides, budget = {"encoder/layers/0/*": "fp32"}, {"min_cosine": 0.9}
    recipe, out = own_recipe(tmp_path, base="int8", overrides=overrides, budget=budget), tmp_path / "m"
    (artifact,) = tiny.write(recipe, out).artifacts
    assert (artifact.recipe, artifact.files[0].path, artifact.rules) == ("mine", "model.mine.tflite", recipe)
    found = types(out / "model.mine.tflite")
    wide = {name for name, kind in found.items() if kind == 0}
    assert wide == {name for name in found if name.startswith("encoder/layers/0/")} != set(found)
    (report,) = compare(out, read_manifest(out), tiny.golden, Progress()).artifacts
    assert report.passed and report.budget.min_cosine == 0.9


def test_a_pattern_that_no_weight_has_is_refused_with_names(tiny, tmp_path):
    recipe = own_recipe(tmp_path, base="int8", overrides={"encoder/layer_0/*": "fp32"})
    with pytest.raises(UsageError, match=r"no weight is called encoder/layer_0/\*.*names such as encoder/"):
        tiny.write(recipe, tmp_path / "m")


def test_a_recipe_of_ones_own_for_tfjs_names_weights_too(tiny, tmp_path):
    recipe = own_recipe(tmp_path, base="uint8", overrides={"*/embeddings/word/*": "fp16"})
    tiny.write(recipe, tmp_path / "m", "tfjs")
    model = json.loads((tmp_path / "m" / "tfjs" / "mine" / "model.json").read_text())
    weights = [weight for group in model["weightsManifest"] for weight in group["weights"]]
    stored = {tuple(weight["shape"]): weight["quantization"]["dtype"] for weight in weights
              if weight["dtype"] == "float32" and "quantization" in weight}  # fmt: skip
    rows = json.loads((folder_of() / "config.json").read_text())["vocab_size"]
    table = next(dtype for shape, dtype in stored.items() if shape[0] == rows)
    assert table == "float16" and set(stored.values()) == {"float16", "uint8"}


def test_a_budget_of_ones_own_is_kept_and_judged_by(tiny, tmp_path):
    recipe = with_budget(RECIPES["int8"], parse_budget("cosine=0.9,max-size=1KB"))
    manifest = tiny.write(recipe, tmp_path / "m")
    variant = manifest.artifacts[0].variant
    assert (variant.base, variant.budget.mean_cosine, variant.budget.max_bytes) == ("int8", 0.9, 1_000)
    (report,) = compare(tmp_path / "m", manifest, tiny.golden, Progress()).artifacts
    assert len(report.failures) == 1 and report.failures[0].endswith("MB, at most 0.00")


def test_an_older_runtime_gets_a_file_that_says_so(tmp_path, monkeypatch):
    monkeypatch.delenv("HFEDGE_TFLITE_RUNTIME_PYTHON", raising=False)
    out = tmp_path / "m.hfedge"
    hfedge.convert(str(folder_of()), out, targets=["tflite"], lengths=[16], legacy_runtime="tflite-2.14").close()
    (artifact,) = read_manifest(out).artifacts
    assert (artifact.recipe, artifact.oldest_runtime) == ("int8-weights", "tflite-runtime 2.14.0")
    report = json.loads((out / "parity.json").read_text())
    assert [item["runtime"].split()[0] for item in report["artifacts"]] == ["ai-edge-litert"]
    assert any("tflite-runtime==2.14.0" in line for line in report["not_run"])


# --- auto


def test_auto_takes_the_smallest_inside_and_goes_on_where_it_was(tiny, cache):
    said, again, budget = Said(), Said(), parse_budget("min-cosine=0.99")
    recipe, found = find_smallest(tiny.bench(), budget, said)
    assert said.lines[0].startswith("tflite int4: cannot be written") and said.lines[-1].endswith(": inside")
    assert recipe.budget == budget and found.chosen.inside and found.reason.startswith(recipe.base)
    assert len(list((cache / "auto").iterdir())) == 1
    recipe_again, found_again = find_smallest(tiny.bench(), budget, again)
    assert recipe_again == recipe and found_again.to_json() == found.to_json()
    assert again.lines[1:] == [f"{line}, measured before" for line in said.lines[1:]]


def test_auto_widens_the_weights_that_hurt(tiny):
    """A budget between what int8 has and what int8-weights has, by this model's own numbers."""
    plain = [tiny.bench().measure(RECIPES[name]) for name in ("int8", "fp16")]
    assert plain[0].min_cosine < plain[1].min_cosine
    least = plain[0].min_cosine + 0.9 * (plain[1].min_cosine - plain[0].min_cosine)
    said = Said()
    recipe, found = find_smallest(tiny.bench(), parse_budget(f"min-cosine={least:.9f}"), said, ("int8", "fp16"))
    mixed = [attempt for attempt in found.attempts if attempt.overrides]
    assert mixed and all(row == "fp16" for attempt in mixed for _, row in attempt.overrides), said.lines
    names = {name for attempt in mixed for name, _ in attempt.overrides}
    assert names <= set(tiny.program.parameters) and recipe.base in ("int8", "fp16")
    assert found.chosen.bytes <= plain[1].bytes


def test_auto_for_tfjs_ranks_weights_by_their_rounding(tiny):
    require_tfjs()
    recipe, found = find_smallest(tiny.bench("tfjs"), parse_budget("min-cosine=0.9"), Progress())
    assert found.chosen.target == "tfjs" and recipe.rows[0] in ("uint8", "fp16")


def test_auto_that_finds_nothing_says_what_was_tried(tiny):
    with pytest.raises(ParityError, match=r"no recipe for tflite is inside the budget.*int8: .*Widen --budget"):
        find_smallest(tiny.bench(), parse_budget("max-size=1KB"), Progress())


def test_auto_and_texts_of_ones_own_need_the_comparison(tmp_path):
    with pytest.raises(UsageError, match="auto together with --no-verify"):
        hfedge.convert(str(folder_of()), tmp_path / "m", targets=["tflite"], recipes=["auto"], verify=False)
    with pytest.raises(UsageError, match="--data together with --no-verify"):
        hfedge.convert(str(folder_of()), tmp_path / "m", targets=["tflite"], data=str(HELD_OUT), verify=False)


@pytest.mark.slow
def test_auto_on_held_out_rows_of_the_trained_model_is_a_quarter_of_its_size(tmp_path):
    """99 % of the labels are kept in at most 27 % of the bytes of fp32, and it is said why not in fewer."""
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(HELD_OUT.read_text(encoding="utf-8").splitlines(True)[::6]), encoding="utf-8")
    out = tmp_path / "entities.hfedge"
    done = run_hfedge(
        "convert", ENTITIES, "-o", out, "--to", "tflite", "--recipe", "auto,fp32", "--lengths", "64", "--data", rows,
        "--budget", "label-agreement=0.99", timeout=500,
    )  # fmt: skip
    assert done.code == 0, done.stderr
    manifest = read_manifest(out)
    assert manifest.golden and all(text.text in built_in() for text in manifest.golden), "a row of the person's own"
    assert all(artifact.golden for artifact in manifest.artifacts)
    sizes = {artifact.recipe: artifact.bytes for artifact in manifest.artifacts}
    chosen = next(name for name in sizes if name != "fp32")
    assert sizes[chosen] <= 0.27 * sizes["fp32"], sizes
    assert "is the smallest that was found inside the budget" in " ".join(done.stdout.split())
    report = json.loads((out / "parity.json").read_text(encoding="utf-8"))
    assert min(item["label_agreement"] for item in report["artifacts"]) >= 0.99
    assert {attempt["inside"] for attempt in report["searches"][0]["attempts"]} <= {True, False}
