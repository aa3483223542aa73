"""Unigram against the reference's own model: the same ids and offsets, ties and roundings included."""

import json
import random
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from hfedge.lazy import tf
from hfedge.tokenizer.alphabet import build_alphabet
from hfedge.tokenizer.models import unigram
from hfedge.tokenizer.models.unigram import parse_unigram
from hfedge.tokenizer.models.unigram_viterbi import LONGEST
from hfedge.tokenizer.refused import Refused
from hfedge.tokenizer.stream import Stream
from streams import stream_of

SIZE = 96
ADDED = {"<one>": 7001, "<two>": 7002}
BYTES = [(f"<0x{byte:02X}>", 0.0) for byte in range(256)]
Token = tuple[int, int, int]  # id, begin and end in bytes

CORPUS = [
    "the banana bandana and the bandit abandoned the cabana",
    "they then thought the other brother gathered feathers",
    "hahaha he laughed ... === and counted 1000000 and 10000",
    "été déjà naïve crème brûlée über größe straße",
    "中文字符 中文 字符 文字 東京 東京都 京都",
    "ababababab aabaabaab mississippi assessments possess",
] * 4


@dataclass
class Compiled:
    """A model of ours beside the reference's; `tokens` runs the graph, traced once."""

    vocabulary: list[tuple[str, float]]
    unk_id: int = 0
    byte_fallback: bool = False
    added: dict[str, int] = field(default_factory=dict)
    size: int = SIZE

    def __post_init__(self) -> None:
        self.reference = models.Unigram(self.vocabulary, self.unk_id, self.byte_fallback)
        step = parse_unigram({"unk_id": self.unk_id, "vocab": self.vocabulary, "byte_fallback": self.byte_fallback})
        self.alphabet = build_alphabet(step.needs(), self.added)
        self.stage = step.compile(self.alphabet, np.array([*self.added.values()], np.int32))
        self.graph = tf.function(self._run, input_signature=self.signature)

    @property
    def signature(self) -> list[Any]:
        return [tf.TensorSpec([4, self.size], tf.int32), tf.TensorSpec([1], tf.int32), tf.TensorSpec([512], tf.int32)]

    def _run(self, rows: Any, total: Any, utf8: Any) -> Any:
        tokens = self.stage(Stream(*tf.unstack(rows), totals=(total,), utf8=utf8, ends=(512,)))
        return tf.stack([tokens.flags, tokens.ids, tokens.begin, tokens.end])

    def inputs(self, pieces: list[str]) -> list[np.ndarray]:
        stream = stream_of(pieces, self.alphabet, self.size)
        rows = np.stack([stream.symbols, stream.begin, stream.end, stream.starts])
        utf8 = np.zeros(512, np.int32)
        utf8[: min(512, len(stream.utf8))] = stream.utf8[:512]
        return [rows, stream.totals[0], utf8]

    def tokens(self, pieces: list[str]) -> list[Token]:
        return flagged(self.graph(*map(tf.constant, self.inputs(pieces))).numpy())

    def expected(self, pieces: list[str]) -> list[Token]:
        found, at = [], 0
        for piece in pieces:
            width = len(piece.encode())
            if piece in self.added:
                found.append((self.added[piece], at, at + width))
            else:
                found += [
                    (token.id, at + token.offsets[0], at + token.offsets[1]) for token in self.reference.tokenize(piece)
                ]
            at += width
        return found

    def check(self, *pieces: str) -> None:
        assert self.tokens(list(pieces)) == self.expected(list(pieces)), pieces

    @property
    def ids(self) -> dict[str, int]:
        return {piece: index for index, (piece, _) in enumerate(self.vocabulary)}


def flagged(rows: np.ndarray) -> list[Token]:
    flags, *columns = rows
    return [tuple(int(column[place]) for column in columns) for place in np.flatnonzero(flags)]


