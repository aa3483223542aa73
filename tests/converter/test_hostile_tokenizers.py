"""A tokenizer.json that is too large, of the wrong types, or at odds with itself is refused with one clear message."""

import base64
import copy
import json
import random
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from hfedge.errors import UnsupportedError
from hfedge.tokenizer import limits
from hfedge.tokenizer.compile import compile_tokenizer
from hfedge.tokenizer.spec import parse_tokenizer_json

FAMILIES = Path(__file__).resolve().parents[1] / "families"
WHERE = "org/model@0123456/tokenizer.json"


@cache
def published(name):
    return json.loads((FAMILIES / f"{name}.json").read_text(encoding="utf-8"))


def at(name, *path, **values):
    """The family's file with values put at a path."""
    data = copy.deepcopy(published(name))
    place = data
    for key in path:
        place = place[key]
    place.update(values) if isinstance(place, dict) else place.extend(values["rows"])
    return data


GPT2, T5, BERT, LLAMA = "bytebpe-gpt2", "unigram-t5", "wordpiece-bert", "spbpe-llama2"
TINY = {"a": 0, "b": 1, "ab": 2, "": 3}


def merged(*merges, **fields):
    """A BPE of four pieces with these merges."""
    return at(GPT2, "model", vocab=TINY, merges=list(merges), **fields)


def vocabulary(**entries):
    return at(BERT, "model", "vocab", **entries)


def nested(depth, kind="normalizer", key="normalizers"):
    step = {"type": "NFC"}
    for _ in range(depth):
        step = {"type": "Sequence", key: [step]}
    return at(GPT2, **{kind: step})


def split(pattern):
    return at("bytebpe-llama3", "pre_tokenizer", "pretokenizers", 0, pattern={"Regex": pattern})


def charsmap(text):
    return at(T5, normalizer={"type": "Precompiled", "precompiled_charsmap": text})


def added(**fields):
    row = {"id": 990, "content": "<new>", "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
           "special": True, **fields}  # fmt: skip
    return at(GPT2, "added_tokens", rows=[row])


WHOLE = published(T5)["normalizer"]["precompiled_charsmap"]
CUT_SHORT = base64.b64encode(base64.b64decode(WHOLE)[:100]).decode()

