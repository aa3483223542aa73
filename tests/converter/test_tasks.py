"""Heads, labels and sentence-transformers modules against the reference, and which task a model is for."""

import numpy as np
import pytest

from hfedge.architectures import ARCHITECTURES
from hfedge.architectures.layers import TokenStates
from hfedge.architectures.record import HEADS
from hfedge.errors import UnsupportedError, UsageError, WeightError
from hfedge.tasks import TASKS, find_task
from hfedge.tasks.embedding import POOLING_MODES
from hfedge.tasks.sentence_transformers import DENSE_ACTIVATIONS, read_text_limits
from hfedge.tasks.text_classification import read_labels, read_problem_type
from tiny_models import (
    CLASSIFIERS,
    KINDS,
    LENGTHS,
    TOLERANCE,
    Checkpoint,
    MemoryFiles,
    MemoryWeights,
    TfliteModel,
    batch,
    largest_difference,
    of_tokens,
    run,
    tiny,
    torch_outputs,
)

# text-classification

# The others read the last token, so the last layer needs all of them.
READ_THE_FIRST = [kind for kind in CLASSIFIERS if ARCHITECTURES[kind].heads["text-classification"].first_only]


@pytest.fixture(scope="module", params=CLASSIFIERS)
def classifier(request, tmp_path_factory):
    """(torch model of three labels, its checkpoint) of each kind."""
    model = tiny(request.param, "ForSequenceClassification", num_labels=3)
    return model, Checkpoint.of(model, tmp_path_factory.mktemp(request.param))


@pytest.mark.parametrize("texts", [1, 2])
def test_logits_are_those_of_torch(classifier, texts):
    model, checkpoint = classifier
    encoder = checkpoint.encoder("text-classification")
    for tokens in LENGTHS:
        inputs = batch(texts, tokens)
        ours = run(encoder, inputs)["logits"]
        assert largest_difference(ours, torch_outputs(model, *inputs)) < TOLERANCE


def test_tflite_classifies_the_same(classifier, tmp_path):
    model, checkpoint = classifier
    tflite = TfliteModel.of(checkpoint.encoder("text-classification"), 7, tmp_path)
    inputs = batch(1, 7)
    ours = tflite.run(inputs)
    assert largest_difference(ours["logits"], torch_outputs(model, *inputs)) < TOLERANCE
    assert np.isclose(ours["scores"].sum(), 1)
    assert tflite.output_shapes() == [[1, 3], [1, 3]]


@pytest.mark.parametrize("kind", READ_THE_FIRST)
def test_a_classifier_computes_the_last_layer_for_the_first_token_only(kind, tmp_path):
    model = tiny(kind, "ForSequenceClassification", num_labels=3)
    checkpoint = Checkpoint.of(model, tmp_path / "model")
    tflite = TfliteModel.of(checkpoint.encoder("text-classification"), 7, tmp_path / "saved")
    rows = [
        tensor["shape"][0]
        for tensor in tflite.interpreter().get_tensor_details()
        if len(tensor["shape"]) == 2 and tensor["shape"][1] == 50
    ]
    assert sorted(rows)[:1] == [1] and 7 in rows


PROBLEMS = [
    ("regression", 1),
    ("regression", 3),
    ("multi_label_classification", 3),
    ("single_label_classification", 3),
    ("single_label_classification", 1),
    (None, 1),
    (None, 3),
]


@pytest.mark.parametrize(("problem_type", "labels"), PROBLEMS)
def test_scores_are_those_of_the_pipeline(problem_type, labels, tmp_path):
    from transformers import TextClassificationPipeline

    model = tiny("bert", "ForSequenceClassification", num_labels=labels, problem_type=problem_type)
    inputs = batch(1, 7)
    logits = torch_outputs(model, *inputs)
    pipeline = TextClassificationPipeline.__new__(TextClassificationPipeline)
    pipeline.model, pipeline.framework = model, "pt"
    import torch

    theirs = pipeline.postprocess({"logits": torch.from_numpy(logits)}, top_k=None, _legacy=False)
    ours = run(Checkpoint.of(model, tmp_path).encoder("text-classification"), inputs)["scores"][0]
    by_label = {label: score for label, score in zip(model.config.id2label.values(), ours, strict=True)}
    assert all(abs(by_label[row["label"]] - row["score"]) < TOLERANCE for row in theirs)


