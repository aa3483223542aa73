"""The decoders of tokenizer.json as steps of a plan.

While tokens are apart, the reference itself is asked what it makes of each. Once they are joined, a step has one
text, known only in the graph: then it is what `replacements` says.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tokenizers import Tokenizer
from tokenizers.decoders import Decoder

from hfedge.tokenizer.decoders.plan import Plan, Step
from hfedge.tokenizer.decoders.stages import StripEnds, Substitute
from hfedge.tokenizer.refused import Refused

# `cleanup` of tokenizers/src/decoders/wordpiece.rs at v0.22.2.
_CLEAN_UP = (
    *((f" {mark}", mark) for mark in ".?!,"),
    (" ' ", "'"),
    (" n't", "n't"),
    (" 'm", "'m"),
    (" do not", " don't"),
    (" 's", "'s"),
    (" 've", "'ve"),
    (" 're", "'re"),
)


def reference_decoder(config: Mapping[str, Any]) -> Decoder:
    """The library's decoder of this JSON. Raises Refused for what it does not read."""
    model = {"type": "WordLevel", "vocab": {"": 0}, "unk_token": ""}
    try:
        return Tokenizer.from_str(json.dumps({"version": "1.0", "model": model, "decoder": config})).decoder
    except Exception as error:  # the library raises plain Exception
        raise Refused(f"a decoder that tokenizers does not read ({error})") from error


@dataclass(frozen=True)
class Asked:
    """A decoder that looks at each token by itself, and at most whether it is the first or the last.

    replacements: what it does to a token that is both, as pairs for str.replace; None where that is not known.
    """

    decoder: Decoder
    name: str
    replacements: tuple[tuple[str, str], ...] | None
    by_first: bool = False
    by_last: bool = False

    def apply(self, plan: Plan) -> Plan:
        if not plan.joined and not plan.byte_fallback:
            return plan.each_token(self._rule, self.by_first, self.by_last)
        if self.replacements is None:
            raise Refused(f"{self.name} on the joined text")
        # Behind ByteFallback tokens are still apart, in ways that depend on the text; what looks at one character at
        # a time may be left to the end all the same.
        if not plan.joined and (self.by_first or self.by_last or any(len(old) > 1 for old, _ in self.replacements)):
            raise Refused(f"{self.name} between ByteFallback and Fuse")
        if any(new and not old for old, new in self.replacements):
            raise Refused(f"{self.name} of an empty text on the joined text")
        return plan.on_text(*(Substitute(old.encode(), new.encode()) for old, new in self.replacements if old))

    def _rule(self, text: str, first: bool, last: bool) -> str:
        # An empty token beside it: none of these decoders makes anything of that one there.
        before = [""] if self.by_first and not first else []
        after = [""] if self.by_last and not last else []
        return self.decoder.decode([*before, text, *after])


def parse_bpe(config: Mapping[str, Any]) -> Step:
    decoder = reference_decoder(config)
    return Asked(decoder, "BPEDecoder", ((config["suffix"], ""),), by_last=True)


def parse_metaspace(config: Mapping[str, Any]) -> Step:
    decoder = reference_decoder(config)
    drops_first = decoder.prepend_scheme != "never"
    replacements = ((config["replacement"], "" if drops_first else " "),)
    return Asked(decoder, "Metaspace", replacements, by_first=drops_first)


def parse_replace(config: Mapping[str, Any]) -> Step:
    decoder = reference_decoder(config)
    (kind, pattern), *_ = config["pattern"].items()
    literal = pattern and (kind == "String" or re.fullmatch(r"[^\\^$.|?*+(){}\[\]]+", pattern))
    return Asked(decoder, f"Replace of {config['pattern']}", ((pattern, config["content"]),) if literal else None)


def parse_word_piece(config: Mapping[str, Any]) -> Step:
    decoder = reference_decoder(config)
    return Asked(decoder, "WordPiece", _CLEAN_UP if config["cleanup"] else (), by_first=True)


