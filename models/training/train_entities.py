"""Train models/entities, a small cased BERT that labels the words of named entities.

    python models/training/train_entities.py --out models/entities

One CPU thread, fixed seeds, no network. The sentences come from entity_texts.py, the first token embeddings from
the teacher of the default model (teacher.py): a few hundred templates are too few to learn words of a kind from. The
held-out rows are scored once, at the end, through the transformers pipeline.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from fitting import Schedule, pad, read_jsonl, run_phase, save, start_by_likeness  # isort: skip  (keeps TensorFlow out)

import torch
from entity_texts import FOLDER, LABELS, Grammar, development_grammars, draw, name_free, training_grammar
from teacher import Teacher
from tokenizers import normalizers
from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast, logging, pipeline
from wordpiece import PAD, SPECIAL, UNK, inner_letters, train_wordpiece, with_words

IGNORED = -100
MAX_TOKENS = 128
TAGS = ("O", *(f"{kind}-{label}" for label in LABELS for kind in "BI"))
SCHEDULE = Schedule(epochs=1, batch=32, rate=1.5e-3, masking=0.25)
EMBEDDING_RATE = 0.3  # word embeddings come from the teacher: they move less than the new layers
WORDS, TITLES = 2000, 800  # ordinary words that are tokens of their own, and those that are with a capital too
UNKNOWN = 0.15  # part of the replaced pieces that become [UNK], as letters of other scripts will be
DATE_TAGS = torch.tensor([at for at, tag in enumerate(TAGS) if tag.endswith("DATE")])
KINDS = (  # of tokens: inside a word; capital and small letters at its start
    lambda token: token.startswith("##") and token[2:].isalpha(),
    lambda token: token.isalpha() and token[0].isupper(),
    lambda token: token.isalpha() and token.islower(),
)
AGGREGATION = "first"


def model_config(vocabulary: int) -> BertConfig:
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=128,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=384,
        initializer_range=0.07,  # 0.02 suits wide models; narrow ones start more slowly from it
        max_position_embeddings=MAX_TOKENS,
        hidden_dropout_prob=0.0,  # fresh rows do what dropout would
        attention_probs_dropout_prob=0.0,
        pad_token_id=PAD,
        id2label=dict(enumerate(TAGS)),
        label2id={tag: at for at, tag in enumerate(TAGS)},
    )


def encode(tokenizer: BertTokenizerFast, rows: list[dict]) -> tuple[list[list[int]], list[list[int]]]:
    """Token ids and tag numbers of each row; the special tokens' tag is ignored."""
    ids, tags = [], []
    for row in rows:
        encoded = tokenizer(row["text"], truncation=True, return_offsets_mapping=True)
        ids.append(encoded["input_ids"])
        tags.append([tag_of(row["entities"], start, end) for start, end in encoded["offset_mapping"]])
    return ids, tags


def tag_of(entities: list[dict], start: int, end: int) -> int:
    """The tag number of the token at characters start to end."""
    if start == end:
        return IGNORED
    for entity in entities:
        if entity["start"] <= start < entity["end"]:
            return TAGS.index(("B-" if start == entity["start"] else "I-") + entity["label"])
    return 0


class Disguise:
    """Replaces pieces of names by others, so that a model learns to judge a name by what is around it."""

    def __init__(self, tokenizer: BertTokenizerFast) -> None:
        names = tokenizer.convert_ids_to_tokens(range(len(tokenizer)))
        kinds = [[at for at, name in enumerate(names) if fits(name)] for fits in KINDS]
        self.others = [torch.tensor(ids) for ids in kinds]
        self.kind = torch.full((len(names),), -1)
        for at, ids in enumerate(self.others):
            self.kind[ids] = at

    def __call__(self, ids: torch.Tensor, tags: torch.Tensor) -> torch.Tensor:
        """`ids` with a part of the letter tokens of names replaced by tokens of the same kind, a few by [UNK]; the
        part is drawn for each row."""
        names = (tags > 0) & ~torch.isin(tags, DATE_TAGS)
        chosen = names & (torch.rand(ids.shape) < SCHEDULE.masking * torch.rand(len(ids), 1))
        ids = ids.clone()
        for at, others in enumerate(self.others):
            where = chosen & (self.kind[ids] == at)
            ids[where] = others[torch.randint(len(others), (int(where.sum()),))]
        return ids.masked_fill(chosen & (torch.rand(ids.shape) < UNKNOWN), UNK)


def make_tokenizer(grammar: Grammar, rows: int, size: int, teacher: Teacher) -> BertTokenizerFast:
    """Cased WordPiece: `size` tokens learnt from sentences whose names are made up, and the most common ordinary
    words, some of them with a capital too."""
    texts = [row["text"] for row in draw(name_free(grammar), rows)] + inner_letters()
    common = sorted((word for word in grammar.words if word in teacher.ids), key=teacher.ids.__getitem__)[:WORDS]
    titles = [word.capitalize() for word in common[:TITLES]]
    vocabulary = with_words(train_wordpiece(texts, size, lowercase=False), common + titles)
    return BertTokenizerFast(tokenizer_object=vocabulary, do_lower_case=False, model_max_length=MAX_TOKENS)


