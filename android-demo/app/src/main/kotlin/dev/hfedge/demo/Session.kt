package dev.hfedge.demo

import android.content.Context
import android.os.Debug
import android.os.Handler
import android.os.Looper
import dev.hfedge.Accelerator
import dev.hfedge.ModelInfo
import dev.hfedge.OpenOptions
import dev.hfedge.Prediction
import dev.hfedge.TextModel
import java.util.concurrent.Executors

/** What the screen shows; there is one at a time, and it never changes. */
sealed interface State {
    class Opening(val model: BundledModel) : State

    class Ready(val info: ModelInfo, val opened: Double) : State

    class Running(val info: ModelInfo) : State

    class Done(val info: ModelInfo, val found: Prediction, val measures: Measures) : State

    class Failed(val reason: String, val canRun: Boolean) : State
}

/** Milliseconds, and the memory of the whole app in megabytes. */
class Measures(val first: Double?, val median: Double?, val runs: Int, val megabytes: Int)

/**
 * The open model and the thread that it runs on. It outlives the screen when the phone is turned. All of it is called on
 * the main thread, where [listener] hears of every new state too.
 */
class Session(context: Context) {
    private val context = context.applicationContext
    private val main = Handler(Looper.getMainLooper())
    private val worker = Executors.newSingleThreadExecutor()
    private var asked = 0

    // Of the worker alone.
    private var model: TextModel? = null
    private var timings = Timings()

    var listener: ((State) -> Unit)? = null
        set(value) {
            field = value
            state?.let { value?.invoke(it) }
        }

    var state: State? = null
        private set

    /** The model that is open or being opened. */
    var current: Pair<BundledModel, Boolean>? = null
        private set

    fun open(bundled: BundledModel, gpu: Boolean) {
        current = bundled to gpu
        val ticket = show(State.Opening(bundled))
        worker.execute {
            val start = System.nanoTime()
            model?.close()
            model = null
            timings = Timings()
            answer(ticket, canRun = false) {
                val accelerator = if (gpu) Accelerator.AUTO else Accelerator.CPU
                val opened = TextModel.open(context, bundled.path, OpenOptions(accelerator, bundled.recipeFor(gpu)))
                model = opened
                State.Ready(opened.info, millisecondsSince(start))
            }
        }
    }

    fun run(request: Request) {
        val info = infoOf(state) ?: return
        val ticket = show(State.Running(info))
        worker.execute {
            val model = model ?: return@execute
            answer(ticket, canRun = true) {
                val start = System.nanoTime()
                val found = model.run(request.text, request.pair, request.options)
                timings.add(millisecondsSince(start))
                State.Done(model.info, found, Measures(timings.first, timings.median, timings.count, (Debug.getPss() / 1024).toInt()))
            }
        }
    }

    fun close() {
        listener = null
        worker.execute { model?.close() }
        worker.shutdown()
    }

    private fun infoOf(state: State?): ModelInfo? = when (state) {
        is State.Ready -> state.info.also { last = it }
        is State.Done -> state.info
        is State.Failed -> last.takeIf { state.canRun }
        else -> null
    }

    private var last: ModelInfo? = null

    private fun show(next: State): Int {
        if (next is State.Opening) last = null
        state = next
        listener?.invoke(next)
        return ++asked
    }

    /** On the worker: an answer to a question that was followed by another is not shown. */
    private fun answer(ticket: Int, canRun: Boolean, make: () -> State) {
        val next = try {
            make()
        } catch (error: RuntimeException) {
            State.Failed(shown(error.message ?: error.toString()), canRun)
        } catch (error: OutOfMemoryError) {
            State.Failed(shown(error.toString()), canRun)
        }
        main.post { if (ticket == asked) show(next) }
    }

    private fun millisecondsSince(start: Long) = (System.nanoTime() - start) / 1e6
}
