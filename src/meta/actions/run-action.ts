import { spawn } from "node:child_process";
import { once } from "node:events";
import type { DeedKind } from "../../model/deed.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** An action of the queue, with the words of its command. */
export interface QueuedAction {
  /** Decimal text: bigint. */
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly argv: readonly string[];
  readonly gapType: string | null;
  readonly scope: string | null;
}

const actionKind: DeedKind = "EnrichAction";

/** Throws V7-A004 where there is no such action, or it is over. */
export async function readAction(connection: Connection, id: number): Promise<QueuedAction> {
  const { rows } = await connection.query<ActionRow>(readSql("meta/read-action.sql"), [id]);
  const [row] = rows;
  if (row === undefined || row.status === "done" || row.status === "dismissed")
    throw new Failure(
      "V7-A004",
      row === undefined ? `the queue has no action ${id}` : `action ${id} is ${row.status}`,
      {
        next: ["v7 enrich next-actions"],
      },
    );
  const argv = isJsonObject(row.command) && Array.isArray(row.command["argv"]) ? row.command["argv"].map(String) : [];
  return { id: row.id, title: row.title, status: row.status, argv, gapType: row.gap_type, scope: row.scope };
}

interface ActionRow {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly command: Json;
  readonly gap_type: string | null;
  readonly scope: string | null;
}

/** An action as the one change of a plan. */
export function changeOfAction({ id, title, argv, gapType, scope }: QueuedAction): ResourceChange {
  const after = { title, argv: [...argv], gap_type: gapType, scope };
  return {
    address: `action/${id}`,
    kind: actionKind,
    action: "create",
    before: null,
    after,
    effects: [],
    fields: Object.entries(after).map(([field, value]) => ({ field, before: null, after: value })),
    reason: "declared",
  };
}

/**
 * Throws V7-A005 unless Policy allows the command: word for word, where `*` stands for one word that is no flag.
 */
export function requireAllowed(argv: readonly string[], commands: readonly (readonly string[])[]): void {
  const isAllowed = commands.some(
    (words) =>
      words.length === argv.length &&
      words.every((word, at) => word === argv[at] || (word === "*" && at > 0 && !(argv[at] ?? "-").startsWith("-"))),
  );
  if (isAllowed) return;
  throw new Failure("V7-A005", `Policy allows no ${argv.join(" ")}`, {
    next: [`in Policy's spec.commands: [${argv.map((word) => JSON.stringify(word)).join(", ")}]`, "v7 plan"],
  });
}

/** What an action's program came to. */
export interface RanAction {
  /** Decimal text: bigint. */
  readonly run_id: string;
  /** Null: it was ended by a signal, or could not be started. */
  readonly exit_code: number | null;
}

/** v7 itself: how its command is started. */
export interface OwnProgram {
  readonly program: string;
  readonly start: string;
}

/**
 * Runs an action's program in the repository, under a lease; its words go to it as they are, through no shell. What it says is the person's to
 * read: it has the terminal. Throws V7-A007 where somebody else runs it, or the queue holds another command by now.
 */
export async function runProgram(
  workspace: Pick<Workspace, "repository" | "signal">,
  connection: Connection,
  { action, own }: { readonly action: QueuedAction; readonly own: OwnProgram },
): Promise<RanAction> {
  const runId = await take(connection, action);
  const exit = await exitOf(workspace, action.argv, own);
  const isDone = exit === 0;
  const errors = isDone ? [] : [{ exit_code: exit }];
  const values = [
    action.id,
    runId,
    isDone ? "done" : "failed",
    isDone ? "succeeded" : "failed",
    JSON.stringify(errors),
  ];
  await inTransaction(connection, { mode: "write" }, () => connection.query(readSql("meta/end-action.sql"), values));
  return { run_id: runId, exit_code: exit };
}

async function take(connection: Connection, { id, argv }: QueuedAction): Promise<string> {
  const values = [id, JSON.stringify({ argv, cwd: "." })];
  const { rows } = await inTransaction(connection, { mode: "write" }, () =>
    connection.query<{ id: string }>(readSql("meta/take-action.sql"), values),
  );
  const [run] = rows;
  if (run !== undefined) return run.id;
  throw new Failure("V7-A007", `action ${id} is being run, or is another command by now`, {
    next: ["v7 enrich next-actions"],
  });
}

async function exitOf(
  { repository, signal }: Pick<Workspace, "repository" | "signal">,
  [program = "", ...words]: readonly string[],
  own: OwnProgram,
): Promise<number | null> {
  const [command, first] = program === "v7" ? [own.program, [own.start]] : [program, []];
  const child = spawn(command, [...first, ...words], {
    cwd: repository.root,
    // What it prints is no part of this command's answer.
    stdio: ["ignore", 2, 2],
    signal,
  });
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
