"""What a runtime raises that does not take a file: no failure of the bundle, but something that a report says."""


class Refused(RuntimeError):
    """The runtime's own message."""
