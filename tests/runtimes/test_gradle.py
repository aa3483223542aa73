"""The Gradle files of runtimes/android, which nothing here can run: what they name exists, and is the same all over."""

import json
import re
import sys
from pathlib import Path

import pytest

import hfedge

if sys.version_info < (3, 11):
    pytest.importorskip("tomli", reason="Python 3.10 reads no TOML: use a newer one, or pip install tomli")
    import tomli as tomllib
else:
    import tomllib

ANDROID = Path(__file__).parents[2] / "runtimes" / "android"
DEMO = Path(__file__).parents[2] / "android-demo"
BUILD = (ANDROID / "build.gradle.kts").read_text(encoding="utf-8")
CATALOG = tomllib.loads((ANDROID / "gradle" / "libs.versions.toml").read_text(encoding="utf-8"))
README = (ANDROID / "README.md").read_text(encoding="utf-8")


def aliases(section: str) -> set[str]:
    return {name.replace("-", ".").replace("_", ".") for name in CATALOG[section]}


DEMO_FILES = sorted(DEMO.rglob("*.gradle.kts"))


def test_every_alias_that_is_used_exists_and_each_is_used():
    """The demo takes this catalog too, by its settings.gradle.kts; what the library does not use is the demo's."""
    text = BUILD + "\n".join(path.read_text(encoding="utf-8") for path in DEMO_FILES)
    used = set(re.findall(r"\blibs\.((?:versions|plugins)\.)?([a-zA-Z0-9.]+?)(?=\.get\(|\)|\s)", text))
    by_section = {section: {name for kind, name in used if kind == prefix} for section, prefix in
                  (("libraries", ""), ("plugins", "plugins."), ("versions", "versions."))}  # fmt: skip
    referred = {item["version"]["ref"] for section in ("libraries", "plugins") for item in CATALOG[section].values()}
    by_section["versions"] |= referred
    for section, found in by_section.items():
        assert found <= aliases(section)
        assert found == aliases(section) or not DEMO_FILES


@pytest.mark.parametrize(
    "path", [*ANDROID.glob("*.gradle.kts"), *DEMO_FILES], ids=lambda path: f"{path.parent.name} {path.stem}"
)
def test_brackets_and_quotes_are_closed(path):
    text = path.read_text(encoding="utf-8")
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', re.sub(r"(?m)(?<!:)//.*$", "", text))
    assert code.count('"') % 2 == 0
    while (shorter := re.sub(r"\(\)|\{\}|\[\]", "", re.sub(r"[^(){}\[\]]", "", code))) != code:
        code = shorter
    assert code == ""


def test_versions_are_the_same_in_the_readme_the_sources_and_the_harness():
    versions = CATALOG["versions"]
    table = dict(re.findall(r"^\| ([^|]+?) +\| ([^|]+?) +\|$", README, re.MULTILINE))
    assert table["Android Gradle plugin"] == versions["agp"] and table["LiteRT"] == versions["litert"]
    assert table["compileSdk"] == versions["compileSdk"] and table["minSdk"] == versions["minSdk"]
    package = json.loads((ANDROID / "jvm-harness" / "package.json").read_text(encoding="utf-8"))
    assert table["Kotlin of the tests"] == package["dependencies"]["kotlin-compiler"]
    manifest = (ANDROID / "src/main/kotlin/dev/hfedge/Manifest.kt").read_text(encoding="utf-8")
    assert f'LITERT_VERSION = "{versions["litert"]}"' in manifest
    lines = re.findall(r"com\.google\.ai\.edge\.litert:litert(?:-gpu)?:([0-9.]+)", README)
    assert lines and set(lines) == {versions["litert"]}
    harness = (ANDROID / "jvm-harness" / "build.sh").read_text(encoding="utf-8")
    assert f"-language-version {table['Kotlin of the sources']}" in harness


def test_the_library_has_hfedges_version():
    assert re.search(r'^version = "(.+)"', BUILD, re.MULTILINE).group(1) == hfedge.__version__
    assert f"dev.hfedge:hfedge-android:{hfedge.__version__}" in README


def test_it_is_a_library_of_the_package_it_says_and_published_with_sources():
    sources = ANDROID.glob("src/main/kotlin/**/*.kt")
    packages = {re.match(r"package (\S+)", path.read_text("utf-8")).group(1) for path in sources}
    named = {re.search(rf'{name} = "(.+)"', BUILD).group(1) for name in ("namespace", "group")}
    assert packages == named == {"dev.hfedge"}
    assert 'singleVariant("release") { withSourcesJar() }' in BUILD and "explicitApi()" in BUILD
    rules = re.search(r'consumerProguardFiles\("(.+)"\)', BUILD).group(1)
    assert (ANDROID / rules).is_file()
