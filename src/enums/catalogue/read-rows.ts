import type { JsonObject } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { ObjectSort } from "./objects.ts";
import { catalogueStatements } from "./statements.ts";

/** An object as its statement reads it, without what other statements know of it. */
export interface CatalogueRow {
  readonly key: string;
  readonly sort: ObjectSort;
  readonly schema: string | null;
  /** The key of what it belongs to: a column's table, a constraint's domain. */
  readonly within: string | null;
  readonly table: string | null;
  readonly identity: string;
  readonly owner: string | null;
  readonly definition: string;
  readonly flags: JsonObject;
  /** The roles that its definition names. */
  readonly roles?: readonly string[] | null;
}

export interface GrantRow {
  readonly key: string;
  readonly statement: string;
  readonly roles: readonly string[];
}

export interface CommentRow {
  readonly key: string;
  /** Of a security label; null for a comment. */
  readonly provider: string | null;
  readonly text: string;
}

/** `type` is that of pg_depend: `n`ormal, `a`uto, `i`nternal, `e`xtension, `P` and `S` of partitions, `x`. */
export interface DependencyRow {
  readonly key: string;
  readonly needs: string;
  readonly type: string;
}

export interface RoleRow {
  readonly key: string;
  readonly name: string;
  readonly identity: string;
  readonly superuser: boolean;
  /** Names; null for none. */
  readonly member_of: readonly string[] | null;
}

/** All that the catalogue's statements answer. */
export interface CatalogueRows {
  readonly objects: readonly CatalogueRow[];
  readonly grants: readonly GrantRow[];
  readonly comments: readonly CommentRow[];
  readonly dependencies: readonly DependencyRow[];
  readonly roles: readonly RoleRow[];
}

/** Reads within the caller's transaction, and leaves its settings as they were. */
export async function readRows(connection: Connection): Promise<CatalogueRows> {
  const { rows: settings } = await connection.query<{ name: string; former: string }>(
    readSql("enums/catalogue/canonical.sql"),
  );
  const objects: CatalogueRow[] = [];
  for (const statement of catalogueStatements(connection.serverVersion)) {
    objects.push(...(await connection.query<CatalogueRow>(statement)).rows);
  }
  const rows = {
    objects,
    grants: (await connection.query<GrantRow>(readSql("enums/catalogue/grants.sql"))).rows,
    comments: (await connection.query<CommentRow>(readSql("enums/catalogue/comments.sql"))).rows,
    dependencies: (await connection.query<DependencyRow>(readSql("enums/catalogue/depends.sql"))).rows,
    roles: (await connection.query<RoleRow>(readSql("enums/catalogue/roles.sql"))).rows,
  };
  await connection.query(readSql("enums/catalogue/restore.sql"), [
    settings.map(({ name }) => name),
    settings.map(({ former }) => former),
  ]);
  return rows;
}