def trained(rounded: bool) -> list[tuple[str, float]]:
    """The pieces and scores that the library's own trainer makes of CORPUS; rounded to float32 as SentencePiece's."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=160, unk_token="<unk>", special_tokens=["<unk>"], show_progress=False)
    tokenizer.train_from_iterator(CORPUS, trainer)
    vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
    return [(piece, float(np.float32(score)) if rounded else score) for piece, score in vocabulary]


@pytest.fixture(scope="module", params=[False, True], ids=["float64 scores", "float32 scores"])
def small(request) -> Compiled:
    return Compiled(trained(request.param), added=ADDED)


def words(text: str) -> list[str]:
    return ["▁" + word for word in text.split()]


def random_pieces(rng: random.Random, letters: str, longest: int = 60) -> list[str]:
    pieces, room = [], rng.randrange(1, longest)
    while room > 0:
        length = min(room, rng.choice([1, 2, 3, 5, 9, 20, 40]))
        same = rng.random() < 0.3
        pieces.append(rng.choice(letters) * length if same else "".join(rng.choices(letters, k=length)))
        room -= length
    return pieces


def test_the_lines_a_model_was_trained_on_are_cut_as_the_reference_cuts_them(small):
    for line in CORPUS[:6]:
        small.check(*words(line))


def test_a_whole_text_may_be_one_piece(small):
    for line in CORPUS[:6]:
        small.check("".join(words(line + " " + line))[: SIZE - 2])


def test_random_pieces_are_cut_as_the_reference_cuts_them(small):
    rng = random.Random(7)
    for _ in range(150):
        small.check(*random_pieces(rng, "thebandaéü中文東s.=10 ▁xQ😀"))


def test_repeated_letters_have_many_cuts_of_one_sum(small):
    for text in ("aaaaaaaaa", "==========", "hahahahahaha", "0000000000000", "........", "ababababababab", "ssssssss"):
        small.check("▁" + text, text)


def test_an_added_token_is_one_token_and_never_joins_unknown_characters(small):
    small.check("▁theQ", "<one>", "Q", "<two>", "<two>", "QQ")
    assert small.tokens(["<two>"]) == [(7002, 0, 5)]


def test_an_empty_text_has_no_tokens(small):
    assert small.tokens([]) == []


def test_a_stream_may_be_full_to_its_last_place(small):
    small.check("▁the" * 23 + "tha")


def test_unknown_characters_in_a_row_are_one_token_within_a_piece_only():
    model = Compiled([("<unk>", 0.0), ("a", -1.0), ("aa", -1.5)])
    assert model.tokens(["xya", "éx", "x", "aax"]) == [
        (0, 0, 2), (1, 2, 3), (0, 3, 6), (0, 6, 7), (2, 7, 9), (0, 9, 10),
    ]  # fmt: skip
    model.check("xya", "éx", "x", "aax")


def test_the_unknown_token_typed_in_the_text_joins_unknown_characters():
    model = Compiled([("<unk>", 0.0), ("a", -1.0), *(("<", -4.0), ("k", -4.0))])
    model.check("<unk>", "a<unk>a", "x<unk>a", "a<unk><unk>", "a<unk>x", "<unkk>")


def test_of_equal_sums_the_longest_last_token_wins():
    # 1.5 + 1.0 both ways: exact in binary, so only the order decides.
    model = Compiled([("<unk>", 0.0), ("a", -1.0), ("aa", -1.5), ("b", -1.0), ("ab", -2.0), ("ba", -2.0)])
    assert not model.stage.costs.rest
    assert model.tokens(["aaa"]) == [(1, 0, 1), (2, 1, 3)]
    for text in ("aaa", "aaaaa", "ab", "aba", "abab", "bab", "babab"):
        model.check(text)


def exactly_best(costs: dict[int, Fraction], length: int) -> list[int]:
    """Lengths of the tokens of the best cut of a letter's repetition, were sums not rounded; the longest of equals."""
    best = [(Fraction(0), [])]
    for end in range(1, length + 1):
        cuts = [(best[end - width][0] + cost, -width) for width, cost in costs.items() if width <= end]
        cost, width = min(cuts)
        best.append((cost, [*best[end + width][1], -width]))
    return best[length][1]


