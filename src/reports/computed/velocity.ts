import { dayAfter, mondayOf } from "../../pace/calendar.ts";
import { medianOf } from "../../pace/durations.ts";
import { type ObservedDay, observedDays, standingsOf } from "../../pace/observed.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed, counted, countParameter, phaseOf, phaseParameter } from "./computed.ts";
import { gapNotes } from "./gap-notes.ts";
import { readProjectDays } from "./project-days.ts";

const columns = [
  { name: "week", type: "date" },
  { name: "completed", type: "number" },
  { name: "added", type: "number" },
  { name: "days", type: "number" },
] as const;

/** What the audit saw: a task that came as a completed one was not completed here. */
export const velocity: ReportDefinition = computed(
  {
    name: "velocity",
    title: "Velocity",
    about:
      "Tasks completed in each of the last weeks, and added to the work there is to do, as the audit saw it; this week included.",
    parameters: [phaseParameter, countParameter("weeks", 520, 4, "how many weeks")],
    columns,
    answers: ["001:621"],
    empty: "There is no task yet.",
    corrects:
      "Weeks were counted from today's rows: what was reopened or deleted since was missing, and tasks that came as completed ones counted.",
    chart: { form: "bars", across: "week", lines: ["completed"], dashed: null },
  },
  async (workspace, values) => {
    const { days } = await readProjectDays(workspace);
    const observed = observedDays(standingsOf(days, phaseOf(values.get("phase"))));
    const weeks = weeksOf(observed);
    const shown = weeks.slice(-Number(values.get("weeks")));
    if (shown.length === 0) return { columns, rows: [] };
    return { columns, rows: shown, notes: [...medianNotes(shown, observed.at(-1)?.day), ...gapNotes(days)] };
  },
);

type Week = { readonly week: string; readonly completed: number; readonly added: number; readonly days: number };

/** Every week from the first to the last, also those in which nothing was seen. */
function weeksOf(observed: readonly ObservedDay[]): Week[] {
  const [first] = observed;
  const last = observed.at(-1);
  if (first === undefined || last === undefined) return [];
  const byWeek = Map.groupBy(observed, ({ day }) => mondayOf(day));
  const weeks: Week[] = [];
  for (let week = mondayOf(first.day); week <= last.day; week = dayAfter(week, 7)) {
    const days = byWeek.get(week) ?? [];
    const sum = (count: (day: ObservedDay) => number): number => days.reduce((total, day) => total + count(day), 0);
    weeks.push({ week, completed: sum(({ done }) => done), added: sum(({ added }) => added), days: days.length });
  }
  return weeks;
}

/** Weeks that are over and were seen whole. */
function medianNotes(weeks: readonly Week[], today: string | undefined): string[] {
  const whole = weeks.filter(({ week, days }) => days === 7 && today !== undefined && week < mondayOf(today));
  const median = medianOf(whole.map(({ completed }) => completed));
  if (median === null) return ["No week is over that was seen whole."];
  return [`Median of ${counted(whole.length, "whole week")}: ${median} completed.`];
}
