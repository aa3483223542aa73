package dev.hfedge.tests

import dev.hfedge.Classification
import dev.hfedge.TextModel
import dev.hfedge.Utf8
import org.junit.Test

/** Texts as strings, as bytes, and positions in both. */
class TextTest {
    @Test
    fun `lone surrogates become U+FFFD and pairs stay`() {
        for ((given, shown) in listOf(
            "\uD83D" to "\uFFFD", "a\uDE00b" to "a\uFFFDb", "\uD83D\uDE00" to "\uD83D\uDE00", "\uD83D\uD83D\uDE00" to "\uFFFD\uD83D\uDE00",
            "\uDE00\uD83D" to "\uFFFD\uFFFD", "\uD83D\uDE00\uDE00" to "\uD83D\uDE00\uFFFD",
        )) {
            check(Utf8(given).text == shown && Utf8(given).bytes.decodeToString() == shown) { "${Utf8(given).text} $shown" }
        }
        TextModel.open(Data.intents("int8")).use { model ->
            check(model.run("help \uD83D me") == model.run("help \uFFFD me"))
            check(model.tokenize("help \uD83D me").tokens.last { it.sequence == 0 }.run { start to end } == (7 to 9))
        }
    }

    @Test
    fun `positions are UTF-16 units`() {
        val text = Utf8("aé日😀b")
        fun piece(start: Int, end: Int) = text.span(start, end).let { it.first to it.last + 1 }
        check(piece(0, 1) == 0 to 1 && piece(1, 3) == 1 to 2 && piece(3, 6) == 2 to 3 && piece(6, 10) == 3 to 5 && piece(10, 11) == 5 to 6)
        check(piece(7, 8) == 3 to 5) { "a token inside a character holds all of it" }
        check(piece(0, 11) == 0 to 6 && piece(11, 11) == 6 to 6 && piece(0, 0) == 0 to 0)
    }

    @Test
    fun `a text is cut before the character that does not fit`() {
        val text = Utf8("ab日😀")
        check(listOf(0, 1, 2, 3, 4, 5, 6, 8, 9, 20).map { text.cut(it).size } == listOf(0, 1, 2, 2, 2, 5, 5, 5, 9, 9))
    }

    @Test
    fun `a text that is too long is cut and says so`() = TextModel.open(Data.intents("int8")).use { model ->
        for (text in listOf("word ".repeat(5000), "é".repeat(2000), "日".repeat(20_000))) {
            val found = model.run(text) as Classification
            check(found.truncated && found.text == text && model.tokenize(text).truncated)
        }
        check(!model.run("short").truncated)
    }

    @Test
    fun `ids decode to the text again`() = TextModel.open(Data.intents("int8")).use { model ->
        check(model.decode(model.tokenize("where is my parcel").ids) == "where is my parcel")
        check(model.decode(model.tokenize("a").ids, skipSpecialTokens = false).startsWith("[CLS]"))
        check(model.decode(intArrayOf()) == "")
    }
}
