package dev.hfedge.tests

import dev.hfedge.Encoded
import dev.hfedge.Engine
import dev.hfedge.Manifest
import dev.hfedge.Outputs
import dev.hfedge.Utf8
import dev.hfedge.findTask
import org.json.JSONArray
import org.json.JSONObject
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.Parameterized
import java.io.File

/** What the library makes of a model's outputs, against tests/golden: no model, no LiteRT. */
@RunWith(Parameterized::class)
class GoldenTest(private val task: String, private val manifest: JSONObject, private val case: JSONObject, name: String) {
    init {
        check(name.startsWith(task))
    }

    @Test
    fun `a result is the golden one`() {
        val engine = Replayed(manifest, task, case)
        val texts = case.getJSONArray("texts").strings().map(::Utf8)
        val found = findTask(engine.manifest).run(engine, texts, runOptions(case.getJSONObject("options")))
        assertSame(inUtf16(case), json(found), 1e-6, task)
        check(engine.left == 0) { "${engine.left} steps that the library did not ask for" }
    }

    companion object {
        @JvmStatic
        @Parameterized.Parameters(name = "{3}")
        fun cases(): List<Array<Any>> = Data.goldens.listFiles { file: File -> file.extension == "json" }!!.sorted().flatMap { file ->
            val found = JSONObject(file.readText())
            found.getJSONArray("cases").objects().mapIndexed { number, case ->
                arrayOf<Any>(found.getString("task"), found.getJSONObject("manifest"), case, "${found.getString("task")}-$number")
            }
        }

        /** The expected result with the positions that this language counts. */
        private fun inUtf16(case: JSONObject): JSONObject {
            val result = JSONObject(case.getJSONObject("result").toString())
            val spans = case.optJSONArray("utf16") ?: return result
            val items = result.getJSONArray(if (result.has("entities")) "entities" else "answers").objects()
            check(items.size == spans.length())
            items.forEachIndexed { index, item ->
                item.put("start", spans.getJSONArray(index).getInt(0)).put("end", spans.getJSONArray(index).getInt(1))
            }
            return result
        }
    }
}

/** The engine of a golden case; fails where the library asks for something else. */
private class Replayed(given: JSONObject, task: String, private val case: JSONObject) : Engine {
    private val steps = case.getJSONArray("steps").objects()
    private var at = -1
    private val step get() = steps[at]
    val left get() = steps.size - 1 - at

    override val manifest: Manifest = JSONObject(given.toString()).run {
        val tokenizer = JSONObject().put("offsets", "utf8-bytes").put("special_tokens", getJSONObject("special_tokens"))
        put("source", JSONObject().put("name", "golden").put("commit", "").put("task", task))
        put("tokenizer", tokenizer.put("pad_id", getInt("pad_id")).put("pad_type_id", 0))
        put("defaults", JSONObject().put("top_k", opt("top_k")))
        put("text", JSONObject().put("encoding", "utf-8").put("input", "one byte per int32, zero-padded"))
        val outputs = steps[0].getJSONObject("outputs").let { found -> found.keys().asSequence().map { tensor("$it", shape(found.get("$it"))) } }
        val signatures = JSONObject().put("encode_1000", signature(outputs.toList()))
        put("signatures", signatures.put("tokenize_1", signature(listOf(tensor("input_ids", listOf(1, 1))))))
        put("schema_version", 1)
        Manifest.parse(toString().encodeToByteArray(), "golden")
    }

    override fun tokenize(texts: List<Utf8>, settings: Map<String, Int>): Encoded {
        at++
        val expected = (step.optJSONArray("texts") ?: case.getJSONArray("texts")).strings()
        check(texts.map { it.text } == expected) { "${texts.map { it.text }} asked, $expected expected" }
        checkSettings(settings)
        return ReplayedTokens(texts, step.getJSONObject("tokens"))
    }

    override fun encode(tokens: Encoded, settings: Map<String, Int>): Outputs {
        checkSettings(settings)
        return ReplayedOutputs(step.getJSONObject("outputs"))
    }

    override fun decode(ids: IntArray, skipSpecialTokens: Boolean): String = step.getJSONArray("decoded").objects().first {
        it.getBoolean("skip_special_tokens") == skipSpecialTokens && numbers(it.get("ids")).map(Number::toInt) == ids.toList()
    }.getString("text")

    private fun checkSettings(asked: Map<String, Int>) =
        asked.forEach { (name, value) -> check(step.getJSONObject("settings").getInt(name) == value) { "$name is $value" } }

    private fun tensor(name: String, shape: List<Int>) = JSONObject().put("name", name).put("dtype", "int32").put("shape", JSONArray(shape))

    private fun signature(outputs: List<JSONObject>) = JSONObject().put("inputs", JSONArray()).put("outputs", JSONArray(outputs))
}

private class ReplayedTokens(override val texts: List<Utf8>, private val tokens: JSONObject) : Encoded {
    override val count = tokens.getInt("token_count")
    override val truncated = tokens.getBoolean("truncated")

    override fun number(name: String) = tokens.getInt(name)

    override fun row(name: String) = numbers(tokens.get(name)).map(Number::toInt).toIntArray()
}

private class ReplayedOutputs(private val outputs: JSONObject) : Outputs {
    override fun shape(name: String) = shape(outputs.get(name))

    override fun ints(name: String) = numbers(outputs.get(name)).map(Number::toInt).toIntArray()

    override fun floats(name: String) = numbers(outputs.get(name)).map(Number::toFloat).toFloatArray()
}

private fun shape(nested: Any): List<Int> = if (nested is JSONArray) listOf(nested.length()) + shape(nested.get(0)) else listOf()

private fun numbers(nested: Any): List<Number> =
    if (nested is JSONArray) List(nested.length()) { numbers(nested.get(it)) }.flatten() else listOf(nested as Number)
