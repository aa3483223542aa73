"""A bundle of the model that is being trained, after every epoch or whenever a metric got better.

    model.fit(rows, validation_data=held_out, epochs=5,
              callbacks=[hfedge.keras.ConvertCallback("my-model.hfedge", monitor="val_accuracy", recipes=["int8"])])

It works with the `fit` of Keras 3 and of tf_keras (transformers' TensorFlow classes). A bundle is written beside `out`
and takes its place in one step (hfedge.publish), so what is at `out` is a whole bundle at every moment.
"""

import inspect
import logging
import math
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hfedge import api
from hfedge.errors import HfedgeError, UsageError
from hfedge.keras.monitor import Monitor
from hfedge.keras.protocol import Callback
from hfedge.manifest import Artifact, Manifest, Verdict, read_manifest

ON_ERROR = ("warn", "raise")
# What is added to `logs` at each epoch; NaN where there is none.
LOGS = ("hfedge_converted", "hfedge_label_agreement", "hfedge_max_abs_diff", "hfedge_bytes")


class ConvertCallback(Callback):
    """Converts the model to the bundle `out` at the end of epochs.

    out: the bundle's path; tokenizer: as for `hfedge.convert` (an EndToEnd model has its own). monitor: the name of a
    metric in `logs`, then only epochs that are better than all before are converted; mode: "min", "max", or "auto", by
    the metric's name. every: of how many epochs one is looked at. push_to: "org/name", where each bundle is pushed with
    push_options (those of `hfedge.push`). on_error: "warn" and train on, or "raise", where a bundle cannot be made or
    pushed; the older one stays. verbose: 1 prints a line for each bundle, 0 nothing. options: all else that
    `hfedge.convert` takes (recipes, lengths, data, labels ...).

    `logs`, and so the history, gets hfedge_converted (1 or 0) and of the default file hfedge_label_agreement,
    hfedge_max_abs_diff and hfedge_bytes. Raises UsageError at once for options that are none, and HfedgeError where the
    training begins for what can be told then.
    """

    def __init__(
        self,
        out: str | Path,
        *,
        tokenizer: Any = None,
        monitor: str | None = None,
        mode: str = "auto",
        every: int = 1,
        push_to: str | None = None,
        push_options: Mapping[str, Any] | None = None,
        on_error: str = "warn",
        verbose: int = 1,
        **options: Any,
    ):
        super().__init__()
        if on_error not in ON_ERROR:
            raise UsageError(f"on_error={on_error!r}", accepted=", ".join(ON_ERROR))
        if isinstance(every, bool) or not isinstance(every, int) or every < 1:
            raise UsageError(f"every={every!r}", accepted="a number of epochs, 1 or more")
        if monitor is None and mode != "auto":
            raise UsageError(f"mode={mode!r} without a monitor, whose way it says")
        if push_to is None and push_options:
            raise UsageError("push_options without push_to, where a bundle would go")
        _check_names("hfedge.convert", api.convert, options, taken=("model", "out", "tokenizer"))
        _check_names("hfedge.push", _push_function(), push_options or {}, taken=("bundle", "repository"))
        self.out, self.every, self.on_error, self.verbose = Path(out), every, on_error, verbose
        self.monitor = Monitor(monitor, mode) if monitor else None
        self.push_to, self.push_options = push_to, dict(push_options or {})
        self.options = options if tokenizer is None else {"tokenizer": tokenizer, **options}

    def on_train_begin(self, logs: Mapping[str, Any] | None = None) -> None:
        """Raises HfedgeError for what would make every epoch's bundle fail."""
        check_destination(self.out)
        check_options(self.options)
        if self.push_to is not None:
            from hfedge.hub_push import check_place

            check_place(self.push_to, self.push_options.get("revision") or "main")

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """epoch: from 0, as Keras counts them."""
        logs = {} if logs is None else logs
        found = self._convert_epoch(epoch + 1, logs) if (epoch + 1) % self.every == 0 else None
        logs.update(_numbers(found))

    def _convert_epoch(self, epoch: int, logs: Mapping[str, Any]) -> Manifest | None:
        """None where no bundle was made. What is best is what was converted: a better epoch whose conversion failed
        does not keep a later one from it."""
        value = self._try(epoch, "its metric was not found, so it is converted", lambda: self._value(logs))
        if value is not None and not self.monitor.improves(value):
            return None
        found = self._try(epoch, f"it was not converted, {self.out} is as before", self._convert)
        if found is None:
            return None
        if value is not None:
            self.monitor.best = value
        self._say(epoch, f"{self.out}: {summary(found)}")
        if self.push_to is not None:
            pushed = self._try(epoch, f"it was not pushed to {self.push_to}", lambda: self._push(epoch, value))
            if pushed is not None:
                self._say(epoch, f"{pushed.url} is at commit {pushed.commit[:12]}")
        return found

    def _value(self, logs: Mapping[str, Any]) -> float | None:
        return self.monitor.read(logs) if self.monitor else None

    def _convert(self) -> Manifest:
        api.convert(self.model, self.out, **self.options).close()
        return read_manifest(self.out)

    def _push(self, epoch: int, value: float | None) -> Any:
        named = f", {self.monitor.name} {value:.4f}" if value is not None else ""
        return api.push(self.out, self.push_to, **{"message": f"Epoch {epoch}{named}", **self.push_options})

    def _try(self, epoch: int, what: str, action: Callable[[], Any]) -> Any:
        """What it gives; None after a warning where it fails. Ctrl-C and signals are no errors: they end the
        training."""
        try:
            return action()
        except Exception as error:
            if self.on_error == "raise":
                raise
            if not isinstance(error, HfedgeError):  # nothing that was foreseen: its place is worth knowing
                logging.getLogger("hfedge").exception("epoch %d", epoch)
            said = str(error) if isinstance(error, HfedgeError) else f"{type(error).__name__}: {error}"
            warnings.warn(f"Epoch {epoch}: {what}. {said}", stacklevel=2)
            return None

    def _say(self, epoch: int, text: str) -> None:
        if self.verbose:
            print(f"\nEpoch {epoch}: {text}")  # as ModelCheckpoint does: the progress bar is in the line above


