package dev.hfedge.demo

import android.content.res.AssetManager
import java.io.IOException
import org.json.JSONException
import org.json.JSONObject

private const val FOLDER = "models"

/** A bundle in the app's assets. */
class BundledModel(val path: String, val name: String, val task: String, val maskToken: String, private val recipes: List<String>) {
    /** A GPU takes float weights alone; without any, the library says that the CPU is used instead. */
    fun recipeFor(gpu: Boolean): String? = if (gpu) FOR_GPU.firstOrNull { it in recipes } else null

    // What a Spinner shows.
    override fun toString(): String = name

    companion object {
        private val FOR_GPU = listOf("fp16", "fp32")

        /** Those that can be read, by name. */
        fun allOf(assets: AssetManager): List<BundledModel> =
            assets.list(FOLDER).orEmpty().mapNotNull { read(assets, "$FOLDER/$it") }.sortedBy { it.name }

        private fun read(assets: AssetManager, path: String): BundledModel? = try {
            val manifest = JSONObject(assets.open("$path/hfedge.json").use { String(it.readBytes()) })
            val artifacts = manifest.getJSONArray("artifacts")
            val source = manifest.getJSONObject("source")
            BundledModel(
                path,
                shown(path.substringAfterLast('/').removeSuffix(".hfedge")),
                source.getString("task"),
                shown(manifest.optJSONObject("options")?.optString("mask_token").orEmpty()),
                (0 until artifacts.length()).map { artifacts.getJSONObject(it).getString("recipe") },
            )
        } catch (_: IOException) {
            null // no manifest: another folder
        } catch (_: JSONException) {
            null
        }
    }
}
