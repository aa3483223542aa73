// How many bytes of our own a page loads: bundled and minified, gzip, without the engines' packages. Exits 1 where one
// of the ways to load it is above its limit: 20 KB, and 1 more for the page's side of a worker. In a worker an engine's
// code is loaded when it is used, so one of the two.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const [LIMIT, WITH_WORKER] = [20 * 1024, 21 * 1024];
const ENGINES = ['litert', 'tfjs'];
const WAYS = {
  'hfedge, both engines': [['index'], []],
  'hfedge/litert': [['litert'], []],
  'hfedge/tfjs': [['tfjs'], []],
  ...Object.fromEntries(ENGINES.map((engine) => [
    `hfedge/worker with its script, ${engine}`, [['worker', 'worker-script'], ENGINES.filter((name) => name !== engine)],
  ])),
};

/** `without`: engines whose code stays where it is. */
async function gzipped(name, without) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url))],
    bundle: true, minify: true, format: 'esm', write: false, target: 'es2022', logLevel: 'error',
    external: ['@litertjs/*', '@tensorflow/*', ...without.map((engine) => `./engines/${engine}.js`)],
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

let isFine = true;
for (const [way, [names, without]] of Object.entries(WAYS)) {
  const sizes = await Promise.all(names.map((name) => gzipped(name, without)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const limit = names.length > 1 ? WITH_WORKER : LIMIT;
  isFine &&= bytes <= limit;
  console.log(`${way}: ${bytes} bytes gzip, at most ${limit}`);
}
process.exit(isFine ? 0 : 1);
