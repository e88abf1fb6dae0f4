import { setTimeout as delay } from "node:timers/promises";
import { LostAnswer } from "../http/json-api.ts";
import type { Address } from "../model/address.ts";
import { Failure } from "../model/failure.ts";
import type { ResourceChange } from "../model/plan.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { readText } from "../workspace/write-files.ts";
import { type AgreedFields, recordAgreed } from "./agreed.ts";
import type { DartTask } from "./items.ts";
import { declaredOf, statusOf } from "./declared.ts";
import { readDescription, sameCriteria, sameText } from "./description.ts";
import { markerOf } from "./marker.ts";
import { byMarker, readNewest, readTexts, readTitled } from "./read-dart.ts";
import type { Sides, TaskSides } from "./sides.ts";

/** What was sent and what became of it. */
export interface Sent {
  readonly address: Address;
  readonly action: "create" | "update";
  /** Found: it had been sent before, and its answer was lost. */
  readonly outcome: "sent" | "found";
  /** In DART. */
  readonly id: string;
  readonly url: string;
}

export interface SentAll {
  readonly sent: readonly Sent[];
  /** Why the rest was not sent; null when all was. */
  readonly problem: Failure | null;
}

/** One push of a database at a time. Throws V7-J014 while somebody else pushes. */
export async function whilePushing<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
  // What was sent by then is recorded, also when somebody gives up.
  const patient = { ...workspace, signal: new AbortController().signal };
  return withConnection(patient, "write", (keeper) =>
    inTransaction(keeper, { mode: "write" }, async () => {
      const { rows } = await keeper.query<{ locked: boolean }>(readSql("dart/lock-push.sql"));
      if (rows[0]?.locked === true) return work();
      throw new Failure("V7-J014", "somebody else pushes to DART at this moment; nothing was sent", {
        next: ["wait for the other one"],
      });
    }),
  );
}

/**
 * Sends changes, one after the other, and remembers each as soon as it is answered. It may be killed at any request: what was
 * created bears a marker, by which the next push finds it. The first that fails ends it.
 */
export async function sendAll(
  workspace: Workspace,
  sides: Sides,
  changes: readonly ResourceChange[],
): Promise<SentAll> {
  const sent: Sent[] = [];
  for (const change of changes) {
    try {
      workspace.signal.throwIfAborted();
      sent.push(await sendOne(workspace, sides, change));
    } catch (error) {
      if (error instanceof Failure) return { sent, problem: error };
      if (error instanceof LostAnswer) return { sent, problem: answerLost(change, error) };
      throw error;
    }
  }
  return { sent, problem: null };
}

function answerLost({ address }: ResourceChange, cause: LostAnswer): Failure {
  return new Failure("V7-J013", `${address} was sent, and nobody knows whether it arrived: ${cause.message}`, {
    cause,
    next: ["v7 dart push again in a minute: what arrived is found, and not sent twice"],
  });
}

async function sendOne(workspace: Workspace, sides: Sides, change: ResourceChange): Promise<Sent> {
  const { address, action, after } = change;
  const task = sides.tasks.find((one) => one.address === address);
  if (after === null || action === "delete") throw new Error(`a push deletes nothing: ${address}`);
  if (task === undefined) return file(workspace, sides, change);
  const { live, outcome } =
    action === "create" ? await create(workspace, sides, change) : await update(workspace, sides, change);
  await recordAgreed({ ...workspace, signal: new AbortController().signal }, [
    {
      id: live.id,
      url: live.url,
      task: task.name,
      title: "title" in after ? String(after["title"]) : null,
      status: "status" in after ? statusOf(task) : null,
      fields: agreedBy(task, { after, live, outcome }),
    },
  ]);
  // It is remembered by now, and found again wherever it lies.
  await putInPlace(workspace, sides, {
    address,
    live,
    dartboard: after["dartboard"],
  });
  return { address, action, outcome, id: live.id, url: live.url };
}

interface Done extends Arrived {
  readonly after: { readonly [field: string]: unknown };
}

/**
 * What both sides agree on by it: what was sent of the document, as DART has set it. Where it was only found, somebody may have
 * written in it since, so that it must say what the document does.
 */
function agreedBy(task: TaskSides, { after, live, outcome }: Done): AgreedFields {
  const here = declaredOf(task);
  const due = "dueAt" in after ? { due: { here: here.due, there: live.due } } : {};
  if (typeof after["description"] !== "string") return due;
  const there = readDescription(live.description ?? "");
  const said = outcome === "sent" ? readDescription(after["description"]) : there;
  return {
    ...due,
    ...(sameText(said.notes, here.notes) ? { notes: { here: here.notes, there: there.notes } } : {}),
    ...(sameCriteria(said.acceptance, here.acceptance)
      ? { acceptance: { here: here.acceptance, there: there.acceptance } }
      : {}),
  };
}

interface Arrived {
  readonly live: DartTask;
  readonly outcome: Sent["outcome"];
}

