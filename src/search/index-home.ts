import { join } from "node:path";
import type { Workspace } from "../workspace/workspace.ts";
import type { IndexHome } from "./index/manifest.ts";

/** Where the index of this repository lies: one for all its worktrees. */
export function indexHome({ repository, config }: Pick<Workspace, "repository" | "config">): IndexHome {
  const directory = join(repository.home, "search");
  return config.search.uri === undefined ? { directory } : { directory, uri: config.search.uri };
}