def check_destination(out: Path) -> None:
    """Raises BundleError where no bundle can be written: no such folder, or something else is there."""
    from hfedge.publish import staging

    with staging(out):
        pass


def check_options(options: Mapping[str, Any]) -> None:
    """Raises UsageError for recipes, targets and data that no model could be converted with."""
    from hfedge.pipeline import check_request
    from hfedge.plan import ConvertRequest
    from hfedge.recipe_choice import parse_budget

    lists = {name: tuple(options[name]) for name in ("targets", "recipes") if options.get(name)}
    budget = parse_budget(options["budget"]) if options.get("budget") else None
    calibration, data = (api.data_request(options.get(name)) for name in ("calibration", "data"))
    more = {"legacy_runtime": options.get("legacy_runtime"), "calibration": calibration, "data": data}
    check_request(ConvertRequest(None, **lists, budget=budget, **more), options.get("verify", True))


def summary(manifest: Manifest) -> str:
    """ "tflite int8: labels agree on 98.4 %, largest difference 3.1e-02, 1.10 MB; ..." """
    return "; ".join(_summary(artifact, _verdicts(manifest, artifact)) for artifact in manifest.artifacts)


def _summary(artifact: Artifact, verdicts: list[Verdict]) -> str:
    said = []
    agreement = _least(verdict.label_agreement for verdict in verdicts)
    cosine = _least(verdict.min_cosine for verdict in verdicts)
    if not math.isnan(agreement):
        said.append(f"labels agree on {100 * agreement:.1f} %")
    if not math.isnan(cosine):
        said.append(f"cosine {cosine:.4f} or more")
    said.append(f"largest difference {_largest(verdicts):.1e}" if verdicts else "not compared")
    return f"{artifact.target} {artifact.recipe}: {', '.join(said)}, {_bytes(artifact) / 1e6:.2f} MB"


def _verdicts(manifest: Manifest, artifact: Artifact) -> list[Verdict]:
    """Of every runtime that it was compared in."""
    found = manifest.parity.artifacts if manifest.parity else ()
    return [verdict for verdict in found if (verdict.target, verdict.recipe) == (artifact.target, artifact.recipe)]


def _numbers(manifest: Manifest | None) -> dict[str, float]:
    """LOGS, the same names at every epoch: Keras' CSVLogger and the history need that."""
    if manifest is None:
        return dict.fromkeys(LOGS, math.nan) | {LOGS[0]: 0.0}
    artifact = manifest.artifacts[0]
    verdicts = _verdicts(manifest, artifact)
    agreement = _least(verdict.label_agreement for verdict in verdicts)
    return dict(zip(LOGS, (1.0, agreement, _largest(verdicts), float(_bytes(artifact)))))


def _largest(verdicts: list[Verdict]) -> float:
    return max((verdict.max_abs_diff for verdict in verdicts), default=math.nan)


def _least(values: Any) -> float:
    return min((value for value in values if value is not None), default=math.nan)


def _bytes(artifact: Artifact) -> int:
    return sum(file.bytes for file in artifact.files)


def _push_function() -> Callable[..., Any]:
    from hfedge.hub_push import push

    return push


def _check_names(what: str, function: Callable[..., Any], options: Mapping[str, Any], taken: tuple[str, ...]) -> None:
    there = [name for name in inspect.signature(function).parameters if name not in taken]
    unknown = [name for name in options if name not in there]
    if unknown:
        raise UsageError(f"{what} has no option {unknown[0]!r}", accepted=", ".join(there))
