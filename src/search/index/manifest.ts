import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { isJsonObject, type Json } from "../../model/json.ts";

/** What an index is, beside its rows. Whoever opens the index reads this first. */
export interface Manifest {
  /** The form of rows, chunks and terms; indexes of another form are made anew. */
  readonly form: number;
  /** The folder of its table and of what its embedder keeps. A new index is built beside the old one, then named here. */
  readonly generation: string;
  readonly embedder: { readonly id: string; readonly dim: number; readonly fingerprint: string };
  /** How many chunks there were when the embedder learnt; 0 for one that does not. */
  readonly fittedChunks: number;
  readonly chunks: number;
  readonly sources: number;
  /** ISO 8601, UTC. */
  readonly syncedAt: string;
  /** How far the registry had come: its last change of a file, and when commits were last recorded. */
  readonly seen: { readonly change: string; readonly recordedAt: string };
  /** Paths of files that hold secrets; they are not in the index. */
  readonly withheld: readonly string[];
  /** Files that are in it by their first passages alone. */
  readonly cut: readonly { readonly source: string; readonly path: string }[];
  /** Files that could not be read as text, and why; they are not in it. */
  readonly unread: readonly { readonly path: string; readonly because: string }[];
}

/** Raise it when chunks or terms of the same text would come out otherwise. */
export const currentForm = 3;

/** Where an index lies on this machine: `<git common dir>/v7/search`. */
export interface IndexHome {
  readonly directory: string;
  /** Where tables lie, when not in the directory: a folder or an object store's URI. */
  readonly uri?: string;
}

/** Undefined when there is none, or none that can be read. */
export async function readManifest({ directory }: IndexHome): Promise<Manifest | undefined> {
  const text = await readFile(join(directory, file), "utf8").catch(() => undefined);
  return text === undefined ? undefined : manifestOf(text);
}

function manifestOf(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Json;
    if (!isJsonObject(value) || typeof value["form"] !== "number" || typeof value["generation"] !== "string")
      return undefined;
    return value as unknown as Manifest;
  } catch {
    return undefined;
  }
}

/** Atomic: whoever opens the index sees the generation before or this one. */
export async function writeManifest({ directory }: IndexHome, manifest: Manifest): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFileAtomic(join(directory, file), JSON.stringify(manifest), { mode: 0o600 });
}

const file = "index.json";

/** The folder of what an embedder keeps of a generation. */
export function folderOf({ directory }: IndexHome, generation: string): string {
  return join(directory, generation);
}

/** Where the tables of a generation lie. */
export function tablesOf(home: IndexHome, generation: string): string {
  return home.uri === undefined
    ? join(folderOf(home, generation), "tables")
    : `${home.uri.replace(/\/+$/, "")}/${generation}`;
}

/** Makes the folder of a new generation. */
export async function createGeneration(home: IndexHome, generation: string): Promise<string> {
  const folder = folderOf(home, generation);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** What a killed run left, and the generation before this one: nobody reads it any more. */
export async function removeOthers({ directory }: IndexHome, manifest: Manifest | undefined): Promise<void> {
  const names = await readdir(directory);
  const others = names.filter((name) => name.startsWith(generationPrefix) && name !== manifest?.generation);
  await Promise.all(others.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}

const generationPrefix = "generation-";

/** A name that no generation had before. */
export function newGeneration(): string {
  return `${generationPrefix}${randomBytes(6).toString("hex")}`;
}
