import { escapeControls } from "../type/escape.ts";
import { type Palette, paintSymbol } from "../type/palette.ts";
import { plainScreen, type Screen } from "../type/screen.ts";
import { type PlanSection, planSections } from "./plan-sections.ts";
import { countLine, planLines } from "./plan-summary.ts";
import type { PlanView } from "./plan-view.ts";
import { counted } from "../type/counts.ts";
import { displayWidth } from "../type/width.ts";

/** A plan as `v7 plan` prints it: where, drift, changes, what stands in the way, and the count line last. No final line break. */
export function renderPlan(view: PlanView, screen: Screen = plainScreen): string {
  const inner = { ...screen, width: screen.width - sectionIndent };
  const sections = planSections(view, inner).flatMap((section) => [...sectionLines(section, screen), ""]);
  return [...whereLines(view, screen), "", ...sections, ...closingLines(view), countLine(view.plan.summary)].join("\n");
}

const sectionIndent = 2;

function whereLines({ databaseLine, gitLine }: PlanView, { width }: Screen): string[] {
  const parts = [`Database: ${escapeControls(databaseLine)}`];
  if (gitLine !== undefined) parts.push(`Git: ${escapeControls(gitLine)}`);
  const line = parts.join("   ");
  return displayWidth(line) > width ? parts : [line];
}

function sectionLines({ title, lines }: PlanSection, palette: Palette): string[] {
  return [palette.strong(`${title}:`), ...lines.map((line) => " ".repeat(sectionIndent) + paintLine(line, palette))];
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
  const written = view.writtenTo === undefined ? [] : [`Written to ${escapeControls(view.writtenTo)}.`];
  return [...conflicts, ...written, ...planLines(view)];
}
