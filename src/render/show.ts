import { type Json, sameJson } from "../model/json.ts";
import type { FieldSides, ShowOutput } from "../model/output/show.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { formatValue } from "./type/value.ts";

/** Declared, applied and live side by side; fields whose sides differ are marked `~`. */
export function renderShow(view: ShowOutput, palette: Palette = plainPalette): string {
  const rows = view.fields.map((field) => [differs(field) ? "~" : "", ...fieldCells(field)]);
  const lines = alignRows([["", "FIELD", "DECLARED", "APPLIED", "LIVE"], ...rows], { minimum: [1], gap: 2 });
  const painted = lines.map((line) => (line.startsWith("~") ? palette.change("~") + line.slice(1) : line));
  return [headLine(view), ...painted].join("\n");
}

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
