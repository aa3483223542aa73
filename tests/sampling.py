"""Of long lists of like cases `make test` takes some, which keeps it under an hour on two cores.

HFEDGE_EVERY_CASE=1 make test: all of them.
"""

import os
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")
EVERY_CASE = bool(os.environ.get("HFEDGE_EVERY_CASE"))


def some(cases: Iterable[Case], step: int) -> list[Case]:
    """Every step-th, the first among them; or all."""
    return list(cases)[:: 1 if EVERY_CASE else step]
