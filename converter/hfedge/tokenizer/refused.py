"""How a parser or a step says that it cannot do something exactly."""


class Refused(Exception):
    """What was found, in words; spec.py turns it into an UnsupportedError that names the step and the file."""
