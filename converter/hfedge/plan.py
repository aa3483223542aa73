"""Stage 2, plan: what would be made of a model, from its JSON files and the shapes of its weights alone.

Nearly every refusal comes from here, in seconds: nothing heavy has been imported or run yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hfedge.architectures import Architecture, find_architecture
from hfedge.architectures.record import HEADS
from hfedge.build import ModelWeights, account_for_weights
from hfedge.data import Calibration, DataRequest, Text, check_source
from hfedge.data.calibration import built_in_calibration, read_calibration
from hfedge.errors import UnsupportedError, UsageError, WeightError
from hfedge.recipe_choice import choose
from hfedge.recipes import RECIPES, TOKENIZERS, Budget, Recipe
from hfedge.resolve import ModelRef, Snapshot
from hfedge.tasks import Task, TaskHead, find_task
from hfedge.tasks.feature_extraction import with_hidden_states
from hfedge.tasks.infer import Inferred, infer_task
from hfedge.tasks.sentence_transformers import read_text_limits
from hfedge.tf_text.accepts import check_tf_text
from hfedge.tokenizer.compile import check_added_tokens, lower_cases
from hfedge.tokenizer.limits import check_file
from hfedge.tokenizer.named_tokens import named_tokens
from hfedge.tokenizer.spec import TokenizerSpec, parse_tokenizer_json
from hfedge.tokenizer.vocab_txt import from_vocab_txt

# A tokenizer without a limit says 1e30 (transformers' VERY_LARGE_INTEGER).
LARGEST_MODEL_LENGTH = 1_000_000
SHORTEST_LENGTH = 16
# Byte sizes that a text is padded to. Few ops cost less on small ones, and a chat message has under 128 bytes.
BYTE_SIZES = (64, 128, 256, 512, 2048, 8192, 32768)
# A token of the largest byte size: English has 4 to 5 bytes a token, Hindi and Thai words 15 and more.
BYTES_PER_TOKEN = 16
# A text that is read in windows may be this many times as long as one of them.
WINDOWS = 8


@dataclass(frozen=True)
class ConvertRequest:
    """What the person asked for; the command line and the Python API meet here. None: the default. calibration,
    data: data to read, or texts; what recipes are fitted to, and what the artifacts are compared on. tokenizers: what
    reads the text in the graph (recipes.TOKENIZERS)."""

    ref: ModelRef
    task: str | None = None
    targets: tuple[str, ...] | None = None
    recipes: tuple[str, ...] | None = None
    lengths: tuple[int, ...] | None = None
    hidden_states: bool = False
    budget: Budget | None = None
    legacy_runtime: str | None = None
    calibration: DataRequest | tuple[Text, ...] | None = None
    data: DataRequest | tuple[Text, ...] | None = None
    tokenizers: tuple[str, ...] = TOKENIZERS[:1]

    @property
    def choices(self) -> list[tuple[str, Recipe]]:
        """(target, recipe) of every file to write. Raises UsageError."""
        return choose(self.targets, self.recipes, self.budget, self.legacy_runtime, self.tokenizers)


@dataclass(frozen=True)
class EmitJob:
    """One artifact to write."""

    target: str
    recipe: Recipe

    def __repr__(self) -> str:
        return f"{self.target} {self.recipe.name}"


@dataclass(frozen=True)
class Plan:
    """The rows chosen for a model, and one job per artifact. Lengths in tokens, sizes in bytes."""

    name: str
    commit: str
    license: str | None
    architecture: Architecture
    config: Mapping[str, Any]
    task: Task
    head: TaskHead
    tokenizer: TokenizerSpec
    pairs: bool  # whether two texts at once are taken
    max_tokens: int
    model_tokens: int  # the most that the model takes, which --lengths may ask for
    encode_lengths: tuple[int, ...]
    byte_sizes: tuple[int, ...]
    jobs: tuple[EmitJob, ...]
    checkpoint_bytes: int
    unused_weights: Mapping[str, str]
    task_reason: str  # why this task
    legacy_runtime: str | None = None  # of recipe_choice.LEGACY, that .tflite files are for
    calibration: Calibration | None = None  # where a recipe reads texts

    def __repr__(self) -> str:
        jobs = ", ".join(map(repr, self.jobs))
        return f"Plan({self.name}, {self.architecture.model_type}, {self.task.name}, {self.max_tokens} tokens, {jobs})"

    @property
    def labels(self) -> tuple[str, ...]:
        return self.head.labels


def check_architecture(snapshot: Snapshot) -> None:
    """Raises UnsupportedError for what config.json alone shows: the architecture, or a setting of it."""
    config, where = snapshot.read_json("config.json"), snapshot.where("config.json")
    _architecture(snapshot, config, where).numbers(config, where)


def _architecture(snapshot: Snapshot, config: Mapping[str, Any], where: str) -> Architecture:
    """The row of the config's model_type; of a model in memory, the one that it is itself."""
    own = snapshot.live and snapshot.live.architecture
    return own or find_architecture(config, where)


