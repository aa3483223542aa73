"""--recipe auto: which recipes are tried, which is taken, and what a search that was cut off remembers."""

import json

import pytest

from hfedge.auto.search import LADDERS, Attempt, Search
from hfedge.auto.trail import Trail, key_of
from hfedge.recipes import RECIPES, Budget, Recipe, derived

BUDGET = Budget("as asked", min_cosine=0.9)
SIZES = {"int4": 1.0, "int8": 2.0, "int8-weights": 2.0, "fp16": 4.0, "fp32": 8.0}
WEIGHTS = tuple(f"encoder/layers/{number}/weight" for number in range(10))


class Measured:
    """What each recipe would measure. costs: what each weight takes off the cosine while it is stored by a row."""

    def __init__(self, costs: dict[str, dict[str, float]], refused: tuple[str, ...] = ()):
        self.costs, self.refused, self.asked = costs, refused, []

    def __call__(self, recipe: Recipe) -> Attempt:
        self.asked.append((recipe.rows[0], len(recipe.overrides)))
        attempt = Attempt("tflite", recipe.name, recipe.rows[0], recipe.overrides)
        if recipe.rows[0] in self.refused:
            return Attempt("tflite", recipe.name, recipe.rows[0], recipe.overrides, refused="no weight can be so")
        rows = {name: recipe.row_of(name) for name in WEIGHTS}
        cosine = 1 - sum(self.costs.get(row, {}).get(name, 0.0) for name, row in rows.items())
        size = int(100 * sum(SIZES[row] for row in rows.values()))
        low = cosine < BUDGET.min_cosine
        failures = ("min cosine",) if low else ()
        return Attempt(**{**vars(attempt), "bytes": size, "min_cosine": cosine, "failures": failures})

    def rank(self, recipe: Recipe) -> tuple[str, ...]:
        costs = self.costs.get(recipe.rows[0], {})
        return tuple(sorted(WEIGHTS, key=lambda name: -costs.get(name, 0.0)))


def search(measured: Measured, budget: Budget = BUDGET, ladder: tuple[str, ...] = LADDERS["tflite"]):
    return Search(ladder, budget, measured, measured.rank).run()


def test_the_smallest_row_is_taken_where_it_is_inside():
    measured = Measured({})
    found = search(measured)
    assert found.chosen.base == "int4" and measured.asked == [("int4", 0)]
    assert found.reason == "int4 is the smallest that was found inside the budget: nothing smaller is known"


@pytest.mark.parametrize("bad", [1, 2, 3, 5, 6, 8, 9])
def test_just_the_weights_that_hurt_are_kept_wider(bad):
    measured = Measured({"int4": dict.fromkeys(WEIGHTS[-bad:], 0.2)})
    found = search(measured)
    assert found.chosen.base == "int4" and found.chosen.recipe == "int4-mixed"
    assert dict(found.chosen.overrides) == dict.fromkeys(WEIGHTS[-bad:], "int8")
    assert found.chosen.inside and "the next smaller" in found.reason and "min cosine" in found.reason
    assert len(set(measured.asked)) == len(measured.asked) <= 8


def test_a_row_that_hurts_everywhere_gives_way_to_the_next():
    measured = Measured({"int4": dict.fromkeys(WEIGHTS, 0.2)})
    found = search(measured)
    assert found.chosen.base == "int8" and not found.chosen.overrides


def test_a_row_that_cannot_be_written_is_passed_over_and_named():
    measured = Measured({row: {WEIGHTS[3]: 1.0} for row in ("int8", "int8-weights")}, refused=("int4",))
    found = search(measured)
    assert found.chosen.overrides == ((WEIGHTS[3], "fp16"),)
    assert found.attempts[0].refused == "no weight can be so"


