import type { NodeVerifyOutput, VerifiedCheck } from "../model/output/node-verify.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";

/** A line a check, and the sum: what passed is quiet, all else says what was expected and what was found. */
export function renderNodeVerify(output: NodeVerifyOutput, screen: Screen = plainScreen): string {
  const { database, checks, snapshot } = output;
  const head = `Database: ${escapeControls(database)}`;
  if (checks.length === 0) return [head, "No node that was looked at declares a check."].join("\n");
  return [
    head,
    ...listLines(checks.map(checkRow), screen),
    `Verified: ${countsText(output)}. Snapshot: ${escapeControls(snapshot ?? "")}`,
  ].join("\n");
}

const marks = { passed: " ", failed: "!", unknown: "?", skipped: "-" } as const;

function checkRow(check: VerifiedCheck): readonly string[] {
  const { node, name, outcome, tries } = check;
  const tried = tries > 1 ? ` after ${tries} tries` : "";
  return [marks[outcome], escapeControls(node), escapeControls(name), outcome + tried, foundText(check)];
}

function foundText({ outcome, expected, found, detail }: VerifiedCheck): string {
  const said = detail === null ? "" : escapeControls(detail);
  if (outcome !== "failed") return said;
  const values = `expected ${plain(expected)}, found ${plain(found)}`;
  return said === "" ? values : `${values} (${said})`;
}

function plain(value: VerifiedCheck["found"]): string {
  return value === null ? "nothing" : escapeControls(String(value));
}

function countsText({ passed, failed, unknown, skipped }: NodeVerifyOutput): string {
  return [
    `${passed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(unknown === 0 ? [] : [`${unknown} unknown`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ].join(", ");
}
