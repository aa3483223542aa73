"""Which task a model is for, why, and what is refused: from its files alone."""

import json
import shutil

import pytest

from hfedge import show
from hfedge.architectures import ARCHITECTURES
from hfedge.errors import UnsupportedError, UsageError, WeightError
from hfedge.plan import ConvertRequest, plan
from hfedge.resolve import ModelRef, resolve
from hfedge.tasks import TASKS
from hfedge.tasks.infer import infer_task
from hfedge.tasks.zero_shot import read_entailment_head
from tiny_models import MemoryFiles
from tiny_programs import folder_of

CARD = "from the model card's pipeline_tag, "
CROSS = "from the settings of sentence-transformers' CrossEncoder"
ONE = {"id2label": {"0": "LABEL_0"}}
CLASSIFIER = ["BertForSequenceClassification"]
OF_CLASSIFIER = "from the class BertForSequenceClassification"
SETTINGS = "config_sentence_transformers.json"
SIGMOID = {"sentence_transformers": {"activation_fn": "torch.nn.Sigmoid"}}
MODULES = {"modules.json": []}
INFERRED = [
    # architectures, more of config.json, files, pipeline_tag; the task, why
    (CLASSIFIER, {}, {}, None, "text-classification", OF_CLASSIFIER),
    (CLASSIFIER, {}, MODULES, "sentence-similarity", "text-classification", OF_CLASSIFIER),
    (CLASSIFIER, {}, {}, "zero-shot-classification", "zero-shot-classification", CARD + "zero-shot-classification"),
    (CLASSIFIER, ONE, {}, "text-ranking", "text-ranking", CARD + "text-ranking"),
    (CLASSIFIER, {**ONE, **SIGMOID}, {}, None, "text-ranking", CROSS),
    (CLASSIFIER, {**ONE, "sbert_ce_default_activation_function": None}, {}, None, "text-ranking", CROSS),
    (CLASSIFIER, ONE, {SETTINGS: {"model_type": "CrossEncoder"}}, None, "text-ranking", CROSS),
    (CLASSIFIER, SIGMOID, {}, None, "text-classification", OF_CLASSIFIER),
    (["BertForTokenClassification"], {}, {}, None, "token-classification", "from the class BertForTokenClassification"),
    (["BertForQuestionAnswering"], {}, {}, None, "question-answering", "from the class BertForQuestionAnswering"),
    (["BertForMultipleChoice"], {}, {}, None, "multiple-choice", "from the class BertForMultipleChoice"),
    (["BertForMaskedLM"], {}, {}, "fill-mask", "fill-mask", "from the class BertForMaskedLM"),
    (["BertForMaskedLM"], {}, MODULES, None, "sentence-similarity", "from modules.json"),
    (["BertForMaskedLM"], {}, {}, "feature-extraction", "feature-extraction", CARD + "feature-extraction"),
    (["BertForPreTraining"], {}, {}, "fill-mask", "fill-mask", CARD + "fill-mask"),
    (["BertModel"], {}, MODULES, None, "sentence-similarity", "from modules.json"),
    (["BertModel"], {}, {}, "sentence-similarity", "feature-extraction", CARD + "sentence-similarity"),
    (["BertModel"], {}, {}, None, "feature-extraction", "from the class BertModel"),
    (None, {}, {}, None, "feature-extraction", "config.json names no class"),
    ("BertModel", {}, {}, None, "feature-extraction", "config.json names no class"),
]  # fmt: skip


@pytest.mark.parametrize(("classes", "more", "files", "tag", "task", "reason"), INFERRED)
def test_the_task_is_inferred_with_its_reason(classes, more, files, tag, task, reason):
    assert infer_task({"architectures": classes, **more}, MemoryFiles(files), tag) == (task, reason)


def test_every_task_is_inferred_from_something():
    assert {row[4] for row in INFERRED} == TASKS.keys()


def test_a_model_for_another_task_is_refused_with_the_way_out():
    with pytest.raises(UnsupportedError, match="tiny/config.json: .*BertForPreTraining.*Accepted: .*--task"):
        infer_task({"architectures": ["BertForPreTraining"]}, MemoryFiles(), "summarization")


def planned(folder, **asked):
    ref = ModelRef.parse(str(folder))
    return plan(resolve(ref), ConvertRequest(ref, **asked))


def test_the_plan_shows_the_task_and_why():
    chosen = planned(folder_of("bert", "ForMaskedLM"))
    assert show.plan_json(chosen)["task_reason"] == "from the class BertForMaskedLM"
    cells = [list(column.cells) for column in show.plan_table(chosen).columns]
    shown = dict(zip(map(str, cells[0]), map(str, cells[1])))
    assert shown["task"] == "fill-mask (from the class BertForMaskedLM)"
    told = planned(folder_of("bert", "ForMaskedLM"), task="feature-extraction")
    assert (told.task.name, told.task_reason) == ("feature-extraction", "as asked")


