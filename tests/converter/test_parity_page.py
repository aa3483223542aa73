"""parity.html says what parity.json says, and nothing of a model's texts takes effect on it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from hfedge.auto.search import Attempt, Found
from hfedge.manifest import Reference
from hfedge.metrics.measure import Measured
from hfedge.parity import write_report
from hfedge.parity.compare import CaseResult, ParityReport
from hfedge.parity.html import report_page
from hfedge.parity.latency import Latency, Timed
from hfedge.parity.layers import LayerError
from hfedge.parity.texts import built_in
from hfedge.printable import printable
from parity_reports import LABELS, artifact_report

REFERENCE = Reference("2.13.0", "4.57.6", "0.22.2", "CPU (x86_64)")
TIMES = (
    Timed("short", 9, 16, 0.61, 0.6, 30),
    Timed("typical", 14, 16, 0.7, 0.65, 30),
    Timed("longest", 128, 128, 5, 4, 9),
)
LATENCY = Latency("Some CPU @ 2.10GHz", "ai-edge-litert 2.3.0", 1, TIMES)
LAYERS = (LayerError("layer_0", 0.01, 0.01), LayerError("layer_1/attention", 0.025, 0.02))
ATTEMPT = Attempt("tflite", "int4", "int4", (), 4_000_000, 0.1, 0.99, 0.9, 0.95, None, ("min cosine",))
NASTY = ["<script>alert(1)</script>", '"><img src=http://x onerror=y>', "</title></svg></style>{{ 7 * 7 }}",
         "a\u2028b\u2029c", "\x00\x07\x1b[31m\x9b", "\u202eevil\u2066", "שלום עולם", "x" * 5000, "\ud800",
         "&amp;&#60;b>"]  # fmt: skip


def report(*artifacts, **more) -> ParityReport:
    return ParityReport("org/model-7", "0" * 39 + "1", REFERENCE, artifacts, (), "ab12", **more)


@pytest.fixture(scope="module")
def full() -> ParityReport:
    """Everything that a page can show, one artifact in order and one that is not."""
    right = replace(artifact_report("int8", noise=1e-3), layers=LAYERS, latency=LATENCY, bytes=5_100_000)
    wrong = replace(artifact_report("fp32", noise=0.3), target="tfjs")
    right = replace(right, metrics={"accuracy": 0.875}, calibration="calibrated on 9 texts")
    metrics = Measured("rows of a.csv", 8, ("the column text",), {"accuracy": 1.0})
    tried = (ATTEMPT, replace(ATTEMPT, refused="too small"), replace(ATTEMPT, overrides=(("encoder/a", "int8"),)))
    made = report(right, wrong, golden="7.npz", metrics=metrics, searches=(Found(tried, tried[2], "int4 is smallest"),))
    return replace(made, not_run=("tfjs fp16: needs Node 20",), findings=("tflite int8: layer_1 is off by 3 %",))


class Elements(HTMLParser):
    """Every element with its attributes and the text right inside it and below."""

    VOID = {"meta", "link", "path", "rect", "circle", "img"}

    def __init__(self, page: str):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append([tag, dict(attributes), "", any("data-key" in item[1] for item in self.open)])
        if tag not in self.VOID:
            self.open.append(self.found[-1])

    def handle_startendtag(self, tag, attributes):
        self.found.append([tag, dict(attributes), "", False])

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for item in self.open:
            item[2] += data


def at(found, key: str):
    for part in key.split("."):
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found


UNITS = {"": 1, "%": 0.01, "MB": 1e6, "kB": 1e3, "ms": 1}


# --- the numbers


def test_every_number_on_the_page_is_that_of_parity_json(full, tmp_path):
    write_report(full, tmp_path / "parity.json")
    write_report(full, tmp_path / "parity.html")
    found = json.loads((tmp_path / "parity.json").read_text(encoding="utf-8"))
    elements = Elements((tmp_path / "parity.html").read_text(encoding="utf-8")).found
    numbers = [(item["data-key"], item["value"], text) for tag, item, text, _ in elements if tag == "data"]
    keys = {key.partition(".")[2].partition(".")[2] for key, _, _ in numbers}
    assert {"mean_cosine", "mean_kl", "label_agreement", "bytes", "budget.min_cosine", "latency.texts.1.ms",
            "layers.1.own", "differences.equal", "differences.counts.2", "worst.9.cosine",
            "metrics.accuracy", "metric_changes.accuracy"} <= keys  # fmt: skip
    for key, value, shown in numbers:
        assert json.loads(value) == at(found, key), key
        assert_shown(shown, at(found, key), key)


def assert_shown(shown: str, value: float | None, key: str) -> None:
    """As it is read by a person: to the digits that are there."""
    if value is None:
        assert shown == "–", key
        return
    number, _, unit = shown.replace(",", "").partition(" ")
    assert float(number) * UNITS[unit] == pytest.approx(value, rel=0.051, abs=6e-6), key


def test_every_name_and_text_on_the_page_is_that_of_parity_json(full):
    found = full.to_json()
    texts = [(item["data-key"], text) for tag, item, text, _ in Elements(report_page(found)).found if tag == "bdi"]
    assert {"reference.device", "artifacts.1.failures.0", "not_run.0", "artifacts.0.latency.machine",
            "artifacts.0.worst.0.edge", "artifacts.0.layers.0.name", "findings.0", "searches.0.reason"} <= {
                key for key, _ in texts}  # fmt: skip
    for key, shown in texts:
        whole = printable(at(found, key))
        assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1])), key


def test_no_number_stands_beside_those(full):
    """Outside of elements that name their place there is no digit but on the axes."""
    page = re.sub(r"(?s)^.*<body>|<svg.*?</svg>|<(bdi|data) [^>]*data-key.*?</\1>", "", report_page(full.to_json()))
    assert re.findall(r"\d", re.sub(r"<[^>]*>", "", page)) == []


def test_bars_and_dots_are_drawn_from_those_numbers(full):
    found = full.to_json()
    elements = Elements(report_page(found)).found
    bars = [item for tag, item, _, _ in elements if tag == "rect" and "data-key" in item]
    for place in "01":
        drawn = {item["data-key"]: float(item["height"]) for item in bars if f"artifacts.{place}." in item["data-key"]}
        unit = max(drawn.values()) / max(at(found, key) for key in drawn)
        assert len(drawn) > 8 and all(abs(drawn[key] - max(unit * at(found, key), 1)) < 0.2 for key in drawn)
    dots = {item["data-key"]: item["d"] for tag, item, _, _ in elements if tag == "path" and "data-key" in item}
    for key, path in dots.items():
        points = at(found, key)
        places = np.array([pair.split() for pair in path.removesuffix("h0").removeprefix("M").split("h0M")], float)
        for axis, side in enumerate(("reference", "edge")):
            fitted = np.polyval(np.polyfit(points[side], places[:, axis], 1), points[side])
            assert np.abs(fitted - places[:, axis]).max() <= 1, (key, side)
    assert len(dots) == 2


# --- the verdict


def test_the_verdict_comes_first_and_names_what_is_outside(full):
    page = report_page(full.to_json())
    shown = re.sub(r"<[^>]*>", "", page.partition("<body>")[2])
    assert "Outside the budget: tfjs fp32." in shown and shown.index("Outside") < shown.index("CPU reference")
    assert shown.index("CPU reference") < shown.index("Recipes and runtimes") < shown.index("largest difference 0")


def test_a_report_in_order_says_so_and_how_times_are_had():
    page = report_page(report(artifact_report("int8", noise=1e-4)).to_json())
    assert "Every artifact answers like the original, inside its budget." in page and "failed" not in page
    assert "hfedge verify --report" in page and "Error by layer" not in page


def test_where_nothing_was_run_nothing_is_called_equal():
    page = report_page(replace(report(), not_run=("tfjs fp16: needs Node",)).to_json())
    assert "Nothing was compared here." in page and "inside its budget." not in page and "needs Node" in page


def test_what_is_no_number_is_null_in_json_and_a_dash_on_the_page(tmp_path):
    broken = report(artifact_report("int8", noise=0, broken=3))
    write_report(broken, tmp_path / "parity.json")
    found = json.loads((tmp_path / "parity.json").read_text(), parse_constant=pytest.fail)
    assert found["artifacts"][0]["max_abs_diff"] is None and not found["passed"]
    assert [case["edge"] for case in found["artifacts"][0]["worst"]][:3] == ["not a number"] * 3
    assert 'data-key="artifacts.0.max_abs_diff">–</data>' in report_page(found)


def test_nothing_finite_at_all_still_makes_a_page():
    page = report_page(report(artifact_report("int8", noise=0, broken=40)).to_json())
    assert "Outside the budget" in page and "Original against artifact" not in page


# --- what is foreign


@pytest.fixture(scope="module")
def nasty_page() -> str:
    item = artifact_report("int8", noise=1e-3, labels=NASTY[: len(LABELS)], texts=NASTY)
    item = replace(item, failures=tuple(NASTY), runtime=NASTY[0], layers=tuple(LayerError(x, 1, 1) for x in NASTY))
    return report_page(replace(report(item), name=NASTY[2], not_run=tuple(NASTY), golden=NASTY[1]).to_json())


def test_hostile_names_and_texts_stay_text(nasty_page):
    elements = Elements(nasty_page).found
    assert not {"script", "img", "iframe", "object", "b"} & {tag for tag, *_ in elements}
    assert not [name for _, item, *_ in elements for name in item if name.startswith("on") or name == "style"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", nasty_page)
    shown = " ".join(text for tag, _, text, _ in elements if tag == "bdi")
    for part in (
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}",
        r"\u2028",
        r"\x1b[31m",
        r"\u202eevil",
        "שלום עולם",
        "&#60;b>",
    ):
        assert part in shown
    nasty_page.encode("utf-8")


def test_a_text_has_its_own_direction_and_long_ones_are_cut(nasty_page):
    assert re.search(r'<p dir="auto"><bdi[^>]*>שלום', nasty_page)
    assert "x" * 119 + "…" in nasty_page and "x" * 401 not in nasty_page


def test_the_page_asks_for_nothing_and_lets_nothing_in(full):
    page = report_page(full.to_json())
    elements = Elements(page).found
    links = [item[name] for _, item, *_ in elements for name in ("href", "src", "action", "srcset") if name in item]
    assert all(link.startswith(("#", "data:")) for link in links) and "url(" not in page and "@import" not in page
    (policy,) = [item["content"] for _, item, *_ in elements if item.get("http-equiv") == "Content-Security-Policy"]
    (style,) = re.findall(r"(?s)<style>(.*?)</style>", page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert not [item for _, item, *_ in elements if "style" in item]
    anchors = {item["id"] for _, item, *_ in elements if "id" in item}
    assert all(link[1:] in anchors for link in links if link.startswith("#"))


def test_figures_have_a_title_and_a_description(full):
    elements = Elements(report_page(full.to_json())).found
    ids = {item["id"]: text for _, item, text, _ in elements if "id" in item}
    labelled = [item["aria-labelledby"] for tag, item, *_ in elements if tag == "svg" and "role" in item]
    assert len(labelled) == 4 and all(ids[name].strip() for names in labelled for name in names.split())


def test_many_artifacts_make_no_heavy_page():
    texts = [text for (text,) in built_in()]
    tfjs = artifact_report("int8", noise=1e-3, texts=texts)
    tflite = replace(tfjs, latency=LATENCY)
    assert len(report_page(report(*[tflite] * 6, *[tfjs] * 5).to_json()).encode()) < 250_000
    with_layers = replace(tflite, layers=LAYERS * 13)
    assert len(report_page(report(*[with_layers] * 6, *[tfjs] * 5).to_json()).encode()) < 320_000


def test_lists_of_numbers_take_one_line_and_texts_stay_as_they_are(tmp_path):
    text = "[\n  1,\n  2\n]"
    found = replace(artifact_report("int8", noise=1e-3), worst=(CaseResult((text,), True, 0, 1, None, None),))
    write_report(report(found), tmp_path / "parity.json")
    written = (tmp_path / "parity.json").read_text()
    assert json.loads(written) == report(found).to_json() and len(written.splitlines()) < 100
