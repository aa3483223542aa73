// What happens in the browser, case by case. Each prints what was found; the judging is in the pytest files.

const PAGE_OPTIONS = {wasmPath: 'wasm/', timeout: 60_000};

/** Loads each bundle in one page after the other and runs all its calls: {name, info, verified, results, error}. */
async function run({request, open, print}) {
  const page = await open();
  for (const {name, calls} of request.runs) {
    print(await page.evaluate(runCalls, {url: `../bundles/${name}/`, name, calls, where: request.where ?? 'main',
      options: {...PAGE_OPTIONS, ...request.options}}));
  }
  print({isolated: await page.evaluate(() => crossOriginIsolated)});
}

// In the page. Vectors are typed arrays there, which JSON has not.
async function runCalls({url, name, calls, where, options}) {
  const plain = (value) => JSON.parse(JSON.stringify(value, (_, item) => ArrayBuffer.isView(item) ? [...item] : item));
  try {
    const model = await (where === 'worker' ? hfedge.loadInWorker : hfedge.load)(url, options);
    const results = [];
    for (const [text, settings] of calls) {
      results.push(await model.run(text, settings).then(plain, (error) => ({error: error.code ?? error.name})));
    }
    const tokens = [];
    for (const [text, settings] of calls) {
      const found = await model.tokenize(text, settings.pair === undefined ? {} : {pair: settings.pair});
      tokens.push({ids: found.ids, offsets: found.offsets});
    }
    const verified = await model.verify().then(plain, (error) => ({error: error.code}));
    const info = plain(model.info());
    await model.close();
    return {name, info, verified, results, tokens};
  } catch (error) {
    return {name, error: error.code ?? error.name, message: error.message};
  }
}

/** Aborts while the model's file is on its way, and loads again: {error, ms, loadedBytes, again}. */
async function abort({request, server, open, print}) {
  const page = await open(), [name] = Object.keys(request.bundles);
  const url = `../bundles/${name}/`, options = {...PAGE_OPTIONS, ...request.options};
  print(await page.evaluate(async ({url, options}) => {
    const controller = new AbortController();
    let loaded = 0, aborted;
    const onProgress = (progress) => {
      loaded = progress.allLoaded;
      if (loaded > 0 && !aborted) {
        aborted = performance.now();
        controller.abort();
      }
    };
    const error = await hfedge.load(url, {...options, onProgress, signal: controller.signal}).then(() => null, (error) => error);
    return {error: error?.name, ms: performance.now() - aborted, loaded};
  }, {url, options}));
  await new Promise((resolve) => setTimeout(resolve, 500));
  print({aborted: server.aborted.filter((path) => path.startsWith('/bundles/'))});
  print({kept: await page.evaluate(cachedBytes)});
  print(await page.evaluate(async ({url, options}) => {
    const early = await hfedge.load(url, {...options, signal: AbortSignal.abort()}).then(() => null, (error) => error);
    return {early: early?.name};
  }, {url, options}));
}

// In the page: bytes in Cache Storage, whatever the caches are called.
async function cachedBytes() {
  let bytes = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) bytes += (await (await cache.match(key)).blob()).size;
  }
  return bytes;
}

async function loadOnce({url, options, text}) {
  try {
    const model = await hfedge.load(url, options), info = model.info();
    const result = text === undefined ? null : await model.run(text);
    await model.close();
    return {result, downloaded: info.downloadedBytes, cached: info.cachedBytes, bytes: info.bytes, inCache: info.cached,
      cacheError: info.cacheError, attempts: info.attempts};
  } catch (error) {
    return {error: error.code ?? error.name, message: error.message};
  }
}

/** One load of a bundle in a page; with `quota`, the bytes that the origin may keep: what loadOnce gives, and kept. */
async function load({request, server, context, open, print}) {
  const page = await open(), [name] = Object.keys(request.bundles);
  if (request.quota !== undefined) {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', {origin: server.url, quotaSize: request.quota});
  }
  const given = {url: `../bundles/${name}/`, options: {...PAGE_OPTIONS, ...request.options}, text: request.text};
  print({...await page.evaluate(loadOnce, given), kept: await page.evaluate(cachedBytes)});
}

/** Two tabs at once, then a third, then one after clearCache: what loadOnce gives, and requests for the artifact. */
async function tabs({request, server, open, print}) {
  const [name] = Object.keys(request.bundles);
  const given = {url: `../bundles/${name}/`, options: {...PAGE_OPTIONS, ...request.options}, text: request.text};
  const count = () => server.requests.filter((path) => path.startsWith('/bundles/') && /\.(tflite|bin)$/.test(path)).length;
  const pages = [await open(), await open()];
  const both = await Promise.all(pages.map((page) => page.evaluate(loadOnce, given)));
  print({both, requests: count()});
  const third = await open();
  print({...await third.evaluate(loadOnce, given), requests: count()});
  await third.evaluate(() => hfedge.clearCache());
  print({kept: await third.evaluate(cachedBytes)});
  print({...await third.evaluate(loadOnce, given), requests: count()});
}

/** `times` runs of texts of every length: the memory before and after, and after close: {before, after, closed}. */
async function repeat({request, open, print}) {
  const page = await open(), [name] = Object.keys(request.bundles);
  print(await page.evaluate(async ({url, options, texts, times}) => {
    const model = await hfedge.load(url, options);
    for (const text of texts) await model.run(text);
    const before = memory();
    for (let done = 0; done < times; done++) await model.run(texts[done % texts.length]);
    const after = memory();
    await model.close();
    return {before, after, closed: memory(), backend: model.info().backend};
  }, {url: `../bundles/${name}/`, options: {...PAGE_OPTIONS, ...request.options}, texts: request.texts, times: request.times}));
}

/** Every case of golden files, in the page: {task, number, result, left}. */
async function golden({request, open, print}) {
  const page = await open();
  for (const {task, manifest, cases} of request.files) {
    for (const [number, one] of cases.entries()) {
      const found = await page.evaluate(async ({task, manifest, one}) => {
        const {result, left} = await replay(task, manifest, one);
        return {result: JSON.parse(JSON.stringify(result, (_, item) => ArrayBuffer.isView(item) ? [...item] : item)), left};
      }, {task, manifest, one});
      print({task, number, ...found});
    }
  }
}

export const scenarios = {run, abort, load, tabs, repeat, golden};
