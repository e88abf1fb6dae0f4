import { addressOf, type Address } from "../model/address.ts";
import type { DeedKind } from "../model/deed.ts";
import { sha256 } from "../model/digest.ts";
import { Failure } from "../model/failure.ts";
import type { Finding } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import type { Conflict, ResourceChange } from "../model/plan.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { readText } from "../workspace/write-files.ts";
import { type ComparedField, compareTasks } from "./compare-tasks.ts";
import { declaredOf, isOver, statusOf } from "./declared.ts";
import { readDescription, writeDescription } from "./description.ts";
import { openFindings } from "./differences.ts";
import { markerOf } from "./marker.ts";
import { byMarker, readTexts } from "./read-dart.ts";
import type { Sides, TaskSides } from "./sides.ts";

const pushKind: DeedKind = "DartPush";

/** What would be sent to DART, as the changes of a plan. */
export interface PushPlan {
  readonly changes: readonly ResourceChange[];
  readonly conflicts: readonly Conflict[];
  readonly findings: readonly Finding[];
}

export interface PushPlanRequest {
  /** Tasks whose document counts in a conflict. */
  readonly forced: readonly Address[];
}

/** Works out what the documents say that DART does not. Writes and sends nothing. */
export async function planPush(workspace: Workspace, sides: Sides, { forced }: PushPlanRequest): Promise<PushPlan> {
  const changes: ResourceChange[] = [];
  const conflicts: Conflict[] = [];
  const creations: TaskSides[] = [];
  const compared = compareTasks(sides);
  const findings: Finding[] = [...sides.findings, ...openFindings(compared, forced)];
  for (const { sides: task, fields, findings: own } of compared) {
    findings.push(...own);
    const isForced = forced.includes(task.address);
    const torn = isForced ? [] : fields.filter(({ verdict }) => verdict === "conflict");
    const moved = fields.filter(
      ({ verdict }) => verdict === "ours" || (isForced && (verdict === "conflict" || verdict === "open")),
    );
    if (torn.length > 0) conflicts.push(conflictOf(task, torn));
    else if (task.live !== undefined) changes.push(...updateOf(sides, task, moved, findings));
    else if (!task.isGone && !isOver(task)) creations.push(task);
  }
  const { unread } = sides.board;
  if (unread === 0) changes.push(...creations.flatMap((task) => creationOf(sides, task, findings)));
  else findings.push(...creations.map(({ address }) => deferred(address, unread)));
  changes.push(...(await filingsOf(workspace, sides, findings)));
  return { changes, conflicts, findings };
}

/** One of those that cannot be read yet may be this one, sent before. */
function deferred(address: Address, unread: number): Finding {
  const message = `it is not created while DART lists ${unread} more that it does not show whole: one may be it`;
  return { severity: "error", code: "V7-J013", message, address };
}

function conflictOf({ address, agreed }: TaskSides, fields: readonly ComparedField[]): Conflict {
  return {
    address,
    kind: pushKind,
    fields: fields.map(({ field, declared, live, agreed: last }) => ({ field, declared, applied: last, live })),
    message: agreed === undefined ? "they never agreed" : "both sides moved",
  };
}

/** DART's title of a status; undefined, with a finding, where v7.yaml has none. */
function dartStatus({ settings }: Sides, task: TaskSides, findings: Finding[]): string | undefined {
  const status = statusOf(task);
  const found = Object.entries(settings.statuses).find(([, meaning]) => meaning === status)?.[0];
  if (found === undefined) {
    const message = `no status of DART's means ${status} in v7.yaml dart.statuses; it is not sent`;
    findings.push({ severity: "error", code: "V7-J006", message, address: task.address });
  }
  return found;
}

