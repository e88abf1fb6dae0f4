import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { FilesShowOutput } from "../../model/output/files-show.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { ruleFor } from "../places/layout.ts";
import { readRules } from "../places/rules.ts";

export interface ShowFileRequest {
  /** As the registry has it: from the repository's root, printable. */
  readonly path: string;
}

/** How many changes are told of one file; `v7 changes --path` tells all of them. */
const mostChanges = 50;

/** All that the registry knows of a file, a deleted one too. V7-F003 for one that was never registered. */
export async function showFile(workspace: Workspace, { path }: ShowFileRequest): Promise<Answer<FilesShowOutput>> {
  const { layout } = await readRules(workspace);
  const known = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const { rows } = await connection.query<{ known: Omit<FilesShowOutput, "rule"> }>(
        readSql("files/registry/file.sql"),
        [path, mostChanges],
      );
      return rows[0]?.known;
    }),
  );
  if (known === undefined)
    throw new Failure("V7-F003", `no file ${path} is registered`, {
      next: ["v7 files --path PATH", "v7 scan"],
    });
  return answer({ ...known, rule: ruleFor(layout, path) ?? null });
}
