import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Repository } from "./repository.ts";

/** Keeps files of this pattern out of `git status` and `git add` of this clone and its work trees; once is enough. */
export function excludeFromGit({ home, isGit }: Repository, pattern: string): void {
  if (!isGit) return;
  const file = join(dirname(home), "info", "exclude");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (text.split("\n").includes(pattern)) return;
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${text === "" || text.endsWith("\n") ? "" : "\n"}${pattern}\n`);
}
