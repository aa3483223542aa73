"""The original model in torch float32, for each task: what its own class gives, and what is made of that.

Nothing here is shared with the edge graphs: transformers' classes compute, and what the graph does after them (scores,
pooling) is written once more in torch.
"""

import importlib.util
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.errors import UnsupportedError, UsageError
from hfedge.resolve import Snapshot


class TorchModel:
    """tokens (hfedge.parity.reference.Tokens) -> the task's outputs by name, without a batch.

    `core` is transformers' model; `labels` are in the order of the scores.
    """

    labels: tuple[str, ...] = ()

    def __init__(self, core: Any, snapshot: Snapshot):
        self.core, self.snapshot = core, snapshot
        self.takes_types = "token_type_ids" in inspect.signature(core.forward).parameters

    def to(self, device: str) -> "TorchModel":
        self.core = self.core.to(device)
        return self

    def run(self, tokens: Any, **options: Any) -> Any:
        """What transformers' model gives for one text; a batch of one, nothing padded."""
        import torch

        rows = {"input_ids": tokens.ids, "attention_mask": [1] * len(tokens.ids)}
        if self.takes_types:
            rows["token_type_ids"] = tokens.type_ids
        tensors = {name: torch.tensor([row], device=self.core.device) for name, row in rows.items()}
        return self.core(**tensors, **options)

    def __call__(self, tokens: Any) -> dict[str, Any]:
        raise NotImplementedError


class States(TorchModel):
    """The last hidden state, or the embedding that modules.json makes of it."""

    def __init__(self, core: Any, snapshot: Snapshot):
        if "decoder_input_ids" in inspect.signature(core.forward).parameters:
            core = core.get_encoder()  # of T5, as sentence-transformers takes it too
        super().__init__(core, snapshot)
        self.modules = _modules(snapshot) if snapshot.has("modules.json") else None

    def __call__(self, tokens: Any) -> dict[str, Any]:
        if self.modules is None:
            found = self.run(tokens, output_hidden_states=True)
            return {"last_hidden_state": found.last_hidden_state[0], "hidden_states": _stack(found.hidden_states)}
        states = self.run(tokens).last_hidden_state
        for module in self.modules:
            states = module(states)
        return {"embedding": states[0]}


class Pooled(TorchModel):
    """The one embedding that the model's own pooler makes of a text."""

    def __call__(self, tokens: Any) -> dict[str, Any]:
        return {"embedding": self.run(tokens).pooler_output[0]}


class Classifier(TorchModel):
    @property
    def labels(self) -> tuple[str, ...]:
        names = self.core.config.id2label
        return tuple(names[index] for index in range(self.core.config.num_labels))

    def __call__(self, tokens: Any) -> dict[str, Any]:
        """logits, and scores as transformers' text-classification pipeline makes them (postprocess)."""
        logits = self.run(tokens).logits[0]
        config = self.core.config
        kind = config.problem_type
        if kind == "multi_label_classification" or (kind is None and config.num_labels == 1):
            scores = logits.sigmoid()
        elif kind == "regression":
            scores = logits
        else:
            scores = logits.softmax(-1)
        return {"logits": logits, "scores": scores}


class TokenClassifier(Classifier):
    def __call__(self, tokens: Any) -> dict[str, Any]:
        """token_scores, as transformers' token-classification pipeline makes them (postprocess)."""
        return {"token_scores": self.run(tokens).logits[0].softmax(-1)}


class QuestionAnswerer(TorchModel):
    def __call__(self, tokens: Any) -> dict[str, Any]:
        """logits [tokens, 2] of an answer's start and end."""
        import torch

        found = self.run(tokens)
        return {"logits": torch.stack([found.start_logits[0], found.end_logits[0]], -1)}


class MaskFiller(TorchModel):
    """The tokens that transformers' fill-mask pipeline ranks first (postprocess): 20 for each of the first 8 masks."""

    def __init__(self, core: Any, snapshot: Snapshot):
        from transformers import AutoTokenizer

        super().__init__(core, snapshot)
        self.mask_id = AutoTokenizer.from_pretrained(str(snapshot.folder), local_files_only=True).mask_token_id

    def __call__(self, tokens: Any) -> dict[str, Any]:
        import torch

        logits = self.run(tokens).logits[0]
        masks = [place for place, token in enumerate(tokens.ids) if token == self.mask_id]
        best = logits[masks[:8]].softmax(-1).topk(min(20, logits.shape[-1]))
        missing = (0, 0, 0, 8 - len(masks[:8]))
        ids, scores = (torch.nn.functional.pad(part, missing) for part in (best.indices, best.values))
        return {"mask_count": torch.tensor([len(masks)]), "token_ids": ids, "token_scores": scores}


