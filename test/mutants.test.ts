import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mutants } from "../scripts/mutant-list.ts";
import { packagePath, readPackageFile } from "../src/system/package-file.ts";

/** `npm run mutants` is run now and then; until then the code must not grow away from its list. */
describe("each deliberate mistake", () => {
  test("has its place in the code, exactly once", () => {
    const lost = mutants.filter(({ file, from }) => readPackageFile(file).split(from).length !== 2);
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test("names tests that exist", () => {
    const lost = mutants.filter(
      ({ tests }) => tests.length === 0 || !tests.every((file) => existsSync(packagePath(file))),
    );
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test("has a name of its own", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });
});
