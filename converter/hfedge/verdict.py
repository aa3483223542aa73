"""What the manifest keeps of the parity check: a verdict for each artifact."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class TokenDifferences:
    """Of an artifact that TF Text's ops read the text for: of how many texts the ids differ from the reference's; by
    class (tf_text/classes.py), of how many; which of the built-in texts these are; of how many other texts the offsets
    differ."""

    texts: int
    classes: Mapping[str, int]
    which: tuple[tuple[str, ...], ...]
    offsets: int


@dataclass(frozen=True)
class Verdict:
    """One artifact against the reference in one runtime; the last three numbers are None where the task has none. Where
    ids may differ, `differences` says where, and the numbers are those of the texts whose ids are equal."""

    target: str
    recipe: str
    runtime: str
    passed: bool
    texts: int
    ids_equal: bool
    max_abs_diff: float
    mean_cosine: float | None = None
    min_cosine: float | None = None
    label_agreement: float | None = None
    differences: TokenDifferences | None = None

    def to_dict(self) -> dict[str, Any]:
        found = asdict(self)
        if found["differences"] is None:
            del found["differences"]
        else:
            found["differences"]["which"] = [list(texts) for texts in found["differences"]["which"]]
        return found

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Verdict":
        if "differences" not in found:
            return cls(**found)
        differences = TokenDifferences(**found["differences"])
        which = tuple(map(tuple, differences.which))
        return cls(**{**found, "differences": replace(differences, which=which)})
