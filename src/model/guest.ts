/** A table that was there before v7 and now serves it too: what v7 added to it, and where it is not as v7 would have made it. */
export interface GuestTable {
  readonly table: string;
  /** Names of the columns v7 adds or has added. */
  readonly addedColumns: readonly string[];
  /** Names of v7's triggers on it. */
  readonly triggers: readonly string[];
  /** What v7's own table has and this one does not get: `index idx_subworkflow_status`, `constraint phase_status_check`. */
  readonly leftOut: readonly string[];
  /** Where it is wider or otherwise its owner's: `file_path is text, v7 expects character varying(500)`. */
  readonly differences: readonly string[];
}

/** An adoption as `--json` shows it. */
export interface GuestTableRow {
  readonly table: string;
  readonly added_columns: readonly string[];
  readonly triggers: readonly string[];
  readonly left_out: readonly string[];
  readonly differences: readonly string[];
}

/** The adoptions for `--json`. */
export function guestTableRows(adoptions: readonly GuestTable[]): GuestTableRow[] {
  return adoptions.map(({ table, addedColumns, triggers, leftOut, differences }) => ({
    table,
    added_columns: addedColumns,
    triggers,
    left_out: leftOut,
    differences,
  }));
}
