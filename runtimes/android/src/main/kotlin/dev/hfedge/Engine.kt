package dev.hfedge

import com.google.ai.edge.litert.CompiledModel
import com.google.ai.edge.litert.LiteRtException
import com.google.ai.edge.litert.TensorBuffer
import com.google.ai.edge.litert.TensorType

/** Runs signatures; tasks make results of what it gives. Not for several threads at once. */
internal interface Engine {
    val manifest: Manifest

    /** The tokens of a text, or of two as a pair. [settings]: the tokenizer's other inputs by name, else 0. */
    fun tokenize(texts: List<Utf8>, settings: Map<String, Int> = mapOf()): Encoded

    /** What encode_<T> gives. [settings]: inputs that are numbers, else as the manifest says. */
    fun encode(tokens: Encoded, settings: Map<String, Int> = mapOf()): Outputs

    fun decode(ids: IntArray, skipSpecialTokens: Boolean): String
}

/** Outputs by name, flat; their shapes begin with the batch of one. Valid until the next call. */
internal interface Outputs {
    fun shape(name: String): List<Int>
    fun ints(name: String): IntArray
    fun floats(name: String): FloatArray
}

/** The tokens of [texts]; [count] of them, padding not counted. */
internal interface Encoded {
    val texts: List<Utf8>
    val count: Int
    val truncated: Boolean

    /** An output int32 `[1]`. */
    fun number(name: String): Int

    /** An output int32 `[count, ...]`, flat. */
    fun row(name: String): IntArray
}

private val PREFIXES = listOf("tokenize_", "tokenize_pair_", "encode_", "detokenize_")
private val TEXT_INPUTS = listOf("utf8", "utf8_pair")

/** The signatures of a .tflite, the smallest that fits taken for each call. */
internal class LiteRtEngine(override val manifest: Manifest, private val model: CompiledModel) : Engine, AutoCloseable {
    private val sizes = PREFIXES.associateWith(manifest::sizes)
    private val loaded = mutableMapOf<String, Loaded>()

    override fun tokenize(texts: List<Utf8>, settings: Map<String, Int>): Encoded {
        val prefix = if (texts.size == 1) "tokenize_" else "tokenize_pair_"
        val sizes = sizes.getValue(prefix)
        if (sizes.isEmpty()) {
            val taken = if (texts.size == 2) "one text, not a pair" else "a pair of texts, not one"
            throw ModelException("the model of task ${manifest.task} takes $taken.")
        }
        val longest = texts.maxOf { it.bytes.size }
        val rows = texts.map { text -> text.cut(sizes.last()).let { row -> IntArray(row.size) { row[it].toInt() and 0xFF } } }
        for (size in sizes.filter { it >= longest }.ifEmpty { listOf(sizes.last()) }) {
            val tokenizer = loaded("$prefix$size")
            tokenizer.inputs.keys.forEach { tokenizer.fill(it, intArrayOf(settings[it] ?: 0)) }
            rows.zip(TEXT_INPUTS) { row, name -> tokenizer.fill(name, row) }
            tokenizer.invoke()
            // A few texts grow so much as they are normalized that only a larger signature has the room.
            if (tokenizer.signature.output("unread_count") == null || tokenizer.ints("unread_count")[0] == 0) {
                return LoadedTokens(texts, tokenizer, longest > sizes.last())
            }
        }
        throw ModelException("the text of $longest bytes grows beyond ${sizes.last()} as it is normalized. Shorten it.")
    }

    override fun encode(tokens: Encoded, settings: Map<String, Int>): Outputs {
        val chosen = manifest.settings + settings
        val encoder = fitting("encode_", tokens.count)
        for (name in encoder.inputs.keys) {
            val padding = mapOf("input_ids" to manifest.padId, "type_ids" to manifest.padTypeId)[name] ?: 0
            encoder.fill(name, chosen[name]?.let { intArrayOf(it) } ?: tokens.row(name), padding)
        }
        encoder.invoke()
        return encoder
    }

