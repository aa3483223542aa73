package dev.hfedge

/** A text and its UTF-8. Lone surrogates are U+FFFD in both, as in the other runtimes; positions stay the same. */
internal class Utf8(given: String) {
    val text: String = wellFormed(given)
    val bytes: ByteArray = text.encodeToByteArray()

    /** For every byte, and for the end, where its character starts in [text]. */
    private val starts: IntArray by lazy(LazyThreadSafetyMode.NONE) {
        var (start, next) = -1 to 0
        IntArray(bytes.size + 1) {
            if (it == bytes.size || !bytes[it].continues) {
                start = next
                next += if (it < bytes.size && bytes[it].toInt() and 0xFF >= 0xF0) 2 else 1
            }
            start
        }
    }

    /** Where bytes [start] until [end] are in [text]. A token that ends inside a character holds all of it. */
    fun span(start: Int, end: Int): IntRange {
        val first = starts[start]
        if (end <= start) return first until first
        val last = starts[end - 1]
        return first until last + if (text[last].isHighSurrogate()) 2 else 1
    }

    /** At most [size] bytes, not ending inside a character. */
    fun cut(size: Int): ByteArray {
        if (bytes.size <= size) return bytes
        var end = size
        while (end > 0 && bytes[end].continues) end--
        return bytes.copyOf(end)
    }

    private val Byte.continues: Boolean get() = toInt() and 0xC0 == 0x80
}

private fun wellFormed(text: String): String = StringBuilder(text).apply {
    var at = 0
    while (at < length) {
        val point = codePointAt(at)
        if (point in 0xD800..0xDFFF) setCharAt(at, '\uFFFD')
        at += Character.charCount(point)
    }
}.toString()
