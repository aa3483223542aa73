"""What TF Text's TFLite kernels can do of a tokenizer, read from its tokenizer.json: a refusal by name for the rest.

Read from TF Text 2.21: fast_bert_normalizer_model_builder.cc and fast_wordpiece_tokenizer.cc (WordPiece),
sentencepiece/model_converter.cc and optimized_encoder.cc (SentencePiece). Both ops have an option or two; everything
else about them is fixed.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from hfedge.errors import UnsupportedError
from hfedge.tasks import TaskHead
from hfedge.tokenizer.spec import TokenizerSpec, ids_of

ACCEPTED = (
    "WordPiece as BertTokenizerFast has it (BertNormalizer that cleans, spaces Chinese characters, and lower-cases "
    "without accents or does neither), or Unigram with one Precompiled charsmap and Metaspace that prepends"
)
HINT = "hfedge's own tokenizer takes it: leave --tokenizer out."
# Added tokens that a person types by accident alone: TF Text splits them as it splits other text, which is reported.
# Any other is in texts on purpose, and the ops do not look for it.
USUAL = {
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[BOS]", "[EOS]"),
    *("<pad>", "<unk>", "<s>", "</s>", "<cls>", "<sep>", "<mask>", "<eod>", "<eop>"),
}
SENTINEL = "<extra_id_"  # of T5, whose encoder reads them in no task that is converted


def check_tf_text(spec: TokenizerSpec, task: str, head: TaskHead, where: str) -> None:
    """Raises UnsupportedError that names every step which the ops cannot do."""
    data = json.loads(spec.source)
    found = [*_of_task(task, head), *_added_tokens(spec, data)]
    found += _MODELS[spec.kind](spec, data) if spec.kind in _MODELS else [f"a model of type {spec.kind}"]
    if found:
        raise UnsupportedError(
            f"TF Text's ops cannot read the text as this tokenizer does: {'; '.join(found)}",
            where=where, accepted=ACCEPTED, hint=HINT,
        )  # fmt: skip


def _of_task(task: str, head: TaskHead) -> list[str]:
    if "mask_token" in head.options:
        return [f"the task {task} has a mask typed in its text, which they take for other text"]
    if head.features:
        return [f"the task {task} reads {', '.join(head.features)} of the tokens, which they do not give"]
    return []


def _added_tokens(spec: TokenizerSpec, data: Mapping[str, Any]) -> list[str]:
    named = {piece.token_id for piece in (*spec.template.single, *spec.template.pair)} | {spec.pad_id}
    others = [
        token.content
        for token in spec.added_tokens
        if not (token.special and (token.content in USUAL or token.id in named or token.content.startswith(SENTINEL)))
    ]
    return [f"the added token {others[0]!r} (of {len(others)})"] if others else []


def _wordpiece(spec: TokenizerSpec, data: Mapping[str, Any]) -> list[str]:
    found, normalizer = [], data.get("normalizer") or {"type": "none"}
    if normalizer["type"] != "BertNormalizer":
        found.append(f"normalizer {normalizer['type']}")
    else:
        found += [f"BertNormalizer with {name} false" for name in ("clean_text", "handle_chinese_chars")
                  if not normalizer.get(name, True)]  # fmt: skip
        lower, accents = normalizer.get("lowercase", True), normalizer.get("strip_accents")
        if accents is not None and accents != lower:
            found.append(f"BertNormalizer with lowercase {lower} and strip_accents {accents}".lower())
    pre_tokenizer = (data.get("pre_tokenizer") or {"type": "none"})["type"]
    if pre_tokenizer != "BertPreTokenizer":
        found.append(f"pre_tokenizer {pre_tokenizer}")
    if not spec.model.prefix:
        found.append("WordPiece without continuing_subword_prefix")
    return found + _ids(spec)


def _unigram(spec: TokenizerSpec, data: Mapping[str, Any]) -> list[str]:
    from hfedge.tf_text.sentencepiece import settings_of

    found = ["Unigram with byte_fallback"] if spec.model.byte_fallback else []
    _, refused = settings_of(data)
    return found + list(refused) + _ids(spec)


def _ids(spec: TokenizerSpec) -> list[str]:
    """The ops count the vocabulary's entries."""
    ids = sorted(ids_of(spec.model).values())
    return [] if ids == list(range(len(ids))) else ["a vocabulary whose ids have gaps, or tokens that are there twice"]


_MODELS: Mapping[str, Callable[[TokenizerSpec, Mapping[str, Any]], list[str]]] = {
    "WordPiece": _wordpiece,
    "Unigram": _unigram,
}
