package dev.hfedge.demo

import android.content.Context
import android.text.BidiFormatter
import android.text.SpannableString
import android.text.Spanned
import android.text.style.BackgroundColorSpan
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.ProgressBar
import android.widget.TextView
import java.text.NumberFormat
import kotlin.math.roundToInt

/** Makes views of cards. Everything that a screen reader says is put together here. */
class CardViews(private val context: Context) {
    private val resources = context.resources
    private val inflater = LayoutInflater.from(context)
    private val percent = NumberFormat.getPercentInstance().apply { maximumFractionDigits = 1 }
    private val number = NumberFormat.getNumberInstance().apply { maximumFractionDigits = 3 }
    private val bidi = BidiFormatter.getInstance()

    fun show(cards: List<Card>, into: ViewGroup) {
        into.removeAllViews()
        cards.forEach { into.addView(view(it, into)) }
    }

    private fun view(card: Card, parent: ViewGroup): View {
        val view = inflater.inflate(R.layout.card, parent, false)
        view.text(R.id.card_title).text = title(card)
        body(card)?.let {
            view.text(R.id.card_text).text = it
            view.text(R.id.card_text).visibility = View.VISIBLE
        }
        val rows = view.findViewById(R.id.card_rows) as ViewGroup
        card.rows.forEach { rows.addView(row(it, card, rows)) }
        return view
    }

    private fun title(card: Card): String = when (card.kind) {
        Kind.LABELS -> resources.getString(R.string.labels_title)
        Kind.ENTITIES -> resources.getString(R.string.entities_title)
        Kind.ANSWERS -> resources.getString(R.string.answers_title)
        Kind.MASK -> resources.getString(R.string.mask_title, card.number)
        Kind.CHOICES -> resources.getString(R.string.choices_title)
        Kind.RANKING -> resources.getString(R.string.ranking_title)
        Kind.EMBEDDING -> resources.getString(R.string.embedding_title)
    }

    private fun body(card: Card): CharSequence? {
        val vector = card.vector
        return when {
            vector != null -> numbers(vector)
            card.text != null && card.rows.isEmpty() -> resources.getString(R.string.nothing_found)
            card.text != null -> marked(card.text, card.spans)
            else -> null
        }
    }

    private fun numbers(vector: Vector): String {
        val width = resources.getQuantityString(R.plurals.numbers, vector.width, vector.width)
        val size = if (vector.tokens == 0) width else resources.getQuantityString(R.plurals.vectors, vector.tokens, vector.tokens, width)
        return size + "\n" + resources.getString(R.string.first_numbers, vector.first.joinToString("  ") { number.format(it) })
    }

    /** The text as it was given, its spans on a ground of their label's colour. */
    private fun marked(text: String, spans: List<Span>): CharSequence {
        val colours = spans.map { it.label }.distinct().withIndex().associate { it.value to COLOURS[it.index % COLOURS.size] }
        return SpannableString(text).apply {
            for (span in spans) {
                val colour = resources.getColor(colours.getValue(span.label), context.theme)
                setSpan(BackgroundColorSpan(colour), span.start, span.end, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
            }
        }
    }

    private fun row(row: Row, card: Card, parent: ViewGroup): View {
        val view = inflater.inflate(R.layout.row, parent, false)
        val name = row.name.ifEmpty { resources.getString(R.string.no_answer) }
        val isShare = row.score != null && row.score in 0f..1f && card.kind != Kind.RANKING
        val value = row.score?.let { if (isShare) percent.format(it) else number.format(it) }.orEmpty()
        view.text(R.id.row_name).text = if (row.detail == null) bidi.unicodeWrap(name) else bidi.unicodeWrap(name) + "\n" + bidi.unicodeWrap(row.detail)
        view.text(R.id.row_value).text = value
        if (isShare) {
            val bar = view.findViewById(R.id.row_bar) as ProgressBar
            bar.visibility = View.VISIBLE
            bar.progress = (row.score * bar.max).roundToInt()
        }
        view.contentDescription =
            if (row.detail == null) resources.getString(R.string.row_spoken, name, value)
            else resources.getString(R.string.row_with_detail, name, row.detail, value)
        return view
    }

    private fun View.text(id: Int) = findViewById(id) as TextView

    private companion object {
        val COLOURS = intArrayOf(R.color.span_0, R.color.span_1, R.color.span_2, R.color.span_3, R.color.span_4, R.color.span_5)
    }
}
