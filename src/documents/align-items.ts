import { isJsonObject, type Json, type JsonObject, sameJson } from "../model/json.ts";

/**
 * Which item of a list each item of another one comes from, by its index; undefined for what is new. Equal items belong
 * together first, wherever they stand; then mappings that have most in common; then as many items as stood between the same
 * two neighbours.
 */
export function alignItems(before: readonly Json[], after: readonly Json[]): (number | undefined)[] {
  const origins: (number | undefined)[] = after.map(() => undefined);
  const free = new Set(before.keys());
  const take = (at: number, origin: number | undefined): void => {
    if (origin === undefined || !free.delete(origin)) return;
    origins[at] = origin;
  };
  alignEnds(before, after, take);
  alignEqual(before, after, { origins, free, take });
  alignAlike(before, after, { origins, free, take });
  alignBetween(before.length, { origins, free, take });
  return origins;
}

interface Alignment {
  readonly origins: readonly (number | undefined)[];
  /** The items that nothing comes from yet. */
  readonly free: ReadonlySet<number>;
  take(at: number, origin: number | undefined): void;
}

type Items = readonly Json[];

function alignEnds(before: Items, after: Items, take: Alignment["take"]): void {
  const shared = Math.min(before.length, after.length);
  let head = 0;
  while (head < shared && sameJson(before[head] ?? null, after[head])) head += 1;
  let tail = 0;
  while (tail < shared - head && sameJson(before.at(-1 - tail) ?? null, after.at(-1 - tail))) tail += 1;
  for (let at = 0; at < head; at += 1) take(at, at);
  for (let at = 1; at <= tail; at += 1) take(after.length - at, before.length - at);
}

function alignEqual(before: Items, after: Items, { origins, free, take }: Alignment): void {
  const byText = Map.groupBy(free, (index) => textOf(before[index] ?? null));
  for (const [at, item] of after.entries()) if (origins[at] === undefined) take(at, byText.get(textOf(item))?.shift());
}

/** One text for equal values. */
function textOf(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${textOf(value[name] ?? null)}`).join(",")}}`;
}

/** How many pairs are looked at; beyond that, place decides. */
const mostPairs = 10_000;

function alignAlike(before: Items, after: Items, { origins, free, take }: Alignment): void {
  const open = [...after.keys()].filter((at) => origins[at] === undefined && isJsonObject(after[at] ?? null));
  if (open.length * free.size > mostPairs) return;
  const pairs = open.flatMap((at) =>
    [...free].map((origin) => ({ at, origin, likeness: likeness(before[origin] ?? null, after[at] ?? null) })),
  );
  const closest = pairs
    .filter((pair) => pair.likeness > 0)
    .toSorted((left, right) => right.likeness - left.likeness || distance(left) - distance(right));
  for (const { at, origin } of closest) if (origins[at] === undefined) take(at, origin);
}

function distance({ at, origin }: { readonly at: number; readonly origin: number }): number {
  return Math.abs(at - origin);
}

/** How many members two mappings share; the first one, which names them as a rule, counts most. */
function likeness(left: Json, right: Json): number {
  if (!isJsonObject(left) || !isJsonObject(right)) return 0;
  const shared = Object.keys(left).filter((name) => hasSame(left, right, name));
  const [first] = Object.keys(left);
  return shared.length + (first !== undefined && shared.includes(first) ? Object.keys(left).length : 0);
}

function hasSame(left: JsonObject, right: JsonObject, name: string): boolean {
  return Object.hasOwn(right, name) && sameJson(left[name] ?? null, right[name]);
}

/** Runs of as many old as new items between two neighbours that stay are the same items, changed. */
function alignBetween(length: number, { origins, free, take }: Alignment): void {
  for (let at = 0; at < origins.length;) {
    if (origins[at] !== undefined) {
      at += 1;
      continue;
    }
    let end = at;
    while (end < origins.length && origins[end] === undefined) end += 1;
    const from = at === 0 ? 0 : (origins[at - 1] ?? 0) + 1;
    const to = origins[end] ?? (end === origins.length ? length : from);
    const old = Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step);
    if (old.length === end - at && old.every((origin) => free.has(origin)))
      old.forEach((origin, step) => take(at + step, origin));
    at = end;
  }
}
