import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { SessionEndOutput } from "../model/output/session-end.ts";
import type { SessionListOutput } from "../model/output/session-list.ts";
import type { SessionLogOutput } from "../model/output/session-log.ts";
import type { SessionCommit, SessionShowOutput } from "../model/output/session-show.ts";
import type { Session, SessionStartOutput } from "../model/output/session-start.ts";
import { readSql } from "../system/package-file.ts";
import type { Connection } from "../postgres/connection.ts";
import { inTransaction } from "../postgres/transaction.ts";
import type { Layout } from "../files/places/layout.ts";
import { keepSnapshot } from "../files/registry/health.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { appendEntry, createLog, endText, entryText, type LogHead, readLog, removeLog } from "./log-file.ts";

/** What somebody who starts finds: the last session and those that are still open. */
export type OpenedSession = Pick<SessionStartOutput, "session" | "last" | "open">;

/** Opens the actor's session: its row and its log, or neither. V7-N001 (exit 3) while the actor has one. */
export async function openSession(workspace: Workspace, title: string | null): Promise<OpenedSession> {
  const { root } = workspace.repository;
  let log: string | undefined;
  try {
    return await write(workspace, async (work) => {
      const { mark, ...begun } = await insertSession(work, title);
      log = createLog(root, workspace.config.sessions.dir, begun, mark);
      await work.connection.query(readSql("sessions/set-log-path.sql"), [begun.id, log]);
      return found(work.connection, begun.id);
    });
  } catch (error) {
    // If only the answer to COMMIT was lost, the row is there: its log is written anew with the first entry.
    if (log !== undefined) removeLog(root, log);
    throw error;
  }
}

/** Adds an entry to the actor's session. V7-N002 when there is none. */
export async function logEntry(
  workspace: Workspace,
  { text }: { readonly text: string },
): Promise<Answer<SessionLogOutput>> {
  const { repository, redactor } = workspace;
  const session = await write(workspace, async ({ connection, actor, timeZone }) => {
    const row = (await connection.query<OpenRow>(readSql("sessions/count-entry.sql"), [actor, timeZone])).rows[0];
    if (!row) throw noSession(actor);
    const entry = entryText(row.local_time, redactor.text(text));
    if (row.log_path !== null) appendEntry(repository.root, row.log_path, headOf(row, timeZone), entry);
    return selectSession(connection, Number(row.id));
  });
  return answer({ session });
}

export interface CloseRequest {
  /** A session that somebody left open. Default: the actor's own. */
  readonly id?: number | undefined;
  /** What the figures are by that are kept with it. */
  readonly layout: Layout;
}

/**
 * Closes a session: the actor's own, or with its id one that somebody left open. Its statistics, a snapshot and the
 * end of its log belong together. V7-N002 when there is none at work.
 */
export async function closeSession(
  workspace: Workspace,
  { id, layout }: CloseRequest,
): Promise<Answer<SessionEndOutput>> {
  const { root } = workspace.repository;
  const closed = await write(workspace, async ({ connection, actor, timeZone }) => {
    const open = await sessionToClose(connection, actor, id);
    const row = (
      await connection.query<OpenRow>(readSql("sessions/end.sql"), [open.id, open.actor === actor, timeZone])
    ).rows[0];
    // Another process was faster.
    if (!row) throw noSession(open.actor);
    const snapshot = await keepSnapshot(connection, { layout, timeZone, triggeredBy: "session", sessionId: open.id });
    const session = await selectSession(connection, open.id);
    if (row.log_path !== null) appendEntry(root, row.log_path, headOf(row, timeZone), endText(row.local_time, session));
    return { session, snapshot };
  });
  return answer(closed);
}

/** How a session may stand, as people ask for it. */
export const sessionStates = ["open", "ended", "abandoned"] as const;

/** Which sessions are wanted; whatever is absent restricts nothing. */
export interface SessionsRequest {
  readonly actor?: string | undefined;
  readonly state?: (typeof sessionStates)[number] | undefined;
  /** ISO 8601: when they began at the earliest. */
  readonly since?: string | undefined;
  readonly limit: number;
}

/** Sessions, the newest first. */
export async function listSessions(
  workspace: Workspace,
  { state, ...request }: SessionsRequest,
): Promise<Answer<SessionListOutput>> {
  const status = state === "open" ? "active" : state;
  return answer({ sessions: await read(workspace, (connection) => select(connection, { ...request, status })) });
}

