"""What a tokenizer.json must be before anything expensive is done with it: of bounded size, and well formed.

A tokenizer.json is foreign. `load` refuses, within seconds and little memory, what is too large, what has a value of
the wrong type, and what contradicts itself (merges of pieces that do not exist, two tokens of one id), so that no later
step has to think of it. Whether a step is known is not asked here.
"""

import base64
import binascii
import json
import math
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, NoReturn

from hfedge.errors import UnsupportedError
from hfedge.printable import printable

LARGEST_FILE = 128 * 2**20  # bytes; the largest published ones have 30 to 60 MB
LARGEST_VOCABULARY = 2**20  # entries; the largest published one has 902 thousand
LARGEST_ID = 2**24 - 1  # ids travel as exact integers of a float32 on WebGL
LONGEST_TOKEN = 1024  # characters; a table walk has as many steps
LONGEST_PATTERN = 4096  # characters of a regular expression
MOST_STEPS, DEEPEST = 64, 16  # of a normalizer (and so on) with all that it holds
# An entry of a vocabulary or of the merges takes a comma or two.
_MOST_COMMAS = 8 * LARGEST_VOCABULARY
_MOST_KEYS = 2 * LARGEST_VOCABULARY
_STEPS = ("normalizer", "pre_tokenizer", "post_processor", "decoder")
_HOLD_STEPS = ("normalizers", "pretokenizers", "processors", "decoders")


def check_file(path: Path) -> None:
    """Raises UnsupportedError where the file is too large to be read at all."""
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        _too_large(f"the file has {path.stat().st_size:,} bytes", str(path))


def load(text: str, where: str) -> dict[str, Any]:
    """The object in a tokenizer.json, checked. Raises UnsupportedError."""
    if len(text) > LARGEST_FILE:
        _too_large(f"the file has {len(text):,} characters", where)
    if text.count(",") > _MOST_COMMAS or text.count('":') > _MOST_KEYS:
        _too_large(f"the file has {max(text.count(','), text.count(chr(34) + ':')):,} entries", where)
    try:
        data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except RecursionError as error:
        raise UnsupportedError("its values are nested too deeply", where=where, accepted=f"{DEEPEST} levels") from error
    except _Refused as refused:
        raise UnsupportedError(str(refused), where=where, hint="Save the tokenizer again.") from refused
    except ValueError as error:
        raise UnsupportedError(f"not valid JSON ({error})", where=where, hint="Save the tokenizer again.") from error
    if not isinstance(data, dict) or not isinstance(data.get("model"), dict):
        raise UnsupportedError("holds no tokenizer model", where=where, accepted="a tokenizer.json")
    check_limits(data, where)
    return data


def _too_large(found: str, where: str) -> NoReturn:
    accepted = f"{LARGEST_FILE // 2**20} MiB, and vocabularies of {LARGEST_VOCABULARY:,} entries"
    raise UnsupportedError(found, where=where, accepted=accepted)


class _Refused(Exception):
    """What is wrong with the file; `load` and `check_limits` say where."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise _Refused(f"{_shown(twice)} is there twice in one object")
    return found


def _no_number(name: str) -> NoReturn:
    raise _Refused(f"{name} is not a number of JSON")


def check_limits(data: dict[str, Any], where: str) -> None:
    """`data`: the object in a tokenizer.json. Raises UnsupportedError naming the first thing that cannot be."""
    try:
        for key in ("truncation", "padding", *_STEPS):
            _need(data.get(key) is None or isinstance(data[key], dict), key, data.get(key), "an object or null")
        for key in ("truncation", "padding"):
            _check_fields(data.get(key) or {}, key)
        for key in _STEPS:
            _check_steps(data.get(key), key)
        _check_model(data["model"])
        _check_added(data.get("added_tokens"))
    except _Refused as refused:
        raise UnsupportedError(str(refused), where=where, hint="Save the tokenizer again.") from refused


def _need(met: bool, name: str, value: Any, expected: str) -> None:
    if not met:
        raise _Refused(f"{name} is {_shown(value)}, not {expected}")


def _shown(value: Any) -> str:
    text = ascii(value) if isinstance(value, (str, int, float, type(None))) else f"of type {type(value).__name__}"
    return text if len(text) <= 60 else f"{text[:57]}..."


# Fields by what they must be


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_index(value: Any, most: int = LARGEST_ID) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _is_text(value: Any) -> bool:
    """A string of bounded length that UTF-8 can hold."""
    return isinstance(value, str) and len(value) <= LONGEST_TOKEN and not _has_surrogate(value)


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _is_pattern(value: Any) -> bool:
    if not (isinstance(value, dict) and len(value) == 1 and set(value) <= {"String", "Regex"}):
        return False
    (pattern,) = value.values()
    return isinstance(pattern, str) and len(pattern) <= LONGEST_PATTERN and not _has_surrogate(pattern)


def _is_charsmap(value: Any) -> bool:
    """Base64 of: the trie's size in bytes (uint32), the trie, the texts that it leads to (spm_precompiled)."""
    if not isinstance(value, str):
        return False
    try:
        content = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    size = int.from_bytes(content[:4], "little")
    return len(content) >= 4 and 0 < size <= len(content) - 4 and size % 4 == 0 and content[-1:] == b"\0"


