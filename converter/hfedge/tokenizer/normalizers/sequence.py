"""One normalizer after the other."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.normalizers.characters import BertCharacterMap, CharacterMap, CharacterStage
from hfedge.tokenizer.normalizers.outputs import Output, compile_outputs
from hfedge.tokenizer.normalizers.reference import as_key
from hfedge.tokenizer.normalizers.unicode_forms import Form
from hfedge.tokenizer.pre_tokenizers.byte_level import Bytes
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream


@dataclass(frozen=True)
class SequenceStage:
    stages: tuple[Callable[[Stream], Stream], ...]

    context_free = False

    def __call__(self, stream: Stream) -> Stream:
        for stage in self.stages:
            stream = stage(stream)
        return stream


@dataclass(frozen=True)
class Sequence:
    """No step within is a Sequence. keeps_bytes: a symbol that stands for a class of characters is aligned to the
    bytes of its own character, whatever the text."""

    steps: tuple[Any, ...] = ()

    @property
    def keeps_bytes(self) -> bool:
        return all(_keeps_bytes(step) for step in self.steps)

    def needs(self) -> Needs:
        needs = Needs()
        for step in self.steps:
            needs |= step.needs()
        return needs

    def compile(self, alphabet: Alphabet) -> Any:
        """One stage for steps beside each other that are matters of single characters, alignments too: if that is all,
        a CharacterStage."""
        stages: list[Any] = []
        for single, steps in groupby(self.steps, _is_single):
            if single:
                outputs = _composed(tuple(steps), alphabet)
                stages.append(CharacterStage(compile_outputs(outputs, alphabet, fresh=not stages)))
            else:
                for step in steps:
                    stages.append(_compiled(step, alphabet, fresh=not stages))
        return stages[0] if len(stages) == 1 else SequenceStage(tuple(stages))


def _is_single(step: Any) -> bool:
    return isinstance(step, CharacterMap) and not getattr(step, "decomposes", False)


def _keeps_bytes(step: Any) -> bool:
    return getattr(step, "keeps_bytes", True)


def _compiled(step: Any, alphabet: Alphabet, fresh: bool) -> Any:
    return step.compile(alphabet) if isinstance(step, Bytes) else step.compile(alphabet, fresh)


def _composed(steps: tuple[CharacterMap, ...], alphabet: Alphabet) -> tuple[Output, ...]:
    outputs, *others = (step.outputs(alphabet) for step in steps)
    for other in others:
        outputs = tuple(tuple(last for given in output for last in other[given]) for output in outputs)
    return outputs


def sequence_of(steps: list[Any]) -> Sequence:
    """Raises Refused where a step reads the bytes of characters that may not be aligned to them any more."""
    flat = [part for step in steps for part in (step.steps if isinstance(step, Sequence) else (step,))]
    for index, step in enumerate(flat):
        if isinstance(step, Bytes) and not all(map(_keeps_bytes, flat[:index])):
            raise Refused("ByteLevel behind a Precompiled that removes characters")
    return Sequence(tuple(flat))


def exact_bert(step: BertCharacterMap) -> Sequence:
    """The same BertNormalizer as a Sequence that sorts marks as NFD does, for a vocabulary in which the order can be
    seen, at the price of some twenty operations."""
    off = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
    data = json.loads(step.key)
    steps: list[Any] = [CharacterMap(as_key({**data, "strip_accents": False, "lowercase": False}))]
    if step.decomposes:
        # NFD once more leaves single characters of a decomposed text as they are, but for nonspacing marks.
        steps += [Form("NFD"), CharacterMap(as_key({**data, **off, "strip_accents": True}))]
    if data["lowercase"]:
        steps.append(CharacterMap(as_key({"type": "Lowercase"})))
    return Sequence(tuple(steps))
