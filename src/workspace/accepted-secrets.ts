import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readAccepted } from "../documents/accepted-secrets.ts";
import { acceptedFile, type AcceptedReading, nothingAccepted } from "../secrets/finding.ts";

/** Reads one file of the repository, by its path below the root; rejects as the file system does. */
export type ReadRepositoryFile = (path: string) => Promise<Uint8Array>;

/** The list of accepted secrets of a work tree, or of wherever `read` looks; nothing where there is none. */
export async function acceptedSecrets(read: ReadRepositoryFile): Promise<AcceptedReading> {
  const bytes = await read(acceptedFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return bytes === undefined ? nothingAccepted : readAccepted(bytes);
}

/** Reads the files of a work tree. */
export function filesOf(root: string): ReadRepositoryFile {
  return (path) => readFile(join(root, path));
}
