"""The one error that this package raises on purpose."""


class ModelError(Exception):
    """A bundle that cannot be opened or a model that cannot be run; the message says why and what to do."""
