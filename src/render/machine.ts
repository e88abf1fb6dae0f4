import { isJsonObject, type Json } from "../model/json.ts";
import { isDifferent } from "../model/machine.ts";
import type { MachineExpectation } from "../model/output/drift.ts";
import type { CollectedMachine, NodeFactsCollectedOutput } from "../model/output/node-facts-collected.ts";
import type { NodeFactsLoadedOutput } from "../model/output/node-facts-loaded.ts";
import type { KnownFact, NodeFactsOutput } from "../model/output/node-facts.ts";
import type { ListedNode, NodeListOutput } from "../model/output/node-list.ts";
import type { MachineStatus } from "../model/output/status.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines, listLines } from "./type/table.ts";
import { type Clock, relativeTime } from "./type/time.ts";
import { defaultValueWidth, formatValue } from "./type/value.ts";
import { displayWidth, padTo, shorten } from "./type/width.ts";
import { counted } from "./type/counts.ts";

/** `ALPHA ok 6 min, 2 pending restart · AIR unknown (ssh)`. */
export function machinesText(machines: readonly MachineStatus[], { now }: Pick<Clock, "now">): string {
  return machines.map((machine) => `${escapeControls(machine.node)} ${machineText(machine, now)}`).join(" · ");
}

/** `ok 6 min, 2 pending restart`. */
function machineText(machine: MachineStatus, now: Date): string {
  const { state, observed_at: observedAt, pending_restart: pending, differing, unverified, unreachable } = machine;
  const age = observedAt === null ? "never observed" : relativeTime(observedAt, now);
  const reason = observedAt === null ? age : unreachable.map(escapeControls).join(", ");
  const parts = [
    state === "unknown"
      ? `unknown (${reason})`
      : `${state === "ok" ? "ok" : `${differing} differ`} ${age.replace(/ ago$/, "")}`,
    ...(pending === 0 ? [] : [`${pending} pending restart`]),
    ...(unverified === 0 || observedAt === null ? [] : [`${unverified} unverified`]),
  ];
  return parts.join(", ");
}

/** The machines as `v7 drift` prints them: a head each, and a line or two an expectation of those that somebody has seen. */
export function machineLines(machines: readonly MachineExpectation[], clock: Pick<Clock, "now">): string[] {
  return [...Map.groupBy(machines, ({ address }) => address).values()].flatMap((unmet) => reportLines(unmet, clock));
}

function reportLines(unmet: readonly MachineExpectation[], { now }: Pick<Clock, "now">): string[] {
  const { address = "", node_observed_at: observedAt = null } = unmet[0] ?? {};
  const head = (symbol: string, text: string): string =>
    `${symbol} ${padTo(`${escapeControls(address)}  `, 14)}${text}`;
  if (observedAt === null) return [head("?", "never observed"), `    ${unmet.length} declared, unverified`];
  const width = Math.max(...unmet.map(({ name }) => displayWidth(escapeControls(name)))) + 2;
  const symbol = unmet.some(isDifferent) ? "~" : "?";
  return [head(symbol, `observed ${relativeTime(observedAt, now)}`), ...unmet.flatMap(expectationLines(width))];
}

function expectationLines(width: number): (expectation: MachineExpectation) => string[] {
  return ({ name, state, declared, configured, running }) => {
    const head = `    ${padTo(escapeControls(name), width)}`;
    if (state === "unverified") return [`${head}declared ${plainValue(declared)}, unverified`];
    const parts = [
      `declared ${plainValue(declared)}`,
      ...(configured === null ? [] : [`configured ${plainValue(configured)}`]),
      `running ${plainValue(running)}`,
    ];
    return [
      head + parts.join(" · "),
      ...(state === "pending_restart" ? [`${" ".repeat(width + 4)}pending restart`] : []),
    ];
  };
}

/** Versions and settings are text, whatever they look like. */
function plainValue(value: Json): string {
  return typeof value === "string" && value !== ""
    ? shorten(escapeControls(value), defaultValueWidth)
    : formatValue(value);
}

/** `1 machine setting`, `2 machine differences`; undefined when machines are as declared, as far as anybody has looked. */
export function machineCount(machines: readonly MachineExpectation[]): string | undefined {
  const differing = machines.filter(isDifferent);
  if (differing.length === 0) return undefined;
  const isSettings = differing.every(({ fact }) => fact.startsWith("setting/"));
  return counted(differing.length, isSettings ? "machine setting" : "machine difference");
}

/** A line a machine: what it is for, and what is known of it. */
export function renderNodeList(
  { database, nodes }: NodeListOutput,
  { now }: Pick<Clock, "now">,
  screen: Screen = plainScreen,
): string {
  return [databaseLine(database), ...nodeLines(nodes, now, screen)].join("\n");
}

