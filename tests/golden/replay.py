"""A golden case again, through the runtime's own code for its task."""

from typing import Any

from hfedge_runtime.tasks import find_task
from tests.golden.engine import Replayed


def replay(manifest: dict, task: str, case: dict[str, Any]) -> dict[str, Any]:
    """The result of a case, and whether it was truncated, from what is written."""
    engine = Replayed(manifest, task, case)
    found = find_task(engine.manifest).run(engine, tuple(text.encode() for text in case["texts"]), **case["options"])
    assert not engine.left, "steps that the runtime did not ask for"
    return {**found.to_json(), "truncated": found.truncated}


# Results with positions: the list that holds them, and which text they are of.
_POSITIONS = {"entities": 0, "answers": 1}


def utf16_spans(texts: tuple[str, ...], result: dict[str, Any]) -> list[list[int]] | None:
    """The positions of a result in UTF-16 units, or None where it has none."""
    key = next((key for key in _POSITIONS if key in result), None)
    if key is None:
        return None
    text = texts[_POSITIONS[key]]
    return [[len(text[: item[end]].encode("utf-16-le")) // 2 for end in ("start", "end")] for item in result[key]]
