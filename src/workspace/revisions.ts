import { statSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../model/digest.ts";
import type { Revisions, Topic } from "../model/topic.ts";
import { readAtOnce } from "../postgres/transaction.ts";
import { readSql } from "../system/package-file.ts";
import { stateStamp } from "./state-stamp.ts";
import { withConnection, type Workspace } from "./workspace.ts";

/** Where it is seen how far something has come. */
export type Source = "database" | "documents" | "index";

/** How each source is looked at: one small query, the folder of documents, the file that says what the index is. */
export type Looks = { readonly [source in Source]: () => Promise<Partial<Revisions>> };

export function looksOf(workspace: Workspace): Looks {
  return {
    database: () => storedRevisions(workspace),
    documents: async () => ({ documents: await stateStamp(workspace) }),
    index: async () => ({ index: indexStamp(workspace) }),
  };
}

/** How far these topics have come; nothing is looked at for others. */
export async function revisionsBy(looks: Looks, topics: readonly Topic[]): Promise<Partial<Revisions>> {
  const sources = [...new Set(topics.map(sourceOf))];
  const found = await Promise.all(sources.map((source) => looks[source]()));
  return Object.assign({}, ...found) as Partial<Revisions>;
}

/** What an answer about these topics is marked with. */
export function revisionOf(revisions: Partial<Revisions>, topics: readonly Topic[]): string {
  return sha256(topics.map((topic) => `${topic}=${revisions[topic]}`).join("\n")).slice(0, 24);
}

function sourceOf(topic: Topic): Source {
  return topic === "documents" || topic === "index" ? topic : "database";
}

async function storedRevisions(workspace: Workspace): Promise<Partial<Revisions>> {
  const [stored = {}] = await withConnection(workspace, "read", (connection) =>
    readAtOnce<{ [topic: string]: string | null }>(connection, readSql("workspace/revisions.sql")),
  );
  const { writing, ...topics } = stored;
  return Object.fromEntries(Object.entries(topics).map(([topic, text]) => [topic, `${text ?? ""}~${writing ?? ""}`]));
}

function indexStamp({ repository }: Workspace): string {
  const file = statSync(join(repository.home, "search", "index.json"), { throwIfNoEntry: false });
  return file === undefined ? "" : `${file.mtimeMs}:${file.size}`;
}