/** Its answer may be lost after it was done: then what bears its marker is it. */
async function create(workspace: Workspace, sides: Sides, { address, after }: ResourceChange): Promise<Arrived> {
  try {
    return { live: await sides.dart.createTask(after ?? {}), outcome: "sent" };
  } catch (error) {
    if (!(error instanceof LostAnswer)) throw error;
    const live = await lookUp(workspace, () => markedTask(sides, address, String(after?.["title"])));
    if (live === undefined) throw error;
    return { live, outcome: "found" };
  }
}

interface Placed {
  readonly address: Address;
  readonly live: DartTask;
  /** Undefined where the plan says nothing of it. */
  readonly dartboard: unknown;
}

/** DART may put what is new onto its default dartboard, whatever was asked for, and may not show it for a moment. */
async function putInPlace({ signal }: Workspace, { dart }: Sides, { address, live, dartboard }: Placed): Promise<void> {
  if (typeof dartboard !== "string" || live.dartboard === dartboard) return;
  const put = await lookUp({ signal }, () => dart.updateTask(live.id, { dartboard }));
  if (put?.dartboard === dartboard) return;
  throw new Failure("V7-J019", `${address} was created as ${live.url}, and DART keeps it on ${live.dartboard}`, {
    next: [`move it to ${dartboard} in DART`, "v7 dart push"],
  });
}

/**
 * What was sent is newer than all that was read before. Where nothing was there to be newer than, it is sought by its title: it need
 * not lie where it was asked for.
 */
async function markedTask(sides: Sides, address: Address, title: string): Promise<DartTask | undefined> {
  const { dart, places, settings, tasks, board } = sides;
  const linked = new Set(tasks.flatMap(({ live }: TaskSides) => live?.id ?? []));
  const marker = markerOf(settings.project, address);
  const { newest } = board;
  const found =
    newest === undefined
      ? (await readTitled(dart, [title], linked)).tasks
      : await readNewest(dart, places, { newest, linked });
  return byMarker(found, ({ description }) => description).get(marker)?.[0];
}

/** What was done just now may not be shown yet. */
async function lookUp<Found>(
  { signal }: Pick<Workspace, "signal">,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (const pause of [0, 500, 1_500]) {
    await delay(pause, undefined, { signal });
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Somebody may have changed the task after it was planned: it is looked at right before it is sent, and again before it is sent
 * once more because no answer came.
 */
async function update({ signal }: Workspace, { dart }: Sides, change: ResourceChange): Promise<Arrived> {
  const { address, before, after } = change;
  const { dart_id: id, ...item } = after ?? {};
  for (let attempt = 1; ; attempt += 1) {
    const current = await dart.task(String(id));
    if (current === undefined) throw moved(address);
    if (attempt > 1 && isAs(current, item)) return { live: current, outcome: "found" };
    if (!isAs(current, before ?? {})) throw moved(address);
    try {
      const live = await dart.updateTask(String(id), item);
      if (live === undefined) throw moved(address);
      return { live, outcome: "sent" };
    } catch (error) {
      if (!(error instanceof LostAnswer) || attempt === mostAttempts) throw error;
      await delay(500 * attempt, undefined, { signal });
    }
  }
}

const mostAttempts = 3;

/** Whether a task is so, as far as it is said; DART may have set a description anew. */
function isAs(task: DartTask, wanted: { readonly [field: string]: unknown }): boolean {
  const current = { ...task, dueAt: task.due, status: task.status ?? null, description: task.description ?? null };
  const isSame = ([field, value]: [string, unknown]): boolean =>
    field === "description"
      ? sameDescription(current.description, value)
      : (current as { readonly [field: string]: unknown })[field] === value;
  return Object.entries(wanted)
    .filter(([field]) => field !== "dart_id")
    .every(isSame);
}

function sameDescription(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "string" || typeof other !== "string") return false;
  const [left, right] = [readDescription(one), readDescription(other)];
  return sameText(left.notes, right.notes) && sameCriteria(left.acceptance, right.acceptance);
}

function moved(address: Address): Failure {
  return new Failure("V7-J015", `${address} moved in DART after it was planned; it was not sent`, {
    next: ["v7 dart pull", "v7 dart push"],
  });
}

async function file(workspace: Workspace, { dart, places }: Sides, { address, after }: ResourceChange): Promise<Sent> {
  const { title, folder, file: path, marker } = after ?? {};
  const text = await readText(workspace, String(path));
  try {
    const made = await dart.createDocument({ title, folder, text: `${text ?? ""}\n\n${String(marker)}\n` });
    return { address, action: "create", outcome: "sent", id: made.id, url: made.url };
  } catch (error) {
    if (!(error instanceof LostAnswer)) throw error;
    const found = await lookUp(workspace, async () => {
      const { documents } = await readTexts(dart, [places.journal ?? ""]);
      return byMarker(documents, (document) => document.text).get(String(marker))?.[0];
    });
    if (found === undefined) throw error;
    return { address, action: "create", outcome: "found", id: found.id, url: found.url };
  }
}
