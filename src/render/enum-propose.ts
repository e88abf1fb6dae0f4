import type { EnumProposeOutput } from "../model/output/enum-propose.ts";
import { nameIn } from "./enum-change.ts";
import { renderCarriedOut } from "./carried-out.ts";
import { grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, tableLines } from "./type/table.ts";

/** What becomes of each enum, most rows first, and the documents that say so. */
export function renderEnumPropose(output: EnumProposeOutput, now: Date, screen: Screen = plainScreen): string {
  const rows = output.enums.map((one) => [
    one.address,
    one.rows === null ? "–" : grouped(one.rows),
    one.stays ? "stays" : one.becomes,
    valuesText(one),
  ]);
  return [
    ...tableLines(
      columns,
      rows.map((row) => row.map(escapeControls)),
      screen,
    ),
    "",
    renderCarriedOut(output, now, screen),
    ...nextLines(output),
  ].join("\n");
}

/** One after the other: what the others become is there first. */
function nextLines({ enums }: EnumProposeOutput): string[] {
  const [first] = enums;
  return first === undefined ? [] : [`Then, one by one from the top: v7 enum script ${nameIn(first.address)}`];
}

const columns: readonly Column[] = [
  { title: "PLAN" },
  { title: "ROWS", align: "right" },
  { title: "BECOMES" },
  { title: "VALUES" },
];

function valuesText({ values, reorder }: EnumProposeOutput["enums"][number]): string {
  const changed = values.filter(({ value, becomes }) => value !== becomes).length;
  const order = reorder ? ", in another order" : "";
  return changed === 0 ? `the same${order}` : `${changed} of ${values.length} change${order}`;
}
