"""Texts to try a tokenizer on: nasty ones kept in a file, everyday ones, and random ones from a seed.

Everything is deterministic: the same call gives the same texts on every machine.
"""

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@cache
def _nasty() -> dict:
    return json.loads((HERE / "nasty.json").read_text(encoding="ascii"))


def everyday_texts() -> list[str]:
    """Sentences in many languages, as parity is measured on."""
    from hfedge.parity.texts import built_in

    return [text for (text,) in built_in()]


def nasty_texts() -> list[str]:
    """Hand-picked texts. In nasty.json a list [text, times] stands for a repeated text."""
    rows = [row for group in _nasty()["texts"].values() for row in group]
    return [row if isinstance(row, str) else row[0] * row[1] for row in rows]


def invalid_utf8() -> list[bytes]:
    """Every way in which bytes can fail to be UTF-8, alone and between letters."""
    rows = [bytes.fromhex(row) for group in _nasty()["invalid_utf8"].values() for row in group]
    return [*rows, *(b"ab" + row + b"cd" for row in rows), *(b"a " + row + b" b" for row in rows)]


def without_padding(text: str | bytes) -> str | bytes:
    """Zeros at a text's end are padding, by contract: no text can end in U+0000."""
    return text.rstrip("\0") if isinstance(text, str) else text.rstrip(b"\0")


def long_words(characters: int = 10_000) -> list[str]:
    """Texts without a space: one letter, and random letters of a few."""
    rng = random.Random(characters)
    return ["a" * characters, "".join(rng.choices("etaoinsrhld", k=characters))]


def _scalar(rng: random.Random) -> str:
    code_point = rng.randrange(0x110000 - 0x800)
    return chr(code_point if code_point < 0xD800 else code_point + 0x800)


def _points(*ranges: tuple[int, int]) -> str:
    return "".join(chr(point) for begin, end in ranges for point in range(begin, end + 1))


_EMOJI = ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "🇯🇵", "1️⃣", "#️⃣", "❤️", "\u200d", "\ufe0f", "🏽", "🫠"]
_SPACES = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_DIGITS = _points((0x30, 0x39), (0x660, 0x669), (0x966, 0x96F), (0xFF10, 0xFF19), (0x1D7CE, 0x1D7FF)) + "²³¹½Ⅷ"
_MARKS = (
    _points((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x64B, 0x65F), (0x1AB0, 0x1ACE))
    + "\u093c\u094d\u09cd\u0e38\u0e48\u0f71\u0f72\u302a\u302e\u302f\u3099\u309a\U0001d165\U0001e944"
)
_UNASSIGNED = "\u0378\u0379\u0530\u0557\u2fe0\ue000\uf8ff\ufdd0\ufffe\uffff\ufffd\U0001fffe\U000e0001\U0010ffff"

# What the mixes draw from. Marks that survive the removal of accents (spacing ones, new ones) are among "marks".
_KINDS: dict[str, str | list[str]] = {
    "ascii": _points((0x20, 0x7E)),
    "lower": "abcdefghijklmnopqrstuvwxyz" * 2 + "etaoinshr" * 4,
    "spaces": _SPACES,
    "controls": _points((0x00, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x202A, 0x202E)) + "\xad\ufeff\u061c\u180e",
    "latin": _points((0xA0, 0x24F), (0x1E00, 0x1EFF)),
    "marks": _MARKS,
    "digits": _DIGITS,
    "quotes": "'\u2019\u2018`´\"“”«»-\u2010\u2013\u2014_.,;:!?()[]{}#@&*/\\|~^$€£+<=>%§¶",
    "cjk": _points((0x4E00, 0x4E60), (0x3041, 0x3096), (0x30A1, 0x30FA), (0xF900, 0xF920), (0x20000, 0x20020)),
    "hangul": _points((0xAC00, 0xAC40), (0x1100, 0x1112), (0x1161, 0x1175), (0x11A8, 0x11C2)),
    "indic": _points((0x900, 0x97F), (0x980, 0x9FE), (0xB80, 0xBFA), (0xE01, 0xE5B), (0xF00, 0xFDA)),
    "cyrillic and greek": _points((0x370, 0x3FF), (0x400, 0x52F), (0x1F00, 0x1FFE)),
    "right to left": _points((0x5D0, 0x5EA), (0x620, 0x64A), (0x710, 0x74A)),
    "unassigned": _UNASSIGNED,
    "emoji": _EMOJI,
    "tokens": ["[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]", "[sep]", "[SEP", "SEP]", "[", "##ing", "[[CLS]",
               "[CLS][SEP]"],
}  # fmt: skip


