import type { Finding } from "../../model/finding.ts";
import { escapeControls } from "../type/escape.ts";
import { findingLine } from "./findings.ts";
import { plainScreen, type Screen } from "../type/screen.ts";
import { listLines } from "../type/table.ts";
import { counted } from "../type/counts.ts";

/** A staged file and where it belongs; null where no rule says so. */
export interface StagedPlace {
  readonly path: string;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
}

const shownFindings = 9;
const shownFiles = 10;

/** Why a commit was stopped, and what to do about it. */
export function renderStopped(findings: readonly Finding[]): string {
  const shown = findings.slice(0, shownFindings).map(findingLine);
  const more = findings.length - shown.length;
  return [
    `v7: commit stopped, ${counted(findings.length, "problem")} in what is staged`,
    ...shown,
    ...(more > 0 ? [`… ${more} more: v7 validate --staged`] : []),
    ...secretAdvice(findings),
    "Your files and index are unchanged.",
  ].join("\n");
}

/** What looks like a secret, and stops nothing. */
export function renderSuspects(findings: readonly Finding[]): string {
  const shown = findings.slice(0, shownSuspects).map(findingLine);
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${more} more: v7 validate --staged`] : [])].join("\n");
}

const shownSuspects = 5;

/** What is wrong after a merge, a pick, a revert or a rebase, which git asks nobody about. */
export function renderWrongNow(findings: readonly Finding[]): string {
  const shown = findings.slice(0, shownFindings).map(findingLine);
  const more = findings.length - shown.length;
  const hasSecrets = findings.some(({ code }) => code.startsWith("V7-S"));
  return [
    `v7: ${counted(findings.length, "problem")} in what is checked out now`,
    ...shown,
    ...(more > 0 ? [`… ${more} more: v7 validate`] : []),
    hasSecrets
      ? "  Nothing was undone. Before a push: git rebase -i, or v7 validate --secrets --since COMMIT"
      : "  Nothing was undone. v7 validate",
  ].join("\n");
}

/** What to do about secrets, where there are any. */
export function secretAdvice(findings: readonly Finding[]): string[] {
  const found = findings.filter(({ code }) => code.startsWith("V7-S"));
  if (found.length === 0) return [];
  const isPassword = found.some(({ code }) => /^V7-S0(?:02|03|12|13)$/.test(code));
  const place = isPassword ? "Use ~/.pgpass. Ever pushed? Change the password first." : tokenPlace;
  return [
    `  ${place}`,
    "  Not a secret? End the line with: v7:allow-secret REASON",
    "  or accept it in secrets.accepted.yaml: v7 validate --staged --format accepted",
  ];
}

const tokenPlace = "Name a variable instead. Ever pushed? Revoke it first.";

/** Each staged file's component, pillar and project, those that belong nowhere last; many files are told by their place. */
export function renderStagedPlaces(files: readonly StagedPlace[], screen: Screen = plainScreen): string {
  const unrouted = files.filter((file) => placeText(file) === undefined);
  const head = unrouted.length === 0 ? "" : `, ${unrouted.length} in no declared place`;
  const sorted = files.toSorted((left, right) => rank(left) - rank(right));
  const rows = files.length <= shownFiles ? sorted.map(fileRow) : groupRows(sorted);
  const shown = rows.slice(0, shownFiles);
  const more = rows.length - shown.length;
  return [
    `v7: ${counted(files.length, "file")} staged${head}`,
    ...listLines(shown, screen, { indent: 2 }),
    ...(more > 0 ? [`  … ${counted(more, "more place")}`] : []),
  ].join("\n");
}

function fileRow(file: StagedPlace): string[] {
  return [escapeControls(file.path), placeText(file) ?? "unrouted"];
}

function groupRows(files: readonly StagedPlace[]): string[][] {
  const groups = Map.groupBy(files, (file) => placeText(file) ?? "unrouted");
  return [...groups].map(([place, members]) => [place, counted(members.length, "file"), example(place, members)]);
}

/** Somebody has to find a place for these. */
function example(place: string, members: readonly StagedPlace[]): string {
  if (place !== "unrouted") return "";
  const names = members.slice(0, 2).map(({ path }) => escapeControls(path));
  return [...names, ...(members.length > 2 ? ["…"] : [])].join(", ");
}

function rank(file: StagedPlace): number {
  return placeText(file) === undefined ? 1 : 0;
}

function placeText({ component, pillar, project }: StagedPlace): string | undefined {
  const parts = [component, pillar, project];
  if (parts.every((part) => part === null)) return undefined;
  return parts.map((part) => (part === null ? "–" : escapeControls(part))).join(" · ");
}
