"""Which recipes a person asked for: rows of the table, files with a recipe of their own, and `auto`."""

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NoReturn

from hfedge.errors import UsageError
from hfedge.recipes import (
    AUTO,
    DEFAULT_RECIPES,
    RECIPES,
    TARGETS,
    TF_TEXT_RECIPES,
    TF_TEXT_TARGETS,
    TOKENIZERS,
    Budget,
    Recipe,
    derived,
)

# As the manifest's schema has it; it becomes part of a file's name.
NAME = re.compile("[a-z0-9][a-z0-9.-]{0,63}")
KEYS = ("name", "base", "overrides", "budget")
LARGEST_FILE = 1 << 20
EXAMPLE = '{"base": "int8", "overrides": {"encoder/layer_5/*": "fp16"}}'


def find_recipe(name: str) -> Recipe:
    """A row by its name, `auto`, or what a .json file says. Raises UsageError that lists the accepted names."""
    if name.endswith(".json"):
        return read_recipe(Path(name))
    if name == AUTO.name:
        return AUTO
    if name not in RECIPES:
        raise UsageError(
            f"unknown recipe {name!r}", accepted=f"{', '.join(RECIPES)}, auto, or a .json file",
            hint="See `hfedge list recipes`.",
        )  # fmt: skip
    return RECIPES[name]


def read_recipe(path: Path) -> Recipe:
    """A recipe of a person's own: a row of the table, and other rows for weights by patterns of their names.

    {"name": optional, "base": a recipe, "overrides": {pattern: a recipe}, "budget": optional, as in recipes.Budget}.
    The first pattern that a name has counts. Raises UsageError.
    """
    found = _read_json(path)
    where, accepted = str(path), f"an object with {', '.join(KEYS)}, such as {EXAMPLE}"
    unknown = [key for key in found if key not in KEYS]
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r}", where=where, accepted=accepted)
    name, base, overrides = found.get("name", path.stem), found.get("base"), found.get("overrides", {})
    if not isinstance(name, str) or not NAME.fullmatch(name) or name in RECIPES or name == AUTO.name:
        raise UsageError(
            f"the recipe cannot be called {name!r}", where=where,
            accepted=f"lower-case letters, digits, dots and hyphens, and none of {', '.join(RECIPES)}, auto",
        )  # fmt: skip
    if not isinstance(overrides, dict):
        raise UsageError("overrides is no object", where=where, accepted=accepted)
    for row in (base, *overrides.values()):
        if row not in RECIPES:
            raise UsageError(f"unknown recipe {row!r}", where=where, accepted=", ".join(RECIPES))
    budget = _read_budget(found["budget"], where) if "budget" in found else None
    recipe = derived(name, base, tuple(overrides.items()), budget)
    if not recipe.targets:
        rows = "; ".join(f"{row} is written as {', '.join(RECIPES[row].targets)}" for row in recipe.rows)
        raise UsageError(f"no format has all of {', '.join(recipe.rows)}", where=where, accepted=rows)
    return recipe


def _read_json(path: Path) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as file:
            found = json.loads(file.read(LARGEST_FILE))
    except (OSError, ValueError) as error:
        raise UsageError(f"the recipe cannot be read ({error})", where=str(path), accepted=EXAMPLE) from error
    if not isinstance(found, dict):
        raise UsageError("the recipe is no JSON object", where=str(path), accepted=EXAMPLE)
    return found


def _read_budget(found: Any, where: str) -> Budget:
    names = [field.name for field in fields(Budget) if field.name != "reason"]
    known = isinstance(found, dict) and all(
        key in (*names, "reason") and isinstance(value, str if key == "reason" else (int, float))
        for key, value in found.items()
    )
    if not known:
        accepted = f"an object with {', '.join(names)}, reason"
        raise UsageError("the budget cannot be read", where=where, accepted=accepted)
    return Budget(**{"reason": "as the recipe says", **found})


