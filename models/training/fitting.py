"""What the training scripts share: batches of like length, the AdamW loop, the files of a repository folder."""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ["USE_TF"] = "0"  # transformers would import TensorFlow too, for nothing

import torch
from transformers import logging

REPORT = 125  # steps between two lines of progress


@dataclass(frozen=True)
class Schedule:
    """One training phase."""

    epochs: int
    batch: int
    rate: float
    masking: float = 0.0  # part of the tokens hidden from the model


def batches(rows: list[list[int]], size: int, rng: random.Random) -> list[list[int]]:
    """Row numbers in batches of like length, in random order."""
    order = sorted(range(len(rows)), key=lambda at: (len(rows[at]), rng.random()))
    cut = [order[at : at + size] for at in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut


def pad(rows: list[list[int]], value: int) -> torch.Tensor:
    """The rows with `value` after them, int64 [rows, longest row]."""
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def warm_up_and_decay(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """The rate rises over a tenth of the steps and falls to zero over the others."""
    warm_up = max(1, steps // 10)
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, (steps - step) / (steps - warm_up + 1))
    )


def run_phase(
    model: torch.nn.Module,
    rows: list[list[int]],
    schedule: Schedule,
    loss_of: Callable[[list[int]], torch.Tensor],
    seed: int,
    groups: list[dict] | None = None,
) -> None:
    """AdamW with warm-up and linear decay; loss_of(row numbers) gives the loss of a batch.

    `groups` are AdamW's parameter groups where weights have rates of their own; else all have the schedule's.
    """
    rng = random.Random(seed)
    optimizer = torch.optim.AdamW(groups or model.parameters(), lr=schedule.rate, weight_decay=0.01)
    ramp = warm_up_and_decay(optimizer, schedule.epochs * math.ceil(len(rows) / schedule.batch))
    model.train()
    for epoch in range(schedule.epochs):
        losses, started = [], time.monotonic()
        for numbers in batches(rows, schedule.batch, rng):
            loss = loss_of(numbers)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            ramp.step()
            losses.append(loss.item())
            if len(losses) % REPORT == 0:
                seconds = time.monotonic() - started
                recent = sum(losses[-REPORT:]) / REPORT
                print(f"  epoch {epoch + 1}, step {len(losses)}: loss {recent:.3f}, {seconds:.0f} s", flush=True)
    model.eval()


@torch.no_grad()
def start_by_likeness(attentions: list[tuple[torch.nn.Linear, torch.nn.Linear]], positions: torch.nn.Embedding) -> None:
    """Let (query, key) pairs start equal and positions as sinusoids: tokens first attend to their like and to
    their neighbours, which small models learn only slowly from random weights."""
    for query, key in attentions:
        key.weight.copy_(query.weight)
    rows, width = positions.weight.shape
    angles = torch.arange(rows)[:, None] / 1000 ** (torch.arange(0, width, 2) / width)
    positions.weight.copy_(0.1 * torch.stack([angles.sin(), angles.cos()], -1).reshape(rows, width))


def parse(description: str, dev: str, seed: int, **numbers: tuple[int, str]) -> argparse.Namespace:
    """The command line of a training script: --out or --dev, --seed, and `numbers`: defaults and what they are of.

    From here on one thread computes.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="the repository folder to write")
    where.add_argument(
        "--dev",
        action="store_true",
        help=f"for choosing settings: {dev}; the held-out rows are not read and nothing is written",
    )
    for name, (default, what) in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{what} (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=seed, help="default: %(default)s")
    logging.set_verbosity_error()
    torch.set_num_threads(1)
    return parser.parse_args()


def timed(train: Callable, *arguments):
    """What `train` returns; prints how long it took."""
    started = time.monotonic()
    trained = train(*arguments)
    print(f"trained in {(time.monotonic() - started) / 60:.1f} minutes")
    return trained


def counts(model: torch.nn.Module, vocabulary: int, held_out: list, train_rows: int) -> dict[str, str]:
    """The numbers that every card states."""
    return {
        "held_out_rows": f"{len(held_out)}",
        "train_rows": f"{train_rows:,}",
        "vocabulary": f"{vocabulary:,}",
        "parameters": f"{model.num_parameters():,}",
    }


def read_jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_jsonl(path: Path, rows: list[dict]) -> None:
    path.write_bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8"))


@torch.no_grad()
def to_halves(model: torch.nn.Module) -> None:
    """Round the weights to float16 numbers, which `save` can then write without a loss."""
    for weight in model.parameters():
        weight.copy_(weight.half().float())


def save(model, tokenizer, out: Path, card: Path, numbers: dict[str, str], halves: bool = False) -> None:
    """The Hub layout: weights, config, tokenizer, and the model card with its blanks filled.

    With `halves` the weights are written as float16; config.json says float32, so that they are computed with as that.
    """
    out.mkdir(parents=True, exist_ok=True)
    model.config.name_or_path = ""
    state = {name: weight.half() for name, weight in model.state_dict().items()} if halves else None
    model.save_pretrained(out, safe_serialization=True, state_dict=state)
    (out / "model.safetensors").chmod(0o644)  # safetensors writes it for its owner alone
    tokenizer.save_pretrained(out)
    text = card.read_text(encoding="utf-8")
    for name, value in numbers.items():
        text = text.replace("{" + name + "}", value)
    (out / "README.md").write_text(text, encoding="utf-8", newline="\n")
