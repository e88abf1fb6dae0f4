import { Failure } from "../../model/failure.ts";
import type { KeyCollision } from "../../model/output/enum-check.ts";
import type { Connection } from "../../postgres/connection.ts";
import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import { readSql } from "../../system/package-file.ts";
import { type EnumChange, mergesOf } from "../enum-change.ts";
import type { Survey } from "../script/survey.ts";

interface UniqueKey {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly isEnum: readonly boolean[];
  readonly condition: string | null;
}

/** Rows of a target that a unique key could not tell apart once values are merged, within a running transaction. */
export async function countCollisions(
  connection: Connection,
  change: EnumChange,
  { type }: Pick<Survey, "type">,
): Promise<readonly KeyCollision[]> {
  if (mergesOf(change).length === 0) return [];
  const { rows: keys } = await connection.query<UniqueKey>(readSql("enums/script/unique-keys.sql"), [type.oid]);
  const found: KeyCollision[] = [];
  for (const key of keys) {
    const { rows } = await connection.query<{ groups: string; example: string | null }>(
      collisionStatement(key, change),
    );
    const [row] = rows;
    if (row !== undefined && Number(row.groups) > 0)
      found.push({ key: key.name, rows: Number(row.groups), example: row.example ?? "" });
  }
  return found;
}

/** NULLs are equal to nothing in a key. */
function collisionStatement({ schema, table, columns, isEnum, condition }: UniqueKey, { map }: EnumChange): string {
  const values = columns.map((column, at) => (isEnum[at] === true ? wordOf(column, map) : `t.${quoteName(column)}`));
  const present = columns.map((column) => `t.${quoteName(column)} IS NOT NULL`);
  const where = [...present, ...(condition === null ? [] : [`(${condition})`])].join(" AND ");
  return `SELECT count(*)::text AS groups, min(g.told) AS example
  FROM (
    SELECT ROW(${values.join(", ")})::text AS told
    FROM ${qualifyName({ schema, name: table })} t
    WHERE ${where}
    GROUP BY ${values.join(", ")}
    HAVING count(*) > 1
  ) g`;
}

function wordOf(column: string, map: ReadonlyMap<string, string>): string {
  const name = `t.${quoteName(column)}::text`;
  const branches = [...map].map(([label, word]) => `WHEN ${quoteText(label)} THEN ${quoteText(word)}`);
  return `CASE ${name} ${branches.join(" ")} ELSE ${name} END`;
}

/** Throws V7-E058 with the keys that hinder a merge. */
export function refuseCollisions({ address }: EnumChange, collisions: readonly KeyCollision[]): void {
  if (collisions.length === 0) return;
  const named = collisions.map(({ key, rows, example }) => `${key} by ${rows} groups of rows, such as ${example}`);
  throw new Failure("V7-E058", `${address}: merged values collide in ${named.join("; ")}; nothing was changed`, {
    next: ["change those rows, or give the values words of their own"],
  });
}
