package dev.hfedge.demo

/** How long the runs of one model took. The first is by itself: memory is allocated in it, and shaders are compiled. */
class Timings {
    private val later = ArrayList<Double>()

    /** In milliseconds, null before the first run. */
    var first: Double? = null
        private set

    /** How many runs [median] is of. */
    val count: Int get() = later.size

    /** In milliseconds, of the runs after the first; null where there is none. */
    val median: Double?
        get() {
            if (later.isEmpty()) return null
            val sorted = later.sorted()
            val middle = sorted.size / 2
            return if (sorted.size % 2 == 1) sorted[middle] else (sorted[middle - 1] + sorted[middle]) / 2
        }

    fun add(milliseconds: Double) {
        if (first == null) first = milliseconds else later.add(milliseconds)
        if (later.size > KEPT) later.removeAt(0)
    }

    private companion object {
        const val KEPT = 101
    }
}
