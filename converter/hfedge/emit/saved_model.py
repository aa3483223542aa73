"""SavedModel: strings in, a batch of any size, for TF Serving and tf.saved_model.load."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from hfedge.emit.serving import write_extra
from hfedge.lazy import tf
from hfedge.trace import TracedProgram


def write_saved_model(
    program: TracedProgram, folder: Path, labels: Iterable[str] = (), name: str = "saved_model"
) -> list[str]:
    """Writes `name`/ into `folder` -> its files, saved_model.pb first. The same program gives the same bytes.

    assets.extra holds warm-up requests for TF Serving, and the labels in the order of the scores."""
    root = folder / name
    options = tf.saved_model.SaveOptions(save_debug_info=False)
    tf.saved_model.save(program.module, str(root), signatures=dict(program.text_functions), options=options)
    # Optional, and it holds a random id (tensorflow/core/protobuf/fingerprint.proto).
    (root / "fingerprint.pb").unlink(missing_ok=True)
    shutil.rmtree(root / "assets", ignore_errors=True)
    write_extra(root, program.text_functions, labels)
    files = sorted(path.relative_to(folder).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(files, key=lambda file: file != f"{name}/saved_model.pb")
