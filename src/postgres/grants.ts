import type { Kind, Retirement, TableSpec } from "../model/kind.ts";
import { readSql } from "../system/package-file.ts";
import { readExpectedSchema } from "./expected-schema.ts";
import { quoteName } from "./quoting.ts";

/** Which database the roles are for. */
export interface GrantsFor {
  readonly schema: string;
  /** The database's name, as the closing advice shows it. */
  readonly database: string;
}

/** The SQL that makes v7's roles and gives each no more than it needs. Printed, never run by v7 itself. */
export function grantsSql(kinds: readonly Kind[], { schema, database }: GrantsFor): string {
  const expected = readExpectedSchema();
  const relations = [...Object.keys({ ...expected["table"], ...expected["view"] }), "v7_schema_migrations"].toSorted();
  const values: { readonly [name: string]: string } = {
    schema: quoteName(schema),
    database: quoteName(database),
    relations: textArray(relations),
    functions: textArray(Object.keys(expected["function"] ?? {}).map((signature) => signature.replace(/\(.*$/, ""))),
    relation_list: relations.map(quoteName).join(", "),
    written: textArray([...kinds.flatMap(({ table }) => (table ? [table.name] : [])), ...recorded]),
    writes: kinds.flatMap(({ table }) => (table ? tableGrants(table) : [])).join("\n"),
  };
  return readSql("postgres/roles/grants.sql").replace(/\{([a-z_]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Tables without a kind whose rows v7 numbers by a sequence. */
const recorded = [
  "v7_changes",
  "v7_external_sources",
  "v7_files",
  "v7_sessions",
  "v7_system_state",
  "files",
  "ingest_runs",
  "codegraphx_enrichment",
  "codegraphx_file_signals",
  "gap_findings",
  "gap_events",
  "action_queue",
];

function tableGrants(table: TableSpec): string[] {
  const columns = [
    ...table.key.flatMap(({ column, composed }) => composed?.columns ?? [column]),
    ...table.fields.map(({ column }) => column),
    ...(table.retirement ? retiringColumns(table.retirement) : []),
  ];
  const names = [...new Set(columns)].map(quoteName).join(", ");
  return [
    // Without it nobody may lock the table; guards keep rows that are history.
    `GRANT INSERT, DELETE ON ${quoteName(table.name)} TO v7_apply;`,
    `GRANT UPDATE (${names}) ON ${quoteName(table.name)} TO v7_apply;`,
  ];
}

/** What taking a row out of use writes. */
function retiringColumns({ marker, sets = {} }: Retirement): string[] {
  return [marker === "metadata.retiredAt" ? "metadata" : marker.column, ...Object.keys(sets)];
}

function textArray(names: readonly string[]): string {
  return `ARRAY[${names.map((name) => `'${name.replaceAll("'", "''")}'`).join(", ")}]`;
}
