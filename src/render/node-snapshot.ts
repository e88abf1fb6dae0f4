import type { ComparedSnapshot, NodeSnapshotDiffOutput, SnapshotChange } from "../model/output/node-snapshot-diff.ts";
import type { KnownMachine, MachineSnapshot, NodeSnapshotOutput } from "../model/output/node-snapshot.ts";
import { factText } from "./machine.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";
import { type Clock, clockTimes } from "./type/time.ts";
import { formatDifference, formatValue } from "./type/value.ts";

/** A snapshot in a few lines: how it stands, a line a machine, and the checks that are not good. */
export function renderMachineSnapshot(
  { database, recorded, snapshot }: NodeSnapshotOutput,
  clock: Required<Clock>,
  screen: Screen = plainScreen,
): string {
  const { name, type, status, taken_at, taken_by, machines } = snapshot;
  const by = taken_by === null ? "" : ` by ${escapeControls(taken_by)}`;
  return [
    `Database: ${escapeControls(database)}`,
    `${recorded ? "Taken: " : ""}${escapeControls(name)} · ${type}, ${status} · ${clockTimes(clock)(taken_at)}${by}`,
    ...listLines(
      machines.map((machine) => machineRow(machine, clock)),
      screen,
    ),
    ...listLines(machines.flatMap(openChecks), screen),
    `${checksText(snapshot)}. Next: v7 node snapshot --diff ${quoted(name)}`,
  ].join("\n");
}

function machineRow({ node, facts, checks }: KnownMachine, clock: Clock): string[] {
  const newest = Object.values(facts)
    .map(({ observed_at }) => observed_at)
    .toSorted()
    .at(-1);
  const seen =
    newest === undefined
      ? "nothing was observed"
      : `${counted(Object.keys(facts).length, "fact")}, the newest from ${clockTimes(clock)(newest)}`;
  const passed = checks.filter(({ outcome }) => outcome === "passed").length;
  return [
    escapeControls(`node/${node}`),
    seen,
    checks.length === 0 ? "" : `${passed} of ${counted(checks.length, "check")} passed`,
  ];
}

const marks = { passed: " ", failed: "!", unknown: "?", skipped: "-" } as const;

function openChecks({ node, checks }: KnownMachine): string[][] {
  return checks
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ name, outcome, expected, found, detail }) => [
      marks[outcome],
      escapeControls(node),
      escapeControls(name),
      outcome,
      outcome === "failed"
        ? `expected ${formatValue(expected)}, found ${formatValue(found)}`
        : escapeControls(detail ?? ""),
    ]);
}

function checksText({ passed, failed, unknown, skipped }: MachineSnapshot): string {
  if (passed + failed + unknown + skipped === 0) return "No machine declares a check";
  return `Checks: ${[
    `${passed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(unknown === 0 ? [] : [`${unknown} unknown`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ].join(", ")}`;
}

/** As a shell takes it. */
function quoted(name: string): string {
  return `'${escapeControls(name).replaceAll("'", String.raw`'\''`)}'`;
}

/** What differs between two, a line each. */
export function renderMachineSnapshotDiff(
  { database, from, to, changes }: NodeSnapshotDiffOutput,
  clock: Required<Clock>,
  screen: Screen = plainScreen,
): string {
  return [
    `Database: ${escapeControls(database)}`,
    `${sideText(from, clock)} → ${sideText(to, clock)}`,
    ...(changes.length === 0 ? ["Nothing differs."] : listLines(changes.map(changeRow), screen)),
    ...(changes.length === 0 ? [] : [`${counted(changes.length, "difference")}.`]),
  ].join("\n");
}

/** Who wants to know to the second has it in the JSON. */
function sideText({ name, taken_at, status }: ComparedSnapshot, clock: Clock): string {
  return name === null ? `now, ${status}` : `${escapeControls(name)}, ${status}, at ${clockTimes(clock)(taken_at)}`;
}

function changeRow({ node, part, name, change, before, after }: SnapshotChange): string[] {
  const mark = { added: "+", removed: "-", changed: "~" }[change];
  const what = part === "spec" ? name : part === "check" ? `check ${name}` : name;
  if (part === "machine") return [mark, escapeControls(`node/${node}`), "", change];
  return [mark, escapeControls(`node/${node}`), escapeControls(what), differenceText({ part, change, before, after })];
}

function differenceText({
  part,
  change,
  before,
  after,
}: Pick<SnapshotChange, "part" | "change" | "before" | "after">): string {
  if (change === "changed") return formatDifference(before, after);
  const value = change === "added" ? after : before;
  return part === "fact" ? factText(value) : formatValue(value);
}
