import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Reads a file that ships with v7, by its path below the package's root: `schemas/v1/node.schema.json`. */
export function readPackageFile(path: string): string {
  return readFileSync(packagePath(path), "utf8");
}

/** The absolute path of something that ships with v7. This file lies two folders below the root, in `src` and in `dist`. */
export function packagePath(path: string): string {
  return join(import.meta.dirname, "..", "..", path);
}

/** One of v7's statements: `readSql("plan/state.sql")`. The name is a literal, and the build puts the text in its place. */
export function readSql(name: string): string {
  return readPackageFile(`sql/${name}`);
}

/** The version of v7: `0.1.0`. */
export function packageVersion(): string {
  return (JSON.parse(readPackageFile("package.json")) as { version: string }).version;
}
