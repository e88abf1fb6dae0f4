import type { Address } from "../model/address.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { DriftEntry, DriftOutput, MachineExpectation } from "../model/output/drift.ts";
import type { Drift } from "../model/plan.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { recordNameText } from "../postgres/attribution.ts";
import { auditNames } from "../engine/audit/audit-names.ts";
import { type MachineReport, readMachines } from "../nodes/machines.ts";
import { decide, everything } from "../engine/plan/decide.ts";
import { attributed } from "../engine/plan/explain-plan.ts";
import { readValidState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { undeclaredChanges } from "./undeclared-changes.ts";
import { withWorld } from "../workspace/world.ts";

/** What differs from the last apply without a document saying so: exactly the drift and conflicts of a plan, and machines. */
export async function findDrift(workspace: Workspace): Promise<Answer<DriftOutput>> {
  const state = await readValidState(workspace);
  return withWorld(workspace, async (world, connection) => {
    const plan = decide(workspace, { state, world }, everything);
    const drift = await attributed({ workspace, connection }, plan.drift);
    const applies = await lastApplies(workspace, connection, drift);
    const machines = await readMachines(connection, world);
    return answer({
      database: workspace.database.describe(),
      drift: drift.flatMap((row) => driftEntries(row, applies.get(row.address) ?? null)),
      conflicts: plan.conflicts.map(({ address, kind, fields, message }) => ({ address, kind, fields, message })),
      machines: machines.flatMap(expectations),
      undeclared: await undeclaredChanges(workspace, state, connection),
    });
  });
}

/** One entry a field, or one for a whole row. */
function driftEntries(row: Drift, applyId: string | null): DriftEntry[] {
  const who = {
    changed_at: row.changedAt ?? null,
    changed_by: row.changedBy ?? null,
    application: row.application ?? null,
    last_apply_id: applyId,
  };
  const whole = { address: row.address, field: null, action: row.action, applied: null, live: null, ...who };
  if (row.action !== "changed") return [whole];
  return row.fields.map(({ field, applied, live }) => ({ ...whole, field, applied, live }));
}

function expectations({ address, node, observed_at, unmet }: MachineReport): MachineExpectation[] {
  return unmet.map((expectation) => ({ address, ...expectation, node, node_observed_at: observed_at }));
}

/** The apply that last wrote each resource. */
async function lastApplies(
  workspace: Workspace,
  connection: Connection,
  rows: readonly Drift[],
): Promise<Map<Address, string>> {
  const wanted = rows.flatMap((row) => auditNames(workspace, row));
  if (wanted.length === 0) return new Map();
  const found = await connection.query<{ table_affected: string; record_key: string; apply_id: string }>(
    readSql("routines/drift/applied-by.sql"),
    [JSON.stringify(wanted.map(({ table, recordKey }) => ({ table_affected: table, record_key: recordKey })))],
  );
  const applies = new Map(
    found.rows.map((row) => [recordNameText({ table: row.table_affected, recordKey: row.record_key }), row.apply_id]),
  );
  return new Map(
    rows.flatMap((row) => {
      const apply = auditNames(workspace, row).flatMap((name) => applies.get(recordNameText(name)) ?? [])[0];
      return apply === undefined ? [] : [[row.address, apply] as const];
    }),
  );
}
