import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { ExportCheckOutput } from "../../model/output/export-check.ts";
import type { ExportIndexOutput } from "../../model/output/export-index.ts";
import { obstacleAt } from "../../system/placed-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { readTextFile } from "../../system/text-file.ts";
import { expectedIndex, type IndexEntry } from "./index-entries.ts";

/** The name of the index unless another is given, from the repository's root. */
export const usualIndexFile = "FILE_INDEX.json";

export interface IndexRequest {
  /** Where the index lies, from the repository's root. Default: {@link usualIndexFile}. */
  readonly file?: string | undefined;
  /** Is given the index, instead of a file: the one that is there stays. */
  readonly print?: ((text: string) => void) | undefined;
}

/** Writes the index of the registered files in one step. Throws V7-F043 where the registry is behind what lies on disk. */
export async function exportIndex(workspace: Workspace, request: IndexRequest): Promise<Answer<ExportIndexOutput>> {
  const { file = usualIndexFile, print } = request;
  const because = obstacleAt(workspace.repository.root, file);
  if (because !== undefined)
    throw new Failure("V7-D035", `${file} ${because}; nothing was written`, { next: ["v7 export index --help"] });
  const { entries, untracked, behind } = await expectedIndex(workspace, file);
  if (behind.length > 0) throw registryBehind(behind);
  const text = indexText(entries);
  if (print === undefined) replaceFile(join(workspace.repository.root, file), text);
  else print(text);
  return answer({ file, files: entries.length, untracked });
}

/** Compares a written index with the registry; one that is missing or unreadable lacks everything. Throws V7-F042 for an undecided merge. */
export async function checkIndex(workspace: Workspace, request: IndexRequest): Promise<Answer<ExportCheckOutput>> {
  const { file = usualIndexFile } = request;
  const { entries, untracked, behind } = await expectedIndex(workspace, file);
  // A checkout may have it with other line ends than git keeps.
  const text = readTextFile(join(workspace.repository.root, file))?.replaceAll("\r\n", "\n");
  refuseUndecided(file, text);
  const written = new Map(writtenEntries(text).map((line) => [line.path, JSON.stringify(line)]));
  const known = new Set(entries.map(({ path }) => path));
  return answer({
    file,
    files: entries.length,
    added: [...entries.map(({ path }) => path), ...behind].filter((path) => !written.has(path)),
    changed: entries
      .filter((entry) => written.has(entry.path) && written.get(entry.path) !== JSON.stringify(entry))
      .map(({ path }) => path),
    removed: [...written.keys()].filter((path) => !known.has(path) && !behind.includes(path)),
    untracked,
    behind,
    current: behind.length === 0 && text === indexText(entries),
  });
}

function registryBehind(behind: readonly string[]): Failure {
  const [first = ""] = behind;
  const what = behind.length === 1 ? first : `${first} and ${behind.length - 1} more`;
  return new Failure("V7-F043", `the registry does not know ${what} as it is now; nothing was written`, {
    next: ["v7 scan, then: v7 export index"],
  });
}

/** A merge that git left to a person is neither side's index. */
function refuseUndecided(file: string, text: string | undefined): void {
  const line = (text ?? "").split("\n").findIndex((found) => /^<{7}(?: |$)/.test(found)) + 1;
  if (line === 0) return;
  throw new Failure("V7-F042", `${file}:${line}: a merge of it has not been decided`, {
    next: ["v7 scan, then: v7 export index, which writes it for both sides"],
  });
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
