import type { NearDuplicate } from "../../model/output/consolidate-dedup.ts";
import { similarityOf, type TextSketch } from "./text-sketch.ts";

/** A text by its path. */
export interface SketchedText {
  readonly path: string;
  readonly sketch: TextSketch;
}

/**
 * Pairs of texts that are nearly the same, the most alike first. Only texts that share a part of their sketch are compared;
 * of many texts that all resemble each other, each is told with the first.
 */
export function nearDuplicates(texts: readonly SketchedText[]): NearDuplicate[] {
  const found = new Map<string, NearDuplicate>();
  for (const places of bands(texts)) {
    const [first, ...others] = places;
    for (const other of others) compare(texts, first ?? 0, other, found);
  }
  return [...found.values()].toSorted(
    (a, b) => b.similarity - a.similarity || (a.left < b.left ? -1 : a.left > b.left ? 1 : a.right < b.right ? -1 : 1),
  );
}

function compare(texts: readonly SketchedText[], a: number, b: number, found: Map<string, NearDuplicate>): void {
  const key = `${a} ${b}`;
  const [left, right] = [texts[a], texts[b]];
  if (found.has(key) || left === undefined || right === undefined) return;
  const similarity = similarityOf(left.sketch, right.sketch);
  if (similarity < leastSimilarity) return;
  found.set(key, { left: left.path, right: right.path, similarity: Math.round(similarity * 100) / 100 });
}

const leastSimilarity = 0.7;

/** The texts, by their places, that have a part of their sketch in common. */
function bands(texts: readonly SketchedText[]): Iterable<readonly number[]> {
  const byBand = new Map<string, number[]>();
  for (const [place, { sketch }] of texts.entries()) {
    for (let start = 0; start < sketch.classes.length; start += classesPerBand) {
      const band = `${start} ${sketch.classes.subarray(start, start + classesPerBand).join(" ")}`;
      const places = byBand.get(band);
      if (places === undefined) byBand.set(band, [place]);
      else places.push(place);
    }
  }
  return byBand.values();
}

/** Of two texts that share 70 % of their runs, hardly one pair in a thousand shares none of 32 parts. */
const classesPerBand = 2;
