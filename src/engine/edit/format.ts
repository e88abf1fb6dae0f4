import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findFiles } from "../../documents/find-files.ts";
import { formatText } from "../../documents/format.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { FmtOutput } from "../../model/output/fmt.ts";
import type { FileEdit } from "../../model/output/set.ts";
import { stateDirectory } from "../../workspace/state-directory.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { writeFiles } from "../../workspace/write-files.ts";

export interface FormatRequest {
  /** Files or folders, relative to the root; empty: all of `state/`. */
  readonly paths: readonly string[];
  /** Only tell what would change. */
  readonly check: boolean;
}

/** Brings documents into canonical form; values and comments stay. */
export async function formatDocuments(
  workspace: Workspace,
  { paths, check }: FormatRequest,
): Promise<Answer<FmtOutput>> {
  const { root } = workspace.repository;
  const found = findFiles(root, stateDirectory, paths.length === 0 ? undefined : paths);
  const diffs: FileEdit[] = [];
  for (const { file } of found.files) {
    const before = await readFile(join(root, file), "utf8");
    const after = formatText(before);
    if (after === before) continue;
    diffs.push({ file, before, after, lost_comments: [] });
  }
  if (!check) await writeFiles(workspace, diffs);
  return answer({ changed: diffs.map(({ file }) => file), diffs });
}
