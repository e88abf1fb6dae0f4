import type { ComparedExpectation, NodeCompareOutput } from "../../../src/model/output/node-compare.ts";
import type { KnownFact } from "../../../src/model/output/node-facts.ts";
import type { ListedNode } from "../../../src/model/output/node-list.ts";
import type { SymbolName } from "../../parts/symbols.ts";

/** The one symbol of a machine: what waits for a restart before anything else. */
export function machineSymbol({ state, pending_restart: restart }: ListedNode): SymbolName {
  if (state === "unknown") return "unknown";
  if (state === "differs") return "drift";
  return restart > 0 ? "restart" : "given";
}

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** What is so of one machine, the gravest first; its name is not in it. */
export function machineSentence(machine: ListedNode): string {
  const { state, pending_restart: restart, differing, unverified, observed_at: at } = machine;
  if (at === null) return "nobody has looked";
  if (state === "unknown") return "unknown";
  const parts = [
    differing > 0 ? many(differing, "thing differs", "things differ") : "",
    restart > 0 ? many(restart, "setting waits for a restart", "settings wait for a restart") : "",
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(", ");
  return unverified > 0 ? `as declared, as far as anybody has looked` : "as declared";
}

/** What is so of all of them. */
export function machinesTitle(machines: readonly ListedNode[]): string {
  if (machines.length === 0) return "No machine is declared";
  const bad = machines.filter(({ state, pending_restart: restart }) => state !== "ok" || restart > 0);
  if (bad.length === 0)
    return machines.length === 1
      ? `${machines[0]?.node} is as declared`
      : `All ${machines.length} machines are as declared`;
  const [unknown, known] = [
    bad.filter(({ state }) => state === "unknown"),
    bad.filter(({ state }) => state !== "unknown"),
  ];
  const differing = known.filter(({ state }) => state === "differs");
  const waiting = known.filter(({ state }) => state !== "differs");
  const parts = [
    said(differing, "is not as declared", "are not as declared"),
    said(waiting, "waits for a restart", "wait for a restart"),
    said(unknown, "is unknown", "are unknown"),
  ];
  return parts.filter(Boolean).join("; ");
}

/** `ALPHA and BETA wait for a restart`: by their names, as long as there are few. */
function said(machines: readonly ListedNode[], one: string, more: string): string {
  if (machines.length === 0) return "";
  const names = machines.map(({ node }) => node);
  const who = names.length > 3 ? `${names.length} machines` : names.join(", ").replace(/, ([^,]*)$/, " and $1");
  return `${who} ${names.length === 1 ? one : more}`;
}

/** Why nobody knows how a machine is: on which ways it did not answer, when, and what was said. */
export function unknownBecause({ machine, facts }: NodeCompareOutput): readonly KnownFact[] {
  return facts.filter(({ fact }) => machine.unreachable.some((way) => fact === `reach/${way}`));
}

/** What an expectation is about: the part of its fact before the slash. */
const groups: Readonly<Record<string, readonly [one: string, more: string]>> = {
  setting: ["setting", "settings"],
  software: ["software fact", "software facts"],
  service: ["service fact", "service facts"],
  database: ["database", "databases"],
};

/** `8 settings, 6 programs`: how many there are of each group. */
export function groupsSaid(expectations: readonly ComparedExpectation[]): string {
  const counts = Map.groupBy(expectations, ({ fact }) => fact.split("/")[0] ?? "");
  return [...counts]
    .map(([group, all]) => many(all.length, ...(groups[group] ?? (["thing", "things"] as const))))
    .join(", ");
}

/** The side of three that the two others do not bear out. */
export function sideAlone(expectation: ComparedExpectation): "configured" | "running" | "none" {
  if (expectation.state !== "differs" && expectation.state !== "pending_restart") return "none";
  const [declared, configured, running] = [expectation.declared, expectation.configured, expectation.running].map(
    (value) => JSON.stringify(value),
  );
  return running === declared && configured !== declared ? "configured" : "running";
}

/** Facts that stand in no comparison: what else was seen. */
export function otherFacts({ facts, expectations }: NodeCompareOutput): readonly KnownFact[] {
  const compared = new Set(expectations.map(({ fact }) => fact));
  return facts.filter(({ fact }) => !compared.has(fact));
}
