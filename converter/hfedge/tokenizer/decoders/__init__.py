"""Decoders: from token ids back to the bytes of a text.

Identical to `Tokenizer.decode` of tokenizers 0.22.2 (tokenizers/src/tokenizer/mod.rs and tokenizers/src/decoders at
tag v0.22.2). A decoder's JSON becomes steps (steps.py), the steps applied to the whole vocabulary become the bytes of
every token in its context and what is left to do on the joined text (plan.py, stages.py), and both together the graph
(compiled.py).
"""

from collections.abc import Callable, Mapping
from typing import Any

from hfedge.tokenizer.decoders.compiled import CompiledDecoder
from hfedge.tokenizer.decoders.plan import Plan, Step, joined_by_spaces
from hfedge.tokenizer.decoders.stages import CleanUp
from hfedge.tokenizer.decoders.steps import (
    ByteFallback,
    ByteLevel,
    Fuse,
    Sequence,
    parse_bpe,
    parse_ctc,
    parse_metaspace,
    parse_replace,
    parse_strip,
    parse_word_piece,
    reference_decoder,
)
from hfedge.tokenizer.decoders.token_bytes import token_bytes
from hfedge.tokenizer.refused import Refused


def parse_decoder(config: Mapping[str, Any]) -> Step:
    """config: the "decoder" of a tokenizer.json. Raises Refused for what cannot be done exactly."""
    kind = config.get("type") if isinstance(config, Mapping) else config
    if not isinstance(kind, str) or kind not in DECODERS:
        raise Refused(f"a decoder of type {kind!r}; known are {', '.join(sorted(DECODERS))}")
    return DECODERS[kind](config)


def _parse_sequence(config: Mapping[str, Any]) -> Step:
    reference_decoder(config)
    return Sequence(tuple(parse_decoder(item) for item in config["decoders"]))


DECODERS: dict[str, Callable[[Mapping[str, Any]], Step]] = {
    "BPEDecoder": parse_bpe,
    "ByteFallback": lambda config: ByteFallback(),
    "ByteLevel": lambda config: ByteLevel(),
    "CTC": parse_ctc,
    "Fuse": lambda config: Fuse(),
    "Metaspace": parse_metaspace,
    "Replace": parse_replace,
    "Sequence": _parse_sequence,
    "Strip": parse_strip,
    "WordPiece": parse_word_piece,
}


def compile_decoder(
    config: Mapping[str, Any] | None, tokens: Mapping[int, str], special_ids: frozenset[int], clean_up: bool
) -> CompiledDecoder:
    """config: the "decoder" of a tokenizer.json; tokens: id to text, of the vocabulary and the added tokens (which win
    over it); special_ids: the added tokens that are special; clean_up: transformers' clean_up_tokenization_spaces.
    Raises Refused for what cannot be done exactly."""
    plan = Plan.of(tokens)
    plan = joined_by_spaces(plan) if config is None else parse_decoder(config).apply(plan)
    # The reference asks of a token's text whether it is special: another token of that text is skipped too.
    special_texts = {tokens[index] for index in special_ids if index in tokens}
    special = frozenset(index for index, text in tokens.items() if text in special_texts)
    stages = (*plan.stages, CleanUp()) if clean_up else plan.stages
    return CompiledDecoder(
        tokens=token_bytes(plan, special),
        by_first=plan.by_first,
        by_last=plan.by_last,
        byte_fallback=plan.byte_fallback,
        replaces_ill_formed=plan.byte_level,
        drops_repeats=plan.drops_repeats,
        stages=stages,
    )
