import type { Address } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import type { BlameEntry, BlameOutput } from "../../model/output/blame.ts";
import type { RowEntry } from "../../model/output/history.ts";
import type { ReportReader } from "../../postgres/report-reader.ts";
import { withReports, type Workspace } from "../../workspace/workspace.ts";
import { findRecord, type RecordOfAddress } from "./record-of-address.ts";
import { readRowChanges } from "./row-changes.ts";

export interface BlameRequest {
  readonly address: Address;
  /** Dotted path in the spec; absent: every field that has a value. */
  readonly field?: string | undefined;
}

/** Where each field's present value comes from: the newest change that touched it. */
export async function blame(workspace: Workspace, { address, field }: BlameRequest): Promise<Answer<BlameOutput>> {
  const record = await findRecord(workspace, address);
  const { fields } = record.live;
  if (field !== undefined && !Object.hasOwn(fields, field)) {
    throw new Failure("V7-P017", `${address} has no field ${field}; it has ${Object.keys(fields).join(", ")}`);
  }
  const wanted = field === undefined ? Object.keys(fields).filter((name) => fields[name] !== null) : [field];
  const sources = await withReports(workspace, (reports) => sourcesOf(workspace, reports, record, wanted));
  return answer({ address, entries: wanted.map((name) => blameField(name, fields[name] ?? null, sources.get(name))) });
}

/** The newest change that touched each field. What came before all of them explains nothing, and is not read. */
async function sourcesOf(
  { kinds }: Workspace,
  reports: ReportReader,
  { names }: RecordOfAddress,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, RowEntry>> {
  const sources = new Map<string, RowEntry>();
  for (let before: string | undefined, isLast = false; !isLast && sources.size < wanted.length;) {
    const { entries, oldest } = await readRowChanges(kinds, reports, {
      names,
      outside: false,
      before,
      limit: changesPerPage,
    });
    for (const field of wanted) {
      const change = sources.get(field) ?? entries.find((entry) => isTouched(entry, field));
      if (change !== undefined) sources.set(field, change);
    }
    before = oldest;
    isLast = oldest === undefined;
  }
  return sources;
}

const changesPerPage = 500;

function isTouched({ action, fields }: RowEntry, field: string): boolean {
  return action === "insert" || fields.some((changed) => changed.field === field);
}

function blameField(field: string, value: Json, change: RowEntry | undefined): BlameEntry {
  return {
    field,
    value,
    apply_id: change?.apply_id ?? null,
    commit: change?.commit ?? null,
    actor: change?.changed_by ?? null,
    application: change?.application ?? null,
    at: change?.at ?? null,
  };
}
