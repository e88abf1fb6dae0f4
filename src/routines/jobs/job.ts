import { createHash } from "node:crypto";

/** What a scheduler is to start, and with what: all of it absolute, because schedulers know no PATH and no home folder. */
export interface Job {
  readonly task: JobTask;
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

/** What a job does. */
export interface JobTask {
  readonly name: "daily" | "maintain" | "serve" | "campaign" | "index-audit";
  /** As people read it: `daily maintenance`. */
  readonly title: string;
  /** v7's own words. */
  readonly words: readonly string[];
  /** When it runs; `always`: it is to run all the time. */
  readonly when: "always" | JobTime;
}

/** A time of the day, of every day, or of one of the week or the month. Schedulers that can make up for a missed run do. */
export interface JobTime {
  readonly hour: number;
  readonly minute: number;
  readonly on: "day" | "monday" | "first";
}

/** The maintenance of every day. */
export const dailyTask: JobTask = {
  name: "daily",
  title: "daily maintenance",
  words: ["daily"],
  when: { hour: 5, minute: 0, on: "day" },
};

/** What rolls measurements up. */
export const maintainTask: JobTask = {
  name: "maintain",
  title: "roll-up of measurements",
  words: ["maintain"],
  when: { hour: 5, minute: 20, on: "day" },
};

/** The campaign of every week. */
export const campaignTask: JobTask = {
  name: "campaign",
  title: "weekly campaign",
  words: ["enrich", "campaign", "--execute"],
  when: { hour: 5, minute: 40, on: "monday" },
};

/** The look at the indexes of every month. */
export const indexAuditTask: JobTask = {
  name: "index-audit",
  title: "monthly index audit",
  words: ["enrich", "index-audit"],
  when: { hour: 6, minute: 0, on: "first" },
};

/** A server at a port, and at a second one where that is asked for. */
export function serveTask(ports: { readonly port: number; readonly alsoPort?: number | undefined }): JobTask {
  const also = ports.alsoPort === undefined ? [] : ["--also-port", String(ports.alsoPort)];
  return { name: "serve", title: "server", words: ["serve", "--port", String(ports.port), ...also], when: "always" };
}

/** What names a job: what it does, and for which repository. */
export interface JobIdentity {
  readonly root: string;
  readonly task: Pick<JobTask, "name">;
}

/** A name of its own for each repository, so that several can be maintained by one person. */
export function jobName({ root, task }: JobIdentity): string {
  return `v7-${task.name}-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`;
}

/** The words that start the job, whatever the environment is. */
export function wordsOf({ node, v7, root, environmentFile, gitFolder, task }: Job): string[] {
  const path = gitFolder === undefined ? [] : ["/usr/bin/env", `PATH=${[gitFolder, ...usualFolders].join(":")}`];
  return [...path, node, `--env-file-if-exists=${environmentFile}`, v7, "--repo", root, ...task.words];
}

/** Whether every scheduler looks for programs there: cron is the one that looks in fewest places. */
export function isUsualFolder(folder: string): boolean {
  return folder === "/usr/bin" || folder === "/bin";
}

const usualFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
