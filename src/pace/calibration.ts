import { percentiles, type PercentileAnswer } from "./forecast.ts";
import type { Standing } from "./observed.ts";

/** A forecast that was made of a scope after a day had ended. */
export interface MadeForecast {
  readonly day: string;
  readonly answers: readonly PercentileAnswer[];
  /** How the same scope stood, day by day. */
  readonly standings: readonly Standing[];
}

/** How the forecasts of a percentile held. */
export interface Calibration {
  readonly percentile: number;
  /** Those whose date is over, so that nobody has to guess. */
  readonly judged: number;
  /** Of those: on their date, or before it, there was nothing left to do. */
  readonly held: number;
  /** Those whose date is to come. */
  readonly pending: number;
  /** Those that named no date. */
  readonly undated: number;
}

/** Counts them, each by its own date: one that is judged before that would be judged only if it held. */
export function calibrate(made: readonly MadeForecast[]): Calibration[] {
  return percentiles.map((percentile) => {
    const verdicts = made.flatMap((each) => {
      const answer = each.answers.find((other) => other.percentile === percentile);
      return answer === undefined || answer.outcome === "unknown" ? [] : [verdictOf(answer, each)];
    });
    const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
    return {
      percentile,
      judged: count("held") + count("missed"),
      held: count("held"),
      pending: count("pending"),
      undated: count("undated"),
    };
  });
}

type Verdict = "held" | "missed" | "pending" | "undated";

function verdictOf({ date }: PercentileAnswer, { day, standings }: MadeForecast): Verdict {
  if (date === null) return "undated";
  const last = standings.at(-1)?.day ?? day;
  if (date > last) return "pending";
  const until = standings.filter((standing) => standing.day > day && standing.day <= date);
  return until.some(({ backlog }) => backlog !== null && backlog <= 0) ? "held" : "missed";
}
