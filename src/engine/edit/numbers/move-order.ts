import { mergeSides } from "../../../documents/merge-sides.ts";
import type { DocumentEdit } from "../../../model/document.ts";
import { Failure } from "../../../model/failure.ts";
import type { Json } from "../../../model/json.ts";
import type { FileEdit } from "../../../model/output/set.ts";
import type { Workspace } from "../../../workspace/workspace.ts";
import { readText } from "../../../workspace/write-files.ts";
import { workOrderFile } from "../work-order-file.ts";

/** A task that gets another number. */
export interface MovedTask {
  readonly from: string;
  readonly to: string;
  /** What is to be done: two orders of one number are told apart by it. */
  readonly name: string;
  /** Whether no other task keeps the number. */
  readonly isAlone: boolean;
}

/**
 * The work order of a task goes with it, under its new number; of two that a merge put into one file each gets its own. None
 * where there is no order, or it is another task's. Throws V7-D035 where something lies in the way.
 */
export async function movedOrder(workspace: Workspace, task: MovedTask): Promise<readonly FileEdit[]> {
  const file = workOrderFile(task.from);
  const before = await readText(workspace, file);
  const split = before === null ? undefined : splitOrder(before, task);
  if (before === null || split === undefined) return [];
  const target = workOrderFile(task.to);
  if ((await readText(workspace, target)) !== null)
    throw new Failure("V7-D035", `${target} is there already; no file was changed`, {
      next: ["move it out of the way"],
    });
  return [
    { file: target, before: null, after: renumbered(split.moved, task), lost_comments: [] },
    { file, before, after: split.left, lost_comments: [] },
  ];
}

interface Split {
  readonly moved: string;
  /** What stays under the old number; null where nothing does. */
  readonly left: string | null;
}

function splitOrder(text: string, { name, isAlone }: MovedTask): Split | undefined {
  const sides = mergeSides(text);
  if (sides === undefined) return isAlone || nameIn(text) === oneLine(name) ? { moved: text, left: null } : undefined;
  const isOurs = nameIn(sides.ours) === oneLine(name) && nameIn(sides.theirs) !== oneLine(name);
  return isOurs ? { moved: sides.ours, left: sides.theirs } : { moved: sides.theirs, left: sides.ours };
}

const heading = /^# Work order (\S+): (.*)$/m;

function nameIn(text: string): string | undefined {
  return heading.exec(text)?.[2]?.trim();
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function renumbered(text: string, { to }: MovedTask): string {
  return text.replace(heading, (_, __, name: string) => `# Work order ${to}: ${name}`);
}

/** The edit by which a task's notes name its order where it lies now; none where they do not name it. */
export function namedOrder(
  notes: Json | undefined,
  { from, to }: Pick<MovedTask, "from" | "to">,
  orders: readonly FileEdit[],
): DocumentEdit[] {
  const [old, now] = [workOrderFile(from), workOrderFile(to)];
  if (orders.length === 0 || typeof notes !== "string" || !notes.includes(old)) return [];
  return [{ action: "set", path: ["spec", "notes"], value: notes.replaceAll(old, now) }];
}
