package android.content.res

import java.io.Closeable
import java.io.File
import java.io.FileDescriptor
import java.io.FileInputStream
import java.io.FileNotFoundException
import java.io.InputStream

/** Files of [folder]; each `<name>.apk` there stands for an asset that begins at byte [LEAD] of it, as in an APK. */
class AssetManager(private val folder: File) {
    fun open(name: String): InputStream {
        val file = File(folder, name)
        if (file.isFile) return FileInputStream(file)
        return FileInputStream(packed(name)).apply { skip(LEAD) }
    }

    fun openFd(name: String): AssetFileDescriptor {
        val file = File(folder, name)
        if (file.isFile) throw FileNotFoundException("This file can not be opened as a file descriptor; it is probably compressed")
        return AssetFileDescriptor(FileInputStream(packed(name)), LEAD, packed(name).length() - 2 * LEAD)
    }

    private fun packed(name: String) = File(folder, "$name.apk").also { if (!it.isFile) throw FileNotFoundException(name) }

    companion object {
        const val LEAD = 128L
    }
}

class AssetFileDescriptor(private val stream: FileInputStream, val startOffset: Long, val length: Long) : Closeable {
    val fileDescriptor: FileDescriptor get() = stream.fd

    /** Linux's own number of it, which native code takes. */
    internal val number: Int
        get() = FileDescriptor::class.java.getDeclaredField("fd").apply { isAccessible = true }.getInt(fileDescriptor)

    override fun close() = stream.close()
}
