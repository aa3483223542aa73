"""What the runtime makes of a model's outputs, against tests/golden: no model, no LiteRT."""

import json
from pathlib import Path

import pytest
from tests.golden.replay import replay, utf16_spans

from hfedge_runtime.tasks import TASKS

FOLDER = Path(__file__).parents[1] / "golden"


def cases():
    for file in sorted(FOLDER.glob("*.json")):
        found = json.loads(file.read_text(encoding="utf-8"))
        for number, case in enumerate(found["cases"]):
            yield pytest.param(found["manifest"], found["task"], case, id=f"{found['task']}-{number}")


@pytest.mark.parametrize(("manifest", "task", "case"), cases())
def test_a_result_is_the_golden_one(manifest, task, case):
    found = replay(manifest, task, case)
    assert rounded(found) == rounded(case["result"])
    assert utf16_spans(case["texts"], found) == case.get("utf16")


def rounded(value):
    """Sums of float32 differ in their last digits from one numpy to the next."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return pytest.approx(value, abs=1e-6) if isinstance(value, float) else value


def test_every_task_has_a_golden_file():
    assert {file.stem for file in FOLDER.glob("*.json")} == TASKS.keys()
