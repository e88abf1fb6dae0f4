import { createHash } from "node:crypto";

/** What a scheduler is to start, and with what: all of it absolute, because schedulers know no PATH and no home folder. */
export interface DailyJob {
  readonly node: string;
  /** v7's `bin/run.js`. */
  readonly v7: string;
  /** The repository's root. */
  readonly root: string;
  /** V7_DATABASE_URL and the like, a line each; read by Node where it is there, whoever starts the job. */
  readonly environmentFile: string;
  /** Where git lies, if that is not where schedulers look; undefined where it is. */
  readonly gitFolder?: string | undefined;
  /** Where what the job prints is kept, by schedulers that would lose it. */
  readonly logFolder: string;
}

/** The hour of every day's run; schedulers that can make up for a missed one do. */
export const dailyTime = { hour: 5, minute: 0 };

/** A name of its own for each repository, so that several can be maintained by one person. */
export function jobName(root: string): string {
  return `v7-daily-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;
}

/** The words that start the job, whatever the environment is. */
export function wordsOf({ node, v7, root, environmentFile, gitFolder }: DailyJob): string[] {
  const path = gitFolder === undefined ? [] : ["/usr/bin/env", `PATH=${[gitFolder, ...usualFolders].join(":")}`];
  return [...path, node, `--env-file-if-exists=${environmentFile}`, v7, "--repo", root, "daily"];
}

/** Whether every scheduler looks for programs there: cron is the one that looks in fewest places. */
export function isUsualFolder(folder: string): boolean {
  return folder === "/usr/bin" || folder === "/bin";
}

const usualFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
