"""Write data/train.tsv: the individually written rows plus messages drawn from the hand-written phrase lists.

Each file in phrases/ is a small grammar: `[slot]` opens a section, each line below it is one choice, `(a|b)`
picks one part and `{slot}` is filled from its section. phrases/shared.txt holds the slots all labels share.
The same seed gives the same file, byte for byte. A message that is in data/held_out.tsv is drawn again.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
LABELS = (
    "billing_question",
    "cancel_subscription",
    "login_problem",
    "opening_hours",
    "order_status",
    "praise",
    "refund_request",
    "technical_problem",
)
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
SLOT = re.compile(r"\{(\w+)\}")
KEY_NEIGHBOURS = dict(zip("aeiostnlcu", "sropdrmkvi"))


def read_sections(path: Path) -> dict[str, list[str]]:
    """Sections of one phrase file by slot name."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            sections[name] = []
        elif line.strip() and not line.startswith("# "):
            sections[name].append(line)
    return sections


def read_rows(path: Path) -> list[tuple[str, str]]:
    """Rows of a `label<TAB>text` file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(label, text) for label, text in rows]


def fold(text: str) -> str:
    """What two texts must differ in to count as two: case and spacing do not."""
    return " ".join(text.casefold().split())


def typo(rng: random.Random, word: str) -> str:
    """One slip of the finger inside `word`: two letters swapped, one left out, doubled, or hit beside."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + KEY_NEIGHBOURS.get(word[at], word[at]) + word[at + 1 :]


@dataclass
class Writer:
    """Draws messages of one label."""

    sections: dict[str, list[str]]
    mood: str
    rng: random.Random = field(default_factory=random.Random)

    def expand(self, text: str) -> str:
        while CHOICE.search(text) or SLOT.search(text):
            text = CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), text)
            text = SLOT.sub(lambda found: self.rng.choice(self.sections[found[1]]), text)
        return re.sub(r" +([.,?!])", r"\1", " ".join(text.split()))

    def compose(self) -> str:
        """A message with, now and then, a greeting, an aside, a thank-you and an emoji around it."""
        parts = [self.expand("{message}")]
        if self.rng.random() < 0.22:
            parts.insert(0, self.expand("{open}") + self.rng.choice([",", ",", "!", " -", "", "."]))
        if self.rng.random() < 0.14:
            parts.insert(self.rng.choice([len(parts), len(parts) - 1]), self.expand("{aside}") + ".")
        if self.rng.random() < 0.2:
            parts.append(self.expand("{close}"))
        text = ""
        for part in parts:
            joint = "" if not text else (" " if text[-1] in ".,?!-" or self.rng.random() < 0.3 else ". ")
            text += joint + part
        if self.rng.random() < 0.1:
            moods = [self.mood, self.mood, "joy", "grief", "quiet"]
            text += " " + self.expand("{" + self.rng.choice(moods) + "}")
        return self.surface(text)

    def surface(self, text: str) -> str:
        """The ways in which people type: sentence case, no capitals, all capitals, no apostrophes, slips."""
        draw = self.rng.random()
        if draw < 0.5:
            text = text[0].upper() + text[1:]
        elif draw < 0.75:
            text = text.lower()
        elif draw < 0.8:
            text = text.upper()
        if self.rng.random() < 0.15:
            text = text.replace("'", "")
        if self.rng.random() < 0.1:
            text = text.rstrip("?.!")
        elif text[-1].isalnum() and self.rng.random() < 0.4:
            text += self.rng.choice([".", ".", "!", "!!"])
        if self.rng.random() < 0.15:
            words = text.split()
            long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
            if long:
                at = self.rng.choice(long)
                words[at] = typo(self.rng, words[at])
                text = " ".join(words)
        return text


def generate(per_label: int, seed: int, taken: set[str]) -> list[tuple[str, str]]:
    """`per_label` different messages for each label, none of them in `taken` (folded texts)."""
    shared = read_sections(HERE / "phrases" / "shared.txt")
    rows = []
    for label in LABELS:
        mood = "joy" if label == "praise" else "quiet" if label == "opening_hours" else "grief"
        sections = {**shared, **read_sections(HERE / "phrases" / f"{label}.txt")}
        writer = Writer(sections, mood, random.Random(f"{seed} {label}"))
        made = 0
        while made < per_label:
            text = writer.compose()
            if fold(text) in taken:
                continue
            taken.add(fold(text))
            rows.append((label, text))
            made += 1
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-label", type=int, default=700, help="generated rows per label (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2, help="default: %(default)s")
    parser.add_argument("--out", type=Path, default=HERE / "data" / "train.tsv", help="default: data/train.tsv")
    options = parser.parse_args()
    written = read_rows(HERE / "data" / "written.tsv")
    held_out = read_rows(HERE / "data" / "held_out.tsv")
    taken = {fold(text) for _, text in written + held_out}
    rows = written + generate(options.per_label, options.seed, taken)
    lines = "".join(f"{label}\t{text}\n" for label, text in rows)
    options.out.write_bytes(lines.encode("utf-8"))
    print(f"{options.out}: {len(written)} written rows, {len(rows) - len(written)} generated")


if __name__ == "__main__":
    main()
