import { lstatSync, type Stats } from "node:fs";
import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import { type BytePath, pathBelow, printedPath, systemPath } from "../../model/path-bytes.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { obstacleBefore } from "../../system/placed-file.ts";
import { foundFile } from "../../system/walk.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { rulesFrom, type RuleSources } from "../places/placement.ts";
import { outByName, type Root, scanRoots } from "../places/roots.ts";
import { inspectSmall, isElsewhere, isLarge } from "./inspect.ts";
import type { ScanJob } from "./job.ts";
import type { KnownFile } from "./known.ts";
import type { StagedFile } from "./scanned-row.ts";
import { isBelowOut } from "./sighting.ts";
import { lockRegistry, remove, store } from "./store.ts";
import type { Candidate, GoneFile } from "./survey.ts";
import { withoutWithheld } from "./withheld.ts";

/** A file as a commit left it. */
export interface CommittedFile {
  /** As the registry writes it. */
  readonly path: string;
  /** Hexadecimal SHA-256; null where the commit has no file there. */
  readonly hash: string | null;
}

/**
 * Brings the registry's rows of a commit's files to what a scan would make of them now, in the caller's transaction and before
 * it writes what the commit changed: that is what says so, and no change is told twice. Only what still is as the commit left
 * it is registered; what was edited since, what takes long to read and commits of very many files are a scan's. Files are
 * placed by the rules of the last whole scan, as every other row is: the next one sees when they have changed.
 *
 * @throws Failure, exit 5, while another session holds the registry
 */
export async function registerCommitted(
  workspace: Workspace,
  connection: Connection,
  files: readonly CommittedFile[],
): Promise<void> {
  if (files.length === 0 || files.length > mostFiles) return;
  const { known, sources } = await readRegistered(connection, files);
  if (sources === undefined) return;
  const job = jobOf(workspace, sources);
  const { there, gone } = lookAt(job, files, known);
  // Whoever finds all as it should be waits for nobody.
  if (there.length + gone.length === 0) return;
  // Files are read and rows are found by their paths once nobody else writes: what was seen before only says what to do.
  await lockSoon(connection);
  const run = { runId: null, actor: null, areChangesTold: true };
  if (there.length > 0) await store(connection, run, unchanged(job, there), workspace.signal);
  const missing = await withoutWithheld(job, { gone, problems: [] });
  if (missing.gone.length > 0)
    await remove(
      connection,
      run,
      missing.gone.map(({ id }) => id),
    );
}

/** Git waits for these to be read. */
const mostFiles = 1_000;

/** Git waits for this, too: not as long as a scan does. */
async function lockSoon(connection: Connection): Promise<void> {
  try {
    await lockRegistry(connection, "1s");
  } catch (error) {
    if (codeOfError(error) !== "55P03") throw error;
    throw new Failure("V7-F006", "another session keeps the file registry locked", {
      cause: error,
      next: ["v7 record"],
    });
  }
}

/** What the registry says before anything is looked at. */
interface Registered {
  readonly known: ReadonlyMap<string, KnownFile>;
  /** Before the first whole scan nothing is placed, and that scan places all; undefined where only a scan can tell. */
  readonly sources: RuleSources | undefined;
}

async function readRegistered(connection: Connection, files: readonly CommittedFile[]): Promise<Registered> {
  const values = [files.map(({ path }) => path)];
  const { rows } = await connection.query<RegisteredRow>(readSql("files/scan/known-paths.sql"), values);
  const {
    was_scanned: wasScanned,
    rules,
    files: rowsOfFiles,
  } = rows[0] ?? { was_scanned: false, rules: null, files: [] };
  return {
    known: new Map(rowsOfFiles.map(({ path, id, stamp }) => [path, { id, stamp, isSeen: false }])),
    sources: wasScanned ? (rules ?? undefined) : { layouts: [], projects: [] },
  };
}

interface RegisteredRow {
  readonly was_scanned: boolean;
  readonly rules: RuleSources | null;
  readonly files: readonly { readonly id: string; readonly path: string; readonly stamp: string }[];
}

function jobOf(workspace: Workspace, sources: RuleSources): ScanJob {
  // Node loads what `performance` is of at the first use; git waits for this.
  const began = process.uptime();
  return {
    workspace,
    request: {},
    roots: scanRoots(workspace),
    scopes: [],
    rules: rulesFrom(workspace, sources),
    outs: new Map(),
    hashLimit: 0,
    startedAt: workspace.now().getTime(),
    elapsed: () => (process.uptime() - began) * 1_000,
  };
}

/** A file that is there, and what the commit left. */
interface Kept {
  readonly candidate: Candidate;
  readonly hash: string;
}

/** What the registry does not say yet. */
interface Seen {
  readonly there: readonly Kept[];
  readonly gone: readonly GoneFile[];
}

function lookAt(job: ScanJob, files: readonly CommittedFile[], known: ReadonlyMap<string, KnownFile>): Seen {
  const there: Kept[] = [];
  const gone: GoneFile[] = [];
  const [root] = job.roots;
  if (root === undefined) return { there, gone };
  const isOut = outByName(root, job.workspace.repository);
  for (const { path, hash } of files) {
    const row = known.get(path);
    const inside = printedPath(path);
    const status = statusOf(root, inside);
    if (hash === null) {
      if (status === undefined && row !== undefined) gone.push({ id: row.id, path, root, isLeftOut: false });
    } else if (status !== undefined && (status.isFile() || status.isSymbolicLink())) {
      if (isOut(inside, false) || isBelowOut(inside, isOut)) continue;
      const file = { ...foundFile(pathBelow(root.directory, inside), status), path: inside };
      const candidate = { path, root, file, known: row };
      if (row?.stamp === file.stamp || isLarge(candidate) || isElsewhere(job, candidate)) continue;
      there.push({ candidate, hash });
    }
  }
  return { there, gone };
}

/** Undefined where nothing is. What lies behind a link is not the repository's. */
function statusOf({ directory }: Root, inside: BytePath): Stats | undefined {
  if (obstacleBefore(directory, inside) !== undefined) return undefined;
  return lstatSync(systemPath(pathBelow(directory, inside)), { throwIfNoEntry: false });
}

async function* unchanged(job: ScanJob, there: readonly Kept[]): AsyncGenerator<readonly StagedFile[]> {
  const hashes = new Map(there.map(({ candidate, hash }) => [candidate, hash]));
  const candidates = there.map(({ candidate }) => candidate);
  for await (const files of inspectSmall(job, candidates, () => undefined)) {
    const same = files.flatMap(({ candidate, staged }) =>
      staged !== null && staged.hash === hashes.get(candidate) ? [staged] : [],
    );
    if (same.length > 0) yield same;
  }
}
