import type { Json } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { reading } from "./reading.ts";

/** What a database is made of. */
export interface Catalogue {
  readonly database: string;
  /** As the rows of `database_schemas`. */
  readonly parts: readonly { readonly [column: string]: Json }[];
}

/** Who has more wants another tool. */
const mostParts = 50_000;

/** Reads the catalogue of the database that a connection leads to. Undefined where it is too large to be kept. */
export function askCatalogue(connection: Connection): Promise<Catalogue["parts"] | undefined> {
  return reading(connection, async () => {
    const { rows } = await connection.query<Catalogue["parts"][number]>(readSql("nodes/postgresql/catalogue.sql"), [
      mostParts + 1,
    ]);
    return rows.length > mostParts ? undefined : rows;
  });
}

/** Brings the rows to what was seen, all databases at once: what did not change stays as it is. */
export async function recordCatalogues(
  workspace: Workspace,
  node: string,
  catalogues: readonly Catalogue[],
): Promise<void> {
  if (catalogues.length === 0) return;
  await withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, async () => {
      const { rows } = await connection.query<{ id: number }>(readSql("nodes/nodes.sql"), [[node]]);
      for (const { database, parts } of catalogues) {
        const values = [rows[0]?.id ?? 0, database, workspace.redactor.json(parts)];
        await connection.query(readSql("nodes/catalogue-remove.sql"), values);
        await connection.query(readSql("nodes/catalogue-complete.sql"), values);
        await connection.query(readSql("nodes/catalogue-add.sql"), values);
      }
    }),
  );
}
