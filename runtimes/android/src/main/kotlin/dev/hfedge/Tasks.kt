package dev.hfedge

import kotlin.math.exp

/**
 * What a task is: [output] of encode_<T> makes its result, [options] are the names that [run] takes, and [check] throws
 * [ModelException] where manifest and file do not agree.
 */
internal class Task(
    val output: String,
    private val options: Set<String> = setOf(),
    val check: (Manifest) -> Unit = {},
    val run: (Engine, List<Utf8>, RunOptions) -> Prediction,
) {
    fun checkOptions(given: RunOptions) {
        val wrong = given.given().find { it !in options } ?: return
        val accepted = options.joinToString().ifEmpty { "none" }
        throw ModelException("the model's task takes no option $wrong. Accepted: $accepted.")
    }
}

private val TASKS: Map<String, List<Task>> = mapOf(
    "text-classification" to listOf(Task("scores", setOf("topK"), { checkLabels(it, "scores") }, ::classify)),
    "token-classification" to listOf(Task("token_scores", setOf("aggregation", "ignoreLabels"), ::checkTokenLabels, ::findEntities)),
    "question-answering" to listOf(Task("answer_scores", setOf("topK", "maxAnswerTokens", "allowNoAnswer"), run = ::answer)),
    "zero-shot-classification" to listOf(Task("logits", setOf("labels", "hypothesisTemplate", "multiLabel"), run = ::classifyZeroShot)),
    "text-ranking" to listOf(Task("score", setOf("documents", "topK"), run = ::rank)),
    "multiple-choice" to listOf(Task("logits", setOf("choices"), run = ::choose)),
    "fill-mask" to listOf(Task("token_scores", setOf("topK"), run = ::fillMasks)),
    "sentence-similarity" to listOf(Task("embedding", run = ::embed)),
    "feature-extraction" to listOf(Task("embedding", run = ::embed), Task("last_hidden_state", run = ::embedTokens)),
)

/** The row for the manifest's task and the outputs that its encoder has. */
internal fun findTask(manifest: Manifest): Task {
    val rows = TASKS[manifest.task]
        ?: throw ModelException("the task ${manifest.task} is not known. Use a newer version of hfedge-android.")
    return rows.find { manifest.encoder.output(it.output) != null }
        ?: throw ModelException("the task ${manifest.task} without an output ${rows.joinToString(" or ") { it.output }} is not known.")
}

internal fun checkLabels(manifest: Manifest, output: String) {
    val scores = manifest.encoder.output(output)?.shape?.last()
    if (scores != manifest.labels.size) throw ModelException("$scores scores, ${manifest.labels.size} labels. Convert the model again.")
}

/** [topK] of a list that has so many. */
internal fun <T> List<T>.best(topK: Int?): List<T> {
    if (topK != null && topK < 1) throw ModelException("topK is $topK. Accepted: 1 or more.")
    return if (topK == null) this else take(topK)
}

private fun classify(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val tokens = engine.tokenize(texts)
    val scores = engine.encode(tokens).floats("scores")
    val labels = engine.manifest.labels.mapIndexed { index, label -> LabelScore(label, scores[index]) }
    val best = labels.sortedByDescending { it.score }.best(options.topK ?: engine.manifest.topK)
    return Classification(texts[0].text, texts.getOrNull(1)?.text, best, tokens.truncated)
}

private fun embed(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val tokens = engine.tokenize(texts)
    return Embedding(texts[0].text, texts.getOrNull(1)?.text, engine.encode(tokens).floats("embedding"), tokens.truncated)
}

private fun embedTokens(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val tokens = engine.tokenize(texts)
    val found = engine.encode(tokens)
    val (_, places, width) = found.shape("last_hidden_state")
    fun vectors(values: FloatArray, layer: Int) =
        List(tokens.count) { ((layer * places + it) * width).let { from -> values.copyOfRange(from, from + width) } }
    val every = if (engine.manifest.encoder.output("hidden_states") == null) null else found.floats("hidden_states")
    val layers = every?.let { values -> List(values.size / (places * width)) { vectors(values, it) } }
    val last = vectors(found.floats("last_hidden_state"), 0)
    return TokenEmbeddings(texts[0].text, texts.getOrNull(1)?.text, last, layers, tokens.truncated)
}

/** As FillMaskPipeline, transformers v4.57.6, pipelines/fill_mask.py. */
private fun fillMasks(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    if (texts.size != 1) throw ModelException("the model of task fill-mask takes one text, not a pair.")
    val tokens = engine.tokenize(texts)
    val row = tokens.row("input_ids")
    val outputs = engine.encode(tokens)
    val (_, masks, most) = outputs.shape("token_ids")
    val topK = options.topK ?: 5
    checkRange("topK", topK, most)
    val found = outputs.ints("mask_count")[0]
    if (found !in 1..masks) {
        val cut = if (tokens.truncated) ", whose end was cut off" else ""
        throw ModelException("the text$cut has $found masks (${engine.manifest.options.getString("mask_token")}). Accepted: 1 to $masks.")
    }
    val (ids, scores) = outputs.ints("token_ids") to outputs.floats("token_scores")
    val places = engine.manifest.options.getInt("mask_id").let { mask -> row.indices.filter { row[it] == mask } }
    val filled = places.take(masks).mapIndexed { mask, place ->
        List(topK) { mask * most + it }.map { filled(engine, row, place, ids[it], scores[it], alone = found == 1) }
    }
    return FilledMasks(texts[0].text, filled, tokens.truncated)
}

/** The whole text keeps special tokens where there are other masks, which are of them. */
private fun filled(engine: Engine, row: IntArray, place: Int, token: Int, score: Float, alone: Boolean): FilledToken {
    val whole = row.copyOf().also { it[place] = token }.filter { it != engine.manifest.padId }.toIntArray()
    val text = engine.decode(whole, skipSpecialTokens = alone)
    return FilledToken(engine.decode(intArrayOf(token), skipSpecialTokens = false), token, score, text)
}

internal fun softmax(logits: List<Float>): List<Float> {
    val powers = logits.map { exp((it - logits.max()).toDouble()) }
    return powers.map { (it / powers.sum()).toFloat() }
}
