import { readFileSync } from "node:fs";

/** The text of a file; undefined when it is not there, is no file, or may not be read. */
export function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
