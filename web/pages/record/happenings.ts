import type { HistoryEntry } from "../../../src/model/output/history.ts";
import type { SymbolName } from "../../parts/symbols.ts";

/** One thing that happened, as lists and timelines show it. */
export interface Happening {
  /** What it is called in an address: the same as long as it is on record. */
  readonly key: string;
  readonly at: string;
  readonly symbol: SymbolName;
  /** The symbol in a word. */
  readonly word: string;
  /** Who, with what: a lane. */
  readonly lane: string;
  /** `task/1.2`, or the id of a plan or apply. */
  readonly subject: string;
  /** Where it leads; empty: nowhere. */
  readonly href: string;
  /** What became of it, in a line. */
  readonly says: string;
  /** Before and after, where one field tells it all. */
  readonly difference: { readonly field: string; readonly before: string; readonly after: string } | undefined;
  /** Whether nobody's apply did it. */
  readonly isOutside: boolean;
  /** All that is on record of it. */
  readonly entry: HistoryEntry;
}

const longest = 80;

/** All of them, each with a key of its own: a transaction has one time, and may touch a row twice. */
export function happeningsOf(entries: readonly HistoryEntry[]): readonly Happening[] {
  const times = new Map<string, number>();
  return entries.map((entry) => {
    const happening = happeningOf(entry);
    const time = (times.get(happening.key) ?? 0) + 1;
    times.set(happening.key, time);
    return time === 1 ? happening : { ...happening, key: `${happening.key} ${time}` };
  });
}

/** The apply before each, as far as it is shown: newest first. */
export function applyBefore(happenings: readonly Happening[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let last: string | undefined;
  for (const { key, entry } of happenings.toReversed()) {
    if (last !== undefined) found.set(key, last);
    if (entry.type === "apply" && entry.status === "applied") last = entry.apply_id;
  }
  return found;
}

export function happeningOf(entry: HistoryEntry): Happening {
  const told = toldOf(entry);
  return { ...told, key: `${entry.at} ${told.subject}`, at: entry.at, entry };
}

function toldOf(entry: HistoryEntry): Omit<Happening, "key" | "at" | "entry"> {
  const shared = { difference: undefined, isOutside: false };
  if (entry.type === "refusal")
    return {
      ...shared,
      symbol: "refused",
      word: "refused",
      lane: laneOf(entry.login, entry.application),
      subject: `${entry.action} ${entry.subject}`,
      href: hrefOf(entry.subject),
      says: `Refused, nothing written: ${entry.because}`,
    };
  if (entry.type === "apply") {
    const { add = 0, change = 0, destroy = 0 } = entry.summary ?? {};
    const isWell = entry.status === "applied" || entry.status === "running";
    const override = entry.overrides.length === 0 ? "" : `; went through closed gates: ${entry.overrides.join(", ")}`;
    return {
      ...shared,
      symbol: isWell ? "apply" : "refused",
      word: entry.status,
      lane: laneOf(entry.actor, "v7 apply"),
      subject: `apply ${entry.apply_id.slice(0, 6)}`,
      href: entry.plan_id === null ? "" : `/ui/plans/${entry.plan_id.slice(0, 16)}`,
      says: `${isWell ? `${add} added, ${change} changed, ${destroy} destroyed` : (entry.because ?? entry.status)}${override}`,
    };
  }
  const isOutside = entry.apply_id === null && !entry.observed;
  const [field] = entry.fields;
  const verbs = { insert: "Added", update: "Changed", delete: "Removed", truncate: "Emptied" };
  return {
    ...shared,
    symbol: isOutside
      ? "drift"
      : entry.action === "insert"
        ? "create"
        : entry.action === "delete"
          ? "delete"
          : "update",
    word: isOutside ? "changed outside v7" : "changed by v7",
    lane: laneOf(entry.changed_by, entry.application),
    subject: entry.address,
    href: hrefOf(entry.address),
    says: `${verbs[entry.action]}${entry.fields.length > 1 ? `: ${entry.fields.map(({ field }) => field).join(", ")}` : ""}`,
    difference:
      entry.action === "update" && entry.fields.length === 1 && field !== undefined
        ? { field: field.field, before: short(field.before), after: short(field.after) }
        : undefined,
    isOutside,
  };
}

function laneOf(who: string | null, application: string | null): string {
  return [who ?? "somebody unknown", application].filter(Boolean).join(", ");
}

function hrefOf(subject: string): string {
  if (/^[a-z]+\/./.test(subject)) return `/ui/r/${subject.split("/").map(encodeURIComponent).join("/")}`;
  return /^[0-9a-f]{6,64}$/.test(subject) ? `/ui/plans/${subject.slice(0, 16)}` : "";
}

function short(value: unknown): string {
  const text = value === null ? "not set" : typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
