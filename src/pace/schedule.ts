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
  const keys = new Set(tasks.map(({ key }) => key));
  const tails = tailsOf(tasks);
  const left = new Set(
    tasks.toSorted(
      (one, other) => (tails.get(other.key) ?? 0) - (tails.get(one.key) ?? 0) || (one.key < other.key ? -1 : 1),
    ),
  );
  const done = new Set<string>();
  let steps = 0;
  while (left.size > 0) {
    const busy = new Set<string>();
    const now: Assigned[] = [];
    for (const task of left) {
      const isReady = task.dependencies.every((each) => !keys.has(each) || done.has(each));
      if (!isReady || busy.has(task.persona)) continue;
      busy.add(task.persona);
      now.push(task);
    }
    if (now.length === 0) return steps;
    for (const task of now) {
      left.delete(task);
      done.add(task.key);
    }
    steps++;
  }
  return steps;
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
  const moved = offered.map(({ key }) => ({
    key,
    to,
    steps: stepsOf(tasks.map((task) => (task.key === key ? { ...task, persona: to } : task))),
  }));
  return moved.toSorted((one, other) => one.steps - other.steps)[0] ?? null;
}
