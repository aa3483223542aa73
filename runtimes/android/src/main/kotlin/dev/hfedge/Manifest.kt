package dev.hfedge

import org.json.JSONException
import org.json.JSONObject

internal const val MANIFEST_NAME = "hfedge.json"
internal const val SCHEMA_VERSION = 1

/** The LiteRT that this library is built and tested with; a file that needs a newer one is refused. */
internal const val LITERT_VERSION = "2.3.2"

internal class TensorSpec(val name: String, val type: String, val shape: List<Int>) {
    /** Numbers in it. */
    val size: Int = shape.fold(1, Int::times)
}

internal class Signature(val name: String, val inputs: List<TensorSpec>, val outputs: List<TensorSpec>) {
    fun output(name: String): TensorSpec? = outputs.find { it.name == name }
}

/** One .tflite of a bundle. */
internal class Artifact(val recipe: String, val path: String, val bytes: Long, val sha256: String, val oldestRuntime: String)

/** What this library uses of hfedge.json. */
internal class Manifest(found: JSONObject) {
    private val source = found.getJSONObject("source")
    private val tokenizer = found.getJSONObject("tokenizer")
    private val defaults = found.getJSONObject("defaults")
    val name: String = source.getString("name")
    val architecture: String = source.optString("architecture")
    val commit: String = source.getString("commit")
    val task: String = source.getString("task")
    val labels: List<String> = found.texts("labels")
    val signatures: Map<String, Signature> = found.getJSONObject("signatures").members { signature(it, getJSONObject(it)) }
    val specialTokens: Map<Int, String> =
        tokenizer.getJSONObject("special_tokens").members { getString(it) }.mapKeys { it.key.toInt() }
    val padId: Int = tokenizer.getInt("pad_id")
    val padTypeId: Int = tokenizer.getInt("pad_type_id")
    val topK: Int? = if (defaults.isNull("top_k")) null else defaults.getInt("top_k")
    val defaultRecipe: String = defaults.optString("recipe")

    /** Those for this library; none in the copy inside a .tflite, which has its [recipe] instead. */
    val artifacts: List<Artifact> = files(found).filter { it.optString("target") == "tflite" }.map(::artifact)
    val recipe: String = found.optJSONObject("embedded")?.getString("recipe") ?: ""
    val options: JSONObject = found.optJSONObject("options") ?: JSONObject()

    /** Inputs of encode_<T> that are numbers, by name. */
    val settings: Map<String, Int> = options.optJSONObject("settings")?.members { getInt(it) } ?: mapOf()

    /** The longest encode_<T>. */
    val encoder: Signature

    init {
        val input = found.getJSONObject("text").run { getString("encoding") to getString("input") }
        require(input == "utf-8" to "one byte per int32, zero-padded") { "its text input is not known" }
        require(tokenizer.getString("offsets") == "utf8-bytes") { "its offsets are not known" }
        val tokenizers = listOf("tokenize_", "tokenize_pair_").flatMap { prefix -> sizes(prefix).map { "$prefix$it" } }
        val most = sizes("encode_").lastOrNull()
        require(most != null && tokenizers.isNotEmpty()) { "it lists no tokenize_<B> or no encode_<T>" }
        val tokens = tokenizers.maxOf { signatures.getValue(it).output("input_ids")?.shape?.lastOrNull() ?: 0 }
        require(tokens <= most) { "the tokenizer yields more tokens than the longest encode_<T> takes" }
        encoder = signatures.getValue("encode_$most")
    }

    /** The sizes N for which there is a signature `<prefix>N`, ascending. */
    fun sizes(prefix: String): List<Int> =
        signatures.keys.filter { it.startsWith(prefix) }.mapNotNull { it.substring(prefix.length).toIntOrNull() }.sorted()

    companion object {
        /** Throws [ModelException] where [json] is no manifest, is newer than this library knows, or lacks something. */
        fun parse(json: ByteArray, where: String): Manifest = try {
            val found = JSONObject(json.decodeToString())
            val version = found.optInt("schema_version")
            if (version < 1) throw ModelException("$where: not an hfedge manifest (schema_version is ${found.opt("schema_version")}).")
            val newer = "schema version $version, written by hfedge ${found.opt("hfedge_version")}; known are up to $SCHEMA_VERSION"
            if (version > SCHEMA_VERSION) throw ModelException("$where: $newer. Use a newer version of hfedge-android.")
            val needed = files(found).map { it.optJSONObject("custom_ops")?.getString("library") }.takeIf { null !in it }?.firstOrNull()
            if (needed != null) throw ModelException("$where: needs the custom ops of $needed. Convert without --tokenizer tf-text.")
            Manifest(found)
        } catch (error: Exception) {
            if (error !is JSONException && error !is IllegalArgumentException) throw error
            throw ModelException("$where: the manifest is damaged (${error.message}). Copy or convert the bundle again.", error)
        }
    }
}

/** Those of a bundle, or the one that the manifest is inside of. */
private fun files(found: JSONObject): List<JSONObject> = found.optJSONObject("embedded")?.let(::listOf) ?: found.takeIf { it.has("artifacts") }?.children("artifacts").orEmpty()

private fun signature(name: String, found: JSONObject): Signature {
    fun tensors(key: String) = found.children(key).map { TensorSpec(it.getString("name"), it.getString("dtype"), it.ints("shape")) }
    return Signature(name, tensors("inputs"), tensors("outputs"))
}

private fun artifact(found: JSONObject): Artifact {
    val file = found.getJSONArray("files").getJSONObject(0)
    val path = file.getString("path")
    // Absolute, or leading out of the bundle.
    require(path.split('/').none { it in listOf("", ".", "..") } && '\\' !in path && ':' !in path) { "file path $path" }
    val runtime = found.getJSONObject("oldest_runtime")
    val oldest = if (runtime.getString("name") == "ai-edge-litert") runtime.getString("version") else "0"
    return Artifact(found.getString("recipe"), path, file.getLong("bytes"), file.getString("sha256"), oldest)
}
