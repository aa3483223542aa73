"""The instruction set of phones, under an emulator: `make test-arm64`. A run takes seconds there.

HFEDGE_BUNDLES: a folder of bundles that are converted already (message-intents.hfedge ...), instead of converting them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.android import arm64
from tests.android.debian import NotHere

ROOT = Path(__file__).parents[2]
HARNESS = ROOT / "runtimes" / "android" / "jvm-harness"
MODELS = ("message-intents", "entities", "answers", "fill-mask")
# The order of sums is another on arm64; int8 rounds activations, which a last digit can move by a step.
TOLERANCES = {"fp32": 1e-4, "int8": 1e-3}
CASES = {
    "message-intents": [(["Where is my parcel? 😀"], {}), (["can i swap teh jacket"], {}), ([""], {})],
    "entities": [(["Anna Müller 😀 lives in Köln."], {}), (["日本 and Siemens"], {"aggregation": "first"})],
    "answers": [(["Where does Anna live?", "Zoë 😀 moved to 日本. Anna Müller lives in Köln."], {})],
    "fill-mask": [(["Return the <mask> of the list."], {"top_k": 3})],
}
# Both runtimes run this.
ANSWER = """
import json, sys
from hfedge_runtime import open_bundle
bundle, recipe, cases = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with open_bundle(bundle, recipe) as model:
    print(json.dumps([[model.run(*texts, **options).to_json(), list(map(int, model.tokenize(*texts).ids))]
                      for texts, options in cases]))
"""


@pytest.fixture(scope="module")
def arm_root() -> Path:
    try:
        return arm64.root()
    except NotHere as error:
        pytest.skip(f"nothing runs on arm64: {error}")


@pytest.fixture(scope="module")
def bundles(shared_bundle) -> dict[str, Path]:
    if "HFEDGE_BUNDLES" in os.environ:
        return {name: Path(os.environ["HFEDGE_BUNDLES"]) / f"{name}.hfedge" for name in MODELS}
    settings = ("--to", "tflite", "--recipe", "fp32,int8", "--no-verify")
    return {name: shared_bundle(f"arm64-{name}", ROOT / "models" / name, *settings) for name in MODELS}


def scores_and_rest(value: object) -> tuple[list[float], object]:
    """The floating numbers of a JSON value in their order, and the value without them."""
    if isinstance(value, float):
        return [value], None
    if isinstance(value, dict):
        parts = [(key, scores_and_rest(part)) for key, part in value.items()]
        return [number for _, (numbers, _) in parts for number in numbers], [(key, rest) for key, (_, rest) in parts]
    if isinstance(value, list):
        found = [scores_and_rest(part) for part in value]
        return [number for numbers, _ in found for number in numbers], [rest for _, rest in found]
    return [], value


@pytest.mark.parametrize("recipe", TOLERANCES)
@pytest.mark.parametrize("name", MODELS)
def test_python_gives_the_same_on_arm64(name, recipe, arm_root, bundles, record_property):
    asked = (str(bundles[name]), recipe, json.dumps(CASES[name]))
    runtime = ROOT / "runtimes" / "python"
    there = json.loads(arm64.python(ANSWER, *asked, path=(runtime,)))
    environment = {**os.environ, "PYTHONPATH": str(runtime)}
    command = [sys.executable, "-c", ANSWER, *asked]
    here = json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    (scores, rest), (known, wanted) = scores_and_rest(there), scores_and_rest(here)
    assert rest == wanted and len(scores) == len(known) > 0
    largest = max(abs(left - right) for left, right in zip(scores, known))
    print(f"{name} {recipe}: differs by {largest:.1e}")
    assert largest <= TOLERANCES[recipe]


def test_the_kotlin_library_gives_the_same_on_an_arm64_jvm(arm_root, bundles, tmp_path):
    """The JUnit tests of the golden files and of the bundles, three texts of each model."""
    from tests.runtimes.android_cases import prepare

    if not (HARNESS / "node_modules" / "kotlin-compiler").exists():
        pytest.skip(f"the Kotlin compiler is not installed: npm ci in {HARNESS.relative_to(ROOT)}")
    out, data = tmp_path / "out", tmp_path / "data"
    build = ["bash", str(HARNESS / "build.sh"), str(out)]
    own = {**os.environ, "HFEDGE_PYTHON": sys.executable}
    subprocess.run(build, env=own, check=True)
    litert = arm64.packages() / "ai_edge_litert"
    compiler = {"HFEDGE_ONLY_SHIM": "1", **arm64.c_compiler(), "HFEDGE_LITERT": str(litert)}
    subprocess.run([*build[:2], str(tmp_path / "arm")], env={**own, **compiler}, check=True)
    prepare(data, bundles, each=3)
    emulator = {"HFEDGE_JAVA": " ".join(arm64.java()), "HFEDGE_SHIM": str(tmp_path / "arm" / "shim.so")}
    command = ["bash", str(HARNESS / "run.sh"), str(out), str(data), "GoldenTest", "BundleTest"]
    done = subprocess.run(command, env={**own, **emulator}, capture_output=True, text=True, timeout=1800)
    print(done.stdout[-3000:])
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    lines = map(json.loads, (out / "report.jsonl").read_text(encoding="utf-8").splitlines())
    assert sum(1 for _ in lines) > 20
