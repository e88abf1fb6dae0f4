import type { PersonCommand, WhatIfOutput } from "../model/output/what-if.ts";
import { renderEdits } from "./edit.ts";
import { findingLine } from "./findings/findings.ts";
import { renderPlan } from "./plan/plan-text.ts";
import { planViewOf } from "./plan/plan-view.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import type { Clock } from "./type/time.ts";

/** The edit, what is wrong with it, the plan it makes, what of that is its doing, and what a person would run. */
export function renderWhatIf(output: WhatIfOutput, clock: Clock, screen: Screen = plainScreen): string {
  const { edit, findings, by_edit: byEdit, plan, commands } = output;
  const isSame = edit.before === edit.after;
  return [
    isSame ? "The file is so already." : renderEdits([edit], undefined, screen),
    ...findings.map(findingLine),
    ...(plan === null ? ["No plan: the documents would be wrong."] : ["", renderPlan(planViewOf(plan, clock), screen)]),
    ...(byEdit === null
      ? []
      : [`By this edit: ${byEdit.length === 0 ? "nothing" : byEdit.map(escapeControls).join(", ")}`]),
    "Nothing was stored. A person would save the file, then run:",
    ...commands.map(commandLine),
  ].join("\n");
}

function commandLine({ argv, by }: PersonCommand): string {
  const words = argv.map((word) => (/^[\w./-]+$/.test(word) ? word : JSON.stringify(word)));
  return `  ${escapeControls(words.join(" "))}${by.length === 0 ? "" : `   (${by.map(escapeControls).join(" or ")})`}`;
}
