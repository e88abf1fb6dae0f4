import type { ReportAnswer } from "../../model/report.ts";
import { type Duration, durationsOf, medianOf } from "../../pace/durations.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed } from "./computed.ts";
import { ownTimesOf, readProjectDays } from "./project-days.ts";

const columns = [
  { name: "parent_phase", type: "number" },
  { name: "n", type: "number" },
  { name: "median_hours", type: "number" },
  { name: "from_columns", type: "number" },
  { name: "unknown_start", type: "number" },
] as const;

/** From the first time in progress to the last completion; of few tasks, the middle says more than the mean. */
export const timePerTask: ReportDefinition = computed(
  {
    name: "time-per-task",
    title: "Time per task",
    about:
      "How long completed tasks took from their first start, by phase: the median of n. Rows' own times and unknown starts are counted apart.",
    columns,
    answers: ["001:620"],
    empty: "No task is completed.",
    corrects: "The mean, from the row's creation where nobody knew the start, of how many tasks was not said.",
  },
  async (workspace) => {
    const project = await readProjectDays(workspace);
    const there = new Set(project.tasks.map(({ key }) => key));
    const durations = durationsOf(project.timelines, ownTimesOf(project)).filter(({ key }) => there.has(key));
    const phases = Map.groupBy(durations, ({ phase }) => phase);
    return { columns, rows: [...phases].toSorted(byPhase).map(([phase, own]) => rowOf(phase, own)) };
  },
);

function rowOf(phase: number | null, durations: readonly Duration[]): ReportAnswer["rows"][number] {
  const timed = durations.flatMap(({ hours, from }) => (hours === null ? [] : [{ hours, from }]));
  const median = medianOf(timed.map(({ hours }) => hours));
  return {
    parent_phase: phase,
    n: timed.length,
    median_hours: median === null ? null : Math.round(median * 100) / 100,
    from_columns: timed.filter(({ from }) => from === "columns").length,
    unknown_start: durations.length - timed.length,
  };
}

type Phase = readonly [number | null, readonly Duration[]];

function byPhase([left]: Phase, [right]: Phase): number {
  return (left ?? Infinity) - (right ?? Infinity) || 0;
}
