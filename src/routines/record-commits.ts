import type { Answer } from "../model/answer.ts";
import type { RecordOutput } from "../model/output/record.ts";
import { recordHistory, type RecordRequest } from "../journal/record.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * Records commits and, in the same transactions, brings the registry's rows of their files up to date. Throws what
 * `recordHistory` throws, and V7-F006 while another session holds the registry: commits and files are left to the next one.
 */
export function recordCommits(
  workspace: Workspace,
  request: Pick<RecordRequest, "fetches" | "asked"> = {},
): Promise<Answer<RecordOutput>> {
  // Loaded while git and the database are being asked: git waits for what comes after that.
  const registry = import("../files/scan/committed.ts");
  return recordHistory(workspace, {
    ...request,
    onFiles: async (connection, files) => {
      const { registerCommitted } = await registry;
      await registerCommitted(workspace, connection, files);
    },
  });
}
