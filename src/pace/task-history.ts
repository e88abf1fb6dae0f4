/** What a task's row says of where it stands. Undefined: nobody knows. */
export interface TaskState {
  readonly status: string | null | undefined;
  readonly phase: number | null | undefined;
}

/** The same with the row's own times, as ISO 8601 in UTC: nobody vouches for those. */
export interface TaskRow extends TaskState {
  readonly created: string | null;
  readonly completed: string | null;
}

/** A record of the audit about one task. */
export interface TaskRecord {
  readonly id: number;
  readonly key: string;
  readonly operation: "insert" | "update" | "delete";
  /** ISO 8601 in UTC, as all times here: they compare as text. */
  readonly at: string;
  /** What it changed, of a row's fields; null where there was no row. */
  readonly before: Partial<TaskRow> | null;
  /** The same afterwards; null where there is no row any more. */
  readonly after: Partial<TaskRow> | null;
}

/** Everything that is known of tasks at one moment. */
export interface History {
  /** The rows that are there, by key. */
  readonly rows: ReadonlyMap<string, TaskRow>;
  /** In the order of their ids. */
  readonly records: readonly TaskRecord[];
  readonly now: string;
  /** When the audit began on a table that was there before it; null: it was there from the table's first day. */
  readonly adopted: string | null;
  /** Until when a gap lasted at most, by its id: somebody closed a day then, and the row was as it is. */
  readonly seenGaps: ReadonlyMap<string, string>;
}
