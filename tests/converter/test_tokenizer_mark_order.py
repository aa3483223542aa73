"""Marks that NFD moves inside of BertNormalizer get the offsets of the reference, which takes them for others."""

import json
import random
from itertools import permutations, product

import pytest
from tests.conformance import Compiled, Reference

from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.normalizers.combining import combining_classes
from hfedge.tokenizer.spec import parse_tokenizer_json
from tokenizer_cases import added, compare, small_json, small_spec, small_vocabulary

BYTES, TOKENS = 256, 64
# U+302E (class 224), U+302F (224), U+1D165 (216), U+1B44 (9) and U+1E944 (230) are kept; U+1D15E is U+1D157 U+1D165.
MOVED = [
    ("a\u302e\u0323", [(0, 6)]),  # the word seems to end with the removed U+0323 (220)
    ("\u302e\u0323a", [(3, 6)]),
    ("\u302e\u0323", [(3, 5)]),
    ("a\u0301\u1b44", [(0, 3)]),
    ("\u0301\u1b44", [(0, 2)]),
    ("\u1b44\u093c", [(3, 6)]),
    ("\U0001d165\u0334", [(4, 6)]),
    ("a\u0301\u200b\u302e b", [(0, 3), (10, 11)]),  # the clean-up of U+200B makes the marks neighbours first
    ("a\u302e\u200b\u0323 b", [(0, 9), (10, 11)]),
    ("\u302f\u0323,", [(3, 5), (5, 6)]),
    ("\u0301\u302f[SEP]", [(0, 2), (5, 10)]),
    ("\u4e2d\u302e\u0323", [(0, 3), (6, 8)]),
    ("\U0001e944\u093c", [(4, 7)]),
    ("\u00e9\u302e\u0323", [(0, 7)]),  # U+0323 moves before the U+0301 of U+00E9 too, which counts for nothing
    ("\U0001d15e\u0334", [(0, 6)]),
    ("\U0001d170\ua953", [(0, 7)]),  # both are kept: the second is aligned to the first, and the first to it
]
KEPT = "\u302e\u302f\U0001d165\u1b44\ua953\U0001e944\U0001d16d"
OTHERS = ["\u0301", "\u0323", "\u0334", "\u093c", "\u0344", "\u0f73", "\ufe0f", "\u200b", "\u00e9", "\u1ea1", "a", " ",
          "\u4e2d", "[SEP]", "\U0001d15e", "\U0001d1bd", "\ufffd", "\x01", "."]  # fmt: skip


def mark_heavy(count, seed, longest=14):
    """Texts of marks of every class, kept ones above all, with what joins their runs and what ends them."""
    rng = random.Random(seed)
    pools = [KEPT, sorted(combining_classes("NFD")), OTHERS]
    texts = []
    for _ in range(count):
        some = rng.choices(pools, weights=(3, 1, 2), k=3)
        texts.append("".join(rng.choice(rng.choice(some)) for _ in range(rng.randint(1, longest))))
    return texts


def verdict(spec, rows, pair=False):
    return compare(spec, Compiled(compile_tokenizer(spec), BYTES, TOKENS, pair), rows, TOKENS)


@pytest.fixture(scope="module")
def program():
    return Compiled(compile_tokenizer(small_spec()), BYTES, TOKENS)


@pytest.mark.parametrize(("text", "offsets"), MOVED, ids=lambda value: ascii(value) if isinstance(value, str) else "")
def test_a_mark_that_nfd_moves_is_aligned_as_in_the_reference(text, offsets, program):
    expected, found = Reference(small_spec(), TOKENS)(text), program(text)
    assert found == expected
    assert found.offsets[1:-1] == offsets


def test_marks_of_every_class_beside_kept_ones(program):
    rows = mark_heavy(2_000, seed=1)
    found = compare(small_spec(), program, rows, TOKENS)
    assert found.rows == 2_000 and not found.different, found


