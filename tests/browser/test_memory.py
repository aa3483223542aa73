"""200 runs in Chromium leave nothing behind: TF.js has no more tensors, LiteRT.js's heap has not grown."""

import pytest

from tests.browser.harness import run_scenario

TEXTS = ["", "I forgot my password", "Where is my parcel? " * 6, "naïve café 👋 " * 30]


@pytest.mark.parametrize(("engine", "recipe"), [("litert", "int8"), ("tfjs", "fp32")])
def test_two_hundred_runs_leave_memory_as_it_was(page, intents_bundle, engine, recipe):
    request = {"options": {"engine": engine, "recipe": recipe}, "texts": TEXTS, "times": 200}
    (found,) = run_scenario("repeat", page, {"intents": intents_bundle}, **request)
    assert found["after"] == found["before"]
    if engine == "litert":
        assert found["before"]["heap"] > 0
    else:
        assert found["before"]["tensors"] > 0 and found["closed"]["tensors"] == 0
