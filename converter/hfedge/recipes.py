"""How weights are stored, as data: one row per recipe, read by every emitter, by `plan` and by the parity check."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

FLOAT32, FLOAT16, INT8, UINT8, UINT16 = "float32", "float16", "int8", "uint8", "uint16"
INT4 = "int4"
INT8_WEIGHTS = "int8-weights"  # int8 made float32 when the file is loaded
INT8_STATIC = "int8-static"  # int8, and so is what the layers read and give, with steps known beforehand


@dataclass(frozen=True)
class Budget:
    """How far an artifact may be from the original, and why just so far.

    max_abs_diff bounds every output number; the cosines are the mean and the least over the parity texts;
    label_agreement is the share of texts whose label stays, labels_kept that share with near-ties apart (see
    parity/compare.py); max_bytes bounds all files of the artifact. None: not asked.

    `reason` says where the numbers come from.
    """

    reason: str
    max_abs_diff: float | None = None
    mean_cosine: float | None = None
    min_cosine: float | None = None
    labels_kept: float | None = None
    label_agreement: float | None = None
    max_bytes: int | None = None


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
    """weights: how matrices and tables are stored; overrides: (pattern, name of the recipe) for weights whose names
    have the pattern (see Forms); activations stay float32. targets: who can write it. base: the row of RECIPES that a
    recipe with overrides, or with a budget of its own, was made of; "" for the rows themselves. use: when to take it,
    where another is smaller or faster."""

    name: str
    summary: str
    weights: str
    targets: tuple[str, ...]
    budget: Budget
    overrides: tuple[tuple[str, str], ...] = ()
    base: str = ""
    use: str = ""

    @property
    def forms(self) -> Forms:
        return Forms(self.weights, tuple((pattern, RECIPES[name].weights) for pattern, name in self.overrides))

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of RECIPES that its weights are stored by."""
        return tuple(dict.fromkeys((self.base or self.name, *(name for _, name in self.overrides))))

    def row_of(self, weight: str) -> str:
        """The row of RECIPES that a weight is stored by."""
        return next((name for pattern, name in self.overrides if fnmatchcase(weight, pattern)), self.rows[0])

    @property
    def calibrated(self) -> bool:
        """Whether it is fitted to texts that the model is run on."""
        return self.name == AUTO.name or self.forms.any(INT4) or self.forms.any(INT8_STATIC)


