#!/usr/bin/env node
// Copies the engines' wasm files from node_modules into a folder of your site: npx hfedge-copy-wasm DIR [litert|tfjs]
//
// Of LiteRT.js's glue it also writes copies as modules (.mjs): workers import them, where they could not load the
// originals. They are the same files with an export at the end, and run under script-src 'self' 'wasm-unsafe-eval'.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , folder, only] = process.argv;
const USAGE = 'usage: hfedge-copy-wasm DIR [litert|tfjs]   copies the wasm files of the engines that are installed';
const ENGINES = {
  litert: { name: '@litertjs/core', inside: 'wasm', files: /^litert_wasm_.*\.(js|wasm)$/ },
  tfjs: { name: '@tensorflow/tfjs-backend-wasm', inside: 'dist', files: /^tfjs-backend-wasm.*\.wasm$/ },
};

// Packages are looked for from the folder where the command runs, then beside this package.
function folderOf({ name, inside }) {
  for (const from of [path.join(process.cwd(), 'package.json'), import.meta.url]) {
    for (const place of createRequire(from).resolve.paths(name) ?? []) {
      const found = path.join(place, name, inside);
      if (statSync(found, { throwIfNoEntry: false })?.isDirectory()) return found;
    }
  }
  return undefined;
}

function copy(from, files) {
  const names = readdirSync(from).filter((name) => files.test(name));
  for (const name of names) {
    copyFileSync(path.join(from, name), path.join(folder, name));
    if (!name.endsWith('.js')) continue;
    const glue = readFileSync(path.join(from, name), 'utf8');
    writeFileSync(path.join(folder, name.replace(/\.js$/, '.mjs')), `${glue}\nexport default ModuleFactory;\n`);
  }
  return names.reduce((sum, name) => sum + statSync(path.join(from, name)).size, 0);
}

if (!folder || folder.startsWith('-') || (only && !(only in ENGINES))) {
  console.error(USAGE);
  process.exit(2);
}
let copied = 0;
for (const [engine, row] of Object.entries(ENGINES)) {
  if (only && only !== engine) continue;
  const from = folderOf(row);
  if (!from) {
    console.error(`${row.name} is not installed: nothing copied for ${engine}`);
    continue;
  }
  mkdirSync(folder, { recursive: true });
  console.log(`${engine}: ${(copy(from, row.files) / 1e6).toFixed(1)} MB into ${folder} (a page loads one or two of the files)`);
  copied++;
}
process.exit(copied ? 0 : 1);
