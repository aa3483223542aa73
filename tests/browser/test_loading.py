"""Loading in Chromium: what is aborted, damaged, kept, asked for twice, or does not fit."""

import pytest

from tests.browser.harness import run_scenario

LITERT = {"engine": "litert", "recipe": "int8"}
TFJS = {"engine": "tfjs", "recipe": "fp32"}
each_engine = pytest.mark.parametrize(
    ("options", "file"), [(LITERT, ".tflite"), (TFJS, ".bin")], ids=["litert", "tfjs"]
)
TEXT = "I forgot my password"


@each_engine
def test_aborting_a_download_ends_it_at_once(page, intents_bundle, options, file):
    slow = {"path": file, "bytesPerSecond": 400_000}
    found = run_scenario(
        "abort", page, {"intents": intents_bundle}, server={"slow": slow, "noStore": True}, options=options
    )
    aborted, server, kept, early = found
    assert aborted["error"] == "AbortError" and aborted["ms"] < 500 and aborted["loaded"] > 0
    assert any(name.endswith(file) for name in server["aborted"])
    assert kept["kept"] < (intents_bundle / "model.int8.tflite").stat().st_size
    assert early["early"] == "AbortError"


@each_engine
def test_a_damaged_file_is_refused_and_not_kept(page, intents_bundle, options, file):
    (found,) = run_scenario("load", page, {"intents": intents_bundle}, server={"corrupt": file}, options=options)
    assert found["error"] == "integrity" and file in found["message"]
    largest = max((item.stat().st_size for item in intents_bundle.rglob(f"*{file}")), default=0)
    assert found["kept"] < largest


def test_a_file_that_is_not_there_is_named(page, intents_bundle):
    server = {"missing": ".tflite"}
    (found,) = run_scenario("load", page, {"intents": intents_bundle}, server=server, options=LITERT, may_complain=True)
    assert found["error"] == "network" and "model.int8.tflite" in found["message"]


@each_engine
def test_two_tabs_at_once_share_the_cache_and_a_third_downloads_nothing(page, intents_bundle, options, file):
    request = {"server": {"noStore": True}, "options": options, "text": TEXT}
    both, third, cleared, again = run_scenario("tabs", page, {"intents": intents_bundle}, **request)
    first, second = both["both"]
    assert first["result"] == second["result"] == third["result"] == again["result"]
    assert first["inCache"] and second["inCache"] and third["inCache"]
    assert third["downloaded"] == 0 and third["cached"] == third["bytes"] > 0
    assert third["requests"] == both["requests"] > 0
    assert cleared["kept"] == 0
    assert again["downloaded"] == again["bytes"] and again["requests"] > third["requests"]


@each_engine
def test_a_full_disk_is_survived_and_said(page, intents_bundle, options, file):
    request = {"options": options, "text": TEXT, "quota": 50_000, "may_complain": True}
    (found,) = run_scenario("load", page, {"intents": intents_bundle}, **request)
    assert found["result"]["labels"][0]["label"] == "login_problem"
    assert found["inCache"] is False and found["cacheError"]
