import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where the first program of a name lies on a PATH; undefined where there is none. Relative folders are passed by. */
export function findProgram(name: string, path: string | undefined): string | undefined {
  return programsNamed(name, path)[0];
}

/** All programs of a name on a PATH, in its order. */
export function programsNamed(name: string, path = ""): string[] {
  const folders = path.split(delimiter).filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).filter(isProgram);
}

/** Whether something is there that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
