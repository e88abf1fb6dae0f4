import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import { scoreOf, type ScoredGap, type Weights } from "./score.ts";
import { actionTemplates, type WorkPlace } from "./templates.ts";

export interface QueueRules {
  readonly weights: Weights;
  readonly freshDays: number;
  readonly place: WorkPlace | null;
  readonly now: Date;
}

/** How the queue differs after a run. */
export interface QueuedActions {
  readonly queued: number;
  /** Of gaps that are closed or waived. */
  readonly settled: number;
}

/** Queues an action for every open gap that nobody waived, with the terms of its priority. */
export async function queueActions(connection: Connection, rules: QueueRules): Promise<QueuedActions> {
  const { rows: gaps } = await connection.query<OpenGap>(readSql("meta/open-gaps.sql"), [rules.now.toISOString()]);
  const actions = gaps.map((gap) => actionOf(gap, rules));
  const column = <Value>(value: (action: ActionRow) => Value): Value[] => actions.map(value);
  const { rows } = await connection.query<QueuedActions>(readSql("meta/queue-actions.sql"), [
    column(({ gap }) => gap),
    column(({ title }) => title),
    column(({ argv }) => JSON.stringify({ argv, cwd: "." })),
    column(({ score }) => score.impact),
    column(({ score }) => score.freshness),
    column(({ score }) => score.dependency),
    column(({ score }) => score.confidence),
    column(({ score }) => `${score.words.join("; ")}.`),
    column(({ score }) => JSON.stringify({ terms: score.words, weights: rules.weights })),
  ]);
  return rows[0] ?? { queued: 0, settled: 0 };
}

interface OpenGap extends Pick<ScoredGap, "type" | "scope" | "severity"> {
  readonly id: string;
  readonly impact: string;
  readonly confidence: string;
  readonly days_since_scan: number | null;
  readonly other_gaps: number;
  readonly waiting_plans: number;
}

interface ActionRow {
  readonly gap: string;
  readonly title: string;
  readonly argv: readonly string[];
  readonly score: ReturnType<typeof scoreOf>;
}

function actionOf(gap: OpenGap, { weights, freshDays, place }: QueueRules): ActionRow {
  const template = actionTemplates[gap.type];
  const scored = {
    ...gap,
    // Floats come as text.
    impact: Number(gap.impact),
    confidence: Number(gap.confidence),
    daysSinceScan: gap.days_since_scan,
    waitingPlans: gap.waiting_plans,
    otherGaps: gap.other_gaps,
    freshDays,
  };
  return {
    gap: gap.id,
    title: template.title(gap.scope),
    argv: template.argv(gap.scope, place),
    score: scoreOf(scored, weights),
  };
}
