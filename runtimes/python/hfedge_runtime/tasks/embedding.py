"""sentence-similarity and feature-extraction: a vector of the text, or one of every token."""

from hfedge_runtime.engine import Engine
from hfedge_runtime.results import Embedding, TokenEmbeddings
from hfedge_runtime.tasks.record import shown


def embed(engine: Engine, texts: tuple[bytes, ...]) -> Embedding:
    """One vector."""
    tokens = engine.tokenize(texts)
    (embedding,) = engine.encode(tokens, "embedding")
    return Embedding(**shown(texts), embedding=embedding[0], truncated=tokens.truncated)


def embed_tokens(engine: Engine, texts: tuple[bytes, ...]) -> TokenEmbeddings:
    """One vector per token, of the last layer or of every one."""
    tokens = engine.tokenize(texts)
    names = [name for name in ("last_hidden_state", "hidden_states") if name in engine.outputs]
    states = [value[0, ..., : tokens.count, :] for value in engine.encode(tokens, *names)]
    found = dict(zip(("embeddings", "hidden_states"), states))
    return TokenEmbeddings(**shown(texts), **found, truncated=tokens.truncated)
