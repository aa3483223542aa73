// Builds the page, opens it in Chromium, weighs what each runner downloads: node run.mjs REQUEST, see compare.py.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants} from 'node:zlib';
import {bundle, copyEngines, PAGE} from '../../tests/browser/build.mjs';
import {openPage, startChromium} from '../../tests/browser/chromium.mjs';
import {startServer} from '../../tests/browser/server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const packages = path.join(here, 'node_modules'), ort = path.join(packages, 'onnxruntime-web', 'dist');

/** Bytes by brotli at its best. */
function weigh(data) {
  return brotliCompressSync(data, {params: {[constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length}}).length;
}

// A page of one runner alone, as small as its package makes it.
const OURS = (engine) => `import {load} from '../../runtimes/js/src/${engine}.js';
  globalThis.start = () => load('/bundle/', {engine: '${engine}', wasmPath: '/page/wasm/', cache: false});`;
const PARTS = {
  'hfedge LiteRT.js': OURS('litert'),
  'hfedge TF.js wasm': OURS('tfjs'),
  'transformers.js': `import {pipeline, env} from '@huggingface/transformers';
    Object.assign(env, {allowRemoteModels: false, allowLocalModels: true, localModelPath: '/', useBrowserCache: false});
    env.backends.onnx.wasm.wasmPaths = '/ort/';
    globalThis.start = () => pipeline('feature-extraction', 'peer', {dtype: 'q8', device: 'wasm'});`,
};

/** Builds each part's page into PARTS/<its place>. */
async function buildParts(out) {
  for (const [place, entry] of Object.values(PARTS).entries()) {
    const file = path.join(here, `.part-${place}.ts`), folder = path.join(out, String(place));
    writeFileSync(file, entry);
    await bundle(folder, {page: file}, [packages]).finally(() => rmSync(file));
    writeFileSync(path.join(folder, 'index.html'), PAGE);
  }
}

/** What each page fetched until its model was there, the model apart: {files, js, wasm, brotli}. */
async function sizes(browser, server, fileOf) {
  const found = {};
  for (const [place, name] of Object.keys(PARTS).entries()) {
    const before = server.requests.length;
    const {page} = await openPage(browser.context, `${server.url}/parts/${place}/index.html`);
    await page.evaluate(async () => void await globalThis.start());
    await page.close();
    const files = [...new Set(server.requests.slice(before))].filter((url) => /\.m?js$|\.wasm$/.test(url));
    const data = files.map((url) => readFileSync(fileOf(url)));
    const bytes = (of) => data.reduce((sum, one, at) => sum + (of.test(files[at]) ? one.length : 0), 0);
    found[name] = {files, js: bytes(/js$/), wasm: bytes(/wasm$/), brotli: data.reduce((sum, one) => sum + weigh(one), 0)};
  }
  return found;
}

async function main({work, bundle: folder, peer, texts, seconds, chromium}) {
  const page = path.join(work, 'page');
  mkdirSync(page, {recursive: true});
  copyEngines(page);
  writeFileSync(path.join(page, 'index.html'), PAGE);
  await bundle(page, {page: path.join(here, 'page.ts')}, [packages]);
  await buildParts(path.join(work, 'parts'));
  const mounts = {'/page/': `${page}/`, '/parts/': `${work}/parts/`, '/bundle/': `${folder}/`, '/peer/': `${peer}/`, '/ort/': `${ort}/`};
  const server = await startServer(mounts, {noStore: true});
  const fileOf = (url) => Object.entries(mounts).map(([at, to]) => url.startsWith(at) && url.replace(at, to)).find(Boolean);
  const browser = await startChromium(chromium);
  try {
    const opened = await openPage(browser.context, `${server.url}/page/index.html`);
    opened.page.setDefaultTimeout(0);
    const version = browser.context.browser()?.version() ?? '';
    const found = await opened.page.evaluate((request) => globalThis.bench(request), {texts, warm: Math.min(2, seconds / 4), seconds});
    await opened.page.close();
    const downloads = await sizes(browser, server, fileOf);
    console.log(JSON.stringify({chromium: version, found, downloads, said: opened.said.unexpected}));
  } finally {
    await browser.close();
    await server.close();
  }
}

main(JSON.parse(process.argv[2])).catch((error) => {
  console.error(error);
  process.exit(1);
});
