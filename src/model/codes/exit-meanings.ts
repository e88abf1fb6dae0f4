import type { Exit } from "./exits.ts";

/** What each exit means, in words. README's table begins each row with them. */
export const exitMeanings: Readonly<Record<Exit, string>> = {
  ok: "done, or in sync",
  error: "an error: wrong documents, wrong flags, a bug",
  changes: "there are changes or drift, of rows or of machines",
  refused: "refused: no approval, a closed gate, a conflict, a mass delete",
  stale: "the plan is stale, or the database belongs to another repository, is forbidden or, for an import, in use",
  locked: "another process holds the lock: an apply, a migration, a scan, a sync of the index",
  unavailable: "the database is unavailable, read-only, too old, or has another schema; or a service is away",
  unknownCommand: "unknown command",
  interrupted: "interrupted",
};
