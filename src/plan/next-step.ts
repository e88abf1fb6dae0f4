import { type Address, nameOf } from "../model/address.ts";
import type { GateViolation } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { typedWord } from "../model/typed-word.ts";
import type { LiveResource, World } from "../model/world.ts";

/**
 * What takes the phase on, when rows are as declared: its own next verb, or what its gate waits for. `closed` are the reasons why
 * it could not be handed over now.
 */
export function phaseStep({ name, fields }: LiveResource, world: World, closed: readonly GateViolation[]): string {
  switch (fields.status) {
    case "in_progress":
      return closed.length === 0 ? `v7 phase review ${name}` : stepThrough(world, closed, name);
    case "review":
      return fields["approval.status"] === "approved"
        ? `v7 phase complete ${name}`
        : `v7 phase approve ${name} --as PERSONA`;
    case "approved":
      return closed.length === 0 ? `v7 phase complete ${name}` : stepThrough(world, closed, name);
    case "blocked":
      return `v7 phase show ${name}`;
    default:
      return `v7 phase start ${name}`;
  }
}

/** What brings a phase to its approval; `persona` is who approves, where that is known. */
export function phaseApproval(address: Address, { status }: Fields, persona: string | undefined): string {
  const name = nameOf(address);
  switch (status) {
    case "in_progress":
      return `v7 phase review ${name}`;
    case "review":
      return `v7 phase approve ${name} --as ${persona === undefined ? "PERSONA" : typedWord(persona)}`;
    case "blocked":
      return `v7 phase unblock ${name}`;
    default:
      return `v7 phase start ${name}`;
  }
}

/** The first of the tasks that keep a gate closed and can go on; else what the gate asks for. */
function stepThrough(world: World, closed: readonly GateViolation[], phase: string): string {
  const tasks = closed
    .flatMap(({ because }) => because)
    .flatMap((address) => {
      const task = world.live.get(address);
      return task?.kind === "Task" ? [task] : [];
    });
  const steps = tasks.flatMap(taskStep);
  return steps[0] ?? (closed[0] === undefined ? `v7 phase show ${phase}` : `v7 explain ${closed[0].code}`);
}

/** What takes a task on; none where it is blocked. */
export function taskStep({ address, fields }: LiveResource): string[] {
  if (fields.status === "in_progress" || fields.status === "review") return [`v7 task complete ${nameOf(address)}`];
  return fields.status === "blocked" ? [] : [`v7 task start ${nameOf(address)}`];
}
