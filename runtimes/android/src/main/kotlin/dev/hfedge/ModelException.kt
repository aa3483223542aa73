package dev.hfedge

/** A model that cannot be opened or run; the message says what was found, what is accepted and what to do. */
public class ModelException(message: String, cause: Throwable? = null) : RuntimeException(message, cause)