class Chooser(TorchModel):
    """The logit of one choice, which transformers' class is given as the only one."""

    def run(self, tokens: Any) -> Any:
        import torch

        rows = {"input_ids": tokens.ids, "attention_mask": [1] * len(tokens.ids)}
        if self.takes_types:
            rows["token_type_ids"] = tokens.type_ids
        return self.core(**{name: torch.tensor([[row]], device=self.core.device) for name, row in rows.items()})

    def __call__(self, tokens: Any) -> dict[str, Any]:
        return {"logits": self.run(tokens).logits[0]}


class Ranker(TorchModel):
    """The score of sentence-transformers' CrossEncoder.predict (its own package is not needed)."""

    def __init__(self, core: Any, snapshot: Snapshot):
        super().__init__(core, snapshot)
        self.function = _cross_encoder_function(core.config, snapshot)

    def __call__(self, tokens: Any) -> dict[str, Any]:
        return {"score": self.function(self.run(tokens).logits[0])}


def _cross_encoder_function(config: Any, snapshot: Snapshot) -> Any:
    """get_default_activation_fn of sentence-transformers 6.2, for models of one label."""
    import torch

    file = "config_sentence_transformers.json"
    names = [
        snapshot.read_json(file).get("activation_fn") if snapshot.has(file) else None,
        (getattr(config, "sentence_transformers", None) or {}).get("activation_fn"),
        getattr(config, "sbert_ce_default_activation_function", None),
        "torch.nn.Sigmoid",
    ]
    named = next(name for name in names if name)
    return getattr(torch.nn, named.rsplit(".", 1)[-1])()


def _stack(layers: Any) -> Any:
    """A batch of one in each -> [layers, tokens, hidden]"""
    import torch

    return torch.cat(layers)


def _modules(snapshot: Snapshot) -> list[Any]:
    """sentence-transformers' modules after the first, in torch (its own package is not needed)."""
    rows = {"Pooling": _pooling, "Dense": _dense, "Normalize": lambda snapshot, path: _normalize}
    modules = []
    for module in snapshot.read_json("modules.json")[1:]:
        kind = module["type"].rsplit(".", 1)[-1]
        if kind not in rows:
            raise UnsupportedError(f"the module {module['type']}", where=snapshot.where("modules.json"))
        modules.append(rows[kind](snapshot, module["path"]))
    return modules


def _normalize(embedding: Any) -> Any:
    import torch

    return torch.nn.functional.normalize(embedding, p=2, dim=-1)


def _pooling(snapshot: Snapshot, path: str) -> Any:
    config = snapshot.read_json(f"{path}/config.json")
    named = config.get("pooling_mode")
    named = [named] if isinstance(named, str) else named
    # Without padding the mask is all ones, and every mode is a line.
    rows = {
        ("cls", "pooling_mode_cls_token"): lambda x: x[:, 0],
        ("max", "pooling_mode_max_tokens"): lambda x: x.max(1).values,
        ("mean", "pooling_mode_mean_tokens"): lambda x: x.mean(1),
        ("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens"): lambda x: x.sum(1) / x.shape[1] ** 0.5,
        ("weightedmean", "pooling_mode_weightedmean_tokens"): _weighted_mean,
        ("lasttoken", "pooling_mode_lasttoken"): lambda x: x[:, -1],
    }
    chosen = [run for (name, switch), run in rows.items() if (name in named if named else config.get(switch))]

    def pool(states: Any) -> Any:
        import torch

        return torch.cat([run(states) for run in chosen], -1)

    return pool


def _weighted_mean(states: Any) -> Any:
    import torch

    weights = torch.arange(1, states.shape[1] + 1, dtype=states.dtype, device=states.device)
    return (states * weights[None, :, None]).sum(1) / weights.sum()


def _dense(snapshot: Snapshot, path: str) -> Any:
    import torch

    config = snapshot.read_json(f"{path}/config.json")
    activation = getattr(torch.nn, config["activation_function"].rsplit(".", 1)[-1])()
    with snapshot.weights(path) as weights:
        tensors = {name: torch.from_numpy(np.array(weights.get(name))) for name in weights.names}

    def dense(embedding: Any) -> Any:
        on = {name: tensor.to(embedding.device) for name, tensor in tensors.items()}
        return activation(torch.nn.functional.linear(embedding, on["linear.weight"], on.get("linear.bias")))

    return dense