DATA = {
    "a merge of a piece that is not there": (lambda: merged(["a", "x"]), "the merge of 'a' and 'x' needs 'x'"),
    "a merge into a piece that is not there": (lambda: merged(["b", "a"]), "'b' and 'a' needs 'ba', which is not in"),
    "a merge that gives its own part": (lambda: merged(["a", ""]), "the merge of 'a' and '' gives 'a' again"),
    "a merge that gives its own part by the prefix": (
        lambda: merged(["a", "b"], continuing_subword_prefix="b"), "the merge of 'a' and 'b' gives 'a' again"
    ),
    "a merge of nothing": (lambda: merged(["", ""]), "the merge of '' and '' gives '' again"),
    "a merge of three": (lambda: merged(["a", "b", "a"]), "a merge is of type list, not two pieces"),
    "a merge of one": (lambda: merged("ab"), "a merge is 'ab', not two pieces"),
    "a merge of numbers": (lambda: merged([0, 1]), "a merge is of type list, not two pieces"),
    "merges that are a table": (lambda: at(GPT2, "model", merges={"a": "b"}), "merges is of type dict, not a list"),
    "two tokens of one id": (lambda: vocabulary(xyzzy=7), "and 'xyzzy' have the same id 7"),
    "a negative id": (lambda: vocabulary(xyzzy=-1), "the id of 'xyzzy' is -1, not a number from 0 to 16,777,215"),
    "an id too large for a float32": (lambda: vocabulary(xyzzy=2**24), "the id of 'xyzzy' is 16777216"),
    "an id that is huge": (lambda: vocabulary(xyzzy=10**400), "the id of 'xyzzy' is 1000"),
    "an id that is a fraction": (lambda: vocabulary(xyzzy=7.5), "the id of 'xyzzy' is 7.5"),
    "an id that is true": (lambda: vocabulary(xyzzy=True), "the id of 'xyzzy' is True"),
    "an id that is a text": (lambda: vocabulary(xyzzy="7"), "the id of 'xyzzy' is '7'"),
    "an id that is null": (lambda: vocabulary(xyzzy=None), "the id of 'xyzzy' is None"),
    "a token of 100,000 characters": (lambda: vocabulary(**{"a" * 10**5: 9999}), "a token of 100,000 characters"),
    "a token that is half a character": (lambda: vocabulary(**{"\ud800": 9999}), r"'\ud800' is not Unicode text"),
    "a vocabulary that is a text": (lambda: at(BERT, "model", vocab="abc"), "vocab is 'abc', not a table or a list"),
    "a piece that comes twice": (lambda: at(T5, "model", "vocab", rows=[["</s>", -1.0]]), "'</s>' is there twice"),
    "a piece of 100,000 characters": (
        lambda: at(T5, "model", "vocab", rows=[["é" * 10**5, -1.0]]), "a token of 100,000 characters"
    ),
    "a piece without a score": (lambda: at(T5, "model", "vocab", rows=[["x"]]), "not a piece and its score"),
    "a score that is a text": (lambda: at(T5, "model", "vocab", rows=[["x", "1"]]), "not a piece and its score"),
    "a score that is infinite": (lambda: at(T5, "model", "vocab", rows=[["x", 1e999]]), "Infinity is not a number"),
    "a score that is no number": (
        lambda: at(T5, "model", "vocab", rows=[["x", float("nan")]]), "NaN is not a number"
    ),
    "an entry that is a number": (lambda: at(T5, "model", "vocab", rows=[5]), "vocab is 5, not a piece and its score"),
    "an unknown piece beyond the vocabulary": (lambda: at(T5, "model", unk_id=5000), "unk_id is 5000, not less than"),
    "an unknown piece that is true": (lambda: at(T5, "model", unk_id=True), "unk_id is True"),
    "an added token that comes twice": (lambda: added(content="<|endoftext|>"), "token '<|endoftext|>' or its id"),
    "two added tokens of one id": (lambda: added(id=0), "'<new>' or its id 0 is there twice"),
    "an added token with a negative id": (lambda: added(id=-5), "the id of the added token '<new>' is -5"),
    "an added token with an id too large": (lambda: added(id=2**31), "the id of the added token '<new>' is 2147483648"),
    "an added token of 100,000 characters": (lambda: added(content="x" * 10**5), "content of an added token is 'xx"),
    "an added token that is a number": (lambda: added(content=5), "the content of an added token is 5"),
    "an added token with a flag that is a text": (lambda: added(lstrip="no"), "lstrip is 'no', not true or false"),
    "added tokens that are a table": (lambda: at(GPT2, added_tokens={}), "added_tokens is of type dict, not a list"),
    "added tokens that are texts": (lambda: at(GPT2, added_tokens=["a"]), "an added token is 'a', not an object"),
    "100 steps within each other": (lambda: nested(100), "normalizer holds more than 64 steps, or nests them"),
    "100 pre-tokenizers within each other": (
        lambda: nested(100, "pre_tokenizer", "pretokenizers"), "pre_tokenizer holds more than 64 steps"
    ),
    "100,000 steps": (
        lambda: at(GPT2, normalizer={"type": "Sequence", "normalizers": [{"type": "NFC"}] * 10**5}),
        "normalizer holds more than 64 steps",
    ),
    "a step that is a list": (lambda: at(GPT2, normalizer=["NFC"]), "normalizer is of type list, not an object"),
    "a step that is a text": (lambda: at(GPT2, decoder="ByteLevel"), "decoder is 'ByteLevel', not an object or null"),
    "a step without a name": (lambda: at(GPT2, normalizer={}), "normalizer: type is None, not a name"),
    "a step whose name is a number": (lambda: at(GPT2, normalizer={"type": 3}), "normalizer: type is 3, not a name"),
    "steps that are a table": (
        lambda: at(GPT2, normalizer={"type": "Sequence", "normalizers": {}}), "normalizers is of type dict, not a list"
    ),
    "steps that are numbers": (
        lambda: at(GPT2, normalizer={"type": "Sequence", "normalizers": [1]}), "a step of normalizer is 1"
    ),
    "a flag that is a number": (lambda: at(BERT, "normalizer", lowercase=1), "lowercase is 1, not true or false"),
    "a flag that is null": (lambda: at(GPT2, "pre_tokenizer", use_regex=None), "use_regex is None, not true or false"),
    "a prefix that is a number": (
        lambda: at(BERT, "model", continuing_subword_prefix=2), "continuing_subword_prefix is 2"
    ),
    "words of minus one character": (
        lambda: at(BERT, "model", max_input_chars_per_word=-1), "max_input_chars_per_word is -1"
    ),
    "words of very many characters": (
        lambda: at(BERT, "model", max_input_chars_per_word=10**30), "max_input_chars_per_word is 1000000"
    ),
    "a text to prepend of 100,000 characters": (
        lambda: at(LLAMA, "normalizer", "normalizers", 0, prepend="x" * 10**5), "prepend is 'xxx"
    ),
    "a replacement of 100,000 characters": (
        lambda: at(LLAMA, "normalizer", "normalizers", 1, content="x" * 10**5), "content is 'xxx"
    ),
    "a pattern of 100,000 characters": (lambda: split("(a|b)" * 20_000), "pattern is of type dict, not a String or a"),
    "a pattern that is a text": (
        lambda: at("bytebpe-llama3", "pre_tokenizer", "pretokenizers", 0, pattern="a+"), "pattern is 'a+'"
    ),
    "a charsmap that is not base64": (lambda: charsmap("%%%"), "precompiled_charsmap is '%%%', not a whole charsmap"),
    "a charsmap that is cut short": (lambda: charsmap(CUT_SHORT), "not a whole charsmap in base64"),
    "a charsmap that is empty": (lambda: charsmap(""), "precompiled_charsmap is '', not a whole charsmap"),
    "a charsmap that is null": (lambda: charsmap(None), "precompiled_charsmap is None, not a whole charsmap"),
    "a charsmap whose trie is longer than it": (
        lambda: charsmap(base64.b64encode(b"\xff\xff\xff\x7f" + bytes(64)).decode()), "not a whole charsmap"
    ),
    "a template that is a text": (lambda: at(T5, "post_processor", single="$A"), "single is '$A', not a template"),
    "a template of numbers": (lambda: at(T5, "post_processor", single=[1]), "single is of type list, not a template"),
    "a template with a type that is a text": (
        lambda: at(T5, "post_processor", single=[{"Sequence": {"id": "A", "type_id": "0"}}]), "not a template"
    ),
    "special tokens without ids": (lambda: at(T5, "post_processor", special_tokens={"</s>": {}}), "with their ids"),
    "a separator without an id": (
        lambda: at("bytebpe-roberta", "post_processor", sep=["</s>"]), "sep is of type list, not a token and its id"
    ),
    "padding that is a text": (lambda: at(GPT2, padding="left"), "padding is 'left', not an object or null"),
    "a padding id that is negative": (lambda: at(GPT2, padding={"pad_id": -1}), "padding: pad_id is -1"),
    "truncation to a text": (lambda: at(GPT2, truncation={"max_length": "8"}), "truncation: max_length is '8'"),
    "a model that is a list": (lambda: at(GPT2, model=[]), "holds no tokenizer model"),
}  # fmt: skip

