"""The config table of an architecture: what config.json may hold, and what each key means for the numbers.

Every key is of one of three kinds, and a key that is in no table is refused by name:

    Number, Switch ...   read by the forward, by one name for all architectures ("dim" -> "hidden_size")
    Only                 may hold one value, the one that the forward computes
    Harmless             changes nothing in a forward pass, for the reason given
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hfedge.errors import UnsupportedError

# No encoder is larger; the bound keeps a foreign number from becoming a loop or an allocation.
LARGEST_COUNT = 2**24
MOST_LAYERS = 512


def is_off(value: Any) -> bool:
    """A key with such a value asks for nothing, whatever it is."""
    return value is None or value is False or value in ("", [], {})


# What a forward reads, by our names: "hidden_size" -> 384, "activation" -> "gelu".
Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Number:
    """A whole number, positive unless `least` says otherwise, that the forward reads as `name`.

    `default` is transformers' own.
    """

    name: str
    default: int
    most: int = LARGEST_COUNT
    least: int = 1

    @property
    def accepted(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def accepts(self, value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most


@dataclass(frozen=True)
class Real:
    """A number from 0 to 1 that the forward reads as `name`."""

    name: str
    default: float
    accepted = "a number from 0 to 1"

    def accepts(self, value: Any) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1


@dataclass(frozen=True)
class Positive:
    """A number above 0 that the forward reads as `name`, such as the base of rotary angles."""

    name: str
    default: float
    accepted = "a number above 0"

    def accepts(self, value: Any) -> bool:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < math.inf


@dataclass(frozen=True)
class Switch:
    """True or false, which the forward reads as `name`."""

    name: str
    default: bool
    accepted = "true or false"

    def accepts(self, value: Any) -> bool:
        return isinstance(value, bool)


@dataclass(frozen=True)
class Choice:
    """One of a few words, read as `name`."""

    name: str
    default: str
    among: tuple[str, ...]

    @property
    def accepted(self) -> str:
        return ", ".join(self.among)

    def accepts(self, value: Any) -> bool:
        return isinstance(value, str) and value in self.among


@dataclass(frozen=True)
class Parsed:
    """A value of another form, null included: `parse` gives what the forward reads as `name`.

    `parse` raises ValueError for what is not `accepted`; `default` is the value as config.json would hold it.
    """

    name: str
    default: Any
    parse: Callable[[Any], Any]
    accepted: str

    def accepts(self, value: Any) -> bool:
        try:
            self.parse(value)
        except ValueError:
            return False
        return True


@dataclass(frozen=True)
class Function:
    """The name of a function in `table`, which the forward looks up there."""

    name: str
    default: str
    table: Mapping[str, Callable]

    @property
    def accepted(self) -> str:
        return ", ".join(sorted(self.table))

    def accepts(self, value: Any) -> bool:
        return isinstance(value, str) and value in self.table


@dataclass(frozen=True)
class Only:
    """A key that may hold `value` or be absent, because the forward computes just that.

    Where `value` asks for nothing, null does too; null for another (no position_embedding_type) does not.
    """

    value: Any
    reason: str

    @property
    def accepted(self) -> str:
        return repr(self.value)

    def accepts(self, value: Any) -> bool:
        return value == self.value or (is_off(value) and is_off(self.value))


@dataclass(frozen=True)
class SameAs:
    """A second spelling of the key `key`: where both stand, they must agree."""

    key: str


@dataclass(frozen=True)
class Harmless:
    reason: str


Reader = Number | Real | Positive | Switch | Choice | Parsed | Function
ConfigKey = Reader | Only | SameAs | Harmless


def _harmless(reason: str, *keys: str) -> dict[str, ConfigKey]:
    return dict.fromkeys(keys, Harmless(reason))


# Keys of every architecture: those that transformers' PretrainedConfig itself defines, and those that real
# repositories hold and that no forward pass reads. Names that start with "_" are bookkeeping too.
COMMON_KEYS: dict[str, ConfigKey] = {
    "is_decoder": Only(False, "a decoder masks what comes later"),
    "is_encoder_decoder": Only(False, "there is no decoder here"),
    "add_cross_attention": Only(False, "there is nothing to attend to but the text"),
    "cross_attention_hidden_size": Only(None, "as add_cross_attention"),
    "pruned_heads": Only({}, "heads are all of one size"),
    "quantization_config": Only(None, "hfedge quantizes full-precision weights itself"),
    "auto_map": Only(None, "code from a model repository is never run"),
    **_harmless(
        "says what the model is",
        *("model_type", "architectures", "name_or_path", "transformers_version", "finetuning_task"),
        *("language", "model_name", "name", "license", "tags", "pipeline_tag", "transformers.js_config"),
    ),
    **_harmless("the weights are computed in float32 whatever they are stored in", "torch_dtype", "dtype"),
    **_harmless(
        "read by the task, not by the encoder",
        *("id2label", "label2id", "num_labels", "problem_type"),
        # The text-classification pipeline asks for it only where there are no labels at all.
        "function_to_apply",
        "return_all_scores",
        # Read by sentence-transformers' CrossEncoder, not by the pipeline that hfedge follows.
        *("sentence_transformers", "sbert_ce_default_activation_function"),
    ),
    **_harmless(
        "read by the tokenizer or its caller",
        *("tokenizer_class", "prefix", "bos_token_id", "pad_token_id", "eos_token_id", "sep_token_id"),
        *("cls_token_id", "mask_token_id", "unk_token_id", "decoder_start_token_id", "do_lower_case"),
        *("padding", "padding_side", "truncation", "max_seq_length", "max_seq_len", "model_max_length"),
    ),
    **_harmless(
        "read in training",
        *("initializer_range", "initializer_factor", "gradient_checkpointing", "classifier_dropout"),
        *("hidden_dropout_prob", "attention_probs_dropout_prob", "task_specific_params", "train_params"),
        *("label_smoothing", "batch_size", "train_batch_size", "learning_rate", "num_train_epochs", "seed"),
        "classifier_dropout_prob",
    ),
    **_harmless(
        "changes how the same numbers are computed or handed over",
        *("use_cache", "chunk_size_feed_forward", "torchscript", "return_dict", "output_hidden_states"),
        *("output_attentions", "attn_implementation", "use_bfloat16", "tf_legacy_loss", "output_past"),
        *("tie_word_embeddings", "tie_encoder_decoder", "tie_weights_", "reference_compile"),
    ),
    **_harmless(
        "read when text is generated",
        *("max_length", "min_length", "do_sample", "early_stopping", "num_beams", "num_beam_groups"),
        *("diversity_penalty", "temperature", "top_k", "top_p", "typical_p", "repetition_penalty"),
        *("length_penalty", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size", "bad_words_ids"),
        *("num_return_sequences", "output_scores", "return_dict_in_generate", "forced_bos_token_id"),
        *("forced_eos_token_id", "remove_invalid_values", "exponential_decay_length_penalty"),
        *("suppress_tokens", "begin_suppress_tokens"),
    ),
}


def read_config(keys: Mapping[str, ConfigKey], config: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The numbers of `config` by our names, with transformers' defaults for absent keys.

    Raises UnsupportedError that names every key that is refused, not only the first.
    """
    table = COMMON_KEYS | keys
    problems = [problem for key, value in config.items() if (problem := _problem(table, config, key, value))]
    if problems:
        unknown = any(key not in table for key in config)
        hint = "A key that hfedge does not know could change the model's numbers, so it is not skipped."
        raise UnsupportedError("; ".join(problems), where=where, hint=hint if unknown else "")
    readers = {key: row for key, row in table.items() if isinstance(row, Reader)}
    return {row.name: _value(table, config, key, row) for key, row in readers.items()}