def test_a_mixture_is_taken_only_where_it_is_smaller_than_the_next_row():
    measured = Measured({"int4": dict.fromkeys(WEIGHTS[:5], 0.2), "int8": {WEIGHTS[9]: 0.2}})
    found = search(measured)
    assert [attempt.base for attempt in found.attempts[:3]] == ["int4", "int8", "int8-weights"]
    assert found.chosen.base == "int4" and len(found.chosen.overrides) == 5
    assert ("int8", 1) not in measured.asked  # its plain file is as large as int8-weights' already


def test_where_int8_is_not_enough_int8_weights_is_tried():
    measured = Measured({"int4": {WEIGHTS[0]: 0.2}, "int8": {WEIGHTS[0]: 0.2}})
    found = search(measured)
    assert found.chosen.overrides == ((WEIGHTS[0], "int8-weights"),)


def test_nothing_inside_says_what_was_nearest():
    everything = {row: dict.fromkeys(WEIGHTS, 0.5) for row in RECIPES}
    found = search(Measured(everything))
    assert found.chosen is None and found.reason == "not even fp32 is inside the budget: min cosine"


def test_what_is_too_large_already_is_not_made_larger():
    measured = Measured({"int4": {WEIGHTS[0]: 0.2}, "int8": {}})
    found = search(measured, Budget("as asked", max_bytes=900))
    assert ("int4", 1) not in measured.asked and found.chosen.base == "int8"


def test_a_ladder_without_the_wider_row_has_no_mixture():
    measured = Measured({"int8-weights": {WEIGHTS[0]: 0.2}})
    assert search(measured, ladder=("int8-weights", "fp32")).chosen.base == "fp32"
    assert measured.asked == [("int8-weights", 0), ("fp32", 0)]


def test_an_attempt_says_how_it_was_made_again():
    measured = Measured({"int4": {WEIGHTS[4]: 0.2}})
    chosen = search(measured).chosen
    assert measured(derived(chosen.recipe, chosen.base, chosen.overrides, BUDGET)) == chosen


# --- what is remembered


ATTEMPT = Attempt("tflite", "int4-mixed", "int4", (("encoder/a", "int8"),), 7, 0.5, 0.99, 0.9, None, None, ("x",))


def test_a_trail_gives_back_what_was_put_and_says_so(tmp_path):
    trail = Trail("key", tmp_path)
    assert trail.get("tflite", "int4", ATTEMPT.overrides) is None
    trail.put(ATTEMPT)
    trail.put_rank("int4", ("encoder/a",))
    again = Trail("key", tmp_path)
    found = again.get("tflite", "int4", ATTEMPT.overrides)
    assert found.remembered and vars(found) == {**vars(ATTEMPT), "remembered": True}
    assert again.ranks == {"int4": ("encoder/a",)} and Trail("other", tmp_path).attempts == {}
    assert [path.name for path in tmp_path.iterdir()] == ["key.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"attempts": [{}], "ranks": {}}', '{"attempts": 3, "ranks": 1}']
)
def test_a_damaged_trail_is_as_none(tmp_path, text):
    (tmp_path / "key.json").write_text(text)
    trail = Trail("key", tmp_path)
    assert trail.attempts == {} and trail.ranks == {}
    trail.put(ATTEMPT)
    assert Trail("key", tmp_path).attempts


def test_a_trail_that_cannot_be_written_does_without(tmp_path):
    (tmp_path / "file").write_text("")
    trail = Trail("key", tmp_path / "file" / "auto")
    trail.put(ATTEMPT)
    assert trail.get("tflite", "int4", ATTEMPT.overrides).remembered


def test_the_key_is_of_everything_that_counts():
    one = key_of({"budget": 0.9})
    assert one == key_of({"budget": 0.9}) != key_of({"budget": 0.91}) and len(one) == 64


def test_a_search_is_the_same_json_whether_remembered_or_not():
    found = search(Measured({"int4": {WEIGHTS[0]: 0.2}}))
    rows = json.loads(json.dumps(found.to_json()))
    assert rows["target"] == "tflite" and rows["attempts"][0]["inside"] is False
    assert not any("remembered" in row for row in rows["attempts"])
