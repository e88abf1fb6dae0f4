import { Failure } from "../../model/failure.ts";
import type { KeyCollision } from "../../model/output/enum-check.ts";
import type { Connection } from "../../postgres/connection.ts";
import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import { readSql } from "../../system/package-file.ts";
import { type EnumChange, mergesOf } from "../enum-change.ts";
import { refuseHiddenRows } from "../proof/hidden-rows.ts";
import type { Survey } from "../script/survey.ts";

/** A unique or exclusion key over columns of an enum. */
export interface UniqueKey {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly isEnum: readonly boolean[];
  readonly condition: string | null;
  readonly nullsAreEqual: boolean;
  /** Of an exclusion, a column each. */
  readonly operators: readonly string[] | null;
}

/** Rows of a target that a unique or exclusion key could not tell apart once values are merged, within a running transaction. */
export async function countCollisions(
  connection: Connection,
  change: EnumChange,
  { type, columns }: Pick<Survey, "type" | "columns">,
): Promise<readonly KeyCollision[]> {
  if (mergesOf(change).length === 0) return [];
  await refuseHiddenRows(
    connection,
    columns.map(({ tableOid }) => tableOid),
  );
  const keys = await readKeys(connection, type.oid);
  const found: KeyCollision[] = [];
  for (const key of keys) {
    const { rows } = await connection.query<{ groups: string; example: string | null }>(
      key.operators === null ? collisionStatement(key, change) : exclusionStatement(key, key.operators, change),
    );
    const [row] = rows;
    if (row !== undefined && Number(row.groups) > 0)
      found.push({ key: key.name, rows: Number(row.groups), example: row.example ?? "" });
  }
  return found;
}

/** The keys that stand on an enum, within a running transaction. */
export async function readKeys(connection: Connection, oid: string): Promise<readonly UniqueKey[]> {
  return (await connection.query<UniqueKey>(readSql("enums/script/unique-keys.sql"), [oid])).rows;
}

/** A query for the places of rows that equal an earlier one once values are merged. */
export function collidingRows(key: UniqueKey, change: EnumChange): string {
  const { operators, nullsAreEqual } = key;
  const same = nullsAreEqual ? "IS NOT DISTINCT FROM" : "=";
  return `SELECT other.v7_table, other.v7_row FROM ${pairsOf(key, operators ?? key.columns.map(() => same), change)}`;
}

/** NULLs are equal to nothing in a key, unless it says so. */
function collisionStatement(key: UniqueKey, change: EnumChange): string {
  const { columns, condition, nullsAreEqual } = key;
  const values = valuesOf(key, "t", change);
  const present = nullsAreEqual ? [] : columns.map((column) => `t.${quoteName(column)} IS NOT NULL`);
  const where = [...present, ...(condition === null ? [] : [`(${condition})`])].join(" AND ");
  return `SELECT count(*)::text AS groups, min(g.told) AS example
  FROM (
    SELECT ROW(${values.join(", ")})::text AS told
    FROM ${tableOf(key)} t
    ${where === "" ? "" : `WHERE ${where}`}
    GROUP BY ${values.join(", ")}
    HAVING count(*) > 1
  ) g`;
}

function exclusionStatement(key: UniqueKey, operators: readonly string[], change: EnumChange): string {
  return `SELECT count(*)::text AS groups, min(ROW(${valuesOf(key, "one", change).join(", ")})::text) AS example
  FROM ${pairsOf(key, operators, change)}`;
}

/** An enum's values are equal or not; what else an exclusion compares, it compares by operators of its own. */
function pairsOf(key: UniqueKey, operators: readonly string[], change: EnumChange): string {
  const [ones, others] = [valuesOf(key, "one", change), valuesOf(key, "other", change)];
  const compared = ones.map((value, at) => {
    const operator = operators[at] ?? "=";
    const plain = operator.endsWith(".<>)") ? "<>" : operator.startsWith("IS") ? operator : "=";
    return `${value} ${key.isEnum[at] === true ? plain : operator} ${others[at]}`;
  });
  const rows = `(SELECT t.tableoid AS v7_table, t.ctid AS v7_row, t.* FROM ${tableOf(key)} t${key.condition === null ? "" : ` WHERE (${key.condition})`})`;
  return `${rows} one
  JOIN ${rows} other ON (one.v7_table, one.v7_row) < (other.v7_table, other.v7_row)
   AND ${compared.join(" AND ")}`;
}

function valuesOf({ columns, isEnum }: UniqueKey, alias: string, { map }: EnumChange): readonly string[] {
  return columns.map((column, at) => {
    const name = `${alias}.${quoteName(column)}`;
    return isEnum[at] === true ? wordOf(name, map) : name;
  });
}

function tableOf({ schema, table }: UniqueKey): string {
  return qualifyName({ schema, name: table });
}

function wordOf(name: string, map: ReadonlyMap<string, string>): string {
  const branches = [...map].map(([label, word]) => `WHEN ${quoteText(label)} THEN ${quoteText(word)}`);
  return `CASE ${name}::text ${branches.join(" ")} ELSE ${name}::text END`;
}

/** Throws V7-E058 with the keys that hinder a merge. */
export function refuseCollisions({ address }: EnumChange, collisions: readonly KeyCollision[]): void {
  if (collisions.length === 0) return;
  const named = collisions.map(({ key, rows, example }) => `${key} by ${rows} groups of rows, such as ${example}`);
  throw new Failure("V7-E058", `${address}: merged values collide in ${named.join("; ")}; nothing was changed`, {
    next: ["change those rows, or give the values words of their own"],
  });
}
