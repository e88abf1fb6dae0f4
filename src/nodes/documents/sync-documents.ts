import { join } from "node:path";
import { filesLike } from "../../git/files-like.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { DocsSyncOutput, DocumentLocation, SyncedDocument } from "../../model/output/docs-sync.ts";
import type { Connection } from "../../postgres/connection.ts";
import { explainRefusal } from "../../postgres/refused-statement.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { nodeHere } from "../collect/whose.ts";
import { nodesOf } from "../machines.ts";
import { documentSetsOf, hashOf, readDocuments, type ReadDocument, readIfThere } from "./read-sets.ts";

/**
 * Brings the table of documents to what the sets' files are now: a changed one gets a new row and its former one is the latest no more; one
 * that is gone has no latest row; all of it or nothing. Copies are compared where they lie on this machine, and nowhere written.
 */
export async function syncDocuments(workspace: Workspace): Promise<Answer<DocsSyncOutput>> {
  const { sets, here } = await withWorld(workspace, async (world) => ({
    sets: documentSetsOf(world),
    here: (await nodeHere(workspace, nodesOf(world)))?.name,
  }));
  const documents = await readDocuments(workspace, sets);
  const located = await Promise.all(documents.map((document) => withLocations(workspace, document, here)));
  const synced = await withConnection(workspace, "write", (connection) => {
    const writing = inTransaction(connection, { mode: "write" }, () => write(workspace, connection, located));
    return writing.catch(async (error: unknown) => {
      throw await explainRefusal(workspace.kinds, connection, error);
    });
  });
  const count = (state: SyncedDocument["state"]): number => synced.filter((one) => one.state === state).length;
  return answer({
    database: workspace.database.describe("write"),
    sets: sets.length,
    documents: synced,
    added: count("added"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    gone: count("gone"),
  });
}

interface LocatedDocument extends ReadDocument {
  readonly locations: readonly DocumentLocation[];
}

/** Only of this machine anybody knows what lies there. */
async function withLocations(
  { system }: Workspace,
  document: ReadDocument,
  here: string | undefined,
): Promise<LocatedDocument> {
  const { set, name, hash } = document;
  const locations = set.locations.map(async ({ node, path }): Promise<DocumentLocation> => {
    if (node !== here) return { node, path, state: "unknown" };
    const copy = await readIfThere(system, join(path, name));
    return { node, path, state: copy === undefined ? "missing" : hashOf(copy) === hash ? "same" : "differs" };
  });
  return { ...document, locations: await Promise.all(locations) };
}

async function write(
  { repository }: Workspace,
  connection: Connection,
  documents: readonly LocatedDocument[],
): Promise<SyncedDocument[]> {
  await connection.query(readSql("nodes/documents-lock.sql"));
  const { rows: known } = await connection.query<{ path: string; hash: string | null }>(
    readSql("nodes/documents-latest.sql"),
  );
  const before = new Map(known.map(({ path, hash }) => [path, hash]));
  const now = new Set(documents.map(({ path }) => path));
  const left = known.map(({ path }) => path).filter((path) => !now.has(path) && !path.startsWith("/"));
  // What git still has belongs to somebody else: no set has it any more, and the file is there.
  const tracked = new Set(left.length === 0 ? [] : await filesLike(repository, left));
  const gone = left.filter((path) => !tracked.has(path));
  await connection.query(readSql("nodes/documents-supersede.sql"), [JSON.stringify(documents.map(rowOf)), gone]);
  await connection.query(readSql("nodes/documents-add.sql"), [JSON.stringify(documents.map(rowOf))]);
  await connection.query(readSql("nodes/documents-describe.sql"), [JSON.stringify(documents.map(rowOf))]);
  return [
    ...documents.map(({ path, set, bytes, hash, locations }): SyncedDocument => {
      const state = !before.has(path) ? "added" : before.get(path) === hash ? "unchanged" : "changed";
      return { path, set: set.name, state, bytes, hash, locations };
    }),
    ...gone.map((path): SyncedDocument => ({ path, set: null, state: "gone", bytes: null, hash: null, locations: [] })),
  ];
}

function rowOf({ path, name, bytes, hash, content, set, locations }: LocatedDocument) {
  const { category, description } = set;
  return { path, name, bytes, hash, category, description, content, locations };
}
