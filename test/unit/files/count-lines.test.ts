import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countLines } from "../../../src/system/count-lines.ts";

describe("lines", () => {
  test("are counted by their line feeds alone", () => {
    expect(countLines(Buffer.from("Assessment\r\nPlanning\n\nno end"))).toBe(3);
    expect(countLines(new Uint8Array())).toBe(0);
  });

  test("are the same wherever the bytes lie in memory, and whatever they are", () => {
    const byte = fc.oneof(fc.constantFrom(0x0a, 0x0b, 0x09, 0x8a, 0x00, 0x80, 0xff), fc.nat(255));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 40 }), fc.nat(7), (values, offset) => {
        const memory = new Uint8Array(offset + values.length);
        memory.set(values, offset);
        expect(countLines(memory.subarray(offset))).toBe(values.filter((value) => value === 0x0a).length);
      }),
      { numRuns: 2_000 },
    );
  });
});
