import type { Adoption } from "../model/output/db-status.ts";
import { escapeControls } from "./type/escape.ts";
import { counted } from "./type/counts.ts";

/** What migrating does with somebody else's tables, a few lines each; nothing when there are none. */
export function adoptionLines(adoptions: readonly Adoption[]): string[] {
  if (adoptions.length === 0) return [];
  const heading = `Adopted: ${counted(adoptions.length, "table")}. Rows, constraints and indexes stay as they are.`;
  return [heading, ...adoptions.flatMap(linesOf)];
}

/** `file_audit +2 columns, system_nodes`: for a screen that only names them. */
export function adoptionSummary(adoptions: readonly Adoption[]): string {
  return adoptions
    .map(
      ({ table, added_columns: columns }) =>
        table + (columns.length > 0 ? ` +${counted(columns.length, "column")}` : ""),
    )
    .map(escapeControls)
    .join(", ");
}

function linesOf({ table, added_columns: columns, triggers, left_out: leftOut, differences }: Adoption): string[] {
  const lists = [
    ["+ columns ", columns],
    ["+ triggers", triggers],
    ["left out  ", leftOut],
  ] as const;
  const lines = lists.flatMap(([label, names]) => (names.length === 0 ? [] : [`${label} ${names.join(", ")}`]));
  const differing = differences.map((difference) => `differs    ${difference}`);
  return [`  ~ ${table}`, ...[...lines, ...differing].map((line) => `      ${line}`)].map(escapeControls);
}
