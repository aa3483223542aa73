package dev.hfedge

import java.io.IOException
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.channels.FileChannel

/** A stretch of a file, read piece by piece. */
internal class FileBytes(private val channel: FileChannel, private val start: Long, val size: Long) {
    /** Throws [IOException], and [IllegalArgumentException] for a position outside. */
    fun read(at: Long, count: Int): ByteBuffer {
        require(at >= 0 && count >= 0 && at + count <= size) { "a position outside the file" }
        val found = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN)
        while (found.hasRemaining()) {
            if (channel.read(found, start + at + found.position()) < 0) throw IOException("the file ends early")
        }
        found.rewind()
        return found
    }
}

private const val IDENTIFIER = 0x334C4654L // "TFL3"

/** A .tflite and the manifest inside, the entry hfedge.json of its metadata. Throws [IllegalArgumentException] where it is none. */
internal class Embedded(private val file: FileBytes) {
    init {
        require(file.size > 8 && u32(4) == IDENTIFIER) { "no .tflite" }
    }

    /** Null where there is none. */
    fun manifest(): ByteArray? {
        val root = u32(0)
        val buffers = target(field(root, 4))
        val metadata = target(field(root, 6))
        for (index in 0 until if (metadata == 0L) 0 else u32(metadata)) {
            val entry = target(metadata + 4 + 4 * index)
            if (!span(target(field(entry, 0))).contentEquals(MANIFEST_NAME.encodeToByteArray())) continue
            val number = field(entry, 1).let { if (it == 0L) 0 else u32(it) }
            require(buffers != 0L && number < u32(buffers)) { "a metadata entry without its buffer" }
            return span(target(field(target(buffers + 4 + 4 * number), 0)))
        }
        return null
    }

    /** Throws [IllegalArgumentException] where weights end behind the file: LiteRT would open one that was cut short, and crash. */
    fun checkWhole() {
        val buffers = target(field(u32(0), 4))
        for (index in 0 until if (buffers == 0L) 0 else u32(buffers)) {
            val data = target(field(target(buffers + 4 + 4 * index), 0))
            require(data == 0L || data + 4 + u32(data) <= file.size) { "it was cut short" }
        }
    }

    private fun u32(at: Long): Long = file.read(at, 4).int.toLong() and 0xFFFFFFFFL

    private fun u16(at: Long): Int = file.read(at, 2).short.toInt() and 0xFFFF

    /** Where the reference at [at] points; 0 for an absent one. */
    private fun target(at: Long): Long = if (at == 0L) 0 else at + u32(at)

    /** Position of field [index] of a table, 0 where it is absent. */
    private fun field(table: Long, index: Int): Long {
        val vtable = table - file.read(table, 4).int
        val offset = if (4 + 2 * index < u16(vtable)) u16(vtable + 4 + 2 * index) else 0
        return if (offset == 0) 0 else table + offset
    }

    /** The bytes of a string or byte vector. */
    private fun span(vector: Long): ByteArray {
        val count = if (vector == 0L) 0 else u32(vector)
        require(count < file.size) { "a vector that ends behind the file" }
        return file.read(vector + 4, count.toInt()).array()
    }
}