# Older runtimes that a .tflite can be made for, and the rows that each runs right, the smallest first: the first is
# its default. docs/compatibility.md says how that was found out; all else is refused there, or gives wrong numbers.
LEGACY: dict[str, tuple[str, ...]] = {"tflite-2.14": ("int8-weights", "fp32")}
LEGACY_OLDEST = {"tflite-2.14": "tflite-runtime 2.14.0"}

# How --budget calls what a Budget holds, and how its numbers are read.
MEASURES = {
    "label-agreement": "label_agreement",
    "labels-kept": "labels_kept",
    "cosine": "mean_cosine",
    "min-cosine": "min_cosine",
    "max-diff": "max_abs_diff",
    "max-size": "max_bytes",
}
UNITS = {"": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9}
SHARES = ("label-agreement", "labels-kept", "cosine", "min-cosine")


def parse_budget(text: str) -> Budget:
    """label-agreement=0.99,cosine=0.995,max-size=25MB -> the Budget. Raises UsageError."""
    accepted = "label-agreement=0.99,labels-kept=0.99,cosine=0.995,min-cosine=0.97,max-diff=0.05,max-size=25MB"
    found: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name not in MEASURES or MEASURES[name] in found:
            raise UsageError(f"the budget {part!r} is not known, or there twice", accepted=f"some of {accepted}")
        found[MEASURES[name]] = _number(name, value, part, accepted)
    if not found:
        raise UsageError("the budget is empty", accepted=f"some of {accepted}")
    return Budget(f"as asked: {text}", **found)


def _number(name: str, value: str, part: str, accepted: str) -> float | int:
    match = re.fullmatch(r"([0-9]*\.?[0-9]+(?:e-?[0-9]+)?)\s*([KMG]?B|%|)", value, re.IGNORECASE)
    unit = match.group(2).upper() if match else None
    if not match or (unit == "%" and name not in SHARES) or (unit not in ("", "%") and name != "max-size"):
        raise UsageError(f"the budget {part!r} cannot be read", accepted=f"some of {accepted}")
    number = float(match.group(1)) * (0.01 if unit == "%" else UNITS[unit])
    if name in SHARES and number > 1:
        raise UsageError(f"the budget {part!r} is beyond 1", accepted="a share up to 1, such as 0.99 or 99%")
    return int(number) if name == "max-size" else number


def choose(
    targets: tuple[str, ...] | None,
    recipes: tuple[str, ...] | None,
    budget: Budget | None = None,
    legacy: str | None = None,
    tokenizers: tuple[str, ...] = TOKENIZERS[:1],
) -> list[tuple[str, Recipe]]:
    """(target, recipe) of every file to write.

    Without `recipes` each target takes its default; without `targets` all that accept one of the recipes are
    written. budget: instead of each recipe's own; legacy: a runtime of LEGACY, which .tflite files are for; tokenizers:
    of TOKENIZERS, what reads the text. Raises UsageError for a pair that nobody can write.
    """
    unknown = [name for name in tokenizers if name not in TOKENIZERS]
    if unknown or not tokenizers:
        raise UsageError(f"unknown tokenizer {', '.join(unknown) or 'none'!r}", accepted=", ".join(TOKENIZERS))
    chosen = _chosen(targets, recipes, _defaults(targets, recipes, legacy))
    _refuse_twins(chosen)
    for target, row in chosen if legacy else ():
        _check_legacy(target, row, legacy)
    if "tf-text" in tokenizers and legacy:
        raise UsageError(f"--legacy-runtime {legacy} with --tokenizer tf-text", accepted="one of them",
                         hint="That runtime has none of TF Text's ops.")  # fmt: skip
    if tokenizers == ("tf-text",):
        chosen = _tf_text_alone(chosen, any_target=not targets, any_recipe=not recipes)
    elif "tf-text" in tokenizers:
        chosen += _tf_text_variants(chosen) or _refuse_tf_text(*chosen[0])
    return [(target, with_budget(row, budget)) for target, row in chosen]


def _tf_text_variants(chosen: list[tuple[str, Recipe]]) -> list[tuple[str, Recipe]]:
    """Those of the pairs that TF Text's ops can read the text for, as the targets that they then are."""
    return [
        (TF_TEXT_TARGETS[target], row) for target, row in chosen
        if target in TF_TEXT_TARGETS and row is not AUTO and set(row.rows) <= set(TF_TEXT_RECIPES)
    ]  # fmt: skip


