import type { ListedResource } from "../../../src/model/output/task-list.ts";

export interface BoardColumn {
  readonly name: string;
  readonly tasks: readonly ListedResource[];
  /** Whether one has to open it to see them. */
  readonly isFolded: boolean;
}

/** Tasks by what can be done with them: those that nobody began are ready, or wait for others. */
export function columnsOf(tasks: readonly ListedResource[]): readonly BoardColumn[] {
  const over = new Set(tasks.filter(({ status }) => isOver(status)).map(({ address }) => address));
  const known = new Set(tasks.map(({ address }) => address));
  const by = (name: string, belongs: (task: ListedResource) => boolean, isFolded = false): BoardColumn => ({
    name,
    tasks: tasks.filter(belongs),
    isFolded,
  });
  const isFresh = ({ status }: ListedResource): boolean =>
    status === null || status === "pending" || status === "not_started";
  // What another filter hides is not known to be over.
  const waits = (task: ListedResource): boolean =>
    task.depends_on.some((need) => (known.has(need) ? !over.has(need) : true));
  return [
    by("Waiting", (task) => isFresh(task) && waits(task)),
    by("Ready", (task) => isFresh(task) && !waits(task)),
    by("In progress", ({ status }) => status === "in_progress"),
    by("Blocked", ({ status }) => status === "blocked"),
    by("Review", ({ status }) => status === "review"),
    by("Done", ({ status }) => status === "completed", true),
    by("Cancelled, deferred", ({ status }) => status === "cancelled" || status === "deferred", true),
  ];
}

function isOver(status: string | null): boolean {
  return status === "completed" || status === "cancelled";
}