TEXTS = {
    "an empty file": ("", "not valid JSON"),
    "half a file": ('{"model": {"vocab": {"a"', "not valid JSON"),
    "a number": ("5", "holds no tokenizer model"),
    # Newer versions of Python read no such number.
    "a number of 100,000 digits": (
        '{"model": {"vocab": {"a": ' + "9" * 10**5 + "}}}",
        "not valid JSON OR the id of 'a' is",
    ),
    "a token that comes twice": ('{"model": {"vocab": {"a": 0, "b": 1, "a": 2}}}', "'a' is there twice"),
    "a model that comes twice": ('{"model": {}, "model": {"vocab": {}}}', "'model' is there twice"),
    "100,000 lists within each other": ('{"model": ' + "[" * 10**5, "nested too deeply"),
    "100,000 steps within each other": (
        '{"model": {"vocab": {}}, "normalizer": ' + '{"type": "Sequence", "normalizers": [' * 10**5,
        "nested too deeply",
    ),
    "Infinity": ('{"model": {"type": "Unigram", "vocab": [["a", -Infinity]]}}', "-Infinity is not a number of JSON"),
    "a vocabulary that is not there": ('{"model": {"type": "BPE"}}', "vocab is None, not a table or a list"),
}


@pytest.mark.parametrize("name", DATA)
def test_what_is_wrong_in_a_file_is_said_in_one_message(name):
    make, message = DATA[name]
    refuses(json.dumps(make()), message)


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_hardly_json_is_refused(name):
    refuses(*TEXTS[name])


def refuses(text, message):
    for read in (limits.load, parse_tokenizer_json):
        start = time.perf_counter()
        with pytest.raises(UnsupportedError) as refused:
            read(text, WHERE)
        said = str(refused.value)
        assert said.startswith(f"{WHERE}: ") and any(part in said for part in message.split(" OR ")), said
        assert said.isprintable() and said.isascii() and len(said) < 600
        # Not a measurement: two orders above what it takes, so that only what grows out of bounds fails.
        assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(x+x+)+y", r"(\s|\p{L}|\w)*\1", r"((((a*)*)*)*)*", "a{1,60000}{1,60000}"]
)
def test_patterns_that_explode_are_refused_by_their_step(pattern):
    with pytest.raises(UnsupportedError, match="pre_tokenizer"):
        parse_tokenizer_json(json.dumps(split(pattern)), WHERE)


