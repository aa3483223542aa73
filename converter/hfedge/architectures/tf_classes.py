"""The second source: architectures that are transformers' own TensorFlow classes, of the models below.

A row says which classes there are and what of config.json the rest of hfedge has to know; everything else of it the
class reads itself. What a class would ignore or cannot compute is refused here, in a second and without TensorFlow.
The weight table and the forward come from the class, when the model is built: see hfedge/tf_classes/model.py.
"""

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any, ClassVar

from hfedge.architectures.config import (
    COMMON_KEYS,
    MOST_LAYERS,
    Choice,
    ConfigKey,
    Function,
    Harmless,
    Number,
    Numbers,
    Only,
    SameAs,
    read_config,
)
from hfedge.architectures.layers import ACTIVATIONS, Scope, TokenStates
from hfedge.architectures.record import HEADS, Architecture, Head
from hfedge.errors import UnsupportedError

# The last major version of transformers that has TensorFlow classes.
TRANSFORMERS = 4
INSTALL = "pip install 'hfedge[tf-classes]'"


def as_it_is(w: Scope, states: TokenStates, numbers: Numbers) -> Any:
    """The class has computed the logits already: they are the rows."""
    return states.rows


def no_forward(*_: Any) -> Any:
    raise NotImplementedError("a row of TF_CLASSES is opened before it is run")


