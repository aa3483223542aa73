"""What a regex is made of, for pattern.py (which reads it) and matcher.py (which runs it)."""

from dataclasses import dataclass
from typing import Union

import numpy as np

from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.pre_tokenizers.ask import characters_matching

GREEDY, LAZY, POSSESSIVE = "greedy", "lazy", "possessive"
LINE_START, LINE_END, TEXT_START, TEXT_END, WORD_EDGE, NO_WORD_EDGE = ANCHORS = ("^", "$", "\\A", "\\z", "\\b", "\\B")


@dataclass(frozen=True)
class Characters:
    """One character. sources: it matches one of these, each Oniguruma's own text of a character or class;
    chars: or is one of these."""

    sources: frozenset[str] = frozenset()
    chars: frozenset[str] = frozenset()

    def __or__(self, other: "Characters") -> "Characters":
        return Characters(self.sources | other.sources, self.chars | other.chars)

    def members(self) -> np.ndarray:
        """bool[0x110000]"""
        found = np.zeros(CODE_POINTS, bool)
        for source in self.sources:
            found |= characters_matching(source)
        found[[ord(char) for char in self.chars]] = True
        return found


@dataclass(frozen=True)
class Labels:
    """One character by the labels of its symbol: what Characters become once an alphabet's symbols are labelled.
    has: bool per label, label 0 (no character) never."""

    has: tuple[bool, ...]

    @property
    def mask(self) -> np.ndarray:
        return np.array(self.has, bool)


@dataclass(frozen=True)
class Sequence:
    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Alternation:
    """The first that lets the rest match."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Repeat:
    """least to most (None: any number) of the node."""

    node: "Node"
    least: int
    most: int | None
    kind: str = GREEDY


@dataclass(frozen=True)
class Look:
    """A condition on what follows (or, behind, on what is before: then the node is of one character)."""

    node: "Node"
    negative: bool
    behind: bool = False


@dataclass(frozen=True)
class Anchor:
    kind: str
    inside: "Node"  # what counts: the line feed for ^ and $, word characters for \b and \B


@dataclass(frozen=True)
class Atomic:
    """What it matches first is never reconsidered."""

    node: "Node"


Node = Union[Characters, Labels, Sequence, Alternation, Repeat, Look, Anchor, Atomic]  # noqa: UP007 (Python 3.10)


def sequence(nodes: list[Node]) -> Node:
    flat = [part for node in nodes for part in (node.nodes if isinstance(node, Sequence) else (node,))]
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def alternation(nodes: list[Node]) -> Node:
    flat = [part for node in nodes for part in (node.nodes if isinstance(node, Alternation) else (node,))]
    return flat[0] if len(flat) == 1 else Alternation(tuple(flat))


def children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Sequence | Alternation):
        return node.nodes
    if isinstance(node, Repeat | Look | Atomic):
        return (node.node,)
    return (node.inside,) if isinstance(node, Anchor) else ()


def may_be_empty(node: Node) -> bool:
    """Whether the node can match no character at all."""
    if isinstance(node, Characters | Labels):
        return False
    if isinstance(node, Sequence):
        return all(map(may_be_empty, node.nodes))
    if isinstance(node, Alternation):
        return any(map(may_be_empty, node.nodes))
    if isinstance(node, Repeat):
        return node.least == 0 or may_be_empty(node.node)
    return may_be_empty(node.node) if isinstance(node, Atomic) else True


def size(node: Node) -> int:
    """How many characters, conditions and branches there are once the repeats are written out."""
    if isinstance(node, Repeat):
        return size(node.node) * max(node.least, node.most or 0, 1)
    return 1 + sum(map(size, children(node)))
