// Texts as bytes, and byte offsets as positions in a JavaScript string.
import { UsageError } from './errors.js';

const ENCODER = new TextEncoder();
// ignoreBOM: a BOM is a character of the text like others, and not to be left out.
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes of a text; lone surrogates become U+FFFD, as in the Python runtime. */
export function utf8(text: unknown, what = 'the text'): Uint8Array {
  if (typeof text !== 'string') throw new UsageError('input', `${what} is not a string but ${describe(text)}.`);
  return ENCODER.encode(text);
}

/** A text as a result holds it: invalid bytes are U+FFFD. */
export function shown(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}

/** At most `size` bytes, not ending inside a character (which has at most three continuation bytes). */
export function cut(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length <= size) return bytes;
  let end = size;
  while (end > 0 && end > size - 4 && (bytes[end]! & 0xc0) === 0x80) end--;
  return bytes.subarray(0, (bytes[end]! & 0xc0) === 0x80 ? size : end);
}

/** The texts of an option, at least one. */
export function several(texts: unknown, option: string): readonly string[] {
  if (!Array.isArray(texts) || !texts.length) {
    throw new UsageError('option', `The model's task takes ${option}: an array of one text or more.`);
  }
  return texts.map((text) => shown(utf8(text, `a text of ${option}`)));
}

/** For an error message: what a value is. */
export function describe(value: unknown): string {
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}

/** Where the characters of a UTF-8 text are in a JavaScript string. */
export class Positions {
  // By byte: start and end of its character, in UTF-16 units.
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(bytes: Uint8Array) {
    this.#starts = new Int32Array(bytes.length + 1);
    this.#ends = new Int32Array(bytes.length + 1);
    let start = 0;
    let end = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if ((byte & 0xc0) !== 0x80) {
        start = end;
        end += byte >= 0xf0 ? 2 : 1;
      }
      this.#starts[at] = start;
      this.#ends[at] = end;
    }
    this.#starts[bytes.length] = this.#ends[bytes.length] = end;
  }

  /** Byte offsets as [start, end]. A token that ends inside a character (byte-level BPE) holds all of it. */
  span(start: number, end: number): [number, number] {
    const first = this.#starts[start] ?? 0;
    return [first, end > start ? (this.#ends[end - 1] ?? first) : first];
  }
}

/** How many code points a string has. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
