// A bundle's artifact by its signatures, without a task: for parity checks and measurements, not exported.
import type { Tensor } from './engines/record.js';
import type { Opened } from './load.js';
import { openWith } from './load.js';
import { Queue } from './queue.js';
import type { LoadOptions, Source } from './types.js';

/** An opened file: `call` gives every output of a signature, or those asked for. */
export interface Raw extends Pick<Opened, 'manifest' | 'artifact'> {
  readonly info: Opened['loading'];
  call(signature: string, inputs: Readonly<Record<string, Int32Array>>, outputs?: readonly string[]): Promise<Record<string, Tensor>>;
  close(): Promise<void>;
}

/** Opens a bundle exactly as `load` does. */
export async function openRaw(source: Source, options: LoadOptions = {}): Promise<Raw> {
  const engines = {
    litert: async () => (await import('./engines/litert.js')).litert,
    tfjs: async () => (await import('./engines/tfjs.js')).tfjs,
  };
  const { manifest, artifact, program, loading } = await openWith(engines, source, options);
  const queue = new Queue();
  const all = (signature: string) => (manifest.signatures.get(signature)?.outputs ?? []).map(({ name }) => name);
  return {
    manifest,
    artifact,
    info: loading,
    call: (signature, inputs, outputs = all(signature)) => queue.add(() => program.run(signature, inputs, outputs)),
    close: () => queue.add(async () => program.dispose()),
  };
}
