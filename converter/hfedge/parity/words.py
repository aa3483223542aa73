"""An answer in words: what the outputs of one text say, for people who compare two of them.

Both sides go through the same function, the original's outputs with its own labels. These are for reading: the results
that apps get are the runtimes' (docs/results.md), of several windows and options.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from hfedge.parity.reference import Text
from hfedge_runtime.results import char_index, char_span
from hfedge_runtime.tasks.token_classification import AGGREGATIONS, Piece

SHOWN = 5  # entities, or masks
_LONGEST_ANSWER = 15  # tokens, as the pipeline has it if nobody asks


@dataclass(frozen=True)
class Said:
    """One side's answer. outputs: by name, without the batch; offsets: of the tokens, in bytes of their own text;
    spelled: the texts of token ids; others: all other texts, with this side's outputs for each."""

    text: Text
    offsets: Sequence[tuple[int, int]]
    labels: Sequence[str]
    outputs: Mapping[str, np.ndarray]
    spelled: Mapping[int, str] = field(default_factory=dict)
    others: Sequence[tuple[Text, Mapping[str, np.ndarray]]] = ()


def in_words(said: Said, task: str, output: str) -> str:
    """By the row of WORDS for the output that is compared."""
    found = said.outputs[output]
    if not np.isfinite(found).all():
        return "not a number"
    return WORDS[task][output](said)


def _best_label(said: Said) -> str:
    scores = said.outputs["scores"]
    best = int(scores.argmax())
    return f"{_label(said.labels, best)} {scores[best]:.4f}"


def _label(labels: Sequence[str], place: int) -> str:
    return labels[place] if place < len(labels) else f"label {place}"


def _entities(said: Said) -> str:
    """As the pipeline's aggregation "simple" groups them."""
    text, owner = said.text[0], char_index(said.text[0].encode("utf-8", "surrogatepass"))
    scores = said.outputs["token_scores"]
    labels = [_label(said.labels, place) for place in range(scores.shape[-1])]
    tokens = [(row, *char_span(owner, *span)) for row, span in zip(scores, said.offsets) if span != (0, 0)]
    found = AGGREGATIONS["simple"]([Piece(*token, continues=False) for token in tokens], labels)
    kept = [f"{item.label} “{text[item.start : item.end]}” {item.score:.3f}" for item in found if item.label != "O"]
    return _joined(kept) or "no entity"


def _joined(parts: Sequence[str]) -> str:
    more = len(parts) - SHOWN
    return ", ".join(parts[:SHOWN]) + (f", and {more} more" if more > 0 else "")


def _span(said: Said) -> str:
    """The likeliest answer of the first window, by the logits of its start and end."""
    offsets, places = said.offsets, _of_the_second_text(said.offsets)
    if not len(places):
        return "no answer"
    start, end = (_softmax(said.outputs["logits"][places, side]) for side in (0, 1))
    near = np.triu(np.ones((len(places),) * 2)) - np.triu(np.ones((len(places),) * 2), _LONGEST_ANSWER)
    first, last = np.unravel_index((start[:, None] * end[None] * near).argmax(), near.shape)
    data = said.text[-1].encode("utf-8", "surrogatepass")
    answer = data[offsets[places[first]][0] : offsets[places[last]][1]].decode("utf-8", "replace")
    return f"“{answer}” {start[first] * end[last]:.4f}"


def _of_the_second_text(offsets: Sequence[tuple[int, int]]) -> np.ndarray:
    """The tokens of the last stretch between special tokens, which have no place in the text."""
    inside = [place for place, span in enumerate(offsets) if tuple(span) != (0, 0)]
    gaps = [n for n in range(1, len(inside)) if inside[n] - inside[n - 1] > 1 and offsets[inside[n]][0] == 0]
    return np.array(inside[gaps[-1] :] if gaps else inside, np.int64)


def _softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max())
    return powers / powers.sum()


def _tokens(said: Said) -> str:
    ids, scores = said.outputs["token_ids"], said.outputs["token_scores"]
    there = [place for place in range(len(scores)) if scores[place, 0] > 0]
    best = [int(number) for number in ids[:, 0]]
    spelled = [said.spelled.get(number, f"token {number}") for number in best]
    return _joined([f"“{spelled[n]}” {scores[n, 0]:.4f}" for n in there]) or "no mask"


def _number(output: str) -> Callable[[Said], str]:
    return lambda said: f"{output} {float(said.outputs[output].reshape(-1)[0]):.5f}"


def _vector(said: Said) -> str:
    """What it is most like of the other texts, by their cosine; and its norm."""
    vector = said.outputs["embedding"].astype(np.float64)
    norm = np.sqrt((vector * vector).sum())
    found = [(text, outputs["embedding"]) for text, outputs in said.others if text != said.text]
    alike = [(text, other.astype(np.float64)) for text, other in found if other.shape == vector.shape]
    if not alike:
        return f"norm {norm:.4f}"
    rows = np.array([other for _, other in alike])
    cosines = (rows * vector).sum(-1) / np.maximum(np.sqrt((rows * rows).sum(-1)) * norm, 1e-30)
    best = int(np.where(np.isfinite(cosines), cosines, -2).argmax())
    return f"nearest “{_cut(alike[best][0][0])}” {cosines[best]:.4f}, norm {norm:.4f}"


def _cut(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _states(output: str) -> Callable[[Said], str]:
    def words(said: Said) -> str:
        states = said.outputs[output].astype(np.float64)
        norms = np.sqrt((states * states).sum(-1))
        return f"{'×'.join(map(str, states.shape))}, mean norm {norms.mean():.4f}"

    return words


# By task and by the output that parity compares.
WORDS: Mapping[str, Mapping[str, Callable[[Said], str]]] = {
    "text-classification": {"scores": _best_label},
    "zero-shot-classification": {"scores": _best_label},
    "text-ranking": {"score": _number("score")},
    "multiple-choice": {"logits": _number("logits")},
    "fill-mask": {"token_scores": _tokens},
    "token-classification": {"token_scores": _entities},
    "question-answering": {"logits": _span},
    "sentence-similarity": {"embedding": _vector},
    "feature-extraction": {
        "embedding": _vector,
        "hidden_states": _states("hidden_states"),
        "last_hidden_state": _states("last_hidden_state"),
    },
}