def plan(snapshot: Snapshot, request: ConvertRequest) -> Plan:
    """Chooses a row of every table. Raises UnsupportedError, WeightError or UsageError."""
    jobs = tuple(EmitJob(*pair) for pair in dict.fromkeys(request.choices))
    config, where = snapshot.read_json("config.json"), snapshot.where("config.json")
    architecture = _architecture(snapshot, config, where)
    numbers = architecture.numbers(config, where)
    told = Inferred(request.task, "as asked") if request.task else None
    name, reason = told or infer_task(config, snapshot, snapshot.pipeline_tag)
    task = find_task(name)
    head = task.read_head(architecture, config, snapshot)
    head = with_hidden_states(head, where) if request.hidden_states else head
    _check_text([snapshot.name, snapshot.license or "", *head.labels], where)
    _check_labels(head.labels, where)
    tokenizer = read_tokenizer(snapshot, task)
    head = head.for_tokenizer(tokenizer)
    check_added_tokens(tokenizer)
    if "tf-text" in request.tokenizers:
        check_tf_text(tokenizer, name, head, snapshot.where("tokenizer.json"))
    _check_vocabulary(tokenizer, numbers["vocab_size"], snapshot)
    types = numbers.get("type_vocab_size")
    if types and tokenizer.template.largest_type(pair=False) >= types:
        raise UnsupportedError(
            f"the tokenizer gives type ids up to {tokenizer.template.largest_type(pair=False)}",
            where=where, accepted=f"below the model's type_vocab_size, {types}",
        )  # fmt: skip
    pairs = task.accepts_pairs and not (types and tokenizer.template.largest_type(pair=True) >= types)
    if task.pairs_only and not pairs:
        raise UnsupportedError(
            f"the task {name} takes pairs of texts, the model one token type", where=where,
            accepted=f"type_vocab_size {tokenizer.template.largest_type(pair=True) + 1} or more",
        )  # fmt: skip
    longest = _longest(snapshot, task, tokenizer, numbers["max_positions"])
    lengths = _lengths(request, longest, tokenizer, task, numbers.get("tokens"))
    weights, total = _check_weights(snapshot, architecture, config, task, head)
    windows = WINDOWS if tokenizer.overlap else 1
    return Plan(
        name=snapshot.name, commit=snapshot.commit, license=snapshot.license, architecture=architecture,
        config=config, task=task, head=head, tokenizer=tokenizer, max_tokens=lengths[-1], model_tokens=longest,
        encode_lengths=lengths, pairs=pairs, byte_sizes=_byte_sizes(lengths[-1] * windows), jobs=jobs,
        checkpoint_bytes=total, unused_weights=weights.unused, task_reason=reason,
        legacy_runtime=request.legacy_runtime,
        calibration=_calibration(request, jobs, task, head, pairs),
    )  # fmt: skip


