"""Entities: from tags in the IOB2 scheme, and their F1 (seqeval.metrics, mode="strict", scheme=IOB2)."""

from collections.abc import Collection, Sequence

from hfedge.metrics.numbers import f1

Span = tuple[int, int, str]  # start, end, label


def spans_of_tags(tags: Sequence[str]) -> set[Span]:
    """In tokens. An I- that continues nothing of its kind begins nothing.

    ["B-PER", "I-PER", "O", "I-LOC"] -> {(0, 2, "PER")}
    """
    found, start = set(), None
    for place, tag in enumerate((*tags, "O")):
        kind = tag[2:]
        if start is not None and not (tag.startswith("I-") and kind == tags[start][2:]):
            found.add((start, place, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = place
    return found


def spans_of_tokens(tokens: Sequence[str], tags: Sequence[str]) -> set[Span]:
    """In characters of " ".join(tokens)."""
    ends, position = [], -1
    for token in tokens:
        position += 1 + len(token)
        ends.append(position)
    starts = [end - len(token) for end, token in zip(ends, tokens)]
    return {(starts[first], ends[last - 1], label) for first, last, label in spans_of_tags(tags)}


def span_f1(wanted: Sequence[Collection[Span]], found: Sequence[Collection[Span]]) -> tuple[float, float]:
    """Over exact spans and labels: micro, and macro over the labels that are wanted or found."""
    pairs = [(set(one), set(other)) for one, other in zip(wanted, found, strict=True)]
    labels = {label for pair in pairs for part in pair for _, _, label in part}
    scores = [_f1([tuple(map(lambda part: _of(part, label), pair)) for pair in pairs]) for label in sorted(labels)]
    return _f1(pairs), sum(scores) / len(scores) if scores else 0.0


def _of(spans: set[Span], label: str) -> set[Span]:
    return {span for span in spans if span[2] == label}


def _f1(pairs: Sequence[tuple[set[Span], set[Span]]]) -> float:
    right = sum(len(one & other) for one, other in pairs)
    return f1(right, sum(len(one) for one, _ in pairs), sum(len(other) for _, other in pairs))
