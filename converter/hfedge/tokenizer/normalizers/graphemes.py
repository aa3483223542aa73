"""Which characters the reference's unicode-segmentation puts into one grapheme cluster: asked of it.

It shows itself in the Precompiled normalizer only: a cluster of less than 6 bytes that begins with a key of the
charsmap is replaced as a whole. So a small charsmap makes every question one about a text: in "<left><key>U+0301" the
accent vanishes with the key's cluster if a cluster begins at the key, and is left if the key belongs to what is before
it, as then either the cluster is longer or its first character is no key.

A question tells one property of one character (Unicode Standard Annex 29, rules GB3 to GB9c; GB12 and GB13 are left
out: a cluster with a regional indicator of 4 bytes has more than 5).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hfedge.tokenizer.alphabet import CODE_POINTS
from hfedge.tokenizer.normalizers.charsmap import write_charsmap
from hfedge.tokenizer.normalizers.reference import as_key, pages, reference_normalizer

ACCENT = "\u0301"
_JOINER, _GRAVE, _PICTURE = "\u200d", "\u0300", "\u00a9"
_KA, _VIRAMA = "\u0915", "\u094d"
_LEAD, _VOWEL, _TAIL = "\u1100", "\u1161", "\u11a8"
_KEYS = ("a", _GRAVE, _PICTURE, _KA, _LEAD, _VOWEL, _TAIL)
_BETWEEN = "\n"  # a cluster by itself, whatever is beside it, but for \r

# Hangul: L, V, T, LV, LVT from 1
LEAD, VOWEL, TAIL, OPEN_SYLLABLE, CLOSED_SYLLABLE = range(1, 6)
_HANGUL_JOINS = {
    LEAD: (LEAD, VOWEL, OPEN_SYLLABLE, CLOSED_SYLLABLE),
    VOWEL: (VOWEL, TAIL),
    OPEN_SYLLABLE: (VOWEL, TAIL),
    TAIL: (TAIL,),
    CLOSED_SYLLABLE: (TAIL,),
}


@dataclass(frozen=True)
class Kind:
    """attaches: belongs to what is before it, a control character aside; control: to nothing; prepends: what follows
    belongs to it; pictures, extends, joins: what rule GB11 calls ExtPict, Extend and ZWJ; consonant, linker, links:
    what rule GB9c calls InCB Consonant, Linker, and either of Linker and Extend; hangul: 0 for none; feed: 1 for CR,
    2 for LF."""

    attaches: bool = False
    control: bool = False
    prepends: bool = False
    pictures: bool = False
    extends: bool = False
    joins: bool = False
    consonant: bool = False
    linker: bool = False
    links: bool = False
    hangul: int = 0
    feed: int = 0

    def holds(self, following: "Kind") -> bool:
        """Whether two characters beside each other are in one cluster, as far as they alone say."""
        if self.feed == 1 and following.feed == 2:
            return True
        if self.control or following.control:
            return False
        hangul = self.hangul in _HANGUL_JOINS and following.hangul in _HANGUL_JOINS[self.hangul]
        return following.attaches or self.prepends or hangul


@lru_cache(maxsize=1)
def grapheme_kinds() -> tuple[np.ndarray, tuple[Kind, ...]]:
    """int32[0x110000], each character's number, and the kind that each number stands for."""
    asked = _unlike_others()
    flags = {name: _asked(asked, *question) for name, question in _QUESTIONS.items()}
    attached = [char for char in asked if flags["attaches"][ord(char)]]
    flags |= {name: _asked(attached, *question) for name, question in _INNER_QUESTIONS.items()}
    flags["pictures"] &= ~flags["attaches"]  # what attaches does so behind a picture as well
    hangul = _hangul(flags.pop("before_vowel"), flags.pop("before_tail"), flags.pop("before_lead"), flags["prepends"])
    feed = np.zeros(CODE_POINTS, np.int32)
    feed[[ord("\r"), ord("\n")]] = 1, 2
    flags["control"][[ord("\r"), ord("\n")]] = True
    flags["attaches"][[ord("\r"), ord("\n")]] = False
    columns = np.stack([*flags.values(), hangul, feed], 1).astype(np.int8)
    rows, numbers = np.unique(columns, axis=0, return_inverse=True)
    names = [*flags, "hangul", "feed"]
    kinds = tuple(Kind(**{name: type(getattr(Kind(), name))(value) for name, value in zip(names, row)}) for row in rows)
    return numbers.reshape(-1).astype(np.int32), kinds


