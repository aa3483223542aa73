package dev.hfedge

import android.content.res.AssetManager
import com.google.ai.edge.litert.CompiledModel
import com.google.ai.edge.litert.Environment
import java.io.File
import java.io.FileInputStream
import java.io.IOException
import java.math.BigInteger
import java.security.MessageDigest

/** Where models are: a folder, or the app's assets. Paths are relative to it. */
internal interface Place {
    /** A small file, null where there is none. */
    fun read(path: String): ByteArray?

    /** Throws [IOException]. */
    fun <T> open(path: String, use: (FileBytes) -> T): T

    fun compile(path: String, options: CompiledModel.Options, environment: Environment): CompiledModel
}

internal class FolderPlace(private val folder: File) : Place {
    override fun read(path: String) = File(folder, path).takeIf { it.isFile }?.readBytes()

    override fun <T> open(path: String, use: (FileBytes) -> T): T =
        FileInputStream(File(folder, path)).use { use(FileBytes(it.channel, 0, it.channel.size())) }

    override fun compile(path: String, options: CompiledModel.Options, environment: Environment) =
        CompiledModel.create(File(folder, path).path, options, environment)
}

/** Assets are read where they are in the APK, which has to hold them uncompressed. */
internal class AssetPlace(private val assets: AssetManager, private val folder: String) : Place {
    override fun read(path: String) = try {
        assets.open(folder + path).use { it.readBytes() }
    } catch (_: IOException) {
        null
    }

    override fun <T> open(path: String, use: (FileBytes) -> T): T = assets.openFd(folder + path).use { found ->
        FileInputStream(found.fileDescriptor).use { use(FileBytes(it.channel, found.startOffset, found.length)) }
    }

    override fun compile(path: String, options: CompiledModel.Options, environment: Environment) =
        CompiledModel.create(assets, folder + path, options, environment)
}

/** A .tflite with the manifest that describes it. */
internal class ModelFile(val manifest: Manifest, val recipe: String, val path: String, val bytes: Long, private val place: Place) {
    fun compile(options: CompiledModel.Options, environment: Environment): CompiledModel = place.compile(path, options, environment)

    companion object {
        /** [file] of [place], or (null) the recipe of the bundle that [place] is. Throws [ModelException]. */
        fun find(place: Place, file: String?, recipe: String?): ModelFile {
            val beside = place.read(MANIFEST_NAME)?.let { Manifest.parse(it, MANIFEST_NAME) }
            if (file != null) {
                val listed = beside?.artifacts?.filter { it.path == file }.orEmpty()
                return if (listed.isEmpty()) alone(place, file, recipe) else checked(place, beside!!, chosen(listed, recipe))
            }
            beside ?: throw ModelException("no bundle here. Accepted: a bundle's folder, or a .tflite written by hfedge.")
            if (beside.artifacts.isEmpty()) throw ModelException("the bundle has no .tflite. Convert with: hfedge convert --to tflite.")
            val default = beside.artifacts.find { it.recipe == beside.defaultRecipe } ?: beside.artifacts[0]
            return checked(place, beside, chosen(beside.artifacts, recipe ?: default.recipe))
        }

        private fun chosen(artifacts: List<Artifact>, recipe: String?): Artifact {
            checkRecipe(recipe, artifacts.map { it.recipe })
            return artifacts.first { recipe == null || it.recipe == recipe }
        }

        /** A .tflite alone has no hash to check against. */
        private fun alone(place: Place, file: String, recipe: String?): ModelFile = reading(place, file) { bytes ->
            val json = try {
                Embedded(bytes).manifest()
            } catch (error: IllegalArgumentException) {
                throw ModelException("$file: not a readable .tflite (${error.message}).", error)
            }
            json ?: throw ModelException("$file: no $MANIFEST_NAME inside. Accepted: a .tflite written by hfedge, or a bundle's folder.")
            val manifest = Manifest.parse(json, file)
            checkRecipe(recipe, listOf(manifest.recipe))
            ModelFile(manifest, manifest.recipe, file, bytes.size, place)
        }

        private fun checked(place: Place, manifest: Manifest, artifact: Artifact): ModelFile = reading(place, artifact.path) { bytes ->
            val wrong = when {
                newer(artifact.oldestRuntime) ->
                    "it needs LiteRT ${artifact.oldestRuntime}, this library is for $LITERT_VERSION. Use a newer version of hfedge-android"
                bytes.size != artifact.bytes -> "${bytes.size} bytes, the manifest says ${artifact.bytes}. Copy or convert the bundle again"
                sha256(bytes) != artifact.sha256 ->
                    "the file was changed, its SHA-256 is not the manifest's. Copy or convert the bundle again"
                else -> return@reading ModelFile(manifest, artifact.recipe, artifact.path, bytes.size, place)
            }
            throw ModelException("${artifact.path}: $wrong.")
        }
    }
}

private fun checkRecipe(recipe: String?, accepted: List<String>) {
    if (recipe != null && recipe !in accepted) throw ModelException("no recipe $recipe. Accepted: ${accepted.joinToString()}.")
}

private fun <T> reading(place: Place, file: String, use: (FileBytes) -> T): T = try {
    place.open(file, use)
} catch (error: IOException) {
    val hint = "Is it there? An asset must not be compressed: androidResources { noCompress += \"tflite\" }."
    throw ModelException("$file: cannot be read (${error.message}). $hint", error)
}

/** Whether [version] is above [LITERT_VERSION]. */
private fun newer(version: String): Boolean {
    val (found, known) = listOf(version, LITERT_VERSION).map { name -> name.split('.').map { it.toIntOrNull() ?: 0 } }
    val place = found.indices.firstOrNull { found[it] != known.getOrElse(it) { 0 } } ?: return false
    return found[place] > known.getOrElse(place) { 0 }
}

private fun sha256(file: FileBytes): String {
    val digest = MessageDigest.getInstance("SHA-256")
    val chunk = 1L shl 18
    for (at in 0 until file.size step chunk) digest.update(file.read(at, minOf(chunk, file.size - at).toInt()))
    return BigInteger(1, digest.digest()).toString(16).padStart(64, '0')
}
