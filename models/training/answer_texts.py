"""Draw passages with questions about them from answers/*.txt, and write answers/held_out.jsonl.

    python models/training/answer_texts.py      # the same bytes each time

A passage states facts (subject, attribute, value) about a few subjects of one kind. A question asks for one
attribute of one subject. A quarter has no answer: the passage does not state it, but states the same attribute
of another subject. Held-out passages use other sentences, other questions and other names.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from entity_texts import FOLDER as ENTITIES
from entity_texts import Grammar, half_known, ordinary_words, read_names, together
from fitting import write_jsonl
from generate import read_sections, typo

FOLDER = Path(__file__).resolve().parent / "answers"
HELD_OUT_ROWS, LONG_ROWS = 500, 40
INVENTED = 0.35  # part of the names in training that are made up letter by letter
IMPOSSIBLE = 1 / 4
ALIKE = 0.1  # part of the subjects that share a word with the one before them
PLACE = {"{s}": "\ue000", "{S}": "\ue001", "{v}": "\ue002"}  # kept apart from the grammar's own slots


@dataclass(frozen=True)
class Fact:
    subject: str
    attribute: str
    value: str
    sentence: str
    start: int  # of the value in the sentence, in characters


@dataclass(frozen=True)
class Size:
    """Of a passage: how many subjects, attributes in all, and facts about one subject; one of each is drawn."""

    subjects: tuple[int, ...]
    attributes: tuple[int, ...]
    facts: tuple[int, ...]


SIZES = {
    "usual": Size((2, 2, 3), (2, 3), (1, 2, 2)),
    "long": Size((9, 10, 11, 12), (3, 3, 4), (2, 2, 3)),
}


@dataclass
class Passages:
    """Draws rows {question, context, answers, impossible, start}; start is -1 where there is no answer."""

    grammar: Grammar

    def __post_init__(self) -> None:
        self.rng = self.grammar.rng
        self.attributes: dict[str, list[str]] = {kind: [] for kind in self.grammar.sections["kinds"]}
        for name in self.grammar.sections:
            if "." in name and " " not in name:
                self.attributes[name.split(".")[0]].append(name)

    def say(self, section: str, subject: str, value: str) -> str:
        """A sentence or question of `section`; the value's place stays marked."""
        text = self.rng.choice(self.grammar.sections[section])
        for slot, mark in PLACE.items():
            text = text.replace(slot, mark)
        text = re.sub(r" +([.,?!])", r"\1", self.grammar.expand(text))
        if self.grammar.words and self.rng.random() < 0.5:
            text = self.grammar.reworded(text)
        if section.endswith(" say") and "opening" in self.grammar.sections:
            text = self.framed(text)
        text = text.replace(PLACE["{s}"], subject).replace(PLACE["{S}"], subject[0].upper() + subject[1:])
        return text[0].upper() + text[1:]

    def framed(self, text: str) -> str:
        """A sentence, now and then with an opening before it or a closing before its full stop."""
        draw = self.rng.random()
        if draw < 0.25:
            opening = self.grammar.expand(self.rng.choice(self.grammar.sections["opening"]))
            return f"{opening} {text.replace(PLACE['{S}'], PLACE['{s}'])}"
        if draw < 0.35:
            return f"{text.rstrip('.')} {self.grammar.expand(self.rng.choice(self.grammar.sections['closing']))}."
        return text

    def fact(self, subject: str, attribute: str) -> Fact:
        value = self.grammar.expand(self.rng.choice(self.grammar.sections[attribute]))
        sentence = self.say(f"{attribute} say", subject, value)
        start = sentence.index(PLACE["{v}"])
        return Fact(subject, attribute, value, sentence.replace(PLACE["{v}"], value), start)

    def subjects(self, kind: str, count: int) -> list[str]:
        """`count` different names; some share their first or last word with the one before."""
        found: list[str] = []
        while len(found) < count:
            name = self.grammar.expand(self.rng.choice(self.grammar.sections[kind]))
            if found and self.rng.random() < ALIKE:
                words, other = name.split(), found[-1].split()
                at = self.rng.choice([0, -1])
                words[at] = other[at]
                name = " ".join(words)
            if name not in found:
                found.append(name)
        return found

    def facts(self, kind: str, size: Size) -> list[Fact]:
        """Facts about some subjects, on a few attributes, so that most are stated of several."""
        some = self.rng.sample(self.attributes[kind], self.rng.choice(size.attributes))
        found = [
            self.fact(subject, attribute)
            for subject in self.subjects(kind, self.rng.choice(size.subjects))
            for attribute in self.rng.sample(some, self.rng.choice(size.facts))
        ]
        if self.rng.random() < 0.5:
            self.rng.shuffle(found)
        return found

    def context(self, facts: list[Fact]) -> tuple[str, list[int]]:
        """The passage, with some sentences that say nothing, and where each fact's value starts."""
        text, starts = "", []
        for fact in facts:
            if self.rng.random() < 0.15:
                text += self.grammar.expand(self.rng.choice(self.grammar.sections["filler"])) + " "
            starts.append(len(text) + fact.start)
            text += fact.sentence + " "
        return text.rstrip(), starts

    def unstated(self, facts: list[Fact], kind: str) -> tuple[str, str]:
        """A subject and an attribute that are not stated together, though the attribute is stated."""
        stated = {(fact.subject, fact.attribute) for fact in facts}
        names = list(dict.fromkeys(fact.subject for fact in facts))
        attributes = list(dict.fromkeys(fact.attribute for fact in facts))
        missing = [(name, one) for name in names for one in attributes if (name, one) not in stated]
        if missing and self.rng.random() < 0.5:
            return self.rng.choice(missing)
        strangers = [name for name in self.subjects(kind, 3) if name not in names]
        return (self.rng.choice(strangers), self.rng.choice(attributes)) if strangers else self.unstated(facts, kind)

    def question(self, subject: str, attribute: str) -> str:
        """Most as written; some without the question mark, in small letters or with a slip."""
        text = self.say(f"{attribute} ask", subject, "")
        draw = self.rng.random()
        if draw < 0.08:
            return text.lower().rstrip("?")
        if draw < 0.12:
            first, rest = text.split(" ", 1)
            return f"{typo(self.rng, first) if len(first) > 2 else first} {rest}"
        return text

    def row(self, size: str = "usual") -> dict:
        kind = self.rng.choice(self.grammar.sections["kinds"])
        facts = self.facts(kind, SIZES[size])
        context, starts = self.context(facts)
        if self.rng.random() < IMPOSSIBLE:
            question = self.question(*self.unstated(facts, kind))
            return {"question": question, "context": context, "answers": [], "impossible": True, "start": -1}
        at = self.rng.randrange(len(facts))
        return {
            "question": self.question(facts[at].subject, facts[at].attribute),
            "context": context,
            "answers": [facts[at].value],
            "impossible": False,
            "start": starts[at],
        }


