import type { WideEncoding } from "../model/wide-text.ts";

/**
 * How many line feeds there are. Four bytes at a time, because every byte of every text is looked at: a byte of `apart` is
 * zero where there is a line feed, and only there nothing sets its highest bit.
 */
export function countLines(bytes: Uint8Array): number {
  const start = -bytes.byteOffset & 3;
  if (bytes.length <= start) return countBytes(bytes, 0, bytes.length);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >>> 2);
  let lines = countBytes(bytes, 0, start) + countBytes(bytes, start + words.length * 4, bytes.length);
  for (let index = 0; index < words.length; index += 1) {
    const apart = (words[index] ?? 0) ^ 0x0a0a0a0a;
    const found = ~(((apart & 0x7f7f7f7f) + 0x7f7f7f7f) | apart | 0x7f7f7f7f);
    if (found !== 0) lines += Math.imul((found >>> 7) & 0x01010101, 0x01010101) >>> 24;
  }
  return lines;
}

/** The same in text of two or four bytes a letter, from the beginning of a letter on. */
export function countWideLines(bytes: Uint8Array, encoding: WideEncoding): number {
  const width = encoding.startsWith("utf-16") ? 2 : 4;
  const place = encoding.endsWith("le") ? 0 : width - 1;
  let lines = 0;
  for (let start = 0; start + width <= bytes.length; start += width) {
    if (bytes[start + place] !== 0x0a) continue;
    let others = 0;
    for (let at = 0; at < width; at += 1) if (at !== place) others |= bytes[start + at] ?? 0;
    if (others === 0) lines += 1;
  }
  return lines;
}

function countBytes(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let index = start; index < end; index += 1) if (bytes[index] === 0x0a) lines += 1;
  return lines;
}
