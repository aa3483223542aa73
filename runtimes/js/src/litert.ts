// import { load } from 'hfedge/litert': this engine alone, so that a bundler looks for no other.
import { loaderOf } from './load.js';

export type * from './types.js';
export { clearCache } from './cache.js';
export { readDrop } from './drop.js';
export { BundleError, EngineError, HfedgeError, ModelError, UsageError } from './errors.js';

const loader = loaderOf({
  litert: async () => (await import('./engines/litert.js')).litert,
});

/** Loads a bundle: fetches the manifest, starts the engine, fetches, checks and caches the artifact's files. */
export const load = loader.load;

/** Reads the manifest and nothing else: what the bundle is, and which artifacts engines could load. */
export const inspect = loader.inspect;
