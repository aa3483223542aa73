/** The runtime by itself, on `window.hfedge`, for those who drive a browser: `hfedge verify --runtime browser`. */

import * as runtime from "hfedge";
import { loadInWorker } from "hfedge/worker";

Object.assign(window, { hfedge: { ...runtime, loadInWorker } });