def _tf_text_alone(chosen: list[tuple[str, Recipe]], any_target: bool, any_recipe: bool) -> list[tuple[str, Recipe]]:
    """any_target, any_recipe: whether a person named none, so that some may go without. Raises UsageError for a pair
    that was asked for and cannot be written."""
    variants = _tf_text_variants(chosen)
    for target, row in chosen:
        written = _tf_text_variants([(target, row)])
        spared = any_target and (any_recipe or any(other == row for _, other in variants))
        if not written and not spared:
            _refuse_tf_text(target, row)
    return variants


def _refuse_tf_text(target: str, row: Recipe) -> NoReturn:
    raise UsageError(
        f"{target.replace('_', '-')} {row.name} with TF Text's ops",
        accepted=f"tflite as {', '.join(TF_TEXT_RECIPES)}; saved-model as fp32",
        hint="With --tokenizer compiled,tf-text the other formats and recipes get hfedge's own tokenizer.",
    )


def _defaults(
    targets: tuple[str, ...] | None, recipes: tuple[str, ...] | None, legacy: str | None
) -> dict[str, tuple[str, ...]]:
    if legacy is None:
        return DEFAULT_RECIPES
    if legacy not in LEGACY:
        raise UsageError(f"unknown runtime {legacy!r}", accepted=", ".join(LEGACY))
    if targets and "tflite" not in targets:
        raise UsageError(f"--legacy-runtime {legacy} is of tflite files", accepted="tflite among the formats of --to")
    return {**DEFAULT_RECIPES, "tflite": LEGACY[legacy][:1]}


def _check_legacy(target: str, row: Recipe, legacy: str) -> None:
    wrong = [name for name in row.rows if target == "tflite" and row is not AUTO and name not in LEGACY[legacy]]
    if wrong:
        raise UsageError(
            f"{LEGACY_OLDEST[legacy]} does not run {wrong[0]} right", accepted=f"{', '.join(LEGACY[legacy])}, auto"
        )


def _chosen(
    targets: tuple[str, ...] | None, recipes: tuple[str, ...] | None, defaults: dict[str, tuple[str, ...]]
) -> list[tuple[str, Recipe]]:
    unknown = [target for target in targets or () if target not in TARGETS]
    if unknown:
        raise UsageError(f"unknown target {unknown[0]!r}", accepted=", ".join(TARGETS))
    if not recipes:
        return [(target, RECIPES[name]) for target in targets or TARGETS for name in defaults[target]]
    rows = [find_recipe(name) for name in recipes]
    chosen = [(target, row) for target in targets or TARGETS for row in rows if target in row.targets]
    written = {row.name: f"{row.name} is written as {', '.join(row.targets)}" for row in rows}
    _refuse_idle("recipe", written, {row.name for _, row in chosen})
    taken = {name: ", ".join(row.name for row in RECIPES.values() if name in row.targets) for name in targets or ()}
    _refuse_idle("target", {k: f"{k} takes {v}" for k, v in taken.items()}, {target for target, _ in chosen})
    return chosen


def with_budget(row: Recipe, budget: Budget | None) -> Recipe:
    """The recipe, judged by another budget where there is one."""
    if budget is None:
        return row
    return replace(row, budget=budget, base=row.base or ("" if row is AUTO else row.name))


def _refuse_idle(what: str, asked: dict[str, str], used: set[str]) -> None:
    """asked: names to what would go with each."""
    for name, accepted in asked.items():
        if name not in used:
            raise UsageError(f"{what} {name} fits nothing else that was asked for", accepted=accepted)


def _refuse_twins(chosen: list[tuple[str, Recipe]]) -> None:
    """Two recipes of one name would be one file."""
    names: dict[tuple[str, str], Recipe] = {}
    for target, row in chosen:
        if names.setdefault((target, row.name), row) != row:
            raise UsageError(f"two recipes are called {row.name!r}", accepted='a "name" of its own in each file')
