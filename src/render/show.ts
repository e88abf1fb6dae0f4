import { type Json, sameJson } from "../model/json.ts";
import type { FieldSides, ShowOutput } from "../model/output/show.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, tableLines } from "./type/table.ts";
import { formatValue } from "./type/value.ts";

/** Declared, applied and live side by side; fields whose sides differ are marked `~`. */
export function renderShow(view: ShowOutput, screen: Screen = plainScreen): string {
  const rows = view.fields.map((field) => [differs(field) ? screen.change("~") : "", ...fieldCells(field)]);
  return [headLine(view), ...tableLines(columns, rows, screen, { minimum: [1] })].join("\n");
}

const columns: readonly Column[] = [
  { title: "", always: true },
  { title: "FIELD" },
  ...["DECLARED", "APPLIED", "LIVE"].map((title) => ({ title, always: true })),
];

function headLine({ address, kind, source }: ShowOutput): string {
  return [address, kind, source ?? "in no document"].map(escapeControls).join("  ");
}

function fieldCells(sides: FieldSides): string[] {
  return [escapeControls(sides.field), ...known(sides).map((value) => formatValue(value, 36))];
}

// A field that is not declared is not managed, so only its applied side can differ from the row.
function differs(sides: FieldSides): boolean {
  const [declared, applied, live] = known(sides);
  if (declared !== undefined && !sameJson(declared, live)) return true;
  return applied !== undefined && !sameJson(applied, live);
}

/** Declared, applied and live; undefined where a side says nothing. */
function known(sides: FieldSides): (Json | undefined)[] {
  return (["declared", "applied", "live"] as const).map((side) =>
    sides.known_to.includes(side) ? sides[side] : undefined,
  );
}
