"""Tokens that a model's files give a role, such as cls_token: tokenizer.json alone does not say which they are."""

from collections.abc import Mapping
from typing import Any

from hfedge.tokenizer.spec import TokenizerSpec

# What transformers' own classes take where no file names a token, in the order in which they are looked for
# (models/*/tokenization_*_fast.py at v4.57.6).
_USUAL = {"unk_token": ("[UNK]", "<unk>"), "cls_token": ("[CLS]", "<s>"), "mask_token": ("[MASK]", "<mask>")}
# Classes without tokens of their own.
_PLAIN_CLASSES = ("PreTrainedTokenizer", "PreTrainedTokenizerFast")


def named_tokens(spec: TokenizerSpec, *files: Mapping[str, Any]) -> dict[str, int]:
    """{"unk_token": id, "cls_token": id, "mask_token": id}, those that there are.

    files: tokenizer_config.json and special_tokens_map.json; the first that has a name decides.
    """
    ids = {**spec.token_ids, **{token.content: token.id for token in spec.added_tokens}}
    plain = files[0].get("tokenizer_class") in _PLAIN_CLASSES
    found = {}
    for role, usual in _USUAL.items():
        given = next((_text(file[role]) for file in files if role in file), None)
        guesses = () if plain or _says(role, files) else usual
        name = given if given in ids else next((text for text in guesses if _may_be(role, text, ids, spec)), None)
        if name is not None:
            found[role] = ids[name]
    return found


def _says(role: str, files: tuple[Mapping[str, Any], ...]) -> bool:
    return any(role in file for file in files)


def _text(token: Any) -> str | None:
    """Older files hold a row of added_tokens in place of the text."""
    found = token.get("content") if isinstance(token, dict) else token
    return found if isinstance(found, str) else None


def _may_be(role: str, text: str, ids: Mapping[str, int], spec: TokenizerSpec) -> bool:
    """A vocabulary may hold another family's tokens too: the real cls_token is what the template begins with."""
    return text in ids and (role != "cls_token" or spec.template.single[0].token_id == ids[text])