def _value(table: Mapping[str, ConfigKey], config: Mapping[str, Any], key: str, row: Reader) -> Any:
    if isinstance(row, Parsed):
        return row.parse(config.get(key, row.default))
    spellings = [key, *_spellings(table, key)]
    return next((config[name] for name in spellings if config.get(name) is not None), row.default)


def _spellings(table: Mapping[str, ConfigKey], key: str) -> Iterator[str]:
    return (name for name, row in table.items() if isinstance(row, SameAs) and row.key == key)


def _problem(table: Mapping[str, ConfigKey], config: Mapping[str, Any], key: str, value: Any) -> str:
    """What is wrong with one key, or ""."""
    if key not in table:
        known = key.startswith("_") or is_off(value)
        return "" if known else f"the key {key!r} ({_short(value)}) is not known for this architecture"
    row = table[key]
    if isinstance(row, Harmless):
        return ""
    if isinstance(row, SameAs):
        return "" if value is None else _disagreement(table, config, key, row.key)
    reason = f", because {row.reason}" if isinstance(row, Only) else ""
    return "" if row.accepts(value) else f"{key!r} is {_short(value)} (accepted: {row.accepted}{reason})"


def _disagreement(table: Mapping[str, ConfigKey], config: Mapping[str, Any], key: str, other: str) -> str:
    if config.get(other) not in (None, config[key]):
        return f"{key!r} is {_short(config[key])} but {other!r} is {_short(config[other])}"
    return "" if table[other].accepts(config[key]) else f"{key!r} is {_short(config[key])}"


def _short(value: Any) -> str:
    """A foreign value for a message: not the whole of a long one."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def check_heads(numbers: Numbers, where: str) -> None:
    """Raises UnsupportedError where the heads do not divide the attention's width, which is the hidden size or,
    where an architecture has it, attention_size."""
    size = numbers["attention_size" if "attention_size" in numbers else "hidden_size"]
    if size % numbers["heads"]:
        raise UnsupportedError(
            f"{numbers['heads']} attention heads do not divide the hidden size {size}",
            where=where,
            accepted="a hidden size that is a multiple of the number of heads",
        )
