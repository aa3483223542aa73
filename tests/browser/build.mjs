// Builds the tests' page: node build.mjs OUT. The packages are those of runtimes/js.
import {cpSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url)), runtime = path.join(here, '..', '..', 'runtimes', 'js');
const require = createRequire(path.join(runtime, 'package.json'));
const packages = path.join(runtime, 'node_modules');
export const PAGE = '<!doctype html><meta charset="utf-8"><title>hfedge</title><script type="module" src="page.js"></script>\n';

/** The engines' own files, into OUT/wasm: both engines look for theirs in one folder. */
export function copyEngines(out) {
  mkdirSync(path.join(out, 'wasm'), {recursive: true});
  for (const folder of ['@litertjs/core/wasm', '@tensorflow/tfjs-backend-wasm/dist']) {
    for (const name of readdirSync(path.join(packages, folder)).filter((name) => /^litert_wasm_.*|\.wasm$/.test(name))) {
      cpSync(path.join(packages, folder, name), path.join(out, 'wasm', name));
    }
  }
}

/** Bundles entry points by name with one copy of each package; `folders` of packages are looked into as well. */
export async function bundle(out, entryPoints, folders = []) {
  return await require('esbuild').build({entryPoints, outdir: out, bundle: true, splitting: true, format: 'esm',
    minify: true, target: 'es2022', nodePaths: [packages, ...folders], logLevel: 'error', metafile: true});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const out = process.argv[2];
  copyEngines(out);
  writeFileSync(path.join(out, 'index.html'), PAGE);
  await bundle(out, {page: path.join(here, 'page.ts'), 'worker-script': path.join(runtime, 'src', 'worker-script.ts')});
}
