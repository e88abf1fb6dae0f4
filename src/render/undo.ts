import type { UndoOutput } from "../model/output/undo.ts";
import { renderEdits } from "./edit.ts";
import { renderPlan } from "./plan/plan-text.ts";
import { planViewOf } from "./plan/plan-view.ts";
import type { Palette } from "./type/palette.ts";
import type { Clock } from "./type/time.ts";

/** The edits, and below them the plan that they make. */
export function renderUndone({ diffs, plan }: UndoOutput, clock: Clock, palette: Palette): string {
  return [renderEdits(diffs, undefined, palette), "", renderPlan(planViewOf(plan, clock), palette)].join("\n");
}
