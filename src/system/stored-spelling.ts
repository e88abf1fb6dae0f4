import { lstatSync, readdirSync } from "node:fs";
import { foldedPath } from "../model/folded-path.ts";
import { type BytePath, systemPath } from "../model/path-bytes.ts";

/** Says how the disk spells a path below a folder: some file systems find a name by other letters than it is kept by. */
export type Speller = (path: BytePath) => BytePath;

/** Asks each folder for its names once. What is not there stays as it is spelled. `directory` is absolute. */
export function storedSpelling(directory: BytePath): Speller {
  const listed = new Map<BytePath, readonly string[]>();
  const namesIn = (folder: BytePath): readonly string[] => {
    const names = listed.get(folder) ?? namesOf(`${directory}/${folder}`);
    listed.set(folder, names);
    return names;
  };
  return (path) => {
    let spelled = "";
    for (const name of path.split("/")) {
      const stored = spellingAmong(namesIn(spelled), name, () => isThere(`${directory}/${spelled}/${name}`));
      spelled = spelled === "" ? stored : `${spelled}/${stored}`;
    }
    return spelled;
  };
}

/** How a folder with these names spells one of them: as it is, unless the disk finds it and has it by other letters. */
export function spellingAmong(names: readonly string[], name: string, isFound: () => boolean): string {
  if (name === "" || names.includes(name) || !isFound()) return name;
  const folded = foldedPath(name);
  return names.find((stored) => foldedPath(stored) === folded) ?? name;
}

function namesOf(folder: BytePath): readonly string[] {
  try {
    return readdirSync(systemPath(folder), { encoding: "latin1" });
  } catch {
    return [];
  }
}

function isThere(path: BytePath): boolean {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
