import { join } from "node:path";
import type { Config } from "../documents/config.ts";
import type { Repository } from "../git/repository.ts";
import type { Redactor } from "../model/secrets.ts";
import type { Connection } from "../postgres/connection.ts";
import type { IndexHome } from "./index/manifest.ts";

/** What search needs from outside; a workspace has it all. */
export interface SearchSurroundings {
  readonly repository: Repository;
  readonly config: Pick<Config, "scan" | "search" | "sessions">;
  readonly redactor: Pick<Redactor, "find">;
  readonly signal: AbortSignal;
  now(): Date;
  connect(purpose: "read" | "write"): Promise<Connection>;
}

/** Where the index of this repository lies: one for all its worktrees. */
export function indexHome({ repository, config }: Pick<SearchSurroundings, "repository" | "config">): IndexHome {
  const directory = join(repository.home, "search");
  return config.search.uri === undefined ? { directory } : { directory, uri: config.search.uri };
}
