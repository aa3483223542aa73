"""Whether a metric of the training got better, as Keras' ModelCheckpoint asks it."""

import math
import re
from collections.abc import Mapping
from typing import Any

from hfedge.errors import UsageError

# What metrics are called at their end, as Keras names them: val_loss, output_a_accuracy, f1_score, auc_1.
FALLING = ("loss", "error", "crossentropy", "divergence", "hinge", "perplexity", "mse", "mae", "mape", "msle", "rmse")
RISING = (
    "accuracy", "acc", "auc", "precision", "recall", "f1", "f1_score", "fbeta_score", "fmeasure", "r2_score",
    "cosine_similarity", "correlation", "pearson", "spearman", "exact_match", "mrr", "iou",
)  # fmt: skip
MODES = ("auto", "min", "max")


class Monitor:
    """best: the metric's best value so far, None before there is one.

    Raises UsageError for a mode that is none, and where "auto" does not know which way a metric gets better.
    """

    def __init__(self, name: str, mode: str):
        if mode not in MODES:
            raise UsageError(f"mode={mode!r}", accepted=", ".join(MODES))
        self.name, self.mode = name, _direction(name) if mode == "auto" else mode
        self.best: float | None = None

    def read(self, logs: Mapping[str, Any]) -> float:
        """Its value. Raises UsageError where `fit` does not say it."""
        try:
            return float(logs[self.name])
        except (KeyError, TypeError, ValueError) as error:
            there = ", ".join(sorted(logs)) or "none: is it compiled?"
            raise UsageError(f"there is no metric {self.name!r}", where="the training's logs", accepted=there,
                             hint="A val_ one needs validation_data.") from error  # fmt: skip

    def improves(self, value: float) -> bool:
        if math.isnan(value):
            return False
        return self.best is None or (value < self.best if self.mode == "min" else value > self.best)


def _direction(name: str) -> str:
    plain = re.sub(r"_\d+$", "", name.lower())
    for mode, endings in (("min", FALLING), ("max", RISING)):
        if any(plain == ending or plain.endswith(f"_{ending}") for ending in endings):
            return mode
    raise UsageError(f"monitor={name!r} with mode='auto': it does not say whether it should fall or rise",
                     accepted="mode='min' or mode='max'")  # fmt: skip
