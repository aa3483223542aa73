"""Every option of the steps that the compiler knows, on a small vocabulary, beside Hugging Face tokenizers."""

from itertools import product

import pytest
from tests.conformance import Compiled, Reference
from tests.sampling import some
from tokenizers import Tokenizer

from hfedge.tokenizer.compile import compile_tokenizer
from tokenizer_cases import added, compare, small_rows, small_spec, small_vocabulary, template

BYTES = 256


def verdict(spec, rows=None, max_tokens=64, pair=False):
    rows = small_rows(spec.model.vocabulary, BYTES) if rows is None else rows
    return compare(spec, Compiled(compile_tokenizer(spec), BYTES, max_tokens, pair), rows, max_tokens)


@pytest.mark.parametrize(("clean", "cjk", "lower"), list(product([True, False], repeat=3)))
def test_every_combination_of_the_normalizers_flags(clean, cjk, lower):
    for strip in (None, True, False):
        flags = {"clean_text": clean, "handle_chinese_chars": cjk, "strip_accents": strip, "lowercase": lower}
        found = verdict(small_spec(normalizer=flags))
        assert not found.different, (flags, found)


@pytest.mark.parametrize("prefix", ["##", "@@", "", "xx", "▁", " "])
def test_any_prefix_of_continuations_and_any_limit_of_a_word(prefix):
    vocabulary = small_vocabulary(prefix)
    rows = small_rows(vocabulary, BYTES, count=100)[::2]
    for longest in (1, 5, 100):
        model = {"continuing_subword_prefix": prefix, "max_input_chars_per_word": longest}
        found = verdict(small_spec(vocabulary, model=model), rows)
        assert not found.different, found


def test_a_prefix_of_letters_that_nothing_else_in_the_vocabulary_has():
    vocabulary = {row: index for index, row in enumerate(["[UNK]", "[CLS]", "[SEP]", "a", "b", "wqa", "wqb"])}
    spec = small_spec(vocabulary, tokens=("[CLS]", "[SEP]"), model={"continuing_subword_prefix": "wq"})
    assert not verdict(spec, ["wqa", "wqb", "awqb", "ab", "wqab", "wq", "wqawqb a b"]).different


def test_a_vocabulary_of_nothing_but_the_unknown_token():
    bare = template({}, "$A:0", "$A:0 $B:1")
    spec = small_spec({"[UNK]": 0}, tokens=(), post_processor=bare)
    assert not verdict(spec).different


def test_tokens_longer_than_any_pair_of_steps_and_dead_ends_in_the_middle_of_words():
    entries = ["[UNK]", "[CLS]", "[SEP]", *"abcd", "ab", "abcdabcd", "##a", "##b", "##c", "##bcda", "##bcdabc", "##dab"]
    vocabulary = {row: index for index, row in enumerate(entries)}
    spec = small_spec(vocabulary, tokens=("[CLS]", "[SEP]"))
    rows = ["".join(row) for size in range(1, 7) for row in product("abcd", repeat=size)]
    rows += ["abcdabcd" * 5, "abcdabcdabc", "abcdabcdbcdabcdab", "abcdabcdq", "qabcdabcd"]
    assert not verdict(spec, rows).different


def test_marks_of_several_classes_in_the_vocabulary_stand_in_the_order_of_nfd():
    vocabulary = small_vocabulary()
    vocabulary |= {text: len(vocabulary) + index for index, text in enumerate(["a\u302e", "\U0001d165b", "##\u302e"])}
    spec = small_spec(vocabulary)
    marks = ["a", "b", "\u302e", "\U0001d165", "\u0301", "\u0323", " "]
    rows = ["".join(row) for row in product(marks, repeat=4)]
    found = verdict(spec, rows)
    assert not found.different, found


