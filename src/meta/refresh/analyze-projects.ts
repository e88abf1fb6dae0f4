import { readFile } from "node:fs/promises";
import { progress } from "../../model/work-event.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { onDisk, type ReadInventory } from "../projects/read-inventory.ts";
import { analyzerVersion, type FileAnalysis } from "../signals/analysis.ts";
import { analyzeFiles } from "../signals/analyze.ts";
import type { Run } from "./run.ts";

/** How many files were read by a parser now, and how that went. */
export interface Analyzed {
  readonly files: number;
  readonly by_status: Readonly<Record<string, number>>;
}

/** Analyses are kept in batches: what is cut off loses the last one alone. */
const batchLength = 500;

/** Analyzes the files whose bytes no parser of this version has seen. In a rehearsal they are counted, and not read. */
export async function analyzeProjects(
  workspace: Pick<Workspace, "signal" | "tell">,
  connection: Connection,
  { run, inventory, root }: { readonly run: Run; readonly inventory: ReadInventory; readonly root: string | undefined },
): Promise<Analyzed> {
  const waiting = (await run.step("place", () => filesToAnalyze(connection))).filter((file) => isIn(root, file));
  if (run.id === null || waiting.length === 0) return { files: waiting.length, by_status: {} };
  const byId = new Map(waiting.map((file) => [file.id, file]));
  const counts = new Map<string, number>();
  let batch: AnalyzedFile[] = [];
  let done = 0;
  const keep = async (): Promise<void> => {
    const kept = batch;
    batch = [];
    if (kept.length === 0) return;
    const values = [run.id, analyzerVersion, JSON.stringify(kept)];
    await run.step("analyze", async () => connection.query(readSql("meta/store-analyses.sql"), values));
    done += kept.length;
    workspace.tell(progress("signals", { done, of: waiting.length }));
  };
  const asked = waiting.map((file) => ({
    id: file.id,
    path: registeredPath(file),
    read: () => readFile(onDisk(inventory, registeredPath(file)) ?? ""),
  }));
  for await (const { id, analysis } of analyzeFiles(asked, { signal: workspace.signal })) {
    const file = byId.get(id);
    if (file === undefined) continue;
    batch.push({
      file_id: id,
      project_path: file.project_path,
      file_path: file.file_path,
      sha256: file.sha256,
      analysis,
    });
    counts.set(analysis.status, (counts.get(analysis.status) ?? 0) + 1);
    if (batch.length >= batchLength) await keep();
  }
  await keep();
  return {
    files: waiting.length,
    by_status: Object.fromEntries([...counts].toSorted(([left], [right]) => (left < right ? -1 : 1))),
  };
}

interface FileToRead {
  /** Decimal text: bigint. */
  readonly id: string;
  readonly project_path: string;
  readonly file_path: string;
  readonly sha256: string;
}

interface AnalyzedFile extends Omit<FileToRead, "id"> {
  readonly file_id: string;
  readonly analysis: FileAnalysis;
}

/** Endings of files that may be source; those without one may say in their first line what they are. */
const endings = "py pyw ts mts cts tsx js mjs cjs jsx go rs java sh bash zsh ksh ps1 psm1".split(" ");

async function filesToAnalyze(connection: Connection): Promise<FileToRead[]> {
  const { rows } = await connection.query<FileToRead>(readSql("meta/files-to-analyze.sql"), [analyzerVersion, endings]);
  return rows;
}

function registeredPath({ project_path: project, file_path: path }: FileToRead): string {
  return project === "." ? path : `${project}/${path}`;
}

function isIn(root: string | undefined, { project_path: project }: FileToRead): boolean {
  if (root === undefined) return true;
  return root === "." ? !project.startsWith("@") : project === root || project.startsWith(`${root}/`);
}
