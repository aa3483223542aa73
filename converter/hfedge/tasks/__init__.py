"""The tasks that hfedge converts for, by name. One file and one row each."""

from hfedge.errors import UsageError
from hfedge.tasks.feature_extraction import read_features_head, read_similarity_head
from hfedge.tasks.fill_mask import MASKS, TOP, read_fill_mask_head
from hfedge.tasks.multiple_choice import read_choice_head
from hfedge.tasks.question_answering import read_question_head
from hfedge.tasks.record import Task, TaskHead
from hfedge.tasks.text_classification import read_classification_head
from hfedge.tasks.text_ranking import read_ranking_head
from hfedge.tasks.token_classification import read_token_classification_head
from hfedge.tasks.zero_shot import read_entailment_head

__all__ = ["TASKS", "Task", "TaskHead", "find_task"]

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        Task(
            "text-classification",
            "a score per label for a text or a pair of texts",
            class_suffix="ForSequenceClassification",
            accepts_pairs=True,
            read_head=read_classification_head,
            compared=("scores",),
            scores=frozenset({"scores"}),
            head="text-classification",
        ),
        Task(
            "zero-shot-classification",
            "a score for each of any labels, by a model for natural language inference",
            class_suffix="",
            accepts_pairs=True,
            read_head=read_entailment_head,
            compared=("scores",),
            scores=frozenset({"scores"}),
            head="text-classification",
            pairs_only=True,
            truncation="only_first",
            calls=', labels=["one", "another"]',
        ),
        Task(
            "text-ranking",
            "how well each of several texts answers a query, as a cross-encoder scores them",
            class_suffix="",
            accepts_pairs=True,
            read_head=read_ranking_head,
            compared=("score",),
            head="text-classification",
            pairs_only=True,
            calls=', documents=["one", "another"]',
        ),
        Task(
            "multiple-choice",
            "a score for each of several choices that follow a text",
            class_suffix="ForMultipleChoice",
            accepts_pairs=True,
            read_head=read_choice_head,
            compared=("logits",),
            head="multiple-choice",
            pairs_only=True,
            calls=', choices=["one", "another"]',
        ),
        Task(
            "fill-mask",
            f"the likeliest tokens for each mask in a text, up to {TOP} of up to {MASKS}",
            class_suffix="ForMaskedLM",
            accepts_pairs=False,
            read_head=read_fill_mask_head,
            compared=("token_scores",),
            ranked={"token_scores": "token_ids"},
            head="fill-mask",
        ),
        Task(
            "token-classification",
            "a score per label for every token, and the entities that they make in the text",
            class_suffix="ForTokenClassification",
            accepts_pairs=False,
            read_head=read_token_classification_head,
            compared=("token_scores",),
            scores=frozenset({"token_scores"}),
            per_token=frozenset({"token_scores"}),
            head="token-classification",
        ),
        Task(
            "question-answering",
            "the stretches of a text that answer a question, found in the graph; long texts in windows",
            class_suffix="ForQuestionAnswering",
            accepts_pairs=True,
            read_head=read_question_head,
            compared=("logits",),
            per_token=frozenset({"logits"}),
            head="question-answering",
            pairs_only=True,
            truncation="only_second",
            overlap=128,
            usual_tokens=384,
            shown="answer_offsets",
            calls=', "a text that holds the answer"',
        ),
        Task(
            "sentence-similarity",
            "one embedding per text, from the modules of a sentence-transformers model",
            class_suffix="Encoder",  # DPRQuestionEncoder
            accepts_pairs=False,
            read_head=read_similarity_head,
            compared=("embedding",),
        ),
        Task(
            "feature-extraction",
            "the last hidden state of every token; one embedding per text where there is a modules.json",
            class_suffix="Model",
            accepts_pairs=False,
            read_head=read_features_head,
            compared=("embedding", "hidden_states", "last_hidden_state"),
            per_token=frozenset({"last_hidden_state"}),
            per_layer=frozenset({"hidden_states"}),
        ),
    )
}


def find_task(name: str) -> Task:
    """The row of a task that the person named. Raises UsageError that lists the accepted ones."""
    if name not in TASKS:
        raise UsageError(f"the task {name!r} is not known", accepted=", ".join(sorted(TASKS)))
    return TASKS[name]
