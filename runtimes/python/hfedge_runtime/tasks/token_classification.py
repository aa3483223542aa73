"""token-classification: entities in the text, as transformers' pipeline of that name aggregates them.

Upstream: pipelines/token_classification.py at v4.57.6; each function names the one that it follows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from hfedge_runtime.engine import Encoded, Engine
from hfedge_runtime.errors import ModelError
from hfedge_runtime.results import Entity, TokenClassification, char_index, char_span
from hfedge_runtime.tasks.record import shown
from hfedge_runtime.tasks.text_classification import check_count


@dataclass(frozen=True)
class Piece:
    """A token of the text: scores float32 `[labels]`, its characters, and whether it continues a word."""

    scores: np.ndarray
    start: int
    end: int
    continues: bool


class Tagged(NamedTuple):
    """A token or a word with its best label, by number, and that label's score."""

    label: int
    score: Any
    start: int
    end: int


def find_entities(
    engine: Engine, texts: tuple[bytes, ...], aggregation: str = "simple", ignore_labels: Sequence[str] = ("O",)
) -> TokenClassification:
    """Entities in their order. aggregation: a row of AGGREGATIONS; ignore_labels: what is no entity."""
    if aggregation not in AGGREGATIONS:
        raise ModelError(f"no aggregation {aggregation!r}. Accepted: {', '.join(AGGREGATIONS)}.")
    tokens = engine.tokenize(texts)
    (scores,) = engine.encode(tokens, "token_scores")
    text, labels = texts[0].decode("utf-8", "replace"), engine.manifest.labels
    pieces = _pieces(tokens, scores[0], text, engine.manifest.options)
    found = AGGREGATIONS[aggregation](pieces, labels)
    kept = tuple(entity for entity in found if entity.label not in ignore_labels)
    entities = tuple(entity._replace(text=text[entity.start : entity.end]) for entity in kept)
    return TokenClassification(**shown(texts), entities=entities, truncated=tokens.truncated)


def check_token_labels(engine: Engine) -> None:
    """Raises ModelError unless there is a label for every score of a token, and a known way to find words."""
    check_count(engine, "token_scores")
    subwords = engine.manifest.options.get("subwords")
    if subwords not in CONTINUES:
        raise ModelError(f"words are found by {subwords!r}. Accepted: {', '.join(CONTINUES)}. Convert the model again.")


def _pieces(tokens: Encoded, scores: np.ndarray, text: str, options: dict[str, Any]) -> list[Piece]:
    """Upstream: gather_pre_entities."""
    owner, continues = char_index(tokens.texts[0]), CONTINUES[options["subwords"]]
    ids, offsets, inside = tokens.row("input_ids"), tokens.row("offsets"), tokens.row("sequence_ids")
    lengths = tokens.row("token_lengths") if options["subwords"] == "lengths" else ids
    found = []
    for place in np.flatnonzero(inside):
        start, end = char_span(owner, *offsets[place].tolist())
        unknown = ids[place] == options["unknown_id"]
        found.append(Piece(scores[place], start, end, not unknown and continues(text, start, end, lengths[place])))
    return found


def _is_spelled_longer(text: str, start: int, end: int, length: int) -> bool:
    return int(length) != end - start


def _follows_no_space(text: str, start: int, end: int, length: int) -> bool:
    return start > 0 and " " not in text[start - 1 : start + 1]


# By the manifest's option `subwords`: whether a token continues the word before it.
CONTINUES: dict[str, Callable[[str, int, int, int], bool]] = {
    "lengths": _is_spelled_longer,
    "spaces": _follows_no_space,
}


def _best(scores: np.ndarray, start: int, end: int) -> Tagged:
    label = int(scores.argmax())
    return Tagged(label, scores[label], start, end)


def _words(pieces: list[Piece], merge: Callable[[list[Piece]], np.ndarray]) -> list[Tagged]:
    """Upstream: aggregate_words; `merge` makes one row of scores of a word's (aggregate_word)."""
    words: list[list[Piece]] = []
    for piece in pieces:
        if words and piece.continues:
            words[-1].append(piece)
        else:
            words.append([piece])
    return [_best(merge(word), word[0].start, word[-1].end) for word in words]


def _first(word: list[Piece]) -> np.ndarray:
    return word[0].scores


def _largest(word: list[Piece]) -> np.ndarray:
    return max(word, key=lambda piece: piece.scores.max()).scores


def _average(word: list[Piece]) -> np.ndarray:
    return np.stack([piece.scores for piece in word]).mean(axis=0)


def _tags(pieces: list[Piece]) -> list[Tagged]:
    return [_best(piece.scores, piece.start, piece.end) for piece in pieces]


def _grouped(tagged: list[Tagged], labels: Sequence[str]) -> list[Entity]:
    """Upstream: group_entities, get_tag, group_sub_entities."""
    groups: list[list[Tagged]] = []
    for item in tagged:
        begins, kind = _tag(labels[item.label])
        if groups and not begins and kind == _tag(labels[groups[-1][-1].label])[1]:
            groups[-1].append(item)
        else:
            groups.append([item])
    return [_joined(group, labels[group[0].label]) for group in groups]


def _joined(group: list[Tagged], label: str) -> Entity:
    score = float(np.mean([item.score for item in group]))
    return Entity(label.split("-", 1)[-1], score, "", group[0].start, group[-1].end)


def _tag(label: str) -> tuple[bool, str]:
    """ "B-PER" -> (True, "PER"); "I-PER" and "PER" -> (False, "PER")."""
    return label.startswith("B-"), label[2:] if label.startswith(("B-", "I-")) else label


def _each(pieces: list[Piece], labels: Sequence[str]) -> list[Entity]:
    return [Entity(labels[tag.label], float(tag.score), "", tag.start, tag.end) for tag in _tags(pieces)]


# By name: tokens of the text to entities, whose text is filled in later.
AGGREGATIONS: dict[str, Callable[[list[Piece], Sequence[str]], list[Entity]]] = {
    "none": _each,
    "simple": lambda pieces, labels: _grouped(_tags(pieces), labels),
    "first": lambda pieces, labels: _grouped(_words(pieces, _first), labels),
    "average": lambda pieces, labels: _grouped(_words(pieces, _average), labels),
    "max": lambda pieces, labels: _grouped(_words(pieces, _largest), labels),
}
