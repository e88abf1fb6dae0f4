import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../../src/model/codes/codes.ts";

test("v7 explain knows every code that v7 prints, and no other", () => {
  expect(printedCodes()).toEqual(Object.keys(codes).toSorted());
});

function printedCodes(): string[] {
  const source = join(import.meta.dirname, "..", "..", "src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".ts") && !file.startsWith("model/codes/") && !file.includes("generated"))
    .map((file) => readFileSync(join(source, file), "utf8"));
  return [...new Set(texts.flatMap((text) => text.match(/(?<=")V7-[A-Z]\d+(?=")/g) ?? []))].toSorted();
}
