package dev.hfedge

// token-classification, as transformers' pipeline of that name aggregates: pipelines/token_classification.py at v4.57.6;
// each function names the one that it follows.

/** A token of the text, or a word of them with the scores of its labels. */
private class Piece(val scores: FloatArray, val range: IntRange, val continues: Boolean) {
    val label = scores.indices.maxBy { scores[it] }
    val score get() = scores[label]
}

internal fun findEntities(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val tokens = engine.tokenize(texts)
    val labels = engine.manifest.labels
    val pieces = pieces(tokens, engine.encode(tokens).floats("token_scores"), engine.manifest)
    val text = texts[0].text
    fun entity(label: String, score: Float, range: IntRange) = Entity(label, score, text.substring(range), range.first, range.last + 1)
    val found = when (val aggregation = options.aggregation ?: Aggregation.SIMPLE) {
        Aggregation.NONE -> pieces.map { entity(labels[it.label], it.score, it.range) }
        else -> grouped(words(pieces, aggregation), labels).map { group ->
            val score = group.map { it.score }.sum() / group.size
            entity(labels[group[0].label].substringAfter('-'), score, group.first().range.first..group.last().range.last)
        }
    }
    val ignored = options.ignoreLabels ?: listOf("O")
    return Entities(text, texts.getOrNull(1)?.text, found.filter { it.label !in ignored }, tokens.truncated)
}

internal fun checkTokenLabels(manifest: Manifest) {
    checkLabels(manifest, "token_scores")
    val subwords = manifest.options.optString("subwords")
    if (subwords != "lengths" && subwords != "spaces") {
        throw ModelException("words are found by $subwords. Accepted: lengths, spaces. Convert the model again.")
    }
}

/** gather_pre_entities */
private fun pieces(tokens: Encoded, scores: FloatArray, manifest: Manifest): List<Piece> {
    val (ids, offsets, inside) = listOf("input_ids", "offsets", "sequence_ids").map(tokens::row)
    val byLength = manifest.options.getString("subwords") == "lengths"
    val lengths = if (byLength) tokens.row("token_lengths") else ids
    val unknown = manifest.options.optInt("unknown_id", -1)
    val (labels, text) = manifest.labels.size to tokens.texts[0]
    return ids.indices.filter { inside[it] != 0 }.map { place ->
        val range = text.span(offsets[2 * place], offsets[2 * place + 1])
        val (start, end) = range.first to range.last + 1
        val continues = if (byLength) lengths[place] != text.text.codePointCount(start, end) else
            start > 0 && ' ' !in text.text.substring(start - 1, minOf(start + 1, text.text.length))
        val row = scores.copyOfRange(place * labels, (place + 1) * labels)
        Piece(row, range, continues && ids[place] != unknown)
    }
}

/** aggregate_words, aggregate_word; with SIMPLE every token is a word. */
private fun words(pieces: List<Piece>, aggregation: Aggregation): List<Piece> {
    if (aggregation == Aggregation.SIMPLE) return pieces
    return pieces.runs { _, piece -> piece.continues }.map { word ->
        val scores = when (aggregation) {
            Aggregation.AVERAGE -> FloatArray(word[0].scores.size) { label -> word.map { it.scores[label] }.sum() / word.size }
            Aggregation.MAX -> word.maxBy { it.score }.scores
            else -> word[0].scores
        }
        Piece(scores, word.first().range.first..word.last().range.last, false)
    }
}

/** group_entities: neighbours of one kind; `B-` begins a new one. */
private fun grouped(pieces: List<Piece>, labels: List<String>): List<List<Piece>> = pieces.runs { last, piece ->
    !labels[piece.label].startsWith("B-") && kind(labels[piece.label]) == kind(labels[last.label])
}

/** get_tag: "B-PER", "I-PER" and "PER" are of the kind "PER". */
private fun kind(label: String): String = if (label.startsWith("B-") || label.startsWith("I-")) label.substring(2) else label

/** The list in stretches: an item is of the stretch before it where [joins] says so of the last one there and of it. */
private fun List<Piece>.runs(joins: (Piece, Piece) -> Boolean): List<List<Piece>> {
    val found = mutableListOf<MutableList<Piece>>()
    for (piece in this) {
        if (found.isNotEmpty() && joins(found.last().last(), piece)) found.last() += piece else found += mutableListOf(piece)
    }
    return found
}
