package dev.hfedge

import org.json.JSONArray
import org.json.JSONObject

// What org.json does not have; a missing member or one of another type is a JSONException that names it.

internal fun JSONObject.texts(name: String): List<String> = getJSONArray(name).map { getString(it) }

internal fun JSONObject.ints(name: String): List<Int> = getJSONArray(name).map { getInt(it) }

internal fun JSONObject.children(name: String): List<JSONObject> = getJSONArray(name).map { getJSONObject(it) }

/** The members, each read by [read]. */
internal fun <T> JSONObject.members(read: JSONObject.(String) -> T): Map<String, T> =
    keys().asSequence().map { it.toString() }.associateWith { read(it) }

private fun <T> JSONArray.map(read: JSONArray.(Int) -> T): List<T> = List(length()) { read(it) }
