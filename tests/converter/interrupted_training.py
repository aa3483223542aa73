"""A training with ConvertCallback, in forks of one process, each interrupted where a line of stdin says.

    python interrupted_training.py OUT [COPY COPY]
    {"signal": 9, "at": "stage trace", "seed": 1}      -> {"status": -9}

at: "stage NAME" of a conversion, "before NAME" or "after NAME" of a function of hfedge.publish, "second X" after the
first conversion began, "never". status: the exit code, or minus the signal that ended it. TensorFlow is imported once,
and computes in the forks alone: its threads would not survive a fork.

Without COPYs a small Keras model is trained and converted for an epoch. With them every epoch's bundle is a copy of one
or the other in turn, many times and without TensorFlow: then nearly all the time goes to publishing.
"""

import importlib
import json
import os
import shutil
import sys
import tempfile
import threading
import traceback
from pathlib import Path

from hfedge import api, publish
from hfedge.keras import ConvertCallback, callback
from hfedge.lazy import tf
from hfedge.manifest import read_manifest
from hfedge.progress import Progress

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "good", "bad", "so", "very")


def tokenizer():
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    found = Tokenizer(models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
    found.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    found.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return found


def classifier(seed: int):
    """The mean of the tokens' vectors, and two labels."""
    import keras

    keras.utils.set_random_seed(seed)
    ids = keras.Input((None,), dtype="int32", name="input_ids")
    mask = keras.Input((None,), dtype="int32", name="attention_mask")
    vectors = keras.layers.Embedding(len(WORDS), 8)(ids)
    pooled = keras.layers.GlobalAveragePooling1D()(vectors, mask=mask)
    return keras.Model({"input_ids": ids, "attention_mask": mask}, keras.layers.Dense(2, name="logits")(pooled))


class Interrupting(Progress):
    """Sends itself the signal as a stage begins."""

    def __init__(self, number: int, at: str):
        super().__init__()
        self.number, self.at = number, at

    def begin(self, name: str, own_bars: bool = False) -> None:
        if name == "resolve":
            start_timer(self.number, self.at)
        if self.at == f"stage {name}":
            send(self.number)


def send(number: int) -> None:
    os.kill(os.getpid(), number)


def start_timer(number: int, at: str) -> None:
    if at.startswith("second "):
        threading.Timer(float(at.removeprefix("second ")), send, [number]).start()


def interrupt_publishing(number: int, at: str) -> None:
    """Before or after a function of hfedge.publish."""
    when, _, name = at.partition(" ")
    if when not in ("before", "after"):
        return
    function = getattr(publish, name)

    def interrupted(*given):
        if when == "before":
            send(number)
        found = function(*given)
        if when == "after":
            send(number)
        return found

    setattr(publish, name, interrupted)


def train(out: Path, asked: dict) -> None:
    """One epoch, of a Keras model."""
    import keras
    import numpy as np

    model = classifier(asked["seed"])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss=loss)
    ids = np.array([[2, 4, 3], [2, 5, 3], [2, 6, 4], [2, 7, 5]], np.int32)
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    convert = ConvertCallback(
        out, tokenizer=tokenizer(), labels=["bad", "good"], targets=["tflite"], recipes=["fp32"], lengths=[8],
        verify=False, on_error="raise", verbose=0, progress=Interrupting(asked["signal"], asked["at"]),
    )  # fmt: skip
    model.fit(inputs, np.array([1, 0, 1, 0]), epochs=1, verbose=0, callbacks=[convert])


class Copied:
    """As the Bundle that hfedge.convert gives."""

    def __init__(self, source: Path, out: Path):
        with publish.staging(out) as stage:
            shutil.copytree(source, stage.folder, dirs_exist_ok=True)
            publish.publish(stage, read_manifest(stage.folder))

    def close(self) -> None:
        pass


def copy(out: Path, asked: dict, sources: list[Path]) -> None:
    """Many epochs, as `fit` calls a callback."""
    convert = ConvertCallback(out, on_error="raise", verbose=0)
    convert.on_train_begin()
    start_timer(asked["signal"], asked["at"])
    for epoch in range(asked.get("epochs", 100)):
        convert.set_model(sources[epoch % 2])
        convert.on_epoch_end(epoch, {})


def ending(action, *given) -> int:
    """The exit code of a program that does this."""
    try:
        action(*given)
    except KeyboardInterrupt:
        return 130
    except SystemExit as error:
        return error.code
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def prepare(sources: list[Path]) -> None:
    """What every fork would otherwise import itself, and for copies what would take their time."""
    importlib.import_module("hfedge.hub_push")
    if not sources:
        assert tf.lite  # as hfedge starts it
        importlib.import_module("hfedge.pipeline")
        importlib.import_module("keras")
        return
    api.convert = Copied
    callback.check_options = lambda options: None  # there are none, and TensorFlow stays away
    publish.write_card = lambda folder, manifest, name: (folder / "README.md").write_text(name)
    with tempfile.TemporaryDirectory() as folder:
        Copied(sources[0], Path(folder) / "m")


def main(out: Path, sources: list[Path]) -> None:
    prepare(sources)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            interrupt_publishing(asked["signal"], asked["at"])
            os._exit(ending(*((copy, out, asked, sources) if sources else (train, out, asked))))
        _, status = os.waitpid(child, 0)
        print(json.dumps({"status": os.waitstatus_to_exitcode(status)}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(path) for path in sys.argv[2:]])