def _is_token_and_id(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_text(value[0]) and _is_index(value[1])


def _is_template(value: Any) -> bool:
    if not isinstance(value, list) or len(value) > MOST_STEPS:
        return False
    for piece in value:
        if not (isinstance(piece, dict) and len(piece) == 1 and set(piece) <= {"Sequence", "SpecialToken"}):
            return False
        (inner,) = piece.values()
        if not (isinstance(inner, dict) and _is_text(inner.get("id")) and _is_index(inner.get("type_id"))):
            return False
    return True


def _are_template_tokens(value: Any) -> bool:
    def is_one(row: Any) -> bool:
        ids = row.get("ids") if isinstance(row, dict) else None
        return isinstance(ids, list) and len(ids) <= MOST_STEPS and all(map(_is_index, ids))

    return isinstance(value, dict) and len(value) <= LONGEST_TOKEN and all(map(is_one, value.values()))


def _or_null(test: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or test(value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


_FLAG = (_is_flag, "true or false")
_TEXT = (_is_text, f"a text of at most {LONGEST_TOKEN:,} characters")
_INDEX = (_is_index, f"a number from 0 to {LARGEST_ID:,}")
_TEXT_OR_NULL = (_or_null(_is_text), f"{_TEXT[1]} or null")
_INDEX_OR_NULL = (_or_null(_is_index), f"{_INDEX[1]} or null")
_FLAGS = (
    "add_prefix_space", "byte_fallback", "clean_text", "cleanup", "fuse_unk", "handle_chinese_chars", "ignore_merges",
    "individual_digits", "invert", "left", "lowercase", "right", "split", "strip_left", "strip_right", "trim_offsets",
    "use_regex",
)  # fmt: skip
_TEXTS = ("behavior", "content", "direction", "pad_token", "prefix", "prepend", "prepend_scheme", "str_rep", "suffix")
# A name means the same in every step that has it.
_FIELDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(_FLAGS, _FLAG),
    **dict.fromkeys(_TEXTS, _TEXT),
    **dict.fromkeys(("continuing_subword_prefix", "end_of_word_suffix", "unk_token"), _TEXT_OR_NULL),
    **dict.fromkeys(("max_input_chars_per_word", "pad_id", "pad_type_id", "stop", "stride"), _INDEX),
    **dict.fromkeys(("max_length", "pad_to_multiple_of", "unk_id"), _INDEX_OR_NULL),
    "cls": (_is_token_and_id, "a token and its id"),
    "dropout": (_or_null(_is_number), "a number or null"),
    "pair": (_is_template, "a template"),
    "pattern": (_is_pattern, f"a String or a Regex of at most {LONGEST_PATTERN:,} characters"),
    "precompiled_charsmap": (_is_charsmap, "a whole charsmap in base64"),
    "replacement": _TEXT,
    "sep": (_is_token_and_id, "a token and its id"),
    "single": (_is_template, "a template"),
    "special_tokens": (_are_template_tokens, "a table of tokens with their ids"),
    "start": _INDEX,
    "strip_accents": (_or_null(_is_flag), "true, false or null"),
    "type": _TEXT,
}


def _check_fields(step: dict[str, Any], name: str) -> None:
    for key, value in step.items():
        if key in _FIELDS:
            test, expected = _FIELDS[key]
            _need(test(value), f"{name}: {key}", value, expected)


def _check_steps(step: Any, name: str) -> None:
    """Without recursion: a file nests as deeply as it likes."""
    waiting, count = [(step, 1)] if step is not None else [], 0
    while waiting:
        step, depth = waiting.pop()
        count += 1
        if count > MOST_STEPS or depth > DEEPEST:
            raise _Refused(f"{name} holds more than {MOST_STEPS} steps, or nests them more than {DEEPEST} levels deep")
        _need(isinstance(step, dict), f"a step of {name}", step, "an object")
        kind = step.get("type")
        _need(_is_text(kind), f"{name}: type", kind, "a name")
        _check_fields(step, f"{name} {kind}")
        for key in _HOLD_STEPS:
            inner = step.get(key, [])
            _need(isinstance(inner, list), f"{name} {kind}: {key}", inner, "a list")
            waiting += [(part, depth + 1) for part in inner[: MOST_STEPS + 1]]


# The model


def _check_model(model: dict[str, Any]) -> None:
    _need(_is_text(model.get("type", "")), "model: type", model.get("type"), "a name")
    _check_fields(model, "model")
    vocabulary, merges = model.get("vocab"), model.get("merges", [])
    _need(isinstance(vocabulary, (dict, list)), "model: vocab", vocabulary, "a table or a list")
    if len(vocabulary) > LARGEST_VOCABULARY:
        raise _Refused(f"a vocabulary of {len(vocabulary):,} entries, more than {LARGEST_VOCABULARY:,}")
    _need(isinstance(merges, list), "model: merges", merges, "a list")
    if isinstance(vocabulary, dict):
        _check_ids(vocabulary)
        _check_merges(merges, vocabulary, model.get("continuing_subword_prefix") or "")
    else:
        _check_pieces(vocabulary)
        unk = model.get("unk_id")
        _need(unk is None or unk < len(vocabulary), "model: unk_id", unk, f"less than {len(vocabulary):,}")


def _check_tokens(tokens: Collection[str]) -> None:
    longest = max(tokens, key=len, default="")
    if len(longest) > LONGEST_TOKEN:
        raise _Refused(f"a token of {len(longest):,} characters ({_shown(longest)}), more than {LONGEST_TOKEN:,}")
    if _has_surrogate("".join(tokens)):
        raise _Refused(f"the token {_shown(next(filter(_has_surrogate, tokens)))} is not Unicode text")


def _check_ids(vocabulary: dict[str, Any]) -> None:
    _check_tokens(vocabulary)
    off = next((token for token, number in vocabulary.items() if not _is_index(number)), None)
    if off is not None:
        _need(False, f"the id of {_shown(off)}", vocabulary[off], _INDEX[1])
    if len(set(vocabulary.values())) < len(vocabulary):
        owner: dict[int, str] = {}
        token = next(token for token, number in vocabulary.items() if owner.setdefault(number, token) != token)
        number = vocabulary[token]
        raise _Refused(f"the tokens {_shown(owner[number])} and {_shown(token)} have the same id {number}")


def _check_pieces(vocabulary: list) -> None:
    for row in vocabulary:
        good = isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and _is_number(row[1])
        if not good:
            shown = [_shown(part) for part in row[:3]] if isinstance(row, list) else _shown(row)
            raise _Refused(f"model: an entry of vocab is {shown}, not a piece and its score")
    pieces = [piece for piece, _ in vocabulary]
    _check_tokens(pieces)
    if len(set(pieces)) < len(pieces):
        seen: set[str] = set()
        twice = next(piece for piece in pieces if piece in seen or seen.add(piece))
        raise _Refused(f"the piece {_shown(twice)} is there twice")


def _check_merges(merges: list, vocabulary: dict[str, int], prefix: str) -> None:
    if len(merges) > 4 * LARGEST_VOCABULARY:
        raise _Refused(f"{len(merges):,} merges, more than {4 * LARGEST_VOCABULARY:,}")
    for left, right in _pairs(merges):
        merged = left + right[len(prefix) :]
        missing = next((piece for piece in (left, right, merged) if piece not in vocabulary), None)
        if missing is not None:
            parts = f"the merge of {_shown(left)} and {_shown(right)} needs {_shown(missing)}"
            raise _Refused(f"{parts}, which is not in the vocabulary")
        if merged in (left, right):
            raise _Refused(f"the merge of {_shown(left)} and {_shown(right)} gives {_shown(merged)} again")


def _pairs(merges: list) -> Iterator[tuple[str, str]]:
    """Merges as lists of two, or as texts with one space, of which older files have a heading."""
    for merge in merges:
        if isinstance(merge, str) and merge.startswith("#version"):
            continue
        pair = merge.split(" ") if isinstance(merge, str) else merge
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)):
            raise _Refused(f"model: a merge is {_shown(merge)}, not two pieces")
        yield pair[0], pair[1]


