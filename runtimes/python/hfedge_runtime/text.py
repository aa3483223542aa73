"""Texts as bytes."""

from hfedge_runtime.errors import ModelError

Text = str | bytes


def utf8(text: Text) -> bytes:
    """The bytes of a text. In a str, surrogate pairs are joined and lone surrogates become U+FFFD."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"a text is a str or bytes, not {type(text).__name__}")
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # surrogates: a detour over UTF-16 joins pairs and replaces what stays alone
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def shown(text: Text) -> str:
    """A text as a result holds it; bytes that are no UTF-8 are U+FFFD."""
    return utf8(text).decode("utf-8", "replace")


def several(texts: object, option: str) -> tuple[Text, ...]:
    """The texts of an option, at least one. Raises ModelError."""
    if texts is None or isinstance(texts, (str, bytes)):
        found = "one text" if texts else "none"
        raise ModelError(f"the model's task takes {option}, found {found}. Accepted: a list of texts, {option}=[...].")
    if not (found := tuple(texts)):
        raise ModelError(f"{option} is empty. Accepted: one text or more.")
    return found
