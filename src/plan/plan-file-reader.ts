import type { Code } from "../model/codes/codes.ts";
import { Failure } from "../model/failure.ts";
import type { Finding, FindingRow } from "../model/finding.ts";
import { type Json, parseJson } from "../model/json.ts";
import type {
  ClosedGate,
  ConflictField,
  DriftField,
  FieldChange,
  PlanSummary,
  RequiredApproval,
} from "../model/plan.ts";
import { planFormatVersion } from "../model/plan.ts";
import type { Conflict, ResourceChange, ResourceDrift } from "../model/output/plan-file.ts";
import type { PlanFile } from "../model/plan-file.ts";
import {
  bool,
  fieldsObject,
  integer,
  json,
  list,
  nullable,
  object,
  oneOf,
  type Problem,
  type Reader,
  record,
  text,
} from "./json-reader.ts";

/**
 * Reads a saved plan. Throws a `Failure` V7-P010 that lists every place where the text is not a plan; whether the plan
 * was edited is for its id to tell.
 */
export function parsePlanFile(content: string): PlanFile {
  const value = parseContent(content);
  refuseOtherFormats(value);
  const problems: Problem[] = [];
  const { command: _, ...file } = printedPlan(value, "", problems);
  if (problems.length > 0) throw notAPlan(problems);
  return file;
}

function parseContent(content: string): unknown {
  try {
    return parseJson(content);
  } catch {
    throw notAPlan([{ at: "", message: "is not JSON" }]);
  }
}

function refuseOtherFormats(value: unknown): void {
  const version =
    typeof value === "object" && value !== null && "format_version" in value ? value.format_version : undefined;
  if (typeof version !== "number" || version === planFormatVersion) return;
  throw new Failure("V7-P010", `the plan has format ${version}, this v7 reads format ${planFormatVersion}`, {
    next: ["Plan again: v7 plan"],
  });
}

function notAPlan(problems: readonly Problem[]): Failure {
  const findings = problems.slice(0, 20).map(findingOf);
  const first = findings[0]?.message ?? "it is empty";
  return new Failure("V7-P010", `this is not a saved plan: ${first}`, { findings, next: ["Plan again: v7 plan"] });
}

function findingOf({ at, message }: Problem): Finding {
  return { severity: "error", code: "V7-P010", message: `${at === "" ? "the file" : at} ${message}` };
}

const field = object<FieldChange>({ field: text, before: json, after: json });
const driftField = object<DriftField>({ field: text, applied: json, live: json });
const conflictField = object<ConflictField>({ field: text, declared: json, applied: json, live: json });

const git: Reader<PlanFile["git"]> = object({ commit: nullable(text), branch: nullable(text), dirty: bool });

// A plan of a newer v7 may have codes that this one cannot explain: they are shown as they are.
const code = text as Reader<Code>;

const gate: Reader<ClosedGate> = object({ code, address: text, because: list(text), message: text });

const change: Reader<ResourceChange> = object(
  {
    address: text,
    kind: text,
    previous_address: nullable(text),
    change: object({
      actions: list(oneOf("create", "update", "delete"), 1),
      before: nullable(fieldsObject),
      after: nullable(fieldsObject),
      after_unknown: record(oneOf("set_on_apply", "set_on_apply_if_empty", "cleared")),
    }),
    fields: list(field),
    reason: oneOf("declared", "adopted", "moved", "reverted", "forced", "removed"),
    source: nullable(object({ file: text, line: integer })),
  },
  { sql: text },
);

const drift: Reader<ResourceDrift> = object({
  address: text,
  kind: text,
  action: oneOf("changed", "added", "removed"),
  fields: list(driftField),
  decision: oneOf("kept", "reverted"),
  changed_by: nullable(text),
  application: nullable(text),
  changed_at: nullable(text),
});

const conflict: Reader<Conflict> = object({
  address: text,
  kind: text,
  fields: list(conflictField),
  message: text,
});

const finding: Reader<FindingRow> = object({
  severity: oneOf("error", "warning"),
  code,
  message: text,
  file: nullable(text),
  line: nullable(integer),
  column: nullable(integer),
  address: nullable(text),
  repairable: bool,
});

const approval: Reader<RequiredApproval> = object({ persona: text, rule: text, distinct: bool, addresses: list(text) });

const summary: Reader<PlanSummary> = object({
  add: integer,
  change: integer,
  destroy: integer,
  drift: integer,
  conflict: integer,
});

/** `plan --json` prints the command beside the plan; what it prints can be applied too. */
const printedPlan: Reader<PlanFile & { readonly command?: string }> = object<
  PlanFile,
  { readonly command: string; readonly detail: Json }
>(
  {
    // Another one was refused before.
    format_version: integer as Reader<typeof planFormatVersion>,
    plan_id: text,
    tool_version: text,
    created_at: text,
    git,
    database: object({ name: text, lineage: text }),
    targets: list(text),
    reverts: list(text),
    forced_conflicts: list(text),
    gates: list(gate),
    resource_changes: list(change),
    resource_drift: list(drift),
    conflicts: list(conflict),
    findings: list(finding),
    approvals_required: list(approval),
    summary,
  },
  { command: text, detail: json },
);
