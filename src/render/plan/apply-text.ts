import type { ApplyOutput } from "../../model/output/apply.ts";
import { findingLine } from "../findings/findings.ts";
import { escapeControls } from "../type/escape.ts";
import { type Palette, plainPalette } from "../type/palette.ts";
import { approvalText, countLine } from "./plan-summary.ts";
import { gitLine } from "./plan-view.ts";
import { counted } from "../type/counts.ts";
import { shortId } from "../type/ids.ts";

/** What an apply did: four lines; that there was nothing to do; or, where it was refused, which database it was about. */
export function renderApply(output: ApplyOutput, now: Date, palette: Palette = plainPalette): string {
  const { status, summary, rows, dry_run: dryRun } = output;
  if (status === "refused" || status === "failed") return databaseLines(output).join("\n");
  if (rows === 0 || summary === null)
    return [...databaseLines(output), ...(summary ? [countLine(summary)] : [])].join("\n");
  const counts = `${summary.add} added, ${summary.change} changed, ${summary.destroy} destroyed`;
  const result = dryRun ? `Dry run: ${counts}; rolled back, nothing written.` : palette.strong(`Applied: ${counts}.`);
  const warnings = output.findings.map(findingLine);
  return [...databaseLines(output), ...warnings, consentLine(output, now), ...applyLines(output), result].join("\n");
}

function databaseLines({ database }: ApplyOutput): string[] {
  return database === null ? [] : [`Database: ${escapeControls(database)}`];
}

/** Who consented where no approval was asked for is whoever applied. */
function consentLine({ approvals, unapproved, actor, rows, dry_run: dryRun }: ApplyOutput, now: Date): string {
  const given = approvals.map((approval) => approvalText(approval, now));
  const consent = dryRun || given.length > 0 ? given : [escapeControls(actor)];
  const rechecked = `${counted(rows, "row")} re-checked.`;
  if (unapproved.length > 0) {
    const by = given.length > 0 ? ` Approved by ${given.join(", ")}.` : "";
    return `${dryRun ? "Tried" : "Applied"} without ${whoseApproval(unapproved)} (advisory here).${by} ${rechecked}`;
  }
  return consent.length === 0 ? rechecked : `Approved by ${consent.join(", ")}. ${rechecked}`;
}

/** `Cleo's approval`, of several `the approval of Cleo, The Architect`. */
function whoseApproval(personas: readonly string[]): string {
  const names = personas.map(escapeControls);
  return names.length === 1 ? `${names.join("")}'s approval` : `the approval of ${names.join(", ")}`;
}

function applyLines({ apply_id: applyId, git, drift_kept: driftKept }: ApplyOutput): string[] {
  if (applyId === null) return [];
  const where = git === null ? undefined : gitLine(git);
  const from = where === undefined ? "" : ` from ${escapeControls(where)}`;
  const drift = driftKept === 0 ? "" : ` Drift kept: ${counted(driftKept, "row")}.`;
  return [`Apply ${shortId(applyId)}${from}.${drift} Undo: v7 undo ${shortId(applyId)}`];
}
