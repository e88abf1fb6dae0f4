import type { Address } from "../../model/address.ts";
import { Failure } from "../../model/failure.ts";
import type { Json } from "../../model/json.ts";
import type { Kinds, TableSpec } from "../../model/kind.ts";
import type { AppliedChange, ResourceChange } from "../../model/plan.ts";
import type { World } from "../../model/world.ts";
import type { Connection } from "../connection.ts";
import { quoteName } from "../quoting.ts";
import { keyCondition, keyRecord, keyRecordColumns } from "./column-sql.ts";
import { runStatements } from "./refused-row.ts";
import { rowIdsOf } from "./row-ids.ts";
import { planStatements } from "./statements.ts";

/** Executes a plan's DML. Every statement must touch exactly the rows it names; anything else is a Failure and rolls back. */
export async function writeRows(
  connection: Connection,
  kinds: Kinds,
  changes: readonly ResourceChange[],
  world: Pick<World, "live" | "retired">,
): Promise<void> {
  // A phase may be renumbered together with its tasks: keys are compared once all rows stand.
  await connection.query("SET CONSTRAINTS ALL DEFERRED");
  const statements = planStatements(kinds, changes, rowIdsOf(kinds, world, changes));
  await runStatements(connection, statements, ({ rows, addresses }, touched) => {
    if (touched !== rows.length) throw wrongCount(addresses, touched);
  });
}

/** Writes the applied state beside the rows it describes, one statement per kind. As with rows, none may be kept from it. */
export async function writeApplied(
  connection: Connection,
  kinds: Kinds,
  records: readonly AppliedChange[],
): Promise<void> {
  const forgotten = records.flatMap((record) => (record.action === "forget" ? [record.address] : []));
  if (forgotten.length > 0) {
    const { rowCount } = await connection.query("DELETE FROM v7_resources WHERE address = ANY($1)", [forgotten]);
    if (rowCount !== forgotten.length) throw wrongCount(forgotten, rowCount);
  }
  for (const kind of kinds.all) {
    const puts = records.filter((record): record is PutRecord => record.action === "put" && record.kind === kind.name);
    if (puts.length === 0) continue;
    const { rowCount } = await connection.query(putStatement(kind.table), [
      JSON.stringify(puts.map((put) => putRow(put, kind.table))),
      kind.name,
    ]);
    if (rowCount !== puts.length) throw wrongCount(puts.map(addressOf), rowCount);
  }
}

/** Keeps everyone else's writes out of the tables a plan reads until the transaction ends; readers go on. `waitMs` 0 waits as long as any statement may. */
export async function lockTables(connection: Connection, kinds: Kinds, waitMs: number): Promise<void> {
  if (waitMs > 0) await connection.query("SELECT set_config('lock_timeout', $1, true)", [String(waitMs)]);
  await connection.query(`LOCK TABLE ${lockedTables(kinds).map(quoteName).join(", ")} IN SHARE ROW EXCLUSIVE MODE`);
}

/** The tables a plan or its gates read. */
export function lockedTables(kinds: Kinds): string[] {
  return ["v7_resources", ...kinds.all.flatMap(({ table }) => (table ? [table.name] : []))];
}

/** The tables are locked and were just read: only a trigger or a rule of somebody else's can keep a row from its change. */
function wrongCount(addresses: readonly Address[], rowCount: number | null): Failure {
  const named =
    addresses.length > 3
      ? `${addresses.slice(0, 3).join(", ")} and ${addresses.length - 3} more`
      : addresses.join(", ");
  return new Failure(
    "V7-P032",
    `${rowCount ?? 0} of ${addresses.length} rows took their change (${named}), nothing written`,
    {
      next: ["look for a trigger or rule on the table that swallows it: v7 db status --verify"],
    },
  );
}

function addressOf({ address }: PutRecord): Address {
  return address;
}

type PutRecord = Extract<AppliedChange, { action: "put" }>;

function putStatement(table: TableSpec | undefined): string {
  const columns = [
    "address text",
    "name text",
    "spec jsonb",
    "applied jsonb",
    ...(table ? keyRecordColumns(table) : []),
  ];
  const source = `jsonb_to_recordset($1::jsonb) AS x(${columns.join(", ")})`;
  const join = table ? `LEFT JOIN ${quoteName(table.name)} t ON ${keyCondition(table)}` : "";
  const key = table ? `t.${quoteName(table.id)}::text` : "x.address";
  return `INSERT INTO v7_resources (address, kind, name, spec, applied, record_key)
SELECT x.address, $2, x.name, x.spec, x.applied, ${key} FROM ${source} ${join}
ON CONFLICT (address) DO UPDATE SET spec = EXCLUDED.spec, applied = EXCLUDED.applied,
  record_key = COALESCE(EXCLUDED.record_key, v7_resources.record_key), updated_at = now()`;
}

function putRow(
  { address, name, applied, spec }: PutRecord,
  table: TableSpec | undefined,
): { readonly [column: string]: Json } {
  return { address, name, applied, spec, ...(table ? keyRecord(table, address) : {}) };
}