def test_an_unknown_problem_type_is_refused():
    for foreign in ("ranking", ["regression"]):
        with pytest.raises(UnsupportedError, match="problem_type"):
            read_problem_type({"problem_type": foreign}, 2, "config.json")


def test_labels_are_in_the_order_of_their_ids():
    ids = {str(i): f"label {i}" for i in (10, 2, 0, 1, 3, 4, 5, 6, 7, 8, 9)}
    assert read_labels({"id2label": ids}, "")[9:] == ("label 9", "label 10")
    assert read_labels({"id2label": {"0": "ja\n<b>", "1": 7}}, "") == ("ja\n<b>", "7")


def test_labels_without_names_are_numbered_as_transformers_does():
    from transformers import BertConfig

    for given in ({}, {"num_labels": 3}):
        assert read_labels(given, "") == tuple(BertConfig(**given).id2label.values())


WRONG_LABELS = [
    {"id2label": {"0": "a", "2": "b"}},
    {"id2label": {"0": "a", "x": "b"}},
    {"id2label": {"0": "a", "1": {"deep": 1}}},
    {"id2label": ["a", "b"]},
    {"id2label": {}},
    {"id2label": {"0": "a", "1": "b"}, "num_labels": 3},
    {"num_labels": 0},
    {"num_labels": 10**9},
]


@pytest.mark.parametrize("config", WRONG_LABELS)
def test_labels_that_make_no_sense_are_refused(config):
    with pytest.raises(UnsupportedError, match="tiny/config.json: (id2label|num_labels)"):
        read_labels(config, "tiny/config.json")


def test_labels_and_classifier_must_be_as_many(classifier):
    checkpoint = classifier[1]
    config = {**checkpoint.config, "id2label": {"0": "no", "1": "yes"}}
    with pytest.raises(WeightError, match=r"is \[3, [0-9]+\], the config asks for \[2, "):
        Checkpoint(checkpoint.kind, config, checkpoint.weights).encoder("text-classification")


def test_a_model_without_a_classifier_is_not_made_one(tmp_path):
    with pytest.raises(WeightError, match="classifier.weight is missing"):
        Checkpoint.of(tiny("bert"), tmp_path).encoder("text-classification")


@pytest.mark.parametrize(
    ("kind", "head"), [(kind, HEADS[task][1]) for kind in KINDS for task in ARCHITECTURES[kind].heads]
)
def test_the_states_of_a_model_with_any_head_are_had(kind, head, tmp_path):
    model = tiny(kind, head)
    inputs = batch(2, 7)
    ours = run(Checkpoint.of(model, tmp_path).encoder("feature-extraction"), inputs)["last_hidden_state"]
    theirs = torch_outputs(model.base_model, *inputs)
    assert largest_difference(of_tokens(ours, inputs[1]), of_tokens(theirs, inputs[1])) < TOLERANCE


# sentence-similarity

TRANSFORMER = {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}


def sentence_files(*configs, **more):
    """A model's files: modules.json with a module per (type, its config)."""
    modules = [TRANSFORMER]
    files = {}
    for i, (kind, config) in enumerate(configs, 1):
        path = f"{i}_{kind}"
        modules.append({"idx": i, "path": path, "type": f"sentence_transformers.models.{kind}"})
        files[f"{path}/config.json"] = config
    return {"modules.json": modules, **files, **more}


def pooled_by_torch(mode, states, mask):
    """Written after sentence-transformers' Pooling, by hand and in float64."""
    states, weights = states.astype(np.float64), mask[..., None].astype(np.float64)
    if mode == "cls":
        return states[:, 0]
    if mode == "max":
        return np.where(weights > 0, states, -np.inf).max(1)
    if mode == "lasttoken":
        return np.stack([text[length - 1] for text, length in zip(states, mask.sum(1), strict=True)])
    if mode == "weightedmean":
        weights = weights * np.arange(1, mask.shape[1] + 1)[None, :, None]
    total = weights.sum(1)
    return (states * weights).sum(1) / (np.sqrt(total) if mode == "mean_sqrt_len_tokens" else total)


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    model = tiny("bert")
    return model, Checkpoint.of(model, tmp_path_factory.mktemp("bert"))


