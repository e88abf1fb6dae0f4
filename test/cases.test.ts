import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputCheck } from "./commands/golden/output-schemas.ts";
import { playCase } from "./commands/golden/play.ts";

const root = join(import.meta.dirname, "cases");
const names = readdirSync(root).filter((name) => existsSync(join(root, name, "commands")));
const check = outputCheck();

// UPDATE_CASES=1 writes what was seen as the new expectation: read the difference as a user would before keeping it.
describe("cases", () => {
  test.concurrent.each(names)("%s", async (name) => {
    const folder = join(root, name);
    const { text, schemaProblems } = await playCase(folder, check);
    if (process.env["UPDATE_CASES"]) await writeFile(join(folder, "commands"), text);
    expect(schemaProblems).toEqual([]);
    expect(text).toBe(await readFile(join(folder, "commands"), "utf8"));
  });
});
