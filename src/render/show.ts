import type { FieldSides } from "../model/sides.ts";
import type { Address } from "../model/address.ts";
import { sameJson } from "../model/json.ts";
import { escapeControls } from "./type/escape.ts";
import { type Palette, plainPalette } from "./type/palette.ts";
import { alignRows } from "./type/table.ts";
import { formatValue } from "./type/value.ts";

/** A resource's three sides. `fields` is the key of `show --json`. */
export interface ShowView {
  readonly address: Address;
  readonly kind: string;
  /** `state/tasks/1.1.yaml:1`; absent when no document declares it. */
  readonly source?: string;
  /** The apply that last wrote it. */
  readonly appliedBy?: string;
  readonly fields: readonly FieldSides[];
}

/** Declared, applied and live side by side; fields whose sides differ are marked `~`. */
export function renderShow(view: ShowView, palette: Palette = plainPalette): string {
  const rows = view.fields.map((field) => [differs(field) ? "~" : "", ...fieldCells(field)]);
  const lines = alignRows([["", "FIELD", "DECLARED", "APPLIED", "LIVE"], ...rows], { minimum: [1], gap: 2 });
  const painted = lines.map((line) => (line.startsWith("~") ? palette.change("~") + line.slice(1) : line));
  return [headLine(view), ...painted].join("\n");
}

function headLine({ address, kind, source, appliedBy }: ShowView): string {
  const parts = [`${escapeControls(address)}  ${escapeControls(kind)}`, escapeControls(source ?? "in no document")];
  return [...parts, ...(appliedBy === undefined ? [] : [`applied by ${escapeControls(appliedBy.slice(0, 6))}`])].join(
    "  ",
  );
}

function fieldCells({ field, declared, applied, live }: FieldSides): string[] {
  return [escapeControls(field), ...[declared, applied, live].map((value) => formatValue(value, 36))];
}

// A field that is not declared is not managed, so only its applied side can differ from the row.
function differs({ declared, applied, live }: FieldSides): boolean {
  if (declared !== undefined && !sameJson(declared, live)) return true;
  return applied !== undefined && !sameJson(applied, live);
}
