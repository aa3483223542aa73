"""The constant tables of a compiled step: every array in its fields, found and replaced by name.

A compiled step is a frozen dataclass whose array fields are tables; it may hold other such dataclasses, or tuples of
them. So a step needs no code of its own to become variables (TF.js, SavedModel) or inputs of a graph (TFLite).
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np


def tables_of(part: Any, prefix: str = "") -> dict[str, Any]:
    """Every table below `part`, by its path such as "model/trie/check"."""
    return dict(_walk(part, prefix))


def _walk(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    if _is_table(part):
        yield path, part
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _walk(item, _join(path, str(index)))
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _walk(getattr(part, field.name), _join(path, field.name))


def with_tables(part: Any, tables: Mapping[str, Any], prefix: str = "") -> Any:
    """The same step over other tensors of the same shapes."""
    if _is_table(part):
        return tables[prefix]
    if isinstance(part, tuple) and not hasattr(part, "_fields"):
        return tuple(with_tables(item, tables, _join(prefix, str(index))) for index, item in enumerate(part))
    if is_dataclass(part) and not isinstance(part, type):
        below = ((field.name, getattr(part, field.name)) for field in fields(part) if field.init)
        return replace(part, **{name: with_tables(value, tables, _join(prefix, name)) for name, value in below})
    return part


def _is_table(part: Any) -> bool:
    return isinstance(part, np.ndarray) or (hasattr(part, "shape") and hasattr(part, "dtype"))


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
