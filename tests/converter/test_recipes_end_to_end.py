"""Recipes of a person's own, --recipe auto and --legacy-runtime, from a model's folder to a bundle."""

import json
from pathlib import Path

import pytest

import hfedge
from hfedge.errors import ParityError, UsageError
from hfedge.manifest import read_manifest
from hfedge.progress import Progress
from hfedge_command import ROOT, run_hfedge
from tfjs_runner import require_tfjs
from tiny_programs import TfliteFile, folder_of

OPTIONS = {"targets": ["tflite"], "lengths": [16]}
ENTITIES, HELD_OUT = ROOT / "models" / "entities", ROOT / "models" / "training" / "entities" / "held_out.jsonl"


class Said(Progress):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []

    def say(self, message: str) -> None:
        self.lines.append(message.strip())


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HFEDGE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def recipe_file(folder: Path, **found) -> str:
    path = folder / "mine.json"
    path.write_text(json.dumps(found))
    return str(path)


def converted(out: Path, **options):
    hfedge.convert(str(folder_of()), out, **{**OPTIONS, **options}).close()
    return read_manifest(out)


def types(file: Path, signature: str = "encode_16") -> dict[str, int]:
    """The type of each linear layer's matrix."""
    found = TfliteFile(file)
    return {matrix.name.decode(): matrix.type for matrix, _ in found.linear_layers(signature)}


def test_a_recipe_of_ones_own_stores_each_weight_as_it_says(tmp_path):
    recipe = recipe_file(tmp_path, base="int8", overrides={"encoder/layers/0/*": "fp32"}, budget={"min_cosine": 0.9})
    manifest = converted(tmp_path / "m.hfedge", recipes=[recipe])
    (artifact,) = manifest.artifacts
    assert (artifact.recipe, artifact.files[0].path) == ("mine", "model.mine.tflite")
    assert artifact.variant.base == "int8" and artifact.variant.budget.min_cosine == 0.9
    found = types(tmp_path / "m.hfedge" / "model.mine.tflite")
    wide = {name for name, kind in found.items() if kind == 0}
    assert wide == {name for name in found if name.startswith("encoder/layers/0/")} != set(found)
    report = hfedge.verify(tmp_path / "m.hfedge", model=str(folder_of()))
    assert report.passed and report.artifacts[0].budget.min_cosine == 0.9


def test_a_pattern_that_no_weight_has_is_refused_with_names(tmp_path):
    recipe = recipe_file(tmp_path, base="int8", overrides={"encoder/layer_0/*": "fp32"})
    with pytest.raises(UsageError, match=r"no weight is called encoder/layer_0/\*.*names such as encoder/"):
        converted(tmp_path / "m.hfedge", recipes=[recipe])
    assert not (tmp_path / "m.hfedge").exists()


def test_a_recipe_of_ones_own_for_tfjs_names_weights_too(tmp_path):
    require_tfjs()
    recipe = recipe_file(tmp_path, base="uint8", overrides={"*/embeddings/word/*": "fp16"})
    converted(tmp_path / "m.hfedge", targets=["tfjs"], recipes=[recipe])
    model = json.loads((tmp_path / "m.hfedge" / "tfjs" / "mine" / "model.json").read_text())
    weights = [weight for group in model["weightsManifest"] for weight in group["weights"]]
    stored = {tuple(weight["shape"]): weight["quantization"]["dtype"] for weight in weights
              if weight["dtype"] == "float32" and "quantization" in weight}  # fmt: skip
    rows = json.loads((folder_of() / "config.json").read_text())["vocab_size"]
    table = next(dtype for shape, dtype in stored.items() if shape[0] == rows)
    assert table == "float16" and set(stored.values()) == {"float16", "uint8"}


def test_a_budget_of_ones_own_is_kept_and_judged_by(tmp_path):
    manifest = converted(tmp_path / "m.hfedge", recipes=["int8"], budget="cosine=0.9,max-size=2MB")
    variant = manifest.artifacts[0].variant
    assert (variant.base, variant.budget.mean_cosine, variant.budget.max_bytes) == ("int8", 0.9, 2_000_000)
    with pytest.raises(ParityError, match=r"0\.\d\d MB, at most 0\.00"):
        converted(tmp_path / "n.hfedge", recipes=["int8"], budget="max-size=1KB")
    assert not (tmp_path / "n.hfedge").exists()


