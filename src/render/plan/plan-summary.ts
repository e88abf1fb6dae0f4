import { deedOf } from "../../model/deed.ts";
import type { Plan, PlanSummary } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import type { PlanView } from "./plan-view.ts";
import { counted } from "../type/counts.ts";
import { shortId } from "../type/ids.ts";

/** The last line of a plan. Scripts read it: `Plan: 1 to add, 1 to change, 0 to destroy.` */
export function countLine({ add, change, destroy, drift, conflict }: PlanSummary): string {
  if (add + change + destroy + conflict > 0) return `Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`;
  if (drift > 0) return `No changes to apply. Drift: ${counted(drift, "row")}.`;
  return "No changes. The database matches the declared state.";
}

/** `Plan 3f9a1c needs: The Architect. Drift kept: 2 rows.`; undefined when there is nothing to apply. */
export function planLine(
  plan: Plan,
  { approvalsAreAdvisory = false, massDelete = null }: Pick<PlanView, "approvalsAreAdvisory" | "massDelete"> = {},
): string | undefined {
  if (plan.changes.length === 0) return undefined;
  const personas = [...new Set(plan.approvals.map(({ persona }) => escapeControls(persona)))];
  const asks = approvalsAreAdvisory ? "asks for" : "needs";
  const needs =
    personas.length > 0 ? ` ${asks}: ${personas.join(", ")}${approvalsAreAdvisory ? " (advisory here)" : ""}` : "";
  const ready =
    (personas.length === 0 || approvalsAreAdvisory) && plan.gates.length === 0 && plan.conflicts.length === 0;
  const verb = deedOf(plan.changes)?.carriedOutBy ?? "v7 apply";
  const consent = massDelete === null ? "--approved" : `--approved --allow-mass-delete ${massDelete}`;
  const next = ready ? [`Next: ${verb} ${shortId(plan.planId)} ${consent}`] : [];
  return [`Plan ${shortId(plan.planId)}${needs}.`, ...driftKept(plan), ...next].join(" ");
}

function driftKept(plan: Plan): string[] {
  const kept = plan.drift.filter(({ decision }) => decision === "kept").length;
  return kept === 0 ? [] : [`Drift kept: ${counted(kept, "row")}.`];
}