def _mixed(rng: random.Random) -> str:
    kinds = [_KINDS[name] for name in rng.choices(sorted(_KINDS), k=rng.randint(1, 4))] + [_KINDS["lower"]]
    return "".join(rng.choice(rng.choice(kinds)) for _ in range(rng.randint(1, 40)))


def random_strings(count: int, seed: int) -> list[str]:
    """A quarter uniform over all Unicode scalar values, the rest mixes of a few kinds of characters."""
    rng = random.Random(seed)
    rows = []
    for index in range(count):
        uniform = index % 4 == 0
        rows.append("".join(_scalar(rng) for _ in range(rng.randint(0, 30))) if uniform else _mixed(rng))
    return rows


@cache
def _parts() -> dict[str, list[str]]:
    """Where tokenizers cut. Contractions in every case; joints, words, numbers; sequences that compose, decompose,
    reorder or change their length under some normal form, or case with their neighbours; edges: the code points round
    the surrogates, round planes, and beside what Unicode has assigned; names and signs of source code."""
    return json.loads((HERE / "parts.json").read_text(encoding="ascii"))


def _joined(rng: random.Random, *kinds: str) -> str:
    """`kinds`: names of parts.json and of _KINDS; any other stands for its own characters."""
    drawn = [_parts()[kind] if kind in _parts() else _KINDS.get(kind, kind) for kind in kinds]
    return "".join(rng.choice(rng.choice(drawn)) for _ in range(rng.randint(1, 16)))


# A style: what a string is made of. What comes twice comes twice as often.
_STYLES = (
    ("words", "words", "contractions", "joints"),
    ("numbers", "numbers", "digits", "joints", "words", ".,-+$%"),
    ("sequences", "marks", "marks", "words", "aeiouAEIOU\u1100\u1161\u11a8"),
    ("emoji", "emoji", "\u200d\ufe0f\ufe0e\U0001f3fb\U0001f3ff\U0001f1e6\U0001f1e7#*1", "words", "joints"),
    ("edges", "edges", "unassigned", "words", " a"),
    ("names", "signs", "signs"),
)


def code_lines(count: int, seed: int) -> list[str]:
    """What looks like source code: names, operators, indentation."""
    rng = random.Random(seed)
    indents = ["", "", "  ", "    ", "\t", "            "]
    return [rng.choice(indents) + _joined(rng, "names", "signs", "signs") for _ in range(count)]


def fuzz_strings(count: int, seed: int, tokens: Sequence[str] = ()) -> list[str]:
    """By turns random_strings (a quarter of those uniform), and strings made of what tokenizers cut at: contractions,
    digits, combining sequences, emoji, code points at edges, source code, the tokenizer's own added `tokens`.

    None ends in U+0000, which would be padding.
    """
    rng = random.Random(seed)
    plain = random_strings((count + 1) // 2, seed)
    near = [text for token in tokens if token for text in (token, token, token.upper(), token[:-1], token[1:])]
    styles = (*_STYLES, ("words", "joints", " .a_\u0301")) if near else _STYLES
    rows = []
    for index in range(count):
        style = styles[index // 2 % len(styles)]
        row = plain[index // 2] if index % 2 == 0 else _joined(rng, *style)
        if near and style is styles[-1]:
            row = "".join(part + rng.choice(["", rng.choice(near)]) for part in _cut(rng, row))
        rows.append(row.rstrip("\0"))
    return rows


def _cut(rng: random.Random, text: str) -> list[str]:
    places = sorted(rng.randint(0, len(text)) for _ in range(rng.randint(1, 6)))
    return [text[begin:end] for begin, end in zip([0, *places], [*places, len(text)])]


# Lead and continuation bytes at the edges of what UTF-8 allows, so that random bytes are nearly valid.
EDGE_BYTES = bytes.fromhex("00 20 41 7f 80 8f 90 9f a0 bf c0 c1 c2 c3 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 f7 f8 ff")


def random_bytes(count: int, seed: int, lines: list[str]) -> list[bytes]:
    """By turns uniform bytes, bytes from the edges of UTF-8, and lines with a few bytes broken."""
    rng = random.Random(seed)
    rows = []
    for index in range(count):
        size = rng.randint(0, 40)
        if index % 3 == 0:
            rows.append(rng.randbytes(size).rstrip(b"\0"))
        elif index % 3 == 1:
            rows.append(bytes(rng.choices(EDGE_BYTES, k=size)).rstrip(b"\0"))
        else:
            rows.append(_broken(rng.choice(lines).encode()[:200], rng))
    return rows


def _broken(data: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(damaged) + 1)
        damaged[at : at + rng.randint(0, 2)] = rng.randbytes(rng.randint(0, 2))
    return bytes(damaged).rstrip(b"\0")