def start_embeddings(tokens: list[str], width: int, teacher: Teacher) -> torch.Tensor:
    """Token vectors, float32 [tokens, width]: the teacher's, which tell words of a kind, where it has the token in
    small letters without accents; all with a capital are moved the same way."""
    plain = normalizers.BertNormalizer(lowercase=True)
    names = [token if token in SPECIAL else plain.normalize_str(token) for token in tokens]
    known = [at for at, name in enumerate(names) if name in teacher.ids]
    vectors = 0.05 * torch.randn(len(tokens), width)
    vectors[known] = teacher.start_embeddings([names[at] for at in known], width)
    capital = torch.tensor([token[0].isupper() for token in tokens])
    vectors[capital] += 0.05 * torch.randn(width)
    return vectors


def new_model(tokenizer: BertTokenizerFast, teacher: Teacher, seed: int) -> BertForTokenClassification:
    torch.manual_seed(seed)
    model = BertForTokenClassification(model_config(len(tokenizer)))
    embeddings = model.bert.embeddings
    attentions = [layer.attention.self for layer in model.bert.encoder.layer]
    start_by_likeness([(one.query, one.key) for one in attentions], embeddings.position_embeddings)
    tokens = tokenizer.convert_ids_to_tokens(range(len(tokenizer)))
    embeddings.word_embeddings.weight.data.copy_(start_embeddings(tokens, model.config.hidden_size, teacher))
    return model


def groups(model: BertForTokenClassification) -> list[dict]:
    """AdamW's parameter groups: the word embeddings have a rate of their own."""
    slow = [model.bert.embeddings.word_embeddings.weight]
    quick = [weight for weight in model.parameters() if weight is not slow[0]]
    return [{"params": quick}, {"params": slow, "lr": SCHEDULE.rate * EMBEDDING_RATE}]


def train(grammar: Grammar, rows: int, size: int, seed: int) -> tuple[BertForTokenClassification, BertTokenizerFast]:
    teacher = Teacher()
    data = draw(grammar, rows)
    tokenizer = make_tokenizer(grammar, rows // 5, size, teacher)
    ids, tags = encode(tokenizer, data)
    model = new_model(tokenizer, teacher, seed)
    disguise = Disguise(tokenizer)

    def loss_of(numbers: list[int]) -> torch.Tensor:
        batch = pad([ids[at] for at in numbers], PAD)
        wanted = pad([tags[at] for at in numbers], IGNORED)
        return model(disguise(batch, wanted), (batch != PAD).long(), labels=wanted).loss

    run_phase(model, ids, SCHEDULE, loss_of, seed, groups(model))
    return model, tokenizer


def found_entities(model, tokenizer, texts: list[str]) -> list[set[tuple[int, int, str]]]:
    """(start, end, label) of the entities in each text, as the transformers pipeline gives them."""
    extract = pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy=AGGREGATION)
    return [{(item["start"], item["end"], item["entity_group"]) for item in extract(text)} for text in texts]


def f1(wanted: list[set], found: list[set]) -> float:
    right = sum(len(one & other) for one, other in zip(wanted, found))
    return 2 * right / (sum(map(len, wanted)) + sum(map(len, found)))


def report(model, tokenizer, rows: list[dict], show: int = 0) -> dict[str, float]:
    """F1 in percent, over exact spans: of each label and of all; prints up to `show` rows that came out wrong."""
    wanted = [{(item["start"], item["end"], item["label"]) for item in row["entities"]} for row in rows]
    found = found_entities(model, tokenizer, [row["text"] for row in rows])
    for row, one, other in [item for item in zip(rows, wanted, found) if item[1] != item[2]][:show]:
        named = [[(row["text"][start:end], label) for start, end, label in sorted(part)] for part in (one, other)]
        print(f"  {row['text']}\n    wanted {named[0]}\n    found  {named[1]}")
    scores = {"all": 100 * f1(wanted, found)}
    for label in LABELS:
        parts = [[{item for item in row if item[2] == label} for row in part] for part in (wanted, found)]
        scores[label] = 100 * f1(*parts)
    print("F1: " + ", ".join(f"{label} {score:.1f}" for label, score in scores.items()), flush=True)
    return scores


def train_and_save(rows: int, size: int, seed: int, out: Path) -> None:
    started = time.monotonic()
    model, tokenizer = train(training_grammar(seed), rows, size, seed)
    print(f"trained in {(time.monotonic() - started) / 60:.1f} minutes")
    held_out = read_jsonl(FOLDER / "held_out.jsonl")
    scores = report(model, tokenizer, held_out)
    numbers = {f"f1_{label}": f"{score:.1f}" for label, score in scores.items()}
    numbers["held_out_rows"] = f"{len(held_out)}"
    numbers["entities"] = f"{sum(len(row['entities']) for row in held_out):,}"
    numbers["train_rows"] = f"{rows:,}"
    numbers["vocabulary"] = f"{len(tokenizer):,}"
    numbers["parameters"] = f"{model.num_parameters():,}"
    save(model, tokenizer, out, FOLDER / "card.md", numbers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="the repository folder to write")
    where.add_argument(
        "--dev",
        action="store_true",
        help="for choosing settings: train without every sixth sentence and name and score those; "
        "the held-out rows are not read and nothing is written",
    )
    parser.add_argument("--rows", type=int, default=110000, help="training rows (default: %(default)s)")
    parser.add_argument("--vocabulary", type=int, default=2500, help="tokens learnt from texts (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    options = parser.parse_args()
    logging.set_verbosity_error()
    torch.set_num_threads(1)
    if options.out:
        train_and_save(options.rows, options.vocabulary, options.seed, options.out)
        return
    grammar, kept_back = development_grammars(options.seed)
    model, tokenizer = train(grammar, options.rows, options.vocabulary, options.seed)
    report(model, tokenizer, draw(kept_back, 500), show=40)


if __name__ == "__main__":
    main()
