/** What happened while a session lasted. */
export interface SessionStats {
  readonly files_created: number;
  readonly files_modified: number;
  readonly files_deleted: number;
  readonly commits: number;
  readonly log_entries: number;
}

/** A person's or an agent's stretch of work. */
export interface Session {
  readonly id: number;
  readonly actor: string;
  readonly title: string | null;
  /** `abandoned`: somebody else ended it, because its own actor did not. */
  readonly status: "active" | "ended" | "abandoned";
  /** ISO 8601, UTC. */
  readonly started_at: string;
  /** ISO 8601, UTC; null while it lasts. */
  readonly ended_at: string | null;
  /** From the repository's root. */
  readonly log_path: string | null;
  readonly stats: SessionStats;
}
