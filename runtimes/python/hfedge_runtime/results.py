"""What a model returns: frozen records, one per kind of output, each with `to_json()` for machine-readable
output."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from hfedge_runtime.manifest import Manifest


class LabelScore(NamedTuple):
    """A label and its score as the graph computed it (softmax, sigmoid or the plain value)."""

    label: str
    score: float


@dataclass(frozen=True)
class Classification:
    """Labels, best first. `truncated`: the text did not fit and its end was not read."""

    text: str
    labels: tuple[LabelScore, ...]
    truncated: bool
    pair: str | None = None

    def to_json(self) -> dict[str, Any]:
        """{"text", "labels": [{"label", "score"}]}, and "pair" where there is one."""
        return {**_texts(self), "labels": [{"label": label, "score": score} for label, score in self.labels]}


class Entity(NamedTuple):
    """A stretch of the text, and what it is; `start` and `end` are in characters (of a str, so code points)."""

    label: str
    score: float
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class TokenClassification:
    """Entities in the order of the text. `truncated`: the text did not fit and its end was not read."""

    text: str
    entities: tuple[Entity, ...]
    truncated: bool
    pair: str | None = None

    def to_json(self) -> dict[str, Any]:
        """{"text", "entities": [{"label", "score", "text", "start", "end"}]}."""
        return {**_texts(self), "entities": [entity._asdict() for entity in self.entities]}


class AnswerSpan(NamedTuple):
    """A stretch of the pair that answers; `start` and `end` are in characters (of a str, so code points). No answer is
    an empty text at 0."""

    text: str
    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Answers:
    """Answers to the question `text` out of `pair`, best first. `truncated`: question or pair did not fit and the end
    was not read."""

    text: str
    pair: str
    answers: tuple[AnswerSpan, ...]
    truncated: bool

    def to_json(self) -> dict[str, Any]:
        """{"text", "pair", "answers": [{"text", "score", "start", "end"}]}."""
        return {**_texts(self), "answers": [answer._asdict() for answer in self.answers]}


class FilledToken(NamedTuple):
    """A token for a mask: as text, as id, its score, and the whole text with it in the mask's place."""

    token: str
    id: int
    score: float
    text: str


@dataclass(frozen=True)
class FilledMasks:
    """For each mask in the order of the text its tokens, best first. `truncated`: the text did not fit and its end was
    not read."""

    text: str
    masks: tuple[tuple[FilledToken, ...], ...]
    truncated: bool

    def to_json(self) -> dict[str, Any]:
        """{"text", "masks": [[{"token", "id", "score", "text"}]]}."""
        return {"text": self.text, "masks": [[token._asdict() for token in mask] for mask in self.masks]}


class ChoiceScore(NamedTuple):
    """A choice, its score, and which of the given ones it is."""

    choice: str
    score: float
    index: int


@dataclass(frozen=True)
class Choices:
    """Choices, best first; their scores sum to 1. `truncated`: the text with one of them did not fit and was cut."""

    text: str
    choices: tuple[ChoiceScore, ...]
    truncated: bool

    def to_json(self) -> dict[str, Any]:
        """{"text", "choices": [{"choice", "score", "index"}]}."""
        return {"text": self.text, "choices": [choice._asdict() for choice in self.choices]}


class RankedDocument(NamedTuple):
    """A document, its score, and which of the given ones it is."""

    document: str
    score: float
    index: int


@dataclass(frozen=True)
class Ranking:
    """Documents, best first. `truncated`: the text with one of them did not fit and was cut."""

    text: str
    documents: tuple[RankedDocument, ...]
    truncated: bool

    def to_json(self) -> dict[str, Any]:
        """{"text", "documents": [{"document", "score", "index"}]}."""
        return {"text": self.text, "documents": [document._asdict() for document in self.documents]}


@dataclass(frozen=True, eq=False)
class Embedding:
    """One vector, float32 `[width]`."""

    text: str
    embedding: np.ndarray
    truncated: bool
    pair: str | None = None

    def to_json(self) -> dict[str, Any]:
        """{"text", "embedding": [...]}."""
        return {**_texts(self), "embedding": self.embedding.tolist()}


@dataclass(frozen=True, eq=False)
class TokenEmbeddings:
    """One vector per token, float32 `[tokens, width]`, special tokens included, padding not.

    `hidden_states`: the same after the embeddings and after each layer, `[layers + 1, tokens, width]`, where the model
    was converted with them.
    """

    text: str
    embeddings: np.ndarray
    truncated: bool
    pair: str | None = None
    hidden_states: np.ndarray | None = None

    def to_json(self) -> dict[str, Any]:
        """{"text", "embeddings": [[...], ...]}, and "hidden_states" where there are any."""
        every = {} if self.hidden_states is None else {"hidden_states": self.hidden_states.tolist()}
        return {**_texts(self), "embeddings": self.embeddings.tolist(), **every}


