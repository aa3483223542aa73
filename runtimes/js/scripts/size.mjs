// How many bytes of our own a page loads: everything bundled and minified, gzip, without engines. Exits 1 above 20 KB.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 20 * 1024;
const source = (name) => fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url));
const external = ['@litertjs/*', '@tensorflow/*'];

async function gzipped(names, splitting) {
  const { outputFiles } = await build({
    entryPoints: names.map(source), bundle: true, minify: true, format: 'esm', write: false, external, splitting,
    outdir: 'out', target: 'es2022', logLevel: 'error',
  });
  return outputFiles.reduce((sum, file) => sum + gzipSync(file.contents, { level: 9 }).length, 0);
}

const everything = await gzipped(['index', 'worker', 'worker-script'], true);
for (const name of ['index', 'litert', 'tfjs', 'worker', 'worker-script']) {
  console.log(`${name}: ${(await gzipped([name], false)).toString()} bytes gzip`);
}
console.log(`everything: ${everything} bytes gzip of at most ${LIMIT}`);
process.exit(everything <= LIMIT ? 0 : 1);
