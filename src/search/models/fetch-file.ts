import { mkdir, open, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../model/failure.ts";
import { keeping } from "./keeping.ts";
import type { ModelFile } from "./known-models.ts";
import { digestOf } from "./model-home.ts";
import type { ModelSource } from "./model-source.ts";

export interface Fetching {
  readonly source: ModelSource;
  /** Where it goes, below its name. What an earlier run left there is gone on with. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** How many bytes of the file are there, again and again. */
  tell(bytes: number): void;
}

/**
 * Fetches a file and checks that it is the very one. One that is there already is only checked; one whose parts do not
 * fit together is fetched anew, once. Throws V7-I013 where it cannot be had, V7-I014 where it is another one.
 */
export async function fetchFile(file: ModelFile, fetching: Fetching): Promise<void> {
  const path = join(fetching.folder, file.name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  for (let isAnew = (await sizeOf(path)) === 0; ; isAnew = true) {
    await completeFile(file, path, fetching);
    if ((await digestOf(path)) === file.sha256) return;
    await rm(path, { force: true });
    if (isAnew) throw otherFile(file);
  }
}

function otherFile({ name, bytes, sha256 }: ModelFile): Failure {
  return new Failure("V7-I014", `${name} is not the file that v7 knows: ${bytes} bytes, SHA-256 ${sha256}`, {
    next: ["pull it from another place with --from URL, a folder or an archive"],
  });
}

/** Goes on as long as something comes; gives up when nothing did, several times. */
async function completeFile(file: ModelFile, path: string, fetching: Fetching): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const before = await sizeOf(path);
    if (before >= file.bytes) return;
    try {
      await appendRest(file, path, before, fetching);
      return;
    } catch (error) {
      fetching.signal.throwIfAborted();
      if (error instanceof Failure) throw error;
      if ((await sizeOf(path)) > before) tries = 0;
      if (tries >= attempts) throw cut(file, error);
      await delay(firstPause * 2 ** tries, undefined, { signal: fetching.signal });
    }
  }
}

const attempts = 3;
/** Milliseconds. */
const firstPause = 250;

async function appendRest(file: ModelFile, path: string, before: number, fetching: Fetching): Promise<void> {
  const { from, bytes } = await fetching.source.open(file, before);
  let size = from;
  const handle = await open(path, from === 0 ? "w" : "a", 0o600);
  try {
    for await (const chunk of bytes) {
      // Whoever sends more than there is sends another file: it is not stored to its end.
      if (size + chunk.length > file.bytes) throw otherFile(file);
      await keeping(path, () => handle.writeFile(chunk));
      size += chunk.length;
      fetching.tell(size);
    }
    await keeping(path, () => handle.sync());
  } finally {
    await handle.close();
  }
  if (size < file.bytes) throw new Error(`it ended after ${size} of ${file.bytes} bytes`);
}

function cut({ name }: ModelFile, error: unknown): Failure {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const because = cause instanceof Error ? cause.message : message;
  return new Failure("V7-I013", `${name} cannot be fetched: ${because}`, { cause: error });
}

/** 0 where nothing is. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.size ?? 0;
}
