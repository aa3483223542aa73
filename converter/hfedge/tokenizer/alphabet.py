"""The symbols that stand for characters in the graph.

A symbol is either one character that some step tells apart, or a whole class of characters that no step does. Steps
say what they must tell apart (`Needs`); the alphabet numbers the rest by class. The fewer symbols, the smaller every
table. A class is shown to compile functions by one of its characters: asking what becomes of that one is asking what
becomes of all.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

CODE_POINTS = sys.maxunicode + 1
REPLACEMENT = "\ufffd"  # what an ill-formed byte sequence decodes to: no class may hold it, its bytes are others


@dataclass(frozen=True)
class Needs:
    """What a step must tell apart. characters: each a symbol of its own (all that the step writes must be here);
    partitions: int32[0x110000] each, code points with different labels are different symbols."""

    characters: frozenset[str] = frozenset()
    partitions: tuple[np.ndarray, ...] = ()

    def __or__(self, other: "Needs") -> "Needs":
        return Needs(self.characters | other.characters, self.partitions + other.partitions)


@dataclass(frozen=True)
class Alphabet:
    """Symbol 0 is none; then the known characters, the classes, and the added tokens.

    characters: by symbol from 0, the character or one of its class ("" for 0; the text of an added token);
    known: character to symbol, of those told apart; of_code_point: int32[0x110000], 0 for surrogates;
    first_class, first_token: the symbols where classes and added tokens begin.
    """

    characters: tuple[str, ...]
    known: Mapping[str, int]
    of_code_point: np.ndarray
    first_class: int
    first_token: int

    def __repr__(self) -> str:
        classes = self.first_token - self.first_class
        return (
            f"Alphabet({len(self.known):,} characters, {classes} classes, {self.size - self.first_token} added tokens)"
        )

    @property
    def size(self) -> int:
        """One more than the largest symbol."""
        return len(self.characters)

    def symbol(self, char: str) -> int:
        return int(self.of_code_point[ord(char)])

    def table(self, of_character: Callable[[str], int], of_others: int = 0) -> np.ndarray:
        """int32[size]: the function's value for each character; `of_others` for 0 and the added tokens."""
        values = [of_others, *map(of_character, self.characters[1 : self.first_token])]
        return np.array([*values, *[of_others] * (self.size - self.first_token)], np.int32)

    def labels(self, partition: np.ndarray, of_others: int = 0) -> np.ndarray:
        """int32[size]: the label of each symbol in a partition that the alphabet was built with."""
        return self.table(lambda char: int(partition[ord(char)]), of_others)

    def reduced(self, kept: Iterable[int], later: Needs, own_bytes: bool) -> tuple["Alphabet", np.ndarray]:
        """The alphabet of later stages, where only the symbols `kept` can appear (added tokens always can), and
        int32[size]: their numbers there, 0 for the others.

        What the later stages do not tell apart becomes one class; but with own_bytes, where a later stage may ask for
        the bytes of any character, a known character remains one, as its bytes are not those of the input.
        """
        kept = sorted({symbol for symbol in kept if 0 < symbol < self.first_token})
        labels = _joint_labels(later.partitions)

        def is_known(symbol: int) -> bool:
            return symbol < self.first_class and (own_bytes or self.characters[symbol] in later.characters)

        known = [symbol for symbol in kept if is_known(symbol)]
        label_of = {symbol: int(labels[ord(self.characters[symbol])]) for symbol in kept if not is_known(symbol)}
        first_class = 1 + len(known)
        classes = {label: first_class + index for index, label in enumerate(dict.fromkeys(label_of.values()))}
        first_token = first_class + len(classes)
        number = np.zeros(self.size, np.int32)
        number[known] = np.arange(1, first_class)
        number[list(label_of)] = [classes[label] for label in label_of.values()]
        number[self.first_token :] = np.arange(first_token, first_token + self.size - self.first_token)
        shown = dict(zip(number[kept][::-1].tolist(), kept[::-1]))  # a symbol of the many that become one
        characters = ("", *(self.characters[shown[new]] for new in range(1, first_token)))
        smaller = Alphabet(
            characters=(*characters, *self.characters[self.first_token :]),
            known={self.characters[symbol]: int(number[symbol]) for symbol in known},
            of_code_point=number[self.of_code_point],
            first_class=first_class,
            first_token=first_token,
        )
        return smaller, number


def build_alphabet(needs: Needs, tokens: Iterable[str] = ()) -> Alphabet:
    """tokens: the texts of the added tokens, one symbol each, in this order."""
    known = sorted(needs.characters | {REPLACEMENT})
    labels = _joint_labels(needs.partitions)
    classes, first, of_class = np.unique(labels, return_index=True, return_inverse=True)
    # The classes that only known characters have get no symbol.
    free = np.ones(CODE_POINTS, bool)
    free[[ord(char) for char in known]] = False
    free[0xD800:0xE000] = False
    used, first = np.unique(of_class.reshape(-1)[free], return_index=True)
    representatives = np.flatnonzero(free)[first]
    first_class = 1 + len(known)
    number = np.zeros(len(classes), np.int32)
    number[used] = first_class + np.arange(len(used))
    of_code_point = np.where(free, number[of_class.reshape(-1)], 0).astype(np.int32)
    of_code_point[[ord(char) for char in known]] = np.arange(1, first_class)
    characters = ("", *known, *(chr(point) for point in representatives))
    return Alphabet(
        characters=(*characters, *tokens),
        known={char: index for index, char in enumerate(known, 1)},
        of_code_point=of_code_point,
        first_class=first_class,
        first_token=len(characters),
    )


def _joint_labels(partitions: Iterable[np.ndarray]) -> np.ndarray:
    """int64[0x110000]: equal where all partitions are."""
    joint = np.zeros(CODE_POINTS, np.int64)
    for partition in partitions:
        _, joint = np.unique(joint * (int(partition.max()) + 1) + partition, return_inverse=True)
        joint = joint.reshape(-1)
    return joint
