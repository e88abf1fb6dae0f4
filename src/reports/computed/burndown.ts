import type { ReportAnswer } from "../../model/report.ts";
import { type Day, totalOf } from "../../pace/days.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed, countParameter, phaseOf, phaseParameter } from "./computed.ts";
import { gapNotes } from "./gap-notes.ts";
import { readProjectDays } from "./project-days.ts";

const columns = [
  { name: "day", type: "date" },
  { name: "remaining", type: "number" },
  { name: "done", type: "number" },
  { name: "scope", type: "number" },
  { name: "state", type: "text" },
] as const;

/** Days as they were when they ended: what becomes of a task later counts on the day on which it becomes so. */
export const burndown: ReportDefinition = computed(
  {
    name: "burndown",
    title: "Burndown",
    about: "Tasks left, done and in scope at the end of each of the last days, as the audit saw it, and now.",
    parameters: [phaseParameter, countParameter("days", 3650, 14, "how many days back")],
    columns,
    answers: ["001:622"],
    empty: "There is no task yet.",
    corrects:
      "Past days were computed from today's rows: reopening, moving, cancelling or deleting a task changed them.",
    chart: {
      form: "lines",
      across: "day",
      lines: ["scope", "done"],
      dashed: { column: "state", value: "from columns" },
    },
  },
  async (workspace, values) => {
    const { days } = await readProjectDays(workspace);
    const asked = days.slice(-1 - Number(values.get("days")));
    return answerOf(asked, phaseOf(values.get("phase")));
  },
);

function answerOf(days: readonly Day[], phase: number | null): ReportAnswer {
  return { columns, rows: days.map((day) => rowOf(day, phase)), notes: [...provisionalNotes(days), ...gapNotes(days)] };
}

/** Who completes a task that was completed before adds to what is done, and the reopening added to the scope. */
function rowOf({ day, state, phases }: Day, phase: number | null): ReportAnswer["rows"][number] {
  const total = totalOf(phases, phase);
  if (total === null) return { day, remaining: null, done: null, scope: null, state: "gap in the audit" };
  const done = total.completed + total.baseline;
  return { day, remaining: total.open, done, scope: total.open + done, state: stateWords[state] };
}

const stateWords = { closed: "closed", provisional: "provisional", columns: "from columns" } as const;

/** Today is never closed; other days are told of. */
function provisionalNotes(days: readonly Day[]): string[] {
  const open = days.slice(0, -1).some(({ state }) => state === "provisional");
  return open ? ["Days stay provisional until v7 daily closes them."] : [];
}
