import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { ExportCheckOutput } from "../../model/output/export-check.ts";
import type { ExportIndexOutput } from "../../model/output/export-index.ts";
import { obstacleAt } from "../../system/placed-file.ts";
import { readSql } from "../../system/package-file.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { scanRoots } from "../places/roots.ts";
import { readTextFile } from "../../system/text-file.ts";

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

export interface IndexRequest {
  /** Where the index lies, from the repository's root. Default: {@link usualIndexFile}. */
  readonly file?: string | undefined;
}

/** Writes the index of the registered files in one step. */
export async function exportIndex(workspace: Workspace, request: IndexRequest): Promise<Answer<ExportIndexOutput>> {
  const { file = usualIndexFile } = request;
  const because = obstacleAt(workspace.repository.root, file);
  if (because !== undefined)
    throw new Failure("V7-D035", `${file} ${because}; nothing was written`, { next: ["v7 export index --help"] });
  const entries = await readEntries(workspace, file);
  replaceFile(join(workspace.repository.root, file), indexText(entries));
  return answer({ file, files: entries.length });
}

/** Compares a written index with the registry; one that is missing or unreadable lacks everything. */
export async function checkIndex(workspace: Workspace, request: IndexRequest): Promise<Answer<ExportCheckOutput>> {
  const { file = usualIndexFile } = request;
  const entries = await readEntries(workspace, file);
  const text = readTextFile(join(workspace.repository.root, file));
  const written = new Map(writtenEntries(text).map((line) => [line.path, JSON.stringify(line)]));
  const known = new Set(entries.map(({ path }) => path));
  return answer({
    file,
    files: entries.length,
    added: entries.filter(({ path }) => !written.has(path)).map(({ path }) => path),
    changed: entries
      .filter((entry) => written.has(entry.path) && written.get(entry.path) !== JSON.stringify(entry))
      .map(({ path }) => path),
    removed: [...written.keys()].filter((path) => !known.has(path)),
    current: text === indexText(entries),
  });
}

/** Other clones do not have the folders outside the repository. */
async function readEntries(workspace: Workspace, file: string): Promise<IndexEntry[]> {
  const outside = scanRoots(workspace.repository, workspace.config.scan).flatMap(({ prefix }) =>
    prefix === "" ? [] : [prefix],
  );
  const { rows } = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () =>
      connection.query<Record<string, string | null>>(readSql("files/registry/index.sql"), [file, outside]),
    ),
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