TEMPLATES = {
    "no specials": ("$A:0", "$A:0 $B:1"),
    "two in front": ("[CLS]:0 [MASK]:0 $A:0", "[CLS]:0 [MASK]:0 $A:0 [SEP]:0 $B:1"),
    "type ids of 2": ("[CLS]:2 $A:0 [SEP]:2", "[CLS]:2 $A:1 [SEP]:0 [SEP]:1 $B:2 [SEP]:3"),
    "the text first": ("$A:1 [SEP]:0", "$A:1 [SEP]:0 $B:0 [SEP]:1 [CLS]:1"),
}
PAIRS = [("the hello", "un"), ("", ""), ("", "a b c"), ("a b c d e f g h i", "a b"), ("a", "the " * 40),
         ("hello [SEP] x", "[CLS][MASK]"), ("abc " * 20, "abd " * 20), ("é" * 128, "中" * 85),
         ("x" * 255, "[SEP")]  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_any_template_of_single_texts_and_of_pairs(name):
    spec = small_spec(post_processor=template(small_vocabulary(), *TEMPLATES[name]))
    rows = ["", "a", "the hello [SEP] x", "a b c d e f g h i j k"]
    for max_tokens in (6, 7, 64):
        assert not verdict(spec, rows, max_tokens).different
        assert not verdict(spec, PAIRS, max_tokens, pair=True).different


