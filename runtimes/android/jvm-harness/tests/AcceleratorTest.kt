package dev.hfedge.tests

import com.google.ai.edge.litert.Environment
import dev.hfedge.Accelerator
import dev.hfedge.ModelException
import dev.hfedge.OpenOptions
import dev.hfedge.TextModel
import org.junit.Test

/** Where a model runs on a machine without a GPU. */
class AcceleratorTest {
    @Test
    fun `AUTO without a GPU is the CPU, and says why`() {
        TextModel.open(Data.intents("fp32"), OpenOptions(Accelerator.AUTO)).use { model ->
            check(model.info.accelerator == Accelerator.CPU)
            check("litert-gpu" in model.info.fallback!!) { "${model.info}" }
            TextModel.open(Data.intents("fp32"), OpenOptions(Accelerator.CPU)).use { other ->
                check(other.info.fallback == null && other.run("Where is it?") == model.run("Where is it?"))
            }
        }
    }

    @Test
    fun `integer weights are never given to a GPU`() {
        TextModel.open(Data.intents("int8")).use { check(it.info.accelerator == Accelerator.CPU && "int8" in it.info.fallback!!) }
        assertFails<ModelException>("the GPU cannot be used", "int8") { TextModel.open(Data.intents("int8"), OpenOptions(Accelerator.GPU)) }
    }

    @Test
    fun `encoders that a GPU computes wrongly are never given to one`() {
        val bundle = Data.bundle {
            it.getJSONObject("source").put("architecture", "qwen3")
            it.getJSONArray("artifacts").getJSONObject(0).put("recipe", "fp32")
        }
        TextModel.open(bundle, OpenOptions(recipe = "fp32")).use { check("qwen3" in it.info.fallback!!) { "${it.info}" } }
        assertFails<ModelException>("the GPU cannot be used", "qwen3") { TextModel.open(bundle, OpenOptions(Accelerator.GPU, "fp32")) }
    }

    @Test
    fun `GPU without one is an error that says why`() {
        assertFails<ModelException>("the GPU cannot be used", "litert-gpu") { TextModel.open(Data.intents("fp32"), OpenOptions(Accelerator.GPU)) }
    }

    /** The library of LiteRT's wheel needs a Vulkan device; where there is one, its numbers are of 16 bits. */
    @Test
    fun `AUTO with a GPU library and no GPU is the CPU too`() {
        val right = TextModel.open(Data.intents("fp32"), OpenOptions(Accelerator.CPU)).use { it.run("Where is it?") }
        val before = System.setProperty("hfedge.gpu", System.getProperty("hfedge.litert"))
        try {
            TextModel.open(Data.intents("fp32")).use { model ->
                val loaded = System.getProperty("os.arch") == "amd64"
                val expected = if (loaded) "LiteRT refuses it" else "LiteRT"
                check(model.info.accelerator == Accelerator.GPU || expected in model.info.fallback!!) { "${model.info}" }
                assertSame(org.json.JSONObject(json(right)), json(model.run("Where is it?")), 1e-2, "on ${model.info.accelerator}")
            }
        } finally {
            System.setProperty("hfedge.gpu", before.orEmpty())
        }
    }

    @Test
    fun `threads and an environment of the app's own change no result`() {
        val right = TextModel.open(Data.intents("fp32")).use { it.run("Where is it?") }
        Environment.create().use { environment ->
            repeat(2) {
                TextModel.open(Data.intents("fp32"), OpenOptions(threads = 2, environment = environment)).use { model ->
                    check(model.info.threads == 2)
                    assertSame(org.json.JSONObject(json(right)), json(model.run("Where is it?")), 1e-6, "threads")
                }
            }
        }
    }
}
