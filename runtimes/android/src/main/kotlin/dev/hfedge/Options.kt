package dev.hfedge

import com.google.ai.edge.litert.Environment

/** Where a model runs. */
public enum class Accelerator {
    /** The GPU where one can be used, else the CPU: [ModelInfo.accelerator] and [ModelInfo.fallback] say what it became. */
    AUTO,
    CPU,

    /** The GPU, or a [ModelException] that says why not. */
    GPU,
}

/**
 * How [TextModel.open] opens a model.
 *
 * @property accelerator where it runs; the tokenizer inside always runs on the CPU, whose integers are exact
 * @property recipe which .tflite of a bundle's folder, null for the manifest's default; for a single file leave it null
 * @property threads CPU threads for one run
 * @property environment LiteRT's, where the app has its own (Google Play services); it is not closed with the model
 */
public data class OpenOptions(
    val accelerator: Accelerator = Accelerator.AUTO, val recipe: String? = null, val threads: Int = 1, val environment: Environment? = null,
)

/** How token-classification makes entities of tokens: docs/results.md. */
public enum class Aggregation { NONE, SIMPLE, FIRST, AVERAGE, MAX }

/**
 * Options of [TextModel.run], as docs/results.md has them; null is the default. One that the model's task does not have
 * is refused: it would be without effect.
 *
 * @property topK how many labels, answers, documents or tokens (not of token-classification, embeddings)
 * @property labels zero-shot-classification: what to choose from
 * @property hypothesisTemplate zero-shot-classification: what a label claims; `{}` is where it stands
 * @property multiLabel zero-shot-classification: every label by itself
 * @property documents text-ranking: what to rank
 * @property choices multiple-choice: what may follow the text
 * @property aggregation token-classification
 * @property ignoreLabels token-classification: what is no entity
 * @property maxAnswerTokens question-answering: how long an answer is
 * @property allowNoAnswer question-answering: that there is no answer is one too
 */
public data class RunOptions(
    val topK: Int? = null, val labels: List<String>? = null, val hypothesisTemplate: String? = null, val multiLabel: Boolean? = null,
    val documents: List<String>? = null, val choices: List<String>? = null, val aggregation: Aggregation? = null,
    val ignoreLabels: List<String>? = null, val maxAnswerTokens: Int? = null, val allowNoAnswer: Boolean? = null,
) {
    /** The names of those that are set. */
    internal fun given(): List<String> = listOf(
        "topK" to topK, "labels" to labels, "hypothesisTemplate" to hypothesisTemplate, "multiLabel" to multiLabel,
        "documents" to documents, "choices" to choices, "aggregation" to aggregation, "ignoreLabels" to ignoreLabels,
        "maxAnswerTokens" to maxAnswerTokens, "allowNoAnswer" to allowNoAnswer,
    ).mapNotNull { (name, value) -> name.takeIf { value != null } }
}

/**
 * What is open.
 *
 * @property name of the model on the Hub, or of its folder
 * @property recipe how the weights are stored: int8, fp32 ...
 * @property bytes of the .tflite
 * @property accelerator the one really used, CPU or GPU
 * @property fallback why AUTO became the CPU, null where it did not
 */
public data class ModelInfo(
    val name: String, val commit: String, val task: String, val recipe: String, val labels: List<String>, val bytes: Long,
    val accelerator: Accelerator, val fallback: String?, val threads: Int,
)
