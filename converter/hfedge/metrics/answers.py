"""Answers to questions, as SQuAD 2.0's evaluate-v2.0.py judges them: the best of several right ones counts."""

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

from hfedge.metrics.numbers import f1


def normalized(answer: str) -> str:
    """Lower case, without punctuation, without a, an and the, with single blanks."""
    letters = "".join(char for char in answer.lower() if char not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", letters).split())


def exact(wanted: str, found: str) -> float:
    return float(normalized(wanted) == normalized(found))


def overlap(wanted: str, found: str) -> float:
    """F1 of the words; where one of the two is no answer, whether the other is none too."""
    one, other = normalized(wanted).split(), normalized(found).split()
    if not one or not other:
        return float(one == other)
    return f1((Counter(one) & Counter(other)).total(), len(one), len(other))


def answer_scores(wanted: Sequence[Sequence[str]], found: Sequence[str]) -> tuple[float, float]:
    """exact match, F1. wanted: the right answers to each question; [] where there is none, which "" answers."""
    return _mean(exact, wanted, found), _mean(overlap, wanted, found)


def _mean(score: Callable[[str, str], float], wanted: Sequence[Sequence[str]], found: Sequence[str]) -> float:
    rows = zip(wanted, found, strict=True)
    best = [max(score(answer, got) for answer in _worded(answers)) for answers, got in rows]
    return sum(best) / len(best)


def _worded(answers: Sequence[str]) -> Sequence[str]:
    """As evaluate-v2.0.py: answers that nothing is left of do not count."""
    return [answer for answer in answers if normalized(answer)] or [""]
