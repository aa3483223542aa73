"""--tokenizer tf-text: files in which TF Text's own ops read the text, for apps that link them anyway.

Their text is one string, not bytes as int32. They need custom ops, so they are formats of their own
(recipes.TF_TEXT_TARGETS) and never what a conversion gives by default. TF Text is no Hugging Face tokenizer: where the
two read a text differently is classed (classes.py), counted by the parity check and written into the manifest.
"""

import importlib.util

from hfedge.errors import UsageError

INSTALL = "pip install 'hfedge[tf-text]'"
TF_TEXT = "tensorflow-text"
# The ops that are used of it; they are called so in a graph and in a .tflite.
TF_TEXT_OPS = ("FastBertNormalize", "FastWordpieceTokenizeWithOffsets", "TFText>FastSentencepieceTokenize")


def is_installed() -> bool:
    return importlib.util.find_spec("tensorflow_text") is not None


def require_tf_text() -> None:
    """Raises UsageError before any work is done."""
    if not is_installed():
        raise UsageError("--tokenizer tf-text needs tensorflow-text, which is not installed", accepted=INSTALL)
