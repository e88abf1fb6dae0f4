import { typedAddress } from "../model/address.ts";
import type { ImpactListOutput, ListedImpact } from "../model/output/impact-list.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, tableLines } from "./type/table.ts";

/** Impacts, a line each, the gravest unanswered first. */
export function renderImpacts({ impacts, unanswered }: ImpactListOutput, screen: Screen = plainScreen): Listing {
  const [gravest] = impacts;
  if (gravest === undefined) return { data: "", hint: "No impact is declared that fits. Next: v7 impact new KEY" };
  const open = `${counted(unanswered, "high or critical impact")} without an answer`;
  return {
    data: tableLines(columns, impacts.map(cellsOf), screen).join("\n"),
    hint: unanswered === 0 ? "" : `${open}. Next: v7 show ${escapeControls(typedAddress(gravest.address))}`,
  };
}

const columns: readonly Column[] = [
  "RISK",
  "STATUS",
  "IMPACT",
  "TYPE",
  "WORKFLOWS",
  "LAYERS",
  "BELONGS TO",
  "WHAT IT DOES",
].map((title) => ({ title }));

function cellsOf(impact: ListedImpact): string[] {
  const { address, risk, status, type, workflows, layers, phase, task, description, drifted } = impact;
  return [
    risk ?? "–",
    drifted ? `${status}, changed past v7` : status,
    address,
    type ?? "–",
    workflows.join(", "),
    layers.join(", "),
    task === null ? (phase === null ? "–" : `phase/${phase}`) : `task/${task}`,
    description ?? "–",
  ].map(escapeControls);
}
