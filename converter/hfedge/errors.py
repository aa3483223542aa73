"""The one error that hfedge raises on purpose, and its narrower kinds.

Every message says what was found, where, what is accepted and what to do next; the command line
prints it after `error:` and exits with `exit_code`.
"""


class HfedgeError(Exception):
    """A refusal or failure that the person at the other end can act on.

    `found`, `where`, `accepted` and `hint` are joined to one message, in that order; all but
    `found` may be left out.
    """

    exit_code = 1

    def __init__(self, found: str, *, where: str = "", accepted: str = "", hint: str = ""):
        self.found, self.where, self.accepted, self.hint = found, where, accepted, hint
        super().__init__(self._message())

    def _message(self) -> str:
        parts = [f"{self.where}: {self.found}" if self.where else self.found]
        if self.accepted:
            parts.append(f"Accepted: {self.accepted}.")
        if self.hint:
            parts.append(self.hint)
        return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


class SourceError(HfedgeError):
    """The model's files cannot be had or read: not found, gated, offline, damaged, of a refused kind."""


class UnsupportedError(HfedgeError):
    """The model is readable but holds something that hfedge does not convert (named in the message)."""


class WeightError(HfedgeError):
    """A weight is missing, left over, or of the wrong shape."""


class EmitError(HfedgeError):
    """A converter produced something that the target runtime would not run, or run wrongly."""


class BundleError(HfedgeError):
    """A bundle is damaged, tampered with, too new, or cannot be written."""


class GoldenError(HfedgeError):
    """A golden file is damaged, too large, of a newer hfedge, or none."""


class PushError(HfedgeError):
    """The Hub does not take the bundle: no token, no right to write, something else is there already."""


class UsageError(HfedgeError):
    """The request itself is off: an unknown recipe, task, target or length."""

    exit_code = 2


class ParityError(HfedgeError):
    """An artifact's answers are outside the budget of its recipe."""

    exit_code = 3
