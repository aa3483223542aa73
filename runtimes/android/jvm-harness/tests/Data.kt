package dev.hfedge.tests

import dev.hfedge.Aggregation
import dev.hfedge.Answers
import dev.hfedge.Choices
import dev.hfedge.Classification
import dev.hfedge.Embedding
import dev.hfedge.Entities
import dev.hfedge.FilledMasks
import dev.hfedge.Prediction
import dev.hfedge.Ranking
import dev.hfedge.RunOptions
import dev.hfedge.TokenEmbeddings
import org.json.JSONArray
import org.json.JSONObject
import java.io.File
import kotlin.math.abs

/** What tests/runtimes/test_android.py prepared: bundles, and what the Python runtime answers (positions in UTF-16). */
object Data {
    val folder = File(System.getProperty("hfedge.data"))
    val goldens = File(System.getProperty("hfedge.goldens"))
    val expected = JSONObject(File(folder, "expected.json").readText())

    /** message-intents of a recipe; read only. */
    fun intents(recipe: String) = File(folder, "message-intents.hfedge/model.$recipe.tflite")

    /** A copy of the bundle message-intents that has int8 alone, to damage; manifest: edits hfedge.json. */
    fun bundle(change: (JSONObject) -> Unit = {}): File {
        val copy = File.createTempFile("bundle", ".hfedge").apply { delete() }
        copy.mkdir()
        copy.deleteOnExit()
        intents("int8").copyTo(File(copy, "model.int8.tflite"))
        val manifest = JSONObject(File(folder, "message-intents.hfedge/hfedge.json").readText())
        manifest.put("artifacts", JSONArray(manifest.getJSONArray("artifacts").objects().filter { it.getString("recipe") == "int8" }))
        change(manifest)
        File(copy, "hfedge.json").writeText(manifest.toString())
        return copy
    }
}

fun JSONArray.objects(): List<JSONObject> = List(length(), ::getJSONObject)

fun JSONArray.strings(): List<String> = List(length(), ::getString)

/** The options of a case, by the names of docs/results.md. */
fun runOptions(given: JSONObject): RunOptions {
    fun strings(name: String) = given.optJSONArray(name)?.strings()
    fun int(name: String) = if (given.isNull(name)) null else given.getInt(name)
    fun flag(name: String) = if (given.isNull(name)) null else given.getBoolean(name)
    val known = setOf(
        "top_k", "labels", "hypothesis_template", "multi_label", "documents", "choices", "aggregation", "ignore_labels",
        "max_answer_tokens", "allow_no_answer",
    )
    check(given.keys().asSequence().all { it in known }) { "an option that is not tested: $given" }
    return RunOptions(
        topK = int("top_k"),
        labels = strings("labels"),
        hypothesisTemplate = if (given.isNull("hypothesis_template")) null else given.getString("hypothesis_template"),
        multiLabel = flag("multi_label"),
        documents = strings("documents"),
        choices = strings("choices"),
        aggregation = if (given.isNull("aggregation")) null else Aggregation.valueOf(given.getString("aggregation").uppercase()),
        ignoreLabels = strings("ignore_labels"),
        maxAnswerTokens = int("max_answer_tokens"),
        allowNoAnswer = flag("allow_no_answer"),
    )
}

/** A prediction as docs/results.md writes it. */
fun json(found: Prediction): Map<String, Any?> = mapOf("text" to found.text, "truncated" to found.truncated) + when (found) {
    is Classification -> pair(found.pair) + ("labels" to found.labels.map { mapOf("label" to it.label, "score" to it.score) })
    is Entities -> pair(found.pair) + ("entities" to found.entities.map {
        mapOf("label" to it.label, "score" to it.score, "text" to it.text, "start" to it.start, "end" to it.end)
    })
    is Answers -> pair(found.pair) + ("answers" to found.answers.map {
        mapOf("text" to it.text, "score" to it.score, "start" to it.start, "end" to it.end)
    })
    is FilledMasks -> mapOf("masks" to found.masks.map { mask ->
        mask.map { mapOf("token" to it.token, "id" to it.id, "score" to it.score, "text" to it.text) }
    })
    is Choices -> mapOf("choices" to found.choices.map { mapOf("choice" to it.choice, "score" to it.score, "index" to it.index) })
    is Ranking -> mapOf("documents" to found.documents.map { mapOf("document" to it.document, "score" to it.score, "index" to it.index) })
    is Embedding -> pair(found.pair) + ("embedding" to found.embedding.toList())
    is TokenEmbeddings -> pair(found.pair) + ("embeddings" to found.embeddings.map { it.toList() }) +
        (found.hiddenStates?.let { layers -> mapOf("hidden_states" to layers.map { layer -> layer.map { it.toList() } }) } ?: mapOf())
}

private fun pair(pair: String?): Map<String, Any?> = if (pair == null) mapOf() else mapOf("pair" to pair)

/** Floats may differ by [tolerance]; all else, and what is there at all, is the same. [where] is for the message. */
fun assertSame(expected: Any?, found: Any?, tolerance: Double, where: String) {
    when (expected) {
        is JSONObject -> {
            val names = expected.keys().asSequence().map { it.toString() }.toSet()
            found as Map<*, *>
            check(names == found.keys) { "$where: $names expected, found ${found.keys}" }
            names.forEach { assertSame(expected.get(it), found[it], tolerance, "$where.$it") }
        }
        is JSONArray -> {
            found as List<*>
            check(expected.length() == found.size) { "$where: ${expected.length()} expected, found ${found.size}: $expected, $found" }
            found.forEachIndexed { index, item -> assertSame(expected.get(index), item, tolerance, "$where[$index]") }
        }
        is Number -> {
            if (found is Int) {
                check(expected.toInt() == found) { "$where: $expected expected, found $found" }
            } else {
                val difference = abs(expected.toDouble() - (found as Float))
                check(difference <= tolerance) { "$where: $expected expected, found $found" }
                largest = maxOf(largest, difference)
            }
        }
        else -> check(expected == found) { "$where: '$expected' expected, found '$found'" }
    }
}

/** The largest difference of floats since it was set to 0. */
var largest = 0.0

inline fun <reified T : Throwable> assertFails(vararg parts: String, action: () -> Unit): T {
    val error = try {
        action()
        null
    } catch (error: Throwable) {
        error
    }
    check(error is T) { "${T::class.java.simpleName} expected, found $error" }
    parts.forEach { check(it in error.message.orEmpty()) { "no '$it' in: ${error.message}" } }
    return error
}
