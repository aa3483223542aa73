package dev.hfedge.demo

import dev.hfedge.Answers
import dev.hfedge.Choices
import dev.hfedge.Classification
import dev.hfedge.Embedding
import dev.hfedge.Entities
import dev.hfedge.FilledMasks
import dev.hfedge.Prediction
import dev.hfedge.Ranking
import dev.hfedge.TokenEmbeddings
import kotlin.math.min

/** What a card is about; its title is in the resources. */
enum class Kind { LABELS, ENTITIES, ANSWERS, MASK, CHOICES, RANKING, EMBEDDING }

/** A stretch of a card's text, in UTF-16 units, and what it is. Spans of one label have one colour. */
data class Span(val start: Int, val end: Int, val label: String)

/** One line: what was found, its score if it has one (0 to 1 is drawn as a bar), and where it belongs. */
data class Row(val name: String, val score: Float?, val detail: String? = null)

/** A card of the results, without any view: [text] is shown with its [spans] marked, then come the [rows]. */
data class Card(
    val kind: Kind,
    val rows: List<Row> = emptyList(),
    val text: String? = null,
    val spans: List<Span> = emptyList(),
    val number: Int = 0,
    val vector: Vector? = null,
)

/** An embedding: how many tokens it is of (0: of the whole text), how many numbers each has, and the first of them. */
class Vector(val tokens: Int, val width: Int, val first: FloatArray)

private const val SHOWN_NUMBERS = 6

/** The cards of a result, one class of [Prediction] after the other. Nothing here depends on Android. */
fun cardsOf(found: Prediction): List<Card> = when (found) {
    is Classification -> listOf(Card(Kind.LABELS, found.labels.map { Row(shown(it.label), it.score) }))
    is Entities -> listOf(
        Card(
            Kind.ENTITIES,
            found.entities.map { Row(shown(it.text), it.score, shown(it.label)) },
            found.text,
            inside(found.text, found.entities.map { Span(it.start, it.end, it.label) }),
        ),
    )
    is Answers -> {
        // No answer is an empty text at 0: there is nothing to mark.
        val first = found.answers.firstOrNull()?.let { Span(it.start, it.end, "") }
        listOf(Card(Kind.ANSWERS, found.answers.map { Row(shown(it.text), it.score) }, found.pair, inside(found.pair, listOfNotNull(first))))
    }
    is FilledMasks -> found.masks.mapIndexed { index, tokens ->
        Card(Kind.MASK, tokens.map { Row(shown(it.token.trim()), it.score, shown(it.text)) }, number = index + 1)
    }
    is Choices -> listOf(Card(Kind.CHOICES, found.choices.map { Row(shown(it.choice), it.score) }))
    is Ranking -> listOf(Card(Kind.RANKING, found.documents.map { Row(shown(it.document), it.score) }))
    is Embedding -> listOf(Card(Kind.EMBEDDING, vector = Vector(0, found.embedding.size, head(found.embedding))))
    is TokenEmbeddings -> {
        val first = found.embeddings.firstOrNull() ?: FloatArray(0)
        listOf(Card(Kind.EMBEDDING, vector = Vector(found.embeddings.size, first.size, head(first))))
    }
}

private fun head(numbers: FloatArray) = numbers.copyOf(min(SHOWN_NUMBERS, numbers.size))

/** Those that lie in the text and hold something: whatever a model says, a view must not be asked for more. */
private fun inside(text: String, spans: List<Span>) = spans.filter { it.start in 0 until it.end && it.end <= text.length }

private const val LONGEST = 400

/**
 * Labels, tokens and texts of a model are nobody's word but the model's: without control characters, and without the
 * marks that would turn the text around them, cut where they are endless.
 */
fun shown(text: String): String {
    val kept = StringBuilder()
    for (unit in text) {
        if (kept.length >= LONGEST) return kept.append('…').toString()
        when {
            unit == '\n' || unit == '\t' -> kept.append(' ')
            unit.isISOControl() || unit in TURNING -> Unit
            else -> kept.append(unit)
        }
    }
    return kept.toString()
}

private const val TURNING = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"
