"""TensorFlow's own TFLite converter, without what it does in Python afterwards."""

from typing import Any

from hfedge.lazy import tf


def lower(converter: Any, custom: bool = False) -> bytes:
    """converter: a TFLiteConverter, that quantizes nothing -> a .tflite of built-in ops, and with `custom` of others
    too, by their names. Raises what convert() raises.

    TensorFlow 2.21 then reads the file as Python objects and writes it again, twice, in more time than the conversion
    itself takes (3.6 of 6 s for a tokenizer of Unigram): to drop equal buffers, which ours does (flatbuffer.tidy), and
    to add a note with a hash that depends on what the process traced before.
    """
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS]
    converter.allow_custom_ops = custom
    converter.exclude_conversion_metadata = True
    converter._optimize_tflite_model = lambda model, *_, **__: model
    return bytes(converter.convert())
