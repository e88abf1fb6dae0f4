import { setTimeout as delay } from "node:timers/promises";
import { LostAnswer } from "../http/json-api.ts";
import type { Address } from "../model/address.ts";
import { Failure } from "../model/failure.ts";
import type { ResourceChange } from "../model/plan.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { readText } from "../workspace/write-files.ts";
import { recordAgreed } from "./agreed.ts";
import type { DartTask } from "./api.ts";
import { statusOf } from "./compare-tasks.ts";
import { markerOf } from "./marker.ts";
import { byMarker, readBoard, readNewest, readTexts } from "./read-dart.ts";
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
    },
  ]);
  // It is remembered by now, and found again wherever it lies.
  await putInPlace(workspace, sides, {
    address,
    live,
    dartboard: action === "create" ? after["dartboard"] : undefined,
  });
  return { address, action, outcome, id: live.id, url: live.url };
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
    const live = await lookUp(workspace, () => markedTask(sides, address));
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

/** What was sent is newer than all that was read before; only where DART said no times are all read again. */
async function markedTask(sides: Sides, address: Address): Promise<DartTask | undefined> {
  const { dart, places, settings, tasks, board } = sides;
  const linked = new Set(tasks.flatMap(({ live }: TaskSides) => live?.id ?? []));
  const marker = markerOf(settings.project, address);
  const { newest } = board;
  if (newest !== undefined) {
    const found = await readNewest(dart, places, { newest, linked });
    return byMarker(found, ({ description }) => description).get(marker)?.[0];
  }
  const { marked } = await readBoard(dart, places, linked);
  return marked.get(marker)?.find(({ id }) => !linked.has(id));
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

/** Whether a task's title and status are these, as far as they are named. */
function isAs(task: DartTask, { title, status }: { readonly [field: string]: unknown }): boolean {
  return (title === undefined || title === task.title) && (status === undefined || status === (task.status ?? null));
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
