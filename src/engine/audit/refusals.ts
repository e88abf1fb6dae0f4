import type { RefusalEntry } from "../../model/output/history.ts";
import { readSql } from "../../system/package-file.ts";
import type { ReportReader } from "../../postgres/report-reader.ts";

export interface RefusalsRequest {
  /** ISO 8601. */
  readonly since?: string | undefined;
  /** ISO 8601: only what happened before this. */
  readonly until?: string | undefined;
  /** The program it was tried with. */
  readonly app?: string | undefined;
  /** A database login. */
  readonly by?: string | undefined;
  readonly address?: string | undefined;
  readonly limit: number;
}

/** What logins tried and were not allowed, the newest first. */
export async function readRefusals(reports: ReportReader, request: RefusalsRequest): Promise<RefusalEntry[]> {
  const { since, until, app, by, address, limit } = request;
  const values = [since ?? null, by ?? null, address ?? null, limit, until ?? null, app ?? null];
  const rows = await reports.read<Omit<RefusalEntry, "type">>(readSql("engine/audit/refusals.sql"), values);
  return rows.map(({ at, action, subject, login, application, because }) => ({
    type: "refusal",
    at,
    action,
    subject,
    login,
    application,
    because,
  }));
}
