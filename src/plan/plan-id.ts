import { sha256 } from "../model/digest.ts";
import { canonicalJson, type Json } from "../model/json.ts";
import { type Plan, planFormatVersion } from "../model/plan.ts";

/** What a plan id seals. The clock, versions, places and who drifted are outside, so the same change keeps its id. */
export type SealedPlan = Pick<
  Plan,
  "lineage" | "targets" | "reverts" | "forcedConflicts" | "changes" | "gates" | "approvals"
>;

/** SHA-256, in hex, of everything that decides what an apply writes and who must agree to it. */
export function planIdOf(plan: SealedPlan): string {
  return sha256(canonicalJson(sealOf(plan)));
}

function sealOf(plan: SealedPlan): Json {
  return {
    format_version: planFormatVersion,
    lineage: plan.lineage,
    targets: plan.targets,
    reverts: plan.reverts,
    forced_conflicts: plan.forcedConflicts,
    resource_changes: plan.changes.map((change) => ({
      address: change.address,
      action: change.action,
      moved_from: change.movedFrom ?? null,
      before: change.before,
      after: change.after,
    })),
    gates: plan.gates.map(({ code, address }) => ({ code, address })),
    approvals_required: plan.approvals.map(({ persona, rule, distinct }) => ({ persona, rule, distinct })),
  };
}
