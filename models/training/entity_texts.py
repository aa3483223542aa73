"""Draw sentences with named entities from entities/*.txt, and write entities/held_out.jsonl.

    python models/training/entity_texts.py      # the same bytes each time

A sentence is drawn as pieces, each with its label or none; the ways in which people type (no capitals, all
capitals, slips, a missing full stop) are applied to pieces, so that the character offsets stay exact.
Held-out sentences use other templates and other names than those for training.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from fitting import write_jsonl
from generate import CHOICE, SLOT, read_sections, typo

FOLDER = Path(__file__).resolve().parent / "entities"
LABELS = ("PER", "ORG", "LOC", "DATE", "PRODUCT")
HELD_OUT_ROWS = 600
INVENTED = 0.35  # part of the names in training that are made up letter by letter, so that lists cannot be learnt
REWORDED = 0.2  # part of the ordinary words in training that are replaced by others
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
    words: list[str] = field(default_factory=list)  # ordinary ones, that may stand for those of a sentence

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
        if self.words:
            pieces = [
                (text if label else self.reworded(text, at == 0), label) for at, (text, label) in enumerate(pieces)
            ]
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

    def reworded(self, text: str, opening: bool = False) -> str:
        """`text` with other words in the place of some: ordinary words need not be known to be ordinary.

        Words with a capital stay, but for the first of a sentence, where `opening`.
        """
        words = text.split(" ")
        for at, word in enumerate(words):
            if word.isalpha() and (word.islower() or (opening and at == 0)) and self.rng.random() < REWORDED:
                other = self.rng.choice(self.words)
                words[at] = other if word.islower() else other.capitalize()
        return " ".join(words)

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


def ordinary_words() -> list[str]:
    """Words in small letters from the docstrings that the fill-mask model is trained on."""
    text = (FOLDER.parent / "fill-mask" / "docstrings.txt").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"(?<= )[a-z]{2,}(?= )", text)))


def template_grammar(seed: int) -> Grammar:
    """The sentences as they are written, with the names for training."""
    sections = read_sections(FOLDER / "templates.txt")
    return Grammar(sections, read_names(FOLDER / "names.txt"), random.Random(f"train {seed}"), INVENTED)


def training_grammar(seed: int) -> Grammar:
    """All sentences and names but the held-out ones."""
    grammar = early_grammar(seed)
    for name, lines in read_sections(FOLDER / "dev_templates.txt").items():
        grammar.sections[name] = grammar.sections[name] + lines
    return replace(grammar, names=together(grammar.names, read_names(FOLDER / "dev_names.txt")))


def early_grammar(seed: int) -> Grammar:
    """Those that are not for development either, and other words in the sentences."""
    grammar = template_grammar(seed)
    grammar.sections["sentence"] += read_sections(FOLDER / "more_templates.txt")["sentence"]
    return replace(grammar, words=ordinary_words(), invented=0.5)


def together(names: dict[str, list[str]], others: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: names[name] + [one for one in lines if one not in names[name]] for name, lines in others.items()}


def half_known(new: dict[str, list[str]], known: dict[str, list[str]], rng: random.Random) -> dict[str, list[str]]:
    """The `new` names of each section and as many of the `known` ones: in ordinary texts too, many names have been
    seen before."""
    some = {name: rng.sample(known[name], min(len(new[name]), len(known[name]))) for name in new}
    return together(some, new)


def name_free(grammar: Grammar) -> Grammar:
    """`grammar` with every name made up: a vocabulary learnt from its texts has no whole names that are in the
    lists, so that these come in pieces, as unknown ones do."""
    return replace(grammar, invented=1.0, rng=random.Random("vocabulary"))


def other_sentences(file: str) -> dict[str, list[str]]:
    """The sentences of `file`; the ordinary words between them are those of all."""
    return {**read_sections(FOLDER / "templates.txt"), **read_sections(FOLDER / file)}


def fill_mask_grammar(seed: int) -> Grammar:
    """Sentences and names that models/fill-mask is measured on: those for development, which it did not learn from."""
    names = read_names(FOLDER / "dev_names.txt")
    return Grammar(other_sentences("dev_templates.txt"), names, random.Random(f"held out {seed}"))


def held_out_grammar(seed: int) -> Grammar:
    """Other sentences; half of the names are others too."""
    rng = random.Random(f"clean {seed}")
    known = training_grammar(seed).names
    return Grammar(
        other_sentences("held_out_templates.txt"),
        half_known(read_names(FOLDER / "held_out_names.txt"), known, rng),
        rng,
    )


def development_grammars(seed: int) -> tuple[Grammar, Grammar]:
    """For choosing settings: what is left of the training grammar without dev_*.txt, and what those have, half of the
    names known."""
    rng = random.Random(f"dev {seed}")
    names = half_known(read_names(FOLDER / "dev_names.txt"), read_names(FOLDER / "names.txt"), rng)
    return early_grammar(seed), Grammar(other_sentences("dev_templates.txt"), names, rng)


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
