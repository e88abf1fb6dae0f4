import { describe, expect, test } from "vitest";
import { createAnalyzer } from "../../../src/search/analysis/analyzer.ts";
import { fitProjection } from "../../../src/search/embedders/lsa/fit.ts";
import {
  type Projection,
  projected,
  projectionBytes,
  readProjection,
} from "../../../src/search/embedders/lsa/projection.ts";

const analyzer = createAnalyzer();
const passages = [
  "enum contact status duplicate database",
  "enum domain status duplicate column",
  "duplicate enum migration script",
  "column type enum database script",
  "phase gate approval architect",
  "gate approval persona review",
  "review phase task persona",
  "task phase architect deadline",
].map((text) => analyzer.terms(text));

function nearness(projection: Projection, left: string, right: string): number {
  const [one, other] = [left, right].map((text) => projected(projection, analyzer.terms(text)));
  let sum = 0;
  for (const [at, value] of (one ?? new Float32Array()).entries()) sum += value * (other?.[at] ?? 0);
  return sum;
}

describe("fitProjection", () => {
  const projection = fitProjection(passages);

  test("brings words near to each other that stand in the same passages", () => {
    expect(nearness(projection, "enum script", "duplicate column")).toBeGreaterThan(0.3);
    expect(nearness(projection, "enum script", "approval persona")).toBeLessThan(0.1);
  });

  test("has as many directions as half of the passages", () => {
    expect(projection.dim).toBe(4);
  });

  test("gives vectors of unit length, and zeros for unknown words", () => {
    const length = (text: string): number => Math.hypot(...projected(projection, analyzer.terms(text)));
    expect(length("duplicate enum")).toBeCloseTo(1, 5);
    expect(length("hypersonic slipstream")).toBe(0);
  });

  test("gives the same projection for the same passages, to the bit", () => {
    expect(projectionBytes(fitProjection(passages))).toEqual(projectionBytes(projection));
  });

  test("finds exactly the singular vectors: what each direction carries does not change by projecting twice", () => {
    const { dim, weights, terms } = projection;
    for (let left = 0; left < dim; left += 1) {
      for (let right = 0; right <= left; right += 1) {
        let product = 0;
        for (let term = 0; term < terms.size; term += 1)
          product += (weights[term * dim + left] ?? 0) * (weights[term * dim + right] ?? 0);
        expect(product).toBeCloseTo(left === right ? 1 : 0, 5);
      }
    }
  });

  test.each([
    ["nothing", []],
    ["one passage", [["enum"]]],
    ["passages that are all the same", [["enum"], ["enum"], ["enum"]]],
  ])("is made of %s without complaint", (_, few) => {
    expect(projected(fitProjection(few), ["enum"])).toEqual(new Float32Array(1));
  });
});

describe("readProjection", () => {
  test("reads what was written", () => {
    const projection = fitProjection(passages);
    expect(readProjection(projectionBytes(projection))).toEqual(projection);
  });

  test("refuses what is cut off or something else", () => {
    const bytes = projectionBytes(fitProjection(passages));
    expect(readProjection(bytes.subarray(0, bytes.length - 4))).toBeUndefined();
    expect(readProjection(Buffer.from("not a projection at all"))).toBeUndefined();
  });
});
