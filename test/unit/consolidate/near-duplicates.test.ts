import { describe, expect, test } from "vitest";
import { nearDuplicates } from "../../../src/consolidate/compare/near-duplicates.ts";
import { similarityOf, sketchOf, type TextSketch } from "../../../src/consolidate/compare/text-sketch.ts";

const words = Array.from({ length: 400 }, (_, index) => `${["phase", "task", "enum", "node"][index % 4]}${index}`);

function sketch(text: string): TextSketch {
  const found = sketchOf(text);
  if (found === undefined) throw new Error("too short");
  return found;
}

describe("two texts", () => {
  test("of the same words are the same, whatever their case and punctuation", () => {
    expect(similarityOf(sketch(words.join(" ")), sketch(words.join(", ").toUpperCase()))).toBe(1);
  });

  test("that share half of what they say are half alike", () => {
    const other = [...words.slice(0, 200), ...words.slice(200).map((word) => `${word}b`)];
    expect(similarityOf(sketch(words.join(" ")), sketch(other.join(" ")))).toBeCloseTo(1 / 3, 1);
  });

  test("that share nothing are not alike", () => {
    expect(similarityOf(sketch(words.join(" ")), sketch(words.map((word) => `${word}b`).join(" ")))).toBe(0);
  });
});

test("a text of a few words is compared with nothing", () => {
  expect(sketchOf("Assessment, then Design")).toBeUndefined();
});

test("pairs are found among many, the most alike first, each once", () => {
  const texts = Array.from({ length: 300 }, (_, number) => words.map((word) => `${word}x${number}`).join(" "));
  const near = words.map((word, index) => (index % 40 === 0 ? "changed" : `${word}x7`)).join(" ");
  const nearer = words.map((word, index) => (index === 0 ? "changed" : `${word}x9`)).join(" ");
  const found = nearDuplicates(
    [...texts, near, nearer].map((text, index) => ({ path: `${index}.md`, sketch: sketch(text) })),
  );
  expect(found.map(({ left, right }) => [left, right])).toEqual([
    ["9.md", "301.md"],
    ["7.md", "300.md"],
  ]);
});
