import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { helpGroups } from "../../../src/commands/shell/help-groups.ts";
import { meantByOthers, otherWords } from "../../../src/commands/shell/other-words.ts";
import { packagePath } from "../../../src/system/package-file.ts";

const manifest = JSON.parse(readFileSync(packagePath("dist/oclif.manifest.json"), "utf8")) as {
  readonly commands: { readonly [id: string]: { readonly hidden?: boolean } };
};
const ids = Object.entries(manifest.commands).flatMap(([id, { hidden }]) => (hidden === true ? [] : [id]));

test("the overview names every command, or the word its name begins with, once", () => {
  const first = [...new Set(ids.map((id) => id.split(":")[0] ?? ""))];
  expect(Object.values(helpGroups).flat().toSorted()).toEqual(first.toSorted());
});

test("every word of other tools points to one of v7's commands that is there, and is none itself", () => {
  const known = ids.map((id) => id.replaceAll(":", " "));
  const words = Object.entries(otherWords);
  expect(words.filter(([typed]) => known.includes(typed))).toEqual([]);
  expect(words.filter(([, meant]) => !known.includes(meant))).toEqual([]);
});

test("of two words the longer beginning counts", () => {
  expect(meantByOthers(["state", "show", "task/1.1"], ["graph", "show"])).toBe("show");
});
