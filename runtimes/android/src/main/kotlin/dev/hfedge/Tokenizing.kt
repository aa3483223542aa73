package dev.hfedge

internal fun tokens(engine: Engine, texts: List<Utf8>): Tokens {
    val found = engine.tokenize(texts)
    val (ids, offsets, types) = listOf("input_ids", "offsets", "type_ids").map(found::row)
    val special = engine.manifest.specialTokens
    val isSpecial = BooleanArray(ids.size) { ids[it] in special && offsets[2 * it] == 0 && offsets[2 * it + 1] == 0 }
    val owners = owners(types, isSpecial, texts.size)
    val tokens = ids.indices.map { place ->
        if (isSpecial[place]) {
            Token(ids[place], special.getValue(ids[place]), 0, 0, null)
        } else {
            val text = texts[owners[place]]
            val (start, end) = offsets[2 * place] to offsets[2 * place + 1]
            val piece = text.bytes.decodeToString(start, end)
            text.span(start, end).run { Token(ids[place], piece, first, last + 1, owners[place]) }
        }
    }
    return Tokens(texts[0].text, texts.getOrNull(1)?.text, tokens, found.truncated)
}

/** Which text each token is of. */
private fun owners(types: IntArray, special: BooleanArray, texts: Int): IntArray {
    if (texts == 1) return IntArray(types.size)
    if (types.any { it != 0 }) return types
    // RoBERTa and others have no types: the pair starts behind the special tokens that follow the text.
    val middle = (1 until special.size).firstOrNull { special[it] && !special[it - 1] } ?: special.size
    return IntArray(types.size) { if (it > middle) 1 else 0 }
}