/**
 * One session, the newest where `id` is null, with the text of its log, null where this clone does not have it. V7-N003 when
 * there is no such session.
 */
export async function showSession(
  workspace: Workspace,
  { id }: { readonly id: number | null },
): Promise<Answer<SessionShowOutput>> {
  const { session, commits } = await read(workspace, async (connection) => {
    const shown = await (id === null ? selectNewest(connection) : selectSession(connection, id));
    return { session: shown, commits: await selectCommits(connection, shown.id) };
  });
  const log = session.log_path === null ? null : readLog(workspace.repository.root, session.log_path);
  return answer({ session, log, commits });
}

/** One transaction of somebody's work. */
interface Work {
  readonly connection: Connection;
  readonly actor: string;
  /** IANA name: the times of logs are its. */
  readonly timeZone: string;
  /** Hides secrets in what is stored. */
  readonly redactor: Workspace["redactor"];
}

async function write<T>(workspace: Workspace, work: (work: Work) => Promise<T>): Promise<T> {
  const { config, redactor } = workspace;
  const actor = await workspace.actor();
  return withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, () =>
      work({ connection, actor, timeZone: config.timezone, redactor }),
    ),
  );
}

function read<T>(workspace: Workspace, work: (connection: Connection) => Promise<T>): Promise<T> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => work(connection)),
  );
}

/** A session that began, and the mark of its database. */
interface Begun extends LogHead {
  readonly mark: string;
}

async function insertSession({ connection, actor, timeZone, redactor }: Work, title: string | null): Promise<Begun> {
  const told = title === null ? null : redactor.text(title);
  const values = [actor, told, timeZone];
  const { rows } = await connection.query<{ id: string; local_time: string; mark: string }>(
    readSql("sessions/start.sql"),
    values,
  );
  const [row] = rows;
  if (row) return { id: Number(row.id), actor, title: told, startedLocal: row.local_time, timeZone, mark: row.mark };
  const [open] = await select(connection, { actor, open: true, limit: 1 });
  throw new Failure("V7-N001", `${actor} has a session already${open === undefined ? "" : `, ${open.id}`}`, {
    next: ["v7 session log TEXT", "v7 session end"],
  });
}

async function found(connection: Connection, id: number): Promise<OpenedSession> {
  const open = await select(connection, { open: true, limit: 100 });
  const [last = null] = await select(connection, { open: false, limit: 1 });
  return { session: await selectSession(connection, id), last, open: open.filter((other) => other.id !== id) };
}

async function sessionToClose(connection: Connection, actor: string, id: number | undefined): Promise<Session> {
  const [session] =
    id === undefined
      ? await select(connection, { actor, open: true, limit: 1 })
      : [await selectSession(connection, id)];
  if (session === undefined) throw noSession(actor);
  if (session.status === "active") return session;
  throw new Failure("V7-N002", `session ${session.id} has ended`, { next: [`v7 session show ${session.id}`] });
}

async function selectNewest(connection: Connection): Promise<Session> {
  const [newest] = await select(connection, { limit: 1 });
  if (newest) return newest;
  throw new Failure("V7-N003", "no session was started yet", { next: ["v7 session start"] });
}

async function selectSession(connection: Connection, id: number): Promise<Session> {
  const [session] = await select(connection, { id, limit: 1 });
  if (session) return session;
  throw new Failure("V7-N003", `no session ${id}`, { next: ["v7 session list"] });
}

async function selectCommits(connection: Connection, id: number): Promise<SessionCommit[]> {
  const { rows } = await connection.query<{ commit: SessionCommit }>(readSql("sessions/commits.sql"), [id]);
  return rows.map(({ commit }) => commit);
}

interface SessionFilter {
  readonly id?: number;
  readonly actor?: string | undefined;
  /** At work, or ended; absent: both. */
  readonly open?: boolean;
  readonly status?: Session["status"] | undefined;
  readonly since?: string | undefined;
  readonly limit: number;
}

/** Called within a transaction, because that is where the tables are found. */
async function select(
  connection: Connection,
  { id, actor, open, limit, status, since }: SessionFilter,
): Promise<Session[]> {
  const values = [id, actor, open, limit, status, since].map((value) => value ?? null);
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
