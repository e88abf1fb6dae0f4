import type { BytePath } from "../model/path-bytes.ts";
import { GitError, readGit } from "./command.ts";
import { git, type Repository } from "./repository.ts";

/** What git leaves alone, from the repository's root: exact paths, those of folders without a slash at the end. */
export type IgnoredPaths = ReadonlySet<BytePath>;

/**
 * Asks git once what it ignores; empty without git. Nothing of the repository's own configuration that would start a
 * program is heeded, and repositories nested in this one are not asked.
 */
export async function readIgnored({ root, isGit }: Repository): Promise<IgnoredPaths> {
  if (!isGit) return new Set();
  const list = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory"];
  const output = await git(root, [...harmless, ...list]);
  const lines = output.split("\n").filter((line) => line !== "");
  return new Set(lines.map((line) => unquoted(line).replace(/\/$/, "")));
}

/** Which of these paths git would ignore, whether or not there is anything yet; none without git. */
export async function ignoredAmong({ root, isGit }: Repository, paths: readonly BytePath[]): Promise<IgnoredPaths> {
  if (!isGit || paths.length === 0) return new Set();
  const argv = [...harmless, "check-ignore", "--no-index", "--stdin", "-z"];
  const input = Buffer.from(paths.join("\0"), "latin1");
  const output = await readGit({ directory: root, argv, input }).catch((error: unknown) => {
    if (isNone(error)) return Buffer.alloc(0);
    throw error;
  });
  return new Set(
    output
      .toString("latin1")
      .split("\0")
      .filter((path) => path !== ""),
  );
}

/** Git's way of saying that none is ignored. */
function isNone(error: unknown): boolean {
  return error instanceof GitError && error.message === "git ended with 1";
}

/** Names come quoted and in ASCII, because the library reads git's output as UTF-8 and would lose other bytes. */
const harmless = [
  "core.quotePath=true",
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "safe.bareRepository=explicit",
].flatMap((setting) => ["-c", setting]);

/** `"caf\303\251"` as git quotes names in C's manner; others stand as they are. */
function unquoted(line: string): BytePath {
  if (!line.startsWith('"')) return line;
  return line.slice(1, -1).replaceAll(/\\([0-7]{3}|[^])/g, (_, escaped: string) => byteOf(escaped));
}

function byteOf(escaped: string): string {
  return escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : (named.get(escaped) ?? escaped);
}

const named: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);
