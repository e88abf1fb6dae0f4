import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { TypeName } from "../enum-change.ts";

/** An enum as the catalogue has it. */
export interface EnumType extends TypeName {
  readonly oid: string;
  readonly owner: string;
  readonly comment: string | null;
  readonly labels: readonly string[];
  /** The labels' own ids, in order: a rename keeps them. */
  readonly labelOids: readonly string[];
  /** The extension that owns it, if one does. */
  readonly extension: string | null;
}

/** A column that holds the enum or arrays of it. */
export interface EnumColumn {
  readonly tableOid: string;
  readonly table: TypeName;
  /** `r` table, `p` partitioned, `f` foreign, `c` composite type. */
  readonly kind: string;
  readonly column: string;
  /** Its number in its table. */
  readonly place: number;
  readonly isArray: boolean;
  readonly isGenerated: boolean;
  /** Its parent's type is its type. */
  readonly isInherited: boolean;
  readonly default: string | null;
  readonly isPartitionKey: boolean;
  readonly isTyped: boolean;
  /** Of a temporary table, of this session or another: nobody else can touch its rows. */
  readonly isTemporary: boolean;
  readonly bytes: number;
  readonly estimatedRows: number;
}

/** A column that tells a table's rows apart. */
export interface KeyColumn {
  readonly column: string;
  /** As SQL writes it. */
  readonly type: string;
  readonly typeOid: string;
}

/** An object that stands on the enum, directly or by others. */
export interface Dependent {
  /** `classid/objid`. */
  readonly key: string;
  /** `view`, `table constraint`, `policy`, … as `pg_identify_object` says. */
  readonly sort: string;
  readonly identity: string;
  /** The parts of its name, outermost first: schema, table, itself. */
  readonly names: readonly string[];
  readonly args: readonly string[];
  /** `c` check, `f` foreign key, `p`, `u`, `x`, `n`; empty for what is no constraint. */
  readonly constraint: string;
  /** A partition's copy of its parent's, a constraint's index: it comes and goes with that. */
  readonly isAnothers: boolean;
  readonly hasExpression: boolean;
  /** A default's, or how a column is generated; null for all else. */
  readonly expression: string | null;
  readonly isGenerated: boolean;
  /** What a default's column belongs to: `r`, `p`, `v`, …; null for all else. */
  readonly tableKind: string | null;
  /** Of a materialized view that is filled, with its indexes; 0 for all else. */
  readonly filledBytes: number;
  /** Keys of others here that it stands on. */
  readonly needs: readonly string[];
}

/** One enum of a database and where its values are. */
export interface HeldEnum {
  readonly type: EnumType;
  readonly columns: readonly EnumColumn[];
  /** By the tables' oids; tables without a key are missing. */
  readonly keys: ReadonlyMap<string, readonly KeyColumn[]>;
}

/** Everything about one enum of a database that decides how it can change. */
export interface Survey extends HeldEnum {
  readonly dependents: readonly Dependent[];
  /** Objects through which a label leaves the enum as text. */
  readonly leaves: readonly { readonly sort: string; readonly identity: string }[];
}

interface ColumnRow extends Omit<EnumColumn, "table" | "tableOid" | "bytes" | "estimatedRows"> {
  readonly bytes: string;
  readonly estimatedRows: string;
  readonly table_oid: string;
  readonly schema: string;
  readonly table: string;
}

interface DependentRow extends Omit<Dependent, "filledBytes"> {
  readonly filledBytes: string;
}

/** Surveys one enum, within a running transaction; undefined where there is none of that name. */
export async function surveyEnum(connection: Connection, name: TypeName): Promise<Survey | undefined> {
  const held = await readHeldEnum(connection, name);
  if (held === undefined) return undefined;
  const { type } = held;
  const { rows: dependents } = await connection.query<DependentRow>(readSql("enums/script/dependents.sql"), [type.oid]);
  const { rows: leaves } = await connection.query<{ sort: string; identity: string }>(
    readSql("enums/script/text-reach.sql"),
    [type.oid, dependents.map(({ key }) => key.split("/")[0]), dependents.map(({ key }) => key.split("/")[1])],
  );
  return {
    ...held,
    dependents: dependents.map(({ filledBytes, ...dependent }) => ({ ...dependent, filledBytes: Number(filledBytes) })),
    leaves,
  };
}

/** What counting its rows takes to know: what stands on the enum is not looked for, which takes longer than all the rest. */
export async function readHeldEnum(connection: Connection, name: TypeName): Promise<HeldEnum | undefined> {
  const type = await readEnum(connection, name);
  if (type === undefined) return undefined;
  const { rows: columns } = await connection.query<ColumnRow>(readSql("enums/script/columns.sql"), [type.oid]);
  return {
    type,
    columns: columns.map(({ table_oid: tableOid, schema, table, bytes, estimatedRows, ...column }) => ({
      ...column,
      tableOid,
      table: { schema, name: table },
      bytes: Number(bytes),
      estimatedRows: Number(estimatedRows),
    })),
    keys: await readKeys(connection, [...new Set(columns.map((column) => column.table_oid))]),
  };
}

/** One enum by its name; undefined where there is none. */
export async function readEnum(connection: Connection, { schema, name }: TypeName): Promise<EnumType | undefined> {
  const { rows } = await connection.query<Omit<EnumType, "schema" | "name">>(readSql("enums/script/enum.sql"), [
    schema,
    name,
  ]);
  const [row] = rows;
  return row && { ...row, schema, name };
}

/** The keys of tables, by their oids. */
async function readKeys(
  connection: Connection,
  tables: readonly string[],
): Promise<ReadonlyMap<string, readonly KeyColumn[]>> {
  const { rows } = await connection.query<KeyColumn & { readonly tableOid: string }>(readSql("enums/script/keys.sql"), [
    tables,
  ]);
  return Map.groupBy(rows, ({ tableOid }) => tableOid);
}
