import { escapeControls } from "../type/escape.ts";
import { type Palette, paintSymbol, plainPalette } from "../type/palette.ts";
import { type PlanSection, planSections } from "./plan-sections.ts";
import { countLine, planLines } from "./plan-summary.ts";
import type { PlanView } from "./plan-view.ts";
import { counted } from "../type/counts.ts";

/** A plan as `v7 plan` prints it: where, drift, changes, what stands in the way, and the count line last. No final line break. */
export function renderPlan(view: PlanView, palette: Palette = plainPalette): string {
  const sections = planSections(view).flatMap((section) => [...sectionLines(section, palette), ""]);
  return [whereLine(view), "", ...sections, ...closingLines(view), countLine(view.plan.summary)].join("\n");
}

function whereLine({ databaseLine, gitLine }: PlanView): string {
  const database = `Database: ${escapeControls(databaseLine)}`;
  return gitLine === undefined ? database : `${database}   Git: ${escapeControls(gitLine)}`;
}

function sectionLines({ title, lines }: PlanSection, palette: Palette): string[] {
  return [palette.strong(`${title}:`), ...lines.map((line) => `  ${paintLine(line, palette)}`)];
}

function paintLine(line: string, palette: Palette): string {
  if (/^[-+~!] /.test(line)) return paintSymbol(line, palette);
  return line.startsWith("Gate closed:") ? palette.error(line) : line;
}

function closingLines(view: PlanView): string[] {
  const { plan } = view;
  const conflicts =
    plan.conflicts.length === 0
      ? []
      : [`${counted(plan.conflicts.length, "conflict")}: apply refuses until each is decided.`];
  return [...conflicts, ...planLines(view)];
}
