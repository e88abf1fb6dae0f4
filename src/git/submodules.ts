import { existsSync } from "node:fs";
import { join } from "node:path";
import type { GitPlace } from "./command.ts";
import { foreignGitEnvironment } from "./environment.ts";

/** A repository below this one, at the commit that this one names. */
export interface Submodule {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly commit: string;
}

/** Where git runs in a submodule; undefined while it is not checked out. */
export function submodulePlace({ root, environment }: GitPlace, { path }: Submodule): GitPlace | undefined {
  const inside = join(root, path);
  // What the environment says of a repository is about the one around it.
  return existsSync(join(inside, ".git"))
    ? { root: inside, environment: foreignGitEnvironment(environment) }
    : undefined;
}
