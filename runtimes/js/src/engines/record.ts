// What an engine is to the rest: signatures of one file, run by name.
import type { Artifact, Signature } from '../manifest.js';
import type { EngineName } from '../types.js';

/** An output as the engine gives it, its batch of one included. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** How an engine is started. */
export interface StartOptions {
  readonly backend: string;
  /** A folder's address with a slash at its end; undefined where nothing was said. */
  readonly wasmPath?: string;
  readonly threads: number;
}

/** A loaded file. One call at a time. */
export interface Program {
  /** Backend or accelerator that the engine says it used for this file. */
  readonly backend: string;
  /** Runs a signature and gives the outputs asked for. */
  run(name: string, inputs: Readonly<Record<string, Int32Array>>, outputs: readonly string[]): Promise<Record<string, Tensor>>;
  /** Frees the memory; nothing runs. */
  dispose(): void;
}

/** An engine that runs. */
export interface Started {
  readonly version: string;
  readonly threads: number;
  /** Loads a file, checking it against the manifest. `files` are those of the artifact, in its order. */
  open(files: readonly Uint8Array[], artifact: Artifact, signatures: ReadonlyMap<string, Signature>): Promise<Program>;
}

/** A row of the engines: its packages are loaded when it is started. */
export interface Engine {
  readonly name: EngineName;
  /** Starts it, or gives the one that runs already. Throws an EngineError. */
  start(options: StartOptions): Promise<Started>;
}

/** By name; an entry (`hfedge/litert`) may have one only. */
export type Engines = Partial<Record<EngineName, () => Promise<Engine>>>;
