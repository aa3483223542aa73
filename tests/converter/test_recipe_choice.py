"""Recipes from the command line: files with overrides, budgets, older runtimes."""

import json

import pytest

from hfedge.errors import UsageError
from hfedge.recipe_choice import choose, find_recipe, parse_budget, read_recipe
from hfedge.recipes import AUTO, RECIPES, Budget


def recipe_file(folder, found) -> str:
    path = folder / "wide-ends.json"
    path.write_text(found if isinstance(found, str) else json.dumps(found))
    return str(path)


def test_a_file_names_a_base_and_others_for_some_weights(tmp_path):
    overrides = {"encoder/layers/5/*": "fp16", "*embeddings*": "int4"}
    recipe = find_recipe(recipe_file(tmp_path, {"base": "int8", "overrides": overrides}))
    assert (recipe.name, recipe.base, recipe.targets) == ("wide-ends", "int8", ("tflite",))
    assert recipe.budget == RECIPES["int8"].budget and recipe.rows == ("int8", "fp16", "int4")
    forms = recipe.forms
    assert forms.of("encoder/layers/5/attention/weight") == "float16"
    assert forms.of("encoder/embeddings/word/weight") == "int4" and forms.of("encoder/pooler/weight") == "int8"
    assert recipe.row_of("encoder/layers/5/x") == "fp16" and recipe.row_of("encoder/pooler") == "int8"


def test_a_file_may_have_a_name_and_a_budget(tmp_path):
    found = {"name": "mine", "base": "uint8", "overrides": {"*": "uint16"}, "budget": {"min_cosine": 0.9}}
    recipe = read_recipe(tmp_path / "wide-ends.json") if recipe_file(tmp_path, found) else None
    assert recipe.name == "mine" and recipe.targets == ("tfjs",) and recipe.budget.min_cosine == 0.9


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "no JSON object"),
        ({"base": "int9"}, "unknown recipe 'int9'"),
        ({"base": "int8", "override": {}}, "unknown key 'override'"),
        ({"base": "int8", "overrides": {"*": "int9"}}, "unknown recipe 'int9'"),
        ({"base": "int8", "overrides": []}, "overrides is no object"),
        ({"base": "int8", "overrides": {"*": "uint8"}}, "no format has all of int8, uint8"),
        ({"base": "int8", "name": "int8"}, "cannot be called 'int8'"),
        ({"base": "int8", "name": "../x"}, "cannot be called '../x'"),
        ({"base": "int8", "name": "auto"}, "cannot be called 'auto'"),
        ({"base": "int8", "budget": {"cosines": 1}}, "budget cannot be read"),
        ({"base": "int8", "budget": {"min_cosine": "x"}}, "budget cannot be read"),
    ],
)
def test_a_file_that_is_off_is_refused(tmp_path, found, message):
    with pytest.raises(UsageError, match=message):
        find_recipe(recipe_file(tmp_path, found))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        find_recipe(str(tmp_path / "none.json"))


def test_two_files_of_one_name_are_refused(tmp_path):
    first = recipe_file(tmp_path, {"base": "int8", "name": "mine"})
    other = tmp_path / "other.json"
    other.write_text('{"base": "fp16", "name": "mine"}')
    with pytest.raises(UsageError, match="two recipes are called 'mine'"):
        choose(("tflite",), (first, str(other)))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("label-agreement=0.99", "label_agreement", 0.99),
        ("label-agreement=99%", "label_agreement", 0.99),
        ("cosine=.995", "mean_cosine", 0.995),
        ("min-cosine=1", "min_cosine", 1.0),
        ("labels-kept=0.98", "labels_kept", 0.98),
        ("max-diff=1e-3", "max_abs_diff", 0.001),
        ("max-size=25MB", "max_bytes", 25_000_000),
        ("max-size=1.5 gb", "max_bytes", 1_500_000_000),
        ("max-size=700", "max_bytes", 700),
    ],
)
def test_a_budget_is_read(text, field, value):
    assert parse_budget(text) == Budget(f"as asked: {text}", **{field: value})


def test_a_budget_of_several_measures():
    found = parse_budget("label-agreement=0.99, cosine=0.995,max-size=25MB")
    assert (found.label_agreement, found.mean_cosine, found.max_bytes) == (0.99, 0.995, 25_000_000)


@pytest.mark.parametrize(
    "text", ["", "cosine", "cosine=", "cosine=x", "cosine=2", "cosine=1.1", "cosine=99MB", "max-size=9%", "recall=0.9",
             "cosine=0.9,cosine=0.8", "cosine=-1", "cosine=nan", "max-size=inf"]
)  # fmt: skip
def test_a_budget_that_is_off_is_refused(text):
    with pytest.raises(UsageError, match="budget"):
        parse_budget(text)


def test_a_budget_replaces_that_of_every_recipe():
    budget = parse_budget("cosine=0.9")
    chosen = choose(("tflite",), ("int8", "auto"), budget)
    assert [(row.name, row.base, row.budget) for _, row in chosen] == [("int8", "int8", budget), ("auto", "", budget)]


def test_auto_is_for_tflite_and_tfjs():
    assert choose(None, ("auto",)) == [("tflite", AUTO), ("tfjs", AUTO)]
    with pytest.raises(UsageError, match="recipe auto"):
        choose(("saved_model",), ("auto",))


def test_an_older_runtime_gets_what_it_runs_right():
    assert choose(("tflite",), None, legacy="tflite-2.14") == [("tflite", RECIPES["int8-weights"])]
    assert choose(("tflite",), ("fp32",), legacy="tflite-2.14") == [("tflite", RECIPES["fp32"])]
    assert [row.name for target, row in choose(None, None, legacy="tflite-2.14")] == ["int8-weights", "fp16", "fp32"]


@pytest.mark.parametrize("recipe", ["int8", "fp16", "int4"])
def test_an_older_runtime_is_not_given_what_it_would_run_wrong(recipe):
    with pytest.raises(UsageError, match=f"tflite-runtime 2.14.0 does not run {recipe} right"):
        choose(("tflite",), (recipe,), legacy="tflite-2.14")


def test_an_older_runtime_needs_a_tflite_file():
    with pytest.raises(UsageError, match="is of tflite files"):
        choose(("tfjs",), None, legacy="tflite-2.14")
    with pytest.raises(UsageError, match="unknown runtime 'tflite-1'"):
        choose(None, None, legacy="tflite-1")
