import type { Finding } from "../model/finding.ts";
import type { Agreed } from "./agreed.ts";
import type { Sides, TaskSides } from "./sides.ts";

/** Who moved a field since both last agreed on it. */
export type Verdict = "same" | "ours" | "theirs" | "conflict";

export interface ComparedField {
  /** Of the document. */
  readonly field: "name" | "status";
  readonly declared: string;
  /** In v7's words. */
  readonly live: string;
  readonly agreed: string | null;
  readonly verdict: Verdict;
}

export interface ComparedTask {
  readonly sides: TaskSides;
  /** None where the task is not in DART. */
  readonly fields: readonly ComparedField[];
  readonly findings: readonly Finding[];
}

/** The status a document has where it says nothing. */
const usualStatus = "pending";

/** A task's status as declared. */
export function statusOf({ document }: Pick<TaskSides, "document">): string {
  const { status } = document.spec;
  return typeof status === "string" ? status : usualStatus;
}

/** Compares each task's name and status on three sides; a status without a meaning is compared with nothing. */
export function compareTasks({ tasks, settings }: Pick<Sides, "tasks" | "settings">): ComparedTask[] {
  return tasks.map((sides) => {
    const { live, agreed, document, address } = sides;
    if (live === undefined) return { sides, fields: [], findings: goneFindings(sides) };
    const name = field("name", { declared: String(document.spec["name"]), live: live.title, agreed: agreed?.title });
    const meaning = live.status === undefined ? undefined : settings.statuses[live.status];
    if (meaning === undefined) {
      const message = `DART's status ${live.status ?? "(none)"} has no meaning in v7.yaml dart.statuses`;
      return { sides, fields: [name], findings: [{ severity: "error", code: "V7-J006", message, address }] };
    }
    const status = field("status", { declared: statusOf(sides), live: meaning, agreed: agreed?.status });
    return { sides, fields: [name, status], findings: [] };
  });
}

function goneFindings({ isGone, address, agreed, document }: TaskSides): Finding[] {
  if (!isGone) return [];
  const id = agreed?.id ?? String(document.spec["dartTaskId"]);
  const message = `its task ${id} is not in DART any more; the document stays as it is`;
  return [{ severity: "warning", code: "V7-J011", message, address }];
}

function field(
  name: ComparedField["field"],
  {
    declared,
    live,
    agreed = null,
  }: { readonly declared: string; readonly live: string; readonly agreed: string | null | undefined },
): ComparedField {
  return { field: name, declared, live, agreed, verdict: verdictOf(declared, live, agreed) };
}

function verdictOf(declared: string, live: string, agreed: string | null): Verdict {
  if (declared === live) return "same";
  if (agreed === live) return "ours";
  return agreed === declared ? "theirs" : "conflict";
}

/** What both sides agree on now, of tasks whose documents name their counterparts. */
export function agreedNow(compared: readonly ComparedTask[]): Agreed[] {
  return compared.flatMap(({ sides: { live, name, isLinked }, fields }) => {
    if (live === undefined || !isLinked) return [];
    const of = (wanted: ComparedField["field"]): string | null => {
      const found = fields.find(({ field: one }) => one === wanted);
      return found?.verdict === "same" ? found.declared : null;
    };
    const row = { id: live.id, url: live.url, task: name, title: of("name"), status: of("status") };
    return row.title === null && row.status === null ? [] : [row];
  });
}
