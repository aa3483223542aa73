"""What `run` does for each task: one file a task, one row of TASKS.

A task's function takes the engine and the bytes of one text or two, and gives a typed result; what follows the bytes
are its options, which `TextModel.run` passes on by name.
"""

from hfedge_runtime.errors import ModelError
from hfedge_runtime.manifest import Manifest
from hfedge_runtime.tasks.embedding import embed, embed_layers, embed_tokens
from hfedge_runtime.tasks.fill_mask import fill_masks
from hfedge_runtime.tasks.pairs import choose, classify_zero_shot, rank
from hfedge_runtime.tasks.question_answering import answer
from hfedge_runtime.tasks.record import Task
from hfedge_runtime.tasks.text_classification import check_labels, classify
from hfedge_runtime.tasks.token_classification import check_token_labels, find_entities

__all__ = ["TASKS", "Task", "find_task"]

TASKS: dict[str, tuple[Task, ...]] = {
    "text-classification": (Task("scores", classify, ("top_k",), check_labels),),
    "token-classification": (
        Task("token_scores", find_entities, ("aggregation", "ignore_labels"), check_token_labels),
    ),
    "question-answering": (Task("answer_scores", answer, ("top_k", "max_answer_tokens", "allow_no_answer")),),
    "zero-shot-classification": (Task("logits", classify_zero_shot, ("labels", "hypothesis_template", "multi_label")),),
    "text-ranking": (Task("score", rank, ("documents", "top_k")),),
    "multiple-choice": (Task("logits", choose, ("choices",)),),
    "fill-mask": (Task("token_scores", fill_masks, ("top_k",)),),
    "sentence-similarity": (Task("embedding", embed),),
    "feature-extraction": (
        Task("embedding", embed),
        Task("hidden_states", embed_layers),
        Task("last_hidden_state", embed_tokens),
    ),
}


def find_task(manifest: Manifest) -> Task:
    """The row for the manifest's task and the outputs that its encoder has. Raises ModelError."""
    outputs = {
        spec.name for name, item in manifest.signatures.items() if name.startswith("encode_") for spec in item.outputs
    }
    if manifest.task not in TASKS:
        raise ModelError(
            f"the task {manifest.task} is not known. Accepted: {', '.join(TASKS)}. "
            "Install a newer runtime: pip install -U hfedge-runtime."
        )
    found = [task for task in TASKS[manifest.task] if task.output in outputs]
    if not found:
        raise ModelError(
            f"the task {manifest.task} with outputs {', '.join(sorted(outputs))} is not known. Accepted outputs: "
            f"{', '.join(task.output for task in TASKS[manifest.task])}. "
            "Install a newer runtime: pip install -U hfedge-runtime."
        )
    return found[0]
