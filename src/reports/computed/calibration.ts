import type { ReportAnswer } from "../../model/report.ts";
import { dayAfter } from "../../pace/calendar.ts";
import { calibrate, type Calibration, type MadeForecast } from "../../pace/calibration.ts";
import { forecast, least, method, type PercentileAnswer } from "../../pace/forecast.ts";
import { type Standing, standingsOf } from "../../pace/observed.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { openTurns } from "../../system/turns.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed, counted, countParameter, phaseOf, phaseParameter } from "./computed.ts";
import { overDays, usualSeed } from "./forecast.ts";
import { readProjectDays } from "./project-days.ts";
import { allPhases, scopesOf } from "./scopes.ts";

const columns = [
  { name: "percentile", type: "text" },
  { name: "judged", type: "number" },
  { name: "held", type: "number" },
  { name: "share", type: "number" },
  { name: "pending", type: "number" },
  { name: "undated", type: "number" },
] as const;

export const calibration: ReportDefinition = computed(
  {
    name: "calibration",
    title: "Calibration",
    about:
      "How many of the past forecasts held, of all work and of each phase: as many of a hundred as the percentile says, if they are honest.",
    parameters: [phaseParameter, countParameter("days", 3650, 365, "how many days back forecasts are taken from")],
    columns,
    answers: ["001:625"],
    empty: "There is no past forecast yet.",
    chart: { form: "bars", across: "percentile", lines: ["share"], dashed: null },
  },
  async (workspace, values) => {
    const project = await readProjectDays(workspace);
    const over = overDays(project);
    const last = over.at(-1);
    if (last === undefined) return { columns, rows: [] };
    const phase = phaseOf(values.get("phase"));
    const since = dayAfter(last.day, -Number(values.get("days")));
    const scopes = (phase === null ? scopesOf(over) : [phase]).map((scope) => ({
      scope,
      standings: standingsOf(over, scope),
    }));
    return answerOf(await forecastsSince(workspace, since, scopes));
  },
);

interface Scope {
  readonly scope: number | null;
  readonly standings: readonly Standing[];
}

interface Forecasts {
  readonly kept: readonly MadeForecast[];
  readonly again: readonly MadeForecast[];
}

/** Those that were kept, and where none was, those that would have been made once a week: a function of the days that were over. */
async function forecastsSince(workspace: Workspace, since: string, scopes: readonly Scope[]): Promise<Forecasts> {
  const stored = await readKept(workspace, since);
  const turns = openTurns();
  const kept: MadeForecast[] = [];
  const again: MadeForecast[] = [];
  for (const { scope, standings } of scopes) {
    for (const [index, { day }] of standings.entries()) {
      if (day < since) continue;
      const one = stored.find((each) => each.day === day && each.phase === (scope ?? allPhases));
      if (one !== undefined) kept.push({ day, answers: one.answers, standings });
      else if (index % 7 === 0) again.push(...made(standings, index));
      if (turns.isOver()) await turns.next();
    }
  }
  return { kept, again };
}

function made(standings: readonly Standing[], index: number): MadeForecast[] {
  const answer = forecast(standings.slice(0, index + 1), usualSeed);
  return answer === null ? [] : [{ day: answer.day, answers: answer.answers, standings }];
}

interface StoredForecast {
  readonly day: string;
  readonly phase: number;
  readonly method: number;
  readonly answers: readonly PercentileAnswer[];
}

async function readKept(workspace: Workspace, since: string): Promise<readonly StoredForecast[]> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const { rows } = await connection.query<StoredForecast>(readSql("reports/computed/kept-forecasts.sql"), [since]);
      // Another method's promises are not this one's.
      return rows.filter((row) => row.method === method);
    }),
  );
}

function answerOf({ kept, again }: Forecasts): ReportAnswer {
  const rows = calibrate([...kept, ...again]).filter(({ judged, pending, undated }) => judged + pending + undated > 0);
  if (rows.length === 0) return { columns, rows: [] };
  return {
    columns,
    rows: rows.map(rowOf),
    notes: [
      `Of ${counted(kept.length, "forecast")} kept by v7 daily and ${again.length} computed again by method ${method}, one a week.`,
      "Forecasts of neighbouring days are much alike: many of them say little more than one.",
    ],
  };
}

/** Fewer than five say nothing. */
function rowOf({ percentile, judged, held, pending, undated }: Calibration): ReportAnswer["rows"][number] {
  const share = judged < least ? null : Math.round((100 * held) / judged);
  return { percentile: `P${percentile}`, judged, held, share, pending, undated };
}
