"""Every pre-tokenizer against the reference's own, piece by piece: strings and offsets."""

from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import pytest
from tests.converter.pre_tokenizer_cases import (
    BEHAVIORS,
    CONSTRUCTS,
    NASTY,
    PATTERNS,
    STEPS,
    byte_level,
    metaspace,
    reference,
    sequence,
    split,
    split_text,
    texts,
)
from tests.converter.streams import pieces_of, stream_of
from tokenizers import pre_tokenizers

from hfedge.emit.lowering import lower
from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import CODE_POINTS, Alphabet, Needs, build_alphabet
from hfedge.tokenizer.pre_tokenizers import PRE_TOKENIZERS, ask, parse_pre_tokenizer
from hfedge.tokenizer.pre_tokenizers.matches import read_pattern
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream, keep
from hfedge.tokenizer.tables import tables_of, with_tables

TOKENS = ("<s>", "</tok>")
SIZE = 360  # places for the longest of the texts
Pieces = list[tuple[str, tuple[int, int]]]


@dataclass(frozen=True)
class Ours:
    alphabet: Alphabet
    stage: Any

    def __call__(self, pieces: str | list[str]) -> Pieces:
        """Strings with offsets in bytes."""
        return strings_of(self.stage(stream_of(pieces, self.alphabet, size=80)), self.alphabet)

    def each(self, rows: list[str]) -> list[Pieces]:
        """Many texts through one graph."""
        streams = [stream_of(text, self.alphabet, size=SIZE) for text in rows]
        ends = streams[0].ends

        @tf.function(input_signature=[tf.TensorSpec([5, SIZE], tf.int32), tf.TensorSpec([1], tf.int32)])
        def run(rows, total):
            found = self.stage(Stream(*tf.unstack(rows)[:4], (total,), rows[4], ends))
            return found.symbols, found.begin, found.end, found.starts, found.totals

        found = [run(np.stack([s.symbols, s.begin, s.end, s.starts, s.utf8]), s.total) for s in streams]
        return [
            strings_of(Stream(*parts, stream.utf8, stream.ends), self.alphabet) for parts, stream in zip(found, streams)
        ]


def strings_of(stream: Stream, alphabet: Alphabet) -> Pieces:
    found = pieces_of(stream, alphabet)
    return [("".join(text for text, _, _ in piece), (piece[0][1], piece[-1][2])) for piece in found]


def compiled(entry: dict | None, extra: Needs | None = None) -> Ours:
    step = parse_pre_tokenizer(entry)
    needs = step.needs() if extra is None else step.needs() | extra
    alphabet = build_alphabet(needs, TOKENS)
    return Ours(alphabet, step.compile(alphabet))


def in_bytes(text: str, pieces: Pieces) -> Pieces:
    """The reference gives offsets in characters."""
    at = [0, *accumulate(len(char.encode()) for char in text)]
    return [(piece, (at[start], at[end])) for piece, (start, end) in pieces if piece]


def check(entry: dict, rows: list[str]) -> None:
    theirs = reference(entry)
    for text, ours in zip(rows, compiled(entry).each(rows)):
        assert ours == in_bytes(text, theirs.pre_tokenize_str(text)), text


@pytest.mark.parametrize("name", STEPS)
def test_a_step_gives_the_pieces_of_the_reference(name):
    entry = STEPS[name]
    check(entry, texts(200))


def test_every_byte_of_a_character_keeps_its_alignment():
    ours = compiled(byte_level(prefix=True, regex=False))
    stream = ours.stage(stream_of("é中a😀", ours.alphabet))
    spans = [span for _, *span in pieces_of(stream, ours.alphabet)[0]]
    assert spans == [[0, 2]] * 3 + [[2, 5]] * 3 + [[5, 6]] + [[6, 10]] * 4


@pytest.mark.parametrize("name", PATTERNS)
def test_the_pattern_of_a_real_tokenizer_splits_as_the_reference_does(name):
    check(split(PATTERNS[name]), texts(400, seed=2))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_construct_of_regexes_matches_as_in_the_reference(name):
    check(split(CONSTRUCTS[name]), texts(200, seed=3))


@pytest.mark.parametrize("invert", [False, True])
@pytest.mark.parametrize("behavior", BEHAVIORS)
@pytest.mark.parametrize("pattern", [r"\s+", r"\p{Lu}|\p{Ll}+|\d+", PATTERNS["CLIP"], PATTERNS["GPT-2"], r"ab|a|b+c"])
def test_a_split_treats_its_matches_as_the_behavior_says(pattern, behavior, invert):
    check(split(pattern, behavior, invert), texts(60, seed=4))


@pytest.mark.parametrize("behavior", BEHAVIORS)
@pytest.mark.parametrize("text", [" ", "  ", "'s", "(", "<|endoftext|>"])
def test_a_text_to_split_at_is_no_regex(text, behavior):
    check(split_text(text, behavior), texts(60, seed=5))


