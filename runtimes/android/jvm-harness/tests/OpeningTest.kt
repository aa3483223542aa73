package dev.hfedge.tests

import android.content.Context
import android.content.res.AssetManager
import dev.hfedge.Accelerator
import dev.hfedge.ModelException
import dev.hfedge.OpenOptions
import dev.hfedge.RunOptions
import dev.hfedge.TextModel
import org.json.JSONObject
import org.junit.Test
import java.io.File
import java.io.RandomAccessFile
import java.nio.file.Files

/** What opens, and what is refused. */
class OpeningTest {
    private fun refused(bundle: File, vararg parts: String) {
        assertFails<ModelException>(*parts) { TextModel.open(bundle) }
    }

    private fun model(bundle: File) = File(bundle, "model.int8.tflite")

    private fun artifact(manifest: JSONObject) = manifest.getJSONArray("artifacts").getJSONObject(0)

    @Test
    fun `a folder, its file and the file alone are the same model`() {
        val bundle = Data.bundle()
        val alone = File(Files.createTempDirectory("alone").toFile(), "other-name.tflite").also { model(bundle).copyTo(it) }
        val infos = listOf(bundle, model(bundle), alone).map { file ->
            TextModel.open(file).use { it.info to it.run("Where is my parcel?") }
        }
        check(infos.toSet().size == 1) { "$infos" }
        val info = infos[0].first
        check(info.recipe == "int8" && info.bytes == model(bundle).length() && info.labels.size == 8 && info.commit.length == 40)
        check(info.name == "message-intents" && info.threads == 1)
    }

    @Test
    fun `a file with one byte changed is refused, by its folder and by itself`() {
        for (place in listOf(0L, 400_000L, -1L)) {
            val bundle = Data.bundle()
            RandomAccessFile(model(bundle), "rw").use { file ->
                val at = if (place < 0) file.length() + place else place
                val found = file.apply { seek(at) }.read()
                file.seek(at)
                file.write(found xor 1)
            }
            refused(bundle, "SHA-256")
            refused(model(bundle), "SHA-256")
        }
    }

    @Test
    fun `a file of another size is refused with both sizes`() {
        val bundle = Data.bundle()
        val size = model(bundle).length()
        model(bundle).appendText("!")
        refused(bundle, "${size + 1} bytes, the manifest says $size")
    }

    @Test
    fun `what is not there, is no model or is no bundle is refused`() {
        refused(File("none.tflite"), "none.tflite: cannot be read")
        refused(Files.createTempDirectory("empty").toFile(), "no bundle here")
        val text = File.createTempFile("text", ".tflite").apply { writeText("no model at all, but some bytes") }
        refused(text, "not a readable .tflite")
        val bundle = Data.bundle()
        check(model(bundle).delete())
        refused(bundle, "cannot be read")
        refused(Data.bundle { it.put("artifacts", org.json.JSONArray()) }, "no .tflite")
    }

    @Test
    fun `a file cut short is refused, wherever it ends`() {
        val whole = Data.intents("int8").readBytes()
        for (size in listOf(0, 7, 8, 30, 1000, whole.size / 2, whole.size * 9 / 10, whole.size - 100)) {
            val file = File.createTempFile("short", ".tflite").apply { writeBytes(whole.copyOf(size)) }
            refused(file, file.name)
        }
    }

    @Test
    fun `a newer manifest is refused with the cure`() {
        refused(Data.bundle { it.put("schema_version", 2) }, "schema version 2", "hfedge 0.1.0", "newer version of hfedge-android")
        refused(Data.bundle { it.remove("schema_version") }, "not an hfedge manifest")
        refused(Data.bundle { artifact(it).getJSONObject("oldest_runtime").put("version", "99.0.0") }, "needs LiteRT 99.0.0")
    }

    @Test
    fun `files that all need custom ops are refused by the library's name`() {
        val needed = JSONObject().put("library", "tensorflow-text")
        fun custom(found: JSONObject) = JSONObject(found.toString()).put("target", "tflite_tf_text").put("custom_ops", needed)
        fun only(vararg found: JSONObject) = org.json.JSONArray(found.toList())
        refused(Data.bundle { it.put("artifacts", only(custom(artifact(it)))) }, "custom ops of tensorflow-text", "--tokenizer tf-text")
        TextModel.open(Data.bundle { it.put("artifacts", only(custom(artifact(it)), artifact(it))) }).use { check(it.run("a").text == "a") }
    }

    @Test
    fun `properties of later writers are ignored`() {
        TextModel.open(Data.bundle { it.put("mood", "sunny") }).use { check(it.run("a").text == "a") }
    }

