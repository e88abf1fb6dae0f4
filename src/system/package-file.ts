import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Reads a file that ships with v7, by its path below the package's root: `sql/plan/state.sql`. */
export function readPackageFile(path: string): string {
  return readFileSync(packagePath(path), "utf8");
}

/** The absolute path of something that ships with v7. Source and bundle lie at different depths, so the root is looked for. */
export function packagePath(path: string): string {
  return join(packageRoot(import.meta.dirname), path);
}

/** Reads one of v7's SQL files: `readSql("plan/state.sql")`. */
export function readSql(name: string): string {
  return readPackageFile(`sql/${name}`);
}

function packageRoot(directory: string): string {
  if (existsSync(join(directory, "package.json")) && existsSync(join(directory, "sql"))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error("v7's own files are missing: reinstall it");
  return packageRoot(parent);
}
