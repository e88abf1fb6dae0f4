import type { EnumListOutput, ListedEnum } from "../model/output/enum-list.ts";
import { escapeControls } from "./type/escape.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, tableLines } from "./type/table.ts";

/** Enums, a line each. */
export function renderEnums({ enums }: EnumListOutput, screen: Screen = plainScreen): Listing {
  if (enums.length === 0)
    return { data: "", hint: "No enum is declared that fits. Next: v7 explain EnumPlan --example" };
  return { data: tableLines(columns, enums.map(cellsOf), screen).join("\n"), hint: "" };
}

const columns: readonly Column[] = [
  { title: "ENUM" },
  { title: "BECOMES" },
  { title: "MERGES" },
  { title: "COLUMNS" },
  { title: "VALUES", align: "right" },
  { title: "UNMAPPED", align: "right" },
  { title: "RISK" },
  { title: "STATUS" },
  { title: "TARGET" },
  { title: "PHASE", align: "right" },
];

function cellsOf(one: ListedEnum): string[] {
  const { name, becomes, merges, columns: held, values, unmapped, risk, status, target, phase, drifted } = one;
  return [
    name,
    becomes ?? "–",
    merges.join(", "),
    held.join(", "),
    String(values.length),
    unmapped === 0 ? "–" : String(unmapped),
    risk ?? "–",
    drifted ? `${status}, changed past v7` : status,
    target ?? "–",
    phase === null ? "–" : String(phase),
  ].map(escapeControls);
}
