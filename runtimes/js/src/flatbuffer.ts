// The manifest inside a .tflite: its metadata entry hfedge.json. Weights are not looked at.
import { BundleError, messageOf } from './errors.js';
import { MANIFEST_NAME } from './manifest.js';
import { shown } from './text.js';

const BUFFERS = 4;
const METADATA = 6;

/** The text of the entry. Throws a BundleError where there is none. */
export function embeddedManifest(file: Uint8Array, where: string): string {
  let found: Uint8Array | undefined;
  try {
    found = new Reader(file).entry(MANIFEST_NAME);
  } catch (error) {
    throw new BundleError('not-a-bundle', `${where}: not a readable .tflite (${messageOf(error)}).`, error);
  }
  if (!found) {
    throw new BundleError(
      'not-a-bundle',
      `${where}: no ${MANIFEST_NAME} inside. Accepted: a .tflite written by hfedge, or a bundle folder.`,
    );
  }
  return shown(found);
}

// Positions in the file; every read is checked by DataView, which throws a RangeError outside of it.
class Reader {
  readonly #view: DataView;
  readonly #file: Uint8Array;

  constructor(file: Uint8Array) {
    this.#file = file;
    this.#view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  }

  /** Follows Model.metadata to `name`, and its buffer in Model.buffers. */
  entry(name: string): Uint8Array | undefined {
    if (shown(this.#file.subarray(4, 8)) !== 'TFL3') throw new RangeError('no TFL3 identifier');
    const root = this.#u32(0);
    const [buffers, metadata] = [this.#target(this.#field(root, BUFFERS)), this.#target(this.#field(root, METADATA))];
    for (let index = 0; metadata && index < this.#u32(metadata); index++) {
      const entry = this.#target(metadata + 4 + 4 * index);
      if (shown(this.#span(this.#target(this.#field(entry, 0)))) !== name) continue;
      const place = this.#field(entry, 1);
      const number = place ? this.#u32(place) : 0;
      if (!buffers || number >= this.#u32(buffers)) throw new RangeError('a metadata entry without its buffer');
      return this.#span(this.#target(this.#field(this.#target(buffers + 4 + 4 * number), 0)));
    }
    return undefined;
  }

  #u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** Where the reference at `at` points; 0 for an absent one. */
  #target(at: number): number {
    return at ? at + this.#u32(at) : 0;
  }

  /** Position of a field of a table, 0 where it is absent. */
  #field(table: number, index: number): number {
    const vtable = table - this.#view.getInt32(table, true);
    if (4 + 2 * index >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(vtable + 4 + 2 * index, true);
    return offset ? table + offset : 0;
  }

  /** The bytes of a string or byte vector. */
  #span(vector: number): Uint8Array {
    const size = vector ? this.#u32(vector) : 0;
    if (vector + 4 + size > this.#file.length) throw new RangeError('a vector that ends behind the file');
    return this.#file.subarray(vector + 4, vector + 4 + size);
  }
}
