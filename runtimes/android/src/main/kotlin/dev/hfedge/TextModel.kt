package dev.hfedge

import android.content.Context
import android.content.res.AssetManager
import java.io.File
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.ThreadPoolExecutor
import java.util.concurrent.TimeUnit
import kotlin.coroutines.suspendCoroutine

/**
 * A model that takes text as it is: tokenizer and all are in the file.
 *
 *     TextModel.open(context, "model.tflite").use { model ->
 *         when (val found = model.run("Where is my parcel?")) {
 *             is Classification -> show(found.labels.first())
 *             else -> error("another task: ${model.info.task}")
 *         }
 *     }
 *
 * **Threads.** Calls from several threads are safe and take turns under a lock (LiteRT itself gives wrong numbers then,
 * and no error). [run] and [open] block: call them from a background thread, or use [awaitRun] and [awaitOpen], which
 * suspend. To run two texts at once, open the model twice.
 *
 * **Lifetime.** Open once and keep it, for example in a ViewModel, and close it there (`onCleared`). [close] waits for
 * the call under way; a second one does nothing; every later call throws [ModelException].
 */
public class TextModel private constructor(private val compiled: Compiled, file: ModelFile, threads: Int) : AutoCloseable {
    private val lock = Any()
    private val engine = LiteRtEngine(file.manifest, compiled.model)
    private val task = findTask(file.manifest)
    private val worker by lazy(::worker)
    private var closed = false

    /** What is open, and where it runs. */
    public val info: ModelInfo = file.manifest.run {
        ModelInfo(name, commit, task, file.recipe, labels, file.bytes, compiled.accelerator, compiled.fallback, threads)
    }

    /**
     * Predicts; the result's class is the task's. A text that is too long is cut at a character, see
     * [Prediction.truncated].
     *
     * @param pair the second text, for a model of text pairs: the context of a question, for example
     * @throws ModelException for an option or a pair that the task does not take, and after [close]
     */
    @JvmOverloads
    public fun run(text: String, pair: String? = null, options: RunOptions = RunOptions()): Prediction {
        task.checkOptions(options)
        return locked { task.run(engine, texts(text, pair), options) }
    }

    /** [run] on a thread of the model's own; a caller that is cancelled while it waits still waits for the end. */
    public suspend fun awaitRun(text: String, pair: String? = null, options: RunOptions = RunOptions()): Prediction =
        worker.await { run(text, pair, options) }

    /** The tokens of [text] as [run] uses them. */
    @JvmOverloads
    public fun tokenize(text: String, pair: String? = null): Tokens = locked { tokens(engine, texts(text, pair)) }

    /** [tokenize] on a thread of the model's own. */
    public suspend fun awaitTokenize(text: String, pair: String? = null): Tokens = worker.await { tokenize(text, pair) }

    /** The text of token ids, as the original tokenizer decodes them; ids of no token are left out. */
    @JvmOverloads
    public fun decode(ids: IntArray, skipSpecialTokens: Boolean = true): String = locked { engine.decode(ids, skipSpecialTokens) }

    /** Frees the memory, after the call that is under way. A second time does nothing. */
    override fun close(): Unit = synchronized(lock) {
        if (closed) return
        closed = true
        engine.close()
        compiled.close()
    }

    private fun texts(text: String, pair: String?) = listOfNotNull(Utf8(text), pair?.let(::Utf8))

    private inline fun <T> locked(call: () -> T): T = synchronized(lock) {
        if (closed) throw ModelException("the model is closed. Open it again.")
        call()
    }

    public companion object {
        /**
         * Opens a .tflite of the app's assets, or the folder of a bundle there. It is read where it is, which needs it
         * uncompressed in the APK (`.tflite` files are, by default). An `hfedge.json` beside it, where there is one that
         * lists it, is checked against it: size and SHA-256.
         *
         * @throws ModelException where it is no model of hfedge's, was changed, or is too new for this library
         */
        @JvmStatic @JvmOverloads
        public fun open(context: Context, asset: String, options: OpenOptions = OpenOptions()): TextModel =
            open(context.assets, asset.trimEnd('/'), asset.endsWith(".tflite"), options)

        /** The same for a .tflite or a bundle's folder in the file system, one that was downloaded for example. */
        @JvmStatic @JvmOverloads
        public fun open(file: File, options: OpenOptions = OpenOptions()): TextModel =
            open(null, file.path, !file.isDirectory, options)

        /** [open] on a thread of its own. */
        public suspend fun awaitOpen(context: Context, asset: String, options: OpenOptions = OpenOptions()): TextModel =
            worker().await { open(context, asset, options) }

        /** [open] on a thread of its own. */
        public suspend fun awaitOpen(file: File, options: OpenOptions = OpenOptions()): TextModel =
            worker().await { open(file, options) }

        private fun open(assets: AssetManager?, path: String, isFile: Boolean, options: OpenOptions): TextModel {
            if (options.threads < 1) throw ModelException("threads is ${options.threads}. Accepted: 1 or more.")
            val folder = if (isFile) path.substring(0, path.lastIndexOf('/') + 1) else "$path/"
            val file = findModel(Place(assets, folder), path.removePrefix(folder).takeIf { isFile }, options.recipe)
            findTask(file.manifest).check(file.manifest)
            return TextModel(Compiled(file, options), file, options.threads)
        }
    }
}

/** One daemon thread that goes when it has had nothing to do for a while. */
private fun worker() =
    ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, LinkedBlockingQueue()) { Thread(it, "hfedge").apply { isDaemon = true } }
        .apply { allowCoreThreadTimeOut(true) }

/** Only the language's own coroutines: an app without kotlinx.coroutines needs no further library. */
private suspend fun <T> ThreadPoolExecutor.await(call: () -> T): T = suspendCoroutine { caller ->
    execute { caller.resumeWith(runCatching(call)) }
}
