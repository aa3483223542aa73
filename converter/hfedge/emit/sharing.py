"""A FlatBuffers builder that writes what is equal once.

The signatures of a .tflite differ in their lengths: most of their tensors, operators and options are the same to the
last byte, and a FlatBuffer may refer to one table from many places. flatc's own object API writes all of them.
"""

from typing import Any

import flatbuffers
import numpy as np


class SharingBuilder(flatbuffers.Builder):
    """Tables whose fields are equal, vectors of numbers and strings are each written once. Vectors that are written
    element by element (of tables; LazyBuffer's) are not shared."""

    def __init__(self, initialSize: int = 1024):
        super().__init__(initialSize)
        self._places: dict[Any, int] = {}
        self._fields: list[tuple[Any, ...]] = []

    def StartObject(self, numfields: int) -> None:
        super().StartObject(numfields)
        self._fields = []

    def PrependSlot(self, flags: Any, o: int, x: Any, d: Any) -> None:
        super().PrependSlot(flags, o, x, d)
        self._note(o, flags, x)

    def PrependUOffsetTRelativeSlot(self, o: int, x: int, d: int) -> None:
        super().PrependUOffsetTRelativeSlot(o, x, d)
        self._note(o, None, x)

    def PrependStructSlot(self, v: int, x: int, d: int) -> None:
        super().PrependStructSlot(v, x, d)
        self._note(v, "struct", x)  # its own place in the buffer: never equal to another

    def _note(self, slot: int, flags: Any, value: Any) -> None:
        if self.current_vtable[slot]:
            self._fields.append((slot, flags, value))

    def EndObject(self) -> int:
        key = ("table", len(self.current_vtable), *self._fields)
        if key in self._places:
            self._take_back()
        else:
            self._places[key] = super().EndObject()
        return self._places[key]

    def CreateNumpyVector(self, x: np.ndarray) -> int:
        return self._once(("vector", x.dtype.str, x.tobytes()), super().CreateNumpyVector, x)

    def CreateString(self, s: Any, encoding: str = "utf-8", errors: str = "strict") -> int:
        return self._once(("string", s), super().CreateString, s, encoding, errors)

    def _once(self, key: Any, write: Any, *arguments: Any) -> int:
        if key not in self._places:
            self._places[key] = write(*arguments)
        return self._places[key]

    def _take_back(self) -> None:
        """Forgets the table that was begun. Offsets count from the buffer's end, which is where writing begins."""
        self.head = len(self.Bytes) - self.objectEnd
        self.nested, self.current_vtable = False, None
