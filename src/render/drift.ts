import { typedAddress } from "../model/address.ts";
import { isClean } from "../model/drift.ts";
import type { DriftEntry, DriftOutput, MachineExpectation, UndeclaredChange } from "../model/output/drift.ts";
import type { Conflict } from "../model/output/plan-file.ts";
import { escapeControls } from "./type/escape.ts";
import { machineCount, machineLines } from "./machine.ts";
import { paintSymbol } from "./type/palette.ts";
import { attribution, driftSymbols, rowDrift } from "./plan/plan-drift.ts";
import { conflictText } from "./plan/plan-sections.ts";
import { displayWidth, padTo } from "./type/width.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";
import { type Clock, clockTimes } from "./type/time.ts";
import { formatDifference, formatValue } from "./type/value.ts";
import { counted } from "./type/counts.ts";
import { shortId } from "./type/ids.ts";

/** The drift as `v7 drift` prints it: each row with its values, who and when; then the commands; the count line last. */
export function renderDrift(output: DriftOutput, clock: Clock, screen: Screen = plainScreen): string {
  const rows = [...Map.groupBy(output.drift, ({ address }) => address).values()];
  const entries = alignTimes([...rows.flatMap(rowLines(clock)), ...output.conflicts.flatMap(conflictEntry)], screen);
  const lines = [...entries, ...machineLines(output.machines, clock)];
  return [
    `Database: ${escapeControls(output.database)}`,
    ...lines.map((line) => paintSymbol(line, screen)),
    ...undeclaredLines(output.undeclared, clock, screen),
    ...commandLines(output, rows),
    countLine(output, rows),
  ].join("\n");
}

/** The fields of one row, or the one entry for all of it. */
type DriftedRow = readonly DriftEntry[];

interface Line {
  readonly text: string;
  readonly who: string;
}

const addressWidth = 14;
const fieldWidth = 9;
const whoColumn = 38;

function rowLines(clock: Clock): (row: DriftedRow) => Line[] {
  const showTime = clockTimes(clock);
  return (row) => {
    const [first] = row;
    if (first === undefined) return [];
    const { address, action, last_apply_id: apply } = first;
    const head = `${driftSymbols[action]} ${padTo(`${escapeControls(address)}  `, addressWidth)}`;
    if (action !== "changed") return [{ text: head + rowDrift(action), who: whoText(first, showTime) }];
    const fields = row.map((entry) => ({ text: fieldText(entry), who: whoText(entry, showTime) }));
    return [{ text: apply === null ? head : `${head}applied by ${shortId(apply)}`, who: "" }, ...fields];
  };
}

function whoText({ changed_at, changed_by, application }: DriftEntry, showTime: (time: string) => string): string {
  return attribution(changed_at, [changed_by, application], showTime);
}

function fieldText({ field, applied, live }: DriftEntry): string {
  return `    ${padTo(`${escapeControls(field ?? "")}  `, fieldWidth)}${formatDifference(applied, live)}`;
}

function conflictEntry({ address, message, fields }: Conflict): Line[] {
  const lines = fields.map(
    ({ field, declared, applied, live }) =>
      `    ${padTo(`${escapeControls(field)}  `, fieldWidth)}declared ${formatValue(declared)} · applied ${formatValue(applied)} · live ${formatValue(live)}`,
  );
  const head = `! ${padTo(`${escapeControls(address)}  `, addressWidth)}conflict: ${escapeControls(conflictText({ address, message }))}`;
  return [head, ...lines].map((text) => ({ text, who: "" }));
}

/** Who and when stand below each other, and below the value that leaves them no room. */
function alignTimes(lines: readonly Line[], { width }: Screen): string[] {
  const attributed = lines.filter(({ who }) => who !== "");
  const widest = Math.max(
    whoColumn - 2,
    ...attributed.map(({ text }) => displayWidth(text)).filter((cells) => cells <= 100),
  );
  const who = Math.max(...attributed.map((line) => displayWidth(line.who)));
  const isBeside = widest + 2 + who <= width;
  return lines.flatMap((line) => {
    if (line.who === "") return [line.text.trimEnd()];
    return isBeside ? [`${padTo(line.text, widest)}  ${line.who}`] : [line.text.trimEnd(), `      ${line.who}`];
  });
}

const mostUndeclared = 5;

/** A rest that is left alone is told, so that "no drift" is not taken for "nobody touched it". */
function undeclaredLines(changes: readonly UndeclaredChange[], clock: Clock, screen: Screen): string[] {
  if (changes.length === 0) return [];
  const showTime = clockTimes(clock);
  const rows = changes
    .slice(0, mostUndeclared)
    .map(({ address, fields, changed_at, changed_by, application }) => [
      escapeControls(address),
      escapeControls(fields.join(", ")),
      attribution(changed_at, [changed_by, application], showTime),
    ]);
  const more = changes.length - mostUndeclared;
  return [
    "Left alone, since no document declares it:",
    ...listLines(rows, screen, { indent: 2 }),
    ...(more > 0 ? [`  and ${more} more`] : []),
    "See: v7 history --outside",
  ];
}

function commandLines({ machines }: DriftOutput, rows: readonly DriftedRow[]): string[] {
  return rows.length > 0 ? rowCommands(rows) : machineCommands(machines);
}

function machineCommands(machines: readonly MachineExpectation[]): string[] {
  const [first] = machines;
  if (first === undefined) return [];
  if (first.node_observed_at === null) return ["Look: v7 node facts --from FILE --observed-at TIME"];
  const isOne = machines.every(({ node }) => node === first.node);
  return [`Look: v7 node facts${isOne ? ` ${escapeControls(first.node)}` : ""}`];
}

function rowCommands(rows: readonly DriftedRow[]): string[] {
  const heads = rows.flatMap((row) => row.slice(0, 1));
  const adopted = heads.filter(({ action }) => action === "added");
  const pulled = heads.filter(({ action }) => action !== "added");
  const keep = [...command("v7 pull", pulled), ...command("v7 adopt", adopted)];
  const [only, ...others] = heads;
  const address = only === undefined || others.length > 0 ? "ADDRESS" : escapeControls(typedAddress(only.address));
  const revert = `Undo: v7 plan --revert ${address}`;
  return [keep.length === 0 ? revert : `Keep: ${keep.join(" · ")}   ${revert}`];
}

function command(name: string, rows: readonly DriftEntry[]): string[] {
  if (rows.length === 0) return [];
  const addresses = rows.length > 3 ? ["ADDRESS…"] : rows.map(({ address }) => escapeControls(typedAddress(address)));
  return [`${name} ${addresses.join(" ")}`];
}

function countLine(output: DriftOutput, rows: readonly DriftedRow[]): string {
  const { conflicts, machines } = output;
  if (isClean(output)) return cleanLine(output);
  const count = (action: DriftEntry["action"]): number => rows.filter(([first]) => first?.action === action).length;
  const differing = machineCount(machines);
  const parts = [
    `Drift: ${counted(count("changed"), "row")} changed, ${count("added")} added, ${count("removed")} removed`,
    ...(conflicts.length === 0 ? [] : [counted(conflicts.length, "conflict")]),
    ...(differing === undefined ? [] : [differing]),
  ];
  return `${parts.join("; ")}.`;
}

/** What nobody has looked at is not known to differ. */
function cleanLine({ machines: unverified, undeclared }: DriftOutput): string {
  const clean =
    undeclared.length === 0
      ? "No drift. The rows are as they were last applied"
      : "No drift. What documents declare is as it was last applied";
  return unverified.length === 0 ? `${clean}.` : `${clean}; ${unverified.length} unverified on machines.`;
}
