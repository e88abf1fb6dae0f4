import { addressOf, type Address } from "../model/address.ts";
import type { DeedKind } from "../model/deed.ts";
import { sha256 } from "../model/digest.ts";
import { Failure } from "../model/failure.ts";
import type { Finding } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import type { Conflict, ResourceChange } from "../model/plan.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { readText } from "../workspace/write-files.ts";
import { type ComparedField, compareTasks, statusOf } from "./compare-tasks.ts";
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
  const findings: Finding[] = [...sides.findings];
  for (const { sides: task, fields, findings: own } of compareTasks(sides)) {
    findings.push(...own);
    const torn = forced.includes(task.address) ? [] : fields.filter(({ verdict }) => verdict === "conflict");
    const moved = fields.filter(({ verdict }) => verdict === "ours" || (verdict === "conflict" && torn.length === 0));
    if (torn.length > 0) conflicts.push(conflictOf(task, torn));
    else if (task.live !== undefined && moved.length > 0) changes.push(...updateOf(sides, task, moved, findings));
    else if (task.live === undefined && !task.isGone && !isOver(task)) creations.push(task);
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

/** What is done needs nobody's work: it is not made in DART. */
function isOver(task: TaskSides): boolean {
  return ["completed", "cancelled"].includes(statusOf(task));
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
  const { live } = task;
  if (live === undefined) return [];
  const isMoved = (wanted: ComparedField["field"]): boolean => moved.some(({ field }) => field === wanted);
  const status = isMoved("status") ? dartStatus(sides, task, findings) : undefined;
  const after = {
    dart_id: live.id,
    ...(isMoved("name") ? { title: String(task.document.spec["name"]) } : {}),
    ...(status === undefined ? {} : { status }),
  };
  if (Object.keys(after).length === 1) return [];
  const before = {
    dart_id: live.id,
    ...("title" in after ? { title: live.title } : {}),
    ...("status" in after ? { status: live.status ?? null } : {}),
  };
  return [changeOf(task, "update", { before, after })];
}

function creationOf(sides: Sides, task: TaskSides, findings: Finding[]): ResourceChange[] {
  const { settings, places } = sides;
  const status = dartStatus(sides, task, findings);
  const [phase = ""] = task.name.split(".");
  const { notes, name } = task.document.spec;
  const after = {
    title: String(name),
    dartboard: places.phaseBoards.get(phase) ?? places.tasks,
    ...(status === undefined ? {} : { status }),
    description: [
      ...(typeof notes === "string" ? [notes, ""] : []),
      `${task.address} ${markerOf(settings.project, task.address)}`,
    ].join("\n"),
  };
  return [changeOf(task, "create", { before: null, after })];
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
