import type { FileplanListOutput, ListedFilePlan } from "../model/output/fileplan-list.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, tableLines } from "./type/table.ts";

/** File plans, a line each, what is least far first. */
export function renderFilePlans({ fileplans, open }: FileplanListOutput, screen: Screen = plainScreen): Listing {
  if (fileplans.length === 0)
    return { data: "", hint: "No file plan is declared that fits. Next: v7 fileplan new GLOB" };
  return {
    data: tableLines(columns, fileplans.map(cellsOf), screen).join("\n"),
    hint: `${open} of ${counted(fileplans.length, "file")} not migrated yet. Next: v7 report unplanned-files`,
  };
}

const columns: readonly Column[] = [
  { title: "STATUS" },
  { title: "IMPACT", align: "right" },
  { title: "TESTS" },
  { title: "FILE" },
  { title: "BECOMES" },
  { title: "BELONGS TO" },
];

function cellsOf(plan: ListedFilePlan): string[] {
  const { status, impact_score: impact, test_status: tests, path, target_name: target, phase, task, drifted } = plan;
  return [
    drifted ? `${status}, changed past v7` : status,
    impact === null ? "–" : String(impact),
    tests ?? "–",
    path,
    target ?? "–",
    task === null ? (phase === null ? "–" : `phase/${phase}`) : `task/${task}`,
  ].map(escapeControls);
}