# A question: the text, "{}" standing for the character, and the answer of a character without the property, "{}"
# standing for what becomes of that by itself. Whether an accent ends the answer is what counts, if one is asked about.
_QUESTIONS = {
    "attaches": ("a{}", "#{}"),
    "control": ("{}" + _GRAVE + ACCENT, "{}#" + ACCENT),
    "prepends": ("{}a" + ACCENT, "{}#"),
    "pictures": (_PICTURE + _JOINER + "{}", "#{}"),
    "consonant": ("{}" + _VIRAMA + _KA + ACCENT, "{}" + _VIRAMA + "#"),
    "before_lead": ("{}" + _LEAD + ACCENT, "{}#"),
    "before_vowel": ("{}" + _VOWEL + ACCENT, "{}#"),
    "before_tail": ("{}" + _TAIL + ACCENT, "{}#"),
}
# Asked of what attaches.
_INNER_QUESTIONS = {
    "extends": (_PICTURE + "{}" + _JOINER + _PICTURE + ACCENT, ""),
    "joins": (_PICTURE + "{}" + _PICTURE + ACCENT, ""),
    "linker": (_KA + "{}" + _KA + ACCENT, ""),
    "links": (_KA + "{}" + _VIRAMA + _KA + ACCENT, ""),
}


@lru_cache(maxsize=1)
def _probe() -> Callable[[str], str]:
    return _normalizer({key: "#" for key in _KEYS})


def _normalizer(replacements: dict[str, str]) -> Callable[[str], str]:
    data = {"type": "Precompiled", "precompiled_charsmap": write_charsmap(replacements)}
    return reference_normalizer(as_key(data))


def _unlike_others() -> list[str]:
    """The characters on the pages where some answer is not the plain one."""
    text = _BETWEEN.join(text for text, _ in _QUESTIONS.values())
    plain = _BETWEEN.join(answer for _, answer in _QUESTIONS.values())
    found = []
    for page in pages(256):
        characters = [chr(point) for point in page]
        given = _probe()(_BETWEEN.join(text.replace("{}", char) for char in characters))
        if given != _BETWEEN.join(plain.replace("{}", char) for char in characters):
            found += characters
    return found


def _asked(characters: list[str], text: str, plain: str) -> np.ndarray:
    """bool[0x110000]: of the characters, those that have the property."""
    found = np.zeros(CODE_POINTS, bool)
    given = _answers([text.replace("{}", char) for char in characters])
    if ACCENT in text:
        holds = [answer.endswith(ACCENT) != plain.endswith(ACCENT) for answer in given]
    else:
        wanted = [plain.replace("{}", "#" if char in _KEYS else char) for char in characters]
        holds = [answer != expected for answer, expected in zip(given, wanted)]
    found[[ord(char) for char in characters]] = holds
    # The key of one byte takes what is behind it along whatever the question was: it is as plain as its neighbour.
    found[ord("a")] = found[ord("b")]
    return found


def _answers(texts: list[str]) -> list[str]:
    normalize = _probe()
    answers = normalize(_BETWEEN.join(texts)).split(_BETWEEN)
    return answers if len(answers) == len(texts) else [normalize(text) for text in texts]


def _hangul(before_vowel: np.ndarray, before_tail: np.ndarray, before_lead: np.ndarray, all_: np.ndarray) -> np.ndarray:
    """A syllable without a tail is followed by what a vowel is, one with a tail by what a tail is; but no vowel
    comes before them. Whether one does is asked with each as a key."""
    hangul = np.zeros(CODE_POINTS, np.int32)
    hangul[before_tail & ~all_] = TAIL
    hangul[before_vowel & ~all_] = VOWEL
    hangul[before_lead & ~all_] = LEAD
    keys = [chr(point) for point in np.flatnonzero(hangul > LEAD)]
    normalize = _normalizer(dict.fromkeys(keys, "#"))
    texts = [_TAIL + _VOWEL + key + ACCENT if hangul[ord(key)] == VOWEL else _TAIL + key + ACCENT for key in keys]
    for key, answer in zip(keys, normalize(_BETWEEN.join(texts)).split(_BETWEEN)):
        if not answer.endswith(ACCENT):
            hangul[ord(key)] += OPEN_SYLLABLE - VOWEL
    return hangul
