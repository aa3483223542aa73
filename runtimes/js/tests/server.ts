// A server for a few files, with the faults that the network has.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** `stall`: a path whose body stops half way; `status`: by path, another than 200. */
export async function serve(files: ReadonlyMap<string, Uint8Array>, options: { stall?: string; status?: Record<string, number> } = {}): Promise<Served> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!.split('?')[0]!.replace(/^\/[^/]*\//, ''));
    asked.push(path);
    const bytes = files.get(path);
    const status = options.status?.[path] ?? (bytes ? 200 : 404);
    response.writeHead(status, { 'cache-control': 'no-store' });
    if (status !== 200) response.end();
    else if (options.stall === path) response.write(bytes!.subarray(0, bytes!.length >> 1));
    else response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/toy.hfedge`,
    asked,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** Cache Storage as a browser has it, as far as it is used; `quota`: how many bytes fit. */
export class FakeCaches {
  readonly stored = new Map<string, Uint8Array>();
  deleted = 0;

  constructor(private readonly quota = Infinity) {}

  async open(): Promise<Pick<Cache, 'match' | 'put' | 'delete'>> {
    return {
      match: async (key) => {
        const found = this.stored.get(String(key));
        return found && new Response(found.slice() as BodyInit);
      },
      put: async (key, response) => {
        const bytes = new Uint8Array(await response.arrayBuffer());
        const used = [...this.stored.values()].reduce((sum, one) => sum + one.length, 0);
        if (used + bytes.length > this.quota) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
        this.stored.set(String(key), bytes);
      },
      delete: async (key) => this.stored.delete(String(key)),
    };
  }

  async delete(): Promise<boolean> {
    this.deleted++;
    this.stored.clear();
    return true;
  }
}
