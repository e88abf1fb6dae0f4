import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import writeFileAtomic from "write-file-atomic";
import { codeOfError } from "../model/error-code.ts";
import { Failure } from "../model/failure.ts";
import type { FileEdit } from "../model/output/set.ts";
import { type DirectoryLock, takeDirectoryLock } from "../system/directory-lock.ts";
import type { Workspace } from "./workspace.ts";

type Place = Pick<Workspace, "repository" | "system">;

/**
 * Writes files that were edited, all or none: where one cannot be written, those before it are as they were. One writer at a
 * time, and a file that is not as it was when its edit was worked out is somebody else's by now. Throws V7-P065, V7-P072.
 */
export async function writeFiles(
  place: Place,
  edits: readonly Pick<FileEdit, "file" | "before" | "after">[],
): Promise<void> {
  if (edits.length === 0) return;
  const lock = await waitForTurn(place);
  const written: (typeof edits)[number][] = [];
  try {
    for (const { file, before } of edits) if ((await readText(place, file)) !== before) throw changedMeanwhile(file);
    for (const edit of edits) {
      await writeEdit(place, edit);
      written.push(edit);
    }
  } catch (error) {
    for (const { file, before } of written.toReversed()) await takeBack(place, file, before);
    throw error;
  } finally {
    lock.release();
  }
}

/** The text of a file of the repository; null where there is none. */
export async function readText({ repository }: Pick<Place, "repository">, file: string): Promise<string | null> {
  try {
    return await readFile(join(repository.root, file), "utf8");
  } catch (error) {
    if (codeOfError(error) === "ENOENT") return null;
    throw error;
  }
}

/** Whoever edits at the same moment would write over this edit, or this one over theirs. */
export function changedMeanwhile(file: string): Failure {
  return new Failure("V7-P065", `${file} changed while its edit was worked out; no file was changed`, {
    next: ["look at the file, then run the command again"],
  });
}

const patience = 10_000;
const pause = 20;

async function waitForTurn({ repository, system }: Place): Promise<DirectoryLock> {
  await mkdir(repository.home, { recursive: true });
  for (let waited = 0; waited < patience; waited += pause) {
    const lock = await takeDirectoryLock(system, join(repository.home, "edits.lock"));
    if (lock !== undefined) return lock;
    await delay(pause);
  }
  throw new Failure("V7-P072", "somebody else is writing documents here; no file was changed", {
    next: ["run the command again"],
  });
}

async function takeBack({ repository }: Place, file: string, before: string | null): Promise<void> {
  const path = join(repository.root, file);
  await (before === null ? rm(path, { force: true }) : writeFileAtomic(path, before)).catch(() => undefined);
}

async function writeEdit({ repository }: Place, edit: Pick<FileEdit, "file" | "before" | "after">): Promise<void> {
  const { file, before, after } = edit;
  const path = join(repository.root, file);
  if (after === null) return rm(path);
  if (before !== null) return writeFileAtomic(path, after);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, after, { flag: "wx" }).catch((error: unknown) => {
    throw codeOfError(error) === "EEXIST" ? changedMeanwhile(file) : error;
  });
}
