"""The demo as an APK, built as android-demo/build_apk.py does it for people, and what Android asks of it."""

import re
import shutil
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from tests.android.debian import NotHere

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "android-demo"))

import apk_zip  # noqa: E402
import build_apk  # noqa: E402

MOST_ADDED = 60_000
pytestmark = [pytest.mark.xdist_group("apk"), pytest.mark.needs_mirror]


@pytest.fixture(scope="module")
def tools() -> build_apk.Tools:
    if shutil.which("javac") is None:
        pytest.skip("no APK is built: it needs a JDK (apt-get install openjdk-17-jdk-headless)")
    found = build_apk.Tools()
    try:
        found.android, found.kotlin  # noqa: B018
        found.dx, found.programs, found.jars  # noqa: B018
    except NotHere as error:
        pytest.skip(f"no APK is built: {error}")
    return found


@pytest.fixture(scope="module")
def build(tools, tmp_path_factory) -> build_apk.Build:
    """With a model in it."""
    work = tmp_path_factory.mktemp("apk")
    bundle = work / "tiny.hfedge"
    bundle.mkdir()
    (bundle / "hfedge.json").write_text('{"artifacts": []}')
    (bundle / "model.int8.tflite").write_bytes(b"TFL3" * 5000)
    return build_apk.Build(tools, work, (bundle,))


@pytest.fixture(scope="module")
def apk(build, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out") / "demo.apk"
    build.apk(out)  # raises where invoke-custom is left, a signature is wrong or a file is misaligned
    return out


def test_the_manifest_says_what_it_is_and_asks_for_nothing(apk, tools):
    badging = tools.run_native("aapt2", "dump", "badging", apk)
    assert "package: name='dev.hfedge.demo' versionCode='1' versionName='0.1.0'" in badging
    assert re.search(r"^(minSdkVersion|sdkVersion):'24'", badging, re.MULTILINE)
    assert "targetSdkVersion:'36'" in badging and "application-label:'hfedge'" in badging
    assert "launchable-activity: name='dev.hfedge.demo.DemoActivity'" in badging
    assert "uses-permission" not in badging
    tree = tools.run_native("aapt2", "dump", "xmltree", "--file", "AndroidManifest.xml", apk)
    assert "android.intent.action.SEND" in tree and "text/plain" in tree


def test_it_is_signed(apk, tools):
    said = build_apk.run("java", "-jar", tools.jars / "apksigner.jar", "verify", "-v", "--min-sdk-version", "24", apk)
    assert "Verified using v2 scheme (APK Signature Scheme v2): true" in said


def test_no_call_is_left_that_old_phones_do_not_know(apk, build, tools):
    assert zipfile.ZipFile(apk).read("classes.dex") == (build.work / "classes.dex").read_bytes()
    assert tools.run_native("dexdump", "-d", build.work / "classes.dex").count("invoke-custom") == 0


def test_the_model_is_stored_as_it_is_and_everything_is_aligned(apk, build):
    assert apk_zip.misaligned(apk) == []
    with zipfile.ZipFile(apk) as archive:
        model = archive.getinfo("assets/models/tiny.hfedge/model.int8.tflite")
        assert model.compress_type == zipfile.ZIP_STORED
        assert archive.read(model) == (build.models[0] / "model.int8.tflite").read_bytes()
        assert archive.getinfo("resources.arsc").compress_type == zipfile.ZIP_STORED


def test_the_library_adds_little(apk, build):
    own, whole = build.library_sizes()
    print(f"the library: {own:,} bytes, with Kotlin's {whole:,}")
    assert own < MOST_ADDED


def elf(pages: int) -> bytes:
    """The head of a 64-bit shared library with one loaded segment."""
    head = bytearray(64)
    head[:6] = b"\x7fELF\x02\x01"
    struct.pack_into("<Q", head, 32, 64)
    struct.pack_into("<HH", head, 54, 56, 1)
    return bytes(head) + struct.pack("<II6Q", 1, 5, 0, 0, 0, 100, 100, pages)


@pytest.mark.parametrize(("pages", "stored", "found"), [
    (16384, True, []),
    (4096, True, ["lib/arm64-v8a/liba.so: a segment for pages of 4096"]),
    (16384, False, ["lib/arm64-v8a/liba.so is compressed"]),
])  # fmt: skip
def test_native_libraries_must_be_stored_for_pages_of_16_kb(pages, stored, found, tmp_path):
    entries = [apk_zip.Entry("a.txt", b"abc", True), apk_zip.Entry("lib/arm64-v8a/liba.so", elf(pages), stored)]
    apk_zip.write(tmp_path / "a.apk", entries)
    assert apk_zip.misaligned(tmp_path / "a.apk") == found


def test_a_library_off_its_page_is_found(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.apk", "w") as archive:
        archive.writestr("lib/arm64-v8a/liba.so", elf(16384))
    assert apk_zip.misaligned(tmp_path / "a.apk") == ["lib/arm64-v8a/liba.so begins at 51"]


def test_classes_and_libraries_of_an_aar_are_taken(tmp_path):
    with zipfile.ZipFile(tmp_path / "litert.aar", "w") as archive:
        archive.writestr("classes.jar", b"classes")
        archive.writestr("jni/arm64-v8a/liba.so", elf(16384))
    with zipfile.ZipFile(tmp_path / "resources.apk", "w") as archive:
        archive.writestr("resources.arsc", b"resources")
    (tmp_path / "classes.dex").write_bytes(b"dex")
    build = build_apk.Build(build_apk.Tools(), tmp_path, aars=(tmp_path / "litert.aar",))
    entries = {entry.name: entry for entry in build.entries(tmp_path / "resources.apk")}
    assert [path.read_bytes() for path in build.classes_of_aars()] == [b"classes"]
    assert entries["lib/arm64-v8a/liba.so"] == apk_zip.Entry("lib/arm64-v8a/liba.so", elf(16384), True)
    assert entries["resources.arsc"].stored and not entries["classes.dex"].stored
