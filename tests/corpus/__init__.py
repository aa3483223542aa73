"""Texts to tokenize: nasty ones kept in files, real ones from Django's translations, random ones from a seed.

Everything is deterministic: the same call gives the same texts on every machine (real_lines: with the same Django).
"""

import gettext
import json
import random
import unicodedata
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def _nasty() -> dict:
    return json.loads((HERE / "nasty.json").read_text(encoding="ascii"))


def nasty_texts() -> list[str]:
    """Hand-picked texts. In nasty.json a list [text, times] stands for a repeated text."""
    rows = [row for group in _nasty()["texts"].values() for row in group]
    return [row if isinstance(row, str) else row[0] * row[1] for row in rows]


def invalid_utf8() -> list[bytes]:
    """Every way in which bytes can fail to be UTF-8, alone and between letters."""
    rows = [bytes.fromhex(row) for group in _nasty()["invalid_utf8"].values() for row in group]
    return [*rows, *(b"ab" + row + b"cd" for row in rows), *(b"a " + row + b" b" for row in rows)]


def known_differences() -> list[dict]:
    """Texts for which the reference reports other offsets, with both answers and the reason."""
    return json.loads((HERE / "known_differences.json").read_text(encoding="ascii"))


@lru_cache(maxsize=1)
def _shuffled_lines() -> list[str]:
    import django

    lines = set()
    for path in sorted(Path(django.__file__).parent.rglob("*.mo")):
        with path.open("rb") as file:
            for message in gettext.GNUTranslations(file)._catalog.values():
                lines.update(message.split("\n"))
    kept = sorted(line for line in lines if line.strip())
    random.Random(2026).shuffle(kept)
    return kept


def real_lines(count: int) -> list[str]:
    """Lines that people wrote, in about a hundred languages: Django's translations, shuffled."""
    lines = _shuffled_lines()
    assert len(lines) >= count, f"Django's translations have {len(lines)} lines, not {count}"
    return lines[:count]


def scripts(lines: list[str]) -> dict[str, int]:
    """Script to how many of the lines have a letter of it: the first word of the letter's Unicode name."""
    found: dict[str, int] = {}
    for line in lines:
        for script in {unicodedata.name(char, "?").split()[0] for char in line if char.isalpha()}:
            found[script] = found.get(script, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _scalar(rng: random.Random) -> str:
    code_point = rng.randrange(0x110000 - 0x800)
    return chr(code_point if code_point < 0xD800 else code_point + 0x800)


def _points(*ranges: tuple[int, int]) -> str:
    return "".join(chr(point) for begin, end in ranges for point in range(begin, end + 1))


# What the mixes draw from. Marks that survive the removal of accents (spacing ones, new ones) are among "marks".
_KINDS: dict[str, str | list[str]] = {
    "ascii": _points((0x20, 0x7E)),
    "lower": "abcdefghijklmnopqrstuvwxyz" * 2 + "etaoinshr" * 4,
    "spaces": " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    "controls": _points((0x00, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x202A, 0x202E)) + "\xad\ufeff\u061c\u180e",
    "latin": _points((0xA0, 0x24F), (0x1E00, 0x1EFF)),
    "marks": _points((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x64B, 0x65F), (0x1AB0, 0x1ACE))
    + "\u093c\u094d\u09cd\u0e38\u0e48\u0f71\u0f72\u302a\u302e\u302f\u3099\u309a\U0001d165\U0001e944",
    "digits": _points((0x30, 0x39), (0x660, 0x669), (0x966, 0x96F), (0xFF10, 0xFF19), (0x1D7CE, 0x1D7FF)) + "²³¹½Ⅷ",
    "quotes": "'\u2019\u2018`´\"“”«»-\u2010\u2013\u2014_.,;:!?()[]{}#@&*/\\|~^$€£+<=>%§¶",
    "cjk": _points((0x4E00, 0x4E60), (0x3041, 0x3096), (0x30A1, 0x30FA), (0xF900, 0xF920), (0x20000, 0x20020)),
    "hangul": _points((0xAC00, 0xAC40), (0x1100, 0x1112), (0x1161, 0x1175), (0x11A8, 0x11C2)),
    "indic": _points((0x900, 0x97F), (0x980, 0x9FE), (0xB80, 0xBFA), (0xE01, 0xE5B), (0xF00, 0xFDA)),
    "cyrillic and greek": _points((0x370, 0x3FF), (0x400, 0x52F), (0x1F00, 0x1FFE)),
    "right to left": _points((0x5D0, 0x5EA), (0x620, 0x64A), (0x710, 0x74A)),
    "unassigned": "\u0378\u0379\u0530\u0557\u2fe0\ue000\uf8ff\ufdd0\ufffe\uffff\ufffd\U0001fffe\U000e0001\U0010ffff",
    "emoji": ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "🇯🇵", "1️⃣", "#️⃣", "❤️", "\u200d", "\ufe0f", "🏽", "🫠"],
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


# Lead and continuation bytes at the edges of what UTF-8 allows, so that random bytes are nearly valid.
EDGE_BYTES = bytes.fromhex("00 20 41 7f 80 8f 90 9f a0 bf c0 c1 c2 c3 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 f7 f8 ff")


def random_bytes(count: int, seed: int) -> list[bytes]:
    """By turns uniform bytes, bytes from the edges of UTF-8, and real text with a few bytes broken."""
    rng = random.Random(seed)
    lines = real_lines(2000)
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


def pairs(count: int) -> list[tuple[str, str]]:
    """Pairs of real lines of many lengths, some with an empty, a nasty or a random side."""
    rng = random.Random(7)
    lines = sorted(real_lines(4000), key=len)
    odd = ["", " ", "[SEP]", "x", *(text for text in nasty_texts() if len(text.encode()) < 200)]
    odd += random_strings(200, seed=8)
    rows = []
    for index in range(count):
        left, right = (lines[int(len(lines) * rng.random() ** rng.choice([0.3, 1, 3]))] for _ in "AB")
        if index % 5 == 0:
            left = rng.choice(odd)
        if index % 7 == 0:
            right = rng.choice(odd)
        rows.append((left, right))
    return rows
