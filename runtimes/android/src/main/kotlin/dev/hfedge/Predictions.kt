package dev.hfedge

/**
 * What [TextModel.run] gives, one class per kind of output; docs/results.md says more. Positions (`start`, `end`) count
 * UTF-16 units, so that `text.substring(start, end)` is the piece. Labels and names come from the model: show them as
 * text, never as HTML.
 */
public sealed interface Prediction {
    /** The text that was given; lone surrogates in it became U+FFFD. */
    public val text: String

    /** Whether the text (or pair) did not fit and its end was not read. */
    public val truncated: Boolean
}

/** A label and its score as the model computed it (softmax, sigmoid or the plain value). */
public data class LabelScore(val label: String, val score: Float)

/** text-classification and zero-shot-classification: labels, best first. */
public data class Classification(
    override val text: String, val pair: String?, val labels: List<LabelScore>, override val truncated: Boolean,
) : Prediction

/** A stretch of the text, and what it is. */
public data class Entity(val label: String, val score: Float, val text: String, val start: Int, val end: Int)

/** token-classification: entities in the order of the text. */
public data class Entities(
    override val text: String, val pair: String?, val entities: List<Entity>, override val truncated: Boolean,
) : Prediction

/** A stretch of the pair that answers; no answer is an empty text at 0. */
public data class Answer(val text: String, val score: Float, val start: Int, val end: Int)

/** question-answering: answers to the question [text] out of [pair], best first; positions are in [pair]. */
public data class Answers(
    override val text: String, val pair: String, val answers: List<Answer>, override val truncated: Boolean,
) : Prediction

/** A token for a mask: as text, as id, its score, and the whole text with it in the mask's place. */
public data class FilledToken(val token: String, val id: Int, val score: Float, val text: String)

/** fill-mask: for each mask in the order of the text its tokens, best first. */
public data class FilledMasks(override val text: String, val masks: List<List<FilledToken>>, override val truncated: Boolean) : Prediction

/** A choice, its score, and which of the given ones it is. */
public data class ChoiceScore(val choice: String, val score: Float, val index: Int)

/** multiple-choice: choices, best first; their scores sum to 1. */
public data class Choices(override val text: String, val choices: List<ChoiceScore>, override val truncated: Boolean) : Prediction

/** A document, its score, and which of the given ones it is. */
public data class RankedDocument(val document: String, val score: Float, val index: Int)

/** text-ranking: documents, best first. */
public data class Ranking(override val text: String, val documents: List<RankedDocument>, override val truncated: Boolean) : Prediction

/** sentence-similarity: one vector. The array is the caller's own. */
public class Embedding(
    override val text: String, public val pair: String?, public val embedding: FloatArray, override val truncated: Boolean,
) : Prediction

/**
 * feature-extraction: one vector per token, special tokens included, padding not. [hiddenStates] `[layer][token]` are
 * the same after the embeddings and after each layer, where the model was converted with them.
 */
public class TokenEmbeddings(
    override val text: String, public val pair: String?, public val embeddings: List<FloatArray>,
    public val hiddenStates: List<List<FloatArray>>?, override val truncated: Boolean,
) : Prediction

/**
 * A token: the piece of the text that it stands for (or a special token's name), and where it is. [sequence] says which
 * text the positions are in: 0 the text, 1 the pair, null a special token, which is nowhere (0 until 0).
 */
public data class Token(val id: Int, val text: String, val start: Int, val end: Int, val sequence: Int?)

/** What [TextModel.tokenize] gives. */
public data class Tokens(val text: String, val pair: String?, val tokens: List<Token>, val truncated: Boolean) {
    /** The ids alone, as [TextModel.decode] takes them. */
    public val ids: IntArray get() = IntArray(tokens.size) { tokens[it].id }
}
