import type { Json, JsonObject } from "../../model/json.ts";
import { type ClosableDay, type ClosedDay, type Days, daysOf } from "../../pace/days.ts";
import type { OwnTimes } from "../../pace/durations.ts";
import type { DayEnd, PhaseFigures } from "../../pace/figures.ts";
import type { History, TaskRecord, TaskRow, TaskState } from "../../pace/task-history.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";

/** A task that is there. */
export interface Task extends TaskRow {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly persona: string;
  readonly dependencies: readonly string[];
  readonly started: string | null;
}

/** Whether there is something left to do of it. */
export function isOpen({ status }: TaskState): boolean {
  return status !== "completed" && status !== "cancelled";
}

/** The project's days, by the time zone of v7.yaml, and its tasks, all of one moment. */
export interface ProjectDays extends Days {
  readonly tasks: readonly Task[];
  readonly records: readonly TaskRecord[];
  /** ISO 8601 in UTC. */
  readonly now: string;
}

/** Reads them; where the login may write, days that are over are closed by that. */
export async function readProjectDays(workspace: Workspace): Promise<ProjectDays> {
  return withConnection(workspace, "read", async (connection) => (await closeOn(connection, workspace)).days);
}

/** How many days were closed by this, and all of them. */
export async function closeDays(
  workspace: Workspace,
): Promise<{ readonly closed: number; readonly days: ProjectDays }> {
  return withConnection(workspace, "write", (connection) => closeOn(connection, workspace));
}

/** The times that rows have of their own, by key. */
export function ownTimesOf({ tasks }: ProjectDays): Map<string, OwnTimes> {
  return new Map(
    tasks.map(({ key, started, completed }) => [key, { started: plain(started), completed: plain(completed) }]),
  );
}

type Place = Pick<Workspace, "config" | "database">;

async function closeOn(
  connection: Connection,
  workspace: Place,
): Promise<{ readonly closed: number; readonly days: ProjectDays }> {
  const seen = await readSeen(connection, workspace);
  if (seen.days.closable.length === 0 || !seen.mayWrite || !workspace.database.writes)
    return { closed: 0, days: seen.days };
  await inTransaction(connection, { mode: "write" }, () => store(connection, seen, workspace));
  // Somebody else may have closed the same days a moment before: theirs stand.
  return { closed: seen.days.closable.length, days: (await readSeen(connection, workspace)).days };
}

interface Seen {
  readonly days: ProjectDays;
  readonly snapshot: string;
  readonly mayWrite: boolean;
}

interface Moment {
  readonly now: string;
  readonly adopted: string | null;
  readonly snapshot: string;
  readonly may_write: boolean;
}

/** Everything in one snapshot. */
async function readSeen(connection: Connection, { config }: Place): Promise<Seen> {
  return inTransaction(connection, { mode: "read" }, async () => {
    const { rows: moments } = await connection.query<Moment>(readSql("reports/computed/moment.sql"));
    const [{ now, adopted, snapshot, may_write: mayWrite } = noMoment] = moments;
    const { rows: tasks } = await connection.query<Task>(readSql("reports/computed/tasks.sql"));
    const { rows: stored } = await connection.query<StoredRecord>(readSql("reports/computed/task-records.sql"));
    const { rows: closed } = await connection.query<ClosedDay>(readSql("reports/computed/closed-days.sql"));
    const records = stored.map(recordOf);
    const history: History = {
      rows: new Map(
        tasks.map((task) => [task.key, { ...task, created: plain(task.created), completed: plain(task.completed) }]),
      ),
      records,
      now,
      adopted,
      seenGaps: new Map(closed.flatMap(({ gaps }) => gaps.map(({ gap, until }) => [gap, until]))),
    };
    const values = [config.timezone, beginningOf(history)];
    const { rows: ends } = await connection.query<DayEnd>(readSql("reports/computed/day-ends.sql"), values);
    return { days: { ...daysOf(history, closed, ends), tasks, records, now }, snapshot, mayWrite };
  });
}

const noMoment: Moment = { now: "", adopted: null, snapshot: "", may_write: false };

interface StoredRecord {
  readonly id: number;
  readonly key: string;
  readonly operation: TaskRecord["operation"];
  readonly at: string;
  readonly old: JsonObject | null;
  readonly new: JsonObject | null;
}

function recordOf({ old, new: fresh, ...record }: StoredRecord): TaskRecord {
  return {
    ...record,
    before: record.operation === "insert" ? null : fieldsOf(old ?? {}),
    after: record.operation === "delete" ? null : fieldsOf(fresh ?? {}),
  };
}

const fieldNames = {
  status: "status",
  parent_phase: "phase",
  created_at: "created",
  completed_at: "completed",
} as const;

function fieldsOf(columns: JsonObject): Partial<TaskRow> {
  const known = Object.entries(columns).flatMap(([column, value]) =>
    column in fieldNames ? [[fieldNames[column as keyof typeof fieldNames], fieldValue(value)] as const] : [],
  );
  return Object.fromEntries(known);
}

function fieldValue(value: Json): string | number | null {
  if (typeof value === "number" || value === null) return value;
  return typeof value === "string" ? plain(value) : null;
}

/** Columns of somebody else's table may have a zone: it is UTC's. */
function plain<Text extends string | null>(time: Text): string | (Text & null) {
  return time === null ? (null as Text & null) : time.replace(/(?:Z|\+00:00)$/, "");
}

/** The first moment that anything tells of; times that have no end say nothing. */
function beginningOf({ rows, records, adopted, now }: History): string {
  const own = adopted === null ? [] : [...rows.values(), ...records.flatMap(({ before }) => before ?? [])];
  const times = [
    ...records.map(({ at }) => at),
    ...[...rows.values()].map(({ created }) => created),
    ...own.flatMap(({ created, completed }) => [created, completed]),
  ];
  const known = times.filter((time) => time !== null && time !== undefined && /^\d{4}-\S+$/.test(time));
  return known.reduce<string>(
    (first, time) => (time !== null && time !== undefined && time < first ? time : first),
    now,
  );
}

function store(connection: Connection, { days, snapshot }: Seen, { config }: Place): Promise<unknown> {
  const closing = days.closable.map(({ day, ended, source, figures, gaps }: ClosableDay) => ({
    day,
    ended,
    source,
    figures: figures satisfies readonly PhaseFigures[] | null,
    gaps,
  }));
  const values = [JSON.stringify(closing), config.timezone, snapshot];
  return connection.query(readSql("reports/computed/close-days.sql"), values);
}
