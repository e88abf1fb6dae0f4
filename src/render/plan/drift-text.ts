import { type Address, typedAddress } from "../../model/address.ts";
import type { Json } from "../../model/json.ts";
import { isDifferent, type MachineReport } from "../../model/machine.ts";
import type { Conflict, Drift } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import { machineCount, machineLines } from "../machine.ts";
import { type Palette, paintSymbol, plainPalette } from "../type/palette.ts";
import { attribution, driftSymbols, rowDrift } from "./plan-drift.ts";
import { conflictText } from "./plan-sections.ts";
import { counted, shortId } from "./plan-summary.ts";
import { padTo } from "../type/width.ts";
import { alignRows } from "../type/table.ts";
import { type Clock, clockTimes } from "../type/time.ts";
import { formatDifference, formatValue } from "../type/value.ts";

/** What differs from the last apply, and who made it so. */
export interface DriftView extends Clock {
  readonly databaseLine: string;
  readonly drift: readonly Drift[];
  readonly conflicts: readonly Conflict[];
  /** The apply that last wrote a resource. */
  readonly appliedBy: ReadonlyMap<Address, string>;
  readonly machines: readonly MachineReport[];
}

/** A drifted field, or a whole row (`field` is null), in `--json`. */
export interface DriftRow {
  readonly address: Address;
  readonly field: string | null;
  readonly action: Drift["action"];
  readonly applied: Json;
  readonly live: Json;
  readonly changed_at: string | null;
  readonly changed_by: string | null;
  readonly application: string | null;
  readonly last_apply_id: string | null;
}

/** The drift as `v7 drift` prints it: each row with its values, who and when; then the commands; the count line last. */
export function renderDrift(view: DriftView, palette: Palette = plainPalette): string {
  const database = `Database: ${escapeControls(view.databaseLine)}`;
  const rows = alignTimes([...view.drift.flatMap(driftEntry(view)), ...view.conflicts.flatMap(conflictEntry)]);
  const lines = [...rows, ...machineLines(view.machines, view)];
  return [database, ...lines.map((line) => paintSymbol(line, palette)), ...commandLines(view), countLine(view)].join(
    "\n",
  );
}

/** The drift for `--json`: one entry a field. */
export function driftRows(drift: readonly Drift[], appliedBy: DriftView["appliedBy"]): DriftRow[] {
  return drift.flatMap((row): DriftRow[] => {
    const who = {
      changed_at: row.changedAt ?? null,
      changed_by: row.changedBy ?? null,
      application: row.application ?? null,
      last_apply_id: appliedBy.get(row.address) ?? null,
    };
    const whole = { address: row.address, field: null, action: row.action, applied: null, live: null, ...who };
    if (row.action !== "changed") return [whole];
    return row.fields.map(({ field, applied, live }) => ({ ...whole, field, applied, live }));
  });
}

interface Line {
  readonly text: string;
  readonly who: string;
}

const addressWidth = 14;
const fieldWidth = 9;
const whoColumn = 38;

function driftEntry(view: DriftView): (drift: Drift) => Line[] {
  const showTime = clockTimes(view);
  return (drift) => {
    const head = `${driftSymbols[drift.action]} ${padTo(`${escapeControls(drift.address)}  `, addressWidth)}`;
    const who = attribution(drift, showTime);
    if (drift.action !== "changed") return [{ text: head + rowDrift(drift.action), who }];
    const apply = view.appliedBy.get(drift.address);
    const fields = drift.fields.map(({ field, applied, live }) => ({
      text: `    ${padTo(`${escapeControls(field)}  `, fieldWidth)}${formatDifference(applied, live)}`,
      who,
    }));
    return [{ text: apply === undefined ? head : `${head}applied by ${shortId(apply)}`, who: "" }, ...fields];
  };
}

function conflictEntry({ address, message, fields }: Conflict): Line[] {
  const lines = fields.map(
    ({ field, declared, applied, live }) =>
      `    ${padTo(`${escapeControls(field)}  `, fieldWidth)}declared ${formatValue(declared)} · applied ${formatValue(applied)} · live ${formatValue(live)}`,
  );
  const head = `! ${padTo(`${escapeControls(address)}  `, addressWidth)}conflict: ${escapeControls(conflictText({ address, message }))}`;
  return [head, ...lines].map((text) => ({ text, who: "" }));
}

function alignTimes(lines: readonly Line[]): string[] {
  const rows = lines.filter(({ who }) => who !== "").map(({ text, who }) => [text, who]);
  const aligned = alignRows(rows, { minimum: [whoColumn - 2], maximum: 100 }).values();
  return lines.map(({ text, who }) => (who === "" ? text.trimEnd() : (aligned.next().value ?? text)));
}

function commandLines({ drift, machines }: DriftView): string[] {
  return drift.length > 0 ? rowCommands(drift) : machineCommands(machines);
}

function machineCommands(machines: readonly MachineReport[]): string[] {
  const [first, ...others] = machines.filter(({ unmet }) => unmet.length > 0);
  if (first === undefined) return [];
  if (first.observed_at === null) return ["Look: v7 node facts --from FILE --observed-at TIME"];
  return [`Look: v7 node facts${others.length > 0 ? "" : ` ${escapeControls(first.node)}`}`];
}

function rowCommands(drift: readonly Drift[]): string[] {
  const adopted = drift.filter(({ action }) => action === "added");
  const pulled = drift.filter(({ action }) => action !== "added");
  const keep = [...command("v7 pull", pulled), ...command("v7 adopt", adopted)];
  const revert = "Undo: v7 plan --revert ADDRESS";
  return [keep.length === 0 ? revert : `Keep: ${keep.join(" · ")}   ${revert}`];
}

function command(name: string, drift: readonly Drift[]): string[] {
  if (drift.length === 0) return [];
  const addresses = drift.length > 3 ? ["ADDRESS…"] : drift.map(({ address }) => escapeControls(typedAddress(address)));
  return [`${name} ${addresses.join(" ")}`];
}

function countLine({ drift, conflicts, machines }: DriftView): string {
  const differing = machineCount(machines);
  if (drift.length + conflicts.length === 0 && differing === undefined) return cleanLine(machines);
  const count = (action: Drift["action"]): number => drift.filter((row) => row.action === action).length;
  const rows = `Drift: ${counted(count("changed"), "row")} changed, ${count("added")} added, ${count("removed")} removed`;
  const parts = [
    rows,
    ...(conflicts.length === 0 ? [] : [counted(conflicts.length, "conflict")]),
    ...(differing === undefined ? [] : [differing]),
  ];
  return `${parts.join("; ")}.`;
}

/** What nobody has looked at is not known to differ. */
function cleanLine(machines: readonly MachineReport[]): string {
  const unverified = machines.flatMap(({ unmet }) => unmet.filter((expectation) => !isDifferent(expectation)));
  const clean = "No drift. The rows are as they were last applied";
  return unverified.length === 0 ? `${clean}.` : `${clean}; ${unverified.length} unverified on machines.`;
}
