"""Byte-level BPE: GPT-2 and those after it, each with the steps of the published files."""

from steps import byte_level_step, put_together, sequence, specials, split, step, template, token
from tokenizers import Regex
from tokenizers import normalizers as n
from tokenizers import pre_tokenizers as p
from training import byte_level

GPT2 = p.ByteLevel(add_prefix_space=False)
PLAIN_BYTES = byte_level_step(use_regex=False)
BYTE_DECODER = byte_level_step(add_prefix_space=True)
ROBERTA = {"type": "RobertaProcessing", "sep": "</s>", "cls": "<s>", "trim_offsets": True, "add_prefix_space": False}

# Patterns as they stand in the published files.
CLIP = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
_TAIL = r"|\p{N}%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA_3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+" + _TAIL % "{1,3}"
QWEN_2 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+" + _TAIL % ""
_ENDING = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
O200K = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + _ENDING
    + r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + _ENDING
    + r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)  # fmt: skip
# DeepSeek-V3 cuts by these in turn.
DEEPSEEK = (
    r"\p{N}{1,3}", "[一-龥\u3040-ゟ゠-ヿ]+",
    r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"
    r"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
)  # fmt: skip
# Mistral's Tekken: o200k without contractions, digits one by one.
TEKKEN = O200K.replace(_ENDING, "").replace(r"\p{N}{1,3}", r"\p{N}")
BLOOM = r" ?[^(\s|[.,!?…。，、।۔،])]+"


def gpt2(prefix_space: bool) -> dict:
    first = byte_level_step(add_prefix_space=prefix_space)
    model = byte_level(p.ByteLevel(add_prefix_space=prefix_space), 1000, ["<|endoftext|>"])
    return put_together(model, added=specials("<|endoftext|>"), pre_tokenizer=first, decoder=BYTE_DECODER,
                        post_processor=byte_level_step(add_prefix_space=True, trim_offsets=prefix_space))  # fmt: skip


def roberta() -> dict:
    """As files of before tokenizers 0.10 are written: the model has no type, merges are strings."""
    names = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    model = byte_level(GPT2, 1000, names)
    model["merges"] = [" ".join(pair) for pair in model["merges"]]
    del model["type"], model["byte_fallback"], model["ignore_merges"]
    added = specials(*names[:4], mask="<mask>", normalized=True)
    return put_together(model, added=added, pre_tokenizer=byte_level_step(), post_processor=dict(ROBERTA),
                        decoder=BYTE_DECODER)  # fmt: skip


def clip() -> dict:
    normalizer = n.Sequence([n.NFC(), n.Replace(Regex(r"\s+"), " "), n.Lowercase()])
    first = p.Sequence([p.Split(Regex(CLIP), "removed", invert=True), p.ByteLevel(False, use_regex=False)])
    names = ["<|startoftext|>", "<|endoftext|>"]
    model = byte_level(first, 1400, names, normalizer, end_of_word_suffix="</w>", unk_token=names[1])
    steps = sequence("pretokenizers", split(CLIP, "Removed", True), byte_level_step())
    post = {**ROBERTA, "cls": names[0], "sep": names[1], "trim_offsets": False}
    added = [token(names[0], normalized=True), token(names[1])]
    return put_together(model, added=added, normalizer=step(normalizer), pre_tokenizer=steps, post_processor=post,
                        decoder=BYTE_DECODER)  # fmt: skip


def with_pattern(pattern: str, names: list[str], post: dict, normalizer=None, **model_fields: object) -> dict:
    """Llama 3, Qwen 2, o200k, BLOOM: a pattern, then bytes without a pattern of their own."""
    first = p.Sequence([p.Split(Regex(pattern), "isolated"), p.ByteLevel(False, use_regex=False)])
    model = byte_level(first, 1000, [], normalizer) | model_fields
    if model_fields.get("ignore_merges"):  # words of the vocabulary that no merges lead to
        model["vocab"] |= {word: len(model["vocab"]) + i for i, word in enumerate(["Ġqzx", "Zebra", "éé"])}
    return put_together(
        model, added=specials(*names), normalizer=step(normalizer) if normalizer else None,
        pre_tokenizer=sequence("pretokenizers", split(pattern), PLAIN_BYTES), post_processor=post, decoder=BYTE_DECODER,
    )  # fmt: skip


def llama3() -> dict:
    post = sequence("processors", byte_level_step(trim_offsets=False), template("<|bos|> A", "<|bos|> A <|bos|>:1 B:1"))
    return with_pattern(LLAMA_3, ["<|bos|>", "<|eot_id|>"], post, ignore_merges=True)


def falcon() -> dict:
    steps = [p.Punctuation("contiguous"), GPT2, p.Digits(False), p.Split(Regex("[0-9][0-9][0-9]"), "isolated")]
    names = [">>TITLE<<", ">>ABSTRACT<<", "<|endoftext|>"]
    return put_together(byte_level(p.Sequence(steps), 1000, names), added=specials(*names), decoder=BYTE_DECODER,
                        pre_tokenizer=step(p.Sequence(steps)),
                        post_processor=byte_level_step(trim_offsets=False))  # fmt: skip


