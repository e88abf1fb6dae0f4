import { readSql } from "../../system/package-file.ts";
import { type Catalog, readCatalog } from "../catalog.ts";
import type { Connection } from "../connection.ts";
import type { Made } from "./made.ts";

/** What stands in a database before v7 comes, as far as it concerns v7. */
export interface Surroundings {
  readonly roleName: string;
  /** Quoted where a name needs it. */
  readonly schema: string;
  readonly mayCreate: boolean;
  /** Everybody's tables and views in all schemas; those of another schema with its name. */
  readonly others: { readonly count: number; readonly examples: readonly string[] };
  /** Relations of any kind that have a name v7 needs; `kind` is `pg_class.relkind`, `table` an index's table. */
  readonly relations: readonly { readonly name: string; readonly kind: string; readonly table: string | null }[];
  readonly types: readonly string[];
  readonly tables: readonly TableRights[];
  /** Definitions of the tables, views and functions that have v7's names. */
  readonly live: Catalog;
}

/** What this login may do with an existing table. */
export interface TableRights {
  readonly name: string;
  readonly owner: string;
  /** True when the login is the owner or a member of it. */
  readonly owned: boolean;
  readonly rowSecurity: boolean;
  /** Privileges it lacks, of SELECT, INSERT, UPDATE, DELETE, REFERENCES, TRIGGER. */
  readonly missing: readonly string[];
  /** Sequences of the table's columns it may not draw from. */
  readonly sequences: readonly string[];
}

/** Reads the catalog and nothing else. Belongs inside `inTransaction`. `tables` are those of interest beside what is made. */
export async function readSurroundings(
  connection: Connection,
  made: Made,
  names: readonly string[],
  tables: readonly string[],
): Promise<Surroundings> {
  const values = [connection.schema, names, tables];
  const { rows } = await connection.query<SurroundingsRow>(readSql("postgres/guest/surroundings.sql"), values);
  const [row] = rows;
  if (row === undefined) throw new Error("the catalog answered nothing");
  const interest = { relations: [...tables, ...made.views], functions: [...made.functions] };
  return {
    roleName: row.role_name,
    schema: row.schema_name,
    mayCreate: row.may_create,
    others: { count: row.other_count, examples: row.others },
    relations: row.relations,
    types: row.types,
    tables: row.tables.map(({ row_security: rowSecurity, ...rights }) => ({ ...rights, rowSecurity })),
    live: await readCatalog(connection, interest),
  };
}

interface SurroundingsRow {
  readonly role_name: string;
  readonly schema_name: string;
  readonly may_create: boolean;
  readonly other_count: number;
  readonly others: readonly string[];
  readonly relations: Surroundings["relations"];
  readonly types: readonly string[];
  readonly tables: readonly (Omit<TableRights, "rowSecurity"> & { readonly row_security: boolean })[];
}
