"""Reads the regexes of tokenizer.json: the part of Oniguruma's Ruby syntax that tokenizers use.

What a class or an escape such as \\p{L} contains is never worked out here: its text goes to the reference as it stands
(ask.py). Anything that this parser is not sure to read as Oniguruma does is refused with the pattern shown.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from hfedge.tokenizer.pre_tokenizers import ask
from hfedge.tokenizer.pre_tokenizers.nodes import (
    GREEDY,
    LAZY,
    LINE_END,
    LINE_START,
    NO_WORD_EDGE,
    POSSESSIVE,
    TEXT_END,
    TEXT_START,
    WORD_EDGE,
    Alternation,
    Anchor,
    Atomic,
    Characters,
    Look,
    Node,
    Repeat,
    alternation,
    may_be_empty,
    sequence,
    size,
)
from hfedge.tokenizer.refused import Refused

MAX_LENGTH = 4000  # characters of a pattern
MAX_SIZE = 400  # nodes, repeats written out
MAX_CLASSES = 40  # different ones: each is asked about every code point
MAX_DEPTH = 30  # groups within groups

_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b"}
_CLASS_ESCAPES = "sSdDwWhH"
_ANCHORS = {"A": TEXT_START, "z": TEXT_END, "b": WORD_EDGE, "B": NO_WORD_EDGE}
_LINE_FEED, _WORD = Characters(chars=frozenset("\n")), Characters(sources=frozenset({"\\w"}))
_GROUPS = {"?:": None, "?>": "atomic", "?=": "ahead", "?!": "not ahead", "?<=": "behind", "?<!": "not behind"}
_BRACES = re.compile(r"\{(\d*)(,?)(\d*)\}")
_PROPERTY = re.compile(r"[pP]\{\^?[A-Za-z0-9_ \-]+\}")
_CODE = re.compile(r"x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})")


def parse_pattern(pattern: str) -> Node:
    """Raises Refused for what cannot be matched exactly, and for a pattern that can match the empty string."""
    if len(pattern) > MAX_LENGTH:
        raise Refused(f"a regex of {len(pattern):,} characters (at most {MAX_LENGTH:,}), {pattern[:60]!r}...")
    parser = _Parser(pattern)
    try:
        node = parser.whole()
    except Refused as refused:
        raise Refused(f"{refused} in the regex '{pattern}'") from refused
    _checked(node, pattern)
    ask.regex(pattern)  # after the size is known: Oniguruma writes repeats out too
    for characters, source in parser.classes.items():
        _check_class(characters, source, pattern)
    if parser.spelled and ask.one_character_among(frozenset(f"(?i:{letters})" for letters in parser.spelled)):
        raise Refused(f"letters in either case that one character matches together, in the regex '{pattern}'")
    return node


def literal(text: str) -> Node:
    """The pattern that matches this text and no other. Raises Refused for the empty text."""
    if len(text) > MAX_SIZE // 2:
        raise Refused(f"a pattern of {len(text)} characters (at most {MAX_SIZE // 2})")
    return _checked(sequence([Characters(chars=frozenset(char)) for char in text]), text)


def _checked(node: Node, pattern: str) -> Node:
    if size(node) > MAX_SIZE:
        raise Refused(f"the regex '{pattern}', of {size(node)} parts when written out (at most {MAX_SIZE})")
    if may_be_empty(node):
        raise Refused(f"the pattern '{pattern}', which can match the empty string")
    return node


@dataclass
class _Parser:
    text: str
    at: int = 0
    ignore_case: bool = False
    depth: int = 0
    classes: dict[Characters, str] = field(default_factory=dict)  # each with its own text
    spelled: set[str] = field(default_factory=set)  # neighbours whose case is ignored

    def whole(self) -> Node:
        if self._take("(?i)"):
            self.ignore_case = True
        node = self._alternation()
        if self.at < len(self.text):
            raise Refused(f"{self.text[self.at]!r} at {self.at}")
        return node

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self, wanted: str) -> bool:
        found = self.text.startswith(wanted, self.at)
        self.at += len(wanted) if found else 0
        return found

    def _alternation(self) -> Node:
        nodes = [self._sequence()]
        while self._take("|"):
            nodes.append(self._sequence())
        return alternation(nodes)

    def _sequence(self) -> Node:
        nodes: list[Node] = []
        letters = ""  # the letters beside each other whose case is ignored
        while self._peek() not in ("", "|", ")"):
            begin = self.at
            node = self._quantified(self._atom())
            if self.ignore_case:
                letters = letters + self.text[begin] if self.text[begin].isalpha() else ""
                self.spelled |= {letters[-length:] for length in (2, 3) if len(letters) >= length}
            nodes.append(node)
        return sequence(nodes)

    def _quantified(self, node: Node) -> Node:
        least, most = self._bounds()
        if least is None:
            return node
        braces = self.text[self.at - 1] == "}"
        kind = GREEDY
        if self._take("?"):
            kind = LAZY
        elif not braces and self._take("+"):
            kind = POSSESSIVE
        if (braces and kind != GREEDY) or self._bounds()[0] is not None:
            raise Refused("a quantifier of a quantifier")
        if isinstance(node, Look | Anchor):
            raise Refused("a quantifier of a condition")
        if most is not None and most < least:
            raise Refused("a quantifier whose bounds are the wrong way round")
        if most is None and not isinstance(node, Characters):
            node = _one_character(node)
        return Repeat(node, least, most, kind)

    def _bounds(self) -> tuple[int | None, int | None]:
        """The quantifier here: (None, None) if there is none."""
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._take(sign):
                return bounds
        found = _BRACES.match(self.text, self.at)
        if not found or not (found[1] or found[3]):
            return None, None  # a brace that is no quantifier stands for itself
        self.at = found.end()
        least = int(found[1] or 0)
        return least, (int(found[3]) if found[3] else None) if found[2] else least

    def _atom(self) -> Node:
        char = self.text[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        self.at += 1
        if char == "\\":
            return self._escape()
        if char == ".":
            return Characters(sources=frozenset("."))
        if char in "^$":
            return Anchor(LINE_START if char == "^" else LINE_END, _LINE_FEED)
        if char in "*+?":
            raise Refused(f"{char!r} with nothing before it")
        return self._character(char)

    def _group(self) -> Node:
        self.at += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused(f"groups more than {MAX_DEPTH} deep")
        outer = self.ignore_case
        if self._take("?i:"):
            self.ignore_case, kind = True, None
        else:
            sign = next((sign for sign in _GROUPS if self._take(sign)), None)
            if sign is None and self._peek() == "?":
                raise Refused(f"the group {self.text[self.at - 1 : self.at + 3]!r}")
            kind = _GROUPS[sign] if sign else None
        node = self._alternation()
        if not self._take(")"):
            raise Refused("a group without an end")
        self.ignore_case, self.depth = outer, self.depth - 1
        return _grouped(node, kind)

    def _class(self) -> Node:
        begin, depth = self.at, 0
        while True:
            char = self._peek()
            if not char:
                raise Refused("a class without an end")
            if char == "[":
                depth += 1
                if self.text[self.at + 1 : self.at + 2] == "]" or self.text[self.at + 1 : self.at + 3] == "^]":
                    raise Refused("a class that begins with ']'")
            depth -= char == "]"
            self.at += 2 if char == "\\" else 1
            if not depth:
                return self._characters(self.text[begin : self.at])

    def _escape(self) -> Node:
        for form in (_PROPERTY, _CODE):
            found = form.match(self.text, self.at)
            if found:
                self.at = found.end()
                if form is _PROPERTY:
                    return self._characters(f"\\{found[0]}")
                return self._character(_code_point(int(found[1] or found[2] or found[3], 16), bool(found[2])))
        char = self._peek()
        self.at += 1
        if char in _CLASS_ESCAPES:
            return self._characters(f"\\{char}")
        if char in _ANCHORS:
            return Anchor(_ANCHORS[char], _WORD)
        if char in _CONTROLS:
            return self._character(_CONTROLS[char])
        if not char or char.isalnum() or ord(char) > 0x7F:
            raise Refused(f"the escape '\\{char}'")
        return self._character(char)

    def _character(self, char: str) -> Characters:
        if not self.ignore_case or not char.isalpha():
            return Characters(chars=frozenset(char))
        if not char.isascii():
            raise Refused(f"{char!r} in either case")
        return Characters(chars=ask.letters_folding_to(char))

    def _characters(self, source: str) -> Characters:
        found = Characters(sources=frozenset({f"(?i:{source})" if self.ignore_case else source}))
        self.classes[found] = source
        if len(self.classes) > MAX_CLASSES:
            raise Refused(f"more than {MAX_CLASSES} character classes")
        return found


def _check_class(characters: Characters, source: str, pattern: str) -> None:
    """Raises Refused for a class that can match several characters at once, as [ß] does ss in either case."""
    plain = ask.characters_matching(source)
    if source not in characters.sources and any(plain[ord(char)] for char in _folding_to_several()):
        raise Refused(f"{source!r} in either case in the regex '{pattern}'")
    characters.members()


def _grouped(node: Node, kind: str | None) -> Node:
    if kind is None:
        return node
    if kind == "atomic":
        return Atomic(node)
    if kind.endswith("ahead"):
        return Look(node, negative=kind.startswith("not"))
    return Look(_one_character(node), negative=kind.startswith("not"), behind=True)


def _one_character(node: Node) -> Characters:
    """Alternatives of one character each are one class. Raises Refused for anything longer."""
    if isinstance(node, Characters):
        return node
    if isinstance(node, Alternation) and all(isinstance(one, Characters) for one in node.nodes):
        joined = Characters()
        for one in node.nodes:
            joined |= one
        return joined
    raise Refused("a group of more than one character that is repeated or looked back at")


def _code_point(point: int, is_byte: bool) -> str:
    if (is_byte and point >= 0x80) or point > 0x10FFFF or 0xD800 <= point < 0xE000:
        raise Refused(f"the escape of {point:#x}, which is no character")
    return chr(point)


@lru_cache(maxsize=1)
def _folding_to_several() -> list[str]:
    return [char for char in map(chr, range(0x80, 0x20000)) if len(char.casefold()) > 1]
