"""Files of TF Text's ops, through the registrar, from text; and where their tokens may differ from the reference's.

TF Text is no Hugging Face tokenizer, and no conversion can make it one. So of these files alone the ids may differ, as
long as it is said of which texts and why: a difference that no class of tf_text/classes.py explains is a failure, and
so is more than MOST_DIFFERING of the texts. All numbers of the report are those of the texts whose ids are equal, which
show what the recipe did to the weights, by the recipe's own budget; what becomes of a text that is read otherwise is
reported of each. Offsets are TF Text's own: of how many texts they differ is reported.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.data.record import Text
from hfedge.emit import Artifact
from hfedge.lazy import tf_text
from hfedge.manifest import Manifest, TokenDifferences, Tokenizer
from hfedge.parity.calls import Answer, without_padding
from hfedge.parity.reference import Expected
from hfedge.parity.texts import is_built_in
from hfedge.tf_text import is_installed
from hfedge.tf_text.classes import UNEXPLAINED, class_of, differing_part

# Of the built-in texts a tenth holds what the two read differently, since half of them were chosen to be difficult. On
# twice as many the file is another model than the original for the texts at hand, and hfedge's own tokenizer is not.
MOST_DIFFERING = 0.2


@dataclass(frozen=True)
class IdDifference:
    """A text whose ids differ: the part of it that does (both texts of a pair), its class, both readings' ids, and what
    becomes of the answer: its largest difference, and whether the best label is the same."""

    text: Text
    part: str
    kind: str
    original_ids: tuple[int, ...]
    edge_ids: tuple[int, ...]
    max_abs_diff: float
    label_equal: float | None


@dataclass(frozen=True)
class Apart:
    """Which texts are compared as ever (places of those with equal ids), and what is told of the others; offsets: of
    how many of the first only the offsets differ."""

    same: tuple[int, ...]
    differences: tuple[IdDifference, ...]
    offsets: int

    @property
    def most(self) -> int:
        """How many texts may have other ids."""
        return int(MOST_DIFFERING * (len(self.same) + len(self.differences)))

    @property
    def unexplained(self) -> tuple[IdDifference, ...]:
        return tuple(item for item in self.differences if item.kind == UNEXPLAINED)

    @property
    def failures(self) -> tuple[str, ...]:
        found, total = [], len(self.same) + len(self.differences)
        if self.unexplained:
            places = f"{len(self.unexplained)} texts for no known reason, such as {self.unexplained[0].part!r}"
            found.append(f"token ids differ in {places}")
        if len(self.differences) > self.most:
            classes = ", ".join(f"{name} {count}" for name, count in self.classes.items())
            found.append(f"token ids differ in {len(self.differences)} of {total} texts ({classes}), at most "
                         f"{self.most}: hfedge's own tokenizer (--tokenizer compiled) reads them as the "
                         "original does")  # fmt: skip
        return tuple(found)

    @property
    def classes(self) -> dict[str, int]:
        return dict(sorted(Counter(item.kind for item in self.differences).items()))

    def to_json(self) -> dict[str, Any]:
        """JSON types, for parity.json."""
        return {
            "texts": len(self.differences), "most": self.most, "unexplained": len(self.unexplained),
            "classes": self.classes, "offsets": self.offsets, "differences": list(map(asdict, self.differences)),
        }  # fmt: skip

    def summary(self) -> TokenDifferences:
        """What the manifest keeps: a person's own texts are not named there."""
        which = tuple(item.text for item in self.differences if is_built_in(item.text))
        return TokenDifferences(len(self.differences), self.classes, which, self.offsets)


def told_apart(
    expected: Sequence[Expected], answers: Sequence[Answer], cases: Sequence[Any], tokenizer: Tokenizer
) -> Apart:
    """cases: a CaseResult of each text; tokenizer: as the manifest has it."""
    same = tuple(place for place, (want, got) in enumerate(zip(expected, answers)) if want.ids == got.ids)
    differences = tuple(
        _difference(expected[case.place], answers[case.place], case, tokenizer)
        for case in cases if case.place not in set(same)
    )  # fmt: skip
    offsets = sum(answers[place].offsets not in (None, expected[place].offsets) for place in same)
    return Apart(same, differences, offsets)


def _difference(want: Expected, got: Answer, case: Any, tokenizer: Tokenizer) -> IdDifference:
    if len(want.text) == 1:
        part = differing_part(want.text[0], (want.ids, got.ids), (want.offsets, got.offsets))
    else:
        part = "\n".join(want.text)
    kind = class_of(tokenizer.kind, part, tuple(tokenizer.special_tokens.values()))
    return IdDifference(want.text, part, kind, want.ids, got.ids, case.max_abs_diff, case.label_equal)


class TfTextModel:
    """A .tflite of TF Text's ops in LiteRT's interpreter, one thread; `run` takes texts as bytes."""

    def __init__(self, path: Path):
        registerers = tf_text.tflite_registrar.SELECT_TFTEXT_OPS
        from ai_edge_litert.interpreter import InterpreterWithCustomOps

        self._interpreter = InterpreterWithCustomOps(
            custom_op_registerers=registerers, model_path=str(path), num_threads=1
        )

    def run(self, signature: str, *texts: bytes) -> dict[str, np.ndarray]:
        """-> the outputs by name, with the batch of one."""
        names = ("text", "text_pair")[: len(texts)]
        inputs = {name: np.array([text], object) for name, text in zip(names, texts)}
        return self.call(signature, **inputs)

    def call(self, signature: str, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        return self._interpreter.get_signature_runner(signature)(**inputs)


def answer_tflite(folder: Path, manifest: Manifest, artifact: Artifact, texts: Sequence[Text]) -> list[Answer]:
    model = TfTextModel(folder / artifact.files[0].path)
    found = []
    for text in texts:
        parts, end = [part.encode() for part in text], "_pair" if len(text) == 2 else ""
        tokens = model.run(f"tokenize{end}", *parts)
        outputs = {name: value[0] for name, value in model.run(f"serve{end}", *parts).items()}
        found.append(answer_of(tokens, outputs, manifest))
    return found


def answer_of(tokens: dict[str, np.ndarray], outputs: dict[str, np.ndarray], manifest: Manifest) -> Answer:
    """tokens: of `tokenize`, with a batch of one; outputs: of `serve`, without."""
    count = int(tokens["attention_mask"].sum())
    offsets = tuple(map(tuple, tokens["offsets"][0, :count].tolist())) if "offsets" in tokens else None
    return Answer(
        tuple(tokens["input_ids"][0, :count].tolist()), offsets, without_padding(outputs, manifest, count)
    )  # fmt: skip


def version() -> str | None:
    """Of tensorflow-text, None where it is not installed."""
    return tf_text.__version__ if is_installed() else None
