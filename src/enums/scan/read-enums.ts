import type { EnumUse } from "../../model/output/enum-scan.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";

/** One enum as the catalogue has it. */
export interface CatalogueEnum {
  /** `pg_type.oid` of that database, as text. */
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  /** Qualified and quoted: `crm."ContactCurationStatus"`. */
  readonly sql_name: string;
  /** In the order in which values compare. */
  readonly labels: readonly string[];
  readonly owner: string;
  /** The extension that brought it and keeps it; null: nobody's but the owner's. */
  readonly extension: string | null;
  readonly comment: string | null;
  /** As PostgreSQL writes them: `app_curator=U/app_owner`. Empty: what a new type has. */
  readonly grants: readonly string[];
}

/** The enums of a database with all that the catalogue knows to use each; by oid. */
export interface ReadEnums {
  readonly enums: readonly CatalogueEnum[];
  readonly uses: ReadonlyMap<string, readonly EnumUse[]>;
  /** Every type that holds one of them. */
  readonly types: readonly string[];
}

/** Reads within a transaction of the caller's: three statements, however many enums there are. */
export async function readEnums(connection: Connection, schema: string | undefined): Promise<ReadEnums> {
  const { rows: enums } = await connection.query<CatalogueEnum>(readSql("enums/scan/enums.sql"), [schema ?? null]);
  const { rows: pairs } = await connection.query<{ enum: string; type: string }>(readSql("enums/scan/types.sql"), [
    enums.map(({ oid }) => oid),
  ]);
  const { rows: used } = await connection.query<EnumUse & { enum: string }>(readSql("enums/scan/uses.sql"), [
    pairs.map((pair) => pair.enum),
    pairs.map(({ type }) => type),
  ]);
  const uses = new Map<string, EnumUse[]>(enums.map(({ oid }) => [oid, []]));
  for (const { enum: oid, ...use } of used) uses.get(oid)?.push(use);
  return { enums, uses, types: [...new Set(pairs.map(({ type }) => type))] };
}
