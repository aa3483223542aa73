"""Train models/fill-mask, a small RoBERTa with a byte-level vocabulary that guesses a hidden word.

    python models/training/train_fill_mask.py --out models/fill-mask

One CPU thread, fixed seeds, no network. The texts come from fill_mask_texts.py; the held-out rows are scored once, at
the end, through the transformers pipeline.
"""

from __future__ import annotations

import random
from pathlib import Path

from fitting import Schedule, counts, pad, parse, read_jsonl, run_phase, save, start_by_likeness, timed  # isort: skip

import torch
from fill_mask_texts import FOLDER, questions, training_texts, word_counts
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import RobertaConfig, RobertaForMaskedLM, RobertaTokenizerFast, pipeline

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
PAD, MASK = SPECIAL.index("<pad>"), SPECIAL.index("<mask>")
MAX_TOKENS = 128
POSITIONS = MAX_TOKENS + PAD + 1  # RoBERTa counts positions from after the padding id
SCHEDULE = Schedule(epochs=7, batch=32, rate=1.5e-3, masking=0.25)
KEPT, SWAPPED = 0.1, 0.1  # of the tokens to guess: left as they are, replaced by another token
BEST = 5
NEAR, SPREAD = 4, 0.07  # for the first embeddings: tokens of a pair so far apart; standard deviation


def train_tokenizer(texts: list[str], size: int) -> RobertaTokenizerFast:
    """Byte-level BPE of `size` tokens, learnt from `texts`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[*SPECIAL[:-1], AddedToken("<mask>", lstrip=True, special=True)],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    ends = [(token, tokenizer.token_to_id(token)) for token in ("</s>", "<s>")]
    tokenizer.post_processor = processors.RobertaProcessing(*ends, trim_offsets=True, add_prefix_space=False)
    return RobertaTokenizerFast(tokenizer_object=tokenizer, model_max_length=MAX_TOKENS)


def model_config(vocabulary: int) -> RobertaConfig:
    return RobertaConfig(
        vocab_size=vocabulary,
        hidden_size=128,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=512,
        initializer_range=SPREAD,  # 0.02 suits wide models; narrow ones start more slowly from it
        max_position_embeddings=POSITIONS,
        type_vocab_size=1,
        hidden_dropout_prob=0.05,
        attention_probs_dropout_prob=0.05,
        bos_token_id=SPECIAL.index("<s>"),
        pad_token_id=PAD,
        eos_token_id=SPECIAL.index("</s>"),
        layer_norm_eps=1e-5,
    )


def start_embeddings(rows: list[list[int]], vocabulary: int, width: int) -> torch.Tensor:
    """Token vectors, float32 [vocabulary, width], from what stands near what in the training texts: the principal
    axes of the positive mutual information of tokens at most NEAR apart. Learning these takes a model long."""
    pairs = torch.zeros(vocabulary, vocabulary)
    for apart in range(1, NEAR + 1):
        first = torch.tensor([token for row in rows for token in row[:-apart]])
        second = torch.tensor([token for row in rows for token in row[apart:]])
        near = torch.full(first.shape, 1 / apart)
        pairs.index_put_((first, second), near, accumulate=True)
    pairs = pairs + pairs.T
    share = pairs.sum(0) ** 0.75  # as word2vec counts: rare tokens weigh more than their number
    information = (pairs * share.sum() / (pairs.sum(1, keepdim=True) * share).clamp(min=1e-9)).log().clamp(min=0)
    left, strength, _ = torch.svd_lowrank(information, q=width, niter=4)
    vectors = left * strength.sqrt()
    return vectors * (SPREAD / vectors.std()) + 0.2 * SPREAD * torch.randn(vocabulary, width)


def frequencies(rows: list[list[int]], vocabulary: int) -> torch.Tensor:
    """The logarithm of how often each token occurs, counted from one: where the output's bias starts."""
    counts = torch.bincount(torch.tensor([token for row in rows for token in row]), minlength=vocabulary) + 1
    return (counts / counts.sum()).log()


