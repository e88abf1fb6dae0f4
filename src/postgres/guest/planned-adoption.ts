/** An adoption that has not happened yet: of a table that was there before v7 and will serve it too. */
export interface PlannedAdoption {
  readonly table: string;
  /** Names of the columns v7 adds. */
  readonly addedColumns: readonly string[];
  /** `ADD COLUMN …`, one for each added column. */
  readonly clauses: readonly string[];
  /** Names of v7's triggers on it. */
  readonly triggers: readonly string[];
  /** What v7's own table has and this one does not get: `index idx_subworkflow_status`, `constraint phase_status_check`. */
  readonly leftOut: readonly string[];
  /** Where it is wider or otherwise its owner's: `file_path is text, v7 expects character varying(500)`. */
  readonly differences: readonly string[];
}
