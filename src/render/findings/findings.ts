import type { Finding } from "../../model/finding.ts";
import type { Finding as AnsweredFinding } from "../../model/output/plan-file.ts";
import { escapeControls } from "../type/escape.ts";
import { type Palette, plainPalette } from "../type/palette.ts";
import { counted } from "../type/counts.ts";

/** A finding on its way to people: as it was found, or as an answer holds it. */
export type ShownFinding = Finding | AnsweredFinding;

/** What was looked at, beside what was found. */
export interface FindingsView {
  readonly findings: readonly ShownFinding[];
  /** How many files were read. */
  readonly fileCount: number;
}

/** Every finding on its line, and a summary that names the next command. */
export function renderFindings(view: FindingsView, palette: Palette = plainPalette): string {
  return [...view.findings.map((finding) => paintedFinding(finding, palette)), findingsSummary(view)].join("\n");
}

/** `state/tasks/1.3.yaml:9:3: error: unknown field staus; did you mean status? [V7-D004]` */
export function findingLine(finding: ShownFinding): string {
  return paintedFinding(finding, plainPalette);
}

/** `3 errors in 2 of 41 files. v7 fmt repairs 1. v7 explain V7-D012` */
export function findingsSummary({ findings, fileCount }: FindingsView): string {
  if (findings.length === 0) return `${counted(fileCount, "file")}, no problems.`;
  const files = new Set(findings.flatMap(({ file }) => file ?? [])).size;
  const repairs = findings.filter(({ repairable }) => repairable === true).length;
  // What is wrong may be that a file is not among those that were looked for.
  const where = files === 0 ? "" : ` in ${files} of ${counted(Math.max(fileCount, files), "file")}`;
  const sentences = [`${countsOf(findings)}${where}.`];
  if (repairs > 0) sentences.push(`v7 fmt repairs ${repairs}.`);
  return [...sentences, `v7 explain ${escapeControls(findings[0]?.code ?? "")}`].join(" ");
}

/** `state/tasks/1.3.yaml:9:3`, as far as it is known; empty without a file. */
export function placeOf({ file = null, line = null, column = null }: ShownFinding): string {
  if (file === null) return "";
  return [escapeControls(file), line, line === null ? null : column].filter((part) => part !== null).join(":");
}

/** The same with its level in colour. */
export function paintedFinding(finding: ShownFinding, palette: Palette): string {
  const place = placeOf(finding) || escapeControls(finding.address ?? "");
  const level = palette[finding.severity](`${finding.severity}:`);
  const start = place === "" ? level : `${place}: ${level}`;
  return `${start} ${escapeControls(finding.message)} [${escapeControls(finding.code)}]`;
}

function countsOf(findings: readonly ShownFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const parts = [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""];
  return parts.filter((part) => part !== "").join(", ");
}
