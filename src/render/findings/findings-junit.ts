import { escapeControls, escapeControlsKeepingLines } from "../type/escape.ts";
import { findingLine, type ShownFinding } from "./findings.ts";

export interface JunitView {
  readonly findings: readonly ShownFinding[];
  /** Every file that was read; those without errors pass. */
  readonly files: readonly string[];
}

/** The findings as JUnit XML: one test case a file, its errors as the failure and its warnings as output. */
export function renderFindingsJunit({ findings, files }: JunitView): string {
  const byFile = Map.groupBy(findings, ({ file }) => file ?? "v7.yaml");
  const names = [...new Set([...files, ...byFile.keys()])];
  const cases = names.map((name) => testCase(name, byFile.get(name) ?? []));
  const failed = names.filter((name) => errorsOf(byFile.get(name) ?? []).length > 0).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${names.length}" failures="${failed}">`,
    `  <testsuite name="v7 validate" tests="${names.length}" failures="${failed}" errors="0" skipped="0">`,
    ...cases.flat(),
    "  </testsuite>",
    "</testsuites>",
  ].join("\n");
}

function testCase(name: string, findings: readonly ShownFinding[]): string[] {
  const open = `    <testcase classname="v7 validate" name="${attribute(name)}"`;
  const parts = [...failure(errorsOf(findings)), ...output(findings.filter(({ severity }) => severity === "warning"))];
  return parts.length === 0 ? [`${open}/>`] : [`${open}>`, ...parts, "    </testcase>"];
}

function failure(errors: readonly ShownFinding[]): string[] {
  const [first] = errors;
  if (first === undefined) return [];
  return [
    `      <failure type="${attribute(first.code)}" message="${attribute(first.message)}">${linesOf(errors)}</failure>`,
  ];
}

function output(warnings: readonly ShownFinding[]): string[] {
  return warnings.length === 0 ? [] : [`      <system-out>${linesOf(warnings)}</system-out>`];
}

function errorsOf(findings: readonly ShownFinding[]): ShownFinding[] {
  return findings.filter(({ severity }) => severity === "error");
}

function linesOf(findings: readonly ShownFinding[]): string {
  return escapeXml(findings.map(findingLine).join("\n"));
}

function attribute(text: string): string {
  return escapeXml(escapeControls(text));
}

// XML 1.0 has no way to write most control characters, so they become visible escapes first.
function escapeXml(text: string): string {
  return escapeControlsKeepingLines(text)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&apos;"],
]);
