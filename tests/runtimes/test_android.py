"""The Kotlin library (runtimes/android), its sources as they ship, on a JVM over the real LiteRT: each of its JUnit
tests is a test here.

What runs is in runtimes/android/jvm-harness; what it must answer comes from the Python runtime (android_cases.py).
HFEDGE_BUNDLES: a folder of bundles that are converted already (message-intents.hfedge ...), for those who work on it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from android_cases import CASES, GOLDENS, TOLERANCES, prepare

from hfedge_command import INTENTS, QUICK

ANDROID = Path(__file__).parents[2] / "runtimes" / "android"
HARNESS = ANDROID / "jvm-harness"
SOURCES = sorted((ANDROID / "src" / "main" / "kotlin").rglob("*.kt"))
MODELS = Path(__file__).parents[2] / "models"
JARS = Path(os.environ.get("HFEDGE_JUNIT", "/usr/share/java"))
FLOATS = ("--to", "tflite", "--recipe", "fp32,int8")
# The same as in tests/parity/test_span_tasks.py, so that whoever comes first converts for both.
CONVERTED = {
    "entities": (MODELS / "entities", *FLOATS, "--lengths", "32,128"),
    "answers": (MODELS / "answers", *FLOATS, "--lengths", "96,256"),
    "fill-mask": (MODELS / "fill-mask", *FLOATS, "--lengths", "128", "--no-verify"),
    "small": (INTENTS, *QUICK),
}
MOST_LINES, MOST_LINES_OF_A_FILE = 800, 300


def junit_tests() -> Iterator[tuple[str, str]]:
    """(class, test) of every JUnit test, by the sources; a class with parameters has one for each."""
    golden = [f"{path.stem}-{number}" for path in sorted(GOLDENS.glob("*.json"))
              for number in range(len(json.loads(path.read_text("utf-8"))["cases"]))]  # fmt: skip
    parameters = {"GoldenTest": golden, "BundleTest": [f"{name} {recipe}" for name in CASES for recipe in TOLERANCES]}
    for path in sorted((HARNESS / "tests").glob("*Test.kt")):
        for name in re.findall(r"@Test\s+fun `([^`]+)`", path.read_text(encoding="utf-8")):
            for parameter in parameters.get(path.stem, [None]):
                yield path.stem, name if parameter is None else f"{name}[{parameter}]"


def require_tools() -> None:
    """Skips the test, and says why, where something is missing."""
    compiler = HARNESS / "node_modules" / "kotlin-compiler"
    wanted = {
        "a JDK (apt-get install openjdk-17-jdk-headless)": shutil.which("javac"),
        "a C compiler (apt-get install gcc)": shutil.which("gcc"),
        "JUnit (apt-get install junit4)": (JARS / "junit4.jar").exists(),
        "org.json (apt-get install libandroid-json-org-java)": (JARS / "json-android.jar").exists(),
        f"the Kotlin compiler (npm ci in {HARNESS.relative_to(ANDROID.parent.parent)})": compiler.exists(),
    }
    missing = [name for name, found in wanted.items() if not found]
    if missing:
        pytest.skip(f"the Android library is not tested: it needs {' and '.join(missing)}")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The library, the facade, the tests and the shim."""
    require_tools()
    out = tmp_path_factory.mktemp("android")
    run([HARNESS / "build.sh", out], HFEDGE_PYTHON=sys.executable)
    return out


@pytest.fixture(scope="module")
def report(built, request, tmp_path_factory) -> dict[tuple[str, str], dict]:
    """What each JUnit test gave."""
    data = tmp_path_factory.mktemp("android-data")
    prepare(data, bundles(request))
    said = run([HARNESS / "run.sh", built, data])
    print("\n".join(line for line in said.splitlines() if "differ by" in line or "MB:" in line))
    lines = map(json.loads, (built / "report.jsonl").read_text(encoding="utf-8").splitlines())
    return {(line["class"], line["test"]): line for line in lines}


def bundles(request: pytest.FixtureRequest) -> dict[str, Path]:
    ready = os.environ.get("HFEDGE_BUNDLES")
    if ready:
        return {name: Path(ready) / f"{name}.hfedge" for name in CASES}
    make: Callable[..., Path] = request.getfixturevalue("shared_bundle")
    names = {"fill-mask": "fill-mask-android"}  # nobody else has one with these arguments
    made = {name: make(names.get(name, name), *arguments) for name, arguments in CONVERTED.items()}
    return {"message-intents": request.getfixturevalue("intents_bundle"), **made}


def run(command: list, **env: str) -> str:
    words = list(map(str, command))
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, **env}, timeout=900)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
    return done.stdout


@pytest.mark.parametrize(("kind", "test"), [pytest.param(*each, id=" ".join(each)) for each in junit_tests()])
def test_junit(report, kind, test):
    assert (kind, test) in report, "it did not run"
    assert report[kind, test]["failure"] == ""


def test_every_junit_test_is_one_here(report):
    assert report.keys() == set(junit_tests())


def test_the_library_uses_these_calls_of_litert_and_no_others(built):
    """The facade must have LiteRT's own signatures, or what is tested here is not what an app runs."""
    text = (HARNESS / "signatures.txt").read_text(encoding="utf-8")
    expected = {line for line in text.splitlines() if not line.startswith("#")}
    found = re.findall(r"// (?:Interface)?((?:Method|Field) com/google/ai/edge/litert/\S+)", disassembled(built))
    assert set(found) == expected


def test_the_library_uses_no_reflection_and_no_further_library(built):
    used = set(re.findall(r"// (?:Interface)?Method ([\w/$]+)[.]", disassembled(built)))
    known = ("dev/hfedge/", "kotlin/", "java/", "org/json/", "android/content/", "com/google/ai/edge/litert/")
    assert not [name for name in used if not name.startswith(known)]
    assert not [name for name in used if "/reflect/" in name or name == "java/lang/Class"]


def disassembled(built: Path) -> str:
    classes = built / "classes"
    shutil.unpack_archive(built / "library.jar", classes, "zip")
    names = [str(path.relative_to(classes).with_suffix("")).replace("/", ".") for path in classes.rglob("*.class")]
    return run(["javap", "-c", "-p", "-cp", classes, *names])


def test_the_library_is_small():
    """Lines of code: neither blank nor comment."""
    lines = {path.name: sum(map(is_code, path.read_text(encoding="utf-8").splitlines())) for path in SOURCES}
    assert sum(lines.values()) < MOST_LINES
    assert max(len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES) < MOST_LINES_OF_A_FILE


def is_code(line: str) -> bool:
    return not re.match(r"\s*(//|/?\*|$)", line)


def test_public_things_are_documented():
    """A public class has its own comment; so has a function, unless it overrides one."""
    for path in SOURCES:
        lines = path.read_text(encoding="utf-8").splitlines()
        before = ""
        for line in map(str.strip, lines):
            if re.match(r"public (data |sealed |enum )?(class|interface|suspend fun|fun) ", line):
                assert before.endswith("*/"), f"{path.name}: {line}"
            before = before if line.startswith("@") else line