def test_every_order_of_five_marks_behind_every_kind_of_base(program):
    bases = ["", "a", "\u00e9", "\u4e2d", "\U0001d15e", "\u200b", "[SEP]"]
    orders = list(permutations(["\u302e", "\u0323", "\U0001d165", "\u0334", "\u0301"]))
    rows = [base + "".join(order) + "b" for base, order in product(bases, orders)]
    found = compare(small_spec(), program, rows, TOKENS)
    assert found.rows == 840 and not found.different, found


def test_a_run_of_any_length(program):
    rows = [
        "a" + "\u0301\u302e\u0323\u200b" * 25,
        "\u302e" + "\u0323" * 120,
        "\u0301" * 120 + "\u302e",
        "\u0323\u302e" * 51,
    ]
    found = compare(small_spec(), program, rows, TOKENS)
    assert found.rows == 4 and not found.different, found


def test_a_run_ends_where_a_text_does():
    texts = [
        "a\u302e",
        "\u0323b",
        "\u0301",
        "\u302e\u0323",
        "\u200b\u0323\u302e",
        "",
        "\U0001d15e",
        "\u0334",
        "a\u302e\xff",
    ]
    rows = [*product(texts, repeat=2), *zip(mark_heavy(300, seed=2), mark_heavy(300, seed=3))]
    assert not verdict(small_spec(), rows, pair=True).different


def test_bytes_that_are_no_utf8_are_removed_or_end_a_run(program):
    texts = [text.encode() for text in mark_heavy(400, seed=4)]
    rng = random.Random(5)
    broken = [text[:at] + rng.choice([b"\xff", b"\xe1\xad", b"\xf0\x9d"]) + text[at:]
              for text in texts for at in [rng.randrange(len(text))]]  # fmt: skip
    assert not compare(small_spec(), program, broken, TOKENS).different
    kept = small_spec(normalizer={"clean_text": False})
    assert not verdict(kept, broken).different


SPECIALS = ("[PAD]", "[UNK]", "[CLS]", "[MASK]")
UNCASED = small_json()["normalizer"]


def sequence(*steps):
    return {"type": "Sequence", "normalizers": list(steps)}


def spec_of(normalizer):
    return parse_tokenizer_json(json.dumps(small_json() | {"normalizer": normalizer}), "tokenizer.json")


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param(small_spec(tokens=(*SPECIALS, added(3, "[SEP]", lstrip=True))), id="tokens with flags"),
        pytest.param(small_spec(tokens=(*SPECIALS, added(3, "[SEP]", normalized=True))), id="tokens looked for later"),
        pytest.param(spec_of(sequence(UNCASED, {"type": "Lowercase"})), id="a normalizer after it"),
        pytest.param(
            spec_of(sequence({"type": "Replace", "pattern": {"String": "b"}, "content": "\u302e"}, UNCASED)),
            id="a normalizer before it",
        ),
        pytest.param(small_spec(pre_tokenizer={"type": "Whitespace"}), id="a step that tells marks apart"),
    ],
)
def test_wherever_the_normalizer_is_applied(spec):
    found = verdict(spec, [*mark_heavy(500, seed=6), *(text for text, _ in MOVED)])
    assert not found.different, found


@pytest.mark.parametrize(
    "entries", [["a\u302e", "##\u302e", "\u302e"], ["\U0001d157", "##\U0001d165", "\u302e"]], ids=ascii
)
def test_the_tokens_of_a_word_with_marks_that_are_known(entries):
    """Of one class, so that they are not sorted, and of two, so that they are."""
    vocabulary = small_vocabulary()
    vocabulary |= {text: len(vocabulary) + index for index, text in enumerate(entries)}
    found = verdict(small_spec(vocabulary), [*mark_heavy(500, seed=7), *(text for text, _ in MOVED)])
    assert not found.different, found


def test_every_integer_of_the_branch_is_exact_in_a_float32_for_texts_below_two_mebibytes():
    """The largest is a place in `kept` rows end to end."""
    marks = compile_tokenizer(small_spec()).steps.bytes.marks
    assert marks.kept * 2**21 < 2**24
    assert marks.kept == marks.columns.max() == len({*marks.columns.tolist()}) - 1
