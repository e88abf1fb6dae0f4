import { realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readTextFile } from "../../system/text-file.ts";
import type { Repository } from "../repository.ts";
import { namesIn } from "./kept.ts";
import { changeConfig } from "./place.ts";

// Git reads a path from the file that names it, and compares its own folder with what `./` stands for: of the main work
// tree that is `.git`, of a linked one a folder below. Both stay right wherever the repository is moved or copied to.
const key = "includeIf.gitdir:./worktrees/.path";
const fileName = "linked-trees.config";
const path = `v7/hooks/${fileName}`;

/**
 * Has git look into v7's folder from linked work trees, also those that are yet to be made: `.git` is a file there, and
 * only the whole path leads to the folder. `own` is that folder; it is there.
 */
export async function leadLinkedTrees(repository: Repository, own: string): Promise<void> {
  writeFileSync(join(own, fileName), textFor(own));
  await changeConfig(repository, "--local", key, path);
}

/** Takes out what `leadLinkedTrees` put into the configuration. */
export async function leaveLinkedTrees(repository: Repository): Promise<void> {
  await changeConfig(repository, "--local", "--unset", key, `^${path.replace(".", String.raw`\.`)}$`).catch(() => {});
}

/** Whether git finds v7's folder from each linked work tree: not after the repository was moved. `own` is the folder. */
export function areLinkedTreesLed({ home }: Repository, own: string): boolean {
  if (namesIn(join(dirname(home), "worktrees")).length === 0) return true;
  return readTextFile(join(own, fileName)) === textFor(own);
}

function textFor(own: string): string {
  const escaped = realpathSync(own)
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);
  return `[core]\n\thooksPath = "${escaped}"\n`;
}
