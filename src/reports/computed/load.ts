import { type Assigned, bestHandOver, type HandOver, stepsOf } from "../../pace/schedule.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed } from "./computed.ts";
import { isOpen, readProjectDays, type Task } from "./project-days.ts";

const columns = [
  { name: "responsible_persona", type: "text" },
  { name: "open_tasks", type: "number" },
  { name: "in_progress", type: "number" },
  { name: "blocked", type: "number" },
  { name: "ready", type: "number" },
  { name: "could_go", type: "text" },
  { name: "to", type: "text" },
  { name: "steps", type: "number" },
  { name: "steps_then", type: "number" },
] as const;

export const load: ReportDefinition = computed(
  {
    name: "load",
    title: "Load",
    about:
      "Open tasks of each persona, the busiest first; which ready task somebody with less to do could take, and what that does to the critical path.",
    columns,
    answers: ["001:627"],
    empty: "No task is open.",
    next: "v7 task list",
    chart: { form: "bars", across: "responsible_persona", lines: ["open_tasks"], dashed: null },
  },
  async (workspace) => {
    const { tasks } = await readProjectDays(workspace);
    const open = tasks.filter(isOpen);
    const work = open.filter(({ status }) => status !== "blocked" && status !== "deferred");
    const steps = stepsOf(work);
    const byPersona = Map.groupBy(open, ({ persona }) => persona);
    const completed = new Set(tasks.filter(({ status }) => status === "completed").map(({ key }) => key));
    const rows = [...byPersona].map(([persona, own]) => {
      const ready = own.filter((task) => isReady(task, completed));
      const others = [...byPersona.keys()].filter((each) => each !== persona);
      return rowOf(persona, own, ready, { steps, handOver: bestHandOver(work, ready, others), tasks });
    });
    return { columns, rows: rows.toSorted(byLoad), notes: noteOf(steps, rows) };
  },
);

interface Path {
  readonly steps: number;
  readonly handOver: HandOver | null;
  readonly tasks: readonly Task[];
}

type Row = { readonly [column: string]: string | number | null };

function rowOf(
  persona: string,
  own: readonly Task[],
  ready: readonly Assigned[],
  { steps, handOver, tasks }: Path,
): Row {
  const task = tasks.find(({ key }) => key === handOver?.key);
  const count = (status: string): number => own.filter((each) => each.status === status).length;
  return {
    responsible_persona: persona,
    open_tasks: own.length,
    in_progress: count("in_progress"),
    blocked: count("blocked"),
    ready: ready.length,
    could_go: task === undefined ? null : `task/${task.phase}.${task.number}`,
    to: handOver?.to ?? null,
    steps: handOver === null ? null : steps,
    steps_then: handOver?.steps ?? null,
  };
}

function isReady({ status, dependencies }: Task, completed: ReadonlySet<string>): boolean {
  return (status === null || status === "pending") && dependencies.every((each) => completed.has(each));
}

function byLoad(left: Row, right: Row): number {
  const [one, other] = [Number(left["open_tasks"]), Number(right["open_tasks"])];
  return other - one || (String(left["responsible_persona"]) < String(right["responsible_persona"]) ? -1 : 1);
}

function noteOf(steps: number, rows: readonly Row[]): string[] {
  if (rows.every((row) => row["could_go"] === null)) return [];
  return [`Critical path: ${steps} tasks after one another, if each persona does one at a time.`];
}