    override fun decode(ids: IntArray, skipSpecialTokens: Boolean): String {
        val most = sizes.getValue("detokenize_").lastOrNull()
            ?: throw ModelException("the file has no detokenize_<T>: it gives no text back. Convert the model again.")
        if (ids.size > most) throw ModelException("${ids.size} ids, the file decodes at most $most at once. Decode fewer.")
        val decoder = fitting("detokenize_", ids.size)
        val (count, skip) = intArrayOf(ids.size) to intArrayOf(if (skipSpecialTokens) 1 else 0)
        mapOf("ids" to ids, "count" to count, "skip_special" to skip).forEach { (name, values) -> decoder.fill(name, values) }
        decoder.invoke()
        val data = decoder.ints("utf8")
        if (decoder.ints("unwritten_count")[0] != 0) {
            throw ModelException("the text of ${ids.size} ids is longer than ${data.size} bytes. Decode fewer.")
        }
        return ByteArray(decoder.ints("byte_count")[0]) { data[it].toByte() }.decodeToString()
    }

    override fun close() = loaded.values.forEach(Loaded::close).also { loaded.clear() }

    private fun fitting(prefix: String, count: Int): Loaded =
        sizes.getValue(prefix).let { found -> loaded("$prefix${found.firstOrNull { it >= count } ?: found.last()}") }

    private fun loaded(name: String): Loaded = loaded.getOrPut(name) { Loaded(model, manifest.signatures.getValue(name)) }
}

private class LoadedTokens(override val texts: List<Utf8>, private val tokenizer: Loaded, cut: Boolean) : Encoded {
    override val count = number("token_count")
    override val truncated = cut || number("overflow_count") != 0

    override fun number(name: String): Int = tokenizer.ints(name)[0]

    override fun row(name: String): IntArray =
        tokenizer.ints(name).let { it.copyOf(count * (it.size / tokenizer.shape(name)[1])) }
}

/** One signature with its buffers, made at its first use and kept. */
private class Loaded(private val model: CompiledModel, val signature: Signature) : Outputs, AutoCloseable {
    private val made = mutableListOf<TensorBuffer>()
    private val rows = signature.inputs.associate { it.name to IntArray(it.size) }
    val inputs: Map<String, TensorBuffer>
    private val outputs: Map<String, TensorBuffer>

    init {
        try {
            signature.inputs.forEach { require(isAsTold(it)) { "its input ${it.name} is another" } }
            inputs = signature.inputs.associate { it.name to model.createInputBuffer(it.name, signature.name).also(made::add) }
            outputs = signature.outputs.associate { it.name to model.createOutputBuffer(it.name, signature.name).also(made::add) }
        } catch (error: Exception) {
            close()
            val what = "${signature.name} of the file is not as the manifest says"
            throw ModelException("$what (${error.message}). Convert the model again.", error)
        }
    }

    /** Writes [values] into an input, [padding] behind them. */
    fun fill(name: String, values: IntArray, padding: Int = 0) {
        val row = rows.getValue(name)
        values.copyInto(row)
        row.fill(padding, values.size)
    }

    fun invoke() = litert {
        inputs.forEach { (name, buffer) -> buffer.writeInt(rows.getValue(name)) }
        model.run(inputs, outputs, signature.name)
    }

    override fun shape(name: String): List<Int> =
        signature.output(name)?.shape ?: throw ModelException("${signature.name} has no output $name. Convert the model again.")

    override fun ints(name: String): IntArray = litert { outputs.getValue(name).readInt() }

    override fun floats(name: String): FloatArray = litert { outputs.getValue(name).readFloat() }

    override fun close() = made.forEach(TensorBuffer::close)

    /** A wrong manifest must not become a wrong prediction. */
    private fun isAsTold(spec: TensorSpec): Boolean = model.getInputTensorType(spec.name, signature.name).run {
        elementType == TensorType.ElementType.INT && spec.type == "int32" && layout?.dimensions == spec.shape
    }

    private inline fun <T> litert(call: () -> T): T = try {
        call()
    } catch (error: LiteRtException) {
        throw ModelException("${signature.name}: LiteRT cannot run it (${error.message}).", error)
    }
}