def embedding(checkpoint, inputs, files, folders=None):
    return run(checkpoint.encoder("sentence-similarity", files, folders), inputs)["embedding"]


@pytest.mark.parametrize("mode", sorted(POOLING_MODES))
@pytest.mark.parametrize("tokens", [1, 7])
def test_a_pooling_mode_is_the_one_of_that_name(bert, mode, tokens):
    model, checkpoint = bert
    inputs = batch(3, tokens)
    ours = embedding(checkpoint, inputs, sentence_files(("Pooling", {"pooling_mode": mode})))
    theirs = pooled_by_torch(mode, torch_outputs(model, *inputs), inputs[1])
    assert largest_difference(ours, theirs) < TOLERANCE


def test_several_modes_are_joined_in_their_order(bert):
    model, checkpoint = bert
    inputs = batch(2, 7)
    states = torch_outputs(model, *inputs)
    old = {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True, "word_embedding_dimension": 36}
    for config, modes in [(old, ("cls", "mean")), ({"pooling_mode": ["max", "cls"]}, ("max", "cls"))]:
        ours = embedding(checkpoint, inputs, sentence_files(("Pooling", config)))
        theirs = np.concatenate([pooled_by_torch(mode, states, inputs[1]) for mode in modes], -1)
        assert largest_difference(ours, theirs) < TOLERANCE


def test_a_maximum_may_be_far_below_zero():
    import tensorflow as tf

    rows = np.array([[-5000.0], [-4000.0], [90.0]], np.float32)
    states = TokenStates(tf.constant(rows), tf.constant([[1, 1, 0]]), 1, 3, 1)
    assert POOLING_MODES["max"](states).numpy() == [[-4000.0]]


@pytest.mark.parametrize("function", sorted(DENSE_ACTIVATIONS))
def test_dense_and_normalize_follow_the_pooling(bert, function):
    import torch

    model, checkpoint = bert
    torch.manual_seed(3)
    layer = torch.nn.Linear(36, 10)
    name = f"torch.nn.modules.{'linear' if function == 'Identity' else 'activation'}.{function}"
    config = {"in_features": 36, "out_features": 10, "bias": True, "activation_function": name}
    files = sentence_files(("Pooling", {"pooling_mode": "mean"}), ("Dense", config), ("Normalize", {}))
    folder = MemoryWeights({f"linear.{key}": value.numpy() for key, value in layer.state_dict().items()})
    inputs = batch(2, 7)
    pooled = pooled_by_torch("mean", torch_outputs(model, *inputs), inputs[1])
    with torch.no_grad():
        dense = getattr(torch.nn, function)()(layer(torch.from_numpy(pooled).float()))
        theirs = torch.nn.functional.normalize(dense, dim=-1).numpy()
    ours = embedding(checkpoint, inputs, files, {"2_Dense": folder})
    assert largest_difference(ours, theirs) < TOLERANCE


def test_dense_without_a_bias_has_none(bert):
    config = {"in_features": 36, "out_features": 4, "bias": False, "activation_function": "torch.nn.Identity"}
    files = sentence_files(("Pooling", {}), ("Dense", config))
    weights = MemoryWeights({"linear.weight": np.ones((4, 36), np.float32)})
    assert embedding(bert[1], batch(1, 2), files, {"2_Dense": weights}).shape == (1, 4)
    weights.arrays["linear.bias"] = np.ones(4, np.float32)
    with pytest.raises(WeightError, match="linear.bias is left over"):
        embedding(bert[1], batch(1, 2), files, {"2_Dense": weights})


def test_the_embedding_in_tflite_is_the_same(bert, tmp_path):
    files = sentence_files(("Pooling", {"pooling_mode_mean_tokens": True}), ("Normalize", {}))
    encoder = bert[1].encoder("feature-extraction", files)
    tflite = TfliteModel.of(encoder, 16, tmp_path)
    inputs = tuple(array[1:] for array in batch(2, 16))
    assert largest_difference(tflite.run(inputs)["embedding"], run(encoder, inputs)["embedding"]) < TOLERANCE
    assert tflite.output_shapes() == [[1, 36]]
    assert tflite.ops()["L2_NORMALIZATION"] == 1


