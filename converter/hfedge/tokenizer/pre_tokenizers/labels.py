"""From the characters of a regex to labels: the few kinds of symbols that the regex tells apart.

Also where the regex is put in the form that costs the fewest operations, which only the labels show: whether two
branches can begin with the same character decides what may change places.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.pre_tokenizers.nodes import (
    GREEDY,
    Alternation,
    Anchor,
    Atomic,
    Characters,
    Labels,
    Look,
    Node,
    Repeat,
    Sequence,
    alternation,
    children,
    may_be_empty,
    sequence,
)

_CLASSES_AT_ONCE = 62  # bits of an int64


@lru_cache(maxsize=16)
def partition_of(node: Node) -> np.ndarray:
    """int32[0x110000]: code points that the node's characters do not tell apart have the same label, from 1."""
    classes = list(dict.fromkeys(characters_of(node)))
    labels = np.zeros(CODE_POINTS, np.int64)
    for start in range(0, len(classes), _CLASSES_AT_ONCE):
        bits = np.zeros(CODE_POINTS, np.int64)
        for bit, characters in enumerate(classes[start : start + _CLASSES_AT_ONCE]):
            bits += characters.members().astype(np.int64) << bit
        _, bits = np.unique(bits, return_inverse=True)
        _, labels = np.unique(labels * CODE_POINTS + bits.reshape(-1), return_inverse=True)
        labels = labels.reshape(-1)
    return labels.astype(np.int32) + 1


def characters_of(node: Node) -> Iterator[Characters]:
    if isinstance(node, Characters):
        yield node
    for child in children(node):
        yield from characters_of(child)


def labelled(node: Node) -> Node:
    """The node with Labels instead of Characters, rearranged. Every branch keeps its precedence over those that it
    shares a first character with."""
    partition = partition_of(node)
    labels, firsts = np.unique(partition, return_index=True)

    def labels_of(characters: Characters) -> Labels:
        members = characters.members()
        return Labels((False, *(bool(members[first]) for first in firsts)))

    assert labels[0] == 1 and labels[-1] == len(labels)
    return _rebuilt(node, labels_of)


def _rebuilt(node: Node, labels_of: Callable[[Characters], Labels]) -> Node:
    parts = [node] if isinstance(node, Characters) else [_rebuilt(child, labels_of) for child in children(node)]
    if isinstance(node, Characters):
        return labels_of(node)
    if isinstance(node, Sequence):
        return sequence(parts)
    if isinstance(node, Alternation):
        return arranged(parts)
    if isinstance(node, Anchor):
        return replace(node, inside=parts[0])
    assert isinstance(node, Repeat | Look | Atomic)
    return replace(node, node=parts[0])


def firsts_of(node: Node) -> np.ndarray:
    """bool per label: what the node's first character may be, if it has one."""
    if isinstance(node, Labels):
        return node.mask
    if isinstance(node, Sequence):
        found = firsts_of(node.nodes[0]) if node.nodes else np.zeros(1, bool)
        for before, after in zip(node.nodes, node.nodes[1:]):
            if not may_be_empty(before):
                break
            found = found | firsts_of(after)
        return found
    if isinstance(node, Look | Anchor):
        return np.zeros(1, bool)
    found = np.zeros(1, bool)
    for child in children(node):
        found = found | firsts_of(child)
    return found


def arranged(branches: list[Node]) -> Node:
    """An alternation of the branches, those that are alike joined: a|b is [ab], ax|bx is [ab]x, ax|ay is a(x|y), and
    s?x|s?y is s?(x|y) where neither x nor y begins with s."""
    done: list[Node] = []
    for branch in (part for node in branches for part in (node.nodes if isinstance(node, Alternation) else (node,))):
        for index in reversed(range(len(done))):
            joined = _joined(done[index], branch)
            if joined is not None:
                done[index] = joined
                break
            if not _may_swap(done[index], branch):
                done.append(branch)
                break
        else:
            done.append(branch)
    return alternation(done)


def _may_swap(one: Node, other: Node) -> bool:
    if may_be_empty(one) or may_be_empty(other):
        return False
    return not np.any(firsts_of(one) & firsts_of(other))


def _joined(one: Node, other: Node) -> Node | None:
    """A node equal to one|other, if there is one that costs less."""
    if isinstance(one, Labels) and isinstance(other, Labels):
        return Labels(tuple((one.mask | other.mask).tolist()))
    (first, *rest), (second, *tail) = _parts(one), _parts(other)
    if not rest or not tail:
        return None
    if isinstance(first, Labels) and isinstance(second, Labels) and rest == tail:
        return sequence([Labels(tuple((first.mask | second.mask).tolist())), *rest])
    if first == second and (isinstance(first, Labels) or _optional_before(first, rest, tail)):
        return sequence([first, arranged([sequence(rest), sequence(tail)])])
    return None


def _parts(node: Node) -> list[Node]:
    return list(node.nodes) if isinstance(node, Sequence) and node.nodes else [node]


def _optional_before(node: Node, *rests: list[Node]) -> bool:
    """Whether the node is x? and none of the rests begins with x: then whether x is there decides for all."""
    if not (isinstance(node, Repeat) and (node.least, node.most, node.kind) == (0, 1, GREEDY)):
        return False
    return isinstance(node.node, Labels) and all(
        not may_be_empty(sequence(rest)) and not np.any(firsts_of(sequence(rest)) & node.node.mask) for rest in rests
    )
