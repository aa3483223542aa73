// The small pieces: bytes and positions, SHA-256, the manifest inside a .tflite.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { embeddedManifest } from '../src/flatbuffer.js';
import { digestOf, sha256 } from '../src/sha256.js';
import { cut, Positions, utf8 } from '../src/text.js';

describe('SHA-256', () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_001])('of %i bytes is the same in plain JavaScript', async (length) => {
    const bytes = new Uint8Array(length).map((_, at) => (at * 7919) % 256);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(Buffer.from(digestOf(bytes)).toString('hex')).toBe(expected);
    expect(await sha256(bytes)).toBe(expected);
  });
});

describe('cut', () => {
  it.each<[string, number, string]>([['abc', 5, 'abc'], ['abc', 2, 'ab'], ['aé', 2, 'a'], ['a👋', 4, 'a'], ['👋', 3, ''], ['éé', 2, 'é']])(
    '%j to %i bytes is %j', (text, size, expected) => {
      expect(new TextDecoder().decode(cut(utf8(text), size))).toBe(expected);
    },
  );
});

describe('positions', () => {
  it('are in UTF-16 units, and hold whole characters', () => {
    const text = 'a👋é日';
    const positions = new Positions(utf8(text));
    const bytes: [number, number][] = [[0, 1], [1, 5], [2, 3], [5, 7], [7, 10], [0, 10], [10, 10]];
    expect(bytes.map(([start, end]) => text.slice(...positions.span(start, end)))).toEqual(['a', '👋', '👋', 'é', '日', text, '']);
  });
});

/** The least of a .tflite with one metadata entry, as flatbuffers lay it out. */
function tinyTflite(name: string, payload: string): Uint8Array {
  const view = new DataView(new ArrayBuffer(256 + payload.length));
  const u32 = (at: number, value: number) => view.setUint32(at, value, true);
  const text = (at: number, value: string) => {
    u32(at, value.length);
    new Uint8Array(view.buffer).set(new TextEncoder().encode(value), at + 4);
  };
  const vtable = (at: number, ...fields: number[]) => [4 + 2 * fields.length, 12, ...fields].forEach((value, i) => view.setUint16(at + 2 * i, value, true));
  u32(0, 40);
  text(0, ''), u32(0, 40);
  new Uint8Array(view.buffer).set(new TextEncoder().encode('TFL3'), 4);
  vtable(12, 0, 0, 0, 0, 4, 0, 8);
  view.setInt32(40, 40 - 12, true);
  u32(44, 60 - 44), u32(48, 100 - 48);
  u32(60, 1), u32(64, 80 - 64);
  vtable(70, 4), view.setInt32(80, 10, true), u32(84, 200 - 84);
  u32(100, 1), u32(104, 128 - 104);
  vtable(116, 4, 8), view.setInt32(128, 12, true), u32(132, 150 - 132), u32(136, 0);
  text(150, name), text(200, payload);
  return new Uint8Array(view.buffer);
}

describe('the manifest inside a .tflite', () => {
  it('is found by its name', () => {
    expect(embeddedManifest(tinyTflite('hfedge.json', '{"a": 1}'), 'x')).toBe('{"a": 1}');
  });

  it('that is not there, or whose file is damaged, is an error and never a crash', () => {
    expect(() => embeddedManifest(tinyTflite('other', '{}'), 'x.tflite')).toThrow(/x\.tflite: no hfedge\.json inside/);
    const file = tinyTflite('hfedge.json', '{"a": 1}');
    for (let at = 8; at < 200; at++) {
      const broken = file.slice();
      broken.fill(0xff, at, at + 4);
      try {
        expect(typeof embeddedManifest(broken, 'x')).toBe('string');
      } catch (error) {
        expect(error).toMatchObject({ code: 'not-a-bundle' });
      }
    }
    for (let length = 0; length < 160; length += 7) expect(() => embeddedManifest(file.slice(0, length), 'x')).toThrow(/not a readable/);
  });
});
