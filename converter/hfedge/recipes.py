"""How weights are stored, as data: one row per recipe, read by every emitter, by `plan` and by the parity check."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from hfedge.errors import UsageError

FLOAT32, FLOAT16, INT8, UINT8, UINT16 = "float32", "float16", "int8", "uint8", "uint16"
INT4 = "int4"
INT8_WEIGHTS = "int8-weights"  # int8 made float32 when the file is loaded
INT8_STATIC = "int8-static"  # int8, and so is what the layers read and give, with steps known beforehand


@dataclass(frozen=True)
class Budget:
    """How far an artifact may be from the original, and why just so far.

    max_abs_diff bounds every output number; the cosines are the mean and the least over the parity texts; labels_kept
    is the share of texts whose label stays, near-ties apart (see parity/compare.py). None: not asked.

    `reason` says where the number comes from.
    """

    reason: str
    max_abs_diff: float | None = None
    mean_cosine: float | None = None
    min_cosine: float | None = None
    labels_kept: float | None = None


@dataclass(frozen=True)
class Forms:
    """How each weight of a file is stored: `weights`, or what goes with the first pattern of `overrides` that its name
    has (as file names are matched: encoder/layer_5/*, *kernel)."""

    weights: str
    overrides: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> str:
        return next((form for pattern, form in self.overrides if fnmatchcase(name, pattern)), self.weights)

    def any(self, form: str) -> bool:
        return form in (self.weights, *(found for _, found in self.overrides))


@dataclass(frozen=True)
class Recipe:
    """weights: how matrices and tables are stored, but those whose names have a pattern of `overrides` (see Forms);
    activations stay float32. targets: who can write it."""

    name: str
    summary: str
    weights: str
    targets: tuple[str, ...]
    budget: Budget
    overrides: tuple[tuple[str, str], ...] = ()

    @property
    def forms(self) -> Forms:
        return Forms(self.weights, self.overrides)


RECIPES: dict[str, Recipe] = {
    "fp32": Recipe(
        "fp32", "weights as in the checkpoint", FLOAT32, ("tflite", "tfjs", "saved_model"),
        Budget("the same float32 arithmetic in another order of additions", max_abs_diff=1e-4, min_cosine=0.99999,
               labels_kept=1.0),
    ),
    "fp16": Recipe(
        "fp16", "weights as float16, half the size", FLOAT16, ("tflite", "tfjs"),
        Budget("float16 keeps 11 bits of each weight, a relative error of 5e-4", max_abs_diff=5e-2, mean_cosine=0.9999,
               min_cosine=0.999, labels_kept=0.99),
    ),
    "int8": Recipe(
        "int8", "weights as int8 with a scale per output channel, embeddings with a scale per row, "
        "activations quantized as they come", INT8, ("tflite",),
        Budget("7 bits of each weight and 8 of each activation: the noise measured on MiniLM is a cosine of 0.998",
               mean_cosine=0.995, min_cosine=0.98, labels_kept=0.98),
    ),
    "int8-weights": Recipe(
        "int8-weights", "weights as in int8, made float32 as the file is loaded: nearer to the original than int8, as "
        "slow and as large in memory as fp32; tflite-runtime 2.14 runs it", INT8_WEIGHTS, ("tflite",),
        Budget("7 bits of each weight: measured on MiniLM a mean cosine of 0.9995 and a least one of 0.998",
               mean_cosine=0.998, min_cosine=0.99, labels_kept=0.98),
    ),
    "int4": Recipe(
        "int4", "weights and embeddings in 4 bits with a scale per block, rounded by what the layers read in the "
        "built-in texts; what 4 bits would move too far is int8; activations quantized as they come", INT4, ("tflite",),
        Budget("15 levels of each weight: measured on MiniLM, in 14.5 MB, a mean cosine of 0.982 and a least of 0.949",
               mean_cosine=0.97, min_cosine=0.9, labels_kept=0.93),
    ),
    "int8-static": Recipe(
        "int8-static", "weights as in int8; what large layers read and give is int8 with steps fixed by the built-in "
        "texts, for NPUs that take nothing else; the rest is float32", INT8_STATIC, ("tflite",),
        Budget("8 bits of what a layer reads and gives, the same for every text: measured on MiniLM a mean cosine of "
               "0.997 and a least of 0.985", mean_cosine=0.98, min_cosine=0.92, labels_kept=0.95),
    ),
    "uint8": Recipe(
        "uint8", "weights as uint8 with one scale per matrix (TF.js's own format), expanded to float32 on load", UINT8,
        ("tfjs",),
        Budget("one scale per matrix, measured on MiniLM: a mean cosine of 0.987", mean_cosine=0.98,
               min_cosine=0.93, labels_kept=0.95),
    ),
    "uint16": Recipe(
        "uint16", "weights as uint16 with one scale per matrix (TF.js's own format), half the size; for weights whose "
        "exponents float16 has not", UINT16, ("tfjs",),
        Budget("65,535 steps over a matrix's range, measured on MiniLM: least cosine 0.999999, largest difference 3e-4 "
               "(fp16: 1.5e-4); a matrix with outliers has longer steps", max_abs_diff=5e-2, mean_cosine=0.9999,
               min_cosine=0.999, labels_kept=0.99),
    ),
}  # fmt: skip

# What each target gives unless told otherwise: the smallest recipe that keeps the answers.
DEFAULT_RECIPES: dict[str, tuple[str, ...]] = {"tflite": ("int8",), "tfjs": ("fp16",), "saved_model": ("fp32",)}
TARGETS = tuple(DEFAULT_RECIPES)


def find_recipe(name: str) -> Recipe:
    """Raises UsageError that lists the accepted names."""
    if name not in RECIPES:
        raise UsageError(f"unknown recipe {name!r}", accepted=", ".join(RECIPES), hint="See `hfedge list recipes`.")
    return RECIPES[name]


def choose(targets: tuple[str, ...] | None, recipes: tuple[str, ...] | None) -> list[tuple[str, Recipe]]:
    """(target, recipe) of every file to write.

    Without `recipes` each target takes its default; without `targets` all that accept one of the recipes are
    written. Raises UsageError for a pair that nobody can write.
    """
    unknown = [target for target in targets or () if target not in TARGETS]
    if unknown:
        raise UsageError(f"unknown target {unknown[0]!r}", accepted=", ".join(TARGETS))
    if not recipes:
        return [(target, RECIPES[name]) for target in targets or TARGETS for name in DEFAULT_RECIPES[target]]
    rows = [find_recipe(name) for name in recipes]
    chosen = [(target, row) for target in targets or TARGETS for row in rows if target in row.targets]
    written = {row.name: f"{row.name} is written as {', '.join(row.targets)}" for row in rows}
    _refuse_idle("recipe", written, {row.name for _, row in chosen})
    taken = {name: ", ".join(row.name for row in RECIPES.values() if name in row.targets) for name in targets or ()}
    _refuse_idle("target", {k: f"{k} takes {v}" for k, v in taken.items()}, {target for target, _ in chosen})
    return chosen


def _refuse_idle(what: str, asked: dict[str, str], used: set[str]) -> None:
    """asked: names to what would go with each."""
    for name, accepted in asked.items():
        if name not in used:
            raise UsageError(f"{what} {name} fits nothing else that was asked for", accepted=accepted)