@dataclass(frozen=True)
class Strip:
    """tokenizers/src/decoders/strip.rs. Where the reference panics (a text of less characters than it would strip
    twice, or an empty one for `stop`) nothing is left."""

    content: str
    start: int
    stop: int

    def apply(self, plan: Plan) -> Plan:
        if plan.joined:
            return plan.on_text(StripEnds(self.content.encode(), self.start, self.stop))
        if plan.byte_fallback:
            raise Refused("Strip between ByteFallback and Fuse")
        return plan.each_token(self._rule)

    def _rule(self, text: str, first: bool, last: bool) -> str:
        begin = min(self.start, len(text) - len(text.lstrip(self.content)))
        end = len(text) - min(self.stop, len(text) - len(text.rstrip(self.content)))
        return text[begin:end]


def parse_strip(config: Mapping[str, Any]) -> Step:
    reference_decoder(config)
    return Strip(config["content"], config["start"], config["stop"])


@dataclass(frozen=True)
class Ctc:
    """tokenizers/src/decoders/ctc.rs: a token right behind its like is dropped, then its text is cleaned."""

    asked: Asked

    def apply(self, plan: Plan) -> Plan:
        if plan.joined:
            return self.asked.apply(plan)
        if plan.byte_fallback or plan.drops_repeats or len(plan.forms) > 1:
            raise Refused("CTC behind a decoder that joins or drops tokens, or asks which comes first or last")
        if any(len(set(texts.values())) < len(texts) for texts in plan.forms.values()):
            raise Refused("CTC where two tokens have the same text")
        return replace(self.asked.apply(plan), drops_repeats=True)


def parse_ctc(config: Mapping[str, Any]) -> Step:
    decoder = reference_decoder(config)
    words = (*_CLEAN_UP, (config["word_delimiter_token"], " ")) if config["cleanup"] else ()
    return Ctc(Asked(decoder, "CTC", ((config["pad_token"], ""), *words)))


@dataclass(frozen=True)
class Fuse:
    """tokenizers/src/decoders/fuse.rs"""

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, joined=True)


@dataclass(frozen=True)
class ByteLevel:
    """`decode_chain` of tokenizers/src/pre_tokenizers/byte_level.rs: joins all tokens, each spelled in the characters
    that stand for bytes, or as it is where any of its characters is none of those."""

    def apply(self, plan: Plan) -> Plan:
        if plan.joined or plan.byte_fallback:
            raise Refused("ByteLevel behind a decoder that joins tokens")
        return replace(plan, joined=True, byte_level=True)


@dataclass(frozen=True)
class ByteFallback:
    """tokenizers/src/decoders/byte_fallback.rs: tokens such as <0x0A> are bytes, and a run of them is one text, or as
    many U+FFFD where it is no UTF-8."""

    def apply(self, plan: Plan) -> Plan:
        if plan.joined or plan.byte_fallback or plan.drops_repeats:
            raise Refused("ByteFallback behind a decoder that joins or drops tokens")
        return replace(plan, byte_fallback=True)


@dataclass(frozen=True)
class Sequence:
    steps: tuple[Step, ...]

    def apply(self, plan: Plan) -> Plan:
        for step in self.steps:
            plan = step.apply(plan)
        return plan


def fallback_byte(text: str) -> int | None:
    """The byte that a token such as <0x0A> stands for. (Rust's from_str_radix takes a plus sign for a digit, too.)"""
    found = re.fullmatch(r"<0x([0-9A-Fa-f]{2}|\+[0-9A-Fa-f])>", text)
    return int(found[1], 16) if found else None


@lru_cache(1)
def _byte_of_character() -> dict[str, int]:
    """The characters in which ByteLevel spells bytes: printable Latin-1 is itself, the rest follows from U+0100."""
    itself = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in itself]
    return {chr(byte): byte for byte in itself} | {chr(256 + index): byte for index, byte in enumerate(others)}


def byte_level_bytes(text: str) -> bytes:
    """What ByteLevel makes of one token."""
    spelled = _byte_of_character()
    return bytes(spelled[char] for char in text) if set(text) <= spelled.keys() else text.encode()
