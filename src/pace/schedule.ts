import type { Linked } from "./chain.ts";

/** An open task, and whose it is. */
export interface Assigned extends Linked {
  readonly persona: string;
}

/** A task that somebody else could take. */
export interface HandOver {
  readonly key: string;
  readonly to: string;
  /** How many steps all work takes then. */
  readonly steps: number;
}

/**
 * How many tasks have to be done one after another until all are, if each persona does one at a time and those first that most others
 * wait for. Tasks in a circle never come.
 */
export function stepsOf(tasks: readonly Assigned[]): number {
  const { rank, waiting, missing } = orderOf(tasks);
  const ready = new Map<string, Assigned[]>();
  const enter = (task: Assigned): void => insert(ready, task, rank);
  for (const task of tasks) if (missing.get(task.key) === 0) enter(task);
  let steps = 0;
  for (let left = tasks.length; left > 0; steps++) {
    const now = [...ready.values()].flatMap((queue) => queue.pop() ?? []);
    if (now.length === 0) return steps;
    left -= now.length;
    for (const next of now.flatMap(({ key }) => waiting.get(key) ?? [])) {
      const needs = (missing.get(next.key) ?? 0) - 1;
      missing.set(next.key, needs);
      if (needs === 0) enter(next);
    }
  }
  return steps;
}

interface Order {
  /** The higher, the sooner. */
  readonly rank: ReadonlyMap<string, number>;
  /** Which tasks wait for each. */
  readonly waiting: ReadonlyMap<string, readonly Assigned[]>;
  /** For how many each of them waits. */
  readonly missing: Map<string, number>;
}

function orderOf(tasks: readonly Assigned[]): Order {
  const tails = tailsOf(tasks);
  const sorted = tasks.toSorted(
    (one, other) => (tails.get(one.key) ?? 0) - (tails.get(other.key) ?? 0) || (one.key < other.key ? 1 : -1),
  );
  const waiting = new Map<string, Assigned[]>(tasks.map(({ key }) => [key, []]));
  const missing = new Map<string, number>();
  for (const task of tasks) {
    const needed = new Set(task.dependencies.filter((key) => waiting.has(key)));
    missing.set(task.key, needed.size);
    for (const key of needed) waiting.get(key)?.push(task);
  }
  return { rank: new Map(sorted.map(({ key }, index) => [key, index])), waiting, missing };
}

/** Into its persona's queue, whose last one is the next. */
function insert(ready: Map<string, Assigned[]>, task: Assigned, rank: Order["rank"]): void {
  const queue = ready.get(task.persona) ?? [];
  ready.set(task.persona, queue);
  const own = rank.get(task.key) ?? 0;
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rank.get(queue[middle]?.key ?? "") ?? 0) < own) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, task);
}

/** The length of the longest row of tasks that waits for each. */
function tailsOf(tasks: readonly Linked[]): Map<string, number> {
  const tails = new Map<string, number>(tasks.map(({ key }) => [key, 1]));
  // As often as the longest row is long, and no oftener in a circle.
  for (let round = 0, isMoving = true; isMoving && round < tasks.length; round++) {
    isMoving = false;
    for (const { key, dependencies } of tasks) {
      for (const each of dependencies) {
        const longer = (tails.get(key) ?? 1) + 1;
        if (!tails.has(each) || (tails.get(each) ?? 1) >= longer) continue;
        tails.set(each, longer);
        isMoving = true;
      }
    }
  }
  return tails;
}

/** How many hand-overs are thought through: those for which most others wait. */
const tried = 20;

/**
 * Which of these tasks of a persona somebody with less to do had best take: the one after which all work takes the fewest steps.
 * Null where nobody has less to do.
 */
export function bestHandOver(
  tasks: readonly Assigned[],
  offered: readonly Assigned[],
  others: readonly string[],
): HandOver | null {
  const count = (persona: string): number => tasks.filter((task) => task.persona === persona).length;
  const [to] = others.toSorted((one, other) => count(one) - count(other) || (one < other ? -1 : 1));
  const [first] = offered;
  if (to === undefined || first === undefined || count(to) + 1 > count(first.persona) - 1) return null;
  const tails = tailsOf(tasks);
  const weightiest = offered.toSorted((one, other) => (tails.get(other.key) ?? 0) - (tails.get(one.key) ?? 0));
  const moved = weightiest.slice(0, tried).map(({ key }) => ({
    key,
    to,
    steps: stepsOf(tasks.map((task) => (task.key === key ? { ...task, persona: to } : task))),
  }));
  return moved.toSorted((one, other) => one.steps - other.steps)[0] ?? null;
}
