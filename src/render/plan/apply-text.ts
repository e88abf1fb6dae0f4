import type { GivenApproval } from "../../model/approval.ts";
import type { PlanSummary } from "../../model/plan.ts";
import { escapeControls } from "../type/escape.ts";
import { type Palette, plainPalette } from "../type/palette.ts";
import { counted, shortId } from "./plan-summary.ts";
import { relativeTime } from "../type/time.ts";

/** An apply that committed, or was rolled back on purpose. */
export interface AppliedView {
  readonly databaseLine: string;
  /** Absent after a dry run: nothing stayed. */
  readonly applyId?: string;
  /** `main 8e2d410`; absent outside git. */
  readonly gitLine?: string;
  readonly summary: PlanSummary;
  readonly approvals: readonly GivenApproval[];
  /** Who consented where no approval was asked for. */
  readonly consentBy?: string;
  /** Rows that were read again under the locks. */
  readonly recheckedRows: number;
  /** Drifted rows that the apply left alone. */
  readonly driftKept: number;
  readonly dryRun: boolean;
  readonly now: Date;
}

/** An apply that wrote nothing. */
export interface RefusedView {
  readonly databaseLine?: string;
  readonly code: string;
  /** Without a full stop: `1 approval missing, nothing written`. */
  readonly message: string;
  /** What is missing, a line each. */
  readonly details: readonly string[];
  /** The next commands, a line each: `Arthur runs: v7 approve 3f9a1c`. */
  readonly next: readonly string[];
}

/** The four lines of an apply that went through. */
export function renderApplied(view: AppliedView, palette: Palette = plainPalette): string {
  const { add, change, destroy } = view.summary;
  const counts = `${add} added, ${change} changed, ${destroy} destroyed`;
  const result = view.dryRun
    ? `Dry run: ${counts}; rolled back, nothing written.`
    : palette.strong(`Applied: ${counts}.`);
  return [`Database: ${escapeControls(view.databaseLine)}`, consentLine(view), ...applyLines(view), result].join("\n");
}

/** Why an apply wrote nothing, and what to do. */
export function renderRefused(view: RefusedView, palette: Palette = plainPalette): string {
  const database = view.databaseLine === undefined ? [] : [`Database: ${escapeControls(view.databaseLine)}`];
  const error = `${palette.error("Error:")} ${escapeControls(view.message)} [${escapeControls(view.code)}]`;
  return [...database, error, ...[...view.details, ...view.next].map((line) => `  ${escapeControls(line)}`)].join("\n");
}

function consentLine({ approvals, consentBy, recheckedRows, now }: AppliedView): string {
  const given = approvals.map(
    ({ persona, approvedBy, approvedAt }) =>
      `${escapeControls(persona)} (${escapeControls(approvedBy)}, ${relativeTime(approvedAt, now)})`,
  );
  const consent = consentBy === undefined ? given : [...given, escapeControls(consentBy)];
  const rechecked = `${counted(recheckedRows, "row")} re-checked.`;
  return consent.length === 0 ? rechecked : `Approved by ${consent.join(", ")}. ${rechecked}`;
}

function applyLines({ applyId, gitLine, driftKept, dryRun }: AppliedView): string[] {
  if (dryRun || applyId === undefined) return [];
  const from = gitLine === undefined ? "" : ` from ${escapeControls(gitLine)}`;
  const drift = driftKept === 0 ? "" : ` Drift kept: ${counted(driftKept, "row")}.`;
  return [`Apply ${shortId(applyId)}${from}.${drift} Undo: v7 undo ${shortId(applyId)}`];
}
