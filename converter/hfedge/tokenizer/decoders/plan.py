"""What becomes of every token of the vocabulary, and of the joined text: the work of the steps at compile time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from hfedge.tokenizer.refused import Refused

Rule = Callable[[str, bool, bool], str]  # a token's text, is it the first, is it the last -> its new text


@dataclass(frozen=True)
class Context:
    """Where a token stands among those decoded; None: that makes no difference."""

    first: bool | None = None
    last: bool | None = None


@dataclass(frozen=True)
class Plan:
    """forms: per context each token's text so far, by id; stages: what is left to do on the joined text, in order.

    joined: the reference's list of tokens has become one text, which later steps take for the only token;
    byte_level: the texts are spelled in the characters of ByteLevel; byte_fallback: texts such as <0x0A> are bytes;
    drops_repeats: of a token repeated only the first counts, and empty ones are no tokens.
    """

    forms: Mapping[Context, Mapping[int, str]]
    joined: bool = False
    byte_level: bool = False
    byte_fallback: bool = False
    drops_repeats: bool = False
    stages: tuple[Any, ...] = ()

    @classmethod
    def of(cls, tokens: Mapping[int, str]) -> "Plan":
        return cls({Context(): dict(tokens)})

    @property
    def by_first(self) -> bool:
        return any(context.first is not None for context in self.forms)

    @property
    def by_last(self) -> bool:
        return any(context.last is not None for context in self.forms)

    def each_token(self, rule: Rule, by_first: bool = False, by_last: bool = False) -> "Plan":
        """The plan with the rule applied to every token. by_first, by_last: what the rule looks at."""
        forms = self.forms
        if self.drops_repeats and (by_first or by_last):
            raise Refused("a step that asks which token comes first or last, behind CTC, which drops tokens")
        if by_first and not self.by_first:
            forms = {replace(context, first=first): forms[context] for context in forms for first in (False, True)}
        if by_last and not self.by_last:
            forms = {replace(context, last=last): forms[context] for last in (False, True) for context in forms}
        return replace(self, forms={context: self._ruled(rule, context, forms[context]) for context in forms})

    def _ruled(self, rule: Rule, context: Context, texts: Mapping[int, str]) -> dict[int, str]:
        first, last = bool(context.first), bool(context.last)
        gone = {""} if self.drops_repeats else set()
        return {index: text if text in gone else rule(text, first, last) for index, text in texts.items()}

    def on_text(self, *stages: Any) -> "Plan":
        return replace(self, stages=(*self.stages, *stages))


class Step(Protocol):
    """A step of a decoder."""

    def apply(self, plan: Plan) -> Plan:
        """Raises Refused where the step cannot follow exactly what the plan already holds."""


def joined_by_spaces(plan: Plan) -> Plan:
    """What the reference does without any decoder."""
    return plan.each_token(lambda text, first, last: text if first else f" {text}", by_first=True)
