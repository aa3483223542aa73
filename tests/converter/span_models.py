"""Tiny models for the span tasks: ours, and transformers' pipeline of the same files."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eager_engine import EagerEngine
from hfedge_command import INTENTS
from tiny_models import tiny

FAMILIES = Path(__file__).parents[1] / "families"
MAX_TOKENS = 40
# Tokenizers by what they are to these tasks, with the names of their tokens: unk, cls, pad.
ROBERTA, WITHOUT = ("<unk>", "<s>", "<pad>"), ("<unk>", None, "<unk>")
TOKENIZERS = {
    "message-intents": ("[UNK]", "[CLS]", "[PAD]"),
    "wordpiece-cased": ("[UNK]", "<s>", "<pad>"),
    "charbpe-prefix": WITHOUT,
    "bytebpe-roberta": ROBERTA,
    "unigram-xlm-roberta": ROBERTA,
    "spbpe-mistral": WITHOUT,
}
TASKS = {
    "token-classification": ("ForTokenClassification", "TokenClassificationPipeline"),
    "question-answering": ("ForQuestionAnswering", "QuestionAnsweringPipeline"),
}


@dataclass(frozen=True)
class Pair:
    ours: EagerEngine
    theirs: Any


def pair_of(name: str, task: str, folder: Path, **config: Any) -> Pair:
    """Both of one tiny BERT with random weights and the tokenizer of that name."""
    import transformers

    head, pipeline = TASKS[task]
    _write_tokenizer(name, folder)
    size = len(json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]) + 8
    model = tiny("bert", head, vocab_size=size, **config)
    model.save_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    theirs = getattr(transformers, pipeline)(model=model, tokenizer=tokenizer, framework="pt")
    return Pair(EagerEngine(folder, task, lengths=(16, MAX_TOKENS)), theirs)


def _write_tokenizer(name: str, folder: Path) -> None:
    if name == "message-intents":
        for file in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
            shutil.copy(INTENTS / file, folder / file)
        config = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    else:
        shutil.copy(FAMILIES / f"{name}.json", folder / "tokenizer.json")
        roles = dict(zip(("unk_token", "cls_token", "pad_token"), TOKENIZERS[name]))
        config = {"tokenizer_class": "PreTrainedTokenizerFast", **{role: text for role, text in roles.items() if text}}
    config["model_max_length"] = MAX_TOKENS
    config["model_input_names"] = ["input_ids", "attention_mask", "token_type_ids"]
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
