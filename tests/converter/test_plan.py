"""The plan: lengths, byte sizes, pairs, and refusals before anything heavy is imported."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from hfedge.errors import UnsupportedError, UsageError
from hfedge.plan import ConvertRequest, Plan, plan
from hfedge.resolve import ModelRef, resolve
from hfedge_command import INTENTS


def plan_of(folder: Path, **asked) -> Plan:
    ref = ModelRef.parse(str(folder))
    return plan(resolve(ref), ConvertRequest(ref, **asked))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the default model that may be changed."""
    return Path(shutil.copytree(INTENTS, tmp_path / "model"))


def change(path: Path, **values) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, **values}), encoding="utf-8")


def test_lengths_double_up_to_the_models_own_and_sizes_reach_sixteen_bytes_a_token(model):
    found = plan_of(model)
    assert (found.encode_lengths, found.byte_sizes) == ((16, 32, 64, 128), (64, 128, 256, 512, 2048))
    assert (found.task.name, found.pairs, found.max_tokens) == ("text-classification", True, 128)


def test_a_model_that_takes_thousands_of_tokens_gets_512_unless_more_are_asked_for(model):
    from safetensors.numpy import load_file, save_file

    change(model / "config.json", max_position_embeddings=8192)
    change(model / "tokenizer_config.json", model_max_length=8192)
    weights = load_file(model / "model.safetensors")
    name = "bert.embeddings.position_embeddings.weight"
    rows = np.zeros((8192, weights[name].shape[1]), weights[name].dtype)
    save_file({**weights, name: rows}, model / "model.safetensors", {"format": "pt"})
    found = plan_of(model)
    assert (found.max_tokens, found.model_tokens) == (512, 8192)
    assert plan_of(model, lengths=(1024,)).max_tokens == 1024


def test_a_length_that_was_asked_for_is_the_most_tokens(model):
    found = plan_of(model, lengths=(48, 24))
    assert (found.encode_lengths, found.max_tokens) == ((24, 48), 48)


@pytest.mark.parametrize("length", [1, 129])
def test_a_length_out_of_range_is_refused(model, length):
    with pytest.raises(UsageError, match="128, the most the model takes"):
        plan_of(model, lengths=(length,))


def test_each_target_takes_its_own_recipe_unless_told(model):
    assert list(map(repr, plan_of(model).jobs)) == ["tflite int8", "tfjs fp16", "saved_model fp32"]
    asked = plan_of(model, targets=("tflite", "tfjs"), recipes=("fp32", "int8"))
    assert list(map(repr, asked.jobs)) == ["tflite fp32", "tflite int8", "tfjs fp32"]


def test_a_model_without_a_second_token_type_takes_no_pairs(model):
    from safetensors.numpy import load_file, save_file

    change(model / "config.json", type_vocab_size=1)
    weights = load_file(model / "model.safetensors")
    name = "bert.embeddings.token_type_embeddings.weight"
    save_file({**weights, name: weights[name][:1].copy()}, model / "model.safetensors", {"format": "pt"})
    assert plan_of(model).pairs is False


def test_a_type_id_without_a_row_is_refused(model):
    tokenizer = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["post_processor"]["single"][1]["Sequence"]["type_id"] = 2
    (model / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    with pytest.raises(UnsupportedError, match="type ids up to 2.*type_vocab_size, 2"):
        plan_of(model)


def test_added_tokens_that_become_the_same_text_are_refused_by_the_plan(model):
    tokenizer = json.loads((model / "tokenizer.json").read_text(encoding="utf-8"))
    size = len(tokenizer["model"]["vocab"])
    rows = [
        {**tokenizer["added_tokens"][0], "id": size + index, "content": text, "normalized": True}
        for index, text in enumerate(["<A>", "<a>"])
    ]
    change(model / "tokenizer.json", added_tokens=[*tokenizer["added_tokens"], *rows])
    with pytest.raises(UnsupportedError, match="two added tokens normalized to '<a>'"):
        plan_of(model)
