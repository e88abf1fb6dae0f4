import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnClone, openOwnClone } from "./own-clone.ts";

// A path that is printed can be opened, and one that is typed is found, from where one stands, as git has it.
let clone: OwnClone;

beforeAll(() => {
  clone = openOwnClone({ example: true });
  mkdirSync(join(clone.root, "notes"));
  writeFileSync(join(clone.root, "notes", "log.md"), "# Inventory\n");
  clone.v7(["scan"]);
});
afterAll(() => clone.remove());

function printed(below: string, ...words: string[]): string {
  const { stdout, stderr } = clone.v7(words, { below });
  return stdout + stderr;
}

test.each([
  ["a plan's positions", ["plan"], /^ {2}\+ task\/1\.1 .* \.\.\/state\/tasks\/1\.1\.yaml:3$/m],
  ["an edit's file", ["set", "task/1.2", "notes=Begun"], /^--- \.\.\/state\/tasks\/1\.2\.yaml$/m],
  [
    "a document that was written",
    ["new", "persona", "The Auditor", "description=Audits"],
    /^\+\+\+ \.\.\/state\/.*\.yaml$/m,
  ],
  ["a resource's document", ["show", "task/1.1"], /\.\.\/state\/tasks\/1\.1\.yaml:3/],
  ["an address's document", ["explain", "task/1.1"], /\.\.\/state\/tasks\/1\.1\.yaml/],
  ["a registered file", ["files", "--path", "log.md"], / log\.md$/m],
  ["files by a pattern typed there", ["files", "--path", "*.md"], / log\.md\n1 file/],
  ["changes of a file typed there", ["changes", "--path", "log.md"], /\+ log\.md$/m],
  ["a file of another folder", ["files", "--path", "../state/tasks"], / \.\.\/state\/tasks\/1\.1\.yaml$/m],
])("%s", (_, words, expected) => {
  expect(printed("notes", ...words)).toMatch(expected);
});

test("what is wrong with a document", () => {
  writeFileSync(join(clone.root, "state", "tasks", "1.3.yaml"), "kind: Task\n");
  expect(printed("state/tasks", "validate")).toMatch(/^1\.3\.yaml:1:1: error/m);
  expect(printed("notes", "plan")).toMatch(/^\.\.\/state\/tasks\/1\.3\.yaml:1:1: error/m);
  expect(printed("state/tasks", "validate", "1.3.yaml")).toMatch(/^1\.3\.yaml:1:1: error/m);
});

test("programs are told the repository's paths, wherever they stand", () => {
  const { findings } = JSON.parse(clone.v7(["validate", "--json"], { below: "notes" }).stdout);
  expect(findings).toMatchObject([{ file: "state/tasks/1.3.yaml" }, ...findings.slice(1)]);
  expect(printed("notes", "validate", "--format", "github")).toContain("file=state/tasks/1.3.yaml");
});

test("what lies outside the repository is refused", () => {
  expect(printed(".", "files", "--path", "../other")).toContain("outside the repository [V7-C004]");
});
