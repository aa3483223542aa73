"""Runs a regex at every place of a stream at once, without a loop: leftmost, first alternative first, backtracking.

The method: a node and what comes after it (a `Tail`) make a new Tail. A Tail knows for every place of a piece where
the match ends if the tail matches from there (0: it does not). So a character that is followed by a tail matches
where the character is and the tail matches at the next place; an alternation takes the first tail that matches; and a
greedy repeat looks for the last place of its run where the tail matches.
Nothing is computed before it is asked for, so the same code tells at compile time what cannot be done.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from hfedge.lazy import tf
from hfedge.tokenizer.pre_tokenizers.nodes import (
    GREEDY,
    LAZY,
    LINE_END,
    LINE_START,
    NO_WORD_EDGE,
    POSSESSIVE,
    TEXT_END,
    TEXT_START,
    Alternation,
    Anchor,
    Atomic,
    Labels,
    Look,
    Node,
    Repeat,
    Sequence,
)
from hfedge.tokenizer.pre_tokenizers.scan import Scan

Ends = Callable[[], Any]  # gives int32[n]: one past the match, 0 where nothing matches


@dataclass(eq=False)
class Tail:
    """may, must: bool per label, the characters (label 0: the end of the piece) before which the tail can match, and
    before which it surely does; stops: those before which it matches nothing, successfully.
    `before` is about matching from each place, `after` about matching from behind it, where a piece may be over."""

    may: np.ndarray
    must: np.ndarray
    stops: np.ndarray
    scan: Scan | None
    find_before: Ends
    find_after: Ends | None = None
    factor: tuple[np.ndarray, Ends] | None = None  # before is member(class) * value: a bound method of Scan

    @cached_property
    def before(self) -> Any:
        return self.find_before()

    @cached_property
    def after(self) -> Any:
        # Without a `find_after` a character must come, which place 0 is not.
        return self.find_after() if self.find_after else tf.gather(self.before, self.scan.next)

    @property
    def always(self) -> bool:
        return bool(self.must.all())


@dataclass
class Matcher:
    """scan: None to see only whether the pattern can be compiled, and over what classes its repeats run."""

    labels: int  # how many there are, label 0 included
    scan: Scan | None = None
    runs: list[np.ndarray] = field(default_factory=list)
    _done: dict[tuple[Node, int], tuple[Tail, Tail]] = field(default_factory=dict)
    _values: dict[tuple[str, int], Ends] = field(default_factory=dict)

    @cached_property
    def end(self) -> Tail:
        """Nothing more to match."""
        everything, scan = np.ones(self.labels, bool), self.scan
        return Tail(everything, everything, everything, scan, lambda: scan.places, lambda: scan.beyond)

    def ends(self, node: Node) -> Tail:
        return self.match(node, self.end)

    def match(self, node: Node, tail: Tail) -> Tail:
        key = (node, id(tail))
        if key not in self._done:
            self._done[key] = self._matched(node, tail), tail  # a tail that is kept has a number of its own
        return self._done[key][0]

    def _matched(self, node: Node, tail: Tail) -> Tail:
        if isinstance(node, Labels):
            return self._character(node.mask, tail)
        if isinstance(node, Sequence):
            for part in reversed(node.nodes):
                tail = self.match(part, tail)
            return tail
        if isinstance(node, Alternation):
            first, *others = [self.match(part, tail) for part in node.nodes]
            for other in others:
                first = self._either(first, other)
            return first
        if isinstance(node, Repeat):
            return self._repeat(node, tail)
        if isinstance(node, Atomic):
            return self._atomic(node.node, tail)
        return self._look(node, tail) if isinstance(node, Look) else self._anchor(node, tail)

    def _none(self) -> np.ndarray:
        return np.zeros(self.labels, bool)

    def _masked(self, mask: np.ndarray, tail: Tail, value: Ends) -> Tail:
        """Matches `value` where the class is."""
        scan = self.scan
        may = mask if tail.may.any() else self._none()
        must = mask if tail.always else self._none()
        return Tail(may, must, self._none(), scan, lambda: scan.member(mask) * value(), None, (mask, value))

    def _character(self, mask: np.ndarray, tail: Tail) -> Tail:
        value = self._values.setdefault(("after", id(tail)), lambda: tail.after)
        return self._masked(mask, tail, value)

    def _either(self, first: Tail, second: Tail) -> Tail:
        """The first, or the second where it fails."""
        may, must = first.may | second.may, first.must | second.must
        stops = first.stops | (second.stops & ~first.may)
        if first.factor and second.factor and first.factor[1] is second.factor[1]:
            mask, value = first.factor[0] | second.factor[0], first.factor[1]
            joined = Tail(may, must, stops, self.scan, lambda: self.scan.member(mask) * value(), None, (mask, value))
            return joined
        apart = not np.any(first.may & second.may)

        def before() -> Any:
            return _first_of(first.before, second.before, apart)

        def after() -> Any:
            return _first_of(first.after, second.after, apart)

        return Tail(may, must, stops, self.scan, before, after if may[0] else None)

    def _repeat(self, node: Repeat, tail: Tail) -> Tail:
        if node.kind == POSSESSIVE and not isinstance(node.node, Labels):
            return self._atomic(Repeat(node.node, node.least, node.most), tail)
        if node.kind == POSSESSIVE and node.most is not None and node.most > 1:
            return self._atomic(Repeat(node.node, node.least, node.most), tail)
        if node.most is None:
            # At least one by `_run`; those above it are characters before it; none at all is another branch.
            found = self._run(node.node.mask, node.kind, tail)
            for _ in range(node.least - 1):
                found = self.match(node.node, found)
            return found if node.least else self._optional(found, tail, node.kind)
        if node.kind == GREEDY and node.most > 1 and tail.always and isinstance(node.node, Labels):
            found = self._counted(node.node.mask, max(node.least, 1), node.most, tail)
            return found if node.least else self._optional(found, tail, GREEDY)
        found = tail
        for _ in range(node.most - node.least):
            found = self._optional(self.match(node.node, found), tail, node.kind)
        for _ in range(node.least):
            found = self.match(node.node, found)
        return found

    def _optional(self, some: Tail, none: Tail, kind: str) -> Tail:
        if kind == LAZY:
            return self._either(none, some)
        if kind == GREEDY or not np.any(some.may & none.may):
            return self._either(some, none)
        mask = some.factor[0]
        scan = self.scan  # possessive: where the character is, having none is no choice any more
        without = none.may & ~mask
        other = Tail(
            without, none.must & ~mask, none.stops & ~mask, scan,
            lambda: (1 - scan.member(mask)) * none.before,
            lambda: (1 - tf.gather(scan.member(mask), scan.next)) * none.after,
        )  # fmt: skip
        return self._either(some, other)

    def _run(self, mask: np.ndarray, kind: str, tail: Tail) -> Tail:
        """One or more of a class."""
        self.runs.append(mask)
        scan = self.scan
        if kind != LAZY and tail is self.end:
            # The same value for every class of a group of runs, so that `_either` can join them.
            return self._masked(mask, tail, self._run_end(mask))
        settled = bool((tail.must | mask).all()) or not np.any(tail.may & mask)
        if kind == POSSESSIVE or (kind == GREEDY and settled):
            return self._masked(mask, tail, lambda: tf.gather(tail.after, scan.run_last(mask)))
        if kind == GREEDY and (tail.stops | ~mask).all():
            return self._masked(mask, tail, lambda: self._last_or_one_less(mask, tail))
        success = self._last_success if kind == GREEDY else self._first_success
        return self._masked(mask, tail, lambda: success(mask, tail))

    def _run_end(self, mask: np.ndarray) -> Ends:
        group = 0 if self.scan is None else self.scan.group_of(mask)
        return self._values.setdefault(("run", group), lambda: self.scan.run_end(mask))

    def _last_or_one_less(self, mask: np.ndarray, tail: Tail) -> Any:
        """The tail matches nothing within the run, so that its last character is the only one in question."""
        last = self.scan.run_last(mask)
        less = tf.where(tf.greater(last, self.scan.places), last, 0)
        return tf.maximum(tf.gather(tail.after, last), less)

    def _successes(self, mask: np.ndarray, tail: Tail) -> tuple[Any, Any, Any]:
        """Where the tail matches behind a character of the class: how many such places there are before each place,
        how many up to the end of its run, and the ends by number."""
        size = self.scan.size
        ends = self.scan.member(mask) * tail.after
        good = tf.minimum(ends, 1)
        number = tf.cumsum(good)
        by_number = tf.scatter_nd(tf.reshape(number * good, [-1, 1]), ends, [size + 2])
        return number - good, tf.gather(number, self.scan.run_last(mask)), by_number

    def _last_success(self, mask: np.ndarray, tail: Tail) -> Any:
        before, within, by_number = self._successes(mask, tail)
        return tf.where(tf.greater(within, before), tf.gather(by_number, within), 0)

    def _first_success(self, mask: np.ndarray, tail: Tail) -> Any:
        before, within, by_number = self._successes(mask, tail)
        return tf.where(tf.greater(within, before), tf.gather(by_number, before + 1), 0)

    def _counted(self, mask: np.ndarray, least: int, most: int, tail: Tail) -> Tail:
        """A bounded greedy repeat of a class before a tail that always matches."""
        self.runs.append(mask)
        scan = self.scan

        def value() -> Any:
            last = tf.minimum(scan.run_last(mask), scan.places + (most - 1))
            found = last + 1 if tail is self.end else tf.gather(tail.after, last)
            return found if least == 1 else tf.where(tf.greater_equal(last - scan.places, least - 1), found, 0)

        found = self._masked(mask, tail, value)
        return found if least == 1 else Tail(mask, self._none(), self._none(), scan, lambda: found.before)

    def _atomic(self, node: Node, tail: Tail) -> Tail:
        """The node's own first match, then the tail."""
        inner, scan = self.ends(node), self.scan

        def then_tail(ends: Any, here: np.ndarray, tail_here: Any) -> Any:
            beyond = tf.gather(tail.after, tf.maximum(ends - 1, 0))
            return tf.where(tf.greater(ends, here), beyond, tf.minimum(ends, 1) * tail_here)

        must = inner.must if tail.always else self._none()
        return Tail(
            inner.may, must, self._none(), scan,
            lambda: then_tail(inner.before, scan.places, tail.before),
            (lambda: then_tail(inner.after, scan.beyond, tail.after)) if inner.may[0] else None,
        )  # fmt: skip

    def _look(self, node: Look, tail: Tail) -> Tail:
        if node.behind:
            return self._condition(tail, lambda: self._behind(node), lambda: self._here(node))
        inner = self.ends(node.node)
        if isinstance(node.node, Labels):
            before: Ends = lambda: self._here(node)  # noqa: E731
            after: Ends = lambda: tf.gather(self._here(node), self.scan.next)  # noqa: E731
        else:
            before = _condition_of(lambda: inner.before, node.negative)
            after = _condition_of(lambda: inner.after, node.negative)
        found = self._condition(tail, before, after)
        found.may = tail.may & ~inner.must if node.negative else tail.may & inner.may
        sure = ~inner.may if node.negative else inner.must
        found.must, found.stops = tail.must & sure, tail.stops & sure
        return found

    def _condition(self, tail: Tail, before: Ends, after: Ends) -> Tail:
        return Tail(
            tail.may, self._none(), self._none(), self.scan,
            lambda: before() * tail.before, lambda: after() * tail.after,
        )  # fmt: skip

    def _here(self, node: Look) -> Any:
        return self.scan.member(node.node.mask ^ node.negative)

    def _behind(self, node: Look) -> Any:
        return tf.gather(self._here(node), self.scan.previous)

    def _anchor(self, node: Anchor, tail: Tail) -> Tail:
        scan = self.scan
        mask = node.inside.mask

        def ahead() -> Any:
            return tf.gather(scan.member(mask), scan.next)

        def behind() -> Any:
            return tf.gather(scan.member(mask), scan.previous)

        def never() -> Any:
            return np.zeros(scan.size, np.int32)

        def at_start() -> Any:
            return 1 - tf.minimum(scan.previous, 1)

        if node.kind == LINE_END:
            return self._condition(tail, lambda: scan.member(mask), lambda: tf.maximum(ahead(), 1 - scan.follows))
        if node.kind == LINE_START:
            # Not behind a line feed at the very end.
            return self._condition(
                tail, lambda: tf.maximum(behind(), at_start()), lambda: scan.member(mask) * scan.follows
            )
        if node.kind == TEXT_START:
            return self._condition(tail, at_start, never)
        if node.kind == TEXT_END:
            return self._condition(tail, never, lambda: 1 - scan.follows)
        same = node.kind == NO_WORD_EDGE
        return self._condition(
            tail,
            lambda: _compared(behind(), scan.member(mask), same),
            lambda: _compared(scan.member(mask), ahead(), same),
        )


def _compared(one: Any, other: Any, same: bool) -> Any:
    return tf.cast(tf.equal(one, other) if same else tf.not_equal(one, other), tf.int32)


def _condition_of(ends: Ends, negative: bool) -> Ends:
    return (lambda: 1 - tf.minimum(ends(), 1)) if negative else (lambda: tf.minimum(ends(), 1))


def _first_of(first: Any, second: Any, apart: bool) -> Any:
    return tf.maximum(first, second) if apart else tf.where(tf.greater(first, 0), first, second)
