"""Train models/answers, a small DistilBERT that finds the answer to a question in a passage, or that there is none.

    python models/training/train_answers.py --out models/answers

One CPU thread, fixed seeds, no network. The vocabulary is chosen from the training passages (answer_texts.py);
the held-out rows are scored once, at the end, through the transformers pipeline.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from fitting import Schedule, pad, read_jsonl, run_phase, save, start_by_likeness  # isort: skip  (keeps TensorFlow out)

import torch
from answer_texts import FOLDER, Passages, development_passages, richer_passages, training_passages
from entity_texts import name_free
from transformers import DistilBertConfig, DistilBertForQuestionAnswering, DistilBertTokenizerFast, logging, pipeline
from wordpiece import PAD, train_wordpiece

MAX_TOKENS, STRIDE = 256, 96
LONG_SHARE = 0.02  # part of the training passages that need several windows
SCHEDULE = Schedule(epochs=1, batch=16, rate=1.5e-3)

Windows = tuple[list[list[int]], list[tuple[int, int]]]  # token ids; first and last token of the answer, or 0, 0


def model_config(vocabulary: int) -> DistilBertConfig:
    return DistilBertConfig(
        vocab_size=vocabulary,
        dim=128,
        n_layers=3,
        n_heads=4,
        hidden_dim=384,
        initializer_range=0.07,  # 0.02 suits wide models; narrow ones start more slowly from it
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


def new_model(vocabulary: int, seed: int) -> DistilBertForQuestionAnswering:
    torch.manual_seed(seed)
    model = DistilBertForQuestionAnswering(model_config(vocabulary))
    attentions = [(layer.attention.q_lin, layer.attention.k_lin) for layer in model.distilbert.transformer.layer]
    start_by_likeness(attentions, model.distilbert.embeddings.position_embeddings)
    return model


def learn(model: DistilBertForQuestionAnswering, windows: Windows, seed: int) -> None:
    ids, spans = windows

    def loss_of(numbers: list[int]) -> torch.Tensor:
        batch = pad([ids[at] for at in numbers], PAD)
        first, last = torch.tensor([spans[at] for at in numbers]).T
        return model(batch, (batch != PAD).long(), start_positions=first, end_positions=last).loss

    run_phase(model, ids, SCHEDULE, loss_of, seed)


def name_free_texts(passages: Passages) -> list[str]:
    drawn = draw(Passages(name_free(passages.grammar)), 5000)
    return [f"{row['question']} {row['context']}" for row in drawn]


def train(passages: Passages, rows: int, size: int, seed: int):
    """First on `rows` short passages, then on as many of the usual lengths, then on others in more words."""
    short, usual = [passages.row("short") for _ in range(rows)], draw(passages, rows)
    vocabulary = train_wordpiece(name_free_texts(passages), size, lowercase=True)
    tokenizer = DistilBertTokenizerFast(tokenizer_object=vocabulary, do_lower_case=True, model_max_length=MAX_TOKENS)
    model = new_model(len(tokenizer), seed)
    for data in (short, usual, draw(richer_passages(passages), rows)):
        learn(model, encode(tokenizer, data), seed)
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
    started = time.monotonic()
    model, tokenizer = train(training_passages(seed), rows, size, seed)
    print(f"trained in {(time.monotonic() - started) / 60:.1f} minutes")
    held_out = read_jsonl(FOLDER / "held_out.jsonl")
    numbers = {f"match_{name}": f"{score:.1f}" for name, score in report(model, tokenizer, held_out).items()}
    numbers["held_out_rows"] = f"{len(held_out)}"
    numbers["impossible_rows"] = f"{sum(row['impossible'] for row in held_out)}"
    numbers["train_rows"] = f"{3 * rows:,}"
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
        help="for choosing settings: train without one sentence and question of each attribute and every sixth "
        "name and score those; the held-out rows are not read and nothing is written",
    )
    parser.add_argument("--rows", type=int, default=40000, help="training rows of each length (default: %(default)s)")
    parser.add_argument("--vocabulary", type=int, default=3000, help="WordPiece tokens (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    options = parser.parse_args()
    logging.set_verbosity_error()
    torch.set_num_threads(1)
    if options.out:
        train_and_save(options.rows, options.vocabulary, options.seed, options.out)
        return
    passages, kept_back = development_passages(options.seed)
    model, tokenizer = train(passages, options.rows, options.vocabulary, options.seed)
    report(model, tokenizer, [kept_back.row() for _ in range(300)], show=20)
    report(model, tokenizer, [kept_back.row("long") for _ in range(20)])


if __name__ == "__main__":
    main()