def starcoder() -> dict:
    steps = p.Sequence([p.Digits(individual_digits=True), GPT2])
    names = ["<|endoftext|>", "<fim_prefix>", "<fim_middle>"]
    return put_together(byte_level(steps, 1000, names), added=specials(*names), pre_tokenizer=step(steps),
                        decoder=BYTE_DECODER, post_processor=byte_level_step(trim_offsets=False))  # fmt: skip


def neox() -> dict:
    """GPT-NeoX and ModernBERT: runs of spaces are added tokens, matched in the normalized text."""
    names = ["[UNK]", "[CLS]", "[SEP]", "[PAD]"]
    model = byte_level(GPT2, 1000, names, n.NFC())
    runs = [token(" " * size, special=False, normalized=True) for size in range(24, 1, -1)]
    added = [*specials(*names, mask="[MASK]"), token("|||IP_ADDRESS|||", special=False, normalized=True), *runs]
    return put_together(model, added=added, normalizer={"type": "NFC"}, pre_tokenizer=byte_level_step(),
                        decoder=BYTE_DECODER,
                        post_processor=template("[CLS] A [SEP]", "[CLS] A [SEP] B [SEP]"))  # fmt: skip


def deepseek() -> dict:
    splits = [p.Split(Regex(pattern), "isolated") for pattern in DEEPSEEK]
    names = ["<｜begin▁of▁sentence｜>", "<｜end▁of▁sentence｜>", "<｜▁pad▁｜>"]
    model = byte_level(p.Sequence([*splits, p.ByteLevel(False, use_regex=False)]), 1000, names)
    return put_together(
        model, added=[*specials(*names), token("<｜User｜>", special=False)], decoder=BYTE_DECODER,
        pre_tokenizer=sequence("pretokenizers", *map(split, DEEPSEEK), PLAIN_BYTES),
        post_processor=sequence("processors", byte_level_step(trim_offsets=False), template(f"{names[0]} A")),
    )  # fmt: skip


def byte_normalizer() -> dict:
    """Bytes as letters by a normalizer; then pieces begin at the letter of the space."""
    first = {"type": "Split", "pattern": {"String": "Ġ"}, "behavior": "MergedWithNext", "invert": False}
    model = byte_level(p.Split("Ġ", "merged_with_next"), 1000, ["<s>"], n.ByteLevel())
    return put_together(model, added=specials("<s>"), normalizer={"type": "ByteLevel"}, pre_tokenizer=first,
                        decoder=BYTE_DECODER, post_processor=template("<s> A"))  # fmt: skip


ODD_TOKENS = [
    token("<one>", single_word=True), token("two", special=False, single_word=True, normalized=True),
    token("<left>", lstrip=True), token("<right>", rstrip=True), token("<both>", lstrip=True, rstrip=True),
    token("Mixed", special=False, normalized=True), token("RAW", special=False), token("ab", special=False),
    token("abc", special=False), token("bcd", special=False), token("<a", special=False), token("a>", special=False),
    token("!!", special=False), token("é", special=False, normalized=True), token("中文", special=False),
    token("two words", special=False, normalized=True), token(" padded ", special=False), token("😀👍", special=False),
    token("Left", special=False, lstrip=True, normalized=True),
    token("x", special=False, single_word=True, rstrip=True),
    token("aa", special=False), token("İ", special=False), token("ΑΣ", special=False, normalized=True),
]  # fmt: skip


def odd_added_tokens(lower: bool) -> dict:
    normalizer = n.Sequence([n.NFC(), n.Lowercase()]) if lower else None
    return put_together(
        byte_level(GPT2, 700, ["<s>", "</s>"], normalizer), added=[*specials("<s>", "</s>"), *ODD_TOKENS],
        normalizer=step(normalizer) if normalizer else None, pre_tokenizer=byte_level_step(),
        post_processor=template("<s> A </s>", "<s> A </s> B:1 </s>:1"), decoder=BYTE_DECODER,
    )  # fmt: skip


_QWEN = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
_BLOOM = ["<unk>", "<s>", "</s>", "<pad>"]
FAMILIES = {
    "bytebpe-gpt2": lambda: gpt2(False),
    "bytebpe-gpt2-prefix-space": lambda: gpt2(True),
    "bytebpe-roberta": roberta,
    "bytebpe-clip": clip,
    "bytebpe-llama3": llama3,
    "bytebpe-qwen2": lambda: with_pattern(QWEN_2, _QWEN, byte_level_step(trim_offsets=False), n.NFC()),
    "bytebpe-o200k": lambda: with_pattern(O200K, ["<|endoftext|>"], byte_level_step(trim_offsets=True)),
    "bytebpe-tekken": lambda: with_pattern(TEKKEN, ["<s>", "</s>"], template("<s> A"), ignore_merges=True),
    "bytebpe-bloom": lambda: with_pattern(BLOOM, _BLOOM, byte_level_step()),
    "bytebpe-deepseek": deepseek,
    "bytebpe-falcon": falcon,
    "bytebpe-starcoder": starcoder,
    "bytebpe-neox": neox,
    "bytebpe-normalizer": byte_normalizer,
    "bytebpe-added-tokens": lambda: odd_added_tokens(False),
    "bytebpe-added-tokens-lower": lambda: odd_added_tokens(True),
}
