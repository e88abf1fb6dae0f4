import type { BytePath } from "../model/path-bytes.ts";
import type { Repository } from "./repository.ts";
import { streamGit } from "./stream.ts";

/** What git leaves alone, from the repository's root: exact paths, those of folders without a slash at the end. */
export type IgnoredPaths = ReadonlySet<BytePath>;

/**
 * Asks git once what it ignores; empty without git. Nothing of the repository's own configuration that would start a
 * program is heeded, and repositories nested in this one are not asked.
 */
export async function readIgnored(repository: Repository): Promise<IgnoredPaths> {
  if (!repository.isGit) return new Set();
  const list = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
  const pieces: Buffer[] = [];
  for await (const piece of streamGit(repository, { argv: [...harmless, ...list] })) pieces.push(piece);
  const paths = Buffer.concat(pieces).toString("latin1").split("\0");
  return new Set(paths.filter((path) => path !== "").map((path) => path.replace(/\/$/, "")));
}

const harmless = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"].flatMap(
  (setting) => ["-c", setting],
);
