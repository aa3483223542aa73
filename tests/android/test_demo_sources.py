"""The demo's sources, resources and manifest, read as text: what needs no tool to be checked."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

MAIN = Path(__file__).parents[2] / "android-demo" / "app" / "src" / "main"
RESOURCES = MAIN / "res"
ANDROID = "{http://schemas.android.com/apk/res/android}"
SOURCES = "\n".join(path.read_text("utf-8") for path in sorted((MAIN / "kotlin").rglob("*.kt")))
LAYOUTS = sorted((RESOURCES / "layout").glob("*.xml"))


def values(folder: str, kind: str) -> dict[str, str]:
    found = ElementTree.parse(RESOURCES / folder / f"{kind}s.xml").getroot().iter(kind)
    return {entry.get("name"): entry.text or "" for entry in found}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


def contrast(left: str, right: str) -> float:
    dark, bright = sorted((luminance(left), luminance(right)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("folder", ["values", "values-night"])
def test_text_can_be_read_on_every_ground(folder):
    colours = values(folder, "color")
    for ground in ("background", "surface", *(name for name in colours if name.startswith("span_"))):
        assert contrast(colours["text"], colours[ground]) >= 7, ground
    for name in ("text_quiet", "error"):
        assert contrast(colours[name], colours["background"]) >= 7, name
    assert contrast(colours["on_accent"], colours["accent"]) >= 4.5


def test_the_night_has_every_colour():
    assert values("values", "color").keys() == values("values-night", "color").keys()


def test_there_is_no_permission_and_nothing_else_is_exported():
    manifest = ElementTree.parse(MAIN / "AndroidManifest.xml").getroot()
    assert not list(manifest.iter("uses-permission"))
    exported = [one.get(f"{ANDROID}name") for one in manifest.iter() if one.get(f"{ANDROID}exported") == "true"]
    assert exported == ["dev.hfedge.demo.DemoActivity"]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_layouts_name_strings_and_grow_with_the_font(layout):
    for view in ElementTree.parse(layout).getroot().iter():
        for name in ("text", "hint", "contentDescription"):
            assert view.get(ANDROID + name, "@string/").startswith("@string/")
        assert view.get(f"{ANDROID}layout_height", "wrap_content") in ("wrap_content", "match_parent")
        assert view.get(f"{ANDROID}textSize", "16sp").endswith("sp")


def test_fields_have_labels_and_new_results_are_announced():
    views = list(ElementTree.parse(RESOURCES / "layout" / "demo.xml").getroot().iter())
    labelled = {view.get(f"{ANDROID}labelFor", "").split("/")[-1] for view in views}
    fields = {view.get(f"{ANDROID}id").split("/")[-1] for view in views if view.tag in ("EditText", "Spinner")}
    assert fields and fields <= labelled
    assert [
        view.get(f"{ANDROID}id") for view in views if view.get(f"{ANDROID}accessibilityLiveRegion") == "polite"
    ] == ["@+id/status"]


def test_every_string_and_colour_is_used_and_exists():
    xml = "\n".join(path.read_text("utf-8") for path in [*RESOURCES.rglob("*.xml"), MAIN / "AndroidManifest.xml"])
    for kind in ("string", "color"):
        defined = set(values("values", kind))
        used = set(re.findall(rf"R\.{kind}\.(\w+)", SOURCES)) | set(re.findall(rf"@{kind}/(\w+)", xml))
        assert defined == used, kind


def test_texts_of_a_model_are_shown_as_text():
    assert "Html" not in SOURCES and "WebView" not in SOURCES
