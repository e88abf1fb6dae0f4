import type { HooksReport, HookStatus } from "../../journal/git-hooks.ts";

/** What `v7 hooks … --json` prints. */
export interface HooksKeys {
  readonly way: HooksReport["way"];
  readonly git_version: string;
  readonly directory: string;
  readonly hooks: readonly HookStatus[];
  readonly managers: readonly string[];
}

export function hooksKeys({ way, gitVersion, directory, hooks, managers }: HooksReport): HooksKeys {
  return { way, git_version: gitVersion, directory, hooks, managers };
}
