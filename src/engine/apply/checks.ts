import { type Address, typedAddress } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import { canonicalJson } from "../../model/json.ts";
import type { Finding } from "../../model/finding.ts";
import { correctMoves, isDecidable, type Plan, type ResourceChange } from "../../model/plan.ts";
import { massDeletes } from "../../plan/mass-delete.ts";
import { type PlanFile, planOf } from "../../model/plan-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { appliedBy } from "../plan/plan-store.ts";
import type { Situation } from "../plan/decide.ts";
import type { Proposal } from "../plan/proposal.ts";
import type { ApplyRequest } from "./request.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** A plan that comes out differently now is not applied; one that was applied already is told apart. */
export async function refuseStale(connection: Connection, expected: PlanFile, actual: Plan): Promise<void> {
  if (expected.plan_id !== actual.planId)
    checkUnchanged(expected, actual, await appliedBy(connection, expected.plan_id));
}

function checkUnchanged(expected: PlanFile, actual: Plan, appliedBy: string | undefined): void {
  if (expected.plan_id === actual.planId) return;
  const before = planOf(expected);
  if (before.lineage !== actual.lineage) {
    throw new Failure("V7-P027", "the plan was made for another database, nothing written", {
      next: ["v7 plan"],
    });
  }
  if (appliedBy !== undefined) {
    throw new Failure(
      "V7-P030",
      `plan ${expected.plan_id.slice(0, 6)} was already applied by ${appliedBy.slice(0, 6)}, nothing written`,
      {
        next: ["v7 plan"],
      },
    );
  }
  throw new Failure("V7-P004", `the plan is stale, nothing written: ${whatMoved(before, actual).join("; ")}`, {
    next: ["v7 plan"],
  });
}

/** Break-glass opens gates that are closed, by their codes; anything else is a mistake. */
export function checkOverrides(
  { plan: { gates }, checkout }: Proposal,
  { overrides = [] }: Pick<ApplyRequest, "overrides">,
): void {
  const closed = new Set<string>([...gates, ...checkout].map(({ code }) => code));
  const idle = overrides.filter((code) => !closed.has(code));
  if (idle.length === 0) return;
  throw new Failure("V7-P035", `--override opens closed gates only, and ${idle.join(", ")} is none; nothing written`, {
    next: closed.size === 0 ? ["leave --override out"] : [`closed now: ${[...closed].join(", ")}`],
  });
}

/** Everything that keeps a plan from being applied now, whoever approves it: asked before consent, and under the locks. */
export function refuseClosed(
  workspace: Workspace,
  { plan, checkout, world, state }: Proposal,
  { overrides = [], allowMassDelete }: Pick<ApplyRequest, "overrides" | "allowMassDelete">,
): void {
  checkGates(plan, overrides);
  checkCheckout(workspace, checkout, overrides);
  checkMassDelete(plan, { world, state }, allowMassDelete);
}

/** What Policy asks of the checkout stops an apply where others share the database: exit 3. */
function checkCheckout({ database }: Workspace, checkout: readonly Finding[], overrides: readonly string[]): void {
  const [first, ...rest] = checkout.filter(({ code }) => !overrides.includes(code));
  if (first === undefined || !database.separatesLogins) return;
  throw new Failure(first.code, `${[first, ...rest].map(({ message }) => message).join("; ")}; nothing written`, {
    next: [`v7 explain ${first.code}`],
  });
}

/** Gates and conflicts stop an apply: exit 3. */
function checkGates({ gates: closed, conflicts }: Plan, overrides: readonly string[]): void {
  const gates = closed.filter(({ code }) => !overrides.includes(code));
  const [gate] = gates;
  if (gate) {
    const messages = gates.map(({ message }) => message).join("; ");
    throw new Failure(
      gate.code,
      `${gates.length === 1 ? "a gate is" : `${gates.length} gates are`} closed, nothing written: ${messages}`,
      {
        next: [`v7 explain ${gate.code}`],
      },
    );
  }
  const [conflict] = conflicts;
  if (!conflict) return;
  const reasons = new Set(conflicts.map(({ message }) => message));
  throw new Failure("V7-P016", `${[...reasons].join("; ")}; nothing written`, {
    next: [
      ...(conflicts.every(isDecidable) ? [] : [correctMoves]),
      ...waysToDecide(conflicts.filter(isDecidable).map(({ address }) => typedAddress(address))),
    ],
  });
}

function waysToDecide(addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  return [
    `v7 pull ${addresses.join(" ")} --theirs takes the rows' values`,
    `v7 apply --force-conflicts ${addresses.join(" ")} takes the documents'`,
  ];
}

/** Removing much of a kind at once must be said with its number. */
function checkMassDelete({ changes }: Plan, { world, state }: Situation, allowed: number | undefined): void {
  if (state.documents.length === 0 && changes.some(({ action }) => action === "delete")) {
    throw new Failure("V7-P006", "no document is left in state/ and v7 does not empty a database, nothing written");
  }
  const refused = massDeletes(changes, world).find(({ count }) => count > (allowed ?? 0));
  if (refused === undefined) return;
  const { kind, count, applied } = refused;
  throw new Failure("V7-P005", `${count} of ${applied} ${kind} resources would be removed, nothing written`, {
    next: [`v7 apply --approved --allow-mass-delete ${count}`],
  });
}

/** What differs between the plan that was agreed to and the one that comes out now. */
function whatMoved(before: Plan, actual: Plan): string[] {
  const rows = differingAddresses(before.changes, actual.changes);
  const gates = actual.gates.filter(
    (gate) => !before.gates.some((old) => old.code === gate.code && old.address === gate.address),
  );
  const parts = [
    ...(rows.length === 0 ? [] : [`${shortList(rows)} changed since it was made`]),
    ...gates.map(({ message, code }) => `${message} [${code}]`),
  ];
  return parts.length === 0 ? ["approvals or gates it rests on changed"] : parts;
}

function differingAddresses(before: readonly ResourceChange[], actual: readonly ResourceChange[]): Address[] {
  const sealOf = ({ action, before: from, after }: ResourceChange): string =>
    canonicalJson({ action, before: from, after });
  const left = new Map(before.map((change) => [change.address, sealOf(change)]));
  const right = new Map(actual.map((change) => [change.address, sealOf(change)]));
  const all = new Set([...left.keys(), ...right.keys()]);
  return [...all].filter((address) => left.get(address) !== right.get(address));
}

function shortList(addresses: readonly Address[]): string {
  return addresses.length > 5
    ? `${addresses.slice(0, 5).join(", ")} and ${addresses.length - 5} more`
    : addresses.join(", ");
}
