"""A BERT tokenizer whose vocabulary is learnt from the training texts."""

from __future__ import annotations

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
PAD, UNK = 0, 1
WHOLE_ALPHABETS = ((0x21, 0x7F), (0xC0, 0x180), (0x386, 0x3CF), (0x400, 0x460))  # ASCII, Latin, Greek, Cyrillic


def all_letters() -> str:
    return "".join(chr(code) for first, end in WHOLE_ALPHABETS for code in range(first, end))


def inner_letters() -> list[str]:
    """Words that have each letter inside: texts to add where a letter unseen there must not become [UNK]."""
    return [f"a{letter}a" for letter in all_letters() if letter.isalpha()]


def train_wordpiece(texts: list[str], size: int, lowercase: bool) -> Tokenizer:
    """WordPiece of `size` tokens; with `lowercase`, capitals and accents make no difference."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    alphabet = sorted(set(tokenizer.normalizer.normalize_str(all_letters())))
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=list(SPECIAL), initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer


def with_words(tokenizer: Tokenizer, words: list[str]) -> Tokenizer:
    """The same tokenizer with `words` as tokens too, after its own."""
    tokens = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    every = dict.fromkeys(tokens + words)
    tokenizer.model = models.WordPiece({token: at for at, token in enumerate(every)}, unk_token="[UNK]")
    return tokenizer