@dataclass(frozen=True)
class Tokens:
    """Token ids with where they come from.

    `offsets` are (start, end) in bytes of the UTF-8 text, `char_offsets` the same in characters (of a str, so
    code points); both are (0, 0) for special tokens. `sequences` says which text an offset belongs to: 0 the
    text, 1 the pair, None a special token. `tokens` is the piece of the text between the offsets (the
    vocabulary's own spelling is not kept), or the special token's name.
    """

    text: str
    ids: tuple[int, ...]
    tokens: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    char_offsets: tuple[tuple[int, int], ...]
    sequences: tuple[int | None, ...]
    truncated: bool
    pair: str | None = None

    def to_json(self) -> dict[str, Any]:
        """{"text", "ids", "tokens", "offsets"}, and "pair" where there is one; offsets in bytes."""
        return {
            **_texts(self),
            "ids": list(self.ids),
            "tokens": list(self.tokens),
            "offsets": [list(offset) for offset in self.offsets],
        }


Result = Classification | TokenClassification | Answers | FilledMasks | Choices | Ranking | Embedding | TokenEmbeddings


def make_tokens(manifest: Manifest, texts: tuple[bytes, ...], found: dict[str, np.ndarray], truncated: bool) -> Tokens:
    """`texts` are the bytes of the text and of the pair; `found` the rows of a tokenize signature, `[tokens, ...]`."""
    ids = tuple(found["input_ids"].tolist())
    offsets = tuple(map(tuple, found["offsets"].tolist()))
    sequences = _sequences(manifest, ids, offsets, found["type_ids"].tolist(), len(texts))
    owners = [char_index(text) for text in texts]
    pieces, chars = [], []
    for token, (start, end), sequence in zip(ids, offsets, sequences, strict=True):
        if sequence is None:
            pieces.append(manifest.special_tokens[token])
            chars.append((0, 0))
        else:
            pieces.append(texts[sequence][start:end].decode("utf-8", "replace"))
            chars.append(char_span(owners[sequence], start, end))
    shown = [text.decode("utf-8", "replace") for text in texts]
    return Tokens(
        shown[0],
        ids,
        tuple(pieces),
        offsets,
        tuple(chars),
        sequences,
        truncated,
        shown[1] if len(shown) > 1 else None,
    )


def char_index(text: bytes) -> np.ndarray:
    """For every byte, the index of its character in `text.decode("utf-8", "replace")`; int64 `[bytes + 1]`.

    char_index("aé".encode()) is [0, 1, 1, 2].
    """
    try:
        text.decode("utf-8")
        starts = (np.frombuffer(text, np.uint8) & 0xC0) != 0x80
    except UnicodeDecodeError:
        starts = _replaced_starts(text)
    return np.append(np.cumsum(starts) - 1, np.count_nonzero(starts))


def _replaced_starts(text: bytes) -> np.ndarray:
    """Where characters start in invalid UTF-8: each stretch that decodes to one U+FFFD is a character."""
    starts = (np.frombuffer(text, np.uint8) & 0xC0) != 0x80
    position = 0
    while position < len(text):
        try:
            text[position:].decode("utf-8")
            break
        except UnicodeDecodeError as error:
            start, end = position + error.start, position + error.end
            starts[start:end] = False
            starts[start] = True
            position = end
    return starts


def char_span(owner: np.ndarray, start: int, end: int) -> tuple[int, int]:
    """Byte offsets in characters; owner: char_index of the text. A token that ends inside a character (byte-level BPE)
    holds all of it."""
    first = int(owner[start])
    return first, int(owner[end - 1]) + 1 if end > start else first


def _sequences(
    manifest: Manifest,
    ids: tuple[int, ...],
    offsets: tuple[tuple[int, int], ...],
    types: list[int],
    texts: int,
) -> tuple[int | None, ...]:
    """Which text each token is of. A special token typed in the text has offsets, so it is of the text."""
    special = [
        token in manifest.special_tokens and offset == (0, 0) for token, offset in zip(ids, offsets, strict=True)
    ]
    if texts == 1:
        owner = [0] * len(ids)
    elif any(types):
        owner = types
    else:  # RoBERTa and others have no types: the pair starts behind the special tokens that follow the text
        runs = [index for index in range(1, len(ids)) if special[index] and not special[index - 1]]
        owner = [int(bool(runs) and index > runs[0]) for index in range(len(ids))]
    return tuple(None if is_special else which for is_special, which in zip(special, owner, strict=True))


def _texts(result: Any) -> dict[str, Any]:
    return {"text": result.text} if result.pair is None else {"text": result.text, "pair": result.pair}
