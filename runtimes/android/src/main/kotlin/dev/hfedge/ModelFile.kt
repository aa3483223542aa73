package dev.hfedge

import android.content.res.AssetManager
import com.google.ai.edge.litert.CompiledModel
import com.google.ai.edge.litert.Environment
import java.io.FileInputStream
import java.io.IOException
import java.math.BigInteger
import java.security.MessageDigest

/** Where models are: a folder, whose path ends in "/", of the file system or of the app's assets. */
internal class Place(private val assets: AssetManager?, private val folder: String) {
    /** A small file, null where there is none. */
    fun read(name: String): ByteArray? = try {
        (assets?.open(folder + name) ?: FileInputStream(folder + name)).use { it.readBytes() }
    } catch (missing: IOException) {
        null
    }

    /** An asset is read where it is in the APK, which has to hold it uncompressed. Throws [IOException]. */
    fun <T> open(name: String, use: (FileBytes) -> T): T = assets?.openFd(folder + name).use { asset ->
        val stream = if (asset == null) FileInputStream(folder + name) else FileInputStream(asset.fileDescriptor)
        stream.use { use(FileBytes(it.channel, asset?.startOffset ?: 0, asset?.length ?: it.channel.size())) }
    }

    fun compile(name: String, options: CompiledModel.Options, environment: Environment): CompiledModel =
        if (assets == null) CompiledModel.create(folder + name, options, environment)
        else CompiledModel.create(assets, folder + name, options, environment)
}

/** A .tflite with the manifest that describes it. */
internal class ModelFile(val manifest: Manifest, val recipe: String, val path: String, val bytes: Long, val place: Place)

/** [file] of [place], or (null) the recipe of the bundle that [place] is. Throws [ModelException]. */
internal fun findModel(place: Place, file: String?, recipe: String?): ModelFile {
    val beside = place.read(MANIFEST_NAME)?.let { Manifest.parse(it, MANIFEST_NAME) }
    val listed = beside?.artifacts.orEmpty().filter { file == null || it.path == file }
    if (file != null && listed.isEmpty()) return alone(place, file, recipe)
    beside ?: throw ModelException("no bundle here. Accepted: a bundle's folder, or a .tflite written by hfedge.")
    if (listed.isEmpty()) throw ModelException("the bundle has no .tflite. Convert with: hfedge convert --to tflite.")
    checkRecipe(recipe, listed.map { it.recipe })
    val wanted = recipe ?: beside.defaultRecipe
    return checked(place, beside, listed.find { it.recipe == wanted } ?: listed[0])
}

/** A .tflite alone has no hash to check against. */
private fun alone(place: Place, file: String, recipe: String?): ModelFile = reading(place, file) { bytes ->
    val json = Embedded(bytes).apply { checkWhole() }.manifest()
        ?: throw ModelException("$file: no $MANIFEST_NAME inside. Accepted: a .tflite written by hfedge, or a bundle's folder.")
    val manifest = Manifest.parse(json, file)
    checkRecipe(recipe, listOf(manifest.recipe))
    ModelFile(manifest, manifest.recipe, file, bytes.size, place)
}

private fun checked(place: Place, manifest: Manifest, artifact: Artifact): ModelFile = reading(place, artifact.path) { bytes ->
    val wrong = when {
        order(artifact.oldestRuntime) > order(LITERT_VERSION) ->
            "it needs LiteRT ${artifact.oldestRuntime}, this library is for $LITERT_VERSION. Use a newer version of hfedge-android"
        bytes.size != artifact.bytes -> "${bytes.size} bytes, the manifest says ${artifact.bytes}. Copy or convert the bundle again"
        sha256(bytes) != artifact.sha256 -> "the file was changed, its SHA-256 is not the manifest's. Copy or convert the bundle again"
        else -> return@reading ModelFile(manifest, artifact.recipe, artifact.path, bytes.size, place)
    }
    throw ModelException("${artifact.path}: $wrong.")
}

private fun checkRecipe(recipe: String?, accepted: List<String>) {
    if (recipe != null && recipe !in accepted) throw ModelException("no recipe $recipe. Accepted: ${accepted.joinToString()}.")
}

private fun <T> reading(place: Place, file: String, use: (FileBytes) -> T): T = try {
    place.open(file, use)
} catch (error: IllegalArgumentException) {
    throw ModelException("$file: not a readable .tflite (${error.message}).", error)
} catch (error: IOException) {
    val hint = "Is it there? An asset must not be compressed: androidResources { noCompress += \"tflite\" }."
    throw ModelException("$file: cannot be read (${error.message}). $hint", error)
}

/** Versions in their order. */
private fun order(version: String): Int =
    (version.split('.') + "0" + "0").take(3).fold(0) { sum, part -> sum * 1000 + (part.toIntOrNull() ?: 0) }

private fun sha256(file: FileBytes): String {
    val digest = MessageDigest.getInstance("SHA-256")
    val chunk = 1L shl 18
    for (at in 0 until file.size step chunk) digest.update(file.read(at, minOf(chunk, file.size - at).toInt()))
    return BigInteger(1, digest.digest()).toString(16).padStart(64, '0')
}
