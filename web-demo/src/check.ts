/** The runtime by itself, on `window.hfedge`, for those who drive a browser: `hfedge verify --runtime browser`. */

import * as runtime from "hfedge";
import { loadInWorker, type WorkerOptions } from "hfedge/worker";
import type { Source } from "hfedge";

const worker = () => new Worker(new URL("./modelWorker.ts", import.meta.url), { type: "module", name: "hfedge" });
const hfedge = {
  ...runtime,
  loadInWorker: (source: Source, options?: WorkerOptions) => loadInWorker(source, { worker, ...options }),
};

Object.assign(window, { hfedge });
