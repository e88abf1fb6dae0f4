import { typedAddress } from "../../model/address.ts";
import type { Finding } from "../../model/finding.ts";
import type { Conflict, Drift, Plan } from "../../model/plan.ts";
import { attribute, recordNameText } from "../../postgres/attribution.ts";
import type { DeclaredState } from "../../workspace/state.ts";
import { auditNames } from "../audit/audit-names.ts";
import { locateChanges } from "./change-places.ts";
import type { Standing } from "./proposal.ts";

/** Adds what a person wants to know and no decision rests on: where to edit, and who changed rows outside. */
export async function explainPlan(standing: Standing, state: DeclaredState, plan: Plan): Promise<Plan> {
  const drift = await attributed(standing, plan.drift);
  const changes = await locateChanges(state, plan.changes);
  return { ...plan, changes, drift, findings: [...state.findings, ...plan.findings, ...revertsOfAddedRows(plan)] };
}

/** Who changed each row outside v7, where the audit saw it: the latest change of what drifted. */
export async function attributed<Row extends Drift | Conflict>(
  { workspace, connection }: Standing,
  rows: readonly Row[],
): Promise<Row[]> {
  const names = rows.flatMap((row) => auditNames(workspace, row));
  const known = await attribute(connection, names);
  return rows.map((row) => {
    const found = auditNames(workspace, row).flatMap((name) => known.get(recordNameText(name)) ?? []);
    return { ...row, ...found.toSorted((left, right) => (left.changedAt < right.changedAt ? 1 : -1))[0] };
  });
}

function revertsOfAddedRows({ drift, reverts }: Plan): Finding[] {
  return drift
    .filter(({ action, address }) => action === "added" && reverts.includes(address))
    .map(({ address }) => ({
      severity: "warning",
      code: "V7-P013",
      message: `${address} is in no document; v7 never deletes such a row. Adopt it with v7 adopt ${typedAddress(address)}`,
      address,
    }));
}
