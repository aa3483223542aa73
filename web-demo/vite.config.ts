/** Builds the page into dist/ with fixed names: the same sources give the same files. */

import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const runtime = (path: string) => here(`../runtimes/js/src/${path}`);
const OUT = here("./dist");

/** Backends that are not on this page: asked for one, the runtime says that it is not installed. */
const ABSENT = /^@tensorflow\/tfjs-backend-webg(l|pu)/;

/** Of the engines' files those that the page uses: one thread, with and without SIMD. */
const ENGINE_FILES = [
  "@litertjs/core/wasm/litert_wasm_internal.js",
  "@litertjs/core/wasm/litert_wasm_internal.wasm",
  "@litertjs/core/wasm/litert_wasm_compat_internal.js",
  "@litertjs/core/wasm/litert_wasm_compat_internal.wasm",
  "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
  "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
];

/** The engines' files into wasm/, and what the service worker keeps from the start into files.json. */
function pageFiles(): Plugin {
  return {
    name: "page-files",
    apply: "build",
    closeBundle() {
      mkdirSync(join(OUT, "wasm"), { recursive: true });
      for (const file of ENGINE_FILES) copyFileSync(here(`node_modules/${file}`), join(OUT, "wasm", basename(file)));
      const kept = readdirSync(OUT).filter((name) => /\.(css|html|js|svg)$/.test(name) && !/^(check|sw)\./.test(name));
      writeFileSync(join(OUT, "files.json"), `${JSON.stringify(kept.sort())}\n`);
    },
  };
}

const named = { entryFileNames: "[name].js", chunkFileNames: "chunk-[name].js", assetFileNames: "[name][extname]" };

export default defineConfig({
  base: "./",
  resolve: {
    alias: [
      { find: /^hfedge$/, replacement: runtime("index.ts") },
      { find: /^hfedge\/worker$/, replacement: runtime("worker.ts") },
      { find: /^hfedge\/worker-script$/, replacement: runtime("worker-script.ts") },
      { find: /^(@litertjs|@tensorflow)\/(?!tfjs-backend-webg)/, replacement: `${here("./node_modules")}/$1/` },
    ],
  },
  build: {
    target: "es2022",
    outDir: OUT,
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      external: ABSENT,
      // The worker is an entry too, so that it shares its chunks with check.html, which runs engines itself.
      input: {
        page: here("./index.html"),
        check: here("./check.html"),
        modelWorker: here("./src/modelWorker.ts"),
        sw: here("./src/sw.ts"),
      },
      output: named,
    },
  },
  plugins: [pageFiles()],
});
