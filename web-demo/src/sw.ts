/** The service worker: the page, the manifests and the engine files that were used are there without a network.
 *
 * The network comes first, so that a page is never older than its server; the cache answers where the network does
 * not. Model files are not kept here: the runtime keeps them, by their hash.
 */

const CACHE = "hfedge-page";
const PATIENCE = 4000; // ms for the head of an answer, where the cache has one
const MODEL_FILE = /(\.tflite|\.bin|\/tfjs\/[^/]+\/model\.json)$/;

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const own = url.origin === worker.location.origin && url.href.startsWith(worker.registration.scope);
  if (own && event.request.method === "GET" && !MODEL_FILE.test(url.pathname)) event.respondWith(answer(event.request));
});

async function install(): Promise<void> {
  const list: string[] = await (await fetch("files.json")).json();
  const cache = await caches.open(CACHE);
  await cache.addAll(["./", ...list]);
  await worker.skipWaiting();
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request, { ignoreVary: true });
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && response.status === 200) await cache.put(request, response.clone()).catch(() => undefined);
    return response;
  });
  if (!known) return fresh;
  const waited = new Promise<Response>((done) => setTimeout(() => done(known), PATIENCE));
  return Promise.race([fresh.then((response) => (response.ok ? response : known)).catch(() => known), waited]);
}
