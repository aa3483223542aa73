"""Small models that start from the first layers of the teacher (all-MiniLM-L6-v2), with a part of its vocabulary.

transformers v4.57.6: the weights of a layer by name in models/bert/modeling_bert.py and
models/distilbert/modeling_distilbert.py.
"""

from __future__ import annotations

import re
from collections import Counter

import torch
from teacher import SPECIAL, Teacher
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

PAD, UNK = SPECIAL.index("[PAD]"), SPECIAL.index("[UNK]")
ALPHABETS = ((0x21, 0x7F), (0xC0, 0x180), (0x386, 0x3CF), (0x400, 0x460))  # ASCII, Latin, Greek, Cyrillic
COMMON = 500  # ordinary words that are tokens whether or not the texts have them
SHAPE = {"num_heads": 12, "width": 384, "inner": 1536}  # the teacher's
DISTILBERT = {  # the names of a layer's weights, as BERT has them and as DistilBERT has them
    "attention.self.query": "attention.q_lin",
    "attention.self.key": "attention.k_lin",
    "attention.self.value": "attention.v_lin",
    "attention.output.dense": "attention.out_lin",
    "attention.output.LayerNorm": "sa_layer_norm",
    "intermediate.dense": "ffn.lin1",
    "output.dense": "ffn.lin2",
    "output.LayerNorm": "output_layer_norm",
}


def small(token: str) -> str:
    return token if token in SPECIAL else token.lower()


def letters(texts: list[str], normalizer: normalizers.Normalizer, known: dict[str, int]) -> list[str]:
    """The characters of whole alphabets and of `texts` that the teacher knows, at the start of a word and inside."""
    every = set("".join(chr(code) for first, end in ALPHABETS for code in range(first, end)).join(texts))
    found = sorted(set(normalizer.normalize_str("".join(sorted(every)))))
    return [token for char in found for token in (char, f"##{char}") if token.lower() in known]


def used_pieces(texts: list[str], teacher: Teacher, cased: bool) -> list[str]:
    """The teacher's tokens of the words of `texts`, the most frequent first; with `cased`, those of a capitalised
    word start with a capital, and words that are all capitals are left to their letters."""
    words = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+|\d+", text))
    found: Counter[str] = Counter()
    for word, count in words.items():
        first, *rest = teacher.tokenizer.tokenize(word) or [""]
        if not cased or word.islower() or word.isdigit():
            found.update({piece: count for piece in (first, *rest)})
        elif word.istitle():
            found.update({piece: count for piece in (first.capitalize(), *rest)})
    return [piece for piece, _ in found.most_common() if small(piece) in teacher.ids and piece not in SPECIAL]


def common_words(teacher: Teacher) -> list[str]:
    """The teacher's whole words in ASCII letters, the most frequent first: its ids are sorted so."""
    return [token for token in sorted(teacher.ids, key=teacher.ids.__getitem__) if re.fullmatch("[a-z]{2,}", token)]


def choose_vocabulary(texts: list[str], teacher: Teacher, size: int, cased: bool) -> list[str]:
    """`size` tokens: letters, the COMMON most frequent words (with `cased`, twice as many: with a capital too), and
    as many of the most frequent pieces of `texts` as there is room for."""
    normalizer = normalizers.BertNormalizer(lowercase=not cased, strip_accents=True)
    words = common_words(teacher)[:COMMON]
    words += [word.capitalize() for word in words] if cased else []
    tokens = dict.fromkeys([*SPECIAL, *letters(texts, normalizer, teacher.ids), *words])
    for piece in used_pieces(texts, teacher, cased):
        if len(tokens) >= size:
            break
        tokens[piece] = None
    return list(tokens)


def wordpiece(vocabulary: list[str], normalizer: normalizers.Normalizer) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece({token: at for at, token in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.add_special_tokens(list(SPECIAL))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer


def make_tokenizer(texts: list[str], teacher: Teacher, size: int, cased: bool) -> tuple[Tokenizer, list[str]]:
    """WordPiece without accents, and its vocabulary as choose_vocabulary has it."""
    normalizer = normalizers.BertNormalizer(lowercase=not cased, strip_accents=True)
    vocabulary = choose_vocabulary(texts, teacher, size, cased)
    return wordpiece(vocabulary, normalizer), vocabulary


def start_vectors(vocabulary: list[str], teacher: Teacher) -> torch.Tensor:
    """The teacher's vectors of the tokens in small letters, float32 [tokens, 384]; a token with a capital has one
    direction more, the same for all."""
    vectors = teacher.vectors[[teacher.ids[small(token)] for token in vocabulary]].clone()
    capital = torch.tensor([token != small(token) for token in vocabulary])
    vectors[capital] += 0.05 * torch.randn(vectors.shape[1])
    return vectors


@torch.no_grad()
def copy_embeddings(embeddings: torch.nn.Module, vocabulary: list[str], teacher: Teacher) -> None:
    """For BERT and for DistilBERT; where there are no token types, the teacher's first goes to the positions."""
    theirs = teacher.model.embeddings
    embeddings.word_embeddings.weight.copy_(start_vectors(vocabulary, teacher))
    positions = embeddings.position_embeddings.weight
    positions.copy_(theirs.position_embeddings.weight[: len(positions)])
    if hasattr(embeddings, "token_type_embeddings"):
        embeddings.token_type_embeddings.weight.copy_(theirs.token_type_embeddings.weight)
    else:
        positions.add_(theirs.token_type_embeddings.weight[0])
    embeddings.LayerNorm.load_state_dict(theirs.LayerNorm.state_dict())


def copy_layers(layers: torch.nn.ModuleList, names: dict[str, str], teacher: Teacher) -> None:
    """The teacher's first layers; `names` says how BERT's weights are called there, where differently."""
    for ours, theirs in zip(layers, teacher.model.encoder.layer):
        state = {}
        for name, weight in theirs.state_dict().items():
            stem, kind = name.rsplit(".", 1)
            state[f"{names.get(stem, stem)}.{kind}"] = weight
        ours.load_state_dict(state)


def groups(model: torch.nn.Module, embeddings: torch.nn.Embedding, head: torch.nn.Module, rates: dict) -> list[dict]:
    """AdamW's parameter groups: word embeddings, the new head and all other weights have rates of their own."""
    named = {"embeddings": list(embeddings.parameters()), "head": list(head.parameters())}
    apart = {id(weight) for weights in named.values() for weight in weights}
    named["layers"] = [weight for weight in model.parameters() if id(weight) not in apart]
    return [{"params": weights, "lr": rates[name]} for name, weights in named.items()]
