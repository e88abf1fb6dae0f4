import { createInterface, type Interface } from "node:readline/promises";
import type { ApplyRequest } from "../../engine/apply/request.ts";
import type { PlanOutput } from "../../model/output/plan.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { renderPlan } from "../../render/plan/plan-text.ts";
import { planViewOf } from "../../render/plan/plan-view.ts";
import { clockOf } from "./clock.ts";
import type { Printer } from "./printer.ts";
import { isInteractive } from "./terminal.ts";

/** Only a person at a terminal can be asked. */
export function consentOf(workspace: Workspace, json: boolean, printer: Printer): ApplyRequest["consent"] {
  if (json || !isInteractive() || !process.stdout.isTTY) return undefined;
  return (plan) => askApproval(workspace, plan, printer);
}

/** Shows the plan to the person at the terminal; only the whole word `yes` is consent. */
async function askApproval(workspace: Workspace, plan: PlanOutput, printer: Printer): Promise<boolean> {
  printer.message(`${renderPlan(planViewOf(plan, clockOf(workspace)))}\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While readline holds the terminal, Ctrl-C reaches it alone.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const question = terminal.question('Apply this? Only "yes" is accepted: ', { signal: workspace.signal });
    return (await Promise.race([question, hangUp(terminal)])).trim() === "yes";
  } finally {
    terminal.close();
  }
}

/** Ctrl-D, or a terminal that is gone, answers nothing. */
function hangUp(terminal: Interface): Promise<string> {
  return new Promise((resolve) => terminal.once("close", () => resolve("")));
}
