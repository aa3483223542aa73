/** Builds the page into dist/ with fixed names: the same sources give the same files. */

import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** The engines' files into wasm/, their glue as modules too (workers import it), and into files.json what is asked for
 * before the service worker is there: it fetches that again, and keeps what comes later as it is used. */
function pageFiles(): Plugin {
  const shell = ["icon.svg", "page.css"];
  return {
    name: "page-files",
    apply: "build",
    generateBundle(_, bundle) {
      const add = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk" || shell.includes(name)) return;
        shell.push(name);
        chunk.imports.forEach(add);
      };
      add("page.js");
    },
    closeBundle() {
      const folder = join(OUT, "wasm");
      mkdirSync(folder, { recursive: true });
      for (const file of ENGINE_FILES) copyFileSync(here(`node_modules/${file}`), join(folder, basename(file)));
      for (const name of readdirSync(folder).filter((one) => one.endsWith("_internal.js"))) {
        const glue = readFileSync(join(folder, name), "utf8");
        writeFileSync(join(folder, name.replace(/js$/, "mjs")), `${glue}\nexport default ModuleFactory;\n`);
      }
      writeFileSync(join(OUT, "files.json"), `${JSON.stringify(shell.sort())}\n`);
    },
  };
}

const named = (kind: string) => {
  return { entryFileNames: "[name].js", chunkFileNames: `${kind}-[name].js`, assetFileNames: "[name][extname]" };
};

export default defineConfig({
  base: "./",
  resolve: {
    alias: [
      { find: /^hfedge$/, replacement: runtime("index.ts") },
      { find: /^hfedge\/worker$/, replacement: runtime("worker.ts") },
      { find: /^(@litertjs|@tensorflow)\/(?!tfjs-backend-webg)/, replacement: `${here("./node_modules")}/$1/` },
    ],
  },
  worker: { format: "es", rolldownOptions: { external: ABSENT, output: named("worker") } },
  build: {
    target: "es2022",
    outDir: OUT,
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      external: ABSENT,
      input: { page: here("./index.html"), check: here("./check.html"), sw: here("./src/sw.ts") },
      output: named("page"),
    },
  },
  plugins: [pageFiles()],
});
