import { statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../model/digest.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import type { Revisions, Topic } from "../model/topic.ts";
import { stateStamp } from "./state-stamp.ts";
import { withConnection, type Workspace } from "./workspace.ts";

/** How far everything has come: one small query, and a look at the folders of documents and of the index. */
export async function readRevisions(workspace: Workspace): Promise<Revisions> {
  const stored = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const { rows } = await connection.query<{ [topic: string]: string | null }>(readSql("workspace/revisions.sql"));
      return rows[0] ?? {};
    }),
  );
  const { writing, ...topics } = stored;
  const marked = Object.entries(topics).map(([topic, text]) => [topic, `${text ?? ""}~${writing ?? ""}`]);
  return {
    ...Object.fromEntries(marked),
    documents: await stateStamp(workspace),
    index: indexStamp(workspace),
  } as Revisions;
}

/** What an answer about these topics is marked with. */
export function revisionOf(revisions: Revisions, topics: readonly Topic[]): string {
  return sha256(topics.map((topic) => `${topic}=${revisions[topic]}`).join("\n")).slice(0, 24);
}

function indexStamp({ repository }: Workspace): string {
  const file = statSync(join(repository.home, "search", "index.json"), { throwIfNoEntry: false });
  return file === undefined ? "" : `${file.mtimeMs}:${file.size}`;
}
