import type { Finding } from "../model/finding.ts";
import { type Json, sameJson } from "../model/json.ts";
import type { Agreed, AgreedField } from "./agreed.ts";
import { declaredOf, statusOf } from "./declared.ts";
import { type Criterion, readDescription, sameCriteria, sameText } from "./description.ts";
import type { Sides, TaskSides } from "./sides.ts";

/** Who moved a field since both last agreed on it; `open` where they differ and never agreed, so that nobody knows. */
export type Verdict = "same" | "ours" | "theirs" | "conflict" | "open";

export interface ComparedField {
  /** Of the document. */
  readonly field: "name" | "status" | "notes" | "acceptance" | "due";
  readonly declared: Json;
  /** In v7's words. */
  readonly live: Json;
  /** As DART had it when they agreed. */
  readonly agreed: Json;
  readonly verdict: Verdict;
}

export interface ComparedTask {
  readonly sides: TaskSides;
  /** None where the task is not in DART; without notes and acceptance where nobody had to read it whole. */
  readonly fields: readonly ComparedField[];
  readonly findings: readonly Finding[];
}

/** Compares each task on three sides: the document, DART, and what both last agreed on. */
export function compareTasks({ tasks, settings }: Pick<Sides, "tasks" | "settings">): ComparedTask[] {
  return tasks.map((sides) => {
    const { live, agreed, document, address } = sides;
    if (live === undefined) return { sides, fields: [], findings: goneFindings(sides) };
    const name = agreedAlike("name", String(document.spec["name"]), live.title, agreed?.title);
    const meaning = live.status === undefined ? undefined : settings.statuses[live.status];
    const others = [name, ...describedFields(sides)];
    if (meaning === undefined) {
      const message = `DART's status ${live.status ?? "(none)"} has no meaning in v7.yaml dart.statuses`;
      return { sides, fields: others, findings: [{ severity: "error", code: "V7-J006", message, address }] };
    }
    const status = agreedAlike("status", statusOf(sides), meaning, agreed?.status);
    return { sides, fields: [...others, status], findings: [] };
  });
}

/** A description that was not read is none to compare: of nobody's side it moved, or it is left to the next time. */
function describedFields(sides: TaskSides): ComparedField[] {
  const { live, agreed } = sides;
  const declared = declaredOf(sides);
  const compared = (field: "notes" | "acceptance" | "due", values: Values, isSame: IsSame): ComparedField => {
    const last = agreed?.fields[field];
    return { field, ...values, agreed: last?.there ?? null, verdict: verdictOf(values, last, isSame) };
  };
  const due = compared("due", { declared: declared.due, live: live?.due ?? null }, sameJson);
  if (live?.description === undefined) return [due];
  const said = readDescription(live.description);
  return [
    compared("notes", { declared: declared.notes, live: said.notes }, sameNotes),
    compared("acceptance", { declared: declared.acceptance, live: said.acceptance }, sameLists),
    due,
  ];
}

type Values = Pick<ComparedField, "declared" | "live">;
type IsSame = (one: Json, other: Json) => boolean;

const sameNotes: IsSame = (one, other) => sameText(one as string | null, other as string | null);
const sameLists: IsSame = (one, other) => sameCriteria(one as readonly Criterion[], other as readonly Criterion[]);

/** By the words of each side: what DART only sets anew did not move. */
function verdictOf({ declared, live }: Values, agreed: AgreedField | undefined, isSame: IsSame): Verdict {
  if (isSame(declared, live)) return "same";
  if (agreed === undefined) return "open";
  const isOurs = !sameJson(declared, agreed.here);
  const isTheirs = !isSame(live, agreed.there);
  if (isOurs) return isTheirs ? "conflict" : "ours";
  return isTheirs ? "theirs" : "same";
}

function goneFindings({ isGone, address, agreed, document }: TaskSides): Finding[] {
  if (!isGone) return [];
  const id = agreed?.id ?? String(document.spec["dartTaskId"]);
  const message = `its task ${id} is not in DART any more; the document stays as it is`;
  return [{ severity: "warning", code: "V7-J011", message, address }];
}

/** What is one word on both sides: where they never agreed, a difference is a conflict. */
function agreedAlike(
  field: "name" | "status",
  declared: string,
  live: string,
  agreed: string | null = null,
): ComparedField {
  const last = agreed === null ? undefined : { here: agreed, there: agreed };
  const verdict = verdictOf({ declared, live }, last, sameJson);
  return { field, declared, live, agreed, verdict: verdict === "open" ? "conflict" : verdict };
}

/** What both sides agree on now, of tasks whose documents name their counterparts. */
export function agreedNow(compared: readonly ComparedTask[]): Agreed[] {
  return compared.flatMap(({ sides: { live, name, isLinked }, fields }) => {
    if (live === undefined || !isLinked) return [];
    const same = fields.filter(({ verdict }) => verdict === "same");
    const of = (wanted: ComparedField["field"]): ComparedField | undefined =>
      same.find(({ field }) => field === wanted);
    const pair = (wanted: "notes" | "acceptance" | "due"): { [field: string]: AgreedField } => {
      const found = of(wanted);
      return found === undefined ? {} : { [wanted]: { here: found.declared, there: found.live } };
    };
    const isWhole = same.length === comparedFields;
    const seen = isWhole && live.updatedAt !== undefined ? { seen: live.updatedAt } : {};
    const agreed = { ...pair("notes"), ...pair("acceptance"), ...pair("due"), ...seen };
    const text = (field: "name" | "status"): string | null => (of(field)?.declared as string | undefined) ?? null;
    const row = { id: live.id, url: live.url, task: name, title: text("name"), status: text("status") };
    return same.length === 0 ? [] : [{ ...row, fields: agreed }];
  });
}

/** Name, status, notes, acceptance, due. */
const comparedFields = 5;
