"""What the files of a sentence-transformers model say: modules.json, a config per module, and two more.

Transformer, then Pooling, then any of Dense and Normalize. Whatever else could change an embedding is refused
by its name.
"""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.architectures import Architecture
from hfedge.architectures.config import is_off
from hfedge.errors import UnsupportedError
from hfedge.tasks.embedding import POOLING_MODES, Dense, EmbeddingHead, Normalize, Pooling
from hfedge.tasks.record import Files

# How versions before 6 wrote the modes, in the order in which their results are joined.
_MODE_SWITCHES = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}

# The torch.nn class of Dense's activation_function -> our function.
DENSE_ACTIVATIONS = {
    "Identity": "linear",
    "Tanh": "tanh",
    "ReLU": "relu",
    "ReLU6": "relu6",
    "GELU": "gelu",
    "SiLU": "silu",
    "Sigmoid": "sigmoid",
}

# Where the Transformer module's own settings may be; the first that exists is read.
TRANSFORMER_CONFIGS = tuple(
    f"sentence_{kind}_config.json"
    for kind in ("bert", "roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet")
)


@dataclass(frozen=True)
class TextLimits:
    """What a sentence-transformers model does to a text before its tokenizer.

    `max_tokens` with special tokens, None where only the tokenizer and the encoder say. `lower_case` asks for
    lower-casing even where the tokenizer does none.
    """

    max_tokens: int | None
    lower_case: bool


@dataclass(frozen=True)
class _Settings:
    """A module's config.json: what was not taken out by `take` or `expect` is refused by `finish`."""

    where: str
    left: dict[str, Any]

    def take(self, key: str, default: Any, accepted: str, check: Callable[[Any], bool]) -> Any:
        value = self.left.pop(key, None)
        value = default if value is None else value
        if not check(value):
            raise UnsupportedError(f"{key!r} is {value!r}", where=self.where, accepted=accepted)
        return value

    def expect(self, key: str, only: Any) -> None:
        self.take(key, only, repr(only), lambda value: value == only)

    def size(self, key: str, default: Any = None) -> int:
        return self.take(key, default, "a whole number", lambda value: type(value) is int and value > 0)

    def switch(self, key: str, default: bool) -> bool:
        return self.take(key, default, "true or false", lambda value: isinstance(value, bool))

    def finish(self) -> None:
        unknown = sorted(key for key, value in self.left.items() if not is_off(value))
        if unknown:
            found = f"the keys {', '.join(map(repr, unknown))} are not known"
            raise UnsupportedError(found, where=self.where)


def _open(files: Files, filename: str) -> _Settings:
    settings = files.read_json(filename) if files.has(filename) else {}
    return _Settings(files.where(filename), dict(settings))


def read_embedding_head(architecture: Architecture, config: Mapping[str, Any], files: Files) -> EmbeddingHead:
    """The modules after the encoder. Raises UnsupportedError or SourceError."""
    refuse_default_prompt(files)
    (transformer, transformer_path), (second, pooling_path), *rest = _module_types(files, 2)
    where = files.where("modules.json")
    if (transformer, second) != ("Transformer", "Pooling"):
        raise _module_error(f"the modules start with {transformer} and {second}", where)
    if transformer_path not in ("", "."):
        hint = "Move the files of that folder to the top of the model."
        raise UnsupportedError(f"the encoder is in the folder {transformer_path!r}", where=where, hint=hint)
    hidden = architecture.numbers(config, files.where("config.json"))["hidden_size"]
    pooling = _read_pooling(files, pooling_path, hidden)
    modules: list[Dense | Normalize] = []
    for name, path in rest:
        if name not in _READERS:
            raise _module_error(f"the module {name} after Pooling is not supported", where)
        modules.append(_READERS[name](files, path, (pooling, *modules)[-1].width))
    return EmbeddingHead(pooling, tuple(modules))


def refuse_modules(files: Files) -> None:
    """A CrossEncoder is its Transformer alone: any other module would change its scores."""
    found = _module_types(files, 1) if files.has("modules.json") else [("Transformer", "")]
    if found not in ([("Transformer", "")], [("Transformer", ".")]):
        names = ", ".join(f"{name} in {path!r}" if path else name for name, path in found)
        raise UnsupportedError(f"the modules are {names}", where=files.where("modules.json"), accepted="Transformer")


