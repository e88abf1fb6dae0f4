import type { ReportAnswer } from "../../model/report.ts";
import { dayAfter } from "../../pace/calendar.ts";
import { longestChain } from "../../pace/chain.ts";
import { durationsOf, medianOf } from "../../pace/durations.ts";
import { type Forecast, forecast, least, method, needed, type PercentileAnswer } from "../../pace/forecast.ts";
import { standingsOf } from "../../pace/observed.ts";
import { runs } from "../../pace/simulate.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed, counted, phaseOf, phaseParameter } from "./computed.ts";
import { gapNotes } from "./gap-notes.ts";
import { ownTimesOf, type ProjectDays, readProjectDays } from "./project-days.ts";

/** The seed of the forecasts that are kept: the same days are foreseen alike everywhere. */
export const usualSeed = 1;

const columns = [
  { name: "percentile", type: "text" },
  { name: "done_by", type: "date" },
  { name: "days", type: "number" },
  { name: "outcome", type: "text" },
  { name: "to_do", type: "number" },
  { name: "n", type: "number" },
] as const;

/** A function of the days that are over and the seed: today's work shows tomorrow. */
export const forecastReport: ReportDefinition = computed(
  {
    name: "forecast",
    title: "Forecast",
    about:
      "When the work there is to do will be done, by days drawn from those that were seen; blocked and deferred tasks are left out.",
    parameters: [
      phaseParameter,
      {
        name: "seed",
        type: "integer",
        range: { least: 0, most: 999_999_999 },
        default: String(usualSeed),
        description: "other dice; the same seed draws the same days",
      },
    ],
    columns,
    answers: ["001:625"],
    empty: "Nothing to foresee.",
    corrects: "One date without saying how sure it is, of deferred and blocked tasks too.",
  },
  async (workspace, values) => {
    const project = await readProjectDays(workspace);
    const phase = phaseOf(values.get("phase"));
    const made = forecast(standingsOf(overDays(project), phase), Number(values.get("seed")));
    return made === null ? nothing(project) : answerOf(made, project, phase);
  },
);

/** Days that are over; on the first day of all, that one. */
export function overDays({ days }: ProjectDays): ProjectDays["days"] {
  return days.length === 1 ? days : days.slice(0, -1);
}

function nothing({ days }: ProjectDays): ReportAnswer {
  return { columns, rows: [], notes: gapNotes(days) };
}

function answerOf(made: Forecast, project: ProjectDays, phase: number | null): ReportAnswer {
  const chain = chainOf(project, phase);
  const noFaster = chain.days === null ? null : dayAfter(made.day, Math.ceil(chain.days));
  return {
    columns,
    rows: made.answers.map((answer) => rowOf(answer, made, noFaster)),
    notes: [
      ...standingNotes(made),
      ...capNotes(made),
      ...chainNotes(chain, noFaster),
      ...methodNotes(made),
      ...gapNotes(project.days),
    ],
  };
}

function rowOf(answer: PercentileAnswer, made: Forecast, noFaster: string | null): ReportAnswer["rows"][number] {
  const n = Math.min(made.days, made.finished);
  const { percentile, date, days } = answer;
  const outcome =
    date !== null && noFaster !== null && date < noFaster ? "sooner than its chain allows" : outcomeOf(answer, made);
  return { percentile: `P${percentile}`, done_by: date, days, outcome, to_do: made.backlog, n };
}

function outcomeOf({ outcome, percentile }: PercentileAnswer, { days, finished }: Forecast): string {
  switch (outcome) {
    case "date":
      return "done by then";
    case "longer":
      return `longer than ${2 * days} days, 2 × what was seen`;
    case "never":
      return "does not converge";
    case "unknown":
      return Math.min(days, finished) < least
        ? `not enough data: ${Math.min(days, finished)} of ${least}`
        : `not enough data: P${percentile} needs ${needed(percentile)}`;
  }
}

function standingNotes({ day, backlog, blocked, deferred, days, finished, added }: Forecast): string[] {
  const without = [
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(deferred > 0 ? [`${deferred} deferred`] : []),
  ].join(" and ");
  const scope = added === 0 ? "" : added > 0 ? `, ${added} added` : `, ${-added} taken away`;
  return [
    `As of ${day}: ${counted(backlog, "task")} to do${without === "" ? "" : `, without ${without}`}.`,
    `Seen: ${counted(finished, "task")} finished${scope} in ${counted(days, "day")}.`,
  ];
}

function methodNotes({ answers }: Forecast): string[] {
  if (answers.every(({ outcome }) => outcome === "unknown")) return [];
  return [
    `${runs} runs, each from a history drawn anew; method ${method}. It knows no vacations, and no pace that changes.`,
  ];
}

function capNotes({ capped: { done, added } }: Forecast): string[] {
  return [
    ...(done.days > 0
      ? [`${counted(done.days, "day")} with more than ${done.most} finished ${count(done.days)} as ${done.most}.`]
      : []),
    ...(added.days > 0
      ? [`${counted(added.days, "day")} with more than ${added.most} added ${count(added.days)} as ${added.most}.`]
      : []),
  ];
}

function count(days: number): string {
  return days === 1 ? "counts" : "count";
}

interface Chain {
  readonly tasks: number;
  /** Null: too few tasks were timed. */
  readonly days: number | null;
  readonly median: number | null;
  readonly n: number;
}

/** What the forecast is not about. */
const apart: ReadonlySet<string> = new Set(["completed", "cancelled", "blocked", "deferred"]);

/** Tasks that wait for each other take as long as one after the other does, however many people there are. */
function chainOf(project: ProjectDays, phase: number | null): Chain {
  const open = project.tasks.filter(
    ({ status, phase: own }) => !apart.has(status ?? "pending") && (phase === null || own === phase),
  );
  const tasks = longestChain(open).length;
  const hours = durationsOf(project.timelines, ownTimesOf(project)).flatMap((each) => each.hours ?? []);
  const median = hours.length < least ? null : medianOf(hours);
  return { tasks, median, n: hours.length, days: median === null ? null : (tasks * median) / 24 };
}

function chainNotes({ tasks, median, n }: Chain, noFaster: string | null): string[] {
  if (tasks < 2) return [];
  const chain = `${counted(tasks, "task")} wait for one another`;
  return [
    median === null || noFaster === null
      ? `${chain}; how long they take is unknown: ${counted(n, "task")} timed, ${least} needed.`
      : `No faster than ${noFaster}: ${chain}, at the median ${median.toFixed(1)} h (n = ${n}).`,
  ];
}
