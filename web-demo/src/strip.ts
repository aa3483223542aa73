/** A vector as a strip: a cell per number, the accent where it is positive, ink where it is negative. */

import { make } from "./dom.js";

export function strip(vector: Float32Array, small = false): HTMLElement {
  const canvas = make("canvas", {
    class: small ? "strip small" : "strip",
    role: "img",
    "aria-label": `${vector.length} numbers`,
    width: String(vector.length),
    height: "1",
  });
  paint(canvas, vector);
  return canvas;
}

function paint(canvas: HTMLCanvasElement, vector: Float32Array): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(document.documentElement);
  const [up, down] = [style.getPropertyValue("--stroke-up"), style.getPropertyValue("--stroke-down")];
  let largest = 1e-9;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  vector.forEach((value, index) => {
    context.globalAlpha = Math.min(1, (Math.abs(value) / largest) * 1.6);
    context.fillStyle = value > 0 ? up : down;
    context.fillRect(index, 0, 1, 1);
  });
}

/** Of two vectors of one length, neither zero. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, aa, bb] = [0, 0, 0];
  a.forEach((value, index) => {
    const other = b[index] ?? 0;
    dot += value * other;
    aa += value * value;
    bb += other * other;
  });
  return dot / Math.sqrt(Math.max(aa * bb, 1e-30));
}
