"""vocab.txt with tokenizer_config.json, read as the tokenizer.json that transformers would make of them."""

import io
import json
from collections.abc import Mapping
from typing import Any

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.spec import TokenizerSpec, parse_tokenizer_json


def from_vocab_txt(vocabulary_text: str, config: Mapping[str, Any], where: str) -> TokenizerSpec:
    """The tokenizer that transformers makes of vocab.txt and tokenizer_config.json (BertConverter in
    transformers/convert_slow_tokenizer.py at v4.57): used where no tokenizer.json exists."""
    vocabulary = {line: index for index, line in enumerate(_vocabulary_lines(vocabulary_text))}
    names = {key: _token_text(config.get(f"{key}_token"), default) for key, default in _BERT_SPECIALS.items()}
    missing = [names[key] for key in ("unk", "sep", "cls", "pad") if names[key] not in vocabulary]
    if missing:
        raise UnsupportedError(
            f"special tokens {missing} are not in the vocabulary",
            where=where,
            accepted="a vocab.txt that holds the special tokens of tokenizer_config.json",
            hint="Save the tokenizer with save_pretrained() to get a tokenizer.json.",
        )
    added = _bert_added_tokens(vocabulary, names, config)
    beyond = [row["content"] for row in added if row["id"] is None]
    if beyond:
        raise UnsupportedError(
            f"added tokens {beyond} are not in the vocabulary", where=where,
            accepted="added tokens that vocab.txt holds",
            hint="Save the tokenizer with save_pretrained() to get a tokenizer.json.",
        )  # fmt: skip
    data = _bert_tokenizer_json(vocabulary, names, added, config)
    return parse_tokenizer_json(json.dumps(data, ensure_ascii=False), where)


_PLAIN_TOKEN = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized"), False)
_TOKEN_KEYS = ("id", "content", *_PLAIN_TOKEN, "special")
_BERT_SPECIALS = {"unk": "[UNK]", "sep": "[SEP]", "pad": "[PAD]", "cls": "[CLS]", "mask": "[MASK]"}


def _vocabulary_lines(text: str) -> list[str]:
    """As Python reads lines from a text file: all of \\n, \\r\\n and \\r end one, and nothing else does."""
    return [line.removesuffix("\n") for line in io.StringIO(text, newline=None)]


def _token_text(value: Any, default: str) -> str:
    return value["content"] if isinstance(value, dict) else value or default


def _bert_added_tokens(vocabulary: dict[str, int], names: dict[str, str], config: Mapping[str, Any]) -> list[dict]:
    """Rows for tokenizer.json by id; the id is None where the vocabulary lacks the token.

    Those of added_tokens_decoder come first and with their own flags, as in transformers' PreTrainedTokenizerFast.
    A mask token outside the vocabulary is left out: there is no row of the embedding for it.
    """
    values = [config.get(f"{key}_token") or names[key] for key in _BERT_SPECIALS if names[key] in vocabulary]
    values += config.get("additional_special_tokens") or []
    rows = {}
    for key, row in (config.get("added_tokens_decoder") or {}).items():
        known = vocabulary.get(row["content"])
        token_id = None if known is None else int(key)
        rows[row["content"]] = {"normalized": not row.get("special", False), **row, "id": token_id}
    for value in values:
        flags = value if isinstance(value, dict) else {}
        text = _token_text(value, "")
        rows.setdefault(text, {**flags, "content": text, "id": vocabulary.get(text), "special": True})
    return sorted(rows.values(), key=lambda row: -1 if row["id"] is None else row["id"])


def _bert_tokenizer_json(
    vocabulary: dict[str, int], names: dict[str, str], added: list[dict], config: Mapping[str, Any]
) -> dict:
    cls, sep = ({"SpecialToken": {"id": names[key], "type_id": 0}} for key in ("cls", "sep"))
    second = [{"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": names["sep"], "type_id": 1}}]
    single = [cls, {"Sequence": {"id": "A", "type_id": 0}}, sep]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{**_PLAIN_TOKEN, **{key: row[key] for key in _TOKEN_KEYS if key in row}} for row in added],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": config.get("tokenize_chinese_chars", True),
            "strip_accents": config.get("strip_accents"),
            "lowercase": config.get("do_lower_case", True),
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": single,
            "pair": [*single, *second],
            "special_tokens": {
                names[key]: {"id": names[key], "ids": [vocabulary[names[key]]], "tokens": [names[key]]}
                for key in ("cls", "sep")
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": names["unk"],
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocabulary,
        },
    }
