"""The metrics of the original and of artifacts on data with labels, out of the answers that parity compares anyway."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hfedge.data import Text
from hfedge.errors import UsageError
from hfedge.metrics.tasks import Labelled, Scores
from hfedge.resolve import Snapshot


@dataclass(frozen=True)
class Measured:
    """The original's metrics. source: on what, in words; rows: how many of it; said: what was chosen of it."""

    source: str
    rows: int
    said: tuple[str, ...]
    scores: Scores


def measure_original(
    labelled: Labelled, cases: Sequence[Any], snapshot: Snapshot, max_tokens: int, device: str
) -> Measured:
    """cases: hfedge.parity.reference.Expected of the texts. Where the metric is of the typed result, transformers' own
    pipeline gives it. Raises UsageError."""
    if labelled.metric.predict is None:
        by_text = dict(zip(labelled.texts, _ask_pipeline(labelled, snapshot, max_tokens, device)))
        found = [by_text[labelled.texts[example.members[0]]] for example in labelled.examples]
    else:
        found = predictions(labelled, {case.text: case.outputs for case in cases}, labelled.original.labels)
    return Measured(labelled.source, len(labelled.examples), labelled.said, labelled.scores(found))


def predictions(labelled: Labelled, outputs: Mapping[Text, Any], names: Sequence[str]) -> list[Any]:
    """outputs: by text; names: of the labels, in the order of the scores. Raises UsageError for a text that has no
    answer."""
    found = []
    for example in labelled.examples:
        texts = [labelled.texts[place] for place in example.members]
        missing = [text for text in texts if text not in outputs]
        if missing:
            raise UsageError(f"the tokenizer makes nothing of {missing[0][0]!r:.60}", where=labelled.source,
                             hint="Leave the row out.")  # fmt: skip
        found.append(labelled.metric.predict([outputs[text] for text in texts], names, labelled.original))
    return found


def of_result(result: Any) -> Any:
    """The prediction in a typed result of hfedge_runtime."""
    if hasattr(result, "entities"):
        return frozenset((entity.start, entity.end, entity.label) for entity in result.entities)
    return result.answers[0].text


def losses(original: Scores, artifact: Scores, budget: Mapping[str, float]) -> list[str]:
    """What is outside a budget: by metric (its name in small letters, with _ or blanks), how much may be lost of it.
    Raises UsageError for a metric that was not measured."""
    named = {_plain(name): name for name in original}
    found = []
    for asked, most in budget.items():
        if _plain(asked) not in named:
            raise UsageError(f"no metric {asked!r} here", accepted=", ".join(original))
        name = named[_plain(asked)]
        lost = original[name] - artifact[name]
        if not lost <= most:
            found.append(f"{name} {artifact[name]:.4f}, {lost:.4f} below the original's, at most {most:g}")
    return found


def _plain(name: str) -> str:
    return name.lower().replace("_", " ").replace("-", " ")


def _ask_pipeline(labelled: Labelled, snapshot: Snapshot, max_tokens: int, device: str) -> list[Any]:
    if snapshot.live and snapshot.live.core:
        found = (
            f"the metric of {labelled.original.task} is transformers' torch pipeline's, the original is a Keras model"
        )
        raise UsageError(found, accepted="data without labels", hint="Give the texts alone.")
    import transformers

    from hfedge.parity.torch_models import load_torch_model

    task, folder = labelled.original.task, str(snapshot.folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    tokenizer.model_max_length = max_tokens
    given = {"model": load_torch_model(snapshot, task).core, "tokenizer": tokenizer, "device": device}
    try:
        ask = transformers.pipeline(task, **given)
    except KeyError as error:
        raise UsageError(f"transformers {transformers.__version__} has no pipeline for {task}",
                         accepted="transformers 4.57") from error  # fmt: skip
    return [PIPELINES[task](ask, text, labelled.options, max_tokens) for text in labelled.texts]


def _entities(ask: Any, text: Text, options: Mapping[str, Any], max_tokens: int) -> frozenset:
    found = ask(text[0], aggregation_strategy=options["aggregation"])
    return frozenset((item["start"], item["end"], item["entity_group"]) for item in found)


def _answer(ask: Any, text: Text, options: Mapping[str, Any], max_tokens: int) -> str:
    asked = {"question": text[0], "context": text[1], "max_seq_len": max_tokens}
    return ask(**asked, handle_impossible_answer=options["allow_no_answer"])["answer"]


PIPELINES = {"token-classification": _entities, "question-answering": _answer}