@pytest.mark.parametrize("mode", sorted(POOLING_MODES))
def test_every_pooling_mode_runs_in_tflite(bert, mode, tmp_path):
    encoder = bert[1].encoder("sentence-similarity", sentence_files(("Pooling", {"pooling_mode": mode})))
    inputs = tuple(array[1:] for array in batch(2, 7))
    ours = TfliteModel.of(encoder, 7, tmp_path).run(inputs)["embedding"]
    assert largest_difference(ours, run(encoder, inputs)["embedding"]) < TOLERANCE


POOLING = ("Pooling", {})
DENSE = {"in_features": 36, "out_features": 4}
REFUSED_MODULES = {
    "LSTM": sentence_files(POOLING, ("LSTM", {})),
    "start with Transformer and Normalize": sentence_files(("Normalize", {})),
    "there are 1 modules": sentence_files(),
    "code of its own": {"modules.json": [{**TRANSFORMER, "type": "custom_st.Transformer"}, TRANSFORMER]},
    "has the settings": {"modules.json": [{**TRANSFORMER, "kwargs": ["task"]}, TRANSFORMER]},
    "is not a module": {"modules.json": [{**TRANSFORMER, "type": None}, 7]},
    "'0_T'": {"modules.json": [{**TRANSFORMER, "path": "0_T"}, *sentence_files(POOLING)["modules.json"][1:]]},
    "'include_prompt' is False": sentence_files(("Pooling", {"include_prompt": False})),
    "'pooling_mode' is 'median'": sentence_files(("Pooling", {"pooling_mode": "median"})),
    "'pooling_mode' is \\[": sentence_files(("Pooling", {"pooling_mode": [["mean"]]})),
    "dimension is 35": sentence_files(("Pooling", {"word_embedding_dimension": 35})),
    "'pooling_mode_mean_tokens' is 'no'": sentence_files(("Pooling", {"pooling_mode_mean_tokens": "no"})),
    "'pooling_mode_lattice'": sentence_files(("Pooling", {"pooling_mode_lattice": True})),
    "'in_features' is 35": sentence_files(POOLING, ("Dense", {**DENSE, "in_features": 35})),
    "'activation_function'": sentence_files(POOLING, ("Dense", {**DENSE, "activation_function": "os.abort"})),
    "'use_residual'": sentence_files(POOLING, ("Dense", {**DENSE, "use_residual": True})),
    "'module_input_name'": sentence_files(POOLING, ("Normalize", {"module_input_name": "tokens"})),
    "the prompt 'query'": sentence_files(
        POOLING,
        **{
            "config_sentence_transformers.json": {
                "prompts": {"query": "query: "},
                "default_prompt_name": "query",
            }
        },
    ),
    "there is no modules.json": {},
}


@pytest.mark.parametrize("found", list(REFUSED_MODULES))
def test_a_module_that_is_not_computed_is_refused_by_its_name(bert, found):
    with pytest.raises(UnsupportedError, match=f"tiny/.*{found}"):
        bert[1].head("sentence-similarity", **REFUSED_MODULES[found])


def test_limits_of_the_text_are_read():
    old = MemoryFiles({"sentence_roberta_config.json": {"max_seq_length": 256, "do_lower_case": True}})
    assert (read_text_limits(old).max_tokens, read_text_limits(old).lower_case) == (256, True)
    assert read_text_limits(MemoryFiles()).max_tokens is None
    for wrong in ({"max_seq_length": "256"}, {"transformer_task": "fill-mask"}, {"tokenizer_args": {"a": 1}}):
        with pytest.raises(UnsupportedError, match="sentence_bert_config.json"):
            read_text_limits(MemoryFiles({"sentence_bert_config.json": wrong}))


def test_an_unknown_task_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="'summarization'.*feature-extraction, fill-mask"):
        find_task("summarization")


def test_a_row_stands_under_its_own_name():
    assert all(row.name == name for name, row in TASKS.items())


def test_an_architecture_without_the_head_is_refused(bert):
    import dataclasses

    headless = dataclasses.replace(ARCHITECTURES["bert"], heads={})
    with pytest.raises(UnsupportedError, match="bert has no head for text-classification"):
        TASKS["text-classification"].read_head(headless, {}, MemoryFiles())
