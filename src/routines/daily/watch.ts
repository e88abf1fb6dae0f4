import type { DailyStanding } from "../../model/output/status.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type InstalledJob, readInstalledJob } from "./installed-job.ts";

/**
 * How the daily run of this repository stands: null where nobody ever wanted one. Called within a transaction. Where one was
 * taken out of its scheduler, only what ran since then is judged, and nobody waits for more.
 */
export async function readDailyStanding(
  { repository, now }: Pick<Workspace, "repository" | "now">,
  connection: Connection,
): Promise<DailyStanding | null> {
  const job = readInstalledJob(repository);
  const values = [job?.root ?? repository.root];
  const { rows } = await connection.query<Runs>(readSql("routines/daily/last.sql"), values);
  return judgeDaily(rows[0] ?? noRuns, job, now());
}

/** What `ingest_runs` has of a repository's daily runs. Times are ISO 8601, UTC. */
export interface Runs {
  /** Of the newest that ended, or was cut off; null where there is none. */
  readonly last_at: string | null;
  readonly last_status: "succeeded" | "partial" | "failed" | null;
  /** Why it did not succeed, the first thing first. */
  readonly reason: string | null;
  /** When the newest one that did all of its work began. */
  readonly good_at: string | null;
}

const noRuns: Runs = { last_at: null, last_status: null, reason: null, good_at: null };

/** What runs and the scheduler's job come to at a time. */
export function judgeDaily(runs: Runs, job: InstalledJob | undefined, now: Date): DailyStanding | null {
  if (job === undefined && runs.last_at === null) return null;
  const standing = { ...runs, scheduler: job?.scheduler ?? null };
  const isTakenOut = job !== undefined && job.scheduler === null;
  if (isTakenOut && (runs.last_at === null || runs.last_at < job.at)) return null;
  if (runs.last_status === "failed" || runs.last_status === "partial")
    return { ...standing, problem: "failed", next: "v7 daily" };
  // A job that was installed just now is not late because an older one was.
  const since = [runs.good_at, job?.at ?? null].reduce((left, right) => later(left, right), null);
  const isLate = !isTakenOut && since !== null && now.getTime() - Date.parse(since) > period + grace;
  if (!isLate) return { ...standing, problem: null, next: null };
  const next = job === undefined ? "v7 daily" : `v7 daily --install ${job.scheduler} --write`;
  return { ...standing, problem: runs.good_at === null ? "missing" : "late", next };
}

/** A run comes once a day, and may be a day late: machines are asleep at night. In milliseconds. */
const period = 86_400_000;
const grace = 86_400_000;

function later(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}
