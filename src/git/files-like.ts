import { harmless } from "./harmless.ts";
import { type GitPlace, readGitText } from "./command.ts";

/** The tracked files that patterns with `*`, `?`, `[…]` and `**` mean, each once, in git's order. @throws GitError */
export async function filesLike(place: GitPlace, patterns: readonly string[]): Promise<string[]> {
  if (patterns.length === 0) return [];
  const words = patterns.map((pattern) => `:(top,glob)${pattern}`);
  const text = await readGitText(place, { argv: [...harmless, "ls-files", "-z", "--deduplicate", "--", ...words] });
  return text.split("\0").filter(Boolean);
}
