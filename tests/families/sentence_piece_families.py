"""Pieces as SentencePiece has them: BPE of characters with bytes as the last resort, and Unigram."""

from steps import put_together, sequence, specials, template, token
from training import byte_pieces, charsmap, piece_merges, sentence_pieces, unigram

BLANK = "▁"
SPACES_TO_BLANKS = {"type": "Replace", "pattern": {"String": " "}, "content": BLANK}
NO_RUNS = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}
QUOTES = [{"type": "Replace", "pattern": {"String": quote}, "content": '"'} for quote in ("``", "''")]
FALLBACK_DECODER = sequence("decoders", SPACES_TO_BLANKS | {"pattern": {"String": BLANK}, "content": " "},
                            {"type": "ByteFallback"}, {"type": "Fuse"})  # fmt: skip


def metaspace(scheme: str = "always", split: bool = True) -> dict:
    return {"type": "Metaspace", "replacement": BLANK, "prepend_scheme": scheme, "split": split}


def precompiled() -> dict:
    return {"type": "Precompiled", "precompiled_charsmap": charsmap()}


def piece_bpe(normalizer: dict | None, first: dict | None, extra: list[dict] = (), strip: bool = True) -> dict:
    """Llama 2, Gemma, Mistral: merges of characters, bytes for what the vocabulary lacks."""
    names = ["<unk>", "<s>", "</s>"]
    pieces = sentence_pieces(900)
    vocabulary = [*names, *byte_pieces(), *(row["content"] for row in extra), *pieces]
    model = {"type": "BPE", "dropout": None, "unk_token": "<unk>", "continuing_subword_prefix": None,
             "end_of_word_suffix": None, "fuse_unk": True, "byte_fallback": True, "ignore_merges": False,
             "vocab": {piece: index for index, piece in enumerate(dict.fromkeys(vocabulary))},
             "merges": piece_merges(pieces)}  # fmt: skip
    decoders = [*FALLBACK_DECODER["decoders"]]
    if strip:
        decoders.append({"type": "Strip", "content": " ", "start": 1, "stop": 0})
    return put_together(model, added=[*specials(*names), *extra], normalizer=normalizer, pre_tokenizer=first,
                        post_processor=template("<s> A", "<s> A <s>:1 B:1"),
                        decoder=sequence("decoders", *decoders))  # fmt: skip


def llama2() -> dict:
    prepend = {"type": "Prepend", "prepend": BLANK}
    extra = [token("<|user|>", rstrip=True), token("<|end|>", special=False, rstrip=True)]
    return piece_bpe(sequence("normalizers", prepend, SPACES_TO_BLANKS), None, extra)


def gemma() -> dict:
    runs = [token(char * size, special=False) for char in ("\n", BLANK, "\t") for size in range(6, 1, -1)]
    first = {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": False}
    return piece_bpe(SPACES_TO_BLANKS, first, [*runs, token("<start_of_turn>")], strip=False)


def scored(names: list[str], normalizer: dict | None, first: dict, post: dict | None, *, added: list[dict] = (),
           unk: str = "<unk>", **fields: object) -> dict:  # fmt: skip
    """A Unigram tokenizer: special pieces with score 0, then the trained ones."""
    extra = byte_pieces() if fields.get("byte_fallback") else []
    vocabulary = [*([name, 0.0] for name in names), *([piece, 0.0] for piece in extra), *unigram(1000)]
    model = {"type": "Unigram", "unk_id": names.index(unk), "vocab": vocabulary, "byte_fallback": bool(extra)}
    return put_together(model, added=[*specials(*names), *added], normalizer=normalizer, pre_tokenizer=first,
                        post_processor=post, decoder=fields.get("decoder", metaspace()))  # fmt: skip


def t5() -> dict:
    """With Metaspace as files of before tokenizers 0.15 have it."""
    old = {"type": "Metaspace", "replacement": BLANK, "str_rep": BLANK, "add_prefix_space": True}
    first = sequence("pretokenizers", {"type": "WhitespaceSplit"}, old)
    sentinels = specials(*(f"<extra_id_{index}>" for index in range(9, -1, -1)))
    return scored(["<pad>", "</s>", "<unk>"], precompiled(), first, template("A </s>", "A </s> B </s>"),
                  added=sentinels)  # fmt: skip


def xlm_roberta() -> dict:
    return scored(["<s>", "<pad>", "</s>", "<unk>"], sequence("normalizers", precompiled(), NO_RUNS), metaspace(),
                  template("<s> A </s>", "<s> A </s> </s> B </s>"), added=specials(mask="<mask>"))  # fmt: skip


def albert() -> dict:
    steps = [*QUOTES, {"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"}, precompiled()]
    first = sequence("pretokenizers", {"type": "WhitespaceSplit"}, metaspace())
    return scored(["<pad>", "<unk>", "[CLS]", "[SEP]"], sequence("normalizers", *steps), first, added=[
        token("[MASK]", lstrip=True)], post=template("[CLS] A [SEP]", "[CLS] A [SEP] B:1 [SEP]:1"))  # fmt: skip


def deberta_v3() -> dict:
    strip = {"type": "Strip", "strip_left": True, "strip_right": True}
    return scored(["[PAD]", "[CLS]", "[SEP]", "[UNK]"], sequence("normalizers", strip, precompiled(), NO_RUNS),
                  sequence("pretokenizers", metaspace()), template("[CLS] A [SEP]", "[CLS] A [SEP] B:1 [SEP]:1"),
                  unk="[UNK]", added=[token("[MASK]")])  # fmt: skip


def mbart() -> dict:
    return scored(["<s>", "<pad>", "</s>", "<unk>", "en_XX"], sequence("normalizers", precompiled(), NO_RUNS),
                  metaspace(), template("A </s> en_XX", "A B </s> en_XX"), added=specials(mask="<mask>"))  # fmt: skip


def xlnet() -> dict:
    steps = [*QUOTES, {"type": "NFKD"}, {"type": "StripAccents"}, precompiled(), NO_RUNS]
    names = ["<unk>", "<s>", "</s>", "<cls>", "<sep>", "<pad>"]
    post = template("A <sep> <cls>:2", "A <sep> B:1 <sep>:1 <cls>:2")
    return scored(names, sequence("normalizers", *steps), metaspace(), post, added=specials(mask="<mask>"))


def nmt() -> dict:
    """SentencePieceUnigramTokenizer's normalizers, and a Metaspace that writes no blank of its own."""
    steps = [{"type": "Nmt"}, {"type": "NFKC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}]
    return scored(["<unk>"], sequence("normalizers", *steps), metaspace("never"), None)


def unigram_bytes() -> dict:
    return scored(["<unk>", "<s>", "</s>"], None, metaspace("first"), template("<s> A"), byte_fallback=True,
                  decoder=FALLBACK_DECODER)  # fmt: skip


def unigram_unsplit() -> dict:
    """One piece for the whole text."""
    return scored(["<unk>", "</s>"], SPACES_TO_BLANKS, metaspace("never", False), template("A </s>", "A </s> B </s>"))


FAMILIES = {
    "spbpe-llama2": llama2,
    "spbpe-mistral": lambda: piece_bpe(None, metaspace("first", False)),
    "spbpe-gemma": gemma,
    "unigram-t5": t5,
    "unigram-xlm-roberta": xlm_roberta,
    "unigram-albert": albert,
    "unigram-deberta-v3": deberta_v3,
    "unigram-mbart": mbart,
    "unigram-xlnet": xlnet,
    "unigram-nmt": nmt,
    "unigram-byte-fallback": unigram_bytes,
    "unigram-unsplit": unigram_unsplit,
}
