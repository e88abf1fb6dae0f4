import type { Workspace } from "./workspace.ts";

export interface RecordOptions {
  /** Commits that a rebase or an amend replaced. */
  readonly rewritten?: readonly { readonly from: string; readonly to: string }[];
}

/** Brings the record of commits and changed files up to git's own history. The record itself is still to come. */
export async function recordHistory(
  workspace: Workspace,
  _options: RecordOptions,
): Promise<{ commits: number; changes: number }> {
  const connection = await workspace.connect("write");
  await connection.end();
  return { commits: 0, changes: 0 };
}