@dataclass(frozen=True)
class TorchTask:
    """auto_class: transformers' name for the class; model: what makes the task's outputs of it."""

    auto_class: str
    model: Callable[[Any, Snapshot], TorchModel]


TORCH_MODELS: Mapping[str, TorchTask] = {
    "text-classification": TorchTask("AutoModelForSequenceClassification", Classifier),
    "token-classification": TorchTask("AutoModelForTokenClassification", TokenClassifier),
    "question-answering": TorchTask("AutoModelForQuestionAnswering", QuestionAnswerer),
    "zero-shot-classification": TorchTask("AutoModelForSequenceClassification", Classifier),
    "text-ranking": TorchTask("AutoModelForSequenceClassification", Ranker),
    "multiple-choice": TorchTask("AutoModelForMultipleChoice", Chooser),
    "fill-mask": TorchTask("AutoModelForMaskedLM", MaskFiller),
    "sentence-similarity": TorchTask("AutoModel", States),
    "feature-extraction": TorchTask("AutoModel", States),
}
# Models whose class only config.json's "architectures" tell, by model_type and class.
NAMED: Mapping[str, Mapping[str, TorchTask]] = {
    "dpr": {name: TorchTask(name, Pooled) for name in ("DPRQuestionEncoder", "DPRContextEncoder")},
}


def load_torch_model(snapshot: Snapshot, task: str) -> TorchModel:
    """The model of a task (a row of TORCH_MODELS), or Keras in its place. Never runs a model's own code."""
    if snapshot.live and snapshot.live.core:
        core = snapshot.live.core
        return (Pooled if core.embeds else TORCH_MODELS[task].model)(core, snapshot)
    import torch

    if not ("tensorflow" in sys.modules and importlib.util.find_spec("tf_keras")):
        # transformers would import TensorFlow too, for classes that are not used here. Where it is there already, the
        # person may want these classes in this process.
        os.environ.setdefault("USE_TF", "0")
    import transformers

    options = {"local_files_only": True, "trust_remote_code": False, "attn_implementation": "eager"}
    options["dtype" if _takes_dtype(transformers.__version__) else "torch_dtype"] = torch.float32
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    row, config = TORCH_MODELS[task], snapshot.read_json("config.json")
    if config["model_type"] in NAMED:  # AutoModel takes all of them for the first
        row = NAMED[config["model_type"]][config["architectures"][0]]
    auto, h5 = getattr(transformers, row.auto_class), snapshot.weights_file == "tf_model.h5"
    core = _from_h5(auto, snapshot, options) if h5 else auto.from_pretrained(str(snapshot.folder), **options)
    return row.model(core.eval(), snapshot)


def _from_h5(auto: Any, snapshot: Snapshot, options: dict[str, Any]) -> Any:
    """The model of a tf_model.h5, whose weights transformers itself names and turns. Raises UsageError without it.

    Not by from_pretrained(from_tf=True): as of 4.57.6 that leaves the weights on torch's meta device.
    """
    import h5py
    import transformers

    if int(transformers.__version__.split(".")[0]) > 4:
        raise UsageError(
            f"transformers {transformers.__version__} reads no tf_model.h5, so the original cannot be run",
            where=snapshot.where("tf_model.h5"), accepted="transformers 4.57",
            hint="Install it, or pass --no-verify.",
        )  # fmt: skip
    from transformers.modeling_tf_pytorch_utils import load_tf2_state_dict_in_pytorch_model

    arrays: dict[str, np.ndarray] = {}

    def read(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset):
            arrays[name.partition("/")[2]] = item[...]

    with h5py.File(snapshot.path("tf_model.h5"), "r") as opened:
        opened.visititems(read)
    config = transformers.AutoConfig.from_pretrained(str(snapshot.folder), local_files_only=True)
    model = auto.from_config(config, attn_implementation=options["attn_implementation"])
    return load_tf2_state_dict_in_pytorch_model(model, arrays, allow_missing_keys=True)


def _takes_dtype(version: str) -> bool:
    major, minor = (int(part) for part in version.split(".")[:2])
    return (major, minor) >= (4, 56)
