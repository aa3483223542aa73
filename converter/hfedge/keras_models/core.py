"""A Keras model in the place of transformers' torch model: the reference of parity computes with Keras, as the person
does, and what is made of the outputs is what is made of torch's (hfedge.parity.torch_models)."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from hfedge.keras_models.calling import Call
from hfedge.keras_models.outputs import Kind
from hfedge.lazy import tf


class KerasCore:
    """Called like a torch model: int64 tensors [1, tokens] (or [1, 1, tokens], of a choice) -> torch tensors.

    Keras' own layers run, without a patch, one text at a time and unpadded; a model of a fixed length is given its
    padding, and the rows of that are cut off again. config: what is read of transformers' config.
    """

    device = "cpu"

    def __init__(self, call: Call, kind: Kind, labels: tuple[str, ...], pad_id: int):
        self.call, self.kind, self.pad_id = call, kind, pad_id
        problem = self.kind.problem_type or None
        self.config = SimpleNamespace(id2label=dict(enumerate(labels)), num_labels=len(labels), problem_type=problem)
        rows = tf.TensorSpec([1, call.tokens], tf.int32)
        self._run = tf.function(self._read, autograph=False, input_signature=[rows] * 3)

    @property
    def embeds(self) -> bool:
        """Whether the model makes one embedding of a text itself."""
        return self.kind.head == "sentence-similarity"

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """For who looks at what it takes."""
        return self(input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)

    def __call__(self, input_ids: Any, attention_mask: Any, token_type_ids: Any, **options: Any) -> SimpleNamespace:
        import torch

        rows = [
            tensor.reshape(1, -1).numpy().astype(np.int32) for tensor in (input_ids, attention_mask, token_type_ids)
        ]
        tokens, most = rows[0].shape[1], self.call.tokens
        if most:
            more = ((0, 0), (0, most - tokens))
            rows = [np.pad(row, more, constant_values=fill) for row, fill in zip(rows, (self.pad_id, 0, 0))]
        with tf.device("CPU"):
            found = self._run(*map(tf.constant, rows))
        outputs = {name: torch.from_numpy(self._cut(value.numpy(), tokens)) for name, value in found.items()}
        if "last_hidden_state" in outputs:
            outputs["hidden_states"] = (outputs["last_hidden_state"],)
        return SimpleNamespace(**outputs)

    def _read(self, *rows: Any) -> dict[str, Any]:
        found = vars(self.kind.read(self.call.run(*rows)))
        return {name: tensor for name, tensor in found.items() if isinstance(tensor, tf.Tensor)}

    def _cut(self, value: np.ndarray, tokens: int) -> np.ndarray:
        """Without the rows of the padding, which only a model of a fixed length gives."""
        return np.ascontiguousarray(value[:, :tokens] if self.kind.per_token else value)

    def to(self, device: str) -> "KerasCore":
        return self

    def eval(self) -> "KerasCore":
        return self
