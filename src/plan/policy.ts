import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { RequiredApproval, ResourceChange } from "../model/plan.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** The Policy in force: the one applied last, never the one a plan is about to apply. */
export interface PolicyInForce {
  /** Kinds whose drift is reverted without being named. */
  revertsDriftOf(kind: string): boolean;
  requiredApprovals(changes: readonly ResourceChange[]): RequiredApproval[];
}

export function policyInForce(snapshot: Snapshot): PolicyInForce {
  const fields = snapshot.applied.get(policyAddress)?.fields ?? {};
  const drift = asObject(fields.drift);
  const rules = asArray(fields.approvals).map((rule, index) => ({
    name: `${policyAddress}#approvals[${index}]`,
    rule: asObject(rule),
  }));
  return {
    revertsDriftOf: (kind) => (asObject(drift.kinds)[kind] ?? drift.default) === "revert",
    requiredApprovals: (changes) => rules.flatMap(({ name, rule }) => approvalsOf(name, rule, changes)),
  };
}

/** The one Policy that counts, by name. */
const policyAddress = "policy/default";

function approvalsOf(name: string, rule: JsonObject, changes: readonly ResourceChange[]): RequiredApproval[] {
  const addresses = changes.filter((change) => concerns(asObject(rule.when), change)).map(({ address }) => address);
  if (addresses.length === 0) return [];
  return asArray(rule.by).map((persona) => ({
    persona: String(persona),
    rule: name,
    distinct: rule.distinct === true,
    addresses,
  }));
}

/** Every condition a rule names must hold; a rule without conditions concerns every change. */
function concerns(when: JsonObject, change: ResourceChange): boolean {
  const field = change.fields.find((candidate) => candidate.field === when.field);
  return (
    (when.kind === undefined || when.kind === change.kind) &&
    (when.action === undefined || when.action === change.action) &&
    (when.field === undefined || field !== undefined) &&
    (when.to === undefined || field?.after === when.to)
  );
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
