import type { Json } from "../model/json.ts";
import { isDifferent, type KnownFact, type MachineReport, type UnmetExpectation } from "../model/machine.ts";
import { escapeControls } from "./escape.ts";
import { counted } from "./plan-summary.ts";
import { alignRows } from "./table.ts";
import { type Clock, relativeTime } from "./time.ts";
import { formatValue } from "./value.ts";
import { padTo } from "./width.ts";

/** An unmet expectation of a machine, in `--json`. */
export interface MachineRow extends UnmetExpectation {
  readonly address: string;
}

/** The machines for `drift --json`: one entry an expectation. */
export function machineRows(machines: readonly MachineReport[]): MachineRow[] {
  return machines.flatMap(({ address, unmet }) => unmet.map((expectation) => ({ address, ...expectation })));
}

/** A machine in `status --json`. */
export interface MachineStatus {
  readonly node: string;
  readonly state: "ok" | "differs" | "unknown";
  readonly observed_at: string | null;
  readonly pending_restart: number;
  readonly differing: number;
  readonly unverified: number;
  readonly unreachable: readonly string[];
}

/** What one can say of a machine in a line: nothing, where nobody has looked or got through. */
export function machineStatus({
  node,
  observed_at,
  unmet,
  pending_restart,
  unreachable,
}: MachineReport): MachineStatus {
  const differing = unmet.filter(({ state }) => state === "differs").length;
  const isUnknown = observed_at === null || unreachable.length > 0;
  return {
    node,
    state: isUnknown ? "unknown" : differing > 0 ? "differs" : "ok",
    observed_at,
    pending_restart,
    differing,
    unverified: unmet.filter((expectation) => !isDifferent(expectation)).length,
    unreachable,
  };
}

/** `ALPHA ok 6 min ago, 2 pending restart · AIR unknown (ssh)`. */
export function machinesText(machines: readonly MachineStatus[], { now }: Pick<Clock, "now">): string {
  return machines.map((machine) => machineText(machine, now)).join(" · ");
}

function machineText({ node, ...machine }: MachineStatus, now: Date): string {
  const { state, observed_at: observedAt, pending_restart: pending, differing, unverified, unreachable } = machine;
  const age = observedAt === null ? "never observed" : relativeTime(observedAt, now);
  const reason = observedAt === null ? age : unreachable.map(escapeControls).join(", ");
  const parts = [
    state === "unknown" ? `unknown (${reason})` : `${state === "ok" ? "ok" : `${differing} differ`} ${age}`,
    ...(pending === 0 ? [] : [`${pending} pending restart`]),
    ...(unverified === 0 || observedAt === null ? [] : [`${unverified} unverified`]),
  ];
  return `${escapeControls(node)} ${parts.join(", ")}`;
}

/** The machines as `v7 drift` prints them: a head each, and a line or two an expectation. */
export function machineLines(machines: readonly MachineReport[], clock: Pick<Clock, "now">): string[] {
  return machines.filter(({ unmet }) => unmet.length > 0).flatMap((machine) => reportLines(machine, clock));
}

function reportLines(
  { address, observed_at: observedAt, unmet }: MachineReport,
  { now }: Pick<Clock, "now">,
): string[] {
  const symbol = unmet.some(isDifferent) ? "~" : "?";
  const seen = observedAt === null ? "never observed" : `observed ${relativeTime(observedAt, now)}`;
  const width = Math.max(...unmet.map(({ name }) => escapeControls(name).length)) + 2;
  return [`${symbol} ${padTo(`${escapeControls(address)}  `, 14)}${seen}`, ...unmet.flatMap(expectationLines(width))];
}

function expectationLines(width: number): (expectation: UnmetExpectation) => string[] {
  return ({ name, state, declared, configured, running }) => {
    const head = `    ${padTo(escapeControls(name), width)}`;
    if (state === "unverified") return [`${head}declared ${formatValue(declared)}, unverified`];
    const parts = [
      `declared ${formatValue(declared)}`,
      ...(configured === null ? [] : [`configured ${formatValue(configured)}`]),
      `running ${formatValue(running)}`,
    ];
    return [
      head + parts.join(" · "),
      ...(state === "pending_restart" ? [`${" ".repeat(width + 4)}pending restart`] : []),
    ];
  };
}

/** `1 machine setting`, `2 machine differences`; undefined when machines are as declared, as far as anybody has looked. */
export function machineCount(machines: readonly MachineReport[]): string | undefined {
  const differing = machines.flatMap(({ unmet }) => unmet.filter(isDifferent));
  if (differing.length === 0) return undefined;
  const isSettings = differing.every(({ fact }) => fact.startsWith("setting/"));
  return counted(differing.length, isSettings ? "machine setting" : "machine difference");
}

/** The latest facts, a block a node: what, the value, and how old it is. */
export function renderFacts(facts: readonly KnownFact[], { now }: Pick<Clock, "now">): string {
  if (facts.length === 0)
    return "Nothing was observed. v7 node facts --from FILE --observed-at TIME records what somebody saw.";
  return [...Map.groupBy(facts, ({ node }) => node)].map(([node, known]) => factBlock(node, known, now)).join("\n\n");
}

function factBlock(node: string, facts: readonly KnownFact[], now: Date): string {
  const rows = facts.map(({ fact, value, observed_at: observedAt }) => [
    escapeControls(fact),
    factText(value),
    `observed ${relativeTime(observedAt, now)}`,
  ]);
  const sources = [...new Set(facts.map(({ source }) => source))].map((source) => `  from ${escapeControls(source)}`);
  return [escapeControls(node), ...alignRows(rows, { indent: 2, maximum: 72 }), ...sources].join("\n");
}

/** `status running, processId 1674`: what was seen of one thing, in one line. */
function factText(value: Json): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return formatValue(value);
  const members = Object.entries(value).map(([key, member]) => `${escapeControls(key)} ${formatValue(member)}`);
  return members.length === 0 ? "there" : members.join(", ");
}
