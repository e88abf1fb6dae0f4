import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Unit } from "../../../model/output/daily-units.ts";
import { readTextFile } from "../../../system/text-file.ts";

/** Writes units into a folder, each in one step, and answers their paths. Those that are as they should be stay untouched. */
export function writeUnits(folder: string, units: readonly Unit[]): string[] {
  mkdirSync(folder, { recursive: true });
  return units.map(({ name, text }) => {
    const path = join(folder, name);
    if (readTextFile(path) === text) return path;
    writeFileSync(`${path}.tmp`, text);
    renameSync(`${path}.tmp`, path);
    return path;
  });
}

/** Removes the files that are there, and answers which. */
export function removeUnits(folder: string, names: readonly string[]): string[] {
  const paths = names.map((name) => join(folder, name)).filter((path) => existsSync(path));
  for (const path of paths) rmSync(path);
  return paths;
}
