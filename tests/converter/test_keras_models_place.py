"""The files of a Keras model in memory: there as long as it is converted, and no longer."""

import gc
import os
import subprocess
import sys
import tempfile

from hfedge.keras_models.live import open_model
from live_models import LABELS, TOKENIZER
from test_keras_models import attention, functional


def test_the_files_of_a_model_last_as_long_as_it_and_those_of_a_killed_process_are_removed_by_the_next(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "import os, signal; from hfedge.keras_models.place import Place; "
        "place = Place(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, timeout=60)
    (left,) = tmp_path.iterdir()
    live = open_model(functional(attention), TOKENIZER, labels=LABELS)
    assert not left.exists() and live.folder.is_dir()
    del live
    gc.collect()
    assert not list(tmp_path.iterdir())