def test_rounding_of_sums_decides_between_permutations_of_the_same_tokens():
    rng = random.Random(3)
    scores = {letter: {width: -rng.uniform(0.3, 20) for width in (1, 2, 4, 7)} for letter in "abcdefghijklmnop"}
    pieces = [(letter * width, score) for letter, by_width in scores.items() for width, score in by_width.items()]
    model, rounded = Compiled([("<unk>", 0.0), *pieces]), 0
    for letter, by_width in scores.items():
        costs = {width: -Fraction(score) for width, score in by_width.items()}
        for length in (3, 7, 12, 23, 40, 70):
            model.check(letter * length)
            widths = [end - begin for _, begin, end in model.expected([letter * length])]
            rounded += widths != exactly_best(costs, length)
    assert rounded  # so exact sums would not have done


def test_random_vocabularies_with_random_scores_agree():
    rng = random.Random(11)
    for _ in range(6):
        pieces = {"".join(rng.choices("abé=", k=rng.choice([1, 1, 2, 2, 3, 4, 7]))) for _ in range(14)}
        scale = rng.choice([1.0, 5.0, 20.0])
        model = Compiled([("<unk>", 0.0), *((piece, -rng.random() * scale - 0.3) for piece in sorted(pieces))])
        for _ in range(40):
            model.check(*random_pieces(rng, "abé=x"))


def test_scores_that_are_short_binary_fractions_need_no_slow_path_and_may_be_positive():
    rng = random.Random(5)
    vocabulary = [
        ("<unk>", 0.0),
        *((piece, rng.randrange(-40, 12) / 4) for piece in ("a", "b", "ab", "ba", "aab", "bb")),
    ]
    model = Compiled(vocabulary)
    assert model.stage.costs.rest == ()
    for _ in range(40):
        model.check(*random_pieces(rng, "abx"))


def test_scores_of_very_different_sizes_agree():
    vocabulary = [("<unk>", 0.0), ("a", -0.017), ("aa", -0.0331), ("b", -37.3), ("ab", -36.2), ("bb", -74.61)]
    model = Compiled(vocabulary)
    rng = random.Random(6)
    for _ in range(40):
        model.check(*random_pieces(rng, "abx"))


def test_a_piece_that_is_in_the_vocabulary_twice_has_its_last_id_and_score():
    model = Compiled([("<unk>", 0.0), ("a", -1.1), ("aa", -9.3), ("aa", -1.7), ("aa", -2.15)])
    model.check("aaa", "aa")
    assert model.tokens(["aa"]) == [(4, 0, 2)]


def test_byte_fallback_writes_the_bytes_of_a_run_each_with_the_offsets_of_the_run():
    model = Compiled([("<unk>", 0.0), ("a", -1.1), ("é!", -2.2), *BYTES], byte_fallback=True, added=ADDED)
    ids = model.ids
    assert model.tokens(["aéxa"]) == [
        (1, 0, 1), (ids["<0xC3>"], 1, 4), (ids["<0xA9>"], 1, 4), (ids["<0x78>"], 1, 4), (1, 4, 5),
    ]  # fmt: skip
    for pieces in (
        ["é", "é"],
        ["中文a😀"],
        ["é!é"],
        ["<unk>", "<unk>é", "a<unk>"],
        ["é", "<one>", "\ufffd"],
        ["<0x41>"],
    ):
        model.check(*pieces)


def test_byte_fallback_keeps_the_unknown_token_for_a_run_with_a_byte_that_is_missing():
    some = [entry for entry in BYTES if entry[0] not in ("<0xA9>", "<0x78>")]
    model = Compiled([("<unk>", 0.0), ("a", -1.1), ("é!", -2.2), *some], byte_fallback=True)
    for pieces in (["é"], ["aèa"], ["èx"], ["a文ax"], ["文", "é", "è"], ["aé!é"]):
        model.check(*pieces)


def test_random_pieces_with_byte_fallback_agree():
    rng = random.Random(8)
    vocabulary = [(piece, score) for piece, score in trained(False) if piece not in "é中"]
    model = Compiled([*vocabulary, *BYTES], byte_fallback=True)
    for _ in range(60):
        model.check(*random_pieces(rng, "thebaéü中x😀", longest=40))


