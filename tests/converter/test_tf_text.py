"""--tokenizer tf-text: what is planned and refused, what the files hold and answer, and how parity judges them."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hfedge.emit.flatbuffer import op_names, read_model
from hfedge.errors import UnsupportedError, UsageError
from hfedge.lazy import tf
from hfedge.manifest import Tokenizer, read_embedded, read_manifest
from hfedge.parity.calls import Answer
from hfedge.parity.compare import CaseResult
from hfedge.parity.reference import Expected, TokenizerReference
from hfedge.parity.tf_text import TfTextModel, told_apart
from hfedge.pipeline import convert
from hfedge.plan import ConvertRequest, plan
from hfedge.progress import Progress
from hfedge.recipe_choice import choose
from hfedge.resolve import ModelRef, resolve
from hfedge.tf_text.accepts import check_tf_text
from hfedge.tf_text.sentencepiece import SentencePieceOps, settings_of
from hfedge.tf_text.tokens import TfTextTokenizer
from hfedge.tokenizer.spec import TokenizerSpec, parse_tokenizer_json
from hfedge_command import INTENTS
from tf_text_oracle import spec_of
from tiny_models import tiny
from tiny_programs import TfliteFile, folder_of, utf8

pytest.importorskip("tensorflow_text")
pytestmark = pytest.mark.xdist_group("tf-text")
FAMILIES = Path(__file__).parents[1] / "families"
LENGTHS = (8, 16)
TEXTS = ("", "the", "Walking the café!", "bad good. 日本", "play " * 60, "naïve walk, 50 %")
PAIRS = (("the", "walk"), ("", "bad"), ("play " * 9, "good " * 4), ("play " * 3, "walk " * 30), ("a b c d e f", "h i"))


def request(folder: Path, tokenizers: tuple[str, ...] = ("tf-text",), **more) -> ConvertRequest:
    return ConvertRequest(ModelRef.parse(str(folder)), tokenizers=tokenizers, **more)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    """A tiny BERT, all that there is of TF Text, compared with torch."""
    out = tmp_path_factory.mktemp("tf-text") / "tiny.hfedge"
    asked = request(folder_of(), targets=("tflite", "saved_model"), recipes=("fp32", "int8"), lengths=LENGTHS)
    convert(asked, out, Progress())
    return out


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Path:
    """A tiny BERT that labels tokens, with hfedge's own file beside TF Text's."""
    out, folder = tmp_path_factory.mktemp("both") / "tiny.hfedge", folder_of(head="ForTokenClassification")
    asked = request(folder, ("compiled", "tf-text"), targets=("tflite",), recipes=("fp32",), lengths=LENGTHS[:1])
    convert(asked, out, Progress(), verify=False)
    return out


@pytest.fixture(scope="module")
def model(bundle) -> TfTextModel:
    return TfTextModel(bundle / "model.fp32.tf-text.tflite")


@pytest.fixture(scope="module")
def reference() -> TokenizerReference:
    snapshot = resolve(ModelRef.parse(str(folder_of())))
    return TokenizerReference(plan(snapshot, request(folder_of())).tokenizer, LENGTHS[-1])


def tokens_of(found: dict[str, np.ndarray]) -> tuple:
    count = int(found["token_count"][0])
    assert found["attention_mask"].sum() == count
    assert (found["input_ids"][0, count:] == 0).all()
    return tuple(tuple(found[name][0, :count].tolist()) for name in ("input_ids", "type_ids"))


@pytest.mark.parametrize("texts", [*((text,) for text in TEXTS), *PAIRS])
def test_tokens_are_the_originals_with_specials_pairs_truncation_and_padding(texts, model, reference):
    found = model.run("tokenize_pair" if len(texts) == 2 else "tokenize", *(text.encode() for text in texts))
    expected = reference.encode(texts)
    assert tokens_of(found) == (expected.ids, expected.type_ids)


def test_offsets_are_bytes_of_the_text(model):
    found = model.run("tokenize", "Café 日".encode())
    assert found["offsets"][0, :4].tolist() == [[0, 0], [0, 3], [3, 5], [6, 9]]


def test_serve_gives_what_the_compiled_file_gives(both):
    found = TfTextModel(both / "model.fp32.tf-text.tflite").run("serve", "Walking the café!".encode())
    size = read_manifest(both).signatures["serve"].inputs[0].shape[-1]
    expected = TfliteFile(both / "model.fp32.tflite").run("serve", utf8=utf8("Walking the café!", size))
    assert found["logits"].shape == (1, LENGTHS[0], 3)
    np.testing.assert_allclose(found["logits"], expected["logits"], atol=1e-5)


def test_encode_is_there_for_every_length_and_agrees_with_serve(model):
    found = model.run("tokenize", b"the good walk")
    expected = model.run("serve", b"the good walk")["scores"]
    for length in LENGTHS:
        rows = {name: found[name][:, :length] for name in ("input_ids", "attention_mask", "type_ids")}
        np.testing.assert_allclose(model.call(f"encode_{length}", **rows)["scores"], expected, atol=1e-5)


OPS = ("FastBertNormalize", "FastWordpieceTokenizeWithOffsets")


def test_only_the_files_of_tf_text_have_custom_ops(both):
    def names(file: str) -> list[str]:
        return op_names(read_model((both / file).read_bytes()))

    assert "CUSTOM" not in names("model.fp32.tflite") and names("model.fp32.tf-text.tflite").count("CUSTOM") == 2
    own, text = read_manifest(both).artifacts
    assert own.custom_ops is None and "custom_ops" not in read_embedded(both / "model.fp32.tflite")["embedded"]
    assert (text.target, text.custom_ops.library, text.custom_ops.ops) == ("tflite_tf_text", "tensorflow-text", OPS)
    assert read_embedded(both / "model.fp32.tf-text.tflite")["embedded"]["custom_ops"]["ops"] == list(OPS)


def test_every_artifact_of_tf_text_says_what_it_needs(bundle):
    assert {one.target: one.custom_ops.ops for one in read_manifest(bundle).artifacts} == {
        "tflite_tf_text": OPS, "saved_model_tf_text": OPS
    }  # fmt: skip


def test_its_signatures_take_strings_and_those_of_the_other_file_do_not(bundle, both):
    manifest = read_manifest(both)
    assert set(next(one for one in manifest.artifacts if one.custom_ops).signatures) == {
        "serve",
        "tokenize",
        "encode_8",
    }
    specs = [spec for one in manifest.signatures.values() for spec in (*one.inputs, *one.outputs)]
    assert {spec.dtype for spec in specs} == {"int32", "float32"}
    alone = read_manifest(bundle).signatures
    assert set(alone) == {"serve", "serve_pair", "tokenize", "tokenize_pair", "encode_8", "encode_16"}
    assert [(spec.name, spec.dtype, spec.shape) for spec in alone["serve_pair"].inputs] == [
        ("text", "string", (1,)), ("text_pair", "string", (1,))
    ]  # fmt: skip


def test_the_manifest_and_the_report_say_which_texts_are_read_otherwise(bundle):
    verdicts = [one for one in read_manifest(bundle).parity.artifacts if one.target.endswith("tf_text")]
    assert len(verdicts) == 3 and all(one.passed and not one.ids_equal for one in verdicts)
    for verdict in verdicts:
        assert verdict.differences.texts == sum(verdict.differences.classes.values()) == len(verdict.differences.which)
        assert ("[CLS] typed by a user [SEP] [MASK] tokens",) in verdict.differences.which
    report = json.loads((bundle / "parity.json").read_text(encoding="utf-8"))
    listed = next(one for one in report["artifacts"] if one["target"] == "tflite_tf_text")["apart"]["differences"]
    assert {tuple(row["text"]) for row in listed} == set(verdicts[0].differences.which)
    assert "Texts that TF Text reads otherwise" in (bundle / "parity.html").read_text(encoding="utf-8")


def test_the_saved_model_takes_a_batch_of_any_size(bundle, model):
    serve = tf.saved_model.load(str(bundle / "saved_model_tf_text")).signatures["serving_default"]
    texts = ["the good", "Walking the café!", ""]
    expected = [model.run("serve", text.encode())["scores"][0] for text in texts]
    np.testing.assert_allclose(serve(text=tf.constant(texts))["scores"].numpy(), expected, atol=1e-5)
    assert serve(text=tf.constant([], tf.string))["scores"].shape == (0, 3)


def test_the_python_runtime_refuses_what_needs_custom_ops(bundle, both):
    from hfedge_runtime import ModelError, open_bundle

    for path in (bundle, bundle / "model.fp32.tf-text.tflite", both / "model.fp32.tf-text.tflite"):
        with pytest.raises(ModelError, match="custom ops of tensorflow-text .*--tokenizer tf-text"):
            open_bundle(path)
    with open_bundle(both) as model:
        assert model.run("good")


def test_verify_runs_it_again_and_keeps_a_persons_texts_out_of_the_manifest(bundle):
    import hfedge

    texts = [("[MASK] the walk",), ("walk",)] * 3
    report = hfedge.verify(bundle, model=str(folder_of()), runtimes=("tf-text",), texts=texts)
    for found in report.artifacts:
        assert (found.ids_equal, found.texts, found.apart.classes) == (3, 6, {"special token": 3})
        assert not found.passed and "differ in 3 of 6 texts" in found.failures[0]
    assert report.summary().artifacts[0].differences.which == ()


# What is planned.


@pytest.mark.parametrize(
    ("targets", "recipes", "tokenizers", "expected"),
    [
        (None, None, ("tf-text",), [("tflite_tf_text", "int8"), ("saved_model_tf_text", "fp32")]),
        (None, ("int8",), ("tf-text",), [("tflite_tf_text", "int8")]),
        (("saved_model",), None, ("tf-text",), [("saved_model_tf_text", "fp32")]),
        (("tflite", "tfjs"), ("fp16",), ("compiled", "tf-text"),
         [("tflite", "fp16"), ("tfjs", "fp16"), ("tflite_tf_text", "fp16")]),
    ],
)  # fmt: skip
def test_formats_and_recipes_are_chosen_as_ever(targets, recipes, tokenizers, expected):
    assert [(target, row.name) for target, row in choose(targets, recipes, None, None, tokenizers)] == expected


@pytest.mark.parametrize(
    ("targets", "recipes", "legacy", "tokenizers", "message"),
    [
        (("tfjs",), None, None, ("tf-text",), "tfjs fp16 with TF Text's ops"),
        (("tfjs",), None, None, ("compiled", "tf-text"), "tfjs fp16 with TF Text's ops"),
        (None, ("int8", "uint16"), None, ("tf-text",), "tfjs uint16"),
        (("tflite",), ("int4",), None, ("tf-text",), "tflite int4"),
        (None, ("auto",), None, ("tf-text",), "tflite auto"),
        (None, None, "tflite-2.14", ("tf-text",), "--legacy-runtime tflite-2.14"),
        (None, None, None, ("keras",), "unknown tokenizer 'keras'"),
    ],
)
def test_what_cannot_be_written_is_refused(targets, recipes, legacy, tokenizers, message):
    with pytest.raises(UsageError, match=message):
        choose(targets, recipes, None, legacy, tokenizers)


def edited(file: str, edit) -> TokenizerSpec:
    data = json.loads((FAMILIES / file).read_text(encoding="utf-8"))
    edit(data)
    return parse_tokenizer_json(json.dumps(data), file)


def added(**flags) -> dict:
    plain = dict.fromkeys(("single_word", "lstrip", "rstrip", "normalized", "special"), False)
    return {"id": 4, "content": "[MASK]", **plain, **flags}


class Head:
    options, features = {}, ()


BERT = "wordpiece-bert.json"
REFUSED = [
    (BERT, lambda data: data["normalizer"].update(clean_text=False), "BertNormalizer with clean_text false"),
    (BERT, lambda data: data["normalizer"].update(handle_chinese_chars=False), "handle_chinese_chars false"),
    (
        BERT,
        lambda data: data["normalizer"].update(lowercase=False, strip_accents=True),
        "lowercase false and strip_a",
    ),
    (BERT, lambda data: data.update(normalizer={"type": "Lowercase"}), "normalizer Lowercase"),
    (BERT, lambda data: data.update(normalizer=None), "normalizer none"),
    (BERT, lambda data: data.update(pre_tokenizer={"type": "Whitespace"}), "pre_tokenizer Whitespace"),
    (BERT, lambda data: data["added_tokens"].__setitem__(4, added()), r"the added token '\[MASK\]'"),
    ("wordpiece-sequence.json", lambda data: None, "normalizer Sequence; pre_tokenizer Sequence"),
    ("bytebpe-gpt2.json", lambda data: None, "a model of type BPE"),
    ("wordlevel-whitespace.json", lambda data: None, "a model of type WordLevel"),
    ("unigram-byte-fallback.json", lambda data: None, "Unigram with byte_fallback; 0 Precompiled"),
    ("unigram-nmt.json", lambda data: None, "normalizer Nmt"),
]


@pytest.mark.parametrize(("file", "edit", "message"), REFUSED)
def test_a_tokenizer_that_the_ops_cannot_be_is_refused_by_name(file, edit, message):
    with pytest.raises(UnsupportedError, match=message) as raised:
        check_tf_text(edited(file, edit), "text-classification", Head(), file)
    assert "leave --tokenizer out" in str(raised.value)


def test_a_piece_that_crosses_words_is_refused():
    data = json.loads((FAMILIES / "unigram-mbart.json").read_text(encoding="utf-8"))
    assert settings_of(data)[1] == ()
    data["model"]["vocab"][900] = ["a▁b", -9.0]
    assert settings_of(data) == (None, ("the piece 'a▁b' with a space inside",))


def test_a_gap_in_the_vocabulary_is_refused():
    def edit(data: dict) -> None:
        vocabulary = data["model"]["vocab"]
        vocabulary[max(vocabulary, key=vocabulary.__getitem__)] += 5

    with pytest.raises(UnsupportedError, match="ids have gaps"):
        check_tf_text(edited(BERT, edit), "text-classification", Head(), BERT)


@pytest.mark.parametrize(
    ("name", "message"), [("answers", "question-answering reads sequence_ids, words, offsets"), ("fill-mask", "a mask")]
)
def test_a_task_that_reads_more_than_ids_is_refused_at_plan_time(name, message):
    folder = INTENTS.parent / name
    asked = ConvertRequest(ModelRef.parse(str(folder)), tokenizers=("tf-text",))
    with pytest.raises(UnsupportedError, match=message):
        plan(resolve(asked.ref), asked)


# How parity judges.


def case_of(text: str, original: tuple[int, ...], edge: tuple[int, ...]) -> tuple[Expected, Answer]:
    offsets = tuple((n, n + 1) for n in range(len(original)))
    return Expected((text,), original, (0,) * len(original), offsets, {}), Answer(edge, None, {})


def judged(*pairs: tuple[Expected, Answer]):
    expected, answers = zip(*pairs)
    cases = [CaseResult(want.text, want.ids == got.ids, 0.1, 0.9, 1.0, 1.0, n) for n, (want, got) in enumerate(pairs)]
    return told_apart(expected, answers, cases, Tokenizer("WordPiece", "0.22.2", {3: "[SEP]"}))


SAME = case_of("walk", (2, 5, 3), (2, 5, 3))


def test_a_difference_with_a_class_is_told_and_no_failure():
    found = judged(*[SAME] * 9, case_of("a [SEP]", (2, 5, 3, 3), (2, 5, 7, 8, 9, 3)))
    assert (found.same, found.classes, found.failures) == (tuple(range(9)), {"special token": 1}, ())


def test_a_difference_without_a_class_is_a_failure():
    found = judged(*[SAME] * 9, case_of("walk", (2, 5, 3), (2, 6, 3)))
    assert found.failures == ("token ids differ in 1 texts for no known reason, such as 'walk'",)


def test_more_differences_than_a_fifth_are_a_failure():
    other = case_of("a [SEP]", (2, 5, 3, 3), (2, 5, 7, 3))
    assert judged(*[SAME] * 8, other, other).failures == ()
    assert "differ in 3 of 10 texts (special token 3), at most 2" in judged(*[SAME] * 7, *[other] * 3).failures[0]


# SentencePiece.


@pytest.mark.parametrize("file", ["unigram-xlm-roberta.json", "unigram-mbart.json", "unigram-deberta-v3.json"])
def test_unigram_gives_the_originals_ids(file):
    spec = edited(file, lambda data: None)
    check_tf_text(spec, "text-classification", Head(), file)
    ops, original = SentencePieceOps(spec), TokenizerReference(spec, 1 << 20)
    before = next(n for n, piece in enumerate(spec.template.single) if piece.token_id is None)
    behind = len(spec.template.single) - 1 - before
    for text in ("The quick brown fox", "  two  spaces", "naïve café", "ﬁne ½", "тест 日本語", "a" * 30, ""):
        ids = original.encode((text,)).ids
        assert ops(tf.constant([text]))[0].numpy().tolist() == list(ids[before : len(ids) - behind])


def test_unigram_in_a_tflite_file(tmp_path):
    folder, out = tmp_path / "model", tmp_path / "m.hfedge"
    tiny("xlm-roberta", "ForSequenceClassification", vocab_size=1002, pad_token_id=1).save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes((FAMILIES / "unigram-xlm-roberta.json").read_bytes())
    asked = ConvertRequest(
        ModelRef.parse(str(folder)), targets=("tflite",), recipes=("fp32",), lengths=(16,), tokenizers=("tf-text",)
    )
    _, chosen, report = convert(asked, out, Progress())
    model = TfTextModel(out / "model.fp32.tf-text.tflite")
    original = TokenizerReference(chosen.tokenizer, 16)
    for texts in [("The quick brown fox",), ("",), ("naïve café",), ("a long text " * 9,)]:
        found = model.run("tokenize", texts[0].encode())
        assert "offsets" not in found
        count = int(found["token_count"][0])
        assert tuple(found["input_ids"][0, :count].tolist()) == original.encode(texts).ids
        assert (found["input_ids"][0, count:] == 1).all()
    assert report.passed and read_manifest(out).artifacts[0].custom_ops.ops == ("TFText>FastSentencepieceTokenize",)


def test_left_truncation_keeps_the_last_tokens():
    spec = replace(spec_of("lower-cased"), truncation_side="left")
    original = TokenizerReference(spec, 8)
    for texts in [("a b c d e f g h i j k",), ("a b", "c d e f g h"), ("a b c d e f", "g h i j k l"), ("a",)]:
        found = TfTextTokenizer.of(spec).tokenize([tf.constant([text]) for text in texts], 8)
        count = int(found["token_count"][0])
        assert tuple(found["input_ids"].numpy()[0, :count].tolist()) == original.encode(texts).ids
