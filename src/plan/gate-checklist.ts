import type { Address } from "../model/address.ts";
import type { Code } from "../model/codes/codes.ts";
import type { GateRule, GateViolation, Kinds, Projection } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { previewed, violationsOf } from "./gate-preview.ts";

/** A rule of a gate, and what becomes of it. */
export interface JudgedRule {
  readonly code: Code;
  /** `waits`: nothing is wrong, a person has yet to decide. */
  readonly state: "passed" | "failed" | "waits";
  /** The rule as it stands: `3 tasks are open`. */
  readonly says: string;
  /** What would have to change first. */
  readonly because: readonly Address[];
}

/**
 * Every rule between a resource and these values, those that it passes too, as the gates of an apply judge them: of the rows
 * as they stand, or with a plan on top. Empty where there is no such resource.
 */
export function gateChecklist(
  { kinds, projection }: { readonly kinds: Kinds; readonly projection: Projection },
  address: Address,
  values: Fields,
): readonly JudgedRule[] {
  const kind = kinds.ofAddress(address)?.name ?? "";
  if (!projection.all(kind).has(address)) return [];
  const violations = violationsOf(kinds, previewed(projection, address, values), address);
  const rules = kinds.all.flatMap(({ gateRules = [] }) => gateRules.filter((rule) => rule.of === kind));
  const known = new Set(rules.map(({ code }) => code));
  return [
    ...rules.map((rule) =>
      judged(
        rule,
        violations.find(({ code }) => code === rule.code),
      ),
    ),
    ...violations.filter(({ code }) => !known.has(code)).map(unnamed),
    proof(projection.unproven(address)),
  ].toSorted((left, right) => gravity[left.state] - gravity[right.state]);
}

/** All of them in a word: a rule is broken; only a person's decision is missing; every rule is kept. */
export function gateState(rules: readonly JudgedRule[]): "closed" | "waits" | "open" {
  if (rules.some(({ state }) => state === "failed")) return "closed";
  return rules.some(({ state }) => state === "waits") ? "waits" : "open";
}

/** What is missing comes first, and what only a person can give behind it. */
const gravity = { failed: 0, waits: 1, passed: 2 } as const;

function judged({ code, passed, open, waitsForPerson }: GateRule, violation: GateViolation | undefined): JudgedRule {
  if (violation === undefined) return { code, state: "passed", says: passed, because: [] };
  const { because } = violation;
  return { code, state: waitsForPerson === true ? "waits" : "failed", says: open(because.length), because };
}

/** A rule that only speaks where it is broken. */
function unnamed({ code, message, because }: GateViolation): JudgedRule {
  return { code, state: "failed", says: message, because };
}

function proof(unproven: readonly string[]): JudgedRule {
  const rule = { code: "V7-G023", because: [] } as const;
  if (unproven.length === 0) return { ...rule, state: "passed", says: "its row is as v7 applied it" };
  const says = `${unproven.join(", ")} ${unproven.length === 1 ? "stands" : "stand"} in its row otherwise than v7 applied`;
  return { ...rule, state: "failed", says };
}
