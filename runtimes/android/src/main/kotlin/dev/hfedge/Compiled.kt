package dev.hfedge

import com.google.ai.edge.litert.Accelerator as LiteRtAccelerator
import com.google.ai.edge.litert.CompiledModel
import com.google.ai.edge.litert.Environment
import com.google.ai.edge.litert.LiteRtException

/**
 * A file that LiteRT holds. On a GPU there are two of it: `encode_<T>` runs there (and on the CPU, what the GPU cannot),
 * the tokenizer on the CPU alone, because a GPU's numbers are too small for its integers.
 */
internal class Compiled private constructor(
    val tokenizing: CompiledModel,
    val encoding: CompiledModel,
    val accelerator: Accelerator,
    val fallback: String?,
    private val environment: Environment?,
) : AutoCloseable {
    /** The environment is closed where it was made here, and last. */
    override fun close() {
        if (encoding !== tokenizing) encoding.close()
        tokenizing.close()
        environment?.close()
    }

    companion object {
        /** Throws [ModelException] where LiteRT refuses the file, or the GPU that was asked for. */
        fun of(file: ModelFile, options: OpenOptions): Compiled {
            val environment = options.environment ?: environment()
            val own = environment.takeIf { options.environment == null }
            var cpu: CompiledModel? = null
            try {
                cpu = file.compile(settings(options, LiteRtAccelerator.CPU), environment)
                if (options.accelerator == Accelerator.CPU) return Compiled(cpu, cpu, Accelerator.CPU, null, own)
                val (gpu, why) = onGpu(file, options, environment)
                if (gpu != null) return Compiled(cpu, gpu, Accelerator.GPU, null, own)
                if (options.accelerator == Accelerator.GPU) throw ModelException("${file.path}: the GPU cannot be used ($why). Use Accelerator.AUTO.")
                return Compiled(cpu, cpu, Accelerator.CPU, why, own)
            } catch (error: Exception) {
                cpu?.close()
                own?.close()
                throw if (error is LiteRtException) ModelException("${file.path}: LiteRT cannot load it (${error.message}).", error) else error
            }
        }

        private fun environment(): Environment = try {
            Environment.create()
        } catch (error: LinkageError) {
            throw ModelException("LiteRT is not in the app. Add the dependency com.google.ai.edge.litert:litert:$LITERT_VERSION.", error)
        }

        /** The model, or why not. Without LiteRT's GPU library, (GPU, CPU) would run on the CPU and say nothing. */
        private fun onGpu(file: ModelFile, options: OpenOptions, environment: Environment): Pair<CompiledModel?, String?> {
            if (LiteRtAccelerator.GPU !in environment.getAvailableAccelerators()) {
                return null to "LiteRT finds no GPU library; the app needs com.google.ai.edge.litert:litert-gpu"
            }
            return try {
                file.compile(settings(options, LiteRtAccelerator.GPU, LiteRtAccelerator.CPU), environment) to null
            } catch (error: LiteRtException) {
                null to "LiteRT refuses it: ${error.message}"
            }
        }

        private fun settings(options: OpenOptions, vararg accelerators: LiteRtAccelerator) =
            CompiledModel.Options(*accelerators).apply { cpuOptions = CompiledModel.CpuOptions(numThreads = options.threads) }
    }
}