@pytest.mark.parametrize("name", [name for name in STEPS if name not in ("T5", "nothing")])
def test_added_tokens_stay_whole_and_pieces_apart(name):
    ours, theirs = compiled(STEPS[name]), reference(STEPS[name])
    rows = [["a b", "<s>", "b 12", "</tok>", "</tok>", " a"], ["<s>", "x", "<s>"], ["aB", "Ba'", "s \n", "\n x"]]
    for pieces in rows:
        expected: list[str] = []
        for index, piece in enumerate(pieces):
            if "first" in name and index > 0 and piece not in TOKENS:
                # Only the piece at the very beginning of the text has a prefix then.
                theirs_here = reference(STEPS[name.replace("first", "never")])
            else:
                theirs_here = theirs
            found = [(piece, None)] if piece in TOKENS else theirs_here.pre_tokenize_str(piece)
            expected += [text for text, _ in found if text]
        assert [piece for piece, _ in ours(pieces)] == expected, pieces


def test_the_first_piece_of_each_text_of_a_pair_has_the_prefix():
    ours = compiled(metaspace("first"))
    stream = stream_of(["ab c", "de"], ours.alphabet)
    # The same symbols as two texts; the second begins one byte behind the first one's end.
    pair = replace(stream, totals=(np.array([4], np.int32), stream.totals[0]), ends=(3, len(stream.utf8)))
    assert [piece for piece, _ in strings_of(ours.stage(pair), ours.alphabet)] == ["▁ab", "▁c", "▁de"]
    assert [piece for piece, _ in strings_of(ours.stage(stream), ours.alphabet)] == ["▁ab", "▁c", "de"]


@pytest.mark.parametrize("name", ["ByteLevel True True", "Metaspace always", "Metaspace first", "DeepSeek", "T5"])
def test_alignments_need_not_be_places(name):
    ours = compiled(STEPS[name], Needs(frozenset("\u0394")))
    for text in ("ab c", "é中 d's 12\n", " x"):
        stream = stream_of("\u0394\u0394" + text, ours.alphabet)
        stream = keep(stream, np.asarray(stream.begin >= 4, np.int32))
        theirs = reference(STEPS[name.replace("first", "never")]).pre_tokenize_str(text)
        found = strings_of(ours.stage(stream), ours.alphabet)
        assert [piece for piece, _ in found] == [piece for piece, _ in theirs]
        assert found[0][1][0] == 4 + len(text) - len(text.lstrip()) * (name == "T5") - (name != "T5") * len(text)


def test_a_text_that_fills_every_place_is_split_to_its_end():
    for name in ("GPT-2", "BLOOM", "DeepSeek Han", "o200k"):
        ours = compiled(split(PATTERNS[name]))
        for text in ("ab  c", "a1", "\n ", "中国"):
            stream = stream_of(text, ours.alphabet, size=len(text) + 1)
            theirs = reference(split(PATTERNS[name])).pre_tokenize_str(text)
            assert strings_of(ours.stage(stream), ours.alphabet) == in_bytes(text, theirs), (name, text)


@pytest.mark.parametrize("name", ["GPT-2", "two or three", "a run", "runs and classes", "precedence"])
def test_a_pattern_says_where_its_matches_end(name):
    source = {**PATTERNS, **CONSTRUCTS}[name]
    pattern = read_pattern({"Regex": source})
    alphabet = build_alphabet(pattern.needs())
    matcher = pattern.compile(alphabet)
    for text in texts(10, seed=6):
        ends = np.asarray(matcher(stream_of(text, alphabet, size=160)).ends)
        found = [(int(place) - 1, int(ends[place]) - 1) for place in np.flatnonzero(ends)]
        removed = reference(split(source, "Removed", invert=True)).pre_tokenize_str(text)
        assert found == [span for piece, span in removed if piece]


@pytest.mark.parametrize(
    "pattern",
    ["a*", "a|", "(?=a)", r"(a)\1", "(ab)+", "a{2}?", "a**", "(?<n>a)", "(?i:ß)", "(?i:ss)", "(?i:[ß])", r"\R", r"\G",
     "(?s:.)", "[]a]", "(", "a{1,500}", "(((a{1,9}){1,9}){1,9}){1,9}", "(" * 40 + "a" + ")" * 40, "a" * 5000, "[z-a]",
     "".join(f"[a{chr(point)}]" for point in range(0x400, 0x500)), r"(?<=ab)c", "é(?i)b"],
)  # fmt: skip
def test_a_pattern_that_cannot_be_matched_exactly_is_refused_and_shown(pattern):
    with pytest.raises(Refused) as refused:
        read_pattern({"Regex": pattern})
    assert pattern[:10] in str(refused.value)