def as_loaded(arrays: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    return dict(arrays)


def _same_positions(numbers: Numbers) -> int:
    return numbers["max_positions"]


@dataclass(frozen=True, kw_only=True)
class ClassArchitecture(Architecture):
    """One family of TF classes.

    `stem`: classes are called TF<stem>Model and so on; `suffixes`: the end of a class's name by the head it is for.
    `named`: where they are not, the class is the one of these that the config's "architectures" name, without the TF.
    `positions` gives how many tokens a text may have, of the config's numbers.
    """

    source: ClassVar[str] = "tf-classes"

    stem: str
    suffixes: Mapping[str, str]
    named: tuple[str, ...] = ()
    positions: Callable[[Numbers], int] = _same_positions
    forward: Callable[..., TokenStates] = no_forward
    arrange: Callable[..., dict[str, Any]] = as_loaded
    weights: None = None
    heads: Mapping[str, Head] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"ClassArchitecture({self.model_type!r})"

    def numbers(self, config: Mapping[str, Any], where: str) -> dict[str, Any]:
        """What hfedge reads of config.json; the class reads the rest. Raises UnsupportedError for what is refused."""
        require_classes(where)
        self.class_for(config, None, where)
        known = {key: value for key, value in config.items() if key in COMMON_KEYS or key in self.config_keys}
        numbers = read_config(self.config_keys, known, where)
        return {**numbers, "max_positions": self.positions(numbers)}

    def class_for(self, config: Mapping[str, Any], head: str | None, where: str = "config.json") -> str:
        """The class for one of `heads`, or for the encoder alone. Raises UnsupportedError where `named` has none."""
        if not self.named:
            return f"TF{self.stem}{self.suffixes[head] if head else 'Model'}"
        classes = [name for name in config.get("architectures") or () if name in self.named]
        if not classes:
            raise UnsupportedError(
                f"the class {config.get('architectures')!r} of {self.model_type} is not supported", where=where,
                accepted=", ".join(self.named),
            )  # fmt: skip
        return f"TF{classes[0]}"

    def opened(self, config: Mapping[str, Any], head: Head | None) -> Architecture:
        from hfedge.tf_classes.model import open_class

        name = next((name for name, row in self.heads.items() if row is head), None)
        return open_class(self, config, name)


def require_classes(where: str) -> None:
    """Raises UnsupportedError unless a transformers that has TensorFlow classes, and the Keras they use, are there."""
    found = _installed("transformers")
    if found and int(found.split(".")[0]) == TRANSFORMERS and importlib.util.find_spec("tf_keras"):
        return
    what = f"transformers {found} has no TensorFlow classes" if found else "transformers is not installed"
    if found and int(found.split(".")[0]) == TRANSFORMERS:
        what = "tf-keras is not installed"
    raise UnsupportedError(
        f"a model of this kind is converted through transformers' TensorFlow classes, and {what}", where=where,
        accepted="transformers 4.57 and tf-keras 2.21", hint=f"Install them with: {INSTALL}",
    )  # fmt: skip


def _installed(package: str) -> str:
    """Its version, or ""."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


_FROM_HUB_ORDER = ("text-classification", "token-classification", "question-answering", "fill-mask", "multiple-choice")
_SUFFIXES = {name: HEADS[name][1] for name in _FROM_HUB_ORDER}
# XLM and its kin: their ForQuestionAnswering is a beam search, and this is what AutoModelForQuestionAnswering opens.
_SIMPLE = {**_SUFFIXES, "question-answering": "ForQuestionAnsweringSimple", "fill-mask": "WithLMHeadModel"}
# What both ACT2FN of transformers' TF classes and ours know.
_FUNCTIONS = {
    name: ACTIVATIONS[name]
    for name in ("gelu", "gelu_new", "gelu_fast", "quick_gelu", "relu", "sigmoid", "silu", "swish", "tanh")
}
_SUMMARIES = ("first", "last", "mean")


def _bert_keys(vocabulary: int, positions: int = 512, types: int = 2, **more: ConfigKey) -> dict[str, ConfigKey]:
    return {
        "vocab_size": Number("vocab_size", vocabulary),
        "hidden_size": Number("hidden_size", 768),
        "num_hidden_layers": Number("layers", 12, MOST_LAYERS),
        "num_attention_heads": Number("heads", 12),
        "max_position_embeddings": Number("max_positions", positions),
        "type_vocab_size": Number("type_vocab_size", types, least=0),
        "hidden_act": Function("activation", "gelu", _FUNCTIONS),
        "tie_word_embeddings": TIED,
        **more,
    }


TIED = Only(True, "the classes multiply by the word embeddings themselves")
_UNUSED = {
    "embeddings.position_ids": "0, 1, 2, ...",
    "embeddings.token_type_ids": "0, 0, 0, ...",
    "pooler.": "the head of this task does not read the pooler",
    "cls.": "the heads of pretraining",
    "lm_head.": "the head of pretraining",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
    "sequence_summary.": "the head of another task",
}
_XLM_KEYS: dict[str, ConfigKey] = {
    "vocab_size": Number("vocab_size", 30145),
    "n_words": SameAs("vocab_size"),
    "emb_dim": Number("hidden_size", 2048),
    "hidden_size": SameAs("emb_dim"),
    "n_layers": Number("layers", 12, MOST_LAYERS),
    "num_hidden_layers": SameAs("n_layers"),
    "n_heads": Number("heads", 16),
    "num_attention_heads": SameAs("n_heads"),
    "max_position_embeddings": Number("max_positions", 512),
    "causal": Only(False, "a causal mask hides what comes later"),
    "is_encoder": Only(True, "the classes are encoders"),
    "asm": Only(False, "the classes have no adaptive softmax"),
    "sinusoidal_embeddings": Only(False, "the classes read the position table of the checkpoint"),
    "summary_type": Choice("summary", "first", _SUMMARIES),
    "tie_word_embeddings": TIED,
}
_XLM_UNUSED = {
    "position_ids": "0, 1, 2, ...",
    "pred_layer.": "the head of pretraining",
    "sequence_summary.": "the head of another task",
    "classifier.": "the head of another task",
    "qa_outputs.": "the head of another task",
    "logits_proj.": "the head of another task",
}
# transformers' XLNet has no longest text; its tokenizers stop at what it was pretrained with.
XLNET_POSITIONS = 512


def _row(
    model_type: str,
    stem: str,
    example: str,
    keys: Mapping[str, ConfigKey],
    *,
    prefix: str = "",
    suffixes: Mapping[str, str] = _SUFFIXES,
    without: tuple[str, ...] = (),
    unused: Mapping[str, str] = _UNUSED,
    positions: Callable[[Numbers], int] = _same_positions,
    named: tuple[str, ...] = (),
) -> ClassArchitecture:
    """without: heads for which there is no TF class, or no torch class to compare with."""
    suffixes = {name: suffix for name, suffix in suffixes.items() if name not in without}
    return ClassArchitecture(
        model_type=model_type, example=example, config_keys=keys, unused_weights=unused, stem=stem, suffixes=suffixes,
        prefix=prefix or f"{model_type}.", positions=positions, named=named,
        heads={name: Head({}, as_it_is, first_only=False) for name in suffixes},
    )  # fmt: skip


_ROWS = (
    _row(
        "deberta", "Deberta", "microsoft/deberta-base",
        _bert_keys(
            50265, types=0, pooler_hidden_act=Function("pooler_activation", "gelu", _FUNCTIONS),
            legacy=Only(True, "the classes have the masked language model's head of the first release"),
            talking_head=Only(False, "the classes cannot build it"),
        ),
        without=("multiple-choice",), unused={**_UNUSED, "lm_predictions.": "the head of pretraining"},
    ),
    _row("convbert", "ConvBert", "YituTech/conv-bert-base", _bert_keys(30522),
         unused={**_UNUSED, "discriminator_predictions.": "the head of pretraining",
                 "generator_predictions.": "the head of pretraining",
                 "generator_lm_head.": "the head of pretraining"}),
    _row("flaubert", "Flaubert", "flaubert/flaubert_base_cased",
         {**_XLM_KEYS, "layerdrop": Harmless("read in training")},
         prefix="transformer.", suffixes=_SIMPLE, unused=_XLM_UNUSED),
    _row("xlm", "XLM", "FacebookAI/xlm-mlm-en-2048", _XLM_KEYS, prefix="transformer.", suffixes=_SIMPLE,
         unused=_XLM_UNUSED),
    _row(
        "xlnet", "XLNet", "xlnet/xlnet-base-cased",
        {
            "vocab_size": Number("vocab_size", 32000), "n_token": SameAs("vocab_size"),
            "d_model": Number("hidden_size", 1024), "hidden_size": SameAs("d_model"),
            "n_layer": Number("layers", 24, MOST_LAYERS), "num_hidden_layers": SameAs("n_layer"),
            "n_head": Number("heads", 16), "num_attention_heads": SameAs("n_head"),
            "ff_activation": Function("activation", "gelu", _FUNCTIONS),
            "attn_type": Only("bi", "a causal mask hides what comes later"),
            "bi_data": Only(False, "texts come one by one"),
            "summary_type": Choice("summary", "last", _SUMMARIES),
            "tie_word_embeddings": TIED,
        },
        # Its language model predicts a token of a permuted text, which is no masked one.
        prefix="transformer.", suffixes=_SIMPLE, without=("fill-mask",), positions=lambda numbers: XLNET_POSITIONS,
        unused={**_XLM_UNUSED, "lm_loss.": "the head of pretraining", "mask_emb": "what pretraining asks with"},
    ),
    # Texts without boxes, as AutoModel reads them: every token at 0, 0, 0, 0.
    _row("layoutlm", "LayoutLM", "microsoft/layoutlm-base-uncased", _bert_keys(30522),
         without=("question-answering", "multiple-choice")),
    _row("rembert", "RemBert", "google/rembert",
         _bert_keys(250300, tie_word_embeddings=Harmless("its output layer has a matrix of its own"))),
    _row("roformer", "RoFormer", "junnyu/roformer_chinese_base", _bert_keys(50000, positions=1536)),
    _row(
        "esm", "Esm", "facebook/esm2_t6_8M_UR50D",
        {key: row for key, row in _bert_keys(
            33, positions=1026, pad_token_id=Number("padding_id", 1, least=0),
            position_embedding_type=Choice("positions", "absolute", ("absolute", "rotary")),
            is_folding_model=Only(False, "a folded protein is no text"),
        ).items() if key not in ("type_vocab_size", "hidden_act")},
        without=("question-answering", "multiple-choice"),
        unused={**_UNUSED, "contact_head.": "the contacts of a protein"},
        # Positions are counted from the one after the padding's id.
        positions=lambda numbers: numbers["max_positions"] - numbers["padding_id"] - 1,
    ),
    # Its reader answers with the relevance of a passage too, and reads a question, a title and a text.
    _row(
        "dpr", "DPR", "facebook/dpr-question_encoder-single-nq-base",
        _bert_keys(30522, position_embedding_type=Only("absolute", "the class has no distances between tokens"),
                   projection_dim=Only(0, "the class cannot build its projection")),
        suffixes={"sentence-similarity": ""}, named=("DPRQuestionEncoder", "DPRContextEncoder"),
        unused={f"{encoder}_encoder.bert_model.{name}": reason for encoder in ("question", "ctx")
                for name, reason in _UNUSED.items()},
    ),
)  # fmt: skip

# By config.json's model_type.
TF_CLASSES: dict[str, ClassArchitecture] = {row.model_type: row for row in _ROWS}

# Text encoders of transformers' TF classes that are refused, and why.
REFUSED: dict[str, str] = {
    "funnel": "it pools neighbouring tokens, padding among them, so a padded text would give other numbers",
    "longformer": "its windows of attention take ops that are not built into TFLite (Einsum and more)",
    "led": "its windows of attention take ops that are not built into TFLite (Einsum and more)",
    "tapas": "it reads tables, not texts",
    "lxmert": "it reads images beside the text",
}
