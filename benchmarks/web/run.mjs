// Builds the page, opens it in Chromium, weighs what each runner downloads: node run.mjs REQUEST, see compare.py.
import {createRequire} from 'node:module';
import {mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants} from 'node:zlib';
import {bundle, copyEngines, PAGE} from '../../tests/browser/build.mjs';
import {openPage, startChromium} from '../../tests/browser/chromium.mjs';
import {startServer} from '../../tests/browser/server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const ort = path.join(here, 'node_modules', 'onnxruntime-web', 'dist');

/** Bytes by brotli at its best. */
function weigh(data) {
  return brotliCompressSync(data, {params: {[constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: data.length}}).length;
}

// What a page of one runner alone has in it, with which files of wasm.
const PARTS = {
  'hfedge LiteRT.js': {entry: "import {load} from '../../runtimes/js/src/litert.js'; globalThis.load = load;",
    wasm: /litert_wasm_internal\.(js|wasm)$/},
  'hfedge TF.js wasm': {entry: "import {load} from '../../runtimes/js/src/tfjs.js'; globalThis.load = load;",
    wasm: /tfjs-backend-wasm-simd\.wasm$/},
  'transformers.js': {entry: "import {pipeline} from '@huggingface/transformers'; globalThis.pipeline = pipeline;",
    wasm: null},
};

/** requests: what the page really fetched, which says which of its wasm files transformers.js takes. */
async function sizes(work, requests) {
  const found = {};
  for (const [name, {entry, wasm}] of Object.entries(PARTS)) {
    const out = path.join(work, name.replace(/\W+/g, '-')), file = path.join(here, `.${name.replace(/\W+/g, '-')}.ts`);
    writeFileSync(file, entry);
    const built = await bundle(out, {page: file}, [path.join(here, 'node_modules')]).finally(() => rmSync(file));
    const js = Object.keys(built.metafile.outputs).map((output) => path.resolve(output));
    const fetched = [...new Set(requests)].filter((url) => wasm ? wasm.test(url) : url.startsWith('/ort/'));
    const others = fetched.map((url) => url.replace('/ort/', `${ort}/`).replace('/page/', `${work}/page/`));
    const bytes = (files) => files.reduce((sum, one) => sum + statSync(one).size, 0);
    found[name] = {js: bytes(js), engine: bytes(others), engineFiles: fetched,
      brotli: [...js, ...others].reduce((sum, one) => sum + weigh(readFileSync(one)), 0)};
  }
  return found;
}

async function main({work, bundle: folder, peer, texts, seconds, chromium}) {
  const page = path.join(work, 'page');
  mkdirSync(page, {recursive: true});
  copyEngines(page);
  writeFileSync(path.join(page, 'index.html'), PAGE);
  await bundle(page, {page: path.join(here, 'page.ts')}, [path.join(here, 'node_modules')]);
  const server = await startServer({'/page/': `${page}/`, '/bundle/': `${folder}/`, '/peer/': `${peer}/`, '/ort/': `${ort}/`});
  const browser = await startChromium(chromium);
  try {
    const opened = await openPage(browser.context, `${server.url}/page/index.html`);
    opened.page.setDefaultTimeout(0);
    const version = browser.context.browser()?.version() ?? '';
    const found = await opened.page.evaluate((request) => globalThis.bench(request), {texts, warm: Math.min(2, seconds / 4), seconds});
    const downloads = await sizes(work, server.requests);
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
