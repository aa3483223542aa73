"""Converts a random model of the real size of every architecture, and compares the bundle with torch from text.

    make full-size                                      # all, about two minutes each; the table is docs/full-size.md
    make full-size ONLY="roberta modernbert"            # the rows of the table that are these

Weights are random: drawn by transformers, then moved, so that no norm is 1 and no bias 0. Sizes are those of the named
repository, with its tokenizer's kind from tests/families (a small vocabulary: the other rows of the embedding are there
and are not looked up). Each model is one process, which gives its memory back. Exit code 1: an fp32 artifact is off.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = ROOT / "tests" / "families"
TABLE = ROOT / "docs" / "full-size.md"
LENGTH, TOLERANCE = 64, 1e-4
NOISE = 0.02
# One token besides the special ones, two, a sentence, one that fills the length to its last token, one that is cut.
TEXTS = (
    ("a",),
    ("a b",),
    ("The café opened again in the spring, and nobody knew why.",),
    ("b " * 61,),
    ("word é " * 60,),
)


@dataclass(frozen=True)
class Model:
    """One row: transformers' class and its settings where the config class has others."""

    repository: str
    name: str
    tokenizer: str
    settings: dict[str, Any] = field(default_factory=dict)
    note: str = ""


LARGE = {"hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072}
ROBERTA = {"max_position_embeddings": 514, "type_vocab_size": 1, "layer_norm_eps": 1e-5}
DEBERTA = {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "position_biased_input": False,
           "type_vocab_size": 0, "layer_norm_eps": 1e-7, "max_relative_positions": -1}  # fmt: skip
MODELS = {
    "bert": Model("google-bert/bert-base-uncased", "BertForSequenceClassification", "wordpiece-bert"),
    "distilbert": Model("distilbert/distilbert-base-uncased", "DistilBertForSequenceClassification", "wordpiece-bert"),
    "electra": Model("google/electra-base-discriminator", "ElectraForSequenceClassification", "wordpiece-bert",
                     {**LARGE, "embedding_size": 768}),
    "roberta": Model("FacebookAI/roberta-base", "RobertaForSequenceClassification", "bytebpe-roberta",
                     {**ROBERTA, "vocab_size": 50265}),
    "xlm-roberta": Model("FacebookAI/xlm-roberta-base", "XLMRobertaForSequenceClassification", "unigram-xlm-roberta",
                         {**ROBERTA, "vocab_size": 250002}),
    "camembert": Model("almanach/camembert-base", "CamembertForSequenceClassification", "unigram-xlm-roberta",
                       {**ROBERTA, "vocab_size": 32005}),
    "albert": Model("albert/albert-base-v2", "AlbertForSequenceClassification", "unigram-albert",
                    {**LARGE, "hidden_act": "gelu_new"}),
    "mpnet": Model("microsoft/mpnet-base", "MPNetForSequenceClassification", "wordpiece-bert",
                   {"vocab_size": 30527, "max_position_embeddings": 514, "layer_norm_eps": 1e-5}),
    "mobilebert": Model("google/mobilebert-uncased", "MobileBertForSequenceClassification", "wordpiece-bert"),
    "modernbert": Model("answerdotai/ModernBERT-base", "ModernBertForSequenceClassification", "bytebpe-neox"),
    "deberta-v2": Model("microsoft/deberta-v3-base", "DebertaV2ForSequenceClassification", "unigram-deberta-v3",
                        {**LARGE, **DEBERTA, "vocab_size": 128100, "position_buckets": 256, "share_att_key": True,
                         "norm_rel_ebd": "layer_norm"}),
    "t5": Model("sentence-transformers/gtr-t5-base", "T5EncoderModel", "unigram-t5",
                {"vocab_size": 32128, "d_model": 768, "d_ff": 3072, "num_layers": 12, "num_heads": 12}),
    "qwen3": Model("Qwen/Qwen3-Embedding-0.6B", "Qwen3Model", "bytebpe-qwen2",
                   {"vocab_size": 151669, "hidden_size": 1024, "num_hidden_layers": 14, "num_attention_heads": 16,
                    "num_key_value_heads": 8, "head_dim": 128, "intermediate_size": 3072, "rope_theta": 1e6},
                   "14 of 28 layers: all in float32 are more than a .tflite holds"),
    "gemma3_text": Model("google/embeddinggemma-300m", "Gemma3TextModel", "spbpe-gemma",
                         {"vocab_size": 262144, "hidden_size": 768, "num_hidden_layers": 24, "num_attention_heads": 3,
                          "num_key_value_heads": 1, "head_dim": 256, "intermediate_size": 1152, "sliding_window": 512,
                          "max_position_embeddings": 2048, "use_bidirectional_attention": True}),
    "deberta": Model("microsoft/deberta-base", "DebertaForSequenceClassification", "bytebpe-roberta",
                     {**LARGE, **DEBERTA, "vocab_size": 50265}),
    "convbert": Model("YituTech/conv-bert-base", "ConvBertForSequenceClassification", "wordpiece-bert"),
    "flaubert": Model("flaubert/flaubert_base_cased", "FlaubertForSequenceClassification", "charbpe-openai-gpt",
                      {"vocab_size": 68729, "emb_dim": 768, "n_layers": 12, "n_heads": 12, "gelu_activation": True}),
    "xlm": Model("FacebookAI/xlm-mlm-ende-1024", "XLMForSequenceClassification", "charbpe-openai-gpt",
                 {"vocab_size": 64699, "emb_dim": 1024, "n_layers": 6, "n_heads": 8, "n_langs": 2}),
    "xlnet": Model("xlnet/xlnet-base-cased", "XLNetForSequenceClassification", "unigram-xlnet",
                   {"d_model": 768, "n_layer": 12, "n_head": 12, "d_inner": 3072}),
    "layoutlm": Model("microsoft/layoutlm-base-uncased", "LayoutLMForSequenceClassification", "wordpiece-bert"),
    "rembert": Model("google/rembert", "RemBertForSequenceClassification", "unigram-albert",
                     {"num_hidden_layers": 24}, "24 of 32 layers: all in float32 are more than a .tflite holds"),
    "roformer": Model("junnyu/roformer_chinese_base", "RoFormerForSequenceClassification", "wordpiece-bert"),
    "esm": Model("facebook/esm2_t12_35M_UR50D", "EsmForSequenceClassification", "wordlevel-whitespace",
                 {"vocab_size": 2000, "hidden_size": 480, "num_hidden_layers": 12, "num_attention_heads": 20,
                  "intermediate_size": 1920, "position_embedding_type": "rotary", "emb_layer_norm_before": False,
                  "token_dropout": True, "layer_norm_eps": 1e-5, "mask_token_id": 4, "pad_token_id": 1}),
    "dpr": Model("facebook/dpr-question_encoder-single-nq-base", "DPRQuestionEncoder", "wordpiece-bert"),
}  # fmt: skip


def save_random(model: Model, folder: Path) -> int:
    """The repository folder of a random model; its number of parameters."""
    import torch
    import transformers
    from tokenizers import Tokenizer

    torch.manual_seed(0)
    kind = getattr(transformers, model.name)
    tokenizer = FAMILIES / f"{model.tokenizer}.json"
    tokens = Tokenizer.from_file(str(tokenizer)).get_vocab()
    padding = next((tokens[name] for name in ("[PAD]", "<pad>") if name in tokens), 0)
    labels = {at: f"label {at}" for at in range(5)}
    settings = {"pad_token_id": padding, "id2label": labels, "label2id": {name: at for at, name in labels.items()}}
    settings = {**settings, **model.settings}
    random = kind(kind.config_class(**settings)).eval()
    with torch.no_grad():
        for parameter in random.parameters():
            parameter.add_(torch.randn_like(parameter), alpha=NOISE)
    random.save_pretrained(folder)
    shutil.copy(tokenizer, folder / "tokenizer.json")
    return random.num_parameters()


def check(name: str) -> dict[str, Any]:
    """Converts and compares one row; runs in a process of its own."""
    import numpy as np

    import hfedge
    from hfedge.manifest import read_manifest
    from hfedge.parity import answer_texts
    from hfedge.parity.compare import compare
    from hfedge.progress import Progress, peak_bytes
    from hfedge.resolve import ModelRef, resolve

    with tempfile.TemporaryDirectory() as folder:
        source, bundle = Path(folder) / name, Path(folder) / "out.hfedge"
        parameters = save_random(MODELS[name], source)
        started = time.monotonic()
        choice = {"targets": ["tflite", "tfjs"], "recipes": ["fp32", "int8"], "lengths": [LENGTH]}
        hfedge.convert(str(source), bundle, **choice, verify=False).close()
        seconds, manifest, progress = time.monotonic() - started, read_manifest(bundle), Progress()
        golden = answer_texts(manifest, resolve(ModelRef.parse(str(source))), TEXTS, "cpu", progress)
        report = compare(bundle, manifest, golden, progress)
    largest = max(float(np.abs(values).max()) for case in golden.cases for values in case.outputs.values())
    errors = {f"{item.target} {item.recipe} {item.runtime}": item.max_abs_diff for item in report.artifacts}
    ids = all(item.ids_equal == item.texts for item in report.artifacts)
    return {"name": name, "parameters": parameters, "seconds": seconds, "peak": peak_bytes(), "largest": largest,
            "errors": errors, "ids": ids}  # fmt: skip


def line(found: dict[str, Any]) -> str:
    """One row of the table."""
    model, errors = MODELS[found["name"]], found["errors"]
    cells = [found["name"], model.repository + (f" ({model.note})" if model.note else "")]
    cells += [f"{found['parameters'] / 1e6:.0f}", f"{found['largest']:.2g}"]
    for start in ("tflite fp32", "tfjs fp32", "tflite int8"):
        cells.append(f"{max(value for key, value in errors.items() if key.startswith(start)):.1e}")
    cells += [f"{found['seconds']:.0f}", f"{found['peak'] / 1e9:.1f}"]
    return f"| {' | '.join(cells)} |"


def passed(found: dict[str, Any]) -> bool:
    return found["ids"] and all(not error > TOLERANCE for key, error in found["errors"].items() if "fp32" in key)


HEAD = """# Random models of full size

Made by `make full-size` (benchmarks/full_size.py). A model of the size of the named repository, with random weights,
is converted and asked about {texts} texts, from text to output. The encoder has {length} tokens;
the texts take few to all. `largest` is the largest output of torch in float32; the three columns after it are the
largest difference from it. Seconds are of the conversion (both recipes, TFLite and TF.js), on a machine that did other
work too; GB is the process's peak, torch's copy of the model included. An architecture without a row was not run.

| architecture | size of | million parameters | largest | TFLite fp32 | TF.js fp32 | TFLite int8 | seconds | GB |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="ARCHITECTURE", help=f"of {', '.join(MODELS)} (default: all)")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in MODELS]
    if unknown:
        parser.error(f"no row {unknown[0]!r}; there are {', '.join(MODELS)}")
    if options.one:
        print(json.dumps(check(options.names[0])))
        return 0
    names = options.names or list(MODELS)
    kept = {row.split(" | ")[0].strip("| "): row for row in TABLE.read_text().splitlines()} if TABLE.exists() else {}
    failed = []
    for name in names:
        done = subprocess.run([sys.executable, __file__, "--one", name], stdout=subprocess.PIPE, text=True)
        if done.returncode:
            failed.append(name)
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        kept[name] = line(found)
        failed += [] if passed(found) else [name]
        print(kept[name], found["errors"], flush=True)
        head = HEAD.format(texts=len(TEXTS), length=LENGTH)
        TABLE.write_text(head + "".join(kept[one] + "\n" for one in MODELS if one in kept), encoding="utf-8")
    print(f"failed: {', '.join(failed)}" if failed else f"{len(names)} architectures: all within {TOLERANCE:g}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
