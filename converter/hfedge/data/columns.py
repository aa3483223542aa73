"""Which columns hold texts and labels, where the person does not say: by their names, if only one reading fits."""

from collections.abc import Sequence

from hfedge.data.record import DataRequest, Source
from hfedge.errors import UsageError

ONE = ("text", "sentence", "content", "document", "review", "comment", "message", "body", "utterance", "tweet")
PAIRS = (
    ("text", "text_pair"),
    ("sentence1", "sentence2"),
    ("sentence_1", "sentence_2"),
    ("sentence_A", "sentence_B"),
    ("premise", "hypothesis"),
    ("question", "context"),
    ("question1", "question2"),
    ("question", "sentence"),
    ("question", "passage"),
    ("query", "passage"),
    ("query", "document"),
    ("query", "text"),
    ("anchor", "positive"),
)
TOKENS = (("tokens",), ("words",))
LISTS = (("query", "documents"), ("query", "passages"), ("question", "choices"), ("prompt", "choices"))
SINGLE = (*((name,) for name in ONE), ("query",), ("question",))
LABELS = ("label", "labels")
# Columns whose rows are lists of texts, whatever the task.
LISTED = frozenset(name for names in (*TOKENS, *(pair[1:] for pair in LISTS)) for name in names)
# What a tokenizer left of the texts, as transformers, KerasHub and TF Model Garden call it.
TOKEN_IDS = ("input_ids", "token_ids", "input_word_ids")
# By task, where it is not for texts, pairs and LABELS alone: the columns, and those of the labels.
TEXT_COLUMNS: dict[str, tuple[tuple[str, ...], ...]] = {
    "token-classification": (*SINGLE, *TOKENS),
    "multiple-choice": LISTS[2:],
    "text-ranking": (*LISTS[:2], *PAIRS),
}
LABEL_COLUMNS: dict[str, tuple[str, ...]] = {
    "token-classification": ("entities", "spans", "ner_tags", "tags", "labels"),
    "question-answering": ("answers", "answer"),
    "fill-mask": ("answer", "answers", "label"),
    "sentence-similarity": ("score", "similarity_score", "similarity", "label"),
    "feature-extraction": ("score", "similarity_score", "similarity", "label"),
}


def choose_columns(source: Source, request: DataRequest, task: str, pairs_only: bool) -> tuple[str, ...]:
    """Raises UsageError that lists the columns."""
    if request.columns:
        _check(source, *request.columns)
        return request.columns
    known = TEXT_COLUMNS.get(task) or (PAIRS if pairs_only else (*SINGLE, *PAIRS))
    there = set(source.columns)
    matching = [names for names in known if there.issuperset(names)]
    matching = [names for names in matching if not any(set(names) < set(other) for other in matching)]
    if len(matching) == 1:
        return matching[0]
    ids = [name for name in TOKEN_IDS if name in there]
    if ids and not matching:
        raise token_ids_alone(source.where, ids[0])
    others = [name for name in source.columns if name not in (request.label, *_label_names(task))]
    if not matching and len(others) == 1 and not pairs_only:
        return (others[0],)
    found = " and ".join(", ".join(names) for names in matching) or "none by a name that is known"
    raise _unclear(source, f"the columns of the texts are not clear ({found})", name_columns(request))


def token_ids_alone(where: str, found: str) -> UsageError:
    return UsageError(
        f"it holds token ids ({found}) and no texts", where=where, accepted="texts",
        hint="Give the data as it is before your tokenizer: the tokenizer is a part of what is converted.",
    )  # fmt: skip


def name_columns(request: DataRequest) -> str:
    """How the person says which columns hold the texts."""
    if request.is_given:
        return "Name the column: hfedge.DataRequest(data, columns=[...]), two for pairs."
    return "Name the column with --column, twice for pairs."


def choose_label(source: Source, request: DataRequest, task: str, columns: Sequence[str]) -> str:
    """ "" where there is none. Raises UsageError for one that was named and is not there."""
    if request.label:
        _check(source, request.label)
        return request.label
    if source.label:
        return source.label
    return next((name for name in _label_names(task) if name in source.columns and name not in columns), "")


def _label_names(task: str) -> tuple[str, ...]:
    return LABEL_COLUMNS.get(task, LABELS)


def _check(source: Source, *names: str) -> None:
    missing = [name for name in names if name not in source.columns]
    if missing:
        raise _unclear(source, f"no column {missing[0]!r}")


def _unclear(source: Source, found: str, hint: str = "") -> UsageError:
    return UsageError(found, where=source.where, accepted=f"columns {', '.join(source.columns)}", hint=hint)