def test_byte_fallback_without_any_byte_in_the_vocabulary_gives_the_unknown_token():
    Compiled([("<unk>", 0.0), ("a", -1.1)], byte_fallback=True).check("axé", "x")


def test_a_vocabulary_of_single_characters_needs_no_trie():
    model = Compiled([("<unk>", 0.0), ("a", -1.1), ("b", -1.3)])
    assert model.stage.trie is not None  # "<unk>" has several characters
    model = Compiled([("?", 0.0), ("a", -1.1), ("b", -1.3)])
    assert model.stage.trie is None
    model.check("abxx?ba")


def test_the_same_ids_and_offsets_come_out_of_litert(small):
    from ai_edge_litert.interpreter import Interpreter

    converter = tf.lite.TFLiteConverter.from_concrete_functions([small.graph.get_concrete_function()], small.stage)
    interpreter = Interpreter(model_content=converter.convert(), num_threads=1)
    interpreter.allocate_tensors()
    for line in [*(words(line) for line in CORPUS[:6]), ["▁" + "a" * 90], ["<one>", "=" * 50], ["▁the" * 20], []]:
        for details, value in zip(_in_order(interpreter), small.inputs(line)):
            interpreter.set_tensor(details["index"], value.astype(np.int32))
        interpreter.invoke()
        found = flagged(interpreter.get_tensor(interpreter.get_output_details()[0]["index"]))
        assert found == small.expected(line), line


def _in_order(interpreter: Any) -> list[dict[str, Any]]:
    """The inputs by what they are: the rows, the total, the bytes."""
    by_size = {tuple(details["shape"]): details for details in interpreter.get_input_details()}
    return [by_size[shape] for shape in ((4, SIZE), (1,), (512,))]


PIECES = [["<unk>", 0.0], ["a", -1.5]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"vocab": PIECES}, "without unk_id"),
        ({"vocab": PIECES, "unk_id": 2}, "unk_id 2"),
        ({"vocab": [], "unk_id": 0}, "0 pieces"),
        ({"vocab": {"a": 1}, "unk_id": 0}, "not a list of pieces"),
        ({"vocab": [["a", float("nan")]], "unk_id": 0}, "not a list of pieces"),
        ({"vocab": [["a", "1"]], "unk_id": 0}, "not a list of pieces"),
        ({"vocab": PIECES, "unk_id": 0, "type": "BPE"}, "BPE"),
        ({"vocab": PIECES, "unk_id": 0, "alpha": 0.1}, "samples"),
        ({"vocab": [*PIECES, ["a" * (LONGEST + 1), -1.0]], "unk_id": 0}, f"a piece of {LONGEST + 1} characters"),
    ],
)
def test_what_is_no_unigram_model_is_refused_with_the_reason(data, reason):
    with pytest.raises(Refused, match=reason):
        parse_unigram(data)


@pytest.mark.parametrize(
    ("vocabulary", "reason"),
    [
        ([("<unk>", 0.0), ("a", 0.1), ("b", -1.3)], "above zero"),
        ([("<unk>", 0.0), ("a", -1e-9), ("b", -1.3)], "near to zero"),
        ([("?", 100.0), ("xy", 101.0)], "'xy', whose score is below"),
        ([("<unk>", 20.0), ("x<unk>", -90.0), ("b", -1.0)], "'x<unk>', whose score is below"),
    ],
)
def test_scores_that_the_graph_would_not_reproduce_are_refused(vocabulary, reason):
    step = parse_unigram({"vocab": vocabulary, "unk_id": 0})
    with pytest.raises(Refused, match=reason):
        step.compile(build_alphabet(step.needs()), np.zeros(0, np.int32))


def test_a_model_of_an_old_file_has_no_type_and_no_byte_fallback():
    step = parse_unigram({"unk_id": 0, "vocab": PIECES})
    assert step == unigram.Unigram((("<unk>", 0.0), ("a", -1.5)), 0, byte_fallback=False)
