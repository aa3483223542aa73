package dev.hfedge.tests

import org.json.JSONObject
import org.junit.runner.Description
import org.junit.runner.JUnitCore
import org.junit.runner.notification.Failure
import org.junit.runner.notification.RunListener
import java.io.File

private val CLASSES = listOf(
    GoldenTest::class.java, BundleTest::class.java, OpeningTest::class.java, AcceleratorTest::class.java, TextTest::class.java,
    ThreadsTest::class.java, ReadmeTest::class.java,
)

/** Runs the tests, or the classes named, and writes a JSON object per line for each test to the property hfedge.report. */
fun main(names: Array<String>) {
    val chosen = CLASSES.filter { names.isEmpty() || it.simpleName in names }
    check(chosen.isNotEmpty()) { "Accepted: ${CLASSES.map { it.simpleName }}" }
    File(System.getProperty("hfedge.report")).printWriter().use { report ->
        val core = JUnitCore().apply { addListener(Reporter { report.println(it) }) }
        val found = core.run(*chosen.toTypedArray())
        println("${found.runCount} tests, ${found.failureCount} failed, ${found.runTime / 1000.0} s")
    }
}

private class Reporter(private val write: (JSONObject) -> Unit) : RunListener() {
    private var begun = 0L
    private var failure: Failure? = null

    override fun testStarted(description: Description) {
        begun = System.nanoTime()
        failure = null
    }

    override fun testFailure(found: Failure) {
        failure = found
        if (found.description.isTest) return
        testFinished(found.description) // a class that could not begin
    }

    override fun testFinished(description: Description) {
        val line = JSONObject().put("class", description.testClass?.simpleName ?: description.className).put("test", description.methodName ?: "")
        write(line.put("seconds", (System.nanoTime() - begun) / 1e9).put("failure", failure?.trimmedTrace ?: ""))
        println("${if (failure == null) "passed" else "FAILED"} ${description.displayName}")
        failure?.let { println(it.trimmedTrace) }
    }
}
