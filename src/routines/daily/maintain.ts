import type { Rules } from "../../files/places/placement.ts";
import { readRules, refuseWithoutLayout } from "../../files/places/rules.ts";
import { scanByRules } from "../../files/scan/scan.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { DailyOutput } from "../../model/output/daily.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { keepForecasts } from "../../reports/keep-forecasts.ts";
import { canSyncUnattended } from "../../search/status.ts";
import { syncIndex } from "../../search/sync.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { type RunnableStep, runDaily } from "./run-daily.ts";
import { dailySteps } from "./steps.ts";
import { readDailyStanding } from "./watch.ts";

/**
 * Does the daily maintenance; what is declared is read once for all of it. V7-D000 while nobody knows the Layout; a step
 * that did not succeed is the answer's problem (V7-F034).
 */
export async function maintain(workspace: Workspace): Promise<Answer<DailyOutput>> {
  const rules = await readRules(workspace, refuseWithoutLayout);
  const more = [paceStep(workspace), ...(await indexSteps(workspace))];
  const { repository, redactor, signal } = workspace;
  const run = await withConnection(workspace, "write", async (connection) => {
    const before = await inTransaction(connection, { mode: "read" }, () => readDailyStanding(workspace, connection));
    const steps = [...registrySteps(workspace, rules, connection), ...more];
    const done = await runDaily({ connection, root: repository.root, redactor, signal }, steps);
    return { ...done, before: before?.problem === null ? null : before };
  });
  return answer(run, problemOf(run));
}

function registrySteps(workspace: Workspace, rules: Rules, connection: Connection): RunnableStep[] {
  return dailySteps({
    connection,
    layout: rules.layout,
    timeZone: workspace.config.timezone,
    scan: async ({ diff }) => (await scanByRules(workspace, async () => rules, { diff })).output,
  });
}

/** Days that are over get their figures for ever, and one forecast. */
function paceStep(workspace: Workspace): RunnableStep {
  return {
    name: "forecast",
    run: async () => {
      const { closed, kept, day } = await keepForecasts(workspace);
      const days = `${closed} ${closed === 1 ? "day" : "days"} closed`;
      const forecasts = kept === 0 ? "" : `, ${kept} ${kept === 1 ? "forecast" : "forecasts"} of ${day} kept`;
      return { detail: `${days}${forecasts}`, counts: { closed, kept } };
    },
  };
}

/** An index that somebody made is kept up to date, as long as no text leaves this machine for it. */
async function indexSteps(workspace: Workspace): Promise<RunnableStep[]> {
  if (!(await canSyncUnattended(workspace))) return [];
  return [
    {
      name: "index",
      run: async () => {
        const { documents, added, updated, removed } = (await syncIndex(workspace, {})).output;
        const detail = `${documents} documents: ${added} added, ${updated} updated, ${removed} removed`;
        return { detail, counts: { documents, added, updated, removed } };
      },
    },
  ];
}

function problemOf({ steps }: Pick<DailyOutput, "steps">): Failure | null {
  const failed = steps.filter(({ status }) => status !== "ok").map(({ name }) => name);
  if (failed.length === 0) return null;
  return new Failure("V7-F034", `daily: ${failed.join(", ")} did not succeed`, { next: ["v7 daily"] });
}
