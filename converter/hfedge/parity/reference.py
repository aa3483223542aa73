"""The reference: the original model in torch float32, and the Hugging Face tokenizer, asked about some texts.

Nothing here is shared with the edge graphs: transformers' own classes and the `tokenizers` library give the expected
answers, and pooling is written once more in torch.
"""

import contextlib
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hfedge.data.record import Text, hash_texts
from hfedge.errors import UsageError
from hfedge.manifest import Reference
from hfedge.parity.torch_models import load_torch_model
from hfedge.resolve import Snapshot
from hfedge.tokenizer.spec import TokenizerSpec

INSTALL = "pip install 'hfedge[reference]'"


@dataclass(frozen=True)
class Expected:
    """The reference's answer for one text: ids, type_ids [tokens]; offsets [tokens][2] in bytes; outputs by name
    (float32, without the batch dimension)."""

    text: Text
    ids: tuple[int, ...]
    type_ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    outputs: dict[str, np.ndarray]

    def __repr__(self) -> str:
        return f"Expected({self.text!r:.40}, {len(self.ids)} tokens, {', '.join(self.outputs)})"


@dataclass(frozen=True)
class Tokens:
    """What Hugging Face `tokenizers` makes of a text or pair, [tokens] each. offsets: in bytes of the token's own text;
    sequences: 0 for the text, 1 for its pair, None for a special token; words: the word that a token is of, None for a
    special token."""

    ids: tuple[int, ...]
    type_ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    sequences: tuple[int | None, ...]
    words: tuple[int | None, ...]


@dataclass(frozen=True)
class Golden:
    """The reference's answers, and what computed them, for one commit of a model as one task; texts were cut to
    max_tokens; labels in the order of the scores. `file`: what it was read from, "" where torch was asked."""

    name: str
    commit: str
    task: str
    max_tokens: int
    reference: Reference
    cases: tuple[Expected, ...]
    labels: tuple[str, ...] = ()
    file: str = ""

    @property
    def texts_sha256(self) -> str:
        return hash_texts([case.text for case in self.cases])


def require_reference(device: str = "auto", instead: str = ", or pass --no-verify") -> None:
    """Raises UsageError if torch, transformers or the device that was asked for is missing, before any work is done.

    instead: what can be done without, for the message.
    """
    import importlib.util

    missing = [name for name in ("torch", "transformers") if importlib.util.find_spec(name) is None]
    if missing:
        found = f"the original cannot be run without {' and '.join(missing)}"
        raise UsageError(found, hint=f"Install it with: {INSTALL}{instead}.")
    if device != "auto":
        choose_device(device)


class TokenizerReference:
    """Hugging Face `tokenizers` on a tokenizer's own file, cut to max_tokens, not padded; offsets in bytes."""

    def __init__(self, spec: TokenizerSpec, max_tokens: int):
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_str(spec.source)
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.room = max_tokens - self.tokenizer.num_special_tokens_to_add(True)
        self.stride = None if spec.overlap is None else spec.stride(max_tokens)
        if self.stride is None:
            strategy, side = spec.truncation_strategy, spec.truncation_side
            self.tokenizer.enable_truncation(max_tokens, strategy=strategy, direction=side)

    def encode(self, text: Text) -> Tokens:
        """No token where the reference refuses: the text that is to give way is shorter than what is too much."""
        try:
            found = self.tokenizer.encode(*text)
        except Exception as error:  # the bindings raise no other
            if "too short to respect" not in str(error):
                raise
            return Tokens((), (), (), (), ())
        sequences = tuple(found.sequence_ids)
        kept = range(len(sequences)) if self.stride is None else self._first_window(sequences)
        starts = [np.cumsum([0, *(len(char.encode()) for char in part)]) for part in text]
        offsets = tuple(
            (0, 0) if part is None else (int(starts[part][begin]), int(starts[part][end]))
            for (begin, end), part in zip(found.offsets, sequences)
        )
        rows = (found.ids, found.type_ids, offsets, sequences, found.word_ids)
        return Tokens(*(tuple(row[place] for place in kept) for row in rows))

    def _first_window(self, sequences: tuple[int | None, ...]) -> list[int]:
        """The places of what is read first of a pair that is too long: `tokenizers` raises where the first text leaves
        no more room than windows share, so it is done here, by cutting that text."""
        kept = {0: min(sequences.count(0), self.room - self.stride - 1)}
        kept[1] = self.room - kept[0]
        counted = [sequences[:place].count(part) for place, part in enumerate(sequences)]
        return [place for place, part in enumerate(sequences) if part is None or counted[place] < kept[part]]


def make_golden(
    snapshot: Snapshot,
    task: str,
    spec: TokenizerSpec,
    max_tokens: int,
    texts: Sequence[Text],
    device: str = "cpu",
    threads: int | None = None,
) -> Golden:
    """Asks torch about every text, one at a time, so that no padding takes part. threads: of torch on a CPU, whose last
    bits depend on it; None: as many as torch takes. Raises UsageError for a device that is not here."""
    import torch

    device = "cpu" if snapshot.live and snapshot.live.core else choose_device(device)
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
    tokenizer, model = TokenizerReference(spec, max_tokens), load_torch_model(snapshot, task).to(device)
    cases = []
    for text in texts:
        tokens = tokenizer.encode(text)
        if not tokens.ids:
            continue  # refused, or the empty text of a tokenizer without special tokens: no model takes no token
        with torch.inference_mode(), _threads(threads):
            outputs = model(tokens)
        arrays = {name: value.float().cpu().numpy() for name, value in outputs.items()}
        cases.append(Expected(text, tokens.ids, tokens.type_ids, tokens.offsets, arrays))
    software = versions(device, snapshot)
    return Golden(snapshot.name, snapshot.commit, task, max_tokens, software, tuple(cases), model.labels)


@contextlib.contextmanager
def _threads(count: int | None) -> Iterator[None]:
    """None: as they are."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(count or before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def choose_device(asked: str) -> str:
    """The default, "auto", is cuda where there is one, else cpu: mps, which lacks ops of some models, is for who asks.

    Raises UsageError for a device that is not here.
    """
    import torch

    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if asked == "auto":
        return "cuda" if there["cuda"] else "cpu"
    if not there.get(asked):
        raise UsageError(
            f"torch {torch.__version__} finds no device {asked!r} here",
            accepted=", ".join(name for name, found in there.items() if found),
            hint="Install a torch that was built for it, or choose another --device.",
        )
    return asked


def versions(device: str, snapshot: Snapshot) -> Reference:
    """Of what computed the answers: torch and transformers, or the Keras of a model in memory."""
    import tokenizers
    import torch
    import transformers

    if snapshot.live and snapshot.live.core:
        return Reference("", "", tokenizers.__version__, f"CPU ({platform.machine()})", **snapshot.live.software)
    names = {"cuda": torch.cuda.get_device_name, "mps": lambda: f"Apple GPU ({platform.machine()})"}
    name = names[device]() if device in names else f"CPU ({platform.machine()})"
    return Reference(torch.__version__, transformers.__version__, tokenizers.__version__, name)