@pytest.mark.parametrize(
    "entry",
    [{"type": "Sudachi"}, split_text(""), split("a", "Sideways"), {**metaspace("first"), "replacement": "ab"},
     {**metaspace("sometimes")}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": False},
     {"type": "CharDelimiterSplit", "delimiter": ""}, {"type": "FixedLength", "length": 0},
     sequence({"type": "Whitespace"}, {"type": "Sudachi"}), {**split("a"), "pattern": {"Glob": "a"}}],
)  # fmt: skip
def test_a_step_that_is_not_known_is_refused(entry):
    with pytest.raises(Refused):
        parse_pre_tokenizer(entry)


def test_no_pre_tokenizer_leaves_pieces_as_they_are():
    assert compiled(None)("a b") == [("a b", (0, 3))]


def test_every_pre_tokenizer_of_the_reference_has_a_parser():
    kinds = {name for name in dir(pre_tokenizers) if isinstance(getattr(pre_tokenizers, name), type)}
    assert kinds - {"PreTokenizer"} <= set(PRE_TOKENIZERS)


@cache
def _sample() -> list[int]:
    rng = np.random.default_rng(7)
    points = np.concatenate([np.arange(0x3100), rng.integers(0x3100, CODE_POINTS, 3000)])
    return [int(point) for point in points if not 0xD800 <= point < 0xE000]


def test_single_characters_are_answered_as_when_asked_alone():
    letters, marks = ask.characters_matching(r"[\p{L}\x01]"), ask.punctuation()
    white, digits, words = ask.white_space(), ask.numeric(), ask.word_kinds()
    letter = pre_tokenizers.Split(ask.regex(r"[\p{L}\x01]"), "removed")
    for char in map(chr, _sample()):
        at = ord(char)
        assert letters[at] == (not letter.pre_tokenize_str(char))
        assert white[at] == (not pre_tokenizers.WhitespaceSplit().pre_tokenize_str(char))
        assert marks[at] == (len(pre_tokenizers.Punctuation().pre_tokenize_str(f"a{char}a")) == 3)
        assert digits[at] == (len(pre_tokenizers.Digits().pre_tokenize_str(f"a{char}a")) == 3)
        pieces = [piece for piece, _ in pre_tokenizers.Whitespace().pre_tokenize_str(f"a{char}!")]
        assert words[at] == {(f"a{char}", "!"): 1, ("a", f"{char}!"): 2, ("a", "!"): 3}[tuple(pieces)]


def test_two_characters_are_of_one_script_where_the_reference_keeps_them_together():
    scripts, theirs = ask.scripts(), pre_tokenizers.UnicodeScripts()
    rng = np.random.default_rng(8)
    for one, other in rng.choice(_sample(), (3000, 2)):
        pieces = theirs.pre_tokenize_str(chr(one) + chr(other))
        if scripts[one] and scripts[other]:
            assert (len(pieces) == 1) == (scripts[one] == scripts[other])
        assert (scripts[one] == 0) == (not theirs.pre_tokenize_str(chr(one)))


@pytest.mark.parametrize("name", ["GPT-2", "o200k", "Falcon", "T5"])
def test_the_steps_run_in_litert_as_they_do_here(name):
    from ai_edge_litert.interpreter import Interpreter

    size = 128
    ours = compiled(STEPS[name] if name in STEPS else sequence(split(PATTERNS[name]), byte_level(False, False)))
    tables = tables_of(ours.stage)
    assert all(np.issubdtype(table.dtype, np.integer) for table in tables.values())

    def run(rows, total):
        symbols, begin, end, starts, utf8 = tf.unstack(rows)
        moved = with_tables(ours.stage, {name: tf.constant(table) for name, table in tables.items()})
        found = moved(Stream(symbols, begin, end, starts, (total,), utf8, (size,)))
        return tf.stack([found.symbols, found.begin, found.end, found.starts * found.symbols])

    function = tf.function(run, input_signature=[tf.TensorSpec([5, size], tf.int32), tf.TensorSpec([1], tf.int32)])
    model = lower(tf.lite.TFLiteConverter.from_concrete_functions([function.get_concrete_function()], tf.Module()))
    interpreter = Interpreter(model_content=model, num_threads=1)
    interpreter.allocate_tensors()
    inputs = sorted(interpreter.get_input_details(), key=lambda detail: -len(detail["shape"]))
    output = interpreter.get_output_details()[0]["index"]
    for text in [text for text in [*NASTY, *texts(10, seed=9)] if len(text.encode()) < size - 8]:
        stream = stream_of(text, ours.alphabet, size)
        rows = np.stack([stream.symbols, stream.begin, stream.end, stream.starts, stream.utf8[:size]])
        interpreter.set_tensor(inputs[0]["index"], rows)
        interpreter.set_tensor(inputs[1]["index"], stream.total)
        interpreter.invoke()
        here = ours.stage(stream)
        expected = np.stack([here.symbols, here.begin, here.end, here.starts * here.symbols])
        np.testing.assert_array_equal(interpreter.get_tensor(output), expected, err_msg=text)
