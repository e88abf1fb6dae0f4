import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { qualifyName } from "../../postgres/quoting.ts";
import { readSql } from "../../system/package-file.ts";
import type { CatalogueObject } from "../catalogue/objects.ts";
import type { EnumChange } from "../enum-change.ts";
import { type CompatTable, newSchema } from "../script/compat.ts";
import type { Survey } from "../script/survey.ts";

/** The tables whose rows are to be had in both words, within a running transaction. Throws V7-E082 where a view would show rows that a policy hides. */
export async function compatTables(
  connection: Connection,
  change: EnumChange,
  { survey, objects }: { readonly survey: Survey; readonly objects: readonly CatalogueObject[] },
): Promise<readonly CompatTable[]> {
  const columns = survey.columns.filter(({ kind, isInherited }) => (kind === "r" || kind === "p") && !isInherited);
  const byTable = Map.groupBy(columns, ({ tableOid }) => tableOid);
  const { rows } = await connection.query<{ tableOid: string; columns: string[]; hidesRows: boolean }>(
    readSql("enums/script/table-columns.sql"),
    [[...byTable.keys()]],
  );
  const asksAsInvoker = connection.serverVersion >= 150_000;
  return rows.flatMap(({ tableOid, columns: all, hidesRows }) => {
    const own = byTable.get(tableOid) ?? [];
    const [first] = own;
    if (first === undefined) return [];
    const { table } = first;
    if (hidesRows && !asksAsInvoker) throw showsAll(change, `${table.schema}.${table.name}`);
    const object = objects.find(({ key }) => key.split("/")[1] === tableOid && key.endsWith("/0"));
    const view = qualifyName({ schema: newSchema(table.schema), name: table.name });
    const identity = object?.identity ?? "";
    return [
      {
        table,
        columns: own,
        all,
        owner: object?.owner ?? null,
        grants: (object?.grants ?? []).map((grant) => `${grant.replaceAll(identity, view)};`),
        asksAsInvoker,
      },
    ];
  });
}

function showsAll({ address }: EnumChange, table: string): Failure {
  return new Failure(
    "V7-E082",
    `${address}: a view of ${table} would show rows that its policies hide: PostgreSQL 14 has no security_invoker`,
    {
      next: ["change it without --compat, or on PostgreSQL 15 or newer"],
    },
  );
}