def test_an_older_runtime_gets_a_file_that_says_so(tmp_path, monkeypatch):
    monkeypatch.delenv("HFEDGE_TFLITE_RUNTIME_PYTHON", raising=False)
    manifest = converted(tmp_path / "m.hfedge", legacy_runtime="tflite-2.14")
    (artifact,) = manifest.artifacts
    assert (artifact.recipe, artifact.oldest_runtime) == ("int8-weights", "tflite-runtime 2.14.0")
    report = json.loads((tmp_path / "m.hfedge" / "parity.json").read_text())
    assert [item["runtime"].split()[0] for item in report["artifacts"]] == ["ai-edge-litert"]
    assert any("tflite-runtime==2.14.0" in line for line in report["not_run"])


# --- auto


def test_auto_takes_the_smallest_inside_and_goes_on_where_it_was(tmp_path, cache):
    said, again = Said(), Said()
    manifest = converted(tmp_path / "m.hfedge", recipes=["auto"], budget="min-cosine=0.99", progress=said)
    tried = [line for line in said.lines if line.startswith("tflite ")]
    assert tried[0].startswith("tflite int4: cannot be written") and tried[-1].endswith(": inside")
    assert manifest.artifacts[0].variant.budget.min_cosine == 0.99
    report = json.loads((tmp_path / "m.hfedge" / "parity.json").read_text())
    (search,) = report["searches"]
    assert len(search["attempts"]) == len(tried) and search["reason"].startswith(manifest.artifacts[0].variant.base)
    assert len(list((cache / "auto").iterdir())) == 1
    converted(tmp_path / "n.hfedge", recipes=["auto"], budget="min-cosine=0.99", progress=again)
    assert [line for line in again.lines if line.startswith("tflite ")] == [
        f"{line}, measured before" if "cannot be" not in line else line for line in tried
    ]
    files = {path.name for path in (tmp_path / "m.hfedge").iterdir()}
    assert {path.name for path in (tmp_path / "n.hfedge").iterdir()} == files
    assert all((tmp_path / "m.hfedge" / name).read_bytes() == (tmp_path / "n.hfedge" / name).read_bytes()
               for name in files)  # fmt: skip


def test_auto_widens_what_hurts(tmp_path):
    """min-cosine beyond what int8 has and below fp16's: some weights of int8 are kept as fp16, or fp16 is taken."""
    said = Said()
    manifest = converted(tmp_path / "m.hfedge", recipes=["auto"], budget="min-cosine=0.99999", progress=said)
    (artifact,) = manifest.artifacts
    assert artifact.recipe in ("int8-mixed", "int8-weights", "fp16")
    assert any("as fp16" in line or line.startswith("tflite fp16") for line in said.lines)


def test_auto_that_finds_nothing_leaves_nothing_and_says_what_was_tried(tmp_path):
    with pytest.raises(ParityError, match=r"no recipe for tflite is inside the budget.*int8: .*Widen --budget"):
        converted(tmp_path / "m.hfedge", recipes=["auto"], budget="max-size=1KB")
    assert not (tmp_path / "m.hfedge").exists()


def test_auto_needs_the_comparison(tmp_path):
    with pytest.raises(UsageError, match="auto together with --no-verify"):
        converted(tmp_path / "m.hfedge", recipes=["auto"], verify=False)
    with pytest.raises(UsageError, match="--data together with --no-verify"):
        converted(tmp_path / "m.hfedge", data=str(HELD_OUT), verify=False)


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
    sizes = {artifact.recipe: artifact.bytes for artifact in read_manifest(out).artifacts}
    chosen = next(name for name in sizes if name != "fp32")
    assert sizes[chosen] <= 0.27 * sizes["fp32"], sizes
    assert "is the smallest that was found inside the budget" in " ".join(done.stdout.split())
    report = json.loads((out / "parity.json").read_text(encoding="utf-8"))
    assert min(item["label_agreement"] for item in report["artifacts"]) >= 0.99
    assert {attempt["inside"] for attempt in report["searches"][0]["attempts"]} <= {True, False}
