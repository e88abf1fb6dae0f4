import type { Address } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { ApplyEntry, HistoryEntry, HistoryOutput } from "../../model/output/history.ts";
import type { ReportReader } from "../../postgres/report-reader.ts";
import { readSql } from "../../system/package-file.ts";
import { withReports, type Workspace } from "../../workspace/workspace.ts";
import { findRecord } from "./record-of-address.ts";
import { readRefusals } from "./refusals.ts";
import { readRowChanges } from "./row-changes.ts";

export interface HistoryRequest {
  readonly address?: Address | undefined;
  /** ISO 8601. */
  readonly since?: string | undefined;
  /** ISO 8601: only what happened before this. */
  readonly until?: string | undefined;
  /** Only entries of this sort. */
  readonly type?: HistoryEntry["type"] | undefined;
  /** Only what was done with this program; applies are `v7 apply`'s. */
  readonly app?: string | undefined;
  /** Only what happened outside applies. */
  readonly outside: boolean;
  /** An actor or a database role. */
  readonly by?: string | undefined;
  readonly limit: number;
}

/** Applies and the row changes behind v7's back, newest first; with an address, every change of that row. */
export async function history(workspace: Workspace, request: HistoryRequest): Promise<Answer<HistoryOutput>> {
  const { address, outside, limit, type, app } = request;
  const isMeant = (sort: HistoryEntry["type"]): boolean => type === undefined || type === sort;
  const names = address === undefined ? undefined : (await findRecord(workspace, address)).names;
  return withReports(workspace, async (reports) => {
    const hasApplies = names === undefined && !outside && (app === undefined || app === applying);
    const applies = hasApplies && isMeant("apply") ? await readApplies(reports, request) : [];
    const refusals = isMeant("refusal") ? await readRefusals(reports, request) : [];
    const changed = { ...request, names, outside: outside || names === undefined };
    const rows = isMeant("change") ? (await readRowChanges(workspace.kinds, reports, changed)).entries : [];
    const entries = [...applies, ...rows, ...refusals]
      .toSorted((left, right) => (left.at < right.at ? 1 : left.at > right.at ? -1 : 0))
      .slice(0, limit);
    return answer({ entries });
  });
}

/** What an apply is done with. */
const applying = "v7 apply";

async function readApplies(
  reports: ReportReader,
  { since, until, by, limit }: HistoryRequest,
): Promise<readonly ApplyEntry[]> {
  const values = [since ?? null, by ?? null, limit, until ?? null];
  const rows = await reports.read<ApplyRow>(readSql("engine/audit/applies.sql"), values);
  return rows.map((row) => ({
    type: "apply",
    at: row.at,
    apply_id: row.apply_id,
    plan_id: row.plan_id,
    status: row.status,
    because: row.because,
    actor: row.actor,
    commit: row.commit_sha,
    branch: row.branch,
    reason: row.reason,
    overrides: row.overrides,
    summary: row.summary,
  }));
}

interface ApplyRow {
  readonly apply_id: string;
  readonly plan_id: string | null;
  readonly status: ApplyEntry["status"];
  readonly because: string | null;
  readonly actor: string | null;
  readonly commit_sha: string | null;
  readonly branch: string | null;
  readonly reason: string | null;
  readonly overrides: readonly string[];
  readonly summary: ApplyEntry["summary"];
  readonly at: string;
}
