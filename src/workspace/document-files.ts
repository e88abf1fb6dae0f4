import { dirname } from "node:path/posix";
import { largestDocument } from "../documents/limits.ts";
import { nameOf } from "../model/address.ts";
import { digestedFile, foldedName } from "../model/file-name.ts";
import type { DocumentCreation } from "./edit-state.ts";

/** Chooses files for documents that are to be written. */
export interface DocumentFiles {
  /**
   * The file for a document of so many bytes: its own, or the kind's one for all while there is room, else that one's next,
   * `state/projects-2.yaml`. Never one that some file system takes for another document's.
   */
  fileFor(creation: DocumentCreation, bytes: number): string;
}

/** `sizeOf`: the bytes a file holds by now, 0 for one that is not there. */
export function documentFiles(known: readonly string[], sizeOf: (file: string) => number): DocumentFiles {
  const spellings = new Map<string, string>();
  const added = new Map<string, number>();
  const remember = (file: string): void => {
    for (const path of pathsTo(file)) {
      const key = foldedName(path);
      if (!spellings.has(key)) spellings.set(key, path);
    }
  };
  const isTaken = (file: string): boolean =>
    pathsTo(file).some((path) => (spellings.get(foldedName(path)) ?? path) !== path);
  const hasRoom = (file: string, bytes: number): boolean => {
    const present = sizeOf(file) + (added.get(file) ?? 0);
    return present === 0 || present + bytes <= largestDocument;
  };
  known.forEach(remember);
  return {
    fileFor: ({ kind, address }, bytes) => {
      const name = nameOf(address);
      const usual = kind.fileOf(name);
      const file = isTaken(usual) ? digestedFile(folderOf(usual), name) : usual;
      let chosen = file;
      for (const candidate of numbered(file)) {
        chosen = candidate;
        if (!isTaken(candidate) && hasRoom(candidate, bytes)) break;
      }
      remember(chosen);
      added.set(chosen, (added.get(chosen) ?? 0) + bytes);
      return chosen;
    },
  };
}

/** `state/projects.yaml`, `state/projects-2.yaml` and so on. */
function* numbered(file: string): Generator<string> {
  yield file;
  for (let number = 2; ; number += 1) yield file.replace(/\.yaml$/, `-${number}.yaml`);
}

/** The kind's own folder: `state/fileplans` of `state/fileplans/src/a.yaml`. */
function folderOf(file: string): string {
  const [state = "", kind = "", ...rest] = file.split("/");
  return rest.length === 0 ? dirname(file) : `${state}/${kind}`;
}

/** A file and the folders above it. */
function pathsTo(file: string): string[] {
  const steps = file.split("/");
  return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
}