def check_calibration(request: ConvertRequest) -> None:
    """Raises UsageError, before a model is had, for texts that no recipe would read, and for a missing file."""
    if request.calibration is None:
        return
    recipes = [recipe for _, recipe in request.choices]
    if not any(recipe.calibrated for recipe in recipes):
        names = ", ".join(dict.fromkeys(recipe.name for recipe in recipes))
        raise UsageError(
            f"texts for calibration, which no recipe of {names} reads",
            accepted=", ".join(name for name, recipe in RECIPES.items() if recipe.calibrated),
            hint="Leave --calibration out, or choose such a --recipe.",
        )  # fmt: skip
    if isinstance(request.calibration, DataRequest):
        check_source(request.calibration)


def _calibration(
    request: ConvertRequest, jobs: tuple[EmitJob, ...], task: Task, head: TaskHead, pairs: bool
) -> Calibration | None:
    """None where no recipe reads texts."""
    check_calibration(request)
    if not any(job.recipe.calibrated for job in jobs):
        return None
    if request.calibration is None:
        return built_in_calibration(task, head.options, pairs)
    return read_calibration(request.calibration, task, head.options, pairs)


def read_tokenizer(snapshot: Snapshot, task: Task | None = None) -> TokenizerSpec:
    """As the task uses it, from tokenizer.json, or vocab.txt and tokenizer_config.json. Raises UnsupportedError."""
    names = ("tokenizer_config.json", "special_tokens_map.json")
    config, roles = (snapshot.read_json(name) if snapshot.has(name) else {} for name in names)
    spec = _read_tokenizer(snapshot, config)
    spec = replace(spec, named=named_tokens(spec, config, roles))
    if task is None or task.truncation is None:
        return spec
    return replace(spec, truncation_strategy=task.truncation, overlap=task.overlap)


def _read_tokenizer(snapshot: Snapshot, config: Mapping[str, Any]) -> TokenizerSpec:
    if snapshot.has("tokenizer.json"):
        check_file(snapshot.path("tokenizer.json"))
        spec = parse_tokenizer_json(snapshot.read_text("tokenizer.json"), snapshot.where("tokenizer.json"))
        return replace(spec, clean_up=config.get("clean_up_tokenization_spaces") is True)
    if snapshot.has("vocab.txt"):
        return from_vocab_txt(snapshot.read_text("vocab.txt"), config, snapshot.where("vocab.txt"))
    raise UnsupportedError(
        "there is no tokenizer", where=snapshot.where("."),
        accepted="tokenizer.json, or vocab.txt with tokenizer_config.json",
        hint="Save the tokenizer beside the model with save_pretrained().",
    )  # fmt: skip


def _check_text(names: Iterable[str], where: str) -> None:
    """Half of a UTF-16 pair is no character: neither the manifest nor the card could hold it."""
    for name in names:
        if any("\ud800" <= char <= "\udfff" for char in name):
            raise UnsupportedError(f"{name!a} is not Unicode text", where=where, accepted="labels and names in UTF-8")


def _check_labels(labels: tuple[str, ...], where: str) -> None:
    """Apps, and the parity check, find a score by its label."""
    seen: set[str] = set()
    twice = [label for label in labels if label in seen or seen.add(label)]
    if twice:
        raise UnsupportedError(f"more than one label is called {twice[0]!r}", where=where,
                               accepted="labels that differ", hint="Rename them in id2label.")  # fmt: skip


def _check_vocabulary(tokenizer: TokenizerSpec, rows: int, snapshot: Snapshot) -> None:
    if tokenizer.vocabulary_size > rows:
        raise UnsupportedError(
            f"the tokenizer has ids up to {tokenizer.vocabulary_size - 1}, the embedding only {rows} rows",
            where=snapshot.where("config.json"), accepted="a tokenizer whose ids all have a row",
            hint="Are tokenizer and model of the same training? After adding tokens, resize_token_embeddings().",
        )  # fmt: skip