def read_facts(*files: str) -> dict[str, list[str]]:
    """The sections of all `files`, those of one name together."""
    sections: dict[str, list[str]] = {}
    for file in files:
        for name, lines in read_sections(FOLDER / file).items():
            sections[name] = sections.get(name, []) + lines
    return sections


def drawn_from(files: tuple[str, ...], names: dict[str, list[str]], seed: int) -> Passages:
    """Passages to train on."""
    return Passages(Grammar(read_facts(*files), names, random.Random(f"train {seed}"), INVENTED, ordinary_words()))


def known_names() -> dict[str, list[str]]:
    return together(read_names(ENTITIES / "names.txt"), read_names(ENTITIES / "dev_names.txt"))


def training_passages(seed: int) -> Passages:
    """All sentences, questions and names but the held-out ones."""
    return drawn_from(("facts.txt", "more_facts.txt", "dev_facts.txt"), known_names(), seed)


def measured(file: str, new: str, known: dict[str, list[str]], rng: random.Random) -> Passages:
    """Passages with the sentences and questions of `file`, and names of which half are in the file `new`; kinds and
    attributes are those of all."""
    sections = {**read_sections(FOLDER / "facts.txt"), **read_sections(FOLDER / file)}
    return Passages(Grammar(sections, half_known(read_names(ENTITIES / new), known, rng), rng))


def held_out_passages(seed: int) -> Passages:
    return measured("held_out_facts.txt", "held_out_names.txt", known_names(), random.Random(f"clean {seed}"))


def development_passages(seed: int) -> tuple[Passages, Passages]:
    """For choosing settings: passages to train on without dev_*.txt, and passages from those."""
    names = read_names(ENTITIES / "names.txt")
    train = drawn_from(("facts.txt", "more_facts.txt"), names, seed)
    return train, measured("dev_facts.txt", "dev_names.txt", names, random.Random(f"dev {seed}"))


def main() -> None:
    passages = held_out_passages(seed=1)
    rows = [passages.row() for _ in range(HELD_OUT_ROWS)] + [passages.row("long") for _ in range(LONG_ROWS)]
    for row in rows:
        del row["start"]
    write_jsonl(FOLDER / "held_out.jsonl", rows)
    foreign = sum(not (row["question"] + row["context"]).isascii() for row in rows)
    print(f"{FOLDER / 'held_out.jsonl'}: {len(rows)} rows, {LONG_ROWS} of them long, {foreign} with non-ASCII text")


if __name__ == "__main__":
    main()
