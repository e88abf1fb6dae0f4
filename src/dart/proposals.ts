import type { Address } from "../model/address.ts";
import type { DocumentEdit } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { setField } from "../workspace/field-path.ts";
import { type ComparedField, compareTasks } from "./compare-tasks.ts";
import { declaredOf, statusOf } from "./declared.ts";
import { type Criterion, readDescription, sameText } from "./description.ts";
import { conflictFindings, openFindings } from "./differences.ts";
import type { DartTask } from "./items.ts";
import { type Report, readReport } from "./report-form.ts";
import { readTexts } from "./read-dart.ts";
import type { Sides, TaskSides } from "./sides.ts";
import { markersIn } from "./marker.ts";

/** A task of DART's that becomes one here. */
export interface NewTask {
  readonly phase: string;
  readonly fields: { readonly [field: string]: Json };
}

/** What DART says that the documents do not. */
export interface Proposals {
  /** New values of declared tasks, by address. */
  readonly edits: ReadonlyMap<Address, readonly DocumentEdit[]>;
  readonly created: readonly NewTask[];
  /** Reports that are taken, and the tasks they are of. */
  readonly reports: readonly Report[];
  readonly conflicts: readonly Address[];
  /** Phases whose tasks are all done once this is taken, and which are not completed. */
  readonly completePhases: readonly Address[];
  readonly findings: readonly Finding[];
}

export interface ProposalRequest {
  /** In conflicts, take DART's values. */
  readonly theirs: boolean;
}

/** Works out what of DART belongs into the documents. Writes nothing; what is not in DART removes nothing. */
export async function proposalsOf(sides: Sides, { theirs }: ProposalRequest): Promise<Proposals> {
  const compared = compareTasks(sides);
  const values = newValues();
  const conflicts: Address[] = [];
  for (const { sides: task, fields } of compared) {
    linkOf(task).forEach(([field, value]) => values.set(task.address, field, value));
    if (!theirs && fields.some(({ verdict }) => verdict === "conflict")) conflicts.push(task.address);
    const isTaken = ({ verdict }: ComparedField): boolean =>
      verdict === "theirs" || (theirs && (verdict === "conflict" || verdict === "open"));
    for (const field of fields.filter(isTaken)) values.set(task.address, field.field, takenValue(task, field));
  }
  const { taken, findings: unread } = await readReports(sides);
  for (const report of taken) takeReport(sides, report, values);
  const { created, findings: strange } = newTasks(sides);
  return {
    edits: values.edits(),
    created,
    reports: taken,
    conflicts,
    completePhases: completePhases(sides, values),
    findings: [
      ...sides.findings,
      ...compared.flatMap(({ findings }) => findings),
      ...(theirs ? [] : [...conflictFindings(compared), ...openFindings(compared, [])]),
      ...unread,
      ...strange,
    ],
  };
}

/** DART's value as a document has it: a criterion that says the same keeps the document's words. */
function takenValue(task: TaskSides, { field, live }: ComparedField): Json {
  if (field !== "acceptance") return live;
  const known = declaredOf(task).acceptance;
  const taken = (live as readonly Criterion[]).map(({ criterion, met }) => ({
    criterion: known.find((one) => sameText(one.criterion, criterion))?.criterion ?? criterion,
    met,
  }));
  return taken.length === 0 ? null : taken;
}

/** What a document lacks to name its counterpart. */
function linkOf({ live, isLinked, document }: TaskSides): [string, string][] {
  if (live === undefined) return [];
  const isKnown = document.spec["dartTaskUrl"] !== undefined;
  return [
    ...(isLinked ? [] : [["dartTaskId", live.id] satisfies [string, string]]),
    ...(isLinked && isKnown ? [] : [["dartTaskUrl", live.url] satisfies [string, string]]),
  ];
}

interface ReadReports {
  readonly taken: readonly Report[];
  readonly findings: readonly Finding[];
}

/** Reports that no document has taken yet with this content; what v7 filed itself is none. */
async function readReports({ dart, places, tasks }: Sides): Promise<ReadReports> {
  const { documents: found } = await readTexts(dart, places.reports);
  const documents = found.filter(({ text }) => markersIn(text).length === 0);
  const findings: Finding[] = [];
  const taken: Report[] = [];
  for (const document of documents.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const read = readReport(document);
    if ("findings" in read) {
      findings.push(...read.findings);
      continue;
    }
    const { report } = read;
    const task = tasks.find(({ name }) => name === report.task);
    if (task === undefined) {
      const message = `report ${report.title}: no document declares task/${report.task}`;
      findings.push({ severity: "error", code: "V7-J009", message, file: `dart:${report.document}` });
    } else if (!takenReports(task).some((one) => isTaken(one, report))) taken.push(report);
  }
  const { sound, findings: contradictory } = withoutContradictions(taken);
  return { taken: sound, findings: [...findings, ...contradictory] };
}

