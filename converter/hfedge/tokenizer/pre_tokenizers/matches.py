"""The matches of a regex in every piece of a stream, from left to right as a regex iterator finds them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.doubling import follow
from hfedge.tokenizer.lookup import lookup
from hfedge.tokenizer.pre_tokenizers.labels import labelled, partition_of
from hfedge.tokenizer.pre_tokenizers.matcher import Matcher
from hfedge.tokenizer.pre_tokenizers.nodes import GREEDY, Alternation, Labels, Node, Repeat
from hfedge.tokenizer.pre_tokenizers.pattern import literal, parse_pattern
from hfedge.tokenizer.pre_tokenizers.scan import Scan
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream


@dataclass(frozen=True)
class Pattern:
    """A regex, or a text to be found as it stands, of tokenizer.json."""

    node: Node

    def needs(self) -> Needs:
        return Needs(partitions=(partition_of(self.node),))

    def compile(self, alphabet: Alphabet) -> "CompiledPattern":
        node = labelled(self.node)
        labels = alphabet.labels(partition_of(self.node))
        count = int(partition_of(self.node).max()) + 1
        parts = _branches(node)
        if all(map(_is_local, parts)) and _disjoint([_class_of(part) for part in parts]):
            groups = (tuple(_class_of(part) for part in parts if isinstance(part, Repeat)),)
            return CompiledPattern(labels, node, groups, count, local=True)
        seen = Matcher(count)
        always = bool(seen.ends(node).must[1:].all())
        return CompiledPattern(labels, node, _grouped(seen.runs), count, always=always)


def read_pattern(entry: dict) -> Pattern:
    """entry: {"String": ...} or {"Regex": ...}. Raises Refused for what cannot be matched exactly."""
    if set(entry) == {"Regex"}:
        return Pattern(parse_pattern(entry["Regex"]))
    if set(entry) == {"String"}:
        return Pattern(literal(entry["String"]))
    raise Refused(f"the pattern {entry!r}")


@dataclass(frozen=True)
class CompiledPattern:
    """labels: int32[alphabet.size], 0 for what is no character; count: how many labels; groups: the classes that
    repeats run over, disjoint within a group; local: every branch is a class or a run of one, none shared, so that
    matches begin where classes change; always: something matches at every character."""

    labels: np.ndarray
    node: Node
    groups: tuple[tuple[Labels, ...], ...]
    count: int
    local: bool = False
    always: bool = False

    @property
    def branches(self) -> tuple[Node, ...]:
        return _branches(self.node)

    @property
    def parts(self) -> tuple[Labels, ...]:
        """Of a local pattern, the class of each branch."""
        return tuple(map(_class_of, self.branches))

    def __call__(self, stream: Stream) -> "Matches":
        scan = Scan(
            lookup(self.labels, stream.symbols),
            stream.starts,
            tuple(tuple(one.mask for one in group) for group in self.groups),
        )
        return Matches(self, scan)


@dataclass
class Matches:
    pattern: CompiledPattern
    scan: Scan

    @cached_property
    def longest(self) -> Any:
        """int32[n]: one past the match that could begin at each place, 0 if none."""
        return Matcher(self.pattern.count, self.scan).ends(self.pattern.node).before

    @cached_property
    def _reached(self) -> Any:
        """int32[n]: 1 where the iterator comes by; beyond the text and at place 0 anything."""
        scan = self.scan
        onward = tf.maximum(self.longest, np.where(scan.places, scan.beyond, 0).astype(np.int32))
        jump = tf.math.floormod(onward, scan.size)
        places = follow(jump, np.ones(1, np.int32), scan.size)
        return tf.scatter_nd(tf.reshape(places, [-1, 1]), np.ones(places.shape[0], np.int32), [scan.size])

    @cached_property
    def found(self) -> Any:
        """int32[n]: 1 where a match begins."""
        if self.pattern.local:
            return self._local_starts()
        if self.pattern.always:
            return self._reached * tf.minimum(self.scan.labels, 1)
        return self._reached * tf.minimum(self.longest, 1)

    @cached_property
    def ends(self) -> Any:
        """int32[n]: one past the match that begins at a place, 0 where none does."""
        return self.found * self.longest

    @cached_property
    def outside(self) -> Any:
        """int32[n]: 1 for the characters of no match."""
        scan = self.scan
        if self.pattern.local:
            inside = np.any([part.mask for part in self.pattern.parts], axis=0)
            return scan.member(~inside & (np.arange(len(inside)) > 0))
        if self.pattern.always:
            return np.zeros(scan.size, np.int32)
        return self._reached * tf.minimum(scan.labels, 1) - self.found

    @cached_property
    def inside(self) -> Any:
        """int32[n]: 1 for the characters of matches."""
        return tf.minimum(self.scan.labels, 1) - self.outside

    @cached_property
    def boundaries(self) -> Any:
        """int32[n]: 1 where a match begins or the text behind one; anything where a piece begins."""
        if self.pattern.always:
            return self.found
        return tf.maximum(self.found, self.outside - tf.gather(self.outside, self._before))

    @cached_property
    def changes(self) -> Any:
        """int32[n]: 1 where matches are followed by other text or the other way round; as for `boundaries`."""
        if self.pattern.always:
            return self.outside
        change = tf.not_equal(self.outside, tf.gather(self.outside, self._before))
        return tf.cast(change, tf.int32) * tf.minimum(self.scan.labels, 1)

    @cached_property
    def behind(self) -> Any:
        """int32[n]: 1 where a match ended right before; as for `boundaries`."""
        if self.pattern.always:
            return self.found
        return (self.found + self.outside) * (1 - tf.gather(self.outside, self._before))

    @property
    def _before(self) -> np.ndarray:
        return np.maximum(self.scan.places - 1, 0)

    def _local_starts(self) -> Any:
        pattern, scan = self.pattern, self.scan
        single = np.any(
            [one.mask & isinstance(part, Labels) for one, part in zip(pattern.parts, pattern.branches)], axis=0
        )
        runs = [one.mask for one, part in zip(pattern.parts, pattern.branches) if isinstance(part, Repeat)]
        if not runs:
            return scan.member(single)
        # A run begins where the class is another one than before; single characters all do.
        numbers = sum((index + 1) * mask.astype(np.int32) for index, mask in enumerate(runs)).astype(np.int32)
        kind = tf.gather(numbers, scan.labels)
        begins = tf.cast(tf.not_equal(kind, tf.gather(kind, scan.previous)), tf.int32) * tf.minimum(kind, 1)
        return tf.maximum(begins, scan.member(single)) if single.any() else begins


def _branches(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Alternation) else (node,)


def _is_local(node: Node) -> bool:
    if isinstance(node, Labels):
        return True
    return (
        isinstance(node, Repeat)
        and isinstance(node.node, Labels)
        and ((node.least, node.most, node.kind) == (1, None, GREEDY))
    )


def _class_of(node: Node) -> Labels:
    return node if isinstance(node, Labels) else node.node


def _disjoint(classes: list[Labels]) -> bool:
    return bool((np.sum([one.mask for one in classes], axis=0, dtype=np.int32) <= 1).all())


def _grouped(masks: list[np.ndarray]) -> tuple[tuple[Labels, ...], ...]:
    """The classes in few groups of disjoint ones: one pass over the text finds the runs of all of a group."""
    groups: list[list[Labels]] = []
    for one in dict.fromkeys(Labels(tuple(mask.tolist())) for mask in masks):
        home = next((group for group in groups if _disjoint([*group, one])), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return tuple(map(tuple, groups))
