import { readSql } from "../system/package-file.ts";
import type { Connection } from "./connection.ts";

/** Kind of object → name → definition: `column` → `v7_state.serial` → `bigint not null default 0`. Reads the same on every server. */
export type Catalog = { readonly [kind: string]: { readonly [name: string]: string } };

/** What the current schema holds; with `interest`, only those relations and functions. One query, inside `inTransaction`. */
export async function readCatalog(connection: Connection, interest?: CatalogInterest): Promise<Catalog> {
  const values = [interest?.relations ?? null, interest?.functions ?? null];
  const { rows } = await connection.query<CatalogRow>(readSql("postgres/verify/catalog.sql"), values);
  const kinds = Map.groupBy(rows, ({ kind }) => kind);
  return Object.fromEntries(
    [...kinds].map(([kind, members]) => [
      kind,
      Object.fromEntries(members.map(({ name, definition }) => [name, definition])),
    ]),
  );
}

/** Names of the tables and views, and of the functions, that matter. */
export interface CatalogInterest {
  readonly relations: readonly string[];
  readonly functions: readonly string[];
}

interface CatalogRow {
  readonly kind: string;
  readonly name: string;
  readonly definition: string;
}
