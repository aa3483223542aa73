"""Normalizers that turn each character by itself into none, one or several, each aligned to that character.

Which ones do: tokenizers/src/normalizers of huggingface/tokenizers v0.22.2: bert.rs, unicode.rs (Nmt), utils.rs
(Lowercase), strip.rs (StripAccents), replace.rs (of one character). What they do is asked of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hfedge.tokenizer.alphabet import Alphabet, Needs
from hfedge.tokenizer.normalizers.combining import combining_classes
from hfedge.tokenizer.normalizers.mark_order import MarkOrder, compile_mark_order, mark_partition
from hfedge.tokenizer.normalizers.outputs import Output, Outputs, compile_outputs, needs_of_outputs, outputs_of_symbols
from hfedge.tokenizer.normalizers.reference import as_key, changed_characters
from hfedge.tokenizer.stream import Stream


@dataclass(frozen=True)
class CharacterStage:
    """What becomes of a symbol does not depend on others, so that the decoder can do it on its way. marks: None, or
    which bytes marks are aligned to: that depends on the marks beside them."""

    table: Outputs
    marks: MarkOrder | None = None

    context_free = True

    def outputs(self, symbol: int) -> Output:
        return self.table.of(symbol)

    def __call__(self, stream: Stream) -> Stream:
        return self.table(stream) if self.marks is None else self.table.expanded(stream, self.marks)[0]


@dataclass(frozen=True)
class CharacterMap:
    """key: the JSON of the normalizer."""

    key: str

    def needs(self) -> Needs:
        return needs_of_outputs(changed_characters(self.key))

    def outputs(self, alphabet: Alphabet) -> tuple[Output, ...]:
        """By symbol."""
        return outputs_of_symbols(changed_characters(self.key), alphabet)

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> CharacterStage:
        return CharacterStage(compile_outputs(self.outputs(alphabet), alphabet, fresh))


@dataclass(frozen=True)
class BertCharacterMap(CharacterMap):
    """BertNormalizer. Where it strips accents it first applies NFD, which sorts adjacent marks: no matter of single
    characters. Their alignments are sorted with them, see mark_order.py; of the marks themselves, see
    `shows_mark_order`."""

    decomposes: bool

    def needs(self) -> Needs:
        needs = super().needs()
        return needs | Needs(partitions=(mark_partition(self.key),)) if self.decomposes else needs

    def compile(self, alphabet: Alphabet, fresh: bool = True) -> CharacterStage:
        stage = super().compile(alphabet, fresh)
        return replace(stage, marks=compile_mark_order(self.key, alphabet)) if self.decomposes else stage

    def shows_mark_order(self, told_apart: Needs, vocabulary: Iterable[str], knows_words: bool) -> bool:
        """Whether the order of the marks that are left can be seen. told_apart: by the steps before the model;
        vocabulary: the model's characters; knows_words: a word with any other is unknown as a whole, in any order: so
        marks of one class may be in the vocabulary."""
        changed, classes = changed_characters(self.key), combining_classes("NFD")
        left = {char for char in classes if changed.get(char, char)}
        labels = {tuple(int(labels[ord(char)]) for labels in told_apart.partitions) for char in left}
        if len(labels) > 1 or left & told_apart.characters:
            return True
        known = {classes[char] for char in left.intersection(vocabulary)}
        return len(known) > (1 if knows_words else 0)


def parse_character_map(data: dict) -> CharacterMap:
    return CharacterMap(as_key(data))


def parse_bert(data: dict) -> BertCharacterMap:
    lowercase, strip = data.get("lowercase", True), data.get("strip_accents")
    rows = {
        "type": "BertNormalizer",
        "clean_text": data.get("clean_text", True),
        "handle_chinese_chars": data.get("handle_chinese_chars", True),
        "strip_accents": strip,
        "lowercase": lowercase,
    }
    return BertCharacterMap(as_key(rows), decomposes=bool(lowercase if strip is None else strip))