def test_bert_processing_is_the_template_it_stands_for():
    spec = small_spec(post_processor={"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]})
    assert spec.template == small_spec().template
    assert not verdict(spec, ["", "the hello", "a " * 90]).different
    assert not verdict(spec, PAIRS, 9, pair=True).different


@pytest.mark.parametrize("side", ["Left", "Right"])
@pytest.mark.parametrize("strategy", ["LongestFirst", "OnlyFirst", "OnlySecond"])
def test_truncation_from_either_side_by_every_strategy(strategy, side):
    cut = {"max_length": 512, "strategy": strategy, "stride": 0, "direction": side}
    spec = small_spec(truncation=cut)
    texts = ["a b c d e f", "the [SEP] unable hellos", "", "a " * 100]
    only_second = strategy == "OnlySecond"  # the reference refuses to cut a single text then
    assert not verdict(spec, texts[:3] if only_second else texts, 100 if only_second else 7).different
    for max_tokens in (4, 9, 10, 13):
        rows = [("a " * first, "b " * second) for first in range(8) for second in range(8)]
        rows = [row for row in rows if _reference_can(spec, row, max_tokens)]
        assert len(rows) >= 9 and not verdict(spec, rows, max_tokens, pair=True).different


@pytest.mark.parametrize("side", ["Left", "Right"])
def test_a_stride_in_the_file_is_of_later_windows_and_changes_nothing_of_the_first(side):
    spec = small_spec(truncation={"max_length": 9, "strategy": "OnlySecond", "stride": 3, "direction": side})
    found = Compiled(compile_tokenizer(spec), 64, 9, pair=True)("a b", "b a " * 10)
    theirs = Tokenizer.from_str(spec.source)
    theirs.no_padding()
    expected = theirs.encode("a b", "b a " * 10)
    assert theirs.truncation["stride"] == 3 and len(expected.overflowing) > 3
    assert (found.ids, found.type_ids) == (expected.ids, expected.type_ids)


def _reference_can(spec, row, max_tokens):
    """It raises where the text that is to be cut is too short to give way."""
    over = len("".join(row).split()) + 3 - max_tokens
    cut = {"only_first": row[0], "only_second": row[1]}.get(spec.truncation_strategy)
    return cut is None or over <= 0 or len(cut.split()) > over


@pytest.mark.parametrize("strategy", ["OnlyFirst", "OnlySecond"])
def test_a_text_that_cannot_give_way_leaves_no_more_tokens_than_allowed(strategy):
    spec = small_spec(truncation={"max_length": 512, "strategy": strategy, "stride": 0, "direction": "Right"})
    program = Compiled(compile_tokenizer(spec), 64, 8, pair=True)
    for texts in [("a b", "a " * 20), ("a " * 20, "a b"), ("a " * 20, "b " * 20), ("", "a " * 20)]:
        found = program.raw(*texts)
        kept = int(found["token_count"][0])
        assert kept == found["attention_mask"].sum() <= 8
        assert found["input_ids"][0, kept - 1] == small_vocabulary()["[SEP]"]
        assert found["overflow_count"][0] == sum(len(text.split()) for text in texts) + 3 - kept


def test_padding_takes_the_id_and_the_type_that_the_file_says():
    padding = {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": None, "pad_id": 7,
               "pad_type_id": 3, "pad_token": "c"}  # fmt: skip
    spec = small_spec(padding=padding)
    assert (spec.pad_id, spec.pad_type_id) == (7, 3)
    found = Compiled(compile_tokenizer(spec), 64, 12).raw("the hello")
    reference = Reference(spec, 12)
    reference.tokenizer.enable_padding(pad_id=7, pad_type_id=3, pad_token="c", length=12)
    expected = reference.tokenizer.encode("the hello")
    assert found["input_ids"][0].tolist() == expected.ids
    assert found["type_ids"][0].tolist() == expected.type_ids
    assert found["attention_mask"][0].tolist() == expected.attention_mask
    assert found["offsets"][0].tolist() == [list(pair) for pair in expected.offsets]


ADDED = {
    "self-delimiting": ["[X]", "<|a|>", "!?", "中"],
    "letters": ["abc", "hello", "zq"],
    "ends in a letter": ["<x", "[the"],
    "beginning of each other": ["<a", "<ab", "<abc>", "<abcd"],
    "one in another": ["x[A]y!", "[A]"],
    "not ascii": ["é!", "«x»", "中文", "😀", "한국", "ñ"],
    "non-ascii and letters": ["éa", "бв", "x\u0301"],
    "with blanks": ["a b", "< >", "\tq", "de\nf"],
    "blanks only": [" \t", "\u3000"],
    "removed characters": ["a\u200bb", "\ufeff", "\u0301"],
    "one byte": ["x", "#", "."],
    "long": ["<|begin of the text and of much more|>", "<|begin"],
}


@pytest.mark.parametrize(
    ("name", "special"),
    [(name, bool(place % 2)) for place, name in enumerate(ADDED)]
    + some([(name, not place % 2) for place, name in enumerate(ADDED)], len(ADDED)),
)
def test_added_tokens_typed_in_the_text(name, special):
    vocabulary, rows = small_vocabulary(), list(small_json_specials())
    next_id = len(vocabulary)
    for text in ADDED[name]:
        known = vocabulary.get(text)
        rows.append(added(next_id if known is None else known, text, special=special))
        next_id += known is None
    spec = small_spec(tokens=tuple(rows))
    texts = _typed(ADDED[name])
    assert not verdict(spec, [*texts, *small_rows(vocabulary, BYTES, count=60)[::4]]).different
    couples = [(a, b) for a in texts[:8] for b in texts[:8]] + _meeting(ADDED[name])
    assert not verdict(spec, couples, pair=True).different


def small_json_specials():
    return [added(small_vocabulary()[text], text) for text in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")]


def _typed(tokens):
    rows = [*tokens, "".join(tokens), " ".join(tokens), "".join(reversed(tokens))]
    for token in tokens:
        rows += [f"a{token}", f"{token}a", f"a {token} b", f"the{token}hello", token[:-1], token[1:], f"{token}{token}",
                 f"{token[:-1]}{token}", f"{token}{token[1:]}", f"{token}\u0301", f"[{token}]", token.upper(),
                 token * 9, f"中{token}中", f"{token}[SEP]{token}", f"é{token}é",
                 f"{token[:1]}\u200b{token[1:]}"]  # fmt: skip
    return [row for row in rows if len(row.encode()) <= BYTES]


def _meeting(tokens):
    """A token torn between the end of a full first text and the beginning of the second."""
    torn = [(token[:cut], token[cut:]) for token in tokens for cut in range(len(token) + 1)]
    torn += [(token[:cut], token[cut + 1 :]) for token in tokens for cut in range(len(token))]
    return [("." * (BYTES - len(a.encode())) + a, b) for a, b in torn] + torn
