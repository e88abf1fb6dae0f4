import { sha256 } from "../../../model/digest.ts";
import { type Vocabulary, sparseRow } from "./vocabulary.ts";

/** From terms to vectors. */
export interface Projection extends Vocabulary {
  /** The length of the vectors. */
  readonly dim: number;
  /** `dim` numbers a term, by its number. */
  readonly weights: Float32Array;
}

/** A passage's vector, of unit length; zeros when it has no known term. */
export function projected({ dim, weights, ...vocabulary }: Projection, terms: readonly string[]): Float32Array {
  const row = sparseRow(terms, vocabulary);
  const vector = new Float32Array(dim);
  for (let at = 0; at < row.columns.length; at += 1) {
    const weight = row.weights[at] ?? 0;
    const offset = (row.columns[at] ?? 0) * dim;
    for (let place = 0; place < dim; place += 1) {
      vector[place] = (vector[place] ?? 0) + weight * (weights[offset + place] ?? 0);
    }
  }
  let squares = 0;
  for (let place = 0; place < dim; place += 1) squares += (vector[place] ?? 0) ** 2;
  const scale = squares === 0 ? 1 : 1 / Math.sqrt(squares);
  for (let place = 0; place < dim; place += 1) vector[place] = (vector[place] ?? 0) * scale;
  return vector;
}

/** Four numbers, the terms a line each, their rarities, the weights; numbers in little-endian order. */
export function projectionBytes({ dim, terms, rarity, weights }: Projection): Uint8Array {
  const names = Buffer.from([...terms.keys()].join("\n"));
  const padded = Buffer.concat([names, Buffer.alloc((4 - (names.length % 4)) % 4)]);
  const head = Buffer.from(Uint32Array.of(form, dim, terms.size, names.length).buffer);
  return Buffer.concat([head, padded, bytesOf(rarity), bytesOf(weights)]);
}

const form = 1;
const headLength = 16;

/** Reads what {@link projectionBytes} wrote; undefined for anything else. */
export function readProjection(bytes: Uint8Array): Projection | undefined {
  const aligned = Uint8Array.from(bytes).buffer;
  if (aligned.byteLength < headLength) return undefined;
  const [found, dim = 0, count = 0, length = 0] = new Uint32Array(aligned, 0, 4);
  const numbers = headLength + length + ((4 - (length % 4)) % 4);
  if (found !== form || aligned.byteLength !== numbers + 4 * count * (1 + dim)) return undefined;
  const names = Buffer.from(aligned, headLength, length).toString();
  const terms = new Map((count === 0 ? [] : names.split("\n")).map((term, number) => [term, number]));
  if (terms.size !== count) return undefined;
  return {
    dim,
    terms,
    rarity: new Float32Array(aligned, numbers, count),
    weights: new Float32Array(aligned, numbers + 4 * count, count * dim),
  };
}

/** Tells one projection from every other. */
export function fingerprintOf(bytes: Uint8Array): string {
  return sha256(bytes).slice(0, 16);
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
