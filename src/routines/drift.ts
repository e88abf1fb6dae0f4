import type { Address } from "../model/address.ts";
import type { MachineReport } from "../model/machine.ts";
import { readSql } from "../system/package-file.ts";
import type { Conflict, Drift } from "../model/plan.ts";
import type { Connection } from "../postgres/connection.ts";
import { readWorld } from "../postgres/rows/read-world.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { recordNameText } from "../postgres/attribution.ts";
import { auditNames } from "../engine/audit/audit-names.ts";
import { readMachines } from "../nodes/machines.ts";
import { decide, everything } from "../engine/plan/decide.ts";
import { attributed } from "../engine/plan/explain-plan.ts";
import { readValidState } from "../workspace/state.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";

/** What differs from the last apply without a document saying so: exactly the drift and conflicts of a plan, and machines. */
export interface DriftReport {
  readonly drift: readonly Drift[];
  readonly conflicts: readonly (Conflict & Partial<Pick<Drift, "changedBy" | "application" | "changedAt">>)[];
  /** The apply that last wrote a resource. */
  readonly appliedBy: ReadonlyMap<Address, string>;
  /** Every machine, with what was not seen as it is declared. */
  readonly machines: readonly MachineReport[];
}

export async function findDrift(workspace: Workspace): Promise<DriftReport> {
  const state = await readValidState(workspace);
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const world = await readWorld(connection, workspace.kinds);
      const plan = decide(workspace, { state, world }, everything);
      const drift = await attributed({ workspace, connection }, plan.drift);
      const conflicts = await attributed({ workspace, connection }, plan.conflicts);
      const appliedBy = await lastApplies(workspace, connection, [...drift, ...conflicts]);
      return { drift, conflicts, appliedBy, machines: await readMachines(connection, world) };
    }),
  );
}

async function lastApplies(
  workspace: Workspace,
  connection: Connection,
  rows: readonly (Drift | Conflict)[],
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