RECIPES: dict[str, Recipe] = {
    "fp32": Recipe(
        "fp32", "weights as in the checkpoint", FLOAT32, ("tflite", "tfjs", "saved_model"),
        Budget("the same float32 arithmetic in another order of additions", max_abs_diff=1e-4, min_cosine=0.99999,
               labels_kept=1.0),
        use="the original to the last digits, for comparing and for SavedModel",
    ),
    "fp16": Recipe(
        "fp16", "weights as float16, half the size", FLOAT16, ("tflite", "tfjs"),
        Budget("float16 keeps 11 bits of each weight, a relative error of 5e-4", max_abs_diff=5e-2, mean_cosine=0.9999,
               min_cosine=0.999, labels_kept=0.99),
        use="nearly exact at half the size; GPU delegates compute in float16 anyway",
    ),
    "int8": Recipe(
        "int8", "weights as int8 with a scale per output channel, embeddings with a scale per row, "
        "activations quantized as they come", INT8, ("tflite",),
        Budget("7 bits of each weight and 8 of each activation: the noise measured on MiniLM is a cosine of 0.998",
               mean_cosine=0.995, min_cosine=0.98, labels_kept=0.98),
        use="the default on phones: a quarter of the size, and the fastest on a CPU",
    ),
    "int8-weights": Recipe(
        "int8-weights", "weights as in int8, made float32 as the file is loaded: nearer to the original than int8, as "
        "slow and as large in memory as fp32; tflite-runtime 2.14 runs it", INT8_WEIGHTS, ("tflite",),
        Budget("7 bits of each weight: measured on MiniLM a mean cosine of 0.9995 and a least one of 0.998",
               mean_cosine=0.998, min_cosine=0.99, labels_kept=0.98),
        use="nearer to the original than int8 at its size, at the speed of fp32; for tflite-runtime 2.14",
    ),
    "int4": Recipe(
        "int4", "weights and embeddings in 4 bits with a scale per block, rounded by what the layers read in the texts "
        "of calibration; what 4 bits would move too far is int8; activations quantized as they come", INT4,
        ("tflite",),
        Budget("15 levels of each weight: measured on MiniLM, in 13.5 MB, a mean cosine of 0.985 and a least of 0.949",
               mean_cosine=0.97, min_cosine=0.9, labels_kept=0.93),
        use="the smallest file; check it on texts of your own",
    ),
    "int8-static": Recipe(
        "int8-static", "weights as in int8; what large layers read and give is int8 with steps fixed by the texts of "
        "calibration, for NPUs that take nothing else; the rest is float32", INT8_STATIC, ("tflite",),
        Budget("8 bits of what a layer reads and gives, the same for every text: measured on MiniLM a mean cosine of "
               "0.997 and a least of 0.988", mean_cosine=0.98, min_cosine=0.92, labels_kept=0.95),
        use="NPUs that compute in int8 alone; on a CPU int8 is smaller and faster",
    ),
    "uint8": Recipe(
        "uint8", "weights as uint8 with one scale per matrix (TF.js's own format), expanded to float32 on load", UINT8,
        ("tfjs",),
        Budget("one scale per matrix, measured on MiniLM: a mean cosine of 0.987", mean_cosine=0.98,
               min_cosine=0.93, labels_kept=0.95),
        use="the smallest download for a web page; check it on texts of your own",
    ),
    "uint16": Recipe(
        "uint16", "weights as uint16 with one scale per matrix (TF.js's own format), half the size; for weights whose "
        "exponents float16 has not", UINT16, ("tfjs",),
        Budget("65,535 steps over a matrix's range, measured on MiniLM: least cosine 0.999999, largest difference 3e-4 "
               "(fp16: 1.5e-4); a matrix with outliers has longer steps", max_abs_diff=5e-2, mean_cosine=0.9999,
               min_cosine=0.999, labels_kept=0.99),
        use="where fp16 cannot hold the weights; else fp16 has the same size and is nearer",
    ),
}  # fmt: skip

# What each target gives unless told otherwise: the smallest recipe that keeps the answers.
DEFAULT_RECIPES: dict[str, tuple[str, ...]] = {"tflite": ("int8",), "tfjs": ("fp16",), "saved_model": ("fp32",)}
TARGETS = tuple(DEFAULT_RECIPES)

# What formats are called where TF Text's ops read the text (--tokenizer tf-text), and the rows that these take. They
# are targets of their own, so that who looks for a file of built-in ops never meets one of custom ops.
TF_TEXT_TARGETS = {"tflite": "tflite_tf_text", "saved_model": "saved_model_tf_text"}
TF_TEXT_RECIPES = ("fp32", "fp16", "int8")
TOKENIZERS = ("compiled", "tf-text")

# Not a way to store weights: the smallest of them that stays inside the budget is looked for (see auto/).
AUTO = Recipe(
    "auto", "the smallest recipe inside the budget, with the layers that hurt kept wider", "", ("tflite", "tfjs"),
    Budget("what most uses of a classifier or an embedding do not notice", mean_cosine=0.995, min_cosine=0.97,
           label_agreement=0.99),
    use="when size counts, and minutes of trying do not",
)  # fmt: skip


def derived(name: str, base: str, overrides: tuple[tuple[str, str], ...] = (), budget: Budget | None = None) -> Recipe:
    """A recipe made of a row of RECIPES, for targets that have all the rows it names."""
    row = RECIPES[base]
    targets = tuple(target for target in row.targets if all(target in RECIPES[wider].targets for _, wider in overrides))
    summary = f"{base}, but for weights named by {len(overrides)} patterns" if overrides else row.summary
    return Recipe(name, summary, row.weights, targets, budget or row.budget, overrides, base)
