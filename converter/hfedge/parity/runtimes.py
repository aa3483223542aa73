"""Every artifact through its real runtime, from text: what parity compares with the reference."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hfedge.emit import Artifact
from hfedge.lazy import tf
from hfedge.manifest import Manifest
from hfedge.parity.node import TfjsRun, find_modules, run_tfjs
from hfedge.parity.reference import Text
from hfedge.tasks import TASKS


@dataclass(frozen=True)
class Answer:
    """What an artifact said of one text; offsets is None where the format does not give them."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...] | None
    outputs: dict[str, np.ndarray]


@dataclass(frozen=True)
class Runner:
    """A runtime that is here: its name with the version, and what it answers."""

    name: str
    answer: Callable[[Sequence[Text]], list[Answer]]


def find_runner(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    """The runtime for an artifact, or None where it is not installed."""
    return RUNNERS[artifact.target](folder, manifest, artifact)


def _litert(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner:
    import ai_edge_litert

    from hfedge_runtime import open_bundle

    def answer(texts: Sequence[Text]) -> list[Answer]:
        with open_bundle(folder, recipe=artifact.recipe) as model:
            return [_answer(model, text, manifest) for text in texts]

    return Runner(f"ai-edge-litert {ai_edge_litert.__version__}", answer)


def _answer(model: Any, text: Text, manifest: Manifest) -> Answer:
    tokens = model.tokenize(*text)
    outputs = without_padding(model.outputs(*text), manifest, len(tokens.ids))
    return Answer(tuple(tokens.ids), tuple(map(tuple, tokens.offsets)), outputs)


def without_padding(outputs: Mapping[str, np.ndarray], manifest: Manifest, tokens: int) -> dict[str, np.ndarray]:
    """Outputs of one text, without the rows of padding where there is one for every token."""
    task = TASKS[manifest.source.task]
    rows = {name: value[:tokens] if name in task.per_token else value for name, value in outputs.items()}
    return {name: value[:, :tokens] if name in task.per_layer else value for name, value in rows.items()}


def _tfjs(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    modules = find_modules()
    if modules is None:
        return None

    def answer(texts: Sequence[Text]) -> list[Answer]:
        model = (folder / artifact.files[0].path).parent
        tokens = run_tfjs(model, [_tokenize_run(manifest, text) for text in texts], "wasm", modules)
        rows = [_token_row(result.outputs) for result in tokens]
        outputs = run_tfjs(model, [_encode_run(manifest, row) for row in rows], "wasm", modules)
        return [
            Answer(tuple(row["input_ids"].tolist()), tuple(map(tuple, row["offsets"].tolist())),
                   _outputs(result.outputs, manifest, len(row["input_ids"])))
            for row, result in zip(rows, outputs)
        ]  # fmt: skip

    return Runner(f"{artifact.oldest_runtime} wasm, Node", answer)


def _smallest(manifest: Manifest, prefix: str, size: int) -> str:
    sizes = sorted(int(name[len(prefix) :]) for name in manifest.signatures if name[len(prefix) :].isdigit()
                   and name.startswith(prefix))  # fmt: skip
    return f"{prefix}{next((found for found in sizes if found >= size), sizes[-1])}"


def _tokenize_run(manifest: Manifest, text: Text) -> TfjsRun:
    data = [part.encode() for part in text]
    name = _smallest(manifest, "tokenize_pair_" if len(text) == 2 else "tokenize_", max(map(len, data)))
    signature = manifest.signatures[name]
    # The inputs are sorted by name: the texts come first, and the first window of those that have several.
    inputs = {f"{name}/{spec.name}": np.zeros(spec.shape, np.int32) for spec in signature.inputs[len(data) :]}
    for spec, part in zip(signature.inputs, data):
        row = np.zeros(spec.shape, np.int32)
        part = part[: row.size].decode(errors="ignore").encode()
        row[0, : len(part)] = list(part)
        inputs[f"{name}/{spec.name}"] = row
    return TfjsRun(inputs, tuple(f"{name}/{spec.name}" for spec in signature.outputs))


def _token_row(outputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    short = {name.split("/")[1]: value for name, value in outputs.items()}
    count = int(short["token_count"][0])
    return {name: value[0, :count] for name, value in short.items() if value.ndim > 1}


def _encode_run(manifest: Manifest, row: dict[str, np.ndarray]) -> TfjsRun:
    name = _smallest(manifest, "encode_", len(row["input_ids"]))
    signature = manifest.signatures[name]
    filling = {"input_ids": manifest.tokenizer.pad_id, "type_ids": manifest.tokenizer.pad_type_id}
    inputs = {}
    for spec in signature.inputs:
        values = np.full(spec.shape, filling.get(spec.name, 0), np.int32)
        given = [manifest.options["settings"][spec.name]] if spec.name not in row else row[spec.name]
        values[0, : len(given)] = given
        inputs[f"{name}/{spec.name}"] = values
    return TfjsRun(inputs, tuple(f"{name}/{spec.name}" for spec in signature.outputs))


def _outputs(outputs: dict[str, np.ndarray], manifest: Manifest, tokens: int) -> dict[str, np.ndarray]:
    return without_padding({name.split("/")[1]: value[0] for name, value in outputs.items()}, manifest, tokens)


def _saved_model(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner:
    def answer(texts: Sequence[Text]) -> list[Answer]:
        loaded = tf.saved_model.load(str(folder / "saved_model"))
        answers = []
        for text in texts:
            parts = [tf.constant([part.encode()]) for part in text]
            names = ("text", "text_pair")[: len(parts)]
            call = loaded.signatures["serve_pair" if len(parts) == 2 else "serving_default"]
            found = {name: value.numpy()[0] for name, value in call(**dict(zip(names, parts))).items()}
            tokens = loaded.signatures["tokenize_pair" if len(parts) == 2 else "tokenize"](**dict(zip(names, parts)))
            count = int(tokens["attention_mask"].numpy().sum())
            ids = tuple(tokens["input_ids"].numpy()[0, :count].tolist())
            answers.append(Answer(ids, None, without_padding(found, manifest, count)))
        return answers

    return Runner(f"tensorflow {tf.__version__}", answer)


RUNNERS: dict[str, Callable[[Path, Manifest, Artifact], Runner | None]] = {
    "tflite": _litert,
    "tfjs": _tfjs,
    "saved_model": _saved_model,
}
