/** The runtime by itself, on `window.hfedge`, for those who drive a browser: `hfedge verify --runtime browser`. */

import * as runtime from "hfedge";
import { loadInWorker, type WorkerOptions } from "hfedge/worker";
import type { Source } from "hfedge";
import { makeWorker } from "./makeWorker.js";

const hfedge = {
  ...runtime,
  loadInWorker: (source: Source, options?: WorkerOptions) => loadInWorker(source, { worker: makeWorker, ...options }),
};

Object.assign(window, { hfedge });
