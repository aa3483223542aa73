"""Words and pieces of words by characters: WordLevel, WordPiece, and BPE with a mark at the end of a word."""

from steps import put_together, specials, step, template
from tokenizers import normalizers as n
from tokenizers import pre_tokenizers as p
from training import char_bpe, word_level, wordpiece


def openai_gpt() -> dict:
    normalizer, first = n.BertNormalizer(strip_accents=True), p.BertPreTokenizer()
    model = char_bpe(first, 1300, ["<unk>"], normalizer, unk_token="<unk>", end_of_word_suffix="</w>")
    return put_together(model, added=specials("<unk>"), normalizer=step(normalizer), pre_tokenizer=step(first),
                        decoder={"type": "BPEDecoder", "suffix": "</w>"})  # fmt: skip


def char_bpe_nfkc(fuse_unk: bool) -> dict:
    """CharBPETokenizer; with a prefix of continuations too where fuse_unk is off."""
    normalizer, first = n.Sequence([n.NFKC(), n.Lowercase()]), p.WhitespaceSplit()
    extra = {} if fuse_unk else {"continuing_subword_prefix": "@@"}
    model = char_bpe(first, 900, ["<unk>"], normalizer, unk_token="<unk>", end_of_word_suffix="</w>", **extra)
    return put_together(model | {"fuse_unk": fuse_unk}, added=specials("<unk>"), normalizer=step(normalizer),
                        pre_tokenizer=step(first), decoder={"type": "BPEDecoder", "suffix": "</w>"})  # fmt: skip


def words(*, scripts: bool = False) -> dict:
    """WordLevel by Whitespace, or by scripts and digits."""
    steps = [p.UnicodeScripts(), p.Whitespace(), p.Digits(True)] if scripts else [p.Whitespace()]
    first, names = p.Sequence(steps) if scripts else steps[0], ["[UNK]", "[CLS]", "[SEP]"]
    normalizer = n.Sequence([n.NFKD(), n.StripAccents()]) if scripts else None
    model = word_level(first, 1500, names, normalizer)
    return put_together(
        model, added=specials(*names), normalizer=step(normalizer) if normalizer else None, pre_tokenizer=step(first),
        post_processor={"type": "BertProcessing", "sep": "[SEP]", "cls": "[CLS]"},
    )  # fmt: skip


def bert() -> dict:
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    normalizer, first = n.BertNormalizer(), p.BertPreTokenizer()
    post = template("[CLS] A [SEP]", "[CLS] A [SEP] B:1 [SEP]:1")
    return put_together(wordpiece(first, 1500, names, normalizer), added=specials(*names), normalizer=step(normalizer),
                        pre_tokenizer=step(first), post_processor=post,
                        decoder={"type": "WordPiece", "prefix": "##", "cleanup": True})  # fmt: skip


def wordpiece_cased() -> dict:
    """MPNet's frame round a cased BERT that neither strips accents nor sets Chinese apart."""
    names = ["<s>", "<pad>", "</s>", "[UNK]"]
    flags = {"clean_text": False, "handle_chinese_chars": False, "strip_accents": False, "lowercase": False}
    normalizer, first = n.BertNormalizer(**flags), p.BertPreTokenizer()
    post = {"type": "RobertaProcessing", "sep": "</s>", "cls": "<s>", "trim_offsets": True, "add_prefix_space": False}
    return put_together(wordpiece(first, 1500, names, normalizer), added=specials(*names, mask="<mask>"),
                        normalizer=step(normalizer), pre_tokenizer=step(first), post_processor=post,
                        decoder={"type": "WordPiece", "prefix": "##", "cleanup": False})  # fmt: skip


def wordpiece_sequence() -> dict:
    """As the course of Hugging Face trains one: NFD, Lowercase, StripAccents; Whitespace, Punctuation."""
    names = ["[UNK]", "[PAD]", "[CLS]", "[SEP]", "[MASK]"]
    normalizer = n.Sequence([n.NFD(), n.Lowercase(), n.StripAccents()])
    first = p.Sequence([p.WhitespaceSplit(), p.Punctuation()])
    post = template("[CLS] A [SEP]", "[CLS] A [SEP] B:1 [SEP]:1")
    return put_together(wordpiece(first, 1500, names, normalizer), added=specials(*names), normalizer=step(normalizer),
                        pre_tokenizer=step(first), post_processor=post,
                        decoder={"type": "WordPiece", "prefix": "##", "cleanup": True})  # fmt: skip


FAMILIES = {
    "wordpiece-bert": bert,
    "wordpiece-cased": wordpiece_cased,
    "wordpiece-sequence": wordpiece_sequence,
    "wordlevel-whitespace": words,
    "wordlevel-scripts": lambda: words(scripts=True),
    "charbpe-openai-gpt": openai_gpt,
    "charbpe-fuse-unk": lambda: char_bpe_nfkc(True),
    "charbpe-prefix": lambda: char_bpe_nfkc(False),
}
