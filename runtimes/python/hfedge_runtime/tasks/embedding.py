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
    """One vector per token."""
    tokens = engine.tokenize(texts)
    (states,) = engine.encode(tokens, "last_hidden_state")
    return TokenEmbeddings(**shown(texts), embeddings=states[0, : tokens.count], truncated=tokens.truncated)


def embed_layers(engine: Engine, texts: tuple[bytes, ...]) -> TokenEmbeddings:
    """One vector per token, and those after every layer."""
    tokens = engine.tokenize(texts)
    last, every = engine.encode(tokens, "last_hidden_state", "hidden_states")
    last, every = last[0, : tokens.count], every[0, :, : tokens.count]
    return TokenEmbeddings(**shown(texts), embeddings=last, hidden_states=every, truncated=tokens.truncated)
