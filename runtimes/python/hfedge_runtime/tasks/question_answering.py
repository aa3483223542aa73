"""question-answering: the stretches of the pair that answer the text, as transformers' pipeline of that name chooses.

Upstream: pipelines/question_answering.py at v4.57.6 (`postprocess`). The graph has chosen the spans of each window.
"""

from collections.abc import Iterator

from hfedge_runtime.engine import Engine
from hfedge_runtime.errors import ModelError
from hfedge_runtime.results import Answers, AnswerSpan, char_index, char_span
from hfedge_runtime.tasks.record import shown

NO_ANSWER = AnswerSpan("", 0.0, 0, 0)


def answer(
    engine: Engine,
    texts: tuple[bytes, ...],
    top_k: int = 1,
    max_answer_tokens: int = 15,
    allow_no_answer: bool = False,
) -> Answers:
    """Answers to the first text out of the second, best first: `top_k` of them, of at most so many tokens.

    allow_no_answer: that there is none counts as an answer too. Where nothing can be one, it is the only one, with the
    score 0. (The pipeline fills up to top_k with answers of score 0; here there are fewer.)
    """
    considered = _considered(engine, top_k)
    _check_length(engine, max_answer_tokens)
    found: dict[str, AnswerSpan] = {}
    no_answer, truncated, context = [], False, shown(texts)["pair"]
    for spans, null_score, cut in _windows(engine, texts, max_answer_tokens):
        no_answer.append(null_score)
        truncated |= cut
        for start, end, score in spans[:considered]:
            _add(found, AnswerSpan(context[start:end], score, start, end))
    answers = list(found.values())
    if allow_no_answer:
        answers.append(NO_ANSWER._replace(score=min(no_answer)))
    best = sorted(answers, key=lambda item: -item.score)[:top_k] or [NO_ANSWER]
    return Answers(**shown(texts), answers=tuple(best), truncated=truncated)


def _windows(
    engine: Engine, texts: tuple[bytes, ...], max_answer_tokens: int
) -> Iterator[tuple[list[tuple[int, int, float]], float, bool]]:
    """For each window its spans (start, end in characters, score), best first, the score of no answer, and whether
    anything was cut."""
    window, count, owner = 0, 1, None
    while window < count:
        tokens = engine.tokenize(texts, window=window)
        owner = char_index(tokens.texts[1]) if owner is None else owner
        count, cut = tokens.number("window_count"), tokens.truncated
        names = ("answer_scores", "answer_offsets", "null_score")
        scores, offsets, null_score = engine.encode(tokens, *names, max_answer_tokens=max_answer_tokens)
        rows = zip(offsets[0].tolist(), scores[0].tolist(), strict=True)
        yield [(*char_span(owner, *span), score) for span, score in rows if score > 0], float(null_score[0, 0]), cut
        window += 1


def _add(found: dict[str, AnswerSpan], new: AnswerSpan) -> None:
    """The same words found again make one answer, where they were found first (`get_answer`)."""
    key = new.text.lower()
    found[key] = found[key]._replace(score=found[key].score + new.score) if key in found else new


def _considered(engine: Engine, top_k: int) -> int:
    """How many spans of a window are looked at. Raises ModelError."""
    spans = engine.manifest.options["spans"]
    most = (spans - 10) // 2
    if not 1 <= top_k <= most:
        raise ModelError(f"top_k is {top_k}. Accepted: 1 to {most}.")
    return 2 * top_k + 10


def _check_length(engine: Engine, max_answer_tokens: int) -> None:
    most = engine.manifest.options["most_answer_tokens"]
    if not 1 <= max_answer_tokens <= most:
        raise ModelError(f"max_answer_tokens is {max_answer_tokens}. Accepted: 1 to {most}.")
