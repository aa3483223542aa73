"""What a model makes of the words."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Tokens:
    """int32[n] each: flags, 1 where a token begins; ids, begin, end: its id and its bytes of the input, at those
    places (anything elsewhere). totals: per text, int32[1], the last place that belongs to it: text k has the places
    totals[k - 1] + 1 to totals[k].

    places: int32[m], where the tokens are, in order, with places beyond the last total behind them; a model that has
    such a list gives it, and no flags. lost: as in Stream, by the model too. words: int32[n], the number of the piece
    that each place is of, from 1.
    """

    flags: Any
    ids: Any
    begin: Any
    end: Any
    totals: tuple[Any, ...]
    words: Any
    places: Any = None
    lost: Any = field(default_factory=lambda: np.zeros(1, np.int32))
