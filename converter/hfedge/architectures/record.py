"""What an architecture is: one row of ARCHITECTURES."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from hfedge.architectures.checkpoint import WeightTable
from hfedge.architectures.config import ConfigKey, Numbers, check_heads, read_config
from hfedge.architectures.dropout import Rates
from hfedge.architectures.layers import Scope, TextBatch, TokenStates

# The heads that an architecture may have: what each gives, and the end of transformers' class name for it.
HEADS: Mapping[str, tuple[str, str]] = {
    "text-classification": ("[batch, labels]", "ForSequenceClassification"),
    "token-classification": ("[batch * tokens, labels]", "ForTokenClassification"),
    "question-answering": ("[batch * tokens, 2], logits of an answer's start and end", "ForQuestionAnswering"),
    "fill-mask": ("[rows, vocab_size], for any rows of the states; numbers hold `tied`", "ForMaskedLM"),
    "multiple-choice": ("[batch, 1]", "ForMultipleChoice"),
    "sentence-similarity": ("[batch, width], where the architecture itself makes one embedding of a text", ""),
}


@dataclass(frozen=True)
class Head:
    """What an architecture puts on the encoder for a task.

    `forward(scope, states, numbers)` gives float32 [batch, labels], or [rows, labels] where the task asks about
    every token: see HEADS. In the weight table "labels" stands for the number of labels. `first_only` says that it
    reads nothing but the first token of each text.
    """

    weights: WeightTable
    forward: Callable[[Scope, TokenStates, Numbers], Any]
    first_only: bool


def nothing_more(numbers: Numbers, where: str) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Architecture:
    """One family of encoders, all of its foreign side in two tables.

    `forward(scope, batch, numbers, first_only)` gives the token states. The numbers of every architecture hold at
    least vocab_size, max_positions, hidden_size, layers, heads and, where the forward reads type ids,
    type_vocab_size. `arrange` turns the checkpoint's arrays into the parameters that the forward reads.
    `derive(numbers, where)` gives the numbers that follow from several keys, or raises UnsupportedError where they
    do not fit each other. `dropout` gives the rates of training, {} where its forward has no places for them. `prefix`
    is what weights of a model with a head start with. `example` is the Hub repository that proves the row. `weights` is
    None where the table is known only once the row is `opened` (see tf_classes.py).
    """

    source: ClassVar[str] = "native"

    model_type: str
    example: str
    config_keys: Mapping[str, ConfigKey]
    weights: WeightTable | None
    unused_weights: Mapping[str, str]
    prefix: str
    forward: Callable[[Scope, TextBatch, Numbers, bool], TokenStates]
    arrange: Callable[[Mapping[str, Any], Numbers], dict[str, Any]]
    heads: Mapping[str, Head] = field(default_factory=dict)
    derive: Callable[[Numbers, str], dict[str, Any]] = nothing_more
    dropout: Rates = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Architecture({self.model_type!r})"

    def numbers(self, config: Mapping[str, Any], where: str) -> dict[str, Any]:
        """What the forward reads of config.json. Raises UnsupportedError naming every key it refuses."""
        numbers = read_config(self.config_keys, config, where)
        numbers |= self.derive(numbers, where)
        check_heads(numbers, where)
        return numbers

    def opened(self, config: Mapping[str, Any], head: Head | None) -> "Architecture":
        """The row with all that building a model takes; `head` is one of `heads`, or None for the encoder alone."""
        return self
