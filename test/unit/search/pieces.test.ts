import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guard } from "../../support/guard.ts";
import { createChunker } from "../../../src/search/chunks/chunker.ts";
import { cutIntoPieces, mostCharacters } from "../../../src/search/chunks/pieces.ts";

const code = { kind: "code", language: "JavaScript", ext: "js", isPacked: false } as const;

describe("passages", () => {
  test("are bounded in characters, whatever they are made of, and lose nothing but blanks", () => {
    const stretch = fc.constantFrom(
      " ".repeat(9_000),
      "word ",
      "字",
      "\n",
      "x".repeat(30_000),
      "\t|",
      "😀".repeat(5_000),
    );
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 12 }), (stretches) => {
        const text = stretches.join("");
        const pieces = cutIntoPieces({ heading: [], line: 1, text });
        expect(Math.max(0, ...pieces.map((piece) => piece.text.length))).toBeLessThanOrEqual(mostCharacters);
        expect(pieces.map((piece) => piece.text.replaceAll(/\s/g, "")).join("")).toBe(text.replaceAll(/\s/g, ""));
        const lines = text.split("\n");
        for (const { line, text: own } of pieces) expect(lines.slice(line - 1).join("\n")).toContain(own);
      }),
    );
  });

  test("of a line of five megabytes take no longer than its length", () => {
    const didNotHang = guard(10_000);
    const pieces = cutIntoPieces({ heading: [], line: 1, text: "a(b);".repeat(1_000_000) });
    didNotHang();
    expect(pieces.length).toBeGreaterThan(600);
  });

  test("of what is packed are its first alone", async () => {
    const text = `/* turbine.js, MIT */${"var a=b(c,d);".repeat(50_000)}`;
    const { chunks, isCut } = await createChunker().chunks({ ...code, text, isPacked: true });
    expect([chunks.length, isCut, chunks[0]?.text.slice(0, 20)]).toEqual([8, true, "/* turbine.js, MIT *"]);
    const small = await createChunker().chunks({ ...code, text: "var a=1;", isPacked: true });
    expect(small).toMatchObject({ chunks: [{ text: "var a=1;" }], isCut: false });
  });

  test("have no pictures in letters", async () => {
    const text = `![wear](data:image/png;base64,${"iVBORw0KGgo/+A".repeat(5_000)}) of ${"-".repeat(300)} blades`;
    const { chunks } = await createChunker().chunks({ ...code, kind: "markdown", language: "Markdown", text });
    expect(chunks.map((chunk) => chunk.text)).toEqual([
      `![wear](data:image/png;base64,…) of ${"-".repeat(300)} blades`,
    ]);
  });
});
