import { realpathSync } from "node:fs";
import { profileNamed } from "../../files/places/profiles.ts";
import { rulesOf } from "../../files/places/rules.ts";
import { excludeFromGit } from "../../git/exclude.ts";
import { ignoredAmong } from "../../git/ignored.ts";
import type { Document } from "../../model/document.ts";
import type { ConsolidateExecuteOutput, CopyLoss, CopyProblem } from "../../model/output/consolidate-execute.ts";
import type { PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { progress } from "../../model/work-event.ts";
import { Failure } from "../../model/failure.ts";
import { unfinishedPattern } from "../../model/unfinished-copy.ts";
import { readSql } from "../../system/package-file.ts";
import { bytePath, printedPath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import type { CopyOutcome } from "./copy-file.ts";
import { copyTogether, runsOf } from "./copy-together.ts";
import { readBeside } from "./beside.ts";
import { type Folders, openFolders } from "./folders.ts";
import { refuseWithoutHardLinks } from "./hard-links.ts";
import { isHere, type Machine, thisMachine } from "../machine.ts";
import {
  type Consent,
  type KnownCopy,
  recordApproved,
  recordCopied,
  recordProblems,
  type Registering,
} from "./record-copies.ts";
import { readSourceRows, type SourceRow } from "./source-rows.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { hostility } from "./targets.ts";
import { type Sweeper, sweeperOf } from "./unfinished.ts";
import { recordRun } from "../runs.ts";

export interface ExecuteRequest {
  readonly planId: string;
  readonly copies: readonly PlannedCopy[];
  readonly consent: Consent;
  /** What says where copied files belong. */
  readonly documents: readonly Document[];
}

/**
 * Copies the files of a plan that was admitted. It may be interrupted anywhere: running it again does what is left, and says so
 * when the caller gives up: what is home by then is recorded and counted. Throws Failures: 1 for another machine's plan, 3 for
 * targets that no plan of v7's has and for file systems without hard links, 4 where a later plan has taken its place, 5
 * while it is being executed already.
 */
export async function execute(workspace: Workspace, request: ExecuteRequest): Promise<ConsolidateExecuteOutput> {
  const start = performance.now();
  refuseHostile(request.copies);
  refuseElsewhere(request.copies, thisMachine(workspace));
  // What is home by then is recorded, also when somebody gives up.
  const patient = { ...workspace, signal: new AbortController().signal };
  return withConnection(patient, "write", (keeper) =>
    inTransaction(keeper, { mode: "write" }, async () => {
      await lockPlan(keeper, request.planId);
      return withConnection(patient, "write", async (connection) => {
        const tally = await copyAll(connection, workspace, request);
        const execution = executionOf(request, tally, performance.now() - start);
        const isWhole = execution.problems.length === 0 && !workspace.signal.aborted;
        await recordRun(connection, { ...execution, pipeline: "consolidate", scope: execution.plan_id, isWhole });
        return execution;
      });
    }),
  );
}

/** A plan that was forged could name anything. */
function refuseHostile(copies: readonly PlannedCopy[]): void {
  for (const { target } of copies) {
    const because = hostility(printedPath(target));
    if (because === undefined) continue;
    throw new Failure("V7-K014", `the target ${target} ${because}; nothing was copied`, {
      next: ["v7 consolidate plan GROUP -o FILE.json"],
    });
  }
}

function refuseElsewhere(copies: readonly PlannedCopy[], machine: Machine): void {
  const away = copies.find(({ node }) => !isHere(node, machine));
  if (away === undefined) return;
  throw new Failure("V7-K002", `the files lie on ${away.node}, and this machine is ${machine.system.hostName()}`, {
    next: [`run it on ${away.node}`],
  });
}

async function lockPlan(keeper: Connection, planId: string): Promise<void> {
  const { rows } = await keeper.query<{ locked: boolean }>(readSql("consolidate/copy/lock-plan.sql"), [planId]);
  if (rows[0]?.locked === true) return;
  throw new Failure("V7-K015", `plan ${planId.slice(0, 6)} is being executed already`, {
    next: ["wait for the other one"],
  });
}

/** What became of the files so far. */
interface Tally {
  copied: number;
  present: number;
  bytes: number;
  /** Files of executions that were killed, which are removed. */
  swept: number;
  readonly problems: CopyProblem[];
  readonly losses: CopyLoss[];
}

async function copyAll(connection: Connection, workspace: Workspace, request: ExecuteRequest): Promise<Tally> {
  const { system, repository, signal } = workspace;
  const tally: Tally = { copied: 0, present: 0, bytes: 0, swept: 0, problems: [], losses: [] };
  const rows = await readRows(connection, request.copies);
  refuseSuperseded(request, rows);
  const known = request.copies.flatMap((copy): KnownCopy[] => {
    const row = rows.get(copy.source);
    if (row !== undefined && row.hash === copy.sha256) return [{ id: row.id, copy }];
    tally.problems.push({ ...named(copy), outcome: "skipped", because: "it changed since the inventory" });
    return [];
  });
  const root = bytePath(realpathSync.native(repository.root));
  const targets = known.map(({ copy }) => printedPath(copy.target));
  refuseWithoutHardLinks({ root, targets, planId: request.planId });
  excludeFromGit(repository, unfinishedPattern);
  await recordApproved(connection, known, request.consent);
  const registering = await registeringOf(workspace, request.documents, known);
  const folders = openFolders(system, root);
  const sweeper = sweeperOf(connection, folders, request.planId);
  try {
    for (let start = 0; start < known.length && !signal.aborted; start += filesPerBatch) {
      const batch = known.slice(start, start + filesPerBatch);
      const isFull = await copyBatch(connection, batch, {
        system,
        folders,
        sweeper,
        tally,
        registering,
        request,
        signal,
      });
      const done = Math.min(start + filesPerBatch, known.length);
      workspace.tell(progress("copies", { done, of: request.copies.length }));
      if (isFull) break;
    }
  } finally {
    folders.close();
  }
  return tally;
}

const filesPerBatch = 100;

async function readRows(connection: Connection, copies: readonly PlannedCopy[]): Promise<Map<string, SourceRow>> {
  const groups = new Map(copies.map(({ node, group }) => [`${node} ${group}`, { node, name: group }]));
  return inTransaction(connection, { mode: "read" }, async () => {
    const rows = new Map<string, SourceRow>();
    for (const group of groups.values()) {
      for (const row of await readSourceRows(connection, group)) rows.set(row.path, row);
    }
    return rows;
  });
}

/** A later plan of the group wants the same files elsewhere, or not at all. */
function refuseSuperseded({ copies, planId }: ExecuteRequest, rows: ReadonlyMap<string, SourceRow>): void {
  const moved = copies.filter(({ source, target, sha256 }) => {
    const row = rows.get(source);
    return row !== undefined && row.hash === sha256 && row.status !== "inventoried" && row.target !== target;
  });
  const [first] = moved;
  if (first === undefined) return;
  throw new Failure(
    "V7-K016",
    `plan ${planId.slice(0, 6)} is not the latest of ${first.group}: ${first.source} is not meant for ${first.target} any more; nothing was copied`,
    { next: [`v7 consolidate plan ${first.group} -o FILE.json`] },
  );
}

async function registeringOf(
  workspace: Workspace,
  documents: readonly Document[],
  known: readonly KnownCopy[],
): Promise<Registering> {
  const { repository, config } = workspace;
  return {
    rules: rulesOf(workspace, documents),
    profile: profileNamed(config.scan),
    ignored: await ignoredAmong(
      repository,
      known.map(({ copy }) => printedPath(copy.target)),
    ).catch(() => new Set<string>()),
    actor: await workspace.actor(),
  };
}

interface Copying {
  readonly system: System;
  readonly folders: Folders;
  readonly sweeper: Sweeper;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  readonly registering: Registering;
  readonly request: ExecuteRequest;
}

/** Copies some files, then records them together; answers whether there is no use in going on. */
async function copyBatch(
  connection: Connection,
  batch: readonly KnownCopy[],
  { system, folders, sweeper, tally, registering, request, signal }: Copying,
): Promise<boolean> {
  const home: KnownCopy[] = [];
  const failed: { id: string; outcome: CopyProblem["outcome"] }[] = [];
  let isFull = false;
  for (const together of runsOf(batch)) {
    if (together[0] !== undefined) tally.swept += await sweeper.sweep(printedPath(together[0].copy.target));
    for (const [entry, outcome] of await copyTogether(together, folders, { system, planId: request.planId, signal })) {
      if (take(tally, entry.copy, outcome)) home.push(entry);
      else if (outcome.kind === "skipped" || outcome.kind === "refused" || outcome.kind === "failed") {
        failed.push({ id: entry.id, outcome: outcome.kind });
        isFull ||= outcome.kind === "failed" && noUse.has(outcome.because);
      }
    }
    if (isFull) break;
  }
  noteAttributes(system, tally, home);
  await recordCopied(connection, home, registering, request.consent);
  await recordProblems(connection, failed);
  return isFull;
}

/** The next file would fare no better. */
const noUse: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS"]);

/** Whether the file is home now. */
function take(tally: Tally, copy: PlannedCopy, outcome: CopyOutcome): boolean {
  if (outcome.kind === "interrupted") return false;
  if (outcome.kind !== "copied" && outcome.kind !== "present") {
    tally.problems.push({ ...named(copy), outcome: outcome.kind, because: outcome.because });
    return false;
  }
  if (outcome.kind === "copied") {
    tally.copied += 1;
    tally.bytes += copy.size;
  } else tally.present += 1;
  if (outcome.lost.length > 0) tally.losses.push({ target: copy.target, lost: outcome.lost });
  return true;
}

function named({ source, target }: PlannedCopy): { readonly source: string; readonly target: string } {
  return { source, target };
}

function noteAttributes(system: System, tally: Tally, home: readonly KnownCopy[]): void {
  const found = readBeside(
    system,
    home.map(({ copy }) => printedPath(copy.source)),
  );
  for (const { copy } of home) {
    const lost = found.get(printedPath(copy.source));
    if (lost !== undefined) tally.losses.push({ target: copy.target, lost });
  }
}

function executionOf({ planId, copies }: ExecuteRequest, tally: Tally, milliseconds: number): ConsolidateExecuteOutput {
  const { copied, present, bytes, swept, problems, losses } = tally;
  const count = (outcome: CopyProblem["outcome"]): number =>
    problems.filter((entry) => entry.outcome === outcome).length;
  return {
    plan_id: planId,
    counts: {
      planned: copies.length,
      copied,
      bytes,
      present,
      swept,
      skipped: count("skipped"),
      refused: count("refused"),
      failed: count("failed"),
      losses: losses.length,
      duration_ms: Math.round(milliseconds),
    },
    problems,
    losses,
  };
}
