"""Train models/entities, a small cased BERT that labels the words of named entities.

    python models/training/train_entities.py --out models/entities

One CPU thread, fixed seeds, no network. It fine-tunes the first layers of the teacher (pretrained.py) on sentences of
entity_texts.py. The held-out rows are scored once, at the end, through the transformers pipeline.
"""

from __future__ import annotations

from pathlib import Path

from fitting import Schedule, counts, pad, parse, read_jsonl, run_phase, save, timed, to_halves  # isort: skip

import torch
from entity_texts import FOLDER, LABELS, Grammar, development_grammars, draw, name_free, training_grammar
from pretrained import PAD, SHAPE, UNK, copy_embeddings, copy_layers, groups, make_tokenizer
from teacher import Teacher
from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast, pipeline

IGNORED = -100
MAX_TOKENS, LAYERS = 128, 3
TAGS = ("O", *(f"{kind}-{label}" for label in LABELS for kind in "BI"))
SCHEDULE = Schedule(epochs=1, batch=32, rate=3e-4, masking=0.25)
RATES = {"embeddings": 3e-4, "layers": 3e-4, "head": 2e-3}
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
        hidden_size=SHAPE["width"],
        num_hidden_layers=LAYERS,
        num_attention_heads=SHAPE["num_heads"],
        intermediate_size=SHAPE["inner"],
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


def tokenizer_for(grammar: Grammar, size: int, teacher: Teacher) -> tuple[BertTokenizerFast, list[str]]:
    """`size` tokens for sentences whose names are made up, so that names come in pieces, as unknown ones do."""
    texts = [row["text"] for row in draw(name_free(grammar), 20000)]
    tokenizer, vocabulary = make_tokenizer(texts, teacher, size, cased=True)
    options = {"do_lower_case": False, "strip_accents": True, "model_max_length": MAX_TOKENS}
    return BertTokenizerFast(tokenizer_object=tokenizer, **options), vocabulary


def new_model(vocabulary: list[str], teacher: Teacher, seed: int) -> BertForTokenClassification:
    torch.manual_seed(seed)
    model = BertForTokenClassification(model_config(len(vocabulary)))
    copy_embeddings(model.bert.embeddings, vocabulary, teacher)
    copy_layers(model.bert.encoder.layer, {}, teacher)
    return model


def train(grammar: Grammar, rows: int, size: int, seed: int) -> tuple[BertForTokenClassification, BertTokenizerFast]:
    teacher = Teacher()
    tokenizer, vocabulary = tokenizer_for(grammar, size, teacher)
    model = new_model(vocabulary, teacher, seed)
    ids, tags = encode(tokenizer, draw(grammar, rows))
    disguise = Disguise(tokenizer)

    def loss_of(numbers: list[int]) -> torch.Tensor:
        batch = pad([ids[at] for at in numbers], PAD)
        wanted = pad([tags[at] for at in numbers], IGNORED)
        return model(disguise(batch, wanted), (batch != PAD).long(), labels=wanted).loss

    run_phase(
        model,
        ids,
        SCHEDULE,
        loss_of,
        seed,
        groups(model, model.bert.embeddings.word_embeddings, model.classifier, RATES),
    )
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
    model, tokenizer = timed(train, training_grammar(seed), rows, size, seed)
    to_halves(model)
    held_out = read_jsonl(FOLDER / "held_out.jsonl")
    numbers = {f"f1_{label}": f"{score:.1f}" for label, score in report(model, tokenizer, held_out).items()}
    numbers["entities"] = f"{sum(len(row['entities']) for row in held_out):,}"
    numbers |= counts(model, len(tokenizer), held_out, rows)
    save(model, tokenizer, out, FOLDER / "card.md", numbers, halves=True)


def main() -> None:
    options = parse(
        __doc__,
        "train without the sentences and names of dev_*.txt and score those",
        seed=1,
        rows=(60000, "training rows"),
        vocabulary=(2600, "tokens"),
    )
    if options.out:
        train_and_save(options.rows, options.vocabulary, options.seed, options.out)
        return
    grammar, kept_back = development_grammars(options.seed)
    model, tokenizer = train(grammar, options.rows, options.vocabulary, options.seed)
    report(model, tokenizer, draw(kept_back, 500), show=60)


if __name__ == "__main__":
    main()
