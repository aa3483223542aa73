"""The reference: the original model in torch float32, and the Hugging Face tokenizer, asked about some texts.

Nothing here is shared with the edge graphs: transformers' own classes and the `tokenizers` library give the expected
answers, and pooling is written once more in torch.
"""

import inspect
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hfedge.errors import UnsupportedError, UsageError
from hfedge.manifest import Reference
from hfedge.resolve import Snapshot
from hfedge.tokenizer.spec import TokenizerSpec

Text = tuple[str, ...]  # one text, or a pair
INSTALL = "pip install 'hfedge[reference]'"


@dataclass(frozen=True)
class Expected:
    """The reference's answer for one text: ids, type_ids [tokens]; offsets [tokens][2] in bytes; outputs by name
    (float32, without the batch dimension)."""

    text: Text
    ids: tuple[int, ...]
    type_ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    outputs: dict[str, np.ndarray]

    def __repr__(self) -> str:
        return f"Expected({self.text!r:.40}, {len(self.ids)} tokens, {', '.join(self.outputs)})"


@dataclass(frozen=True)
class Golden:
    """The reference's answers, and what computed them, for one commit of a model; labels in the order of the scores."""

    commit: str
    reference: Reference
    cases: tuple[Expected, ...]
    labels: tuple[str, ...] = ()


def require_reference() -> None:
    """Raises UsageError if torch or transformers is missing, before any work is done."""
    import importlib.util

    missing = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            f"the parity check needs {' and '.join(missing)}", hint=f"Install it with: {INSTALL}, or pass --no-verify."
        )


class TokenizerReference:
    """Hugging Face `tokenizers` on a tokenizer's own file, cut to max_tokens, not padded; offsets in bytes."""

    def __init__(self, spec: TokenizerSpec, max_tokens: int):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_str(spec.source)
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(max_tokens, strategy=spec.truncation_strategy, direction=spec.truncation_side)

    def encode(self, text: Text) -> tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, int], ...]]:
        """-> ids, type ids, offsets."""
        found = self.tokenizer.encode(*text)
        starts = [np.cumsum([0, *(len(char.encode()) for char in part)]) for part in text]
        offsets = tuple(
            (0, 0) if part is None else (int(starts[part][begin]), int(starts[part][end]))
            for (begin, end), part in zip(found.offsets, found.sequence_ids)
        )
        return tuple(found.ids), tuple(found.type_ids), offsets


def make_golden(
    snapshot: Snapshot, task: str, spec: TokenizerSpec, max_tokens: int, texts: Sequence[Text], device: str = "cpu"
) -> Golden:
    """Asks torch about every text, one at a time, so that no padding takes part."""
    import torch

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    tokenizer, model = TokenizerReference(spec, max_tokens), load_torch_model(snapshot, task).to(device)
    cases = []
    for text in texts:
        ids, type_ids, offsets = tokenizer.encode(text)
        if not ids:
            continue  # the empty text of a tokenizer without special tokens: no model takes no token
        with torch.inference_mode():
            rows = (ids, [1] * len(ids), type_ids)
            outputs = model(*(torch.tensor([row], dtype=torch.long, device=device) for row in rows))
        arrays = {name: value[0].float().cpu().numpy() for name, value in outputs.items()}
        cases.append(Expected(text, ids, type_ids, offsets, arrays))
    return Golden(snapshot.commit, versions(device), tuple(cases), model.labels)


def versions(device: str) -> Reference:
    import tokenizers
    import torch
    import transformers

    name = torch.cuda.get_device_name() if device == "cuda" else f"CPU ({platform.machine()})"
    return Reference(torch.__version__, transformers.__version__, tokenizers.__version__, name)


def load_torch_model(snapshot: Snapshot, task: str) -> Any:
    """A torch module: (input_ids, attention_mask, type_ids) -> {output name: tensor}. Never runs a model's own code."""
    import torch

    # transformers would import TensorFlow too, for classes that are not used here.
    os.environ.setdefault("USE_TF", "0")
    import transformers

    options = {"local_files_only": True, "trust_remote_code": False, "attn_implementation": "eager"}
    options["dtype" if _takes_dtype(transformers.__version__) else "torch_dtype"] = torch.float32
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    kind = "AutoModelForSequenceClassification" if task == "text-classification" else "AutoModel"
    core = getattr(transformers, kind).from_pretrained(str(snapshot.folder), **options).eval()
    if task == "text-classification":
        return _Classifier(core)
    if "decoder_input_ids" in inspect.signature(core.forward).parameters:
        core = core.get_encoder()  # of T5, as sentence-transformers takes it too
    return _Embedder(core, _modules(snapshot)) if snapshot.has("modules.json") else _States(core)


def _takes_dtype(version: str) -> bool:
    major, minor = (int(part) for part in version.split(".")[:2])
    return (major, minor) >= (4, 56)


class _Reference:
    labels: tuple[str, ...] = ()

    def __init__(self, core: Any, modules: Sequence[Any] = ()):
        self.core, self.modules = core, modules
        self.takes_types = "token_type_ids" in inspect.signature(core.forward).parameters

    def to(self, device: str) -> "_Reference":
        self.core = self.core.to(device)
        return self

    def _run(self, input_ids: Any, attention_mask: Any, type_ids: Any) -> Any:
        types = {"token_type_ids": type_ids} if self.takes_types else {}
        return self.core(input_ids=input_ids, attention_mask=attention_mask, **types)


class _States(_Reference):
    def __call__(self, *inputs: Any) -> dict[str, Any]:
        return {"last_hidden_state": self._run(*inputs).last_hidden_state}


class _Classifier(_Reference):
    @property
    def labels(self) -> tuple[str, ...]:
        names = self.core.config.id2label
        return tuple(names[index] for index in range(self.core.config.num_labels))

    def __call__(self, *inputs: Any) -> dict[str, Any]:
        """logits, and scores as transformers' text-classification pipeline makes them (postprocess)."""
        logits = self._run(*inputs).logits
        config = self.core.config
        kind = config.problem_type
        if kind == "multi_label_classification" or (kind is None and config.num_labels == 1):
            scores = logits.sigmoid()
        elif kind == "regression":
            scores = logits
        else:
            scores = logits.softmax(-1)
        return {"logits": logits, "scores": scores}


class _Embedder(_Reference):
    def __call__(self, *inputs: Any) -> dict[str, Any]:
        states = self._run(*inputs).last_hidden_state
        for module in self.modules:
            states = module(states, inputs[1])
        return {"embedding": states}


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


def _normalize(embedding: Any, mask: Any) -> Any:
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

    def pool(states: Any, mask: Any) -> Any:
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

    def dense(embedding: Any, mask: Any) -> Any:
        on = {name: tensor.to(embedding.device) for name, tensor in tensors.items()}
        return activation(torch.nn.functional.linear(embedding, on["linear.weight"], on.get("linear.bias")))

    return dense
