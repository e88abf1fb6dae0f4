import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Journal } from "../journal/journal.ts";

const run = promisify(execFile);

/** Linked work trees, each on a branch of its own. */
export function worktrees({ git, scene }: Journal, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    git("worktree", "add", "--quiet", "-b", `layer-${index + 1}`, `.git/trees/${index + 1}`);
    return join(scene.checkout.root, `.git/trees/${index + 1}`);
  });
}

/** Commits one after the other in one work tree, and records after each, as a person's hooks do. */
export async function commitAndRecord(journal: Journal, folder: string, commits: number): Promise<void> {
  const identity = ["-c", "user.name=The Architect", "-c", "user.email=architect@example.org"];
  for (let number = 1; number <= commits; number += 1) {
    writeFileSync(join(folder, "notes.md"), `${folder} ${number}`);
    await run("git", [...identity, "add", "--all"], { cwd: folder });
    await run("git", [...identity, "commit", "--quiet", "--message", `Note ${number}`], { cwd: folder });
    await journal.record();
  }
}
