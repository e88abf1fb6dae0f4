import type { JsonObject } from "../../model/json.ts";
import { escapeControls } from "../type/escape.ts";
import type { ShownFinding } from "./findings.ts";

export interface SarifOptions {
  readonly toolVersion: string;
  /** The short description of a code, as `v7 explain` has it. */
  readonly titleOf?: (code: string) => string | undefined;
}

/** The findings as a SARIF 2.1.0 log for code scanning. Paths are relative to the repository's root. */
export function renderFindingsSarif(findings: readonly ShownFinding[], options: SarifOptions): string {
  return JSON.stringify(sarifLog(findings, options), null, 2);
}

function sarifLog(findings: readonly ShownFinding[], options: SarifOptions): JsonObject {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  const driver = { name: "v7", version: options.toolVersion, rules: codes.map((code) => ruleOf(code, options)) };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      { tool: { driver }, columnKind: "utf16CodeUnits", results: findings.map((finding) => resultOf(finding, codes)) },
    ],
  };
}

function ruleOf(code: string, options: SarifOptions): JsonObject {
  return {
    id: code,
    shortDescription: { text: options.titleOf?.(code) ?? code },
    help: { text: `v7 explain ${code}` },
  };
}

function resultOf(finding: ShownFinding, codes: readonly string[]): JsonObject {
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: finding.severity,
    message: { text: escapeControls(finding.message) },
    ...locationsOf(finding),
  };
}

function locationsOf({ file = null, line = null, column = null }: ShownFinding): JsonObject {
  if (file === null) return {};
  const artifactLocation = { uri: file.split("/").map(encodeSegment).join("/"), uriBaseId: "%SRCROOT%" };
  const start = column === null ? {} : { startColumn: column };
  const region = line === null ? {} : { region: { startLine: line, ...start } };
  return { locations: [{ physicalLocation: { artifactLocation, ...region } }] };
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}
