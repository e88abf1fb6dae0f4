import type { PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { printedPath } from "../../model/path-bytes.ts";
import { codeOfError } from "../../model/error-code.ts";
import { unfinishedName } from "../../model/unfinished-copy.ts";
import { copyFile, type CopyMeans, type CopyOutcome } from "./copy-file.ts";
import { type Folders, Obstacle, type OpenFolder } from "./folders.ts";
import type { System } from "../../system/system.ts";
import type { KnownCopy } from "./record-copies.ts";

/** Files of one folder that follow each other. */
export function runsOf(batch: readonly KnownCopy[]): KnownCopy[][] {
  const runs: KnownCopy[][] = [];
  let last: string | undefined;
  for (const entry of batch) {
    const folder = folderOf(entry.copy.target);
    if (folder === last) runs.at(-1)?.push(entry);
    else runs.push([entry]);
    last = folder;
  }
  return runs;
}

function folderOf(target: string): string {
  return target.slice(0, target.lastIndexOf("/") + 1);
}

type Copied = readonly [KnownCopy, CopyOutcome];

/** Of which plan files are copied, and who may give up on it. */
export interface CopyCall {
  readonly system: System;
  readonly planId: string;
  readonly signal: AbortSignal;
}

/**
 * Copies files of one folder, some at once, and flushes their names; a name that may be lost is not copied. Those that were
 * not begun when somebody gave up are left out.
 */
export async function copyTogether(
  entries: readonly KnownCopy[],
  folders: Folders,
  call: CopyCall,
): Promise<readonly Copied[]> {
  const [first] = entries;
  if (first === undefined) return [];
  try {
    const folder = folders.folderOf(printedPath(first.copy.target));
    const outcomes = await inTurns(entries, call, (entry, means) => copyInto(entry.copy, folder, call, means));
    folder.sync();
    return outcomes;
  } catch (error) {
    const outcome = failureOf(error);
    return entries.map((entry) => [entry, outcome] as const);
  }
}

function failureOf(error: unknown): CopyOutcome {
  if (error instanceof Obstacle) return { kind: "refused", because: error.message };
  const because = codeOfError(error);
  if (because === undefined) throw error;
  return { kind: "failed", because };
}

/** Several at once, each with a buffer of its own. */
async function inTurns(
  entries: readonly KnownCopy[],
  { system, signal }: CopyCall,
  work: (entry: KnownCopy, means: CopyMeans) => Promise<CopyOutcome>,
): Promise<Copied[]> {
  const outcomes: Copied[] = [];
  const waiting = entries.values();
  const turn = async (): Promise<void> => {
    const buffer = Buffer.allocUnsafeSlow(bufferLength);
    for (const entry of waiting) {
      if (signal.aborted) return;
      outcomes.push([entry, await work(entry, { system, buffer, signal })]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(filesAtOnce, entries.length) }, turn));
  return outcomes;
}

const filesAtOnce = 8;
const bufferLength = 1 << 18;

function copyInto(copy: PlannedCopy, folder: OpenFolder, { planId }: CopyCall, means: CopyMeans): Promise<CopyOutcome> {
  const target = printedPath(copy.target);
  const name = target.slice(target.lastIndexOf("/") + 1);
  return copyFile(copy, { folder, name, temporary: unfinishedName(planId, copy.target) }, means);
}
