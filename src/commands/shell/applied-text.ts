import type { ApplyOutcome } from "../../engine/apply/request.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { renderApplied } from "../../render/plan/apply-text.ts";
import { escapeControls } from "../../render/type/escape.ts";
import type { Palette } from "../../render/type/palette.ts";
import { countLine } from "../../render/plan/plan-summary.ts";
import { gitLine } from "./plan-view.ts";

/** What an apply did, or that there was nothing to do. */
export function appliedText(workspace: Workspace, outcome: ApplyOutcome, actor: string, palette: Palette): string {
  const { applyId, planned, summary, database, dryRun, approvals } = outcome;
  const isEmpty = planned.plan.changes.length === 0;
  if (isEmpty) return [`Database: ${escapeControls(database)}`, countLine(planned.plan)].join("\n");
  const where = gitLine(workspace, outcome);
  const view = {
    databaseLine: database,
    ...(applyId === undefined ? {} : { applyId }),
    ...(where === undefined ? {} : { gitLine: where }),
    summary,
    approvals,
    ...(dryRun || approvals.length > 0 ? {} : { consentBy: actor }),
    recheckedRows: planned.plan.changes.length,
    driftKept: planned.plan.drift.filter(({ decision }) => decision === "kept").length,
    dryRun,
    now: workspace.now(),
  };
  return renderApplied(view, palette);
}
