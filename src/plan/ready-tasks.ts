import type { Address } from "../model/address.ts";
import type { LiveResource, World } from "../model/world.ts";

/** For whom it is asked. */
export interface Asker {
  /** Tasks of others and plans that wait for others are left out. Undefined: everybody's are named. */
  readonly persona: string | undefined;
}

/** What tells which tasks can begin. */
export interface TaskEvidence {
  readonly world: World;
  readonly now: Date;
}

/**
 * The tasks that can begin: pending, in a phase that is in progress, after nothing that is open, and taken by nobody else.
 * Those that most others wait for come first, one behind the other.
 */
export function readyTasks({ world, now }: TaskEvidence, { persona }: Asker): LiveResource[] {
  const tasks = tasksOf(world);
  const chains = chainLengths(tasks);
  return tasks
    .filter(
      (task) => isReady(world, task) && isFor(task.fields.responsiblePersona, persona) && isFree(task, persona, now),
    )
    .toSorted((left, right) => (chains.get(right.address) ?? 0) - (chains.get(left.address) ?? 0));
}

function isReady({ live }: World, { name, fields }: LiveResource): boolean {
  const phase = live.get(`phase/${name.slice(0, name.indexOf("."))}`);
  return (
    fields.status === "pending" &&
    phase?.fields.status === "in_progress" &&
    namesIn(fields.dependsOn).every((needed) => live.get(`task/${needed}`)?.fields.status === "completed")
  );
}

/** Whether work of one persona is for another one who asks. */
export function isFor(responsible: unknown, persona: string | undefined): boolean {
  return persona === undefined || responsible === persona;
}

function isFree({ fields }: LiveResource, persona: string | undefined, now: Date): boolean {
  const { "claim.by": by, "claim.until": until } = fields;
  if (typeof by !== "string" || by === persona) return true;
  return typeof until === "string" && Date.parse(until) <= now.getTime();
}

/** How many tasks one after the other begin with each, open ones alone. */
function chainLengths(tasks: readonly LiveResource[]): ReadonlyMap<Address, number> {
  const followers = new Map<string, LiveResource[]>();
  for (const task of tasks)
    for (const needed of namesIn(task.fields.dependsOn))
      followers.set(needed, [...(followers.get(needed) ?? []), task]);
  const lengths = new Map<Address, number>();
  const lengthOf = (task: LiveResource): number => {
    const known = lengths.get(task.address);
    if (known !== undefined) return known;
    // Those that wait for each other in a circle have no longest way: each counts once.
    lengths.set(task.address, 1);
    const after = (followers.get(task.name) ?? []).filter((task) => !isFinished(task));
    const length = 1 + Math.max(0, ...after.map(lengthOf));
    lengths.set(task.address, length);
    return length;
  };
  for (const task of tasks) lengthOf(task);
  return lengths;
}

/** Whether nothing is left to do of a task. */
export function isFinished({ fields }: LiveResource): boolean {
  return fields.status === "completed" || fields.status === "cancelled";
}

/** All tasks, by phase and number. */
export function tasksOf({ live }: World): LiveResource[] {
  const tasks = [...live.values()].filter(({ kind }) => kind === "Task");
  const numberOf = ({ name }: LiveResource): readonly number[] => name.split(".").map(Number);
  return tasks.toSorted((left, right) => {
    const [one, other] = [numberOf(left), numberOf(right)];
    return (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);
  });
}

/** The names in a list. */
export function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
