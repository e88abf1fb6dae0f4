import { type Stats, lstatSync } from "node:fs";
import { agreeInSizeAndTime, foundFile, stampOf } from "../../system/walk.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { ConsolidateLeftOutput, LeftOriginal, UnsureOriginal } from "../../model/output/consolidate-left.ts";
import { progress } from "../../model/work-event.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { readSql } from "../../system/package-file.ts";
import { type BytePath, bytePath, printedPath, systemPath } from "../../model/path-bytes.ts";
import { isDataless } from "../../system/dataless.ts";
import type { System } from "../../system/system.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { declaredGroups, groupsNamed, type SourceGroup } from "../groups.ts";
import { groupsHere, thisMachine } from "../machine.ts";
import { readBeside } from "./beside.ts";
import { readBatch } from "../inventory/read-batch.ts";

export interface LeftRequest {
  /** Names of groups; none: all of this machine. */
  readonly groups: readonly string[];
}

/**
 * The originals that may be deleted: unchanged since they were read, and the repository holds their bytes in another file, which is
 * read to be sure; what else they have and no copy has is told. Deletes nothing: that is for a person.
 */
export async function leftOver(workspace: Workspace, request: LeftRequest): Promise<Answer<ConsolidateLeftOutput>> {
  const { documents } = await readValidState(workspace);
  const asked = groupsNamed(declaredGroups(documents), request.groups);
  const groups = groupsHere(asked, thisMachine(workspace), { areNamed: request.groups.length > 0 });
  const rows = await readCandidates(workspace, groups);
  const root = bytePath(workspace.repository.root);
  const hashOf = rememberedHashes(workspace.signal);
  const sure: Candidate[] = [];
  const unsure: UnsureOriginal[] = [];
  for (const [done, row] of rows.entries()) {
    workspace.tell(progress("left", { done, of: rows.length }));
    const because = await doubt(row, `${root}/${printedPath(row.kept)}`, { system: workspace.system, hashOf });
    if (because === undefined) sure.push(row);
    else unsure.push({ source: row.path, because });
  }
  const left = withLost(workspace, sure);
  const bytes = left.reduce((sum, { size }) => sum + size, 0);
  return answer({ counts: { files: left.length, bytes, unsure: unsure.length }, left, unsure });
}

/** The originals whose bytes the registry knows of another file. */
function readCandidates(workspace: Workspace, groups: readonly SourceGroup[]): Promise<readonly Candidate[]> {
  const values = [groups.map(({ node }) => node), groups.map(({ name }) => name)];
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      await connection.script(readSql("consolidate/be-patient.sql"));
      return (await connection.query<Candidate>(readSql("consolidate/copy/left.sql"), values)).rows;
    }),
  );
}

interface Candidate {
  readonly path: string;
  readonly hash: string;
  readonly size: string;
  readonly stamp: string | null;
  readonly device: string | null;
  readonly is_racy: boolean;
  /** In the repository. */
  readonly kept: string;
}

type HashOf = (path: BytePath, status: Stats) => Promise<string | undefined>;

interface Means {
  readonly system: System;
  readonly hashOf: HashOf;
}

/** Why the original must stay; undefined where it need not. */
async function doubt(row: Candidate, kept: BytePath, means: Means): Promise<string | undefined> {
  const path = printedPath(row.path);
  const original = look(path);
  const changed = "it changed since the inventory";
  if (original?.isFile() !== true || row.stamp === null || !agreeInSizeAndTime(stampOf(original), row.stamp))
    return changed;
  // Its stamp was too young to be trusted when it was read, what moves without content has moved, or another disk may be
  // mounted there now.
  const isUnsure = row.is_racy || stampOf(original) !== row.stamp || row.device !== String(original.dev);
  if (isUnsure && isAway(original, means)) return "its content is in iCloud";
  if (isUnsure && (await means.hashOf(path, original)) !== row.hash) return changed;
  return doubtOfCopy(row, { kept, original }, means);
}

interface Pair {
  readonly kept: BytePath;
  readonly original: Stats;
}

async function doubtOfCopy(row: Candidate, { kept, original }: Pair, means: Means): Promise<string | undefined> {
  const copy = look(kept);
  if (copy?.isFile() !== true) return `${row.kept} is not there any more`;
  if (copy.dev === original.dev && copy.ino === original.ino) return `${row.kept} is the same file`;
  if (copy.size === Number(row.size) && isAway(copy, means)) return `${row.kept} has its content in iCloud`;
  if (copy.size !== Number(row.size) || (await means.hashOf(kept, copy)) !== row.hash)
    return `${row.kept} has other content now`;
  const forkOf = means.system.resourceForkSize;
  return forkOf(printedPath(row.path)) === forkOf(kept) ? undefined : `its resource fork is not in ${row.kept}`;
}

/** Whether to read it would be to fetch it. */
function isAway({ size, blocks }: Stats, { system }: Means): boolean {
  return isDataless(system, { isLink: false, size, blocks });
}

/** What the originals have beside their bytes goes with them. */
function withLost({ system }: Workspace, rows: readonly Candidate[]): LeftOriginal[] {
  const beside = readBeside(
    system,
    rows.map(({ path }) => printedPath(path)),
  );
  return rows.map(({ path, kept, size }) => {
    return { source: path, kept, size: Number(size), lost: beside.get(printedPath(path)) ?? [] };
  });
}

function look(path: BytePath): Stats | undefined {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false });
  } catch {
    // A part of the path is no folder any more, or may not be entered: nothing can be said for sure.
    return undefined;
  }
}

/** Many originals may have one copy: it is read once. */
function rememberedHashes(signal: AbortSignal): HashOf {
  const known = new Map<string, string | undefined>();
  return async (path, status) => {
    const key = `${stampOf(status)} ${path}`;
    if (known.has(key)) return known.get(key);
    const [reading] = await readBatch([foundFile(path, status)], signal, () => undefined);
    const hash = typeof reading === "string" ? reading : reading?.kind === "content" ? reading.hash : undefined;
    known.set(key, hash);
    return hash;
  };
}
