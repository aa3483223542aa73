"""Golden vectors: what an artifact gave for a few texts where it was converted. A runtime elsewhere runs them again, to
know that its engine computes the same on that device: `model.verify()` of the browser's runtime.

They are small (the manifest holds them): few short texts, of one output every n-th number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

SAMPLES = 8
DIGITS = 6
LEAST_BYTES, MOST_BYTES, MOST_OF_PAIR = 4, 60, 100
# How far another engine may be from these numbers, as a share of the largest of them. Measured in Chromium beside
# LiteRT: 1e-6 of it, float32 and int8 alike. But where activations are quantized as they come, a number that is nearly
# between two steps may fall to the other side on another processor, and a step is 1/127 of the largest of its row.
FLOAT_SHARE, QUANTIZED_SHARE = 1e-3, 0.02


@dataclass(frozen=True)
class GoldenText:
    """A text, or a pair, with the token ids and the offsets in bytes that every artifact gives."""

    text: tuple[str, ...]
    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def to_dict(self) -> dict[str, Any]:
        pair = {"pair": self.text[1]} if len(self.text) == 2 else {}
        return {"text": self.text[0], **pair, "ids": list(self.ids), "offsets": [list(span) for span in self.offsets]}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "GoldenText":
        text = (found["text"], found["pair"]) if "pair" in found else (found["text"],)
        return cls(text, tuple(found["ids"]), tuple((start, end) for start, end in found["offsets"]))


@dataclass(frozen=True)
class Sample:
    """Of the first `of` numbers of an output, flat, every n-th: n = ceil(of / SAMPLES), the first included."""

    of: int
    values: tuple[float, ...]

    @classmethod
    def take(cls, output: np.ndarray) -> "Sample":
        """output: any shape, of the text's own tokens alone where it has a row for every token."""
        flat = output.reshape(-1)
        step = max(1, -(-flat.size // SAMPLES))
        return cls(flat.size, tuple(float(f"{number:.{DIGITS}g}") for number in flat[::step].tolist()))


@dataclass(frozen=True)
class Vectors:
    """An artifact's numbers for the manifest's golden texts, in their order. output: whose; tolerance: how far another
    engine may be from any of them."""

    output: str
    tolerance: float
    texts: tuple[Sample, ...]

    @classmethod
    def of(cls, output: str, answers: Sequence[np.ndarray], quantized: bool) -> "Vectors":
        """answers: the output for each golden text. quantized: activations are, not the weights alone."""
        largest = max(float(np.abs(answer).max(initial=0)) for answer in answers)
        tolerance = float(f"{largest * (QUANTIZED_SHARE if quantized else FLOAT_SHARE):.2g}")
        return cls(output, tolerance, tuple(map(Sample.take, answers)))

    def to_dict(self) -> dict[str, Any]:
        texts = [{"of": sample.of, "values": list(sample.values)} for sample in self.texts]
        return {**asdict(self), "texts": texts}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Vectors":
        texts = tuple(Sample(item["of"], tuple(item["values"])) for item in found["texts"])
        return cls(found["output"], found["tolerance"], texts)


def choose(texts: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Which of the texts become golden ones: short ones, an ASCII one, one that is not, a pair; at least the shortest
    of all."""
    sizes = [max(len(part.encode()) for part in text) for text in texts]
    short = [
        place for place, (text, size) in enumerate(zip(texts, sizes))
        if LEAST_BYTES <= size <= (MOST_OF_PAIR if len(text) == 2 else MOST_BYTES) and all(map(str.strip, text))
    ]  # fmt: skip
    kinds = (
        lambda text: len(text) == 1 and text[0].isascii(),
        lambda text: len(text) == 1 and not text[0].isascii(),
        lambda text: len(text) == 2,
    )
    found = [next((place for place in short if kind(texts[place])), None) for kind in kinds]
    return tuple(sorted({place for place in found if place is not None})) or (sizes.index(min(sizes)),)
