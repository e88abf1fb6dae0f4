import type {
  ComparedExpectation,
  NetworkInterface,
  NodeCompareOutput,
  ReplicationLink,
} from "../model/output/node-compare.ts";
import { machinesText } from "./machine.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, listLines, tableLines } from "./type/table.ts";
import { type Clock, relativeTime } from "./type/time.ts";
import { formatValue } from "./type/value.ts";

/** What differs of a machine first, then what is as declared; its replication, and how much else is known. */
export function renderNodeCompare(
  { database, machine, expectations, facts, replication, interfaces }: NodeCompareOutput,
  { now }: Pick<Clock, "now">,
  screen: Screen = plainScreen,
): string {
  const ordered = expectations.toSorted((left, right) => gravity(left) - gravity(right));
  return [
    `Database: ${escapeControls(database)}`,
    `${machinesText([machine], { now })} · ${escapeControls(machine.role)}, ${escapeControls(machine.status)}`,
    ...(ordered.length === 0
      ? ["Nothing that could be seen is declared of it."]
      : tableLines(columns, ordered.map(cellsWith(machine.observed_at, now)), screen)),
    ...(replication.length === 0 ? [] : ["Replication", ...listLines(replication.map(linkCells(now)), screen)]),
    ...(interfaces.length === 0 ? [] : ["Interfaces", ...listLines(interfaces.map(interfaceCells), screen)]),
    facts.length === 0
      ? `Nothing was observed. Next: v7 node facts ${escapeControls(machine.node)} --from FILE --observed-at TIME`
      : `${counted(facts.length, "fact")} known: v7 node facts ${escapeControls(machine.node)}`,
  ].join("\n");
}

const columns: readonly Column[] = ["NAME", "DECLARED", "CONFIGURED", "RUNNING", "STATE", "SEEN"].map((title) => ({
  title,
}));

/** What somebody must look at comes first. */
function gravity({ state }: ComparedExpectation): number {
  return ["differs", "pending_restart", "unverified", "met"].indexOf(state);
}

/** When something was seen is said where that is not when the machine was last seen. */
function cellsWith(newest: string | null, now: Date): (expectation: ComparedExpectation) => string[] {
  return ({ name, declared, configured, running, state, observed_at: seen }) => [
    escapeControls(name),
    plainValue(declared),
    configured === null ? "" : plainValue(configured),
    running === null ? "" : plainValue(running),
    { met: "as declared", differs: "differs", pending_restart: "waits for a restart", unverified: "unverified" }[state],
    seen === null || seen === newest ? "" : relativeTime(seen, now),
  ];
}

function linkCells(now: Date): (link: ReplicationLink) => string[] {
  return ({ slot, primary, replica, is_active, state, sync_state, replay_lag_ms, lag_bytes, checked_at }) => [
    `${escapeControls(primary ?? "?")} → ${escapeControls(replica ?? "?")}`,
    escapeControls(slot ?? ""),
    is_active ? escapeControls([state, sync_state].filter(Boolean).join(", ")) : "not at work",
    [replay_lag_ms === null ? "" : `${replay_lag_ms} ms behind`, lag_bytes === null ? "" : `${lag_bytes} B behind`]
      .filter(Boolean)
      .join(", "),
    checked_at === null ? "" : relativeTime(checked_at, now),
  ];
}

function interfaceCells(one: NetworkInterface): string[] {
  const { ip_address: ip, name, type, netmask, gateway, is_primary: isPrimary, status, is_declared: isDeclared } = one;
  return [
    escapeControls(ip),
    [name, type].flatMap((part) => (part === null ? [] : [escapeControls(part)])).join(", "),
    netmask === null ? "" : `netmask ${escapeControls(netmask)}`,
    gateway === null ? "" : `gateway ${escapeControls(gateway)}`,
    [isPrimary ? "primary" : "", status === "inactive" ? "inactive" : "", isDeclared ? "" : "not declared"]
      .filter(Boolean)
      .join(", "),
  ];
}

/** Versions and settings are text, whatever they look like. */
function plainValue(value: ComparedExpectation["declared"]): string {
  return typeof value === "string" && value !== "" ? escapeControls(value) : formatValue(value);
}
