import { Failure } from "../model/failure.ts";
import { readSql } from "../system/package-file.ts";
import type { Snapshot } from "../model/registry.ts";
import type { Redactor } from "../model/secrets.ts";
import type { Session } from "../model/session.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { Layout } from "../files/places/layout.ts";
import { keepSnapshot } from "../files/registry/health.ts";
import { appendEntry, createLog, endText, entryText, type LogHead, readLog, removeLog } from "./log-file.ts";

/** Where sessions are kept and logged, and who works. */
export interface SessionPlace {
  readonly connection: Connection;
  /** The repository's root, absolute. */
  readonly root: string;
  /** Where logs lie, from the root. */
  readonly directory: string;
  /** IANA name: the times of logs are its. */
  readonly timeZone: string;
  readonly actor: string;
  readonly redactor: Redactor;
}

/** What somebody who starts finds: the last session and those that are still open. */
export interface SessionStart {
  readonly session: Session;
  /** The newest that has ended, whoever had it; null when there was none. */
  readonly last: Session | null;
  /** At work besides this one, or left by a crash. */
  readonly open: readonly Session[];
}

export interface SessionEnd {
  readonly session: Session;
  readonly snapshot: Snapshot;
}

/** Starts the actor's session: its row and its log, or neither. V7-N001 (exit 3) while the actor has one. */
export async function startSession(place: SessionPlace, title: string | null): Promise<SessionStart> {
  const { connection, root } = place;
  let log: string | undefined;
  try {
    return await inTransaction(connection, { mode: "write" }, async () => {
      const begun = await insertSession(place, title);
      log = createLog(root, place.directory, begun);
      await connection.query(readSql("sessions/set-log-path.sql"), [begun.id, log]);
      return surroundings(connection, begun.id);
    });
  } catch (error) {
    // If only the answer to COMMIT was lost, the row is there: its log is written anew with the first entry.
    if (log !== undefined) removeLog(root, log);
    throw error;
  }
}

/** Adds an entry to the actor's session. V7-N002 when there is none. */
export function logEntry(place: SessionPlace, text: string): Promise<Session> {
  const { connection, root, timeZone, redactor } = place;
  return inTransaction(connection, { mode: "write" }, async () => {
    const row = (await connection.query<OpenRow>(readSql("sessions/count-entry.sql"), [place.actor, timeZone])).rows[0];
    if (!row) throw noSession(place.actor);
    if (row.log_path !== null)
      appendEntry(root, row.log_path, headOf(row, timeZone), entryText(row.local_time, redactor.text(text)));
    return selectSession(connection, Number(row.id));
  });
}

/**
 * Ends a session: the actor's own, or with its id one that somebody left open. Its statistics, a snapshot and the
 * end of its log belong together. V7-N002 when there is none at work.
 */
export function endSession(place: SessionPlace, layout: Layout, id?: number): Promise<SessionEnd> {
  const { connection, root, timeZone } = place;
  return inTransaction(connection, { mode: "write" }, async () => {
    const open = await sessionToEnd(place, id);
    const values = [open.id, open.actor === place.actor, timeZone];
    const row = (await connection.query<OpenRow>(readSql("sessions/end.sql"), values)).rows[0];
    // Another process was faster.
    if (!row) throw noSession(open.actor);
    const snapshot = await keepSnapshot(connection, { layout, timeZone, triggeredBy: "session", sessionId: open.id });
    const session = await selectSession(connection, open.id);
    if (row.log_path !== null) appendEntry(root, row.log_path, headOf(row, timeZone), endText(row.local_time, session));
    return { session, snapshot };
  });
}

/** Sessions, the newest first. */
export function listSessions(connection: Connection, limit: number): Promise<Session[]> {
  return inTransaction(connection, { mode: "read" }, () => select(connection, { limit }));
}

/** One session with the text of its log, null where this clone does not have it. V7-N003 when there is no such session. */
export async function showSession(
  connection: Connection,
  root: string,
  id: number,
): Promise<{ session: Session; log: string | null }> {
  const session = await inTransaction(connection, { mode: "read" }, () => selectSession(connection, id));
  return { session, log: session.log_path === null ? null : readLog(root, session.log_path) };
}

async function insertSession(place: SessionPlace, title: string | null): Promise<LogHead> {
  const { connection, actor, timeZone, redactor } = place;
  const told = title === null ? null : redactor.text(title);
  const values = [actor, told, timeZone];
  const { rows } = await connection.query<{ id: string; local_time: string }>(readSql("sessions/start.sql"), values);
  const [row] = rows;
  if (row) return { id: Number(row.id), actor, title: told, startedLocal: row.local_time, timeZone };
  const [open] = await select(connection, { actor, open: true, limit: 1 });
  throw new Failure("V7-N001", `${actor} has a session already${open === undefined ? "" : `, ${open.id}`}`, {
    next: ["v7 session log TEXT", "v7 session end"],
  });
}

async function surroundings(connection: Connection, id: number): Promise<SessionStart> {
  const open = await select(connection, { open: true, limit: 100 });
  const [last = null] = await select(connection, { open: false, limit: 1 });
  return { session: await selectSession(connection, id), last, open: open.filter((other) => other.id !== id) };
}

async function sessionToEnd({ connection, actor }: SessionPlace, id: number | undefined): Promise<Session> {
  const [session] =
    id === undefined
      ? await select(connection, { actor, open: true, limit: 1 })
      : [await selectSession(connection, id)];
  if (session === undefined) throw noSession(actor);
  if (session.status === "active") return session;
  throw new Failure("V7-N002", `session ${session.id} has ended`, { next: [`v7 session show ${session.id}`] });
}

async function selectSession(connection: Connection, id: number): Promise<Session> {
  const [session] = await select(connection, { id, limit: 1 });
  if (session) return session;
  throw new Failure("V7-N003", `no session ${id}`, { next: ["v7 session list"] });
}

interface Selection {
  readonly id?: number;
  readonly actor?: string;
  /** At work, or ended; absent: both. */
  readonly open?: boolean;
  readonly limit: number;
}

/** Called within a transaction, because that is where the tables are found. */
async function select(connection: Connection, { id, actor, open, limit }: Selection): Promise<Session[]> {
  const values = [id ?? null, actor ?? null, open ?? null, limit];
  const { rows } = await connection.query<{ session: Session }>(readSql("sessions/select.sql"), values);
  return rows.map(({ session }) => session);
}

interface OpenRow {
  readonly id: string;
  readonly actor: string;
  readonly title: string | null;
  readonly log_path: string | null;
  readonly local_time: string;
  readonly started_local: string;
}

function headOf({ id, actor, title, started_local: startedLocal }: OpenRow, timeZone: string): LogHead {
  return { id: Number(id), actor, title, startedLocal, timeZone };
}

function noSession(actor: string): Failure {
  return new Failure("V7-N002", `${actor} has no session`, { next: ["v7 session start", "v7 session list"] });
}