@pytest.mark.parametrize(
    ("head", "task"),
    [("ForSequenceClassification", "fill-mask"), ("ForMaskedLM", "multiple-choice"), ("Model", "token-classification")],
)
def test_a_task_that_the_weights_have_no_head_for_is_refused(head, task):
    ending = {"fill-mask": "ForMaskedLM", "multiple-choice": "ForMultipleChoice"}.get(task, "ForTokenClassification")
    with pytest.raises(WeightError, match=f"{task} does not fit the class Bert{head}: .* is missing.*ends in {ending}"):
        planned(folder_of("bert", head), task=task)


def test_wrong_weights_of_the_right_class_are_told_as_they_are(tmp_path):
    folder = shutil.copytree(folder_of(), tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 4}))
    with pytest.raises(WeightError) as caught:
        planned(folder)
    assert "does not fit the class" not in str(caught.value)


# What the tasks refuse


def test_zero_shot_needs_a_label_for_entailment():
    for ids in ({"yes": 0, "no": 1}, {"entailment": 5, "no": 1}, {"not entailed": 0, "no": 1}):
        config = {"id2label": {"0": "yes", "1": "no"}, "label2id": ids}
        with pytest.raises(UnsupportedError, match="natural language inference"):
            read_entailment_head(ARCHITECTURES["bert"], config, MemoryFiles())


@pytest.mark.parametrize(
    ("names", "options"),
    [
        (("entailment", "neutral", "contradiction"), {"entailment": 0, "contradiction": 2}),
        (("contradiction", "neutral", "Entailed"), {"entailment": 2, "contradiction": 0}),
        (("not_entailment", "entailment"), {"entailment": 1, "contradiction": 0}),
    ],
)
def test_entailment_and_contradiction_are_where_the_pipeline_finds_them(names, options):
    config = {"id2label": {str(i): name for i, name in enumerate(names)}}
    found = read_entailment_head(ARCHITECTURES["bert"], config, MemoryFiles())
    assert found.options == options


RANKERS = [
    ({}, {}, "sigmoid"),
    ({"sentence_transformers": {"activation_fn": "torch.nn.modules.linear.Identity"}}, {}, "linear"),
    ({"sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity"}, {}, "linear"),
    ({"sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity"},
     {SETTINGS: {"activation_fn": "torch.nn.modules.activation.Tanh"}}, "tanh"),
]  # fmt: skip


@pytest.mark.parametrize(("config", "files", "activation"), RANKERS)
def test_a_cross_encoder_has_the_function_that_its_files_name(config, files, activation):
    head = TASKS["text-ranking"].read_head(ARCHITECTURES["bert"], {**ONE, **config}, MemoryFiles(files))
    assert head.activation == activation


NOT_RANKERS = [
    ({"id2label": {"0": "a", "1": "b"}}, {}, "there are 2 labels.*text-classification"),
    ({"sbert_ce_default_activation_function": "my.code.Function"}, {}, "'my.code.Function'"),
    ({"sentence_transformers": {"activation_fn": "torch.nn.Softplus"}}, {}, "'torch.nn.Softplus'"),
    ({}, {"modules.json": [{"path": "", "type": "sentence_transformers.models.Transformer"},
                           {"path": "1", "type": "sentence_transformers.models.Dense"}]}, "Dense"),
    ({}, {SETTINGS: {"prompts": {"q": "query: "}, "default_prompt_name": "q"}}, "prompt 'q'"),
]  # fmt: skip


@pytest.mark.parametrize(("config", "files", "found"), NOT_RANKERS)
def test_a_cross_encoder_that_is_not_computed_is_refused(config, files, found):
    with pytest.raises(UnsupportedError, match=found):
        TASKS["text-ranking"].read_head(ARCHITECTURES["bert"], {**ONE, **config}, MemoryFiles(files))


def test_a_tokenizer_without_a_mask_cannot_fill_any(tmp_path):
    folder = shutil.copytree(folder_of("bert", "ForMaskedLM"), tmp_path / "model")
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["added_tokens"] = [token for token in tokenizer["added_tokens"] if token["content"] != "[MASK]"]
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(UnsupportedError, match="no mask token"):
        planned(folder)


def test_a_tokenizer_that_cannot_decode_fills_no_masks(tmp_path):
    folder = shutil.copytree(folder_of("bert", "ForMaskedLM"), tmp_path / "model")
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    joining = {"type": "Sequence", "decoders": [{"type": "Fuse"}, byte_level]}
    (folder / "tokenizer.json").write_text(json.dumps({**tokenizer, "decoder": joining}), encoding="utf-8")
    with pytest.raises(UnsupportedError, match="cannot be shown as text"):
        planned(folder)


def test_a_task_of_pairs_needs_two_token_types(tmp_path):
    from safetensors.numpy import load_file, save_file

    folder = shutil.copytree(folder_of("bert", "ForMultipleChoice"), tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "type_vocab_size": 1}))
    weights, name = load_file(folder / "model.safetensors"), "bert.embeddings.token_type_embeddings.weight"
    save_file({**weights, name: weights[name][:1].copy()}, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(UnsupportedError, match="takes pairs of texts"):
        planned(folder)


def test_hidden_states_are_refused_where_the_result_has_none():
    assert "hidden_states" in planned(folder_of("bert", "Model"), hidden_states=True).head.output_names
    with pytest.raises(UsageError, match="hidden states were asked for"):
        planned(folder_of(), hidden_states=True)
