import type { Unit } from "../../../model/output/daily-units.ts";
import type { Account } from "../../../system/system.ts";
import type { Job, JobIdentity } from "../job.ts";

/** Where things are installed: all of it is the person's own, and nothing is the system's. */
export interface InstallPlace {
  readonly home: string;
  /** `~/.config`, or what XDG_CONFIG_HOME says. */
  readonly settings: string;
  readonly account: Account;
  /** Whether the person's systemd goes on when they log out. */
  readonly staysWithoutSession: boolean;
  /** The scheduler's own tool. */
  readonly tool: string;
}

/** What was installed, and what the person has to know of it. */
export interface Installed {
  /** Paths of files, or the person's table. */
  readonly written: readonly string[];
  readonly notes: readonly string[];
}

/** Somebody who can start jobs. */
export interface Scheduler {
  /** The name of its tool. */
  readonly tool: string;
  /** What it needs. No secret is in it. */
  units(job: Job): Unit[];
  /** Hands them over; V7-F032 when the tool refuses. Doing it again changes nothing. */
  install(job: Job, place: InstallPlace): Promise<Installed>;
  /** Takes a job out, and tells what was removed: nothing where there is none. */
  uninstall(job: JobIdentity, place: InstallPlace): Promise<readonly string[]>;
}
