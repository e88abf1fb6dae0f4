// Made from schemas/v1/output/daily-units.schema.json by npm run generate: edit that.

/** The steps of the run, or the units that start it. */
export interface DailyUnitsOutput {
  /** With --install: what the scheduler needs. */
  readonly units: readonly {
    /** Its name. */
    readonly name: string;
    /** Its text. */
    readonly text: string;
  }[];
  /** With --write: what was installed. */
  readonly written: readonly string[];
}
