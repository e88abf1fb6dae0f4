import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findFiles } from "../documents/find-files.ts";
import { largestDocument, sizeFinding } from "../documents/limits.ts";
import { readBytes } from "../documents/read-file.ts";
import type { StateSource } from "./state.ts";
import { stateDirectory } from "./state-directory.ts";
import type { Workspace } from "./workspace.ts";

/** A file of documents as it might be. */
export interface ImaginedFile {
  /** From the repository's root. */
  readonly file: string;
  /** Its text; null: there is no such file any more. */
  readonly text: string | null;
}

/** The declared state of a checkout with one file another. Neither the checkout nor a cache learns of it. */
export function sourceWith(
  { repository: { root } }: Pick<Workspace, "repository">,
  imagined: ImaginedFile,
): StateSource {
  const { file, text } = imagined;
  const found = findFiles(root, stateDirectory).files.map(({ file: name }) => name);
  const files = new Map(found.map((name) => [name, readBytes(join(root, name), name)]));
  const bytes = text === null ? undefined : Buffer.from(text);
  if (bytes === undefined) files.delete(file);
  else files.set(file, bytes.length > largestDocument ? sizeFinding(file) : bytes);
  return {
    files,
    read: async (path) => (path === file && bytes !== undefined ? bytes : readFile(join(root, path))),
    isKept: false,
  };
}
