import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../../model/json.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";

/** The name of the index unless another is given, from the repository's root. */
export const usualIndexFile = "FILE_INDEX.json";

/** An entry of the index. Only what the bytes and their place decide, so that every clone makes the same index. */
interface IndexEntry {
  readonly path: string;
  readonly sha256: string | null;
  readonly size: number;
  readonly type: string | null;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
}

/** How a written index differs from the registry. */
export interface IndexDifference {
  readonly files: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** False when the bytes differ in any way. */
  readonly current: boolean;
}

/** Where an index lies, and what is none of it. */
export interface IndexPlace {
  /** The repository's root, absolute. */
  readonly root: string;
  /** From the root. */
  readonly file: string;
  /** What the paths of folders outside the repository begin with: other clones do not have them. */
  readonly outside: readonly string[];
}

/** Writes the index of the registered files in one step and returns how many it has. */
export async function writeIndex(connection: Connection, place: IndexPlace): Promise<number> {
  const entries = await readEntries(connection, place);
  replaceFile(join(place.root, place.file), indexText(entries));
  return entries.length;
}

/** Compares a written index with the registry; one that is missing or unreadable lacks everything. */
export async function checkIndex(connection: Connection, place: IndexPlace): Promise<IndexDifference> {
  const entries = await readEntries(connection, place);
  const text = textOf(join(place.root, place.file));
  const written = new Map(writtenEntries(text).map((line) => [line.path, JSON.stringify(line)]));
  const known = new Set(entries.map(({ path }) => path));
  return {
    files: entries.length,
    added: entries.filter(({ path }) => !written.has(path)).map(({ path }) => path),
    changed: entries
      .filter((entry) => written.has(entry.path) && written.get(entry.path) !== JSON.stringify(entry))
      .map(({ path }) => path),
    removed: [...written.keys()].filter((path) => !known.has(path)),
    current: text === indexText(entries),
  };
}

async function readEntries(connection: Connection, { file, outside }: IndexPlace): Promise<IndexEntry[]> {
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<Record<string, string | null>>(readSql("files/registry/index.sql"), [file, outside]),
  );
  return rows.map((row) => ({
    path: row["path"] ?? "",
    sha256: row["sha256"] ?? null,
    size: Number(row["size_bytes"]),
    type: row["file_type"] ?? null,
    component: row["component"] ?? null,
    pillar: row["pillar"] ?? null,
    project: row["project"] ?? null,
  }));
}

/** A line a file, so that a difference in git shows which. */
function indexText(entries: readonly IndexEntry[]): string {
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "format_version": 1,\n  "files": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function writtenEntries(text: string | undefined): { readonly path: string }[] {
  const files = text === undefined ? undefined : filesOf(text);
  return (files ?? []).flatMap((entry) =>
    isJsonObject(entry) && typeof entry["path"] === "string" ? [{ ...entry, path: entry["path"] }] : [],
  );
}

function filesOf(text: string): readonly Json[] | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) && Array.isArray(value["files"]) ? (value["files"] as readonly Json[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Readers see the old index or the new one, whole. */
function replaceFile(path: string, text: string): void {
  const fresh = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
}