@pytest.mark.parametrize("seed", range(4))
def test_a_charsmap_of_random_bytes_is_refused_or_compiled_and_nothing_else(seed):
    rng = random.Random(seed)
    content = (4 * 200).to_bytes(4, "little") + rng.randbytes(4 * 200) + rng.randbytes(100) + b"\0"
    try:
        compile_tokenizer(parse_tokenizer_json(json.dumps(charsmap(base64.b64encode(content).decode())), WHERE))
    except UnsupportedError as error:
        assert "normalizer" in str(error)


HUGE = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
from hfedge.errors import UnsupportedError
from hfedge.tokenizer.limits import load
entries = {entries}
text = '{{"model": {{"vocab": ' + entries + '}}}}'
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    load(text, "tokenizer.json")
except UnsupportedError as error:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(grown // 1024, error)
"""
VOCABULARIES = {
    "10,000,000 tokens": """ "{" + ",".join('"%x":%d' % (i, i) for i in range(10**7)) + "}" """,
    "10,000,000 pieces": """ "[" + ",".join('["%x",-1]' % i for i in range(10**7)) + "]" """,
    "10,000,000 spaced tokens": """ "{" + ",".join('"%x" :%d' % (i, i) for i in range(10**7)) + "}" """,
    "300,000,000 spaces": """ " " * 300_000_000 """,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", VOCABULARIES)
def test_ten_million_entries_are_refused_in_bounded_memory(name):
    """In a process of its own that may not take 3 GiB, and within 64 MiB of what the text itself takes."""
    code = HUGE.format(entries=VOCABULARIES[name])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    grown, _, message = done.stdout.partition(" ")
    assert int(grown) < 64 and "Accepted: 128 MiB, and vocabularies of 1,048,576 entries" in message


def test_a_vocabulary_one_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_VOCABULARY", 1000)
    with pytest.raises(UnsupportedError, match="a vocabulary of 1,505 entries, more than 1,000"):
        limits.load(json.dumps(published(BERT)), WHERE)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "tokenizer.json"
    with file.open("wb") as handle:
        handle.truncate(limits.LARGEST_FILE + 1)  # sparse
    with pytest.raises(UnsupportedError, match=r"the file has 134,217,729 bytes. Accepted: 128 MiB"):
        limits.check_file(file)


@pytest.mark.parametrize("file", sorted(FAMILIES.glob("*.json")), ids=lambda file: file.stem)
def test_no_limit_is_in_the_way_of_a_good_file(file):
    assert limits.load(file.read_text(encoding="utf-8"), WHERE)["model"]["vocab"]


def wrong_values(data):
    """Every field of the file, each with values of all the wrong types."""
    for path in paths(data):
        for value in (None, True, -1, 1.5, "x", [], {}, [[]], {"type": "x"}, [None]):
            changed = copy.deepcopy(data)
            place = changed
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
            yield path, value, changed


def paths(data, before=()):
    """Paths to all that a file holds; of a vocabulary, of merges and of long lists the first entries only."""
    entries = list(data.items())[:12] if isinstance(data, dict) else list(enumerate(data))[:2]
    for key, value in entries:
        yield (*before, key)
        if isinstance(value, (dict, list)):
            yield from paths(value, (*before, key))


@pytest.mark.parametrize("name", [BERT, T5, LLAMA, "bytebpe-roberta", "bytebpe-llama3", "unigram-albert"])
def test_any_field_with_any_value_is_taken_or_refused_and_nothing_else(name):
    data = small(published(name))
    refused = 0
    for path, value, changed in wrong_values(data):
        try:
            parse_tokenizer_json(json.dumps(changed), WHERE)
        except UnsupportedError as error:
            refused += str(error).startswith(WHERE)
        except Exception as error:
            raise AssertionError(f"{path} = {value!r} raises {error!r}") from error
    assert refused > 100


def small(data):
    """The file with a vocabulary of what its templates and models name, and a few more."""
    model, vocab = dict(data["model"]), data["model"]["vocab"]
    if isinstance(vocab, list):
        model["vocab"] = vocab[:30]
    else:
        rows = [row if isinstance(row, list) else row.split(" ") for row in model.get("merges", [])[:3]]
        needed = {piece for pair in rows for piece in (*pair, "".join(pair))}
        needed |= {row["content"] for row in data["added_tokens"]} | set(list(vocab)[:300])
        model["vocab"] = {token: number for token, number in vocab.items() if token in needed}
        if "merges" in model:
            model["merges"] = model["merges"][:3]
    return {**data, "model": model}
