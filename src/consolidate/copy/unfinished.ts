import { unlinkSync } from "node:fs";
import { type BytePath, printablePath } from "../../model/path-bytes.ts";
import { codeOfError } from "../../model/error-code.ts";
import { planDigits, planOfUnfinished } from "../../model/unfinished-copy.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { type Folders, Obstacle, type OpenFolder } from "./folders.ts";

/** Removes what executions that were killed have left. */
export interface Sweeper {
  /** Looks at the folder of a target, once; answers how many files it removed. */
  sweep(target: BytePath): Promise<number>;
}

/**
 * A sweeper for the execution of a plan, whose lock is held. Files of another plan stay while somebody executes that: whoever
 * does holds its lock.
 */
export function sweeperOf(connection: Connection, folders: Folders, planId: string): Sweeper {
  const seen = new Set<string>();
  return {
    sweep: async (target) => {
      const path = target.slice(0, target.lastIndexOf("/") + 1);
      if (seen.has(path)) return 0;
      seen.add(path);
      const folder = openedFor(folders, target);
      if (folder === undefined) return 0;
      const left = Map.groupBy(folder.names(), (name) => planOfUnfinished(name) ?? "");
      left.delete("");
      let removed = 0;
      for (const [plan, names] of left) removed += await removeLeft(connection, folder, { plan, planId, names });
      return removed;
    },
  };
}

/** Whoever copies into it tells what is in the way. */
function openedFor(folders: Folders, target: BytePath): OpenFolder | undefined {
  try {
    return folders.folderOf(target);
  } catch (error) {
    if (error instanceof Obstacle || codeOfError(error) !== undefined) return undefined;
    throw new Error(`the folder of ${printablePath(target)} cannot be opened`, { cause: error });
  }
}

interface LeftFiles {
  readonly plan: string;
  readonly planId: string;
  readonly names: readonly string[];
}

async function removeLeft(
  connection: Connection,
  folder: OpenFolder,
  { plan, planId, names }: LeftFiles,
): Promise<number> {
  if (planId.startsWith(plan)) return removeAll(folder, names);
  // Written by an earlier version, whose names do not say enough to ask for the lock.
  if (plan.length < planDigits) return 0;
  return inTransaction(connection, { mode: "write" }, async () => {
    const { rows } = await connection.query<{ locked: boolean }>(readSql("consolidate/copy/lock-plan.sql"), [plan]);
    return rows[0]?.locked === true ? removeAll(folder, names) : 0;
  });
}

function removeAll(folder: OpenFolder, names: readonly string[]): number {
  return names.filter((name) => remove(folder, name)).length;
}

function remove(folder: OpenFolder, name: string): boolean {
  try {
    unlinkSync(folder.entry(name));
    return true;
  } catch {
    // It is gone, or stays: a scan tells of it.
    return false;
  }
}
