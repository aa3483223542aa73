package dev.hfedge.tests

import dev.hfedge.Accelerator
import dev.hfedge.ModelException
import dev.hfedge.OpenOptions
import dev.hfedge.TextModel
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import org.junit.Test
import java.io.File
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/** One model from several threads, and how long it lives. */
class ThreadsTest {
    private val texts = listOf("Where is my parcel?", "I forgot my password", "cancel my subscription 😀", "a ".repeat(60))
    private val cpu = OpenOptions(Accelerator.CPU)

    private fun open() = TextModel.open(Data.intents("int8"), cpu)

    @Test
    fun `four threads of a hundred runs get no wrong result`() = open().use { model ->
        val right = texts.associateWith { model.run(it) }
        val (wrong, begin) = AtomicInteger() to CountDownLatch(1)
        val threads = texts.indices.map { number ->
            thread {
                begin.await()
                repeat(100) { texts[(it + number) % texts.size].let { text -> if (model.run(text) != right[text]) wrong.incrementAndGet() } }
            }
        }
        begin.countDown()
        threads.forEach { it.join() }
        check(wrong.get() == 0) { "${wrong.get()} of 400 wrong" }
    }

    @Test
    fun `close during runs is safe and later calls throw`() = repeat(10) {
        val model = open()
        val right = texts.associateWith { model.run(it) }
        val (runs, failures) = AtomicInteger() to AtomicInteger()
        val threads = texts.map { text ->
            thread {
                try {
                    while (true) {
                        if (model.run(text) != right[text]) failures.incrementAndGet()
                        runs.incrementAndGet()
                    }
                } catch (error: ModelException) {
                    if ("the model is closed" !in error.message!!) failures.incrementAndGet()
                }
            }
        }
        while (runs.get() < 8) Thread.sleep(1)
        model.close()
        threads.forEach { it.join() }
        check(failures.get() == 0) { "${failures.get()} wrong" }
    }

    @Test
    fun `close twice does nothing and every call afterwards throws`() {
        val model = open().apply { close() }
        model.close()
        assertFails<ModelException>("the model is closed") { model.run("a") }
        assertFails<ModelException>("the model is closed") { model.tokenize("a") }
        assertFails<ModelException>("the model is closed") { model.decode(intArrayOf(1)) }
        assertFails<ModelException>("the model is closed") { runBlocking { model.awaitRun("a") } }
        check(model.info.task == "text-classification")
    }

    @Test
    fun `suspending calls give what blocking ones give`() = runBlocking {
        TextModel.awaitOpen(Data.intents("int8"), cpu).use { model ->
            val found = texts.flatMap { text -> List(25) { async(Dispatchers.Default) { text to model.awaitRun(text) } } }.awaitAll()
            found.forEach { (text, result) -> check(result == model.run(text)) }
            check(model.awaitTokenize("a b") == model.tokenize("a b"))
        }
        val none = assertFails<ModelException>("cannot be read") { runBlocking { TextModel.awaitOpen(File("none.tflite")) } }
        check(none.cause is java.io.IOException)
    }

    @Test
    fun `a thousand times open, run and close leave memory as it was`() {
        val cycles = Integer.getInteger("hfedge.cycles", 1000)
        val small = File(Data.folder, "small.hfedge").takeIf { it.exists() } ?: Data.intents("int8")
        val sizes = (1..cycles).mapNotNull { cycle ->
            TextModel.open(small, cpu).use { it.run(texts[cycle % texts.size]) }
            if (cycle % (cycles / 5) == 0) resident() else null
        }
        println("resident memory after each fifth of $cycles cycles, MB: $sizes")
        check(sizes.last() - sizes.first() < 25) { "it grows: $sizes MB" }
    }

    /** This process in MB. */
    private fun resident(): Int {
        System.gc()
        val line = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
        return line.filter { it.isDigit() }.toInt() / 1024
    }
}
