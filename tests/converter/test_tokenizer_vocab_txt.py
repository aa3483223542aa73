"""vocab.txt with tokenizer_config.json gives the tokenizer that transformers makes of them."""

import json
from dataclasses import replace

import pytest

from hfedge.errors import UnsupportedError
from hfedge.tokenizer.compile import lower_cases
from hfedge.tokenizer.spec import parse_tokenizer_json
from hfedge.tokenizer.vocab_txt import from_vocab_txt
from tokenizer_cases import CASED, UNCASED, cased_vocabulary, minilm_folder, real_spec, small_vocabulary

SMALL = "\n".join(row for row in small_vocabulary() if "\0" not in row and "\x85" not in row) + "\n"


def of_transformers(folder, vocabulary, config):
    """What BertTokenizerFast holds inside, read by our own reader."""
    transformers = pytest.importorskip("transformers")
    folder.mkdir(exist_ok=True)
    (folder / "vocab.txt").write_bytes(vocabulary.encode())
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "BertTokenizer", **config}))
    tokenizer = transformers.BertTokenizerFast.from_pretrained(folder)
    return parse_tokenizer_json(tokenizer.backend_tokenizer.to_str(), "backend"), tokenizer


def same(found, expected):
    return replace(found, source="") == replace(expected, source="")


CONFIGS = {
    "nothing said": {},
    "uncased": {"do_lower_case": True},
    "cased": {"do_lower_case": False},
    "cased, accents stripped": {"do_lower_case": False, "strip_accents": True},
    "uncased, accents kept": {"do_lower_case": True, "strip_accents": False},
    "Chinese unspaced": {"do_lower_case": True, "tokenize_chinese_chars": False},
    "no basic tokenizer": {"do_basic_tokenize": False},
    "own special tokens": {"unk_token": "the", "cls_token": "hello", "sep_token": "able", "pad_token": "cafe"},
    "special tokens with flags": {
        "mask_token": {"content": "[MASK]", "lstrip": False, "rstrip": False, "normalized": False, "single_word": False,
                       "__type": "AddedToken"},
    },
    "a special token that strips": {
        "mask_token": {"content": "[MASK]", "lstrip": True, "rstrip": False, "normalized": False, "single_word": False,
                       "__type": "AddedToken"},
    },
    "special tokens more": {"additional_special_tokens": ["<", "straße"]},
    "added tokens listed": {
        "added_tokens_decoder": {
            str(index): {"content": text, "lstrip": False, "rstrip": False, "normalized": False, "single_word": False,
                         "special": index != 5}
            for index, text in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"])
        },
    },
    "what is no business of the tokenizer": {"model_max_length": 64, "name_or_path": "x", "never_split": None},
}  # fmt: skip


@pytest.mark.parametrize("name", CONFIGS)
def test_every_config_gives_the_tokenizer_of_transformers(name, tmp_path):
    expected, _ = of_transformers(tmp_path, SMALL, CONFIGS[name])
    found = from_vocab_txt(SMALL, CONFIGS[name], "vocab.txt")
    assert same(found, expected), (replace(found, model=None, source=""), replace(expected, model=None, source=""))


@pytest.mark.parametrize("config", [{"do_lower_case": False}, {"do_lower_case": False, "strip_accents": True}])
def test_the_cased_vocabulary_of_bert(config, tmp_path):
    expected, _ = of_transformers(tmp_path, cased_vocabulary(), config)
    assert same(from_vocab_txt(cased_vocabulary(), config, "vocab.txt"), expected)


def test_minilm_without_its_tokenizer_json_is_the_same_tokenizer():
    folder = minilm_folder()
    config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    found = from_vocab_txt((folder / "vocab.txt").read_text(encoding="utf-8"), config, "vocab.txt")
    expected = real_spec(UNCASED)
    assert found.model.vocabulary == expected.model.vocabulary
    assert (found.normalizer, found.template, found.added_tokens) == (
        expected.normalizer, expected.template, expected.added_tokens
    )  # fmt: skip


VOCABULARIES = {
    "no newline at the end": SMALL.rstrip("\n"),
    "blank lines": SMALL + "\n\nlast\n\n",
    "CRLF": SMALL.replace("\n", "\r\n"),
    "lone CR": SMALL + "x1\rx2\nx3\n",
    "duplicates": SMALL + "the\nhello\nnew\nthe\n",
    "blanks in lines": SMALL + " lead\ntrail \n\t\n",
    "other line separators": SMALL + "a\u2028b\nc\x0bd\ne\x85f\n",
    "byte order mark": "\ufeffx\n" + SMALL,
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_lines_are_read_as_transformers_reads_them(name, tmp_path):
    expected, tokenizer = of_transformers(tmp_path, VOCABULARIES[name], {})
    found = from_vocab_txt(VOCABULARIES[name], {}, "vocab.txt")
    assert found.model.vocabulary == expected.model.vocabulary
    assert same(found, expected)
    assert tokenizer.vocab_size >= len(found.model.vocabulary)


def test_the_ids_are_those_of_transformers(tmp_path):
    from tests.conformance import Compiled

    from hfedge.tokenizer.compile import compile_tokenizer

    config = {"do_lower_case": False}
    _, tokenizer = of_transformers(tmp_path, SMALL, config)
    program = Compiled(compile_tokenizer(from_vocab_txt(SMALL, config, "vocab.txt")), 64, 64)
    for text in ["the cafe", "Hello [MASK]able", "straße, É 100", "中文 한 नम", "[unk] İs"]:
        assert program(text).ids == tokenizer(text)["input_ids"]


def test_the_cased_spec_of_these_tests_is_cased():
    assert not lower_cases(real_spec(CASED)) and not real_spec(CASED).normalizer.decomposes


REFUSED = {
    "no special tokens": ("a\nb\n", {}, r"\[UNK\].*not in the vocabulary"),
    "another unknown token": (SMALL, {"unk_token": "<unk>"}, "<unk>"),
    "a token beyond the vocabulary": (SMALL, {"additional_special_tokens": ["<new>"]}, "<new>"),
    "a listed token beyond the vocabulary": (
        SMALL, {"added_tokens_decoder": {"999": {"content": "<new>", "special": True}}}, "<new>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_vocab_txt_cannot_say_is_refused_by_name(name):
    vocabulary, config, message = REFUSED[name]
    with pytest.raises(UnsupportedError, match=message):
        from_vocab_txt(vocabulary, config, "vocab.txt")