def hide(ids: torch.Tensor, share: float, vocabulary: int) -> tuple[torch.Tensor, torch.Tensor]:
    """`ids` with a random share of the ordinary tokens to guess, and which: most of them become <mask>."""
    guess = (torch.rand(ids.shape) < share) & (ids >= len(SPECIAL))
    draw = torch.rand(ids.shape)
    shown = ids.masked_fill(guess & (draw > KEPT + SWAPPED), MASK)
    swapped = guess & (draw < SWAPPED)
    return torch.where(swapped, torch.randint(len(SPECIAL), vocabulary, ids.shape), shown), guess


def train(texts: list[str], size: int, seed: int) -> tuple[RobertaForMaskedLM, RobertaTokenizerFast]:
    tokenizer = train_tokenizer(texts, size)
    ids = tokenizer(texts, truncation=True)["input_ids"]
    torch.manual_seed(seed)
    model = RobertaForMaskedLM(model_config(len(tokenizer)))
    attentions = [layer.attention.self for layer in model.roberta.encoder.layer]
    start_by_likeness([(one.query, one.key) for one in attentions], model.roberta.embeddings.position_embeddings)

    words = model.roberta.embeddings.word_embeddings
    words.weight.data.copy_(start_embeddings(ids, *words.weight.shape))
    model.lm_head.bias.data.copy_(frequencies(ids, len(tokenizer)))

    def loss_of(numbers: list[int]) -> torch.Tensor:
        batch = pad([ids[at] for at in numbers], PAD)
        shown, guess = hide(batch, SCHEDULE.masking, len(tokenizer))
        states = model.roberta(shown, (batch != PAD).long()).last_hidden_state
        return torch.nn.functional.cross_entropy(model.lm_head(states[guess]), batch[guess])

    run_phase(model, ids, SCHEDULE, loss_of, seed)
    return model, tokenizer


def guesses(model, tokenizer, texts: list[str]) -> list[list[str]]:
    """The pipeline's best words for each text, without the space before them."""
    fill = pipeline("fill-mask", model=model, tokenizer=tokenizer, top_k=BEST)
    return [[item["token_str"].strip() for item in fill(text)] for text in texts]


def report(model, tokenizer, rows: list[dict], texts: list[str], show: int = 0) -> dict[str, float]:
    """In percent, how often the hidden word is the first guess and among the best, and how often it is among the
    words that are the most frequent in `texts`; prints `show` rows."""
    found = guesses(model, tokenizer, [row["text"] for row in rows])
    for row, words in list(zip(rows, found))[:show]:
        print(f"  {row['text']} {row['answer']}: {words}")
    frequent = [word for word, _ in word_counts(texts).most_common(BEST)]
    scores = {
        "first": 100 * sum(row["answer"] == words[0] for row, words in zip(rows, found)) / len(rows),
        "best": 100 * sum(row["answer"] in words for row, words in zip(rows, found)) / len(rows),
        "unigram": 100 * sum(row["answer"] in frequent for row in rows) / len(rows),
    }
    print(", ".join(f"{name} {score:.1f}" for name, score in scores.items()), flush=True)
    return scores


def train_and_save(texts: list[str], size: int, seed: int, out: Path) -> None:
    model, tokenizer = timed(train, texts, size, seed)
    held_out = read_jsonl(FOLDER / "held_out.jsonl")
    numbers = {name: f"{score:.1f}" for name, score in report(model, tokenizer, held_out, texts).items()}
    save(model, tokenizer, out, FOLDER / "card.md", numbers | counts(model, len(tokenizer), held_out, len(texts)))


def try_settings(texts: list[str], size: int, seed: int) -> None:
    """Train without every tenth text and ask for words of those; the held-out rows stay unread."""
    kept_back = texts[::10]
    rest = [text for at, text in enumerate(texts) if at % 10]
    words = {word for word, _ in word_counts(rest).most_common(1500)}
    rows = questions(kept_back, 400, words, random.Random(seed))
    report(*train(rest, size, seed), rows, rest, show=30)


def main() -> None:
    options = parse(
        __doc__,
        "train without every tenth text and ask for words of those",
        seed=1,
        vocabulary=(4000, "byte-level BPE tokens"),
    )
    if options.dev:
        try_settings(training_texts(), options.vocabulary, options.seed)
    else:
        train_and_save(training_texts(), options.vocabulary, options.seed, options.out)


if __name__ == "__main__":
    main()
