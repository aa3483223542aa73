package dev.hfedge

// Tasks that put one text beside each of several others.

/** As ZeroShotClassificationPipeline.postprocess, transformers v4.57.6, pipelines/zero_shot_classification.py. */
internal fun classifyZeroShot(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val labels = several(options.labels, "labels")
    val template = options.hypothesisTemplate ?: "This example is {}."
    if ("{}" !in template) throw ModelException("the hypothesis '$template' has no place for a label. Accepted: one with {}.")
    val (rows, truncated) = each(engine, texts, labels.map { Utf8(template.replace("{}", it.text)) }, "logits")
    val (yes, no) = engine.manifest.options.run { getInt("entailment") to getInt("contradiction") }
    val alone = options.multiLabel == true || labels.size == 1
    val scores = if (alone) rows.map { softmax(listOf(it[no], it[yes]))[1] } else softmax(rows.map { it[yes] })
    val found = labels.mapIndexed { index, label -> LabelScore(label.text, scores[index]) }
    return Classification(texts[0].text, null, found.sortedByDescending { it.score }, truncated)
}

internal fun choose(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val choices = several(options.choices, "choices")
    val (rows, truncated) = each(engine, texts, choices, "logits")
    val scores = softmax(rows.map { it[0] })
    val found = choices.mapIndexed { index, choice -> ChoiceScore(choice.text, scores[index], index) }
    return Choices(texts[0].text, found.sortedByDescending { it.score }, truncated)
}

/** As CrossEncoder.rank, sentence-transformers 6.2, cross_encoder/model.py. */
internal fun rank(engine: Engine, texts: List<Utf8>, options: RunOptions): Prediction {
    val documents = several(options.documents, "documents")
    val (rows, truncated) = each(engine, texts, documents, "score")
    val found = documents.mapIndexed { index, document -> RankedDocument(document.text, rows[index][0], index) }
    return Ranking(texts[0].text, found.sortedByDescending { it.score }.best(options.topK), truncated)
}

private fun several(given: List<String>?, option: String): List<Utf8> {
    if (given.isNullOrEmpty()) throw ModelException("the model's task takes $option, found none. Accepted: one text or more.")
    return given.map(::Utf8)
}

/** An output for the text with each of the others, and whether anything was cut. */
private fun each(engine: Engine, texts: List<Utf8>, others: List<Utf8>, output: String): Pair<List<FloatArray>, Boolean> {
    if (texts.size == 2) throw ModelException("the model of task ${engine.manifest.task} takes one text and its options, not a pair.")
    var truncated = false
    val rows = others.map { other ->
        val tokens = engine.tokenize(listOf(texts[0], other))
        truncated = truncated || tokens.truncated
        engine.encode(tokens).floats(output)
    }
    return rows to truncated
}
