"""Train models/answers, a small DistilBERT that finds the answer to a question in a passage, or that there is none.

    python models/training/train_answers.py --out models/answers

One CPU thread, fixed seeds, no network. It fine-tunes the first layers of the teacher (pretrained.py) on passages of
answer_texts.py. The held-out rows are scored once, at the end, through the transformers pipeline.
"""

from __future__ import annotations

from pathlib import Path

from fitting import Schedule, counts, pad, parse, read_jsonl, run_phase, save, timed, to_halves  # isort: skip

import torch
from answer_texts import FOLDER, Passages, development_passages, training_passages
from entity_texts import name_free
from pretrained import DISTILBERT, PAD, SHAPE, copy_embeddings, copy_layers, groups, make_tokenizer
from teacher import Teacher
from transformers import DistilBertConfig, DistilBertForQuestionAnswering, DistilBertTokenizerFast, pipeline

MAX_TOKENS, STRIDE, LAYERS = 256, 96, 3
LONG_SHARE = 0.03  # part of the training passages that need several windows
SCHEDULE = Schedule(epochs=1, batch=16, rate=3e-4)
RATES = {"embeddings": 1e-4, "layers": 3e-4, "head": 2e-3}

Windows = tuple[list[list[int]], list[tuple[int, int]]]  # token ids; first and last token of the answer, or 0, 0


def model_config(vocabulary: int) -> DistilBertConfig:
    return DistilBertConfig(
        vocab_size=vocabulary,
        dim=SHAPE["width"],
        n_layers=LAYERS,
        n_heads=SHAPE["num_heads"],
        hidden_dim=SHAPE["inner"],
        max_position_embeddings=MAX_TOKENS,
        dropout=0.0,  # fresh rows do what dropout would
        attention_dropout=0.0,
        qa_dropout=0.0,
        pad_token_id=PAD,
    )


def encode(tokenizer: DistilBertTokenizerFast, rows: list[dict]) -> Windows:
    """The windows of each row: those without the whole answer point at [CLS], as do questions without one."""
    encoded = tokenizer(
        [row["question"] for row in rows],
        [row["context"] for row in rows],
        truncation="only_second",
        stride=STRIDE,
        return_overflowing_tokens=True,
    )
    spans = []
    for window, row in enumerate(encoded["overflow_to_sample_mapping"]):
        first = encoded.char_to_token(window, rows[row]["start"], 1) if rows[row]["answers"] else None
        last = encoded.char_to_token(window, last_character(rows[row]), 1) if first is not None else None
        spans.append((0, 0) if last is None else (first, last))
    return encoded["input_ids"], spans


def last_character(row: dict) -> int:
    return row["start"] + len(row["answers"][0]) - 1


def draw(passages: Passages, count: int) -> list[dict]:
    return [passages.row("long" if passages.rng.random() < LONG_SHARE else "usual") for _ in range(count)]


def tokenizer_for(passages: Passages, size: int, teacher: Teacher) -> tuple[DistilBertTokenizerFast, list[str]]:
    """`size` tokens for passages whose names are made up, so that names come in pieces, as unknown ones do."""
    drawn = draw(Passages(name_free(passages.grammar)), 8000)
    texts = [f"{row['question']} {row['context']}" for row in drawn]
    tokenizer, vocabulary = make_tokenizer(texts, teacher, size, cased=False)
    options = {"do_lower_case": True, "strip_accents": True, "model_max_length": MAX_TOKENS}
    return DistilBertTokenizerFast(tokenizer_object=tokenizer, **options), vocabulary


def new_model(vocabulary: list[str], teacher: Teacher, seed: int) -> DistilBertForQuestionAnswering:
    torch.manual_seed(seed)
    model = DistilBertForQuestionAnswering(model_config(len(vocabulary)))
    copy_embeddings(model.distilbert.embeddings, vocabulary, teacher)
    copy_layers(model.distilbert.transformer.layer, DISTILBERT, teacher)
    return model


def train(passages: Passages, rows: int, size: int, seed: int):
    teacher = Teacher()
    tokenizer, vocabulary = tokenizer_for(passages, size, teacher)
    model = new_model(vocabulary, teacher, seed)
    ids, spans = encode(tokenizer, draw(passages, rows))

    def loss_of(numbers: list[int]) -> torch.Tensor:
        batch = pad([ids[at] for at in numbers], PAD)
        first, last = torch.tensor([spans[at] for at in numbers]).T
        return model(batch, (batch != PAD).long(), start_positions=first, end_positions=last).loss

    rates = groups(model, model.distilbert.embeddings.word_embeddings, model.qa_outputs, RATES)
    run_phase(model, ids, SCHEDULE, loss_of, seed, rates)
    return model, tokenizer


def answers_to(model, tokenizer, rows: list[dict]) -> list[str]:
    """The pipeline's answer to each row, empty where it finds none; long passages are read in windows."""
    answer = pipeline("question-answering", model=model, tokenizer=tokenizer)
    return [
        answer(question=row["question"], context=row["context"], handle_impossible_answer=True)["answer"]
        for row in rows
    ]


def report(model, tokenizer, rows: list[dict], show: int = 0) -> dict[str, float]:
    """Exact matches in percent: of all rows, those with and without an answer; prints up to `show` wrong ones."""
    found = answers_to(model, tokenizer, rows)
    right = [got in row["answers"] if row["answers"] else got == "" for row, got in zip(rows, found)]
    for row, got in [(row, got) for row, got, fine in zip(rows, found, right) if not fine][:show]:
        print(f"  {row['context']}\n  {row['question']} wanted {row['answers']}, found {got!r}")
    parts = {
        "all": right,
        "answerable": [fine for row, fine in zip(rows, right) if not row["impossible"]],
        "impossible": [fine for row, fine in zip(rows, right) if row["impossible"]],
    }
    scores = {name: 100 * sum(part) / len(part) for name, part in parts.items()}
    print("exact match: " + ", ".join(f"{name} {score:.1f}" for name, score in scores.items()), flush=True)
    return scores


def train_and_save(rows: int, size: int, seed: int, out: Path) -> None:
    model, tokenizer = timed(train, training_passages(seed), rows, size, seed)
    to_halves(model)
    held_out = read_jsonl(FOLDER / "held_out.jsonl")
    numbers = {f"match_{name}": f"{score:.1f}" for name, score in report(model, tokenizer, held_out).items()}
    numbers["impossible_rows"] = f"{sum(row['impossible'] for row in held_out)}"
    numbers |= counts(model, len(tokenizer), held_out, rows)
    tokenizer.backend_tokenizer.no_truncation()  # tokenizer.json would keep the windows of the last call
    tokenizer.backend_tokenizer.no_padding()
    save(model, tokenizer, out, FOLDER / "card.md", numbers, halves=True)


def main() -> None:
    options = parse(
        __doc__,
        "train without the sentences and questions of dev_facts.txt and the names of dev_names.txt, and score those",
        seed=1,
        rows=(20000, "training passages"),
        vocabulary=(2600, "tokens"),
    )
    if options.out:
        train_and_save(options.rows, options.vocabulary, options.seed, options.out)
        return
    passages, kept_back = development_passages(options.seed)
    model, tokenizer = train(passages, options.rows, options.vocabulary, options.seed)
    report(model, tokenizer, [passages.row() for _ in range(150)])
    report(model, tokenizer, [kept_back.row() for _ in range(300)], show=40)
    report(model, tokenizer, [kept_back.row("long") for _ in range(20)])


if __name__ == "__main__":
    main()
