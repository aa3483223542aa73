package dev.hfedge

private class Span(val range: IntRange, val score: Double)

private class Window(val spans: List<Span>, val noAnswer: Float, val truncated: Boolean)

/**
 * question-answering, as transformers' pipeline of that name chooses: pipelines/question_answering.py at v4.57.6
 * (`postprocess`). The graph has chosen the spans of each window.
 */
internal fun answer(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val (topK, longest) = (options.topK ?: 1) to (options.maxAnswerTokens ?: 15)
    checkRange("topK", topK, (engine.manifest.options.getInt("spans") - 10) / 2)
    checkRange("maxAnswerTokens", longest, engine.manifest.options.getInt("most_answer_tokens"))
    val windows = windows(engine, texts, longest)
    val pair = texts[1].text
    // The same words found again make one answer, where they were found first (`get_answer`).
    val found = LinkedHashMap<String, Span>()
    for (span in windows.flatMap { it.spans.take(2 * topK + 10) }) {
        val key = pair.substring(span.range.first, span.range.last + 1).lowercase()
        found[key] = found[key]?.let { Span(it.range, it.score + span.score) } ?: span
    }
    var answers = found.values.map { Answer(pair.substring(it.range), it.score.toFloat(), it.range.first, it.range.last + 1) to it.score }
    if (options.allowNoAnswer == true) {
        val score = windows.minOf { it.noAnswer }
        answers = answers + (Answer("", score, 0, 0) to score.toDouble())
    }
    val best = answers.sortedByDescending { it.second }.take(topK).map { it.first }
    return Answers(texts[0].text, pair, best.ifEmpty { listOf(Answer("", 0f, 0, 0)) }, windows.any { it.truncated })
}

/** Every window of the pair with its spans, best first. */
private fun windows(engine: Engine, texts: List<Utf8>, longest: Int): List<Window> = buildList {
    do {
        val tokens = engine.tokenize(texts, mapOf("window" to size))
        val (count, truncated) = tokens.number("window_count") to tokens.truncated
        val outputs = engine.encode(tokens, mapOf("max_answer_tokens" to longest))
        val (scores, offsets) = outputs.floats("answer_scores") to outputs.ints("answer_offsets")
        val spans = scores.indices.filter { scores[it] > 0 }
            .map { Span(texts[1].span(offsets[2 * it], offsets[2 * it + 1]), scores[it].toDouble()) }
        add(Window(spans, outputs.floats("null_score")[0], truncated))
    } while (size < count)
}

internal fun checkRange(name: String, found: Int, most: Int) {
    if (found !in 1..most) throw ModelException("$name is $found. Accepted: 1 to $most.")
}
