import { forecast, method } from "../pace/forecast.ts";
import { standingsOf } from "../pace/observed.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { overDays, usualSeed } from "./computed/forecast.ts";
import { closeDays, type ProjectDays } from "./computed/project-days.ts";
import { allPhases, scopesOf } from "./computed/scopes.ts";

export interface KeptForecasts {
  /** How many days were closed. */
  readonly closed: number;
  /** How many forecasts were kept: of all work, and of each phase that has some. */
  readonly kept: number;
  /** The day that they are of; null before the first is over. */
  readonly day: string | null;
}

/** Closes the days that are over, and keeps what is foreseen after the last of them; once a day. */
export async function keepForecasts(workspace: Workspace): Promise<KeptForecasts> {
  const { closed, days } = await closeDays(workspace);
  const last = days.days.at(-2);
  const day = last?.state === "closed" ? last.day : null;
  const made = day === null ? [] : forecastsOf(days);
  if (made.length === 0) return { closed, kept: 0, day };
  const kept = await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, () =>
      connection.query(readSql("reports/computed/keep-forecasts.sql"), [JSON.stringify(made)]),
    ),
  );
  return { closed, kept: kept.rowCount ?? 0, day };
}

function forecastsOf(project: ProjectDays): object[] {
  const over = overDays(project);
  return scopesOf(over).flatMap((phase) => {
    const made = forecast(standingsOf(over, phase), usualSeed);
    if (made === null) return [];
    const { day, backlog: open, answers } = made;
    return [{ day, phase: phase ?? allPhases, method, seed: usualSeed, open, answers }];
  });
}
