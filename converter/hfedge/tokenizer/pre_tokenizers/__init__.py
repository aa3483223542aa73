"""The pre-tokenizers of tokenizer.json, as steps that compile to tensor operations over a Stream."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.pre_tokenizers.byte_level import ByteLevel, byte_level
from hfedge.tokenizer.pre_tokenizers.classes import (
    BertPreTokenizer,
    CharacterSplit,
    UnicodeScripts,
    Whitespace,
    char_delimiter_split,
    digits,
    fixed_length,
    punctuation,
    whitespace_split,
)
from hfedge.tokenizer.pre_tokenizers.kinds import REMOVED
from hfedge.tokenizer.pre_tokenizers.metaspace import Metaspace, metaspace
from hfedge.tokenizer.pre_tokenizers.split import Split, split
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream


@dataclass(frozen=True)
class Sequence:
    """One pre-tokenizer after the other; none at all leaves every piece as it is."""

    steps: tuple[Any, ...] = ()

    def needs(self) -> Needs:
        found = Needs()
        for step in self.steps:
            found |= step.needs()
        return found

    def compile(self, alphabet: Alphabet) -> "CompiledSequence":
        return CompiledSequence(tuple(step.compile(alphabet) for step in self.steps))


@dataclass(frozen=True)
class CompiledSequence:
    stages: tuple[Callable[[Stream], Stream], ...]

    def __call__(self, stream: Stream) -> Stream:
        for stage in self.stages:
            stream = stage(stream)
        return stream


def sequence(entry: dict) -> Sequence:
    """Raises Refused, KeyError for what is missing and TypeError for what is no list of objects."""
    steps: list[Any] = []
    for step in _flat([parse_pre_tokenizer(part) for part in entry["pretokenizers"]]):
        # Prefixes need more room behind a step that may cut without removing a character.
        many = not all(map(_removes_what_it_cuts_at, steps))
        steps.append(replace(step, many=many) if isinstance(step, Metaspace | ByteLevel) else step)
    return Sequence(tuple(steps))


def _flat(steps: list[Any]) -> list[Any]:
    return [part for step in steps for part in (_flat(step.steps) if isinstance(step, Sequence) else (step,))]


def _removes_what_it_cuts_at(step: Any) -> bool:
    return isinstance(step, CharacterSplit | Split) and step.behavior == REMOVED and not getattr(step, "invert", False)


PRE_TOKENIZERS: dict[str, Callable[[dict], Any]] = {
    "BertPreTokenizer": lambda entry: BertPreTokenizer(),
    "ByteLevel": byte_level,
    "CharDelimiterSplit": char_delimiter_split,
    "Digits": digits,
    "FixedLength": fixed_length,
    "Metaspace": metaspace,
    "Punctuation": punctuation,
    "Sequence": sequence,
    "Split": split,
    "UnicodeScripts": lambda entry: UnicodeScripts(),
    "Whitespace": lambda entry: Whitespace(),
    "WhitespaceSplit": whitespace_split,
}


def parse_pre_tokenizer(entry: dict | None) -> Any:
    """The step that an entry of tokenizer.json describes (None: no pre-tokenizer). Raises Refused."""
    if entry is None:
        return Sequence()
    if entry["type"] not in PRE_TOKENIZERS:
        raise Refused(f"the pre-tokenizer {entry['type']!r} (one of {', '.join(PRE_TOKENIZERS)})")
    return PRE_TOKENIZERS[entry["type"]](entry)