def _check_added(rows: Any) -> None:
    _need(rows is None or isinstance(rows, list), "added_tokens", rows, "a list")
    rows = rows or []
    if len(rows) > LARGEST_VOCABULARY:
        raise _Refused(f"{len(rows):,} added tokens, more than {LARGEST_VOCABULARY:,}")
    ids, contents = set(), set()
    for row in rows:
        _need(isinstance(row, dict), "an added token", row, "an object")
        content, number = row.get("content"), row.get("id")
        _need(_is_text(content), "the content of an added token", content, _TEXT[1])
        _need(_is_index(number), f"the id of the added token {_shown(content)}", number, _INDEX[1])
        for key in ("single_word", "lstrip", "rstrip", "normalized", "special"):
            _need(_is_flag(row.get(key, False)), f"added token {_shown(content)}: {key}", row.get(key), _FLAG[1])
        if content in contents or number in ids:
            raise _Refused(f"the added token {_shown(content)} or its id {number} is there twice")
        contents.add(content)
        ids.add(number)


def check_reference(text: str, where: str) -> None:
    """Whether the library that is to be equalled takes the file at all. Raises UnsupportedError."""
    import tokenizers

    try:
        tokenizers.Tokenizer.from_str(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # what it raises is a plain Exception, or a panic of Rust, which is none
        said = printable(error)
        found = (
            f"tokenizers {tokenizers.__version__} cannot read it ({said if len(said) < 200 else said[:200] + '...'})"
        )
        raise UnsupportedError(found, where=where, hint="Save the tokenizer again.") from error
