package dev.hfedge

import com.google.ai.edge.litert.Accelerator as LiteRtAccelerator
import com.google.ai.edge.litert.CompiledModel
import com.google.ai.edge.litert.Environment
import com.google.ai.edge.litert.LiteRtException

private val GPU_RECIPES = listOf("fp32", "fp16")

/** Encoders that a GPU delegate was seen to compute right (docs/gpu.md); others it computes wrongly, without an error. */
private val ON_GPU = ("bert distilbert electra roberta xlm-roberta camembert albert mpnet mobilebert modernbert deberta-v2 t5").split(' ')
private val NOT_TRIED = listOf("question-answering", "fill-mask") // they search spans and masks inside encode_<T>

/**
 * A file that LiteRT holds. On a GPU `encode_<T>` runs there, and what the GPU cannot on the CPU; the tokenizer's
 * graphs are marked in the file as not for delegates, so they are always the CPU's, whose integers are exact.
 */
internal class Compiled(private val file: ModelFile, private val options: OpenOptions) : AutoCloseable {
    private val environment: Environment = options.environment ?: try {
        Environment.create()
    } catch (error: LinkageError) {
        throw ModelException("LiteRT is not in the app. Add the dependency com.google.ai.edge.litert:litert:$LITERT_VERSION.", error)
    }

    /** Why AUTO is the CPU; null where it is the GPU, or where the CPU was asked for. */
    var fallback: String? = null
        private set

    /** Throws [ModelException] where LiteRT refuses the file, or the GPU that was asked for. */
    val model: CompiledModel = try {
        onGpu() ?: compiled(LiteRtAccelerator.CPU)
    } catch (error: Exception) {
        closeEnvironment()
        throw if (error is LiteRtException) ModelException("${file.path}: LiteRT cannot load it (${error.message}).", error) else error
    }

    val accelerator: Accelerator =
        if (options.accelerator == Accelerator.CPU || fallback != null) Accelerator.CPU else Accelerator.GPU

    override fun close() = model.close().also { closeEnvironment() }

    /** The app's own is the app's to close. */
    private fun closeEnvironment() = if (options.environment == null) environment.close() else Unit

    /** LiteRT without its GPU library runs (GPU, CPU) on the CPU and says nothing; integer weights crash its delegate. */
    private fun onGpu(): CompiledModel? {
        if (options.accelerator == Accelerator.CPU) return null
        val why = when {
            file.recipe !in GPU_RECIPES -> "weights of ${file.recipe} are not for GPUs, ${GPU_RECIPES.joinToString(" and ")} are"
            file.manifest.architecture !in ON_GPU || file.manifest.task in NOT_TRIED ->
                "a GPU is not known to give right numbers for ${file.manifest.architecture}, ${file.manifest.task}"
            LiteRtAccelerator.GPU !in environment.getAvailableAccelerators() ->
                "LiteRT finds no GPU library; the app needs com.google.ai.edge.litert:litert-gpu"
            else -> try {
                return compiled(LiteRtAccelerator.GPU, LiteRtAccelerator.CPU)
            } catch (error: LiteRtException) {
                "LiteRT refuses it: ${error.message}"
            }
        }
        if (options.accelerator == Accelerator.GPU) throw ModelException("the GPU cannot be used: $why. Use Accelerator.AUTO.")
        fallback = why
        return null
    }

    private fun compiled(vararg accelerators: LiteRtAccelerator): CompiledModel {
        val settings = CompiledModel.Options(*accelerators).apply { cpuOptions = CompiledModel.CpuOptions(numThreads = options.threads) }
        return file.place.compile(file.path, settings, environment)
    }
}
