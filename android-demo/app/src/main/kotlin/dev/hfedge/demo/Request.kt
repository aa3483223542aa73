package dev.hfedge.demo

import dev.hfedge.RunOptions

/** What the second field of the screen is for; null where a task reads one text. */
enum class Second { CONTEXT, LABELS, DOCUMENTS, CHOICES }

fun secondOf(task: String): Second? = when (task) {
    "question-answering" -> Second.CONTEXT
    "zero-shot-classification" -> Second.LABELS
    "text-ranking" -> Second.DOCUMENTS
    "multiple-choice" -> Second.CHOICES
    else -> null
}

/** The arguments of TextModel.run. */
class Request(val text: String, val pair: String?, val options: RunOptions) {
    companion object {
        /** [second]: a text, or a list with one thing on each line. */
        fun of(task: String, text: String, second: String): Request {
            val lines = second.lines().map { it.trim() }.filter { it.isNotEmpty() }
            return when (secondOf(task)) {
                Second.CONTEXT -> Request(text, second, RunOptions(topK = ANSWERS))
                Second.LABELS -> Request(text, null, RunOptions(labels = lines))
                Second.DOCUMENTS -> Request(text, null, RunOptions(documents = lines))
                Second.CHOICES -> Request(text, null, RunOptions(choices = lines))
                null -> Request(text, null, if (task == "text-classification") RunOptions(topK = LABELS) else RunOptions())
            }
        }

        private const val ANSWERS = 3
        private const val LABELS = 8
    }
}
