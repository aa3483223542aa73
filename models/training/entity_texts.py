"""Draw sentences with named entities from entities/*.txt, and write entities/held_out.jsonl.

    python models/training/entity_texts.py      # the same bytes each time

A sentence is drawn as pieces, each with its label or none; the ways in which people type (no capitals, all
capitals, slips, a missing full stop) are applied to pieces, so that the character offsets stay exact.
Held-out sentences use other templates and other names than those for training.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fitting import write_jsonl
from generate import CHOICE, SLOT, read_sections, typo

FOLDER = Path(__file__).resolve().parent / "entities"
LABELS = ("PER", "ORG", "LOC", "DATE", "PRODUCT")
HELD_OUT_ROWS = 600
INVENTED = 0.35  # part of the names in training that are made up letter by letter, so that lists cannot be learnt
MONTHS = "January February March April May June July August September October November December"
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"

Pieces = list[tuple[str, str | None]]  # text and label


def read_names(path: Path) -> dict[str, list[str]]:
    """Comma-separated names by section."""
    return {name: ", ".join(lines).split(", ") for name, lines in read_sections(path).items()}


@lru_cache(maxsize=64)
def letters_after(names: tuple[str, ...]) -> dict[str, list[str]]:
    """The letters that follow each pair of letters in some name; ^ stands before a name and $ after it."""
    found: dict[str, list[str]] = {}
    for name in names:
        marked = f"^^{name}$"
        for at in range(len(marked) - 2):
            found.setdefault(marked[at : at + 2], []).append(marked[at + 2])
    return found


def invent(names: list[str], rng: random.Random) -> str:
    """A name that is in no list: each letter follows two letters that it follows in some name."""
    following = letters_after(tuple(names))
    text = "^^"
    while not text.endswith("$") and len(text) < 16:
        text += rng.choice(following[text[-2:]])
    return text.strip("^$ ")


def counted(rng: random.Random) -> dict[str, str]:
    """Slots that hold numbers, and what follows from them."""
    return {
        "dayno": str(rng.randint(1, 31)),
        "dd": f"{rng.randint(1, 31):02}",
        "mm": f"{rng.randint(1, 12):02}",
        "year": str(rng.choice([rng.randint(1900, 2035), rng.randint(2005, 2030)])),
        "month": rng.choice(MONTHS.split() + [rng.choice(["Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"])]),
        "weekday": rng.choice(WEEKDAYS.split()),
        "number": str(rng.choice([rng.randint(2, 12), rng.randint(2, 100), rng.randint(100, 5000)])),
        "th": rng.choice(["th", "th", "st", "nd", "rd"]),
        "letter": rng.choice("ABCDEFGHJKLMNPRSTVWXZ"),
        "initial": rng.choice("ABCDEFGHJKLMNPRSTVWŁŠÅÉ"),
        "acronym": "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVZ") for _ in range(rng.choice([3, 3, 3, 4]))),
    }


@dataclass
class Grammar:
    """Templates and names that sentences are drawn from."""

    sections: dict[str, list[str]]
    names: dict[str, list[str]]
    rng: random.Random
    invented: float = 0.0

    def slot(self, name: str) -> str:
        if name in self.names:
            known = self.names[name]
            return invent(known, self.rng) if self.rng.random() < self.invented else self.rng.choice(known)
        numbers = counted(self.rng)
        return numbers[name] if name in numbers else self.rng.choice(self.sections[name])

    def expand(self, text: str) -> str:
        """`text` with all choices made and all small slots filled; {PER} and the like stay."""
        while CHOICE.search(text) or re.search(r"\{[A-Z]?[a-z_]+\}", text):
            text = CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), text)
            text = re.sub(r"\{([A-Z]?[a-z_]+)\}", lambda found: self.slot(found[1]), text)
        return " ".join(text.split())

    def sentence(self) -> Pieces:
        text = self.expand(self.rng.choice(self.sections["sentence"]))
        text = re.sub(r" +([.,?!])", r"\1", text)
        pieces: Pieces = []
        end = 0
        for found in SLOT.finditer(text):
            pieces.append((text[end : found.start()], None))
            pieces.append((self.expand(self.rng.choice(self.sections[found[1]])), found[1]))
            end = found.end()
        pieces.append((text[end:], None))
        first, label = next(piece for piece in pieces if piece[0])
        at = pieces.index((first, label))
        pieces[at] = (first[0].upper() + first[1:] if label is None else first, label)
        return pieces

    def row(self) -> dict:
        """One text of one to three sentences with its entities, by character offsets."""
        pieces = self.sentence()
        for _ in range(self.rng.choice([0, 0, 0, 1, 1, 2])):
            pieces += [(" ", None), *self.sentence()]
        return joined(self.surface(pieces))

    def surface(self, pieces: Pieces) -> Pieces:
        """The ways in which people type: no capitals, all capitals, slips, no full stop at the end."""
        draw = self.rng.random()
        if draw < 0.12:
            pieces = [(text.lower(), label) for text, label in pieces]
        elif draw < 0.15:
            pieces = [(text.upper(), label) for text, label in pieces]
        if self.rng.random() < 0.12:
            pieces = [(text if label else self.slip(text), label) for text, label in pieces]
        if self.rng.random() < 0.1 and pieces[-1][1] is None:
            pieces = pieces[:-1] + [(pieces[-1][0].rstrip(".?!"), None)]
        return pieces

    def slip(self, text: str) -> str:
        words = text.split(" ")
        long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        if long:
            at = self.rng.choice(long)
            words[at] = typo(self.rng, words[at])
        return " ".join(words)


def joined(pieces: Pieces) -> dict:
    text, entities = "", []
    for part, label in pieces:
        if label:
            entities.append({"start": len(text), "end": len(text) + len(part), "label": label})
        text += part
    return {"text": text, "entities": entities}


def training_grammar(seed: int) -> Grammar:
    sections = read_sections(FOLDER / "templates.txt")
    return Grammar(sections, read_names(FOLDER / "names.txt"), random.Random(f"train {seed}"), INVENTED)


def held_out_grammar(seed: int) -> Grammar:
    """Other sentences and other names; only the ordinary words between them are the same."""
    sections = {**read_sections(FOLDER / "templates.txt"), **read_sections(FOLDER / "held_out_templates.txt")}
    return Grammar(sections, read_names(FOLDER / "held_out_names.txt"), random.Random(f"held out {seed}"))


def development_grammars(seed: int) -> tuple[Grammar, Grammar]:
    """The training grammar without every sixth sentence and name, and those: for choosing settings."""
    whole = training_grammar(seed)
    kept = {name: lines[::6] for name, lines in whole.names.items()}
    rest = {name: [line for line in lines if line not in kept[name]] for name, lines in whole.names.items()}
    sentences = whole.sections["sentence"]
    others = [line for at, line in enumerate(sentences) if at % 6]
    train = Grammar({**whole.sections, "sentence": others}, rest, whole.rng, INVENTED)
    return train, Grammar({**whole.sections, "sentence": sentences[::6]}, kept, random.Random(f"dev {seed}"))


def draw(grammar: Grammar, count: int) -> list[dict]:
    """`count` different rows."""
    rows: dict[str, dict] = {}
    while len(rows) < count:
        row = grammar.row()
        rows.setdefault(row["text"], row)
    return list(rows.values())


def main() -> None:
    rows = draw(held_out_grammar(seed=1), HELD_OUT_ROWS)
    write_jsonl(FOLDER / "held_out.jsonl", rows)
    foreign = sum(not row["text"].isascii() for row in rows)
    print(f"{FOLDER / 'held_out.jsonl'}: {len(rows)} rows, {foreign} with non-ASCII text")


if __name__ == "__main__":
    main()
