"""The programs of docs/other-runtimes.md: those in C, C++ and Rust are compiled as they stand, and answer as Python."""

import re
import shutil
import subprocess
from pathlib import Path

import ai_edge_litert
import pytest

from hfedge.manifest import read_manifest
from hfedge_command import ROOT
from hfedge_runtime import open_bundle

PAGE = ROOT / "docs" / "other-runtimes.md"
LITERT = Path(ai_edge_litert.__file__).parent
RPATH = f"-Wl,-rpath,{LITERT}"
STRICT = ("-Wall", "-Wextra", "-Werror")
COMPILERS = {
    "c": ("c", ("gcc", *STRICT, "run.c", "-o", "run", f"-L{LITERT}", "-lLiteRt", RPATH)),
    "c++": ("c", ("g++", *STRICT, "-x", "c++", "run.c", "-o", "run", f"-L{LITERT}", "-lLiteRt", RPATH)),
    "rust": (
        "rust",
        ("rustc", "--edition", "2021", "-D", "warnings", "run.rust", "-o", "run", f"-L{LITERT}", f"-Clink-arg={RPATH}"),
    ),
}
# A text that is cut in the middle of a character, as well.
TEXTS = ("Where is my parcel?", "naïve café 👋 " * 150)


def program(language: str) -> str:
    (found,) = re.findall(rf"^```{re.escape(language)}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return found


@pytest.mark.parametrize("name", [name for name in COMPILERS if name != "rust" or shutil.which("rustc")])
def test_a_program_of_the_page_gives_what_the_python_runtime_gives(name, intents_bundle, tmp_path):
    language, command = COMPILERS[name]
    (tmp_path / f"run.{language}").write_text(program(language), encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    model, labels = intents_bundle / "model.fp32.tflite", read_manifest(intents_bundle).labels
    with open_bundle(model) as opened:
        for text in TEXTS:
            shown = subprocess.run(
                [tmp_path / "run", model, text, "scores"], capture_output=True, text=True, timeout=60
            )
            assert shown.returncode == 0, shown.stderr
            found = [float(line) for line in shown.stdout.split()]
            scores = {item.label: item.score for item in opened.run(text).labels}
            assert found == pytest.approx([scores[label] for label in labels], abs=1e-5), text


def test_every_language_of_the_page_is_marked_where_it_was_not_compiled():
    page = PAGE.read_text(encoding="utf-8")
    for language in ("swift", "dart", "java"):
        assert len(program(language).splitlines()) > 20
        section = page.split(f"\n## {language.capitalize()}\n")[1].split("\n## ")[0]
        assert section.strip().startswith("Not compiled here")
