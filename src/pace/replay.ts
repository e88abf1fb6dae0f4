import type { History, TaskRecord, TaskRow, TaskState } from "./task-history.ts";

/** How a task stood from a time on, until the next segment's. */
export interface Segment {
  readonly from: string;
  /** Null: there is no such row. */
  readonly state: TaskState | null;
  /** The row changed without a record somewhere in here: its id. Else null. */
  readonly gap: string | null;
}

/** That a task entered `completed`. */
export interface Entry {
  readonly at: string;
  readonly phase: number | null | undefined;
  /** `seen`: the audit has the edge. `baseline`: the row came so, or nobody knows how it got there. */
  readonly kind: "seen" | "baseline";
}

/** A task's whole story, as far as it is known. */
export interface Timeline {
  readonly key: string;
  /** In the order of time; before the first there is no row. */
  readonly segments: readonly Segment[];
  readonly entries: readonly Entry[];
}

/**
 * Replays what became of every task: backwards from the rows that are there by the records' old values, so that nothing has to be known
 * of how it began. Where a record's new values are not what the next one found, there is a gap. On a table that was there
 * before its audit, rows have their own times until then.
 */
export function replay(history: History): Timeline[] {
  const records = Map.groupBy(history.records, ({ key }) => key);
  const keys = new Set([...history.rows.keys(), ...records.keys()]);
  return [...keys].map((key) => {
    const segments = segmentsOf(key, records.get(key) ?? [], history);
    return { key, segments, entries: entriesOf(segments, history.adopted) };
  });
}

function segmentsOf(key: string, records: readonly TaskRecord[], history: History): Segment[] {
  const times = timesOf(records);
  const found: Segment[] = [];
  let state: TaskRow | Partial<TaskRow> | null = history.rows.get(key) ?? null;
  for (const [index, record] of [...records.entries()].toReversed()) {
    const from = times[index] ?? record.at;
    if (agree(record, state)) {
      found.push(segment(from, state));
    } else {
      const gap = `${key}#${record.id}`;
      const until = earlier(times[index + 1] ?? history.now, history.seenGaps.get(gap));
      found.push(segment(until, state), { from, state: null, gap });
      state = record.after;
    }
    state = record.before === null ? null : { ...state, ...record.before };
  }
  if (state !== null) found.push(...beginningOf(key, state, times[0], history).toReversed());
  return continued(found.toReversed());
}

/** A transaction that waited for another's row was begun before it, and still came after it. */
function timesOf(records: readonly TaskRecord[]): string[] {
  const times: string[] = [];
  for (const { at } of records) times.push(later(at, times.at(-1) ?? at));
  return times;
}

function agree({ after }: TaskRecord, found: Partial<TaskRow> | null): boolean {
  if (after === null || found === null) return after === found;
  return checked.every((field) => !(field in after) || found[field] === undefined || after[field] === found[field]);
}

const checked = ["status", "phase"] as const;

/** What is known of a row before its first record, which did not add it. */
function beginningOf(key: string, state: Partial<TaskRow>, first: string | undefined, history: History): Segment[] {
  const { now, adopted, seenGaps } = history;
  const created = state.created ?? null;
  if (adopted === null || (created !== null && created > adopted)) {
    const gap = `${key}#beginning`;
    const end = first ?? now;
    const until = earlier(end, seenGaps.get(gap));
    return [{ from: earlier(created ?? end, end), state: null, gap }, segment(until, state)];
  }
  return [...byColumns(state, adopted), segment(adopted, state)];
}

/** By the row's own times: what it was besides open or completed before its audit, nobody knows. */
function byColumns({ status, phase, created = null, completed = null }: Partial<TaskRow>, adopted: string): Segment[] {
  if (created === null || created >= adopted || status === "cancelled") return [];
  const open = segment(created, { status: "pending", phase });
  if (status !== "completed" || completed === null || completed >= adopted) return [open];
  return completed > created ? [open, segment(completed, { status, phase })] : [segment(completed, { status, phase })];
}

function segment(from: string, state: Partial<TaskRow> | null): Segment {
  return { from, state: state === null ? null : { status: state.status, phase: state.phase }, gap: null };
}

/** After a gap, a record tells only what it changed: the rest is as it was before. Where that is unknown, so is the segment. */
function continued(segments: readonly Segment[]): Segment[] {
  const whole: Segment[] = [];
  for (const each of segments) {
    const before = whole.at(-1)?.state ?? undefined;
    const state = each.state && {
      status: each.state.status === undefined ? before?.status : each.state.status,
      phase: each.state.phase === undefined ? before?.phase : each.state.phase,
    };
    const isKnown = state === null || (state.status !== undefined && state.phase !== undefined);
    whole.push({ from: each.from, state, gap: each.gap ?? (isKnown ? null : "unknown") });
  }
  return whole;
}

function entriesOf(segments: readonly Segment[], adopted: string | null): Entry[] {
  const entries: Entry[] = [];
  let before: TaskState | null = null;
  let isAfterGap = false;
  for (const { from, state, gap } of segments) {
    if (gap !== null) {
      isAfterGap = true;
      continue;
    }
    if (state?.status === "completed" && before?.status !== "completed") {
      const isSeen = before !== null && !isAfterGap && (adopted === null || from > adopted);
      entries.push({ at: from, phase: state.phase, kind: isSeen ? "seen" : "baseline" });
    }
    before = state;
    isAfterGap = false;
  }
  return entries;
}

function earlier(left: string, right: string | undefined): string {
  return right === undefined || left < right ? left : right;
}

function later(left: string, right: string): string {
  return left > right ? left : right;
}
