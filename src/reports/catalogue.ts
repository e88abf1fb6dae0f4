import { readdirSync } from "node:fs";
import { distance } from "fastest-levenshtein";
import { Failure } from "../model/failure.ts";
import { packagePath } from "../system/package-file.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { ReportListOutput } from "../model/output/report-list.ts";
import { computedReports } from "./computed/index.ts";
import type { ReportDefinition } from "./definition.ts";
import { statementReport } from "./statement.ts";

/** Every report v7 has, by name: they are v7's own, so that no workspace is needed to know them. */
export function listReports(): Answer<ReportListOutput> {
  return answer({ reports: reportNames().map((name) => definitionOf(name).head) });
}

/** The report of this name, or V7-C007 with the names that come near. */
export function findReport(name: string): ReportDefinition {
  const names = reportNames();
  if (names.includes(name)) return definitionOf(name);
  const near = nearestNames(name, names);
  const hint = near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
  throw new Failure("V7-C007", `no report ${name}${hint}`, { next: ["v7 report list"] });
}

function reportNames(): string[] {
  const statements = readdirSync(packagePath("sql/reports")).filter((file) => file.endsWith(".sql"));
  return [...statements.map((file) => file.replace(/\.sql$/, "")), ...computedReports.keys()].toSorted();
}

function definitionOf(name: string): ReportDefinition {
  return computedReports.get(name) ?? statementReport(name);
}

/** At most three, the nearest first: by what was mistyped, or by the words of the name that were meant. */
function nearestNames(word: string, names: readonly string[]): string[] {
  if (word.length > 100) return [];
  const typed = word.toLowerCase();
  return names
    .map((name) => ({ name, steps: Math.min(distance(typed, name), differingWords(typed, name)) }))
    .filter(({ steps }) => steps <= Math.max(1, Math.floor(word.length / 3)))
    .toSorted((left, right) => left.steps - right.steps)
    .slice(0, 3)
    .map(({ name }) => name);
}

function differingWords(typed: string, name: string): number {
  const words = typed.split(/[^a-z0-9]+/);
  const parts = name.split("-");
  const shared = parts.filter((part) => words.includes(part)).length;
  return shared === 0 ? Infinity : words.length + parts.length - 2 * shared;
}
