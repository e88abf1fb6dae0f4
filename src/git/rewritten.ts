import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Repository } from "./repository.ts";

/** What an amend or a rebase made of a commit. */
export interface Rewritten {
  readonly from: string;
  readonly to: string;
}

/** What git told and nobody has recorded yet: the names of its notes, and what they say, the oldest first. */
export interface KeptRewritten {
  readonly names: readonly string[];
  readonly pairs: readonly Rewritten[];
}

/**
 * Keeps what git tells its hook `post-rewrite`, `OLD NEW` a line, until it is recorded: git tells it once, and history
 * does not show it. A note is there whole or not at all; the order of names is that of time.
 */
export function keepRewritten({ home }: Pick<Repository, "home">, told: string): void {
  if (pairsIn(told).length === 0) return;
  const folder = folderOf(home);
  mkdirSync(folder, { recursive: true });
  const milliseconds = performance.timeOrigin + performance.now();
  const name = `${milliseconds.toFixed(3).padStart(18, "0")}-${process.pid}`;
  const draft = join(folder, `${name}${draftEnding}`);
  writeFileSync(draft, told, { flush: true });
  renameSync(draft, join(folder, name));
}

/** What is kept now. */
export function readRewritten({ home }: Pick<Repository, "home">): KeptRewritten {
  const folder = folderOf(home);
  const names = namesIn(folder)
    .filter((name) => !name.endsWith(draftEnding))
    .toSorted();
  return { names, pairs: names.flatMap((name) => pairsIn(textOf(join(folder, name)))) };
}

/**
 * Forgets notes that are recorded, the oldest first: whoever reads meanwhile, or after a crash in between, finds the
 * later word on a commit wherever there is an earlier one.
 */
export function forgetRewritten({ home }: Pick<Repository, "home">, names: readonly string[]): void {
  for (const name of names) {
    try {
      rmSync(join(folderOf(home), name), { force: true });
    } catch {
      // Another person's note in a clone that several share: its writer forgets it. To record it twice changes nothing.
      return;
    }
  }
}

const draftEnding = ".draft";

function folderOf(home: string): string {
  return join(home, "rewritten");
}

function pairsIn(text: string): Rewritten[] {
  return text.split("\n").flatMap((line) => {
    const [, from, to] = /^([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{40}|[0-9a-f]{64})(?: |$)/.exec(line) ?? [];
    return from && to ? [{ from, to }] : [];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty once somebody else has recorded and forgotten it. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
