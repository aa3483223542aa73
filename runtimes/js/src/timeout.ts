/** Milliseconds that an engine has to start, and a server to send the next bytes, where nothing is said. */
export const TIMEOUT_MS = 60_000;