function nodeLines(nodes: readonly ListedNode[], now: Date, screen: Screen): string[] {
  if (nodes.length === 0) return ["None, or none that fits. Declare one in state/nodes/, then v7 plan."];
  return listLines(
    nodes.map((node) => [
      escapeControls(`node/${node.node}`),
      escapeControls(node.role),
      escapeControls(node.status),
      machineText(node, now),
    ]),
    screen,
  );
}

function databaseLine(database: string): string {
  return `Database: ${escapeControls(database)}`;
}

/** How many facts were recorded, and the next command. */
export function renderLoadedFacts({ database, loaded }: NodeFactsLoadedOutput): string {
  const { node, recorded, unchanged, older } = loaded;
  const parts = [
    `${counted(recorded, "fact")} recorded`,
    ...(unchanged === 0 ? [] : [`${unchanged} known already`]),
    ...(older === 0 ? [] : [`${older} older than what is known`]),
  ];
  return [databaseLine(database), `${escapeControls(node)}: ${parts.join(", ")}. Next: v7 drift`].join("\n");
}

/** A line a machine: what was recorded of it, or why nobody got there. */
export function renderCollectedFacts(
  { database, machines }: NodeFactsCollectedOutput,
  screen: Screen = plainScreen,
): string {
  const rows = machines.flatMap((machine) => [
    [machine.reached ? " " : "?", escapeControls(machine.node), machine.by, collectedText(machine)],
    ...serverRows(machine),
  ]);
  const next = machines.some(({ reached }) => reached) ? ["Next: v7 node list, v7 drift"] : [];
  return [databaseLine(database), ...listLines(rows, screen), ...next].join("\n");
}

/** A server that answered all is part of its machine's facts. */
function serverRows({ node, postgresql }: CollectedMachine): string[][] {
  if (postgresql === null) return [];
  const row = (text: string): string[] => ["?", escapeControls(node), "PostgreSQL", escapeControls(text)];
  if (!postgresql.reached) return [row(`not reached: ${postgresql.because ?? ""}`)];
  return postgresql.unknown.map((part) => row(`unknown: ${part}`));
}

function collectedText(machine: CollectedMachine): string {
  const { reached, because, recorded, duration_ms: duration, clock_ahead_s: ahead, unfinished } = machine;
  if (!reached) return `not reached: ${escapeControls(because ?? "")}`;
  const clock = Math.abs(ahead ?? 0) < tellingSeconds ? [] : [`its clock is ${clockText(ahead ?? 0)}`];
  const late = unfinished.map(({ look, state }) =>
    state === "left" ? `${escapeControls(look)} hangs and was left` : `${escapeControls(look)} took too long`,
  );
  return [`${counted(recorded, "fact")} in ${(duration / 1_000).toFixed(1)} s`, ...clock, ...late].join(", ");
}

/** Less is what asking takes. */
const tellingSeconds = 5;

function clockText(ahead: number): string {
  return `${Math.abs(ahead)} s ${ahead > 0 ? "ahead" : "behind"}`;
}

/** The latest facts, a block a node: what, the value, and the age of what is older than the newest. */
export function renderFacts(
  { database, facts }: NodeFactsOutput,
  { now }: Pick<Clock, "now">,
  screen: Screen = plainScreen,
): string {
  return [databaseLine(database), factBlocks(facts, now, screen)].join("\n");
}

function factBlocks(facts: readonly KnownFact[], now: Date, screen: Screen): string {
  if (facts.length === 0) return "Nothing was observed. Next: v7 node facts --from FILE --observed-at TIME";
  return [...Map.groupBy(facts, ({ node }) => node)]
    .map(([node, known]) => factBlock(node, known, now, screen))
    .join("\n\n");
}

function factBlock(node: string, facts: readonly KnownFact[], now: Date, screen: Screen): string {
  const newest = facts.map(({ observed_at }) => observed_at).reduce((left, right) => (left > right ? left : right));
  const rows = facts.map(({ fact, value, observed_at: observedAt }) => [
    escapeControls(fact),
    factText(value),
    observedAt === newest ? "" : `observed ${relativeTime(observedAt, now)}`,
  ]);
  const sources = [...new Set(facts.map(({ source }) => source))].map((source) => `  from ${escapeControls(source)}`);
  const head = `${escapeControls(node)}  observed ${relativeTime(newest, now)}`;
  return [head, ...labelLines(rows, screen, { indent: 2 }), ...sources].join("\n");
}

/** `128MB, pending value 128GB`, `reachable false (host key verification)`: what was seen of one thing, in one line. */
export function factText(value: Json): string {
  if (!isJsonObject(value)) return plainValue(value);
  const { note, ...members } = value;
  const parts = Object.entries(members).map(([key, member]) =>
    key === "value" ? plainValue(member) : `${escapeControls(spaced(key))} ${plainValue(member)}`,
  );
  const seen = parts.length === 0 ? "there" : parts.join(", ");
  return note === undefined ? seen : `${seen} (${plainValue(note)})`;
}

/** `processId` → `process id`. */
function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