def _longest(snapshot: Snapshot, task: Task, tokenizer: TokenizerSpec, positions: int) -> int:
    """The most tokens that the model takes: what sentence-transformers or transformers would cut to."""
    config = snapshot.read_json("tokenizer_config.json") if snapshot.has("tokenizer_config.json") else {}
    limits = read_text_limits(snapshot, task.head == "text-classification")
    if limits.lower_case and not lower_cases(tokenizer):
        raise UnsupportedError(
            "sentence_bert_config.json asks for lower-casing that the tokenizer does not do",
            where=snapshot.where("."), accepted="do_lower_case false, or a tokenizer that lower-cases",
        )  # fmt: skip
    asked = limits.max_tokens or config.get("model_max_length") or tokenizer.truncation_length or positions
    if not isinstance(asked, (int, float)) or not asked >= 1:
        raise UnsupportedError(
            f"the longest text is {asked!r} tokens",
            where=snapshot.where("tokenizer_config.json"), accepted="a number",
        )  # fmt: skip
    longest = positions if asked > LARGEST_MODEL_LENGTH else min(int(asked), positions)
    if longest < _shortest(tokenizer):
        raise UnsupportedError(
            f"the model takes {longest} tokens, special ones included", where=snapshot.where("config.json"),
            accepted=f"{_shortest(tokenizer)} or more",
        )  # fmt: skip
    return longest


def _shortest(tokenizer: TokenizerSpec) -> int:
    """The least that a pair's special tokens leave room in, for windows too."""
    return max(tokenizer.template.specials(pair=True) + 1, SHORTEST_LENGTH if tokenizer.overlap else 0)


def _lengths(
    request: ConvertRequest, longest: int, tokenizer: TokenizerSpec, task: Task, only: int | None
) -> tuple[int, ...]:
    """only: the one length that the model takes, None for any."""
    shortest = _shortest(tokenizer) if only is None else only
    if only is not None and longest < only:
        raise UnsupportedError(f"the tokenizer cuts texts to {longest} tokens, the model takes {only}",
                               where="the model's inputs", accepted=f"model_max_length {only} or more")  # fmt: skip
    if request.lengths:
        off = [length for length in request.lengths if not shortest <= length <= longest]
        if off:
            raise UsageError(
                f"a length of {off[0]} tokens", accepted=f"{shortest} to {longest}, the most the model takes"
            )
        return tuple(sorted(set(request.lengths)))
    longest = min(longest, task.usual_tokens)
    if only is not None:
        return (only,)
    lengths, length = [], SHORTEST_LENGTH
    while length < longest:
        lengths.append(length)
        length *= 2
    return (*lengths, longest)


def _byte_sizes(max_tokens: int) -> tuple[int, ...]:
    needed = BYTES_PER_TOKEN * max_tokens
    return tuple(size for before, size in zip((0, *BYTE_SIZES), BYTE_SIZES) if before < needed)


def _check_weights(
    snapshot: Snapshot, architecture: Architecture, config: Mapping[str, Any], task: Task, head: TaskHead
) -> tuple[ModelWeights, int]:
    """How every weight is accounted for, and the checkpoint's size in bytes. Reads headers only."""
    with snapshot.weights() as weights:
        folders = {folder: snapshot.weights(folder) for folder in head.folder_weights}
        try:
            found = account_for_weights(architecture, config, head, weights, folders, snapshot.where("config.json"))
            return found, weights.total_bytes + sum(part.total_bytes for part in folders.values())
        except WeightError as error:
            raise _of_another_class(error, config, task) from error
        finally:
            for part in folders.values():
                part.close()


def _of_another_class(error: WeightError, config: Mapping[str, Any], task: Task) -> WeightError:
    """Says so where the weights are wrong because the model was saved for another task."""
    ending = HEADS[task.head][1] if task.head in HEADS else ""
    classes = [name for name in config.get("architectures") or () if isinstance(name, str)]
    if not classes or any(name.endswith(ending) for name in classes):
        return error
    accepted = f"a model of a class that ends in {ending}, as transformers saves it"
    found = f"the task {task.name} does not fit the class {', '.join(classes)}: {error.found}"
    return WeightError(found, where=error.where, accepted=accepted, hint="Choose another --task, or leave it out.")
