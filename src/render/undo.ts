import type { UndoOutput } from "../model/output/undo.ts";
import { renderEdits } from "./edit.ts";
import { renderPlan } from "./plan/plan-text.ts";
import { planViewOf } from "./plan/plan-view.ts";
import type { Screen } from "./type/screen.ts";
import type { Clock } from "./type/time.ts";

/** The edits, and below them the plan that they make. */
export function renderUndone({ diffs, plan }: UndoOutput, clock: Clock, screen: Screen): string {
  return [renderEdits(diffs, undefined, screen), "", renderPlan(planViewOf(plan, clock), screen)].join("\n");
}