function updateOf(
  sides: Sides,
  task: TaskSides,
  moved: readonly ComparedField[],
  findings: Finding[],
): ResourceChange[] {
  const { live, document, address } = task;
  if (live === undefined) return [];
  const isMoved = (wanted: ComparedField["field"]): boolean => moved.some(({ field }) => field === wanted);
  const status = isMoved("status") ? dartStatus(sides, task, findings) : undefined;
  const described = isMoved("notes") || isMoved("acceptance") ? descriptionOf(sides, task, isMoved) : undefined;
  const values: readonly (readonly [field: string, before: Json, after: Json | undefined])[] = [
    ["title", live.title, isMoved("name") ? String(document.spec["name"]) : undefined],
    ["status", live.status ?? null, status],
    ["description", live.description ?? null, described],
    ["dueAt", live.due, isMoved("due") ? declaredOf(task).due : undefined],
    ["dartboard", live.dartboard, sides.astray.has(address) ? boardOf(sides, task) : undefined],
  ];
  const sent = values.flatMap(([field, before, after]) => (after === undefined ? [] : [{ field, before, after }]));
  if (sent.length === 0) return [];
  const id = { dart_id: live.id };
  const before = { ...id, ...Object.fromEntries(sent.map((one) => [one.field, one.before])) };
  const after = { ...id, ...Object.fromEntries(sent.map((one) => [one.field, one.after])) };
  return [changeOf(task, "update", { before, after })];
}

/** What moved here in place of what DART has; the rest of the description stays. */
function descriptionOf(
  { settings }: Sides,
  task: TaskSides,
  isMoved: (field: "notes" | "acceptance") => boolean,
): string {
  const [here, there] = [declaredOf(task), readDescription(task.live?.description ?? "")];
  const notes = isMoved("notes") ? here.notes : there.notes;
  const acceptance = isMoved("acceptance") ? here.acceptance : there.acceptance;
  return writeDescription({ notes, acceptance }, task.address, settings.project);
}

function creationOf(sides: Sides, task: TaskSides, findings: Finding[]): ResourceChange[] {
  const status = dartStatus(sides, task, findings);
  const declared = declaredOf(task);
  const after = {
    title: String(task.document.spec["name"]),
    dartboard: boardOf(sides, task),
    ...(status === undefined ? {} : { status }),
    ...(declared.due === null ? {} : { dueAt: declared.due }),
    description: writeDescription(declared, task.address, sides.settings.project),
  };
  return [changeOf(task, "create", { before: null, after })];
}

function boardOf({ places }: Sides, { name }: TaskSides): string {
  const [phase = ""] = name.split(".");
  return places.phaseBoards.get(phase) ?? places.tasks;
}

interface Values {
  readonly before: { readonly [field: string]: Json } | null;
  readonly after: { readonly [field: string]: Json };
}

function changeOf(
  { address, document }: Pick<TaskSides, "address"> & { readonly document?: TaskSides["document"] },
  action: "create" | "update",
  { before, after }: Values,
): ResourceChange {
  return {
    address,
    kind: pushKind,
    action,
    before,
    after,
    effects: [],
    fields: Object.entries(after)
      .filter(([field]) => field !== "dart_id")
      .map(([field, value]) => ({ field, before: before?.[field] ?? null, after: value })),
    reason: "declared",
    ...(document === undefined ? {} : { source: { file: document.source.file, line: document.source.line } }),
  };
}

/** Files for the journal that are not in it: each once, whatever becomes of its text. */
async function filingsOf(
  workspace: Workspace,
  { settings, places, dart }: Sides,
  findings: Finding[],
): Promise<ResourceChange[]> {
  if (settings.journal.length === 0) return [];
  if (places.journal === undefined)
    throw new Failure("V7-J001", "v7.yaml dart.journal names files, and dart.folders.journal no folder", {
      next: ["name the journal's folder in v7.yaml dart.folders.journal"],
    });
  const { documents, unread } = await readTexts(dart, [places.journal]);
  const filed = byMarker(documents, ({ text }) => text);
  const changes: ResourceChange[] = [];
  for (const file of settings.journal) {
    const address = journalAddress(file);
    const marker = markerOf(settings.project, address);
    if (filed.has(marker)) continue;
    if (unread > 0) {
      findings.push(deferred(address, unread));
      continue;
    }
    const text = await readText(workspace, file);
    if (text === null)
      throw new Failure("V7-J001", `v7.yaml dart.journal names ${file}, which is not there`, {
        next: [`write ${file}`],
      });
    const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? file;
    changes.push(
      changeOf({ address }, "create", {
        before: null,
        after: { title, folder: places.journal, file, sha256: sha256(Buffer.from(text)), marker },
      }),
    );
  }
  return changes;
}

/** The address of a file that is filed. */
export function journalAddress(file: string): Address {
  return addressOf("journal", file, { keepSlashes: true });
}
