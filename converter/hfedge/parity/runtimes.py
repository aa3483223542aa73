"""Every artifact through its real runtimes, from text: what parity compares with the reference."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from hfedge.emit import Artifact
from hfedge.errors import UsageError
from hfedge.lazy import tf
from hfedge.manifest import Manifest
from hfedge.parity import tf_text
from hfedge.parity.browser import INSTALL as BROWSER
from hfedge.parity.browser import MOST, ask_browser, find_browser, find_page, version
from hfedge.parity.calls import Answer, Arrays, Call, Step, answer_by_calls, answer_of, without_padding
from hfedge.parity.compiled import Compiled
from hfedge.parity.node import TfjsRun, find_modules, run_tfjs
from hfedge.parity.old_tflite import INSTALL, OldTflite, find_python
from hfedge.parity.reference import Text
from hfedge.recipe_choice import LEGACY_OLDEST
from hfedge.tf_text import INSTALL as TF_TEXT_INSTALL

STARTING, CALLING = 300, 2  # seconds that another process may take, and for each call


class Answering(Protocol):
    def __call__(self, texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        """every_window: of a text that is read in several, not the first alone. Raises Refused."""


@dataclass(frozen=True)
class Runner:
    """A runtime that is here: its name with the version, and what it answers."""

    name: str
    answer: Answering


@dataclass(frozen=True)
class Runtime:
    """A row of RUNTIMES. target: whose artifacts it runs; find(folder, manifest, artifact): None where it is not here;
    needs: what would change that; usual: whether it is asked where nobody names runtimes; most: how many texts it is
    asked at most, None for any number."""

    target: str
    find: Callable[[Path, Manifest, Artifact], Runner | None]
    needs: str
    usual: bool = True
    most: int | None = None


def _interpreter(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner:
    import ai_edge_litert

    from hfedge_runtime import open_bundle

    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        with open_bundle(folder, recipe=artifact.recipe) as model:
            return [answer_of(_steps(model._engine, text, manifest, every_window), manifest) for text in texts]

    return Runner(f"ai-edge-litert {ai_edge_litert.__version__}", answer)


def _steps(engine: Any, text: Text, manifest: Manifest, every_window: bool) -> list[Step]:
    data, names = tuple(part.encode() for part in text), tuple(engine.outputs)
    specs = next(item.outputs for name, item in manifest.signatures.items()
                 if name.startswith("tokenize_pair_" if len(text) == 2 else "tokenize_"))  # fmt: skip
    rows = [spec.name for spec in specs if len(spec.shape) > 1]
    windowed = every_window and any(spec.name == "window_count" for spec in specs)
    steps, count = [], 1
    while len(steps) < count:
        tokens = engine.tokenize(data, **({"window": len(steps)} if windowed else {}))
        count = tokens.number("window_count") if windowed else 1
        read = {name: tokens.row(name) for name in rows}
        read |= {} if not windowed else {"window_count": np.array([count], np.int32)}
        steps.append(Step(read, dict(zip(names, engine.encode(tokens, *names))), tokens.truncated))
    return steps


def _compiled(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner:
    import ai_edge_litert

    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        with contextlib.closing(Compiled(folder / artifact.files[0].path)) as call:
            return answer_by_calls(call, manifest, texts, every_window)

    return Runner(f"ai-edge-litert {ai_edge_litert.__version__} CompiledModel", answer)


def _old_tflite(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    found = find_python()
    if found is None:
        return None
    python, version = found

    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        return answer_by_calls(OldTflite(python, folder / artifact.files[0].path), manifest, texts, every_window)

    return Runner(f"tflite-runtime {version}", answer)


def _tfjs(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    modules = find_modules()
    if modules is None:
        return None
    model = (folder / artifact.files[0].path).parent

    def call(calls: Sequence[Call]) -> list[Arrays]:
        """A graph model has one flat name space: inputs and outputs are called <signature>/<name> there."""
        runs = [
            TfjsRun({f"{one.signature}/{name}": value for name, value in one.inputs.items()},
                    tuple(f"{one.signature}/{spec.name}" for spec in one.outputs))
            for one in calls
        ]  # fmt: skip
        found = run_tfjs(model, runs, "wasm", modules, timeout=STARTING + CALLING * len(runs))
        return [{name.split("/")[1]: value for name, value in result.outputs.items()} for result in found]

    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        return answer_by_calls(call, manifest, texts, every_window)

    return Runner(f"{artifact.oldest_runtime} wasm, Node", answer)


def _browser(engine: str, folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    browser, page = find_browser(), find_page()
    if browser is None or page is None:
        return None

    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        found = ask_browser(browser, page, folder, engine, artifact.recipe, texts)
        return [Answer(one.ids, one.offsets, without_padding(one.outputs, manifest, len(one.ids))) for one in found]

    return Runner(f"{_ENGINES[engine]} wasm, {version(browser)}", answer)


_ENGINES = {"litert": "LiteRT.js", "tfjs": "TF.js"}


def _saved_model(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner:
    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        loaded = tf.saved_model.load(str((folder / artifact.files[0].path).parent))
        answers = []
        for text in texts:
            parts = [tf.constant([part.encode()]) for part in text]
            names = ("text", "text_pair")[: len(parts)]
            call = loaded.signatures["serve_pair" if len(parts) == 2 else "serving_default"]
            found = {name: value.numpy()[0] for name, value in call(**dict(zip(names, parts))).items()}
            tokens = loaded.signatures["tokenize_pair" if len(parts) == 2 else "tokenize"](**dict(zip(names, parts)))
            rows = {name: value.numpy() for name, value in tokens.items()}
            answers.append(tf_text.answer_of(rows, found, manifest))
        return answers

    return Runner(f"tensorflow {tf.__version__}", answer)


def _tf_text(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    import ai_edge_litert

    def answer(texts: Sequence[Text], every_window: bool = False) -> list[Answer]:
        return tf_text.answer_tflite(folder, manifest, artifact, texts)

    version = tf_text.version()
    name = f"ai-edge-litert {ai_edge_litert.__version__} with tensorflow-text {version}"
    return Runner(name, answer) if version else None


def _tf_text_saved_model(folder: Path, manifest: Manifest, artifact: Artifact) -> Runner | None:
    version = tf_text.version()  # imported: the SavedModel cannot be loaded before
    return version and replace(
        _saved_model(folder, manifest, artifact), name=f"tensorflow {tf.__version__} with tensorflow-text {version}"
    )


RUNTIMES: Mapping[str, Runtime] = {
    "interpreter": Runtime("tflite", _interpreter, "ai-edge-litert"),
    "compiled": Runtime("tflite", _compiled, "ai-edge-litert", usual=False),
    "tflite-2.14": Runtime("tflite", _old_tflite, INSTALL, usual=False),
    "tfjs": Runtime("tfjs", _tfjs, "Node with the @tensorflow packages (set HFEDGE_NODE_FOLDER to the folder of "
                    "node_modules)"),
    "browser-litert": Runtime("tflite", partial(_browser, "litert"), BROWSER, usual=False, most=MOST),
    "browser-tfjs": Runtime("tfjs", partial(_browser, "tfjs"), BROWSER, usual=False, most=MOST),
    "saved-model": Runtime("saved_model", _saved_model, "TensorFlow"),
    "tf-text": Runtime("tflite_tf_text", _tf_text, TF_TEXT_INSTALL),
    "tf-text-saved-model": Runtime("saved_model_tf_text", _tf_text_saved_model, TF_TEXT_INSTALL),
}  # fmt: skip


# Names that stand for several.
GROUPS: Mapping[str, tuple[str, ...]] = {"browser": ("browser-litert", "browser-tfjs")}


def check_runtimes(names: Sequence[str] | None, manifest: Manifest) -> None:
    """Raises UsageError for a name that is no row of RUNTIMES, and for one that runs nothing of the bundle."""
    there = {artifact.target for artifact in manifest.artifacts}
    for name in names or ():
        if name not in RUNTIMES and name not in GROUPS:
            raise UsageError(f"no runtime {name!r}", accepted=", ".join([*RUNTIMES, *GROUPS]))
        targets = {RUNTIMES[one].target for one in GROUPS.get(name, (name,))}
        if not targets & there:
            fitting = ", ".join(key for key, row in RUNTIMES.items() if row.target in there)
            found = f"the runtime {name} runs {' and '.join(sorted(targets))}, which the bundle has none of"
            raise UsageError(found, accepted=fitting)


def contained(manifest: Manifest) -> tuple[str, ...]:
    """The usual runtimes for the bundle but those of SavedModels: TensorFlow's graphs may read and write files, so one
    of somebody else's is run only where it is named."""
    there = {artifact.target for artifact in manifest.artifacts} - {"saved_model", "saved_model_tf_text"}
    return tuple(name for name, row in RUNTIMES.items() if row.usual and row.target in there)


def runtimes_for(artifact: Artifact, names: Sequence[str] | None) -> list[Runtime]:
    """Those that were asked for, or the usual ones and the older one that the artifact was made for."""
    rows = {name: row for name, row in RUNTIMES.items() if row.target == artifact.target}
    if names is None:
        names = [name for name, row in rows.items() if row.usual or artifact.oldest_runtime == LEGACY_OLDEST.get(name)]
    wanted = {one for name in names for one in GROUPS.get(name, (name,))}
    return [row for name, row in rows.items() if name in wanted]
