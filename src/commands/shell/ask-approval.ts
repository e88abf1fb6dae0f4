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
  if (json) return undefined;
  return askYes(workspace, printer, (plan: PlanOutput) => ({
    text: renderPlan({ ...planViewOf(plan, clockOf(workspace)), isQuestion: true }, printer.screens.messages),
    question: "Apply this?",
  }));
}

/** What a person reads, and what is asked about it. */
interface Question {
  readonly text: string;
  readonly question: string;
}

/** Shows something to the person at the terminal and asks; only the whole word `yes` is consent. Undefined where nobody sits. */
export function askYes<Shown>(
  workspace: Workspace,
  printer: Printer,
  ask: (shown: Shown) => Question,
): ((shown: Shown) => Promise<boolean>) | undefined {
  if (!isInteractive() || !process.stdout.isTTY) return undefined;
  return async (shown) => {
    const { text, question } = ask(shown);
    printer.message(`${text}\n`);
    return (await answerOf(`${question} Only "yes" is accepted: `, workspace.signal)) === "yes";
  };
}

async function answerOf(question: string, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While readline holds the terminal, Ctrl-C reaches it alone.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    return (await Promise.race([terminal.question(question, { signal }), hangUp(terminal)])).trim();
  } finally {
    terminal.close();
  }
}

/** Ctrl-D, or a terminal that is gone, answers nothing. */
function hangUp(terminal: Interface): Promise<string> {
  return new Promise((resolve) => terminal.once("close", () => resolve("")));
}
