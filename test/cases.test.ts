import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { outputCheck } from "./commands/golden/output-schemas.ts";
import { playCase } from "./commands/golden/play.ts";
import { needsTerminal, parseScript } from "./commands/golden/script.ts";
import { openTypists } from "./commands/typist/typists.ts";
import { inSecondTier, optional } from "./support/optional.ts";

const root = join(import.meta.dirname, "cases");
const names = readdirSync(root).filter((name) => existsSync(join(root, name, "commands")));
const check = outputCheck();
// Of the cases that begin with the same words one begins with a process of its own, as people do.
const alone = new Set(new Map(names.toReversed().map((name) => [firstWords(name), name])).values());
// In the second tier each command has a process of its own.
const typists = inSecondTier() ? undefined : openTypists(2);

afterAll(() => typists?.end());

// UPDATE_CASES=1 writes what was seen as the new expectation: read the difference as a user would before keeping it.
describe("cases", () => {
  test.concurrent.each(names.filter((name) => !inTerminal(name)))("%s", play);

  test.skipIf(!optional.terminal.isThere()).concurrent.each(names.filter(inTerminal))("%s", play);
});

function inTerminal(name: string): boolean {
  return needsTerminal(commandsOf(name));
}

function firstWords(name: string): string {
  const first = parseScript(commandsOf(name)).find((step) => step.action === "run");
  return first?.words.join(" ") ?? "";
}

function commandsOf(name: string): string {
  return readFileSync(join(root, name, "commands"), "utf8");
}

async function play(name: string): Promise<void> {
  const folder = join(root, name);
  const { text, schemaProblems } = await playCase(folder, check, typists && { typists, beginsAlone: alone.has(name) });
  if (process.env["UPDATE_CASES"]) await writeFile(join(folder, "commands"), text);
  expect(schemaProblems).toEqual([]);
  expect(text).toBe(await readFile(join(folder, "commands"), "utf8"));
}
