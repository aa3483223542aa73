"""The reference beside the compiled tokenizer: what `hfedge conformance` is made of, for the tests."""

from hfedge.conformance.compare import (
    BySize,
    Compiled,
    Difference,
    Reference,
    Tokenized,
    decode_with_offsets,
    differences,
)

__all__ = ["BySize", "Compiled", "Difference", "Reference", "Tokenized", "decode_with_offsets", "differences"]
