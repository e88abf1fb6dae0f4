import { expect, test } from "vitest";
import { bytePath } from "../../../src/model/path-bytes.ts";
import { spellingAmong } from "../../../src/system/stored-spelling.ts";

const names = ["docs", "Ma\u0308rz", "caf\xe9"].map((name) => (name.includes("\xe9") ? name : bytePath(name)));
const found = (): boolean => true;

test("a name is spelled as the folder has it, where the disk finds it by other letters (M34)", () => {
  expect(spellingAmong(names, "DOCS", found)).toBe("docs");
  expect(spellingAmong(names, bytePath("März"), found)).toBe(bytePath("Ma\u0308rz"));
});

test.each([
  ["is there as it is spelled", "docs", found],
  ["the disk does not find", "DOCS", () => false],
  ["the disk finds without listing it", "state", found],
  ["is no text, and there", "caf\xe9", found],
])("a name that %s stays as it is", (_, name, isFound) => {
  expect(spellingAmong(names, name, isFound)).toBe(name);
});
