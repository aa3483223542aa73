/** Starts the worker that a model runs in. It is an entry of its own beside the page, not a part of its bundle. */

export function makeWorker(): Worker {
  const script = import.meta.env.DEV ? "src/modelWorker.ts" : "modelWorker.js";
  return new Worker(new URL(script, document.baseURI), { type: "module", name: "hfedge" });
}
