package dev.hfedge.tests

import android.content.Context
import android.content.res.AssetManager
import dev.hfedge.readme.fiveLines
import org.junit.Test
import java.io.File
import java.nio.file.Files

/** The lines in README.md, compiled as they stand (build.sh), give a prediction. */
class ReadmeTest {
    @Test
    fun `the five lines of the README give a prediction`() {
        val folder = Files.createTempDirectory("assets").toFile()
        val lead = ByteArray(AssetManager.LEAD.toInt())
        File(folder, "model.tflite.apk").writeBytes(lead + Data.intents("int8").readBytes() + lead)
        val found = fiveLines(Context(AssetManager(folder)))
        check(found.first == "delivery_status" || found.first in labels) { "$found" }
        check(found.second in 0.2f..1f) { "$found" }
    }

    private val labels by lazy { dev.hfedge.TextModel.open(Data.intents("int8")).use { it.info.labels } }
}
