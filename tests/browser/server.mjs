// A static server on 127.0.0.1, for one case: what it should do wrong is in its options.
import {createReadStream} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

const TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.json': 'application/json', '.wasm': 'application/wasm'};
const SLICE = 16384;

/**
 * Serves folders.
 *
 * @param {Record<string, string>} mounts  which folder lies under which path: {'/page/': FOLDER}
 * @param {object} options
 *   isolated        the headers of cross-origin isolation
 *   noStore         Cache-Control: no-store; else answers may be kept for an hour
 *   csp             the Content-Security-Policy of pages and workers
 *   slow            {path: a part of paths, bytesPerSecond}
 *   corrupt         a part of paths whose files have one byte changed
 *   missing         a part of paths that are not there
 * @returns {Promise<{url: string, requests: string[], aborted: string[], close: () => Promise<void>}>}
 *   requests: the paths that were asked for; aborted: those whose answer was not read to its end
 */
export async function startServer(mounts, options = {}) {
  const requests = [], aborted = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (name === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    requests.push(name);
    response.on('close', () => response.writableFinished || aborted.push(name));
    answer(name, response, mounts, options).catch((error) => {
      if (!response.headersSent) response.writeHead(error.code === 'ENOENT' ? 404 : 500);
      response.end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return {url: `http://127.0.0.1:${server.address().port}`, requests, aborted, close};
}

function fileOf(name, mounts) {
  const mount = Object.keys(mounts).find((prefix) => name.startsWith(prefix));
  const file = mount && path.join(mounts[mount], name.slice(mount.length));
  if (!file || !file.startsWith(path.resolve(mounts[mount]))) throw Object.assign(new Error(name), {code: 'ENOENT'});
  return file;
}

function headersOf(file, {isolated, noStore, csp}) {
  const headers = {'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'Cache-Control': noStore ? 'no-store' : 'max-age=3600'};
  if (isolated) {
    headers['Cross-Origin-Opener-Policy'] = 'same-origin';
    headers['Cross-Origin-Embedder-Policy'] = 'require-corp';
    headers['Cross-Origin-Resource-Policy'] = 'same-origin';
  }
  if (csp) headers['Content-Security-Policy'] = csp;
  return headers;
}

async function answer(name, response, mounts, options) {
  if (options.missing && name.includes(options.missing)) throw Object.assign(new Error(name), {code: 'ENOENT'});
  const file = fileOf(name, mounts), {size} = await stat(file);
  response.writeHead(200, {...headersOf(file, options), 'Content-Length': size});
  if (options.corrupt && name.includes(options.corrupt)) {
    const data = await readFile(file);
    data[data.length >> 1] ^= 1;
    response.end(data);
  } else if (options.slow && name.includes(options.slow.path)) {
    await trickle(await readFile(file), response, options.slow.bytesPerSecond);
  } else {
    createReadStream(file).pipe(response);
  }
}

async function trickle(data, response, bytesPerSecond) {
  for (let start = 0; start < data.length && !response.destroyed; start += SLICE) {
    response.write(data.subarray(start, start + SLICE));
    await sleep(SLICE / bytesPerSecond * 1000);
  }
  response.end();
}
