import { existsSync } from "node:fs";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Job } from "./job.ts";

/**
 * What to do so that the job finds the database that this process finds: no scheduler sees the variables of a shell, and
 * without them the job would work on another database, or on none. No value is told.
 */
export function databaseNote({ config, variable }: Workspace, { environmentFile }: Job): string[] {
  if (existsSync(environmentFile)) return [];
  const declared = config.database.url?.startsWith("env:") ? [config.database.url.slice("env:".length)] : undefined;
  const set = (declared ?? variablesOfDatabase).filter((name) => Boolean(variable(name)));
  if (set.length === 0) return [];
  const verb = set.length === 1 ? "is" : "are";
  return [
    `${set.join(", ")} ${verb} set here and will not be when the job runs: write NAME=VALUE lines to ${environmentFile}, mode 0600.`,
  ];
}

/** Those that say where the database is. */
const variablesOfDatabase = [
  "V7_DATABASE_URL",
  "V7_READ_DATABASE_URL",
  "DATABASE_URL",
  "META_DB_PATH",
  "PGHOST",
  "PGPORT",
  "PGDATABASE",
  "PGUSER",
  "PGPASSWORD",
  "PGPASSFILE",
  "PGSERVICE",
  "PGSSLMODE",
];
