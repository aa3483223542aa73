// import { load } from 'hfedge': both engines, each loaded when it is used.
import type { BundleFile, BundleInfo, LoadOptions, Source, Task, TextModel } from './types.js';

export type * from './types.js';
export { BundleError, EngineError, HfedgeError, ModelError, UsageError } from './errors.js';

/** Loads a bundle: fetches the manifest, starts the engine, fetches, checks and caches the artifact's files. */
export declare function load<T extends Task = Task>(source: Source, options?: LoadOptions<T>): Promise<TextModel<T>>;

/** Reads the manifest and nothing else: what the bundle is, and which artifacts engines could load. */
export declare function inspect(
  source: Source,
  options?: { signal?: AbortSignal; timeout?: number },
): Promise<BundleInfo>;

/** The files of a bundle folder or .tflite that was dropped on a page, for `load`. Call it in the drop event itself. */
export declare function readDrop(data: DataTransfer): Promise<BundleFile[]>;

/** Removes every file that this package put into Cache Storage. */
export declare function clearCache(): Promise<void>;