/** Documents of DART's have no times: where two new reports of a task say different things, nobody knows which is the last. */
function withoutContradictions(reports: readonly Report[]): { readonly sound: Report[]; readonly findings: Finding[] } {
  const byTask = Map.groupBy(reports, ({ task }) => task);
  const torn = [...byTask].filter(([, own]) => new Set(own.map(({ status }) => status)).size > 1);
  const left = new Set(torn.map(([task]) => task));
  return {
    sound: reports.filter(({ task }) => !left.has(task)),
    findings: torn.map(([task, own]) => ({
      severity: "error",
      code: "V7-J009",
      message: `new reports of one task disagree: ${own.map(({ title, status }) => `${title} says ${status}`).join(", ")}`,
      address: `task/${task}`,
    })),
  };
}

function takenReports({ document }: Pick<TaskSides, "document">): readonly JsonObject[] {
  const { reports } = document.spec;
  return Array.isArray(reports) ? (reports as readonly JsonObject[]) : [];
}

function isTaken(taken: JsonObject, { document, sha256 }: Report): boolean {
  return taken["document"] === document && taken["sha256"] === sha256;
}

/** The report itself is a deliverable, and so is what it names; taken once, it is written down beside the task. */
function takeReport({ tasks }: Sides, report: Report, values: Values): void {
  const task = tasks.find(({ name }) => name === report.task);
  if (task === undefined) return;
  const { address, document } = task;
  const now = (field: string): Json | undefined => values.of(address, field) ?? document.spec[field];
  if (statusOf(task) !== report.status) values.set(address, "status", report.status);
  const urls = [...new Set([...listOf(now("deliverableUrls")), report.url, ...report.deliverables])];
  values.set(address, "deliverableUrls", urls);
  const others = listOf(now("reports")).filter((one) => isJsonObject(one) && one["document"] !== report.document);
  values.set(address, "reports", [...others, takenRow(report)]);
}

function takenRow({ document, sha256, commit, summary }: Report): JsonObject {
  return { document, sha256, ...(commit === undefined ? {} : { commit }), summary };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** Tasks of DART's that nobody has here. Their phase is their dartboard's; what is missing is said, task by task. */
function newTasks({ strangers, places, settings, state }: Sides): Pick<Proposals, "created" | "findings"> {
  const created: NewTask[] = [];
  const findings: Finding[] = [];
  for (const task of strangers) {
    const say = (code: Finding["code"], message: string): void => {
      findings.push({
        severity: "error",
        code,
        message: `${task.title} (${task.url}): ${message}`,
        file: `dart:${task.id}`,
      });
    };
    const phase = [...places.phaseBoards].find(([, board]) => board === task.dartboard)?.[0];
    const persona = task.assignees.flatMap((assignee) => settings.personas[assignee] ?? [])[0];
    const status = task.status === undefined ? undefined : settings.statuses[task.status];
    if (phase === undefined) say("V7-J007", `no phase has the dartboard ${task.dartboard}`);
    else if (state.documentAt(`phase/${phase}`) === undefined) say("V7-J007", `phase/${phase} is not declared`);
    else if (persona === undefined)
      say("V7-J008", `of its assignees (${task.assignees.join(", ") || "none"}) none is a persona`);
    else if (status === undefined)
      say("V7-J006", `status ${task.status ?? "(none)"} has no meaning in v7.yaml dart.statuses`);
    else created.push({ phase, fields: fieldsOf(task, { persona, status }) });
  }
  return { created, findings };
}

function fieldsOf(
  task: DartTask,
  { persona, status }: { readonly persona: string; readonly status: string },
): NewTask["fields"] {
  const { title, id, url, due } = task;
  const { notes, acceptance } = readDescription(task.description ?? "");
  return {
    name: title,
    responsiblePersona: persona,
    status,
    dartTaskId: id,
    dartTaskUrl: url,
    ...(due === null ? {} : { due }),
    ...(acceptance.length === 0 ? {} : { acceptance }),
    ...(notes === null ? {} : { notes }),
  };
}

const done = new Set(["completed", "cancelled"]);
const ended = new Set(["completed", "approved"]);

/** Phases at work, all of whose tasks are done once this is taken. */
function completePhases({ state, tasks }: Sides, values: Values): Address[] {
  const open = state.documents.filter(({ kind, spec }) => kind === "Phase" && !ended.has(String(spec["status"] ?? "")));
  return open.flatMap(({ name }) => {
    const own = tasks.filter((task) => task.name.split(".")[0] === name);
    const isTouched = own.some(({ address }) => values.of(address, "status") !== undefined);
    const isDone = own.every((task) => done.has(String(values.of(task.address, "status") ?? statusOf(task))));
    return isTouched && isDone ? [`phase/${name}`] : [];
  });
}

/** New values of fields, by address. */
interface Values {
  of(address: Address, field: string): Json | undefined;
  set(address: Address, field: string, value: Json): void;
  edits(): Map<Address, readonly DocumentEdit[]>;
}

function newValues(): Values {
  const known = new Map<Address, Map<string, Json>>();
  return {
    of: (address, field) => known.get(address)?.get(field),
    set: (address, field, value) => {
      known.set(address, (known.get(address) ?? new Map<string, Json>()).set(field, value));
    },
    edits: () =>
      new Map(
        [...known].map(([address, fields]) => [address, [...fields].map(([field, value]) => setField(field, value))]),
      ),
  };
}
