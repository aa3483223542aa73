"""Train the default model, message-intents, and write it as a Hugging Face Hub repository holds it.

    python models/training/train.py --out models/message-intents

On one CPU thread and with fixed seeds: choose a vocabulary and its first embeddings from the teacher
(teacher.py), let a small BERT imitate the teacher's sentence embeddings, fine-tune it on the labels. The
held-out rows are scored once, at the end.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from fitting import Schedule, counts, pad, parse, run_phase, save, timed  # isort: skip  (keeps TensorFlow out)

import torch
from generate import LABELS, read_rows
from pretrained import wordpiece
from teacher import SPECIAL, Teacher, fit_head
from tokenizers import Tokenizer, normalizers
from transformers import BertConfig, BertTokenizerFast
from transformers import BertForSequenceClassification as Classifier

HERE = Path(__file__).resolve().parent
PAD, MASK = SPECIAL.index("[PAD]"), SPECIAL.index("[MASK]")
MAX_TOKENS = 128

Rows = list[tuple[str, str]]


IMITATE = Schedule(epochs=8, batch=64, rate=1.5e-3, masking=0.0)
FINETUNE = Schedule(epochs=6, batch=64, rate=5e-4, masking=0.05)
EMBEDDING_RATE = 0.2  # word embeddings come from the teacher: they move less than the new layers
SMOOTHING = 0.1  # label smoothing: keeps the scores from all being 0.999
WRITTEN_COPIES = 4  # the written rows are few beside the generated ones, so an epoch sees them this often
REWORDED = {"generated": 1, "written": 10}  # how many reworded texts are made from one row
REWORD_SHARE = 0.35


def make_tokenizer(vocabulary: list[str]) -> Tokenizer:
    """An uncased BERT tokenizer; its vocabulary has all ASCII characters, so plain English gives no [UNK]."""
    tokenizer = wordpiece(vocabulary, normalizers.BertNormalizer())
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def model_config(vocabulary: int) -> BertConfig:
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=512,
        max_position_embeddings=MAX_TOKENS,
        hidden_dropout_prob=0.1,
        attention_probs_dropout_prob=0.1,
        classifier_dropout=0.2,
        pad_token_id=PAD,
        id2label=dict(enumerate(LABELS)),
        label2id={label: at for at, label in enumerate(LABELS)},
        problem_type="single_label_classification",
    )


def padded(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """input_ids and attention_mask, int64 [batch, longest row]."""
    ids = pad(rows, PAD)
    return ids, (ids != PAD).long()


def hide(ids: torch.Tensor, share: float) -> tuple[torch.Tensor, torch.Tensor]:
    """`ids` with a random share of the ordinary tokens replaced by [MASK], and which ones those are."""
    hidden = (torch.rand(ids.shape) < share) & (ids >= len(SPECIAL))
    return ids.masked_fill(hidden, MASK), hidden


def groups(model: torch.nn.Module, schedule: Schedule) -> list[dict]:
    """AdamW's parameter groups: the word embeddings have a rate of their own."""
    slow = [model.bert.embeddings.word_embeddings.weight]
    quick = [weight for weight in model.parameters() if weight is not slow[0]]
    return [{"params": quick}, {"params": slow, "lr": schedule.rate * EMBEDDING_RATE}]


def imitate(model: Classifier, rows: list[list[int]], goals: torch.Tensor, seed: int) -> None:
    """Train the encoder to give, through a linear layer, the teacher's sentence embeddings, [rows, 384]."""
    model.imitation = torch.nn.Linear(model.config.hidden_size, goals.shape[1])

    def loss_of(numbers: list[int]) -> torch.Tensor:
        ids, mask = padded([rows[at] for at in numbers])
        guess = model.imitation(model.bert(hide(ids, IMITATE.masking)[0], mask).pooler_output)
        return 1 - torch.nn.functional.cosine_similarity(guess, goals[numbers]).mean()

    run_phase(model, rows, IMITATE, loss_of, seed, groups(model, IMITATE))
    del model.imitation


def finetune(model: Classifier, rows: list[list[int]], targets: torch.Tensor, seed: int) -> None:
    """Train on the wanted scores, float32 [rows, labels]."""

    def loss_of(numbers: list[int]) -> torch.Tensor:
        ids, mask = padded([rows[at] for at in numbers])
        logits = model(hide(ids, FINETUNE.masking)[0], mask).logits
        return torch.nn.functional.cross_entropy(logits, targets[numbers])

    run_phase(model, rows, FINETUNE, loss_of, seed, groups(model, FINETUNE))


@torch.no_grad()
def predict(model: Classifier, tokenizer: Tokenizer, texts: list[str]) -> torch.Tensor:
    """Scores, float32 [texts, labels]."""
    return torch.cat([model(torch.tensor([tokenizer.encode(text).ids])).logits.softmax(-1) for text in texts])


