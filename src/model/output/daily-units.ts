// Made from schemas/v1/output/daily-units.schema.json by npm run generate: edit that.

/** The units that start a job: the daily run, or the server. */
export interface DailyUnitsOutput {
  /** Who is to start it. */
  readonly scheduler: "systemd" | "launchd" | "cron";
  /** What the scheduler needs. */
  readonly units: readonly Unit[];
  /** What was installed; empty without --write. */
  readonly written: readonly string[];
  /** What was taken out by --uninstall. */
  readonly removed: readonly string[];
  /** What to know or to do so that the job runs as it would now. */
  readonly notes: readonly string[];
}

/** One file of a unit; cron's is a line of the person's table. */
export interface Unit {
  /** Its name. */
  readonly name: string;
  /** Its text. */
  readonly text: string;
}
