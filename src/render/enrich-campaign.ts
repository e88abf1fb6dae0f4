import type { CampaignProject, EnrichCampaignOutput } from "../model/output/enrich-campaign.ts";
import { counted, grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { tableLines } from "./type/table.ts";

const columns = [
  { title: "score", align: "right" },
  { title: "project" },
  { title: "files", align: "right" },
  { title: "lines", align: "right" },
  { title: "last scan" },
] as const;

/** The projects, and what was done with them or would be. */
export function renderCampaign(output: EnrichCampaignOutput, screen: Screen = plainScreen): string {
  const { projects, executed } = output;
  if (projects.length === 0)
    return "No project of that size is without a fresh scan. --min-lines 0 takes those without source too.";
  return [...tableLines(columns, projects.map(row), screen), ...(executed ? done(output) : planned(output))].join("\n");
}

function row({ score, project_path: path, files, lines, last_scan: last }: CampaignProject): readonly string[] {
  const days = last === null ? "never" : escapeControls(last.slice(0, 10));
  return [String(score), escapeControls(path), grouped(files), lines === null ? "" : grouped(lines), days];
}

function planned({ projects }: EnrichCampaignOutput): string[] {
  return [`${counted(projects.length, "project")} would be scanned. Next: v7 enrich campaign --execute`];
}

function done({ projects, files, manifest, gaps }: EnrichCampaignOutput): string[] {
  return [
    `Scanned: ${counted(projects.length, "project")}, ${grouped(files)} files`,
    ...(manifest === null ? [] : [`Manifest: ${escapeControls(manifest)}`]),
    ...(gaps === null ? [] : [`Gaps: ${gaps.opened} opened, ${gaps.closed} closed. Next: v7 enrich next-actions`]),
  ];
}