    @Test
    fun `a damaged manifest is refused and says what is wrong`() {
        for (name in listOf("source", "tokenizer", "signatures", "labels", "defaults", "text")) {
            refused(Data.bundle { it.remove(name) }, "hfedge.json: the manifest is damaged", name)
        }
        refused(Data.bundle { artifact(it).put("files", org.json.JSONArray()) }, "the manifest is damaged")
        refused(Data.bundle { it.getJSONObject("tokenizer").getJSONObject("special_tokens").put("first", "[CLS]") }, "the manifest is damaged")
        refused(Data.bundle { it.getJSONObject("text").put("encoding", "utf-16") }, "its text input is not known")
        refused(Data.bundle { it.getJSONObject("source").put("task", "mind-reading") }, "the task mind-reading is not known")
        refused(Data.bundle { it.getJSONArray("labels").put("one more") }, "8 scores, 9 labels")
        for (path in listOf("../model.tflite", "/model.tflite", "a//b", "a\\b")) {
            refused(Data.bundle { artifact(it).getJSONArray("files").getJSONObject(0).put("path", path) }, "file path")
        }
    }

    @Test
    fun `a manifest that is not the file's is refused when it would matter`() {
        val wrong = Data.bundle { found ->
            val inputs = found.getJSONObject("signatures").getJSONObject("encode_16").getJSONArray("inputs").objects()
            inputs.forEach { it.getJSONArray("shape").put(1, 17) }
        }
        TextModel.open(wrong).use { model -> assertFails<ModelException>("encode_16 of the file is not as the manifest says") { model.run("a") } }
        val missing = Data.bundle { found ->
            val signatures = found.getJSONObject("signatures")
            signatures.put("tokenize_32", signatures.getJSONObject("tokenize_64"))
        }
        TextModel.open(missing).use { model -> assertFails<ModelException>("tokenize_32 of the file is not as the manifest says") { model.run("a") } }
    }

    @Test
    fun `a recipe is chosen by name`() {
        val bundle = File(Data.folder, "message-intents.hfedge")
        TextModel.open(bundle, OpenOptions(recipe = "fp32")).use { check(it.info.recipe == "fp32") }
        TextModel.open(bundle).use { check(it.info.recipe == "int8") }
        assertFails<ModelException>("no recipe int4", "int8") { TextModel.open(bundle, OpenOptions(recipe = "int4")) }
        assertFails<ModelException>("no recipe fp32", "int8") { TextModel.open(Data.intents("int8"), OpenOptions(recipe = "fp32")) }
    }

    @Test
    fun `an asset is read where it is in the APK`() {
        val folder = Files.createTempDirectory("assets").toFile()
        val (lead, model) = ByteArray(AssetManager.LEAD.toInt()) { 7 } to Data.intents("int8").readBytes()
        File(folder, "models").mkdir()
        File(folder, "model.tflite.apk").writeBytes(lead + model + lead)
        File(folder, "models/model.int8.tflite.apk").writeBytes(lead + model + lead)
        val context = Context(AssetManager(folder))
        val right = TextModel.open(Data.intents("int8")).use { it.run("Where is my parcel?") }
        TextModel.open(context, "model.tflite").use { check(it.run("Where is my parcel?") == right) }
        Data.bundle().resolve("hfedge.json").copyTo(File(folder, "models/hfedge.json"))
        TextModel.open(context, "models").use { check(it.run("Where is my parcel?") == right) }
        TextModel.open(context, "models/model.int8.tflite").use { check(it.run("Where is my parcel?") == right) }
        File(folder, "models/model.int8.tflite.apk").writeBytes(lead + model.apply { this[400_000]++ } + lead)
        assertFails<ModelException>("SHA-256") { TextModel.open(context, "models") }
        File(folder, "packed.tflite").writeBytes(model)
        assertFails<ModelException>("packed.tflite: cannot be read", "noCompress") { TextModel.open(context, "packed.tflite") }
    }

    @Test
    fun `options, pairs and numbers that the model does not take are refused`() = TextModel.open(Data.intents("int8")).use { model ->
        assertFails<ModelException>("no option aggregation", "Accepted: topK") { model.run("a", options = RunOptions(aggregation = dev.hfedge.Aggregation.MAX)) }
        assertFails<ModelException>("no option multiLabel") { model.run("a", options = RunOptions(multiLabel = false)) }
        assertFails<ModelException>("topK is 0") { model.run("a", options = RunOptions(topK = 0)) }
        assertFails<ModelException>("threads is 0") { TextModel.open(Data.intents("int8"), OpenOptions(threads = 0)) }
        val answers = File(Data.folder, "answers.hfedge")
        if (answers.exists()) {
            TextModel.open(answers).use { assertFails<ModelException>("takes a pair of texts, not one") { it.run("a") } }
        }
    }
}
