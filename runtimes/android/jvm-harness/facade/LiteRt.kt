package com.google.ai.edge.litert

import android.content.Context
import android.content.res.AssetManager
import java.util.concurrent.atomic.AtomicBoolean

// The part of LiteRT's public Kotlin API (com.google.ai.edge.litert:litert-api 2.3) that runtimes/android uses, with the
// same signatures (signatures.txt), over shim.c. For tests on a plain machine; it never ships.

enum class Accelerator(val value: Int) { NONE(0), CPU(1), GPU(2), NPU(3) }

class LiteRtException(val status: Int, message: String) : Exception(message)

abstract class JniHandle internal constructor(internal val handle: Long) : AutoCloseable {
    private val destroyed = AtomicBoolean(false)

    protected fun assertNotDestroyed() {
        if (destroyed.get()) throw IllegalStateException("The handle has been destroyed.")
    }

    protected abstract fun destroy()

    final override fun close() {
        if (destroyed.compareAndSet(false, true)) destroy()
    }
}

class Environment private constructor(handle: Long) : JniHandle(handle) {
    fun getAvailableAccelerators(): Set<Accelerator> {
        assertNotDestroyed()
        val set = Native.accelerators(handle)
        return Accelerator.entries.filter { it != Accelerator.NONE && set and (1 shl it.value - 1) != 0 }.toSet()
    }

    override fun destroy() = Native.destroyEnvironment(handle)

    enum class Option { CompilerPluginLibraryDir, DispatchLibraryDir }

    companion object {
        @JvmOverloads
        @JvmStatic
        fun create(options: Map<Option, String> = mapOf()): Environment {
            require(options.isEmpty()) { "not in this facade" }
            return Environment(Native.createEnvironment(System.getProperty("hfedge.gpu")?.ifEmpty { null }))
        }
    }
}

class TensorType(val elementType: ElementType, val layout: Layout? = null) {
    enum class ElementType { INT, FLOAT, INT8, BOOLEAN, INT64 }

    class Layout(val dimensions: List<Int>, val strides: List<Int> = listOf())
}

class TensorBuffer internal constructor(handle: Long) : JniHandle(handle) {
    fun writeInt(data: IntArray) {
        assertNotDestroyed()
        Native.write(handle, data)
    }

    fun readInt(): IntArray {
        assertNotDestroyed()
        return Native.readInt(handle)
    }

    fun readFloat(): FloatArray {
        assertNotDestroyed()
        return Native.readFloat(handle)
    }

    override fun destroy() = Native.destroyBuffer(handle)
}

class CompiledModel private constructor(handle: Long, private val model: Long, private val env: Environment, private val envManaged: Boolean) :
    JniHandle(handle) {
    data class CpuOptions(val numThreads: Int? = null, val xnnPackFlags: Int? = null, val xnnPackWeightCachePath: String? = null)

    class Options(internal val accelerators: Set<Accelerator>) {
        constructor(vararg accelerators: Accelerator) : this(setOf(*accelerators))

        var cpuOptions: CpuOptions? = null

        companion object {
            @JvmStatic val CPU = Options(Accelerator.CPU)
        }
    }

    fun createInputBuffer(inputName: String, signature: String = ""): TensorBuffer = buffer(inputName, signature, false)

    fun createOutputBuffer(outputName: String, signature: String = ""): TensorBuffer = buffer(outputName, signature, true)

    fun getInputTensorType(inputName: String, signature: String = ""): TensorType {
        assertNotDestroyed()
        val found = Native.tensorType(model, signature, inputName, false)
        return TensorType(ELEMENTS.getValue(found[0]), TensorType.Layout(found.drop(1)))
    }

    fun run(inputs: Map<String, TensorBuffer>, outputs: Map<String, TensorBuffer>, signature: String = "") {
        assertNotDestroyed()
        val (first, second) = listOf(inputs, outputs).map { buffers -> buffers.values.map { it.handle }.toLongArray() }
        Native.run(model, handle, signature, inputs.keys.toTypedArray(), first, outputs.keys.toTypedArray(), second)
    }

    override fun destroy() {
        Native.destroyCompiled(handle)
        Native.destroyModel(model)
        if (envManaged) env.close()
    }

    private fun buffer(name: String, signature: String, output: Boolean): TensorBuffer {
        assertNotDestroyed()
        return TensorBuffer(Native.createBuffer(env.handle, model, handle, signature, name, output))
    }

    companion object {
        private val ELEMENTS = mapOf(
            1 to TensorType.ElementType.FLOAT, 2 to TensorType.ElementType.INT, 4 to TensorType.ElementType.INT64,
            6 to TensorType.ElementType.BOOLEAN, 9 to TensorType.ElementType.INT8,
        )

        @JvmOverloads
        @JvmStatic
        fun create(filePath: String, options: Options = Options.CPU, optionalEnv: Environment? = null): CompiledModel =
            compiled(options, optionalEnv) { Native.openModel(it, filePath) }

        @JvmOverloads
        @JvmStatic
        fun create(assetManager: AssetManager, assetName: String, options: Options = Options.CPU, optionalEnv: Environment? = null): CompiledModel =
            compiled(options, optionalEnv) { env ->
                assetManager.openFd(assetName).use { Native.openAsset(env, it.number, it.startOffset, it.length) }
            }

        private fun compiled(options: Options, optionalEnv: Environment?, open: (Long) -> Long): CompiledModel {
            val env = optionalEnv ?: Environment.create()
            val model = open(env.handle)
            try {
                val set = options.accelerators.sumOf { 1 shl it.value - 1 }
                val handle = Native.compile(env.handle, model, set, options.cpuOptions?.numThreads ?: 0, 0)
                return CompiledModel(handle, model, env, optionalEnv == null)
            } catch (error: LiteRtException) {
                Native.destroyModel(model)
                if (optionalEnv == null) env.close()
                throw error
            }
        }
    }
}

internal object Native {
    init {
        System.load(System.getProperty("hfedge.shim"))
    }

    @JvmStatic external fun createEnvironment(gpuFolder: String?): Long
    @JvmStatic external fun destroyEnvironment(environment: Long)
    @JvmStatic external fun accelerators(environment: Long): Int
    @JvmStatic external fun openModel(environment: Long, path: String): Long
    @JvmStatic external fun openAsset(environment: Long, fd: Int, offset: Long, size: Long): Long
    @JvmStatic external fun destroyModel(model: Long)
    @JvmStatic external fun compile(environment: Long, model: Long, set: Int, threads: Int, precision: Int): Long
    @JvmStatic external fun destroyCompiled(compiled: Long)
    @JvmStatic external fun tensorType(model: Long, signature: String, name: String, output: Boolean): IntArray
    @JvmStatic external fun createBuffer(environment: Long, model: Long, compiled: Long, signature: String, name: String, output: Boolean): Long
    @JvmStatic external fun destroyBuffer(buffer: Long)
    @JvmStatic external fun write(buffer: Long, values: IntArray)
    @JvmStatic external fun readInt(buffer: Long): IntArray
    @JvmStatic external fun readFloat(buffer: Long): FloatArray
    @JvmStatic external fun run(
        model: Long, compiled: Long, signature: String, inputNames: Array<String>, inputs: LongArray, outputNames: Array<String>, outputs: LongArray,
    )
}
