import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findFiles } from "../documents/find-files.ts";
import { largestDocument, sizeFinding } from "../documents/limits.ts";
import { readBytes } from "../documents/read-file.ts";
import type { ImaginedFile } from "../model/caller.ts";
import type { StateSource } from "./state.ts";
import { stateDirectory } from "./state-directory.ts";
import type { Workspace } from "./workspace.ts";

/** The declared state of a checkout with some files others. Neither the checkout nor a cache learns of it. */
export function sourceWith(
  { repository: { root } }: Pick<Workspace, "repository">,
  imagined: readonly ImaginedFile[],
): StateSource {
  const found = findFiles(root, stateDirectory).files.map(({ file }) => file);
  const files = new Map(found.map((name) => [name, readBytes(join(root, name), name)]));
  const texts = new Map(
    imagined.flatMap(({ file, text }) => (text === null ? [] : [[file, Buffer.from(text)] as const])),
  );
  for (const { file } of imagined) files.delete(file);
  for (const [file, bytes] of texts) files.set(file, bytes.length > largestDocument ? sizeFinding(file) : bytes);
  return {
    files,
    read: async (path) => texts.get(path) ?? readFile(join(root, path)),
    isKept: false,
  };
}