def _module_types(files: Files, least: int) -> list[tuple[str, str]]:
    """(class name, folder) of each module, at least so many."""
    where = files.where("modules.json")
    entries = files.read_json("modules.json")
    for entry in entries:
        known = isinstance(entry, dict) and isinstance(entry.get("type"), str)
        if not known or not isinstance(entry.get("path"), str):
            raise _module_error(f"{str(entry)[:60]!r} is not a module", where)
        if not entry["type"].startswith("sentence_transformers."):
            raise _module_error(f"the module type {entry['type']!r} is code of its own", where)
        if entry.get("kwargs"):
            raise _module_error(f"the module {entry['type']!r} has the settings {entry['kwargs']!r}", where)
    if len(entries) < least:
        raise _module_error(f"there are {len(entries)} modules", where)
    return [(entry["type"].rpartition(".")[2], entry["path"]) for entry in entries]


def _module_error(found: str, where: str) -> UnsupportedError:
    accepted = "Transformer, then Pooling, then any of " + ", ".join(sorted(_READERS))
    return UnsupportedError(found, where=where, accepted=accepted)


def _read_pooling(files: Files, folder: str, hidden: int) -> Pooling:
    settings = _open(files, posixpath.join(folder, "config.json"))
    size = settings.size("embedding_dimension", settings.size("word_embedding_dimension", hidden))
    if size != hidden:
        found = f"the embedding dimension is {size}, the encoder's hidden size {hidden}"
        raise UnsupportedError(found, where=settings.where)
    # Without it, the tokens of a prompt would have to be told from those of the text.
    settings.expect("include_prompt", True)
    switched = [mode for key, mode in _MODE_SWITCHES.items() if settings.switch(key, False)]
    modes = settings.take("pooling_mode", switched or ["mean"], ", ".join(POOLING_MODES), _are_modes)
    settings.finish()
    modes = (modes,) if isinstance(modes, str) else tuple(modes)
    return Pooling(modes, hidden * len(modes))


def _are_modes(value: Any) -> bool:
    modes = [value] if isinstance(value, str) else value
    return isinstance(modes, list) and bool(modes) and all(m in tuple(POOLING_MODES) for m in modes)


def _read_dense(files: Files, folder: str, inputs: int) -> Dense:
    settings = _open(files, posixpath.join(folder, "config.json"))
    settings.expect("in_features", inputs)
    settings.expect("module_input_name", "sentence_embedding")
    settings.expect("module_output_name", "sentence_embedding")
    settings.expect("use_residual", False)
    accepted = ", ".join(f"torch.nn...{name}" for name in DENSE_ACTIVATIONS)
    name = settings.take("activation_function", "torch.nn.Tanh", accepted, _is_activation)
    activation = DENSE_ACTIVATIONS[name.rpartition(".")[2]]
    dense = Dense(folder, inputs, settings.size("out_features"), settings.switch("bias", True), activation)
    settings.finish()
    return dense


def _is_activation(value: Any) -> bool:
    named = isinstance(value, str) and value.startswith("torch.nn.")
    return named and value.rpartition(".")[2] in DENSE_ACTIVATIONS


def _read_normalize(files: Files, folder: str, inputs: int) -> Normalize:
    settings = _open(files, posixpath.join(folder, "config.json"))
    settings.expect("module_input_name", "sentence_embedding")
    settings.expect("module_output_name", "sentence_embedding")
    settings.finish()
    return Normalize(inputs)


# What may follow Pooling, by class name.
_READERS: dict[str, Callable[[Files, str, int], Dense | Normalize]] = {
    "Dense": _read_dense,
    "Normalize": _read_normalize,
}


def refuse_default_prompt(files: Files) -> None:
    """Prompts are for the caller to put before a text; a default one would be put there always."""
    settings = _open(files, "config_sentence_transformers.json")
    prompts, name = settings.left.get("prompts") or {}, settings.left.get("default_prompt_name")
    if name is not None and (not isinstance(prompts, dict) or prompts.get(name) != ""):
        found = f"the prompt {name!r} is put before every text"
        raise UnsupportedError(found, where=settings.where, accepted="no default prompt")


def read_text_limits(files: Files, classifies: bool = False) -> TextLimits:
    """Limits from sentence_bert_config.json (or its older names). classifies: the model may be a CrossEncoder. Raises
    UnsupportedError for other tasks."""
    filename = next((name for name in TRANSFORMER_CONFIGS if files.has(name)), TRANSFORMER_CONFIGS[0])
    settings = _open(files, filename)
    cross_encoder = classifies and settings.left.get("transformer_task") == "sequence-classification"
    settings.expect("transformer_task", "sequence-classification" if cross_encoder else "feature-extraction")
    settings.expect("module_output_name", "scores" if cross_encoder else "token_embeddings")
    for harmless in ("modality_config", "unpad_inputs", "model_args", "model_kwargs", "cache_dir"):
        settings.left.pop(harmless, None)
    lower_case = settings.switch("do_lower_case", False)
    limit = settings.size("max_seq_length") if settings.left.get("max_seq_length") is not None else None
    settings.finish()
    return TextLimits(limit, lower_case)
