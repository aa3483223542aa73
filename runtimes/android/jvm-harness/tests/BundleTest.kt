package dev.hfedge.tests

import dev.hfedge.Accelerator
import dev.hfedge.OpenOptions
import dev.hfedge.TextModel
import org.json.JSONObject
import org.junit.AfterClass
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.Parameterized
import java.io.File

/** The project's models through LiteRT: what the Python runtime answers, from text. */
@RunWith(Parameterized::class)
class BundleTest(private val name: String, private val expected: JSONObject) {
    private val cases = expected.getJSONArray("cases").objects()
    private val tolerance = expected.getDouble("tolerance")

    private fun <T> open(use: (TextModel) -> T): T =
        TextModel.open(File(Data.folder, expected.getString("path")), OpenOptions(Accelerator.CPU)).use(use)

    @Test
    fun `results are those of Python`() = open { model ->
        check(model.info.recipe == expected.getString("recipe") && model.info.task == expected.getString("task"))
        largest = 0.0
        for (case in cases) {
            val pair = if (case.isNull("pair")) null else case.getString("pair")
            val found = model.run(case.getString("text"), pair, runOptions(case.getJSONObject("options")))
            assertSame(case.getJSONObject("result"), json(found), tolerance, "$name ${case.getString("text").take(40)}")
        }
        differences += "$name: ${cases.size} texts, scores differ by $largest"
    }

    @Test
    fun `tokens are those of Python`() = open { model ->
        for (case in cases) {
            val pair = if (case.isNull("pair")) null else case.getString("pair")
            val found = model.tokenize(case.getString("text"), pair)
            val tokens = found.tokens.map { mapOf("id" to it.id, "text" to it.text, "start" to it.start, "end" to it.end, "sequence" to (it.sequence ?: -1)) }
            assertSame(case.getJSONArray("tokens"), tokens, 0.0, "$name ${case.getString("text").take(40)}")
            check(found.ids.toList() == found.tokens.map { it.id })
        }
    }

    companion object {
        private val differences = mutableListOf<String>()

        @JvmStatic
        @Parameterized.Parameters(name = "{0}")
        fun models(): List<Array<Any>> = Data.expected.getJSONArray("models").objects().map { arrayOf(it.getString("name"), it) }

        @JvmStatic
        @AfterClass
        fun say() = differences.forEach(::println)
    }
}