def report(model: Classifier, tokenizer: Tokenizer, rows: Rows, show: bool) -> float:
    """Print and return the accuracy on `rows`; with `show`, the rows that came out wrong too."""
    scores = predict(model, tokenizer, [text for _, text in rows])
    chosen = [LABELS[at] for at in scores.argmax(-1)]
    wrong = [(row, label) for row, label in zip(rows, chosen) if row[0] != label]
    for (label, text), got in wrong if show else ():
        print(f"  {label} taken for {got}: {text}")
    accuracy = 1 - len(wrong) / len(rows)
    print(
        f"accuracy {100 * accuracy:.1f} % ({len(rows) - len(wrong)} of {len(rows)}), "
        f"mean top score {scores.max(-1).values.mean():.3f}"
    )
    return accuracy


def reworded(teacher: Teacher, rows: Rows, written: Rows, vocabulary: list[str], seed: int) -> list[str]:
    """Unlabelled texts for the teacher to judge: training rows with some words replaced by similar ones."""
    rng, near = random.Random(seed), teacher.neighbours(vocabulary)
    source = [text for _, text in rows] * REWORDED["generated"]
    source += [text for _, text in written] * REWORDED["written"]
    return [teacher.reword(text, near, REWORD_SHARE, rng) for text in source]


@dataclass(frozen=True)
class Lessons:
    """What the student learns from: texts, the labelled ones first, and for each what should come out."""

    texts: list[str]
    goals: torch.Tensor  # the teacher's sentence embeddings, float32 [texts, 384]
    scores: torch.Tensor  # float32 [texts, labels]: smoothed labels, or what the teacher makes of a rewording
    order: list[int]  # text numbers of one fine-tuning epoch: written rows come up several times


def prepare(teacher: Teacher, rows: Rows, written: Rows, vocabulary: list[str], seed: int) -> Lessons:
    texts = [text for _, text in rows] + reworded(teacher, rows, written, vocabulary, seed)
    print(f"the teacher reads {len(rows)} rows and {len(texts) - len(rows)} reworded texts", flush=True)
    goals = teacher.embed(texts)
    targets = torch.tensor([LABELS.index(label) for label, _ in rows])
    known = set(written)
    again = [at for at, row in enumerate(rows) if row in known]
    order = list(range(len(rows))) + again * (WRITTEN_COPIES - 1)
    head = fit_head(goals[order], targets[order], len(LABELS), seed)
    labelled = torch.nn.functional.one_hot(targets, len(LABELS)) * (1 - SMOOTHING) + SMOOTHING / len(LABELS)
    with torch.no_grad():
        judged = head(goals[len(rows) :]).softmax(-1)
    return Lessons(texts, goals, torch.cat([labelled, judged]), order + list(range(len(rows), len(texts))))


def train(rows: Rows, written: Rows, size: int, seed: int) -> tuple[Classifier, Tokenizer]:
    """All steps; `written` are those of `rows` that count WRITTEN_COPIES times."""
    teacher = Teacher()
    vocabulary = teacher.choose_vocabulary([text for _, text in rows], size)
    tokenizer = make_tokenizer(vocabulary)
    lessons = prepare(teacher, rows, written, vocabulary, seed)
    torch.manual_seed(seed)
    model = Classifier(model_config(len(vocabulary)))
    embeddings = model.bert.embeddings.word_embeddings.weight.data
    embeddings.copy_(teacher.start_embeddings(vocabulary, model.config.hidden_size))
    encoded = [tokenizer.encode(text).ids for text in lessons.texts]
    print("imitating the teacher", flush=True)
    imitate(model, encoded, lessons.goals, seed)
    print("fine-tuning", flush=True)
    finetune(model, [encoded[at] for at in lessons.order], lessons.scores[lessons.order], seed)
    return model, tokenizer


def try_settings(rows: Rows, written: Rows, size: int, seed: int) -> None:
    """Train without every fourth written row and score those; the held-out rows stay unread."""
    kept_back = written[::4]
    known = set(kept_back)
    model, tokenizer = train(
        [row for row in rows if row not in known], [row for row in written if row not in known], size, seed
    )
    report(model, tokenizer, kept_back, show=True)


def train_and_save(rows: Rows, written: Rows, size: int, seed: int, out: Path) -> None:
    model, tokenizer = timed(train, rows, written, size, seed)
    held_out = read_rows(HERE / "data" / "held_out.tsv")
    accuracy = report(model, tokenizer, held_out, show=False)
    save(
        model,
        BertTokenizerFast(tokenizer_object=tokenizer, do_lower_case=True, model_max_length=MAX_TOKENS),
        out,
        HERE / "card.md",
        {"accuracy": f"{100 * accuracy:.1f}", "written_rows": f"{len(written)}"}
        | counts(model, tokenizer.get_vocab_size(), held_out, len(rows)),
    )


def main() -> None:
    options = parse(
        __doc__, "train without every fourth written row and score those", seed=2, vocabulary=(4800, "WordPiece tokens")
    )
    rows, written = read_rows(HERE / "data" / "train.tsv"), read_rows(HERE / "data" / "written.tsv")
    if options.dev:
        try_settings(rows, written, options.vocabulary, options.seed)
    else:
        train_and_save(rows, written, options.vocabulary, options.seed, options.out)


if __name__ == "__main__":
    main()
